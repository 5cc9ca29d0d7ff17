"""Where the commands print: for a person on a terminal, plain lines in a pipe."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TextIO, TypeVar

import click

from ...index.errors import BadInput
from ..render.clean import clean, clean_line
from .terminal import colours, is_terminal

if TYPE_CHECKING:
    from rich.console import Console

    from ..render.line import Line
    from ..render.screen import Screen

Command = TypeVar("Command", bound=Callable[..., Any])

_META: Final = f"{__name__}."
"""Where a run keeps what its options say about printing, so that no command has to pass it on."""


def _kept(ctx: click.Context, option: click.Parameter, value: Any) -> Any:
    ctx.meta[f"{_META}{option.name}"] = value
    return value


def _asked(option: str, default: Any) -> Any:
    ctx = click.get_current_context(silent=True)
    value = ctx.meta.get(f"{_META}{option}") if ctx else None
    return default if value is None else value


def note_options(function: Command) -> Command:
    """Give a command the options that say how it prints on a terminal; `show`, `tell` and `note` know them."""
    bidi = click.option(
        "--bidi",
        type=click.Choice(("auto", "terminal", "visual", "off")),
        default="auto",
        show_default=True,
        expose_value=False,
        callback=_kept,
        help="Who orders Arabic on a terminal: the terminal itself, or fihris (visual). See: fihris doctor --terminal.",
    )
    width = click.option(
        "--width",
        type=click.IntRange(20),
        expose_value=False,
        callback=_kept,
        help="Columns of text on a terminal.  [default: the terminal's, at most 100]",
    )
    return bidi(width(function))


def output_options(function: Command) -> Command:
    """Give a command these options, and that of the pager: its output may be long."""
    pager = click.option(
        "--pager/--no-pager",
        default=True,
        expose_value=False,
        callback=_kept,
        help="Whether output longer than the screen goes through $PAGER, or less.",
    )
    return note_options(pager(function))


def console(*, stderr: bool = False) -> "Console":
    """Return a Rich console that adds nothing of its own: no markup, no emoji, no highlighting of digits."""
    from rich.console import Console

    colour = colours(sys.stderr if stderr else sys.stdout)
    return Console(
        stderr=stderr,
        width=_asked("width", None),
        force_terminal=True if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
    )


def write(lines: Iterable[str], end: str = "\n") -> None:
    """Print lines for a script, each with its end; they go out when the last is there.

    A terminal gets none of them raw.
    """
    cleaned = clean if is_terminal(sys.stdout) else str
    for line in lines:
        sys.stdout.write(cleaned(line) + end)
    sys.stdout.flush()


def show(lines: "Iterable[Line]", *, header: "Iterable[Line]" = (), paged: bool = True) -> None:
    """Print paragraphs: wrapped, styled and ordered on a terminal, plain and unwrapped elsewhere.

    `header` is printed above them on a terminal only; with `paged` a pager takes what is longer than the screen.
    """
    if is_terminal(sys.stdout):
        draw(chain(header, lines), screen_of(sys.stdout), paged=paged and _asked("pager", default=True))
    else:
        _show_in_pipe(lines)


def draw(lines: "Iterable[Line]", screen: "Screen", *, paged: bool = False) -> None:
    """Print paragraphs on a terminal that is known."""
    from ..render.screen import rows
    from .pager import show_rows

    drawing = console()
    with _explicit(sys.stdout, screen):
        show_rows((row for line in lines for row in rows(line, screen, drawing)), paged=paged)


def _show_in_pipe(lines: "Iterable[Line]") -> None:
    if not colours(sys.stdout):
        write(line.plain for line in lines)
        return
    from ..render.screen import coloured

    drawing = console()
    write(coloured(line, drawing) for line in lines)


def tell(lines: "Iterable[Line]") -> None:
    """Print paragraphs beside the answer, on standard error, as `show` does; but never paged."""
    if not is_terminal(sys.stderr):
        for line in lines:
            click.echo(line.plain, err=True)
        return
    from ..render.screen import rows

    screen, drawing = _whatever_screen_of(sys.stderr), console(stderr=True)
    with _explicit(sys.stderr, screen):
        for line in lines:
            for row in rows(line, screen, drawing):
                click.echo(row, err=True, color=True)


def in_order(text: str) -> str:
    """Return lines that are laid out already, as standard output needs them: on a terminal each is put in order."""
    if text.isascii() or not is_terminal(sys.stdout):
        return text
    from ..render.screen import guarded, ordered

    screen = _whatever_screen_of(sys.stdout)
    return guarded("\n".join(ordered(line, screen) for line in text.split("\n")), screen)


def _whatever_screen_of(stream: TextIO) -> "Screen":
    """Return the screen behind a stream even if the settings are unsound: that may be what is to be told."""
    from .terminal import screen

    try:
        return screen_of(stream)
    except BadInput:
        return screen(stream, "off")


def note(text: str, arabic: str = "") -> None:
    """Print a line beside the answer: a text that is read from the left, and what it is about."""
    text, arabic = clean_line(text), clean_line(arabic)
    whole = f"{text}: {arabic}" if arabic else text
    # what is ASCII has no order to find, and a path in it is better left whole
    if whole.isascii() or not is_terminal(sys.stderr):
        click.echo(whole, err=True)
        return
    from rich.text import Text

    from ..render.line import Line, isolated, query_text

    tell([Line(Text(f"{text}: {isolated(query_text(arabic))}" if arabic else text), direction="ltr")])


def screen_of(stream: TextIO) -> "Screen":
    """Return the screen behind a stream, as the options of this run want it."""
    from .terminal import screen

    return screen(stream, _asked("bidi", "auto"), _asked("width", None))


@contextmanager
def _explicit(stream: TextIO, screen: "Screen") -> Iterator[None]:
    """Have a terminal that orders Arabic leave it as it comes, if it comes as it is seen; however this ends."""
    if not (screen.reordered and screen.styles):
        yield
        return
    from ..render.screen import EXPLICIT, IMPLICIT

    stream.write(EXPLICIT)
    try:
        yield
    finally:
        stream.write(IMPLICIT)
        stream.flush()
