"""`fihris similar`: the copies of an article, who printed it first, and what each changed."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ..cli import FOUND, NOT_FOUND, archive_option
from .auditing import log
from .options import cite_option
from .output import note, output_options, show, write

if TYPE_CHECKING:
    from ..render.citations import Form

ALL: Final = 1_000
"""More articles than are ever called copies of one."""


@click.command("similar")
@click.argument("identifier", metavar="ID")
@archive_option
@click.option("-n", "--limit", type=click.IntRange(1), default=10, show_default=True, help="How many are shown.")
@click.option(
    "--timeline",
    is_flag=True,
    help="Show how it spread: a line an outlet, with those of one outlet that credit the same agencies as one.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "jsonl")),
    default="text",
    show_default=True,
    help="How to print.",
)
@cite_option
@output_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    identifier: str,
    archive: Path,
    limit: int,
    form: str,
    cite: "Form | None",
    *,
    timeline: bool,
) -> None:
    """Find the copies of an article, given by its id.

    A copy shares half of its words with the article, or has half of the article's, in runs of four and more; how they
    are spelled does not count. The earliest comes first, those without a date last. What each added (+), dropped (-)
    or moved (~) is told as seen from the first, and the news agencies beside an outlet are those that it credits, in
    brackets those that it only cites. Exits with 0 if there are copies, 1 if there are none, 2 on an error.

    \b
    Examples:
      fihris similar d-01-dust.txt
      fihris similar --timeline "نشرة-ج/عاصفة.txt"
      fihris similar --cite csl d-01-dust.txt
    """
    from ..local import Archive
    from ..render import copies as rendered
    from ..render.citations import cited
    from ..spread import appearances, collapsed

    opened = Archive.open(archive)
    options = {"limit": ALL if timeline else limit}
    found = opened.similar(identifier, **options)
    log(opened, "similar", identifier, options, found)
    shown = appearances(found.copies, lambda copy: copy.article)
    if timeline:
        shown = collapsed(shown)
    there, shown = len(shown) if timeline else found.total + 1, shown[:limit]
    match form:
        case _ if cite:
            write(cited(opened.evidence(found) if found.total else (), cite))
        case "json":
            write([rendered.to_json(found, shown)])
        case "jsonl":
            write(rendered.to_json_lines(found, shown if found.total else ()))
        case _ if not found.total:
            note("no article shares half of its words with", identifier)
        case _ if timeline:
            show(rendered.timeline(found, shown), header=rendered.timeline_header())
            note(_summary(found.total, there, len(shown), "outlets"), identifier)
        case _:
            show(rendered.lines(found, shown))
            note(_summary(found.total, there, len(shown), "articles"), identifier)
    ctx.exit(FOUND if found.total else NOT_FOUND)


def _summary(copies: int, there: int, shown: int, what: str) -> str:
    """Return how many copies there are, and how many of so many lines are shown where that is not all."""
    first = f" (the first {shown} of {there} {what})" if shown < there else ""
    return f"{copies} cop{'ies' if copies > 1 else 'y'}{first}"
