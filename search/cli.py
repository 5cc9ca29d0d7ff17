"""The command line's frame: the group, the archive's place, errors and exit codes.

Each command is a module of `commands` and is imported when it is called, not before.
"""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click

from .. import __version__
from ..index.errors import FihrisError

COMMANDS: Final = ("index", "search", "show", "analyze", "info")
FOUND, NOT_FOUND, ERROR = 0, 1, 2


class Commands(click.Group):
    """A group that imports a command when it is needed and prints our errors on one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the documentation."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"..commands.{cmd_name}", __name__).command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; turn our errors into one line on stderr and their exit code."""
        try:
            return super().invoke(ctx)
        except FihrisError as error:
            click.echo(f"fihris: {error}", err=True)
            ctx.exit(error.exit_code)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
        default=default_archive,
        show_default="$FIHRIS_ARCHIVE, else the user's data folder",
        help="The archive's folder.",
    )(function)


def default_archive() -> Path:
    """Return `$FIHRIS_ARCHIVE`, else a folder in the user's data folder."""
    if named := os.environ.get("FIHRIS_ARCHIVE"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("fihris") / "archive"


def main() -> None:
    """Run the command line; a closed pipe is no error."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        fihris.main()
    except BrokenPipeError:
        # What is still buffered has nowhere to go: without this the interpreter complains on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FOUND)
