"""Results as rows: CSV for spreadsheets, TSV and paths for scripts. One line a hit, never colour.

What an article holds is written as one line of harmless characters: line ends and tabs become spaces, what could drive
a terminal becomes U+FFFD (`clean`). A spreadsheet takes a cell that begins with = + - or @ for a formula and runs it;
such a cell gets an apostrophe before it, and so does one that looks as if it had got one: whoever takes one apostrophe
away from every cell of that look has the text again (`harmless`).
"""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final

from ..results import Hit, Results
from .clean import clean_line
from .records import SCORE_DIGITS

COLUMNS: Final = ("rank", "score", "id", "title", "date", "date_source", "source", "url", "path", "sha256", "passages")
"""The headings, named and ordered as the keys of a JSON record; one of a batch has `QUERY_ID` behind them."""
QUERY_ID: Final = "query_id"
MORE: Final = "more"
BETWEEN_PASSAGES: Final = " … "

_FORMULA: Final = re.compile(r"[\s']*[=+\-@＝＋－＠]")
"""How a cell begins that a spreadsheet may run; full-width signs count in some."""


def header(*, grouped: bool, batch: bool) -> tuple[str, ...]:
    """Return the headings."""
    return (*COLUMNS, *([MORE] if grouped else []), *([QUERY_ID] if batch else []))


def rows(results: Results, query_id: str | None = None) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each hit."""
    for hit in results.hits:
        more = [] if hit.more is None else [str(hit.more)]
        named = [] if query_id is None else [harmless(query_id)]
        yield (*_cells(hit), *more, *named)


def _cells(hit: Hit) -> Iterator[str]:
    article = hit.article
    yield str(hit.rank)
    yield str(round(hit.score, SCORE_DIGITS))
    passages = BETWEEN_PASSAGES.join(passage.text(article) for passage in hit.passages)
    day = article.date.isoformat() if article.date else ""
    texts = (article.id, article.title, day, article.date_source, article.source, article.url)
    yield from map(harmless, (*texts, article.path, article.sha256, passages))


def harmless(cell: str) -> str:
    """Return a cell on one line that no terminal obeys and no spreadsheet runs."""
    line = clean_line(cell)
    return f"'{line}" if _FORMULA.match(line) else line


def to_row(cells: Sequence[str], form: str) -> str:
    """Return cells as a row of "csv" (that of RFC 4180, but for its end) or of "tsv", whose cells hold no tab."""
    if form == "tsv":
        return "\t".join(cells)
    line = StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def paths(results: Results, *, raw: bool = False) -> Iterator[str]:
    """Yield the file of each hit that has one, each once; `raw` as the file system has it, or as a safe line."""
    found = dict.fromkeys(hit.article.path for hit in results.hits if hit.article.path)
    yield from found if raw else map(clean_line, found)
