"""CSV and TSV: an article a row, under a row of headings of which one is ``text``.

The headings are those of JSON Lines, in English or Arabic; other columns are kept and shown. Rows are
numbered as a spreadsheet numbers them: the headings are row 1.
"""

import csv
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final

from ..article import Article
from ..errors import UnreadableFile
from ..text.words import keys
from .records import LARGEST, Reading, SourceFile, mended, sha256, suffix_of

HEADINGS: Final[dict[str, str]] = {
    "المعرف": "id",
    "العنوان": "title",
    "النص": "text",
    "التاريخ": "date",
    "المصدر": "source",
    "الرابط": "url",
    "الكاتب": "author",
    "التصنيف": "category",
}
"""Arabic headings and what they are called here; the article may be missing (``نص``)."""

NO_HEADINGS: Final = "no column text (or النص) in its first row, which must hold the headings"
NO_TEXT: Final = "no text; an article needs at least its text column filled"

_UNIT_SEPARATOR: Final = "\x1f"
_ARTICLE: Final = keys("ال")[0]
_KNOWN: Final = {
    form: name
    for heading, name in HEADINGS.items()
    for key in keys(heading)
    for form in (key, key.removeprefix(_ARTICLE), name)
}


def read(source: SourceFile) -> Reading:
    """Yield the article of each row; empty rows are passed over."""
    csv.field_size_limit(LARGEST)  # the module's own limit of 128 KiB is less than a long article
    with source.lines(newline="") as (stream, encoding):
        headings, rows = _opened(source, stream)
        for number, line, row in rows:
            place = f"row {number} (line {line})"
            if isinstance(row, csv.Error):
                yield source.bad(place, f"not a row of a table ({row})")
            elif len(row) > len(headings):
                yield source.bad(place, f"{len(row)} cells under {len(headings)} headings; quote the cells")
            else:
                fields = dict(zip(headings, row, strict=False))
                yield _article(source, fields, sha256(_joined(row)), place, number, encoding)


if TYPE_CHECKING:
    from _csv import Reader

Rows = Iterator[tuple[int, int, list[str] | csv.Error]]
"""Rows with their numbers and the line that each begins on; for a row that cannot be read, why."""


def _opened(source: SourceFile, stream: TextIOWrapper) -> tuple[list[str], Rows]:
    """Return the headings of a table and its other rows; CSV may be separated by ``,``, ``;`` or tabs."""
    start = stream.readline(LARGEST)
    for sign in "\t" if suffix_of(source.path) == ".tsv" else ",;\t":
        rows = _numbered(csv.reader(_again(start, stream), delimiter=sign))
        first = next(rows, (1, 1, []))[2]
        headings = [heading_name(cell) for cell in first] if isinstance(first, list) else []
        if "text" in headings:
            return headings, rows
    raise UnreadableFile(source.path, NO_HEADINGS)


def heading_name(cell: str) -> str:
    """Return the field that a heading stands for, or the heading itself."""
    return _KNOWN.get(" ".join(keys(cell)), cell.strip())


def _again(start: str, stream: Iterable[str]) -> Iterator[str]:
    yield start
    yield from stream


def _numbered(reader: "Reader") -> Rows:
    number, line = 0, 1
    while True:
        number += 1
        row: list[str] | csv.Error
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            row = error
        if row:
            yield number, line, row
        line = reader.line_num + 1


def _joined(row: list[str]) -> bytes:
    return _UNIT_SEPARATOR.join(row).encode("utf-8", "surrogateescape")


def _article(
    source: SourceFile, cells: dict[str, str], digest: str, place: str, number: int, encoding: str
) -> Article | UnreadableFile:
    try:
        mended_cells = {heading: mended(cell, encoding) for heading, cell in cells.items()}
    except ValueError as error:
        return source.bad(place, str(error))
    fields = {heading: cell for heading, cell in mended_cells.items() if heading and cell.strip()}
    if "text" not in fields and "title" not in fields:
        return source.bad(place, NO_TEXT)
    fields.setdefault("text", "")  # a headline alone is an article too
    return source.article(fields, digest, f"{source.id}#{number}", "metadata")
