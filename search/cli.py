"""The command line's frame: the group, the archive's place, errors and exit codes.

Each command is a module of `commands` and is imported when it is called, not before.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final, cast

import click

from .. import __version__
from ..index.cpu import do_without_threads, prefer_quick_sorts
from ..index.errors import FihrisError

COMMANDS: Final = (
    "index", "search", "quote", "check", "timeline", "similar", "show", "analyze",
    "info", "doctor", "merge", "remove", "export", "audit", "completion",
)  # fmt: skip
SORTING: Final = ("index", "merge", "remove")
"""Commands that make postings, which is sorting."""
HELP: Final = ("-h", "--help")
FOUND, NOT_FOUND, ERROR, INTERRUPTED = 0, 1, 2, 130


class Context(click.Context):
    """The context of a command, whose help is put in order for the terminal on which it is read."""

    def get_help(self) -> str:
        """Return the help as it is printed."""
        from .commands.output import in_order

        return in_order(super().get_help())


class Commands(click.Group):
    """A group that imports a command when it is needed and prints our errors on one line."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the documentation."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        do_without_threads()
        if cmd_name in SORTING:
            prefer_quick_sorts()
        command: click.Command = import_module(f"..commands.{cmd_name}", __name__).command
        command.context_class = Context
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called; its options are then what the config file says, unless they are typed."""
        name, command, rest = super().resolve_command(ctx, args)
        asks_for_help = any(option in rest for option in HELP)
        if name and command and not ctx.resilient_parsing and not asks_for_help:  # these two always work
            from .commands.config import defaults

            ctx.default_map = {name: defaults(command, name, COMMANDS)}
        return name, command, rest

    def main(self, *arguments: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run the command line; a wrong use of it is one line on stderr, as every other error."""
        run = cast("Callable[..., Any]", super().main)  # its overloads have no place for what we only pass on
        if not standalone_mode:
            return run(*arguments, standalone_mode=False, **extra)
        try:
            code = run(*arguments, standalone_mode=False, **extra)
            sys.exit(code if isinstance(code, int) else FOUND)
        except click.ClickException as error:
            context = getattr(error, "ctx", None)
            command = context.command_path if context else "fihris"
            message = " ".join(error.format_message().split())
            complain(f"{message} See: {command} --help")
            sys.exit(ERROR)
        except click.Abort:
            sys.exit(INTERRUPTED)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; turn our errors into one line on stderr and their exit code."""
        try:
            return super().invoke(ctx)
        except FihrisError as error:
            complain(error)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            complain("interrupted; what was committed before is there")
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:  # whoever reads has seen enough; Click would exit with 1
            _discard_output()
            ctx.exit(FOUND)
        except OSError as error:  # a full disk, a folder that cannot be written
            complain(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
            _discard_output()
            ctx.exit(ERROR)


def complain(problem: object) -> None:
    """Print one line on stderr, whatever the problem holds."""
    from .commands.output import note

    note(f"fihris: {problem}")


def _discard_output() -> None:
    """Send what is still buffered nowhere: without this the interpreter complains on its way out."""
    with suppress(OSError):  # an output that is no file of the system has nothing to discard
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.command(cls=Commands, context_settings={"help_option_names": [*HELP], "max_content_width": 100})
@click.version_option(__version__, prog_name="fihris")
def fihris() -> None:
    """Search an archive of Arabic articles.

    \b
    fihris index seeds -a archive
    fihris search -a archive "انسحاب القوات الأميركية"
    """


def archive_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option that says where the archive is."""
    return click.option(
        "-a",
        "--archive",
        type=click.Path(path_type=Path),
        envvar="FIHRIS_ARCHIVE",
        default=default_archive,
        show_default="$FIHRIS_ARCHIVE, else the user's data folder",
        help="The archive's folder.",
    )(function)


def default_archive() -> Path:
    """Return a folder in the user's data folder: the archive of whoever names none."""
    from platformdirs import user_data_path

    return user_data_path("fihris") / "archive"


def main() -> None:
    """Run the command line, in UTF-8 whatever the locale."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115 -- open as long as we run
        getattr(sys, name).reconfigure(encoding="utf-8", errors="replace")
    fihris.main()
