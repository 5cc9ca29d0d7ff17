"""`fihris timeline`: what is found over time and by outlet."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..cli import FOUND, NOT_FOUND, archive_option
from ..parsing import parse
from ..query import Layer
from ..render.tables import to_row
from ..render.timeline import COLUMNS, lines, rows, to_json
from .answering import ROW_ENDS, answer, ask, tell_missed, tell_unknown
from .auditing import log
from .options import query_options
from .output import output_options, screen_of, write
from .terminal import is_terminal

if TYPE_CHECKING:
    from ..results import Results
    from ..timeline import By


@click.command("timeline")
@click.argument("query", nargs=-1, required=True)
@archive_option
@click.option(
    "--by",
    type=click.Choice(("day", "month", "year")),
    help="What is counted together.  [default: days within six weeks, months within four years, else years]",
)
@query_options
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "csv", "tsv")),
    default="text",
    show_default=True,
    help="How to print.",
)
@output_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    query: tuple[str, ...],
    archive: Path,
    by: "By | None",
    layer: Layer | None,
    form: str,
    **options: Any,
) -> None:
    """Count what a query finds by day, month or year, and by outlet.

    QUERY is that of fihris search. Each outlet has the dates of its first and its last article beside it. What has no
    date is counted as such. Exits with 0 if something is found, 1 if nothing, 2 on an error.

    \b
    Examples:
      fihris timeline "الحوار الاستراتيجي"
      fihris timeline --by day --format csv "انسحاب القوات" > days.csv
    """
    from ..local import Archive

    opened = Archive.open(archive)
    tell_unknown(opened, options["sources"])
    options["layer"] = layer or ""
    results = ask(opened, parse(" ".join(query)), limit=0, **options)
    log(opened, "timeline", results.query.text, options | {"by": by}, results.timeline(by))
    _print(results, by, form)
    tell_missed(results)
    ctx.exit(FOUND if results.total else NOT_FOUND)


def _print(results: "Results", by: "By | None", form: str) -> None:
    counted = results.timeline(by)
    match form:
        case "json":
            write([to_json(results, by)])
        case "text":
            width = screen_of(sys.stdout).width if is_terminal(sys.stdout) else 0
            answer(results, lines(counted, width))
        case _:
            write((to_row(cells, form) for cells in (COLUMNS, *rows(counted))), ROW_ENDS[form])
