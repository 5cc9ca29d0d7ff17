"""`fihris doctor`: is the archive sound, and does this terminal show Arabic right."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from ...index.archive import Archive
from ...index.errors import BadInput
from ..cli import ERROR, FOUND, NOT_FOUND, archive_option
from . import remembered
from .info import figures
from .output import draw, note, output_options, screen_of, show
from .terminal import is_terminal, recognised


@click.command("doctor")
@archive_option
@output_options
@click.option("--terminal", is_flag=True, help="Print a test card, ask which line reads right, and remember it.")
@click.pass_context
def command(ctx: click.Context, archive: Path, terminal: bool) -> None:
    """Say whether the archive is sound, and which terminal this is.

    Every file of the archive is read and compared with what was written. Exits with 0 if all are as they were, with 2
    if not. With --terminal the archive is left alone: a test card shows how this terminal prints Arabic; what you
    answer is kept in your settings, and every command prints accordingly.

    \b
    Examples:
      fihris doctor -a archive
      fihris doctor --terminal        # which of the lines that begin with وَصَلَت reads right?
    """
    if terminal:
        ctx.exit(FOUND if _ask() else NOT_FOUND)
    from ..render import text

    show(text.figures({"terminal": _terminal()}))
    opened = Archive.open(archive)
    damaged = opened.damaged()
    files = len(opened.manifest.files())
    state = f"no: not as written: {', '.join(damaged)}" if damaged else f"yes: {files} files, each as it was written"
    show(text.figures({**figures(opened), "sound": state}))
    if damaged:
        note(f"fihris: {archive} is damaged; delete the folder and index the articles again")
    ctx.exit(ERROR if damaged else FOUND)


def _terminal() -> str:
    """Return in one line which terminal this is, what told so, and how text is sent to it."""
    found, variable = recognised()
    told = remembered.read().get(found.name)
    by = f"told by {variable}" if variable else "not in the table of terminals"
    return f"{found.name} ({by}); text is sent as: {told or found.order}" + (", as you answered" if told else "")


def _ask() -> bool:
    """Print the test card, ask, and remember the answer; tell whether any line read right."""
    from ..render import card
    from ..render.text import figures as named

    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise BadInput("fihris doctor --terminal asks whoever looks at the terminal; run it there, not in a pipe")
    show(named({"terminal": _terminal()}), paged=False)
    show(card.lines(), paged=False)
    here = screen_of(sys.stdout)
    for number, order in enumerate(card.CANDIDATES, 1):
        draw([card.candidate(number)], replace(here, order=order))
    answer = click.prompt(card.QUESTION, type=click.IntRange(card.NONE, len(card.CANDIDATES)))
    if answer == card.NONE:
        note("nothing is remembered; --bidi off leaves text as it is written, and docs/terminal.md says what others do")
        return False
    found, _ = recognised()
    remembered.write({**remembered.read(), found.name: card.CANDIDATES[answer - 1]})
    note(f"{found.name}: text is sent as {card.CANDIDATES[answer - 1]} from now on; kept in {remembered.place()}")
    return True
