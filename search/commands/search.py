"""`fihris search`: ranked articles with their best passages."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ...index.errors import BadInput
from ...index.text.words import keys
from ..cli import FOUND, NOT_FOUND, archive_option
from ..parsing import parse
from ..patterns import MOST_EXPANSIONS
from ..query import Layer, Query, of_layer
from ..render import records
from ..render.clean import clean_line
from .days import day_of
from .output import show, write

if TYPE_CHECKING:
    from ..local import Archive
    from ..results import Results

FORMATS: Final = ("text", "json", "jsonl", "trec")
MOST_NAMED: Final = 5
"""Outlets that are named where one is not known."""


@click.command("search")
@click.argument("query", nargs=-1)
@archive_option
@click.option("-n", "limit", type=click.IntRange(1), default=10, show_default=True, help="How many articles.")
@click.option(
    "--match",
    type=click.Choice(("any", "all")),
    default="any",
    show_default=True,
    help="Whether an article must hold any or all of the words.",
)
@click.option(
    "--sort",
    type=click.Choice(("relevance", "newest", "oldest")),
    default="relevance",
    show_default=True,
    help="The order of the articles; those without a date come last.",
)
@click.option("--from", "since", metavar="DATE", callback=day_of("first"), help="Only articles of this day or later.")
@click.option("--to", "until", metavar="DATE", callback=day_of("last"), help="Only articles of this day or earlier.")
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="NAME",
    help="Only articles of this outlet, by its whole name; may be given again for another.",
)
@click.option("--exact", "layer", flag_value="exact", help="Match words as they are typed, spelling folded.")
@click.option("--root", "layer", flag_value="root", help="Match every word of the same root.")
@click.option(
    "--max-expansions",
    type=click.IntRange(1),
    default=MOST_EXPANSIONS,
    show_default=True,
    help="How many words of the archive a pattern or a misspelt word stands for; those most used.",
)
@click.option("--passages", type=click.IntRange(0), default=2, show_default=True, help="How many an article.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to print.")
@click.option(
    "--batch",
    type=click.Path(path_type=Path, allow_dash=True),
    help='Answer the queries of a file: a query a line, or JSON lines with "id" and "text"; - is stdin.',
)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    query: tuple[str, ...],
    archive: Path,
    batch: Path | None,
    layer: Layer | None,
    **options: Any,
) -> None:
    """Search the archive; exit with 0 if something is found, 1 if nothing, 2 on an error.

    QUERY is words, any of which may match, each in all its forms. It may say more:

    \b
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

    The last line says how the query was understood, and can be typed again. All of it is told in
    docs/query-language.md.

    \b
    Examples:
      fihris search "انسحاب القوات الأميركية"
      fihris search "«أقوى من أي وقت مضى» و بايدن"
      fihris search --from "تموز 2021" --source نشرة-أ "الحوار الاستراتيجي"
      fihris search --format jsonl "صاروخ*" | jq .title
      fihris search --batch queries.jsonl --format trec -n 100 > run.trec
    """
    from ..local import Archive

    if bool(query) == (batch is not None):
        raise click.UsageError("give either a QUERY or --batch FILE")
    if options["since"] and options["until"] and options["since"] > options["until"]:
        raise click.UsageError("--from is later than --to; exchange them.")
    answer = _Answer(Archive.open(archive), **options)
    asked = _read_batch(batch) if batch else [(None, " ".join(query))]
    found = False
    for query_id, text in asked:
        found |= answer.print(query_id, of_layer(parse(text), layer or ""))
    ctx.exit(FOUND if found else NOT_FOUND)


class _Answer:
    """Answers queries in one format."""

    def __init__(self, archive: "Archive", form: str, passages: int, **options: Any) -> None:
        self._archive = archive
        self._form = form
        self._options = {**options, "passages": 0 if form == "trec" else passages}
        for source in options["sources"]:
            if not archive.search("*", limit=0, sources=[source]).total:
                click.echo(_unknown(source, archive.search("*", limit=0).sources), err=True)

    def print(self, query_id: str | None, query: Query) -> bool:
        """Print one answer; tell whether anything was found."""
        if query.warning:
            click.echo(f"fihris: {clean_line(query.warning)}", err=True)
        results = self._archive.search(query, **self._options)
        if results.left_out:
            click.echo(_left_out(results.left_out, self._options["max_expansions"]), err=True)
        self._write(query_id, results)
        if results.undated:
            click.echo(_undated(results.undated), err=True)
        return len(results.hits) > 0

    def _write(self, query_id: str | None, results: "Results") -> None:
        match self._form:
            case "json":
                write([records.to_json(results, query_id)])
            case "jsonl":
                write(records.to_json_lines(results, query_id))
            case "trec":
                write(records.to_trec(query_id or "1", results))
            case _:
                self._write_text(results)

    def _write_text(self, results: "Results") -> None:
        from ..render import text

        show(text.hits(results))
        shown = f" (the first {len(results.hits)})" if len(results.hits) < results.total else ""
        print(f"{results.total} found{shown}: {clean_line(results.query.understood_as)}", file=sys.stderr)


def _undated(articles: int) -> str:
    some = "1 more article matches but has" if articles == 1 else f"{articles} more articles match but have"
    return f'fihris: {some} no date; date:="" in a query asks for such'


def _unknown(source: str, known: Iterable[str]) -> str:
    named = sorted(filter(keys, known), key=lambda one: not set(keys(one)) & set(keys(source)))[:MOST_NAMED]
    others = f"; there are articles from {'، '.join(named)}" if named else ""
    return clean_line(f"fihris: no article is from {source}{others}")


def _left_out(words: int, most: int) -> str:
    return (
        f"fihris: a pattern stands for more than {most} words of the archive; "
        f"{words} rarer ones were left out; see --max-expansions"
    )


def _read_batch(path: Path | None) -> Iterator[tuple[str, str]]:
    """Yield id and text of each query of a file; raises `BadInput` with the line that is none."""
    try:
        with click.open_file(str(path), encoding="utf-8-sig") as stream:
            for number, line in enumerate(stream, 1):
                if line := line.strip():
                    yield _batch_query(line, number)
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}; --batch takes a file of queries") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not UTF-8 text; --batch takes a query a line") from error


def _batch_query(line: str, number: int) -> tuple[str, str]:
    if not line.startswith("{"):
        return str(number), line
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"--batch, line {number}: not JSON ({error})") from error
    if not isinstance(record.get("text"), str):
        raise BadInput(f'--batch, line {number}: "text" is no string; write {{"id": "…", "text": "…"}}')
    return str(record.get("id", number)), record["text"]
