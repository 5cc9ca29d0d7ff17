"""`fihris search`: ranked articles with their best passages."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ..cli import ERROR, FOUND, NOT_FOUND, archive_option
from ..parsing import parse
from ..query import Layer
from .answering import EXPLAIN_FORMATS, FACETS_FORMATS, FORMATS, NUL_FORMATS, Printer, Style, tell_unknown
from .batch import Asked, read_batch
from .options import cite_option, query_options
from .output import output_options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..render.citations import Form

SYNTAX: Final = """\b
What QUERY may say:
A + before a word says that it must be there, a - that it must not.
    +النفط الأسعار -الذهب
A phrase stands in any quotation marks. A ~ after it asks for any
inflection, and ~3 lets three other words stand between two of it.
    «رئيس العراقي»~3
Terms are joined with AND, OR, NOT or their Arabic words, and grouped.
    (ترامب أو بايدن) و الكاظمي
A field stands before a colon: title: source: author: category:
or the same in Arabic. But for the title they hold for the whole query.
    عنوان:العراق مصدر:نشرة-أ كاتب:سعد تصنيف:سياسة
A date is a day, a month, a year or a range, in any spelling of the press.
    الكاظمي تاريخ:2021-07..2021-08
    الكاظمي [15 يوليو 2021 إلى 28 تموز 2021]
A * stands for any letters, and a question mark for one.
    صاروخ* قو؟ت
A ~ after a word lets one letter be wrong, and ~2 two.
    واشنطون~
A = asks for this form only, and root: for every word of a root.
    =الوزير جذر:كتب

\b
How the query was understood stands above the results on a terminal, else
in the last line; it can be typed again. docs/query-language.md has it all.
"""
"""What is told of queries below the options."""


@click.command("search", epilog=SYNTAX)
@click.argument("query", nargs=-1)
@archive_option
@click.option(
    "-n", "--limit", type=click.IntRange(1), default=10, show_default=True, help="How many articles are shown."
)
@click.option(
    "--offset", type=click.IntRange(0), default=0, show_default=True, help="How many better ones are passed over."
)
@query_options
@click.option(
    "--sort",
    type=click.Choice(("relevance", "newest", "oldest")),
    default="relevance",
    show_default=True,
    help="The order of the articles; those without a date come last.",
)
@click.option("--group", type=click.Choice(("source",)), help="Show the best of each source, and how many more it has.")
@click.option("--passages", type=click.IntRange(0), default=2, show_default=True, help="How many an article.")
@click.option("--explain", is_flag=True, help="Show which key of which word gives an article how much of its score.")
@click.option("--facets", is_flag=True, help="Count what matches by source, year and month too.")
@click.option("--count", is_flag=True, help="Print how many articles match, and nothing else.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to print.")
@cite_option
@click.option("-0", "--null", is_flag=True, help="End paths, and JSON records, with NUL in place of a line end.")
@click.option(
    "--batch",
    type=click.Path(path_type=Path, allow_dash=True),
    help='Answer the queries of a file as they come: a query a line, or JSON lines with "id" and "text"; - is stdin.',
)
@output_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    query: tuple[str, ...],
    archive: Path,
    batch: Path | None,
    layer: Layer | None,
    form: str,
    cite: "Form | None",
    null: bool,
    count: bool,
    facets: bool,
    **options: Any,
) -> None:
    """Search the archive; exit with 0 if something is found, 1 if nothing, 2 on an error.

    QUERY is words, any of which may match, each in all its forms; what else it may say stands below the options.

    \b
    Examples:
      fihris search "انسحاب القوات الأميركية"
      fihris search "«أقوى من أي وقت مضى» و بايدن"
      fihris search --from "تموز 2021" --source نشرة-أ "الحوار الاستراتيجي"
      fihris search --format jsonl "صاروخ*" | jq .title
      fihris search --cite csl -n 3 "«الحوار الاستراتيجي»" > sources.json
      fihris search --batch queries.jsonl --format trec -n 100 > run.trec
      fihris search --format paths -0 "بغداد" | xargs -0 grep -l "النفط"
    """
    from ..local import Archive

    if bool(query) == (batch is not None):
        raise click.UsageError("give either a QUERY or --batch FILE")
    style = Style(cite or form, null, count, facets, batch is not None)
    _check(style, explain=options["explain"])
    opened = Archive.open(archive)
    tell_unknown(opened, options["sources"])
    printer = Printer(opened, style, layer=layer or "", **options)
    asked: Iterable[Asked] = read_batch(batch) if batch else [Asked("1", " ".join(query))]
    printer.begin()
    found = failed = False
    for one in asked:
        if one.problem:
            printer.report(one.query_id, one.problem)
            failed = True
        else:
            found |= printer.print(one.query_id, parse(one.text))
    ctx.exit(ERROR if failed else FOUND if found else NOT_FOUND)


def _check(style: Style, *, explain: bool) -> None:
    """Refuse what a format has no place for."""
    if style.only_count:
        return
    for asked, option, forms in (
        (style.null, "-0", NUL_FORMATS),
        (style.facets, "--facets", FACETS_FORMATS),
        (explain, "--explain", EXPLAIN_FORMATS),
    ):
        if asked and style.form not in forms:
            raise click.UsageError(f"{option} goes with --format {' or '.join(forms)}; this is {style.form}.")
