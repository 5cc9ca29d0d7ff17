"""`fihris quote`: is this said anywhere, in which words, by whom, and where first."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ..cli import FOUND, NOT_FOUND, archive_option
from .auditing import log
from .options import cite_option
from .output import note, output_options, show, tell, write

if TYPE_CHECKING:
    from ..local import Archive
    from ..quotations.values import Quotation
    from ..render.citations import Form

OTHERWISE: Final = 3
"""What the command exits with where a quotation is printed, but not so."""
TIMELINE_FORMATS: Final = ("text", "json")
EVERYWHERE: Final = 1_000
"""More articles than are ever looked at for one quotation."""
LONGEST: Final = 1 << 20
"""Characters of standard input that are read: far more than any quotation has."""


@click.command("quote")
@click.argument("text", nargs=-1)
@archive_option
@click.option(
    "-n", "--limit", type=click.IntRange(1), default=10, show_default=True, help="How many articles are shown."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "jsonl")),
    default="text",
    show_default=True,
    help="How to print.",
)
@click.option(
    "--timeline",
    is_flag=True,
    help="Show how it spread: a line an outlet, with those of one outlet that credit the same agencies as one.",
)
@cite_option
@output_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    text: tuple[str, ...],
    archive: Path,
    limit: int,
    form: str,
    cite: "Form | None",
    *,
    timeline: bool,
) -> None:
    """Tell whether the articles print a quotation: in these words, where first, and who said it.

    TEXT may stand in any quotation marks; without one, or for -, it is read from standard input. The verdict is
    verbatim; same words (only spelling, vowel signs or punctuation differ); altered, with what was changed, added,
    left out or moved; part found; or not found, with what comes nearest. An ellipsis, or «وأضاف» between two
    quotation marks, says that something is left out. Fewer than eight words are never called altered. What is true is
    for a person to decide.

    Exits with 0 for verbatim and same words, 3 for altered and part found, 1 for not found, 2 on an error.

    \b
    Examples:
      fihris quote "أقوى من أي وقت مضى"
      fihris quote "«إنهاء المهمة القتالية» … «قبل نهاية العام»"
      fihris quote --timeline "أقوى من أي وقت مضى"
      fihris quote --format json - < quotation.txt | jq .verdict
    """
    from ..local import Archive

    if timeline and (cite or form not in TIMELINE_FORMATS):
        raise click.UsageError(f"--timeline goes with --format text or json; this is {cite or form}.")
    typed = " ".join(text)
    if typed in ("", "-"):
        typed = sys.stdin.read(LONGEST).strip()
    opened = Archive.open(archive)
    options = {"limit": EVERYWHERE if timeline else limit}
    found = opened.quote(typed, **options)
    log(opened, "quote", typed, options, found)
    if timeline:
        _print_spread(found, limit, form)
    else:
        _print(opened, found, cite or form)
    if found.verdict == "not_found":
        ctx.exit(NOT_FOUND)
    ctx.exit(FOUND if found.verdict in ("verbatim", "same_words") else OTHERWISE)


def _print(archive: "Archive", found: "Quotation", form: str) -> None:
    from ..render import places

    match form:
        case "text":
            from ..render import quotation

            show(quotation.lines(found))
            _tell_summary(found)
        case "json":
            write([places.to_json(found)])
        case "jsonl":
            write(places.to_json_lines(found))
        case _:
            write([archive.cite(found, form)])  # type: ignore[arg-type]


def _print_spread(found: "Quotation", limit: int, form: str) -> None:
    from ..render import places, quotation_spread

    outlets = quotation_spread.outlets(found)
    shown = outlets[:limit]
    if form == "json":
        write([places.to_json(found, quotation_spread.records(shown))])
        return
    if shown:
        show(quotation_spread.lines(shown), header=quotation_spread.header())
    if len(shown) < len(outlets):
        note(f"the first {len(shown)} of {len(outlets)} outlets")
    _tell_summary(found)


def _tell_summary(found: "Quotation") -> None:
    from ..render import quotation

    note(quotation.summary(found))
    if found.nearest:
        note("nearest to it, in other words")
        tell(quotation.nearest(found.nearest))
