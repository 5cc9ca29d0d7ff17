"""TREC files: many articles in one, each between ``<DOC>`` and ``</DOC>``, as in the ANT corpus.

Tags are read in any case. Inside an article each tag at the outermost level is a field; tags inside a field
are dropped, and those of paragraphs end a line. What is not a known field is kept and shown.
"""

import html
import re
from collections.abc import Iterator
from io import TextIOWrapper
from typing import Final, NamedTuple

from ..article import Article
from ..errors import UnreadableFile
from .records import LARGEST, Reading, SourceFile, mended, record_bytes, sha256

FIELD_OF: Final[dict[str, str]] = {
    "docno": "id",
    "docid": "id",
    "id": "id",
    "title": "title",
    "headline": "title",
    "hl": "title",
    "date": "date",
    "date_time": "date",
    "text": "text",
    "body": "text",
    "content": "text",
    "source": "source",
    "author": "author",
    "category": "category",
    "url": "url",
}
"""The tags of known fields, in lower case."""

NO_DOCUMENTS: Final = "no <DOC> in it; a TREC file holds its articles between <DOC> and </DOC>"
NO_TEXT: Final = "no text; an article needs at least <TEXT>...</TEXT>"
TOO_LONG: Final = f"longer than {LARGEST >> 20} million characters; one article never is"
UNCLOSED: Final = "its <DOC> is never closed; end it with </DOC>"

_EDGE: Final = re.compile(r"(</?DOC(?:\s[^<>]*)?>)", re.IGNORECASE)
_IDENTIFIER: Final = re.compile(r"\sid\s*=\s*[\"']?([^\s\"'<>]+)", re.IGNORECASE)
_TAG: Final = re.compile(r"<(/?)([A-Za-z][\w:.-]*)(?:\s[^<>]*)?/?>")
_SPACES: Final = re.compile(r"\s*")
_LINE_END: Final = re.compile(r"</?(?:p|br|div|li|tr|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE)


class Document(NamedTuple):
    """One article of a file, and where it is."""

    line: int
    """The line of its ``<DOC>``."""
    record: str
    """From ``<DOC>`` to ``</DOC>``, or to where it breaks off."""
    problem: str
    """Why it cannot be used, or nothing."""


def read(source: SourceFile) -> Reading:
    """Yield the article of each ``<DOC>``."""
    number = 0
    with source.lines(newline="\n") as (stream, encoding):
        for number, document in enumerate(documents(stream), 1):
            yield _article(source, document, f"{source.id}#{number}", encoding)
    if not number:
        raise UnreadableFile(source.path, NO_DOCUMENTS)


def documents(stream: TextIOWrapper) -> Iterator[Document]:
    """Yield what stands between ``<DOC>`` and ``</DOC>``; text outside is passed over."""
    begun, size, parts = 0, 0, [""]
    for number, line in enumerate(iter(lambda: stream.readline(LARGEST), ""), 1):
        for place, part in enumerate(_EDGE.split(line)):
            opens, closes = place % 2 and part[1] != "/", place % 2 and part[1] == "/"
            if begun and (opens or closes):
                problem = UNCLOSED if opens else TOO_LONG if size > LARGEST else ""
                yield Document(begun, "".join(parts) + (part if closes else ""), problem)
                begun = 0
            if opens:
                begun, size, parts = number, 0, []
            size += len(part)
            if begun and size <= LARGEST:
                parts.append(part)
    if begun:
        yield Document(begun, "".join(parts), UNCLOSED)


def _article(source: SourceFile, document: Document, own_id: str, encoding: str) -> Article | UnreadableFile:
    place = f"line {document.line}"
    if document.problem:
        return source.bad(place, document.problem)
    try:
        fields = fields_of(mended(document.record, encoding))
    except ValueError as error:
        return source.bad(place, str(error))
    if "text" not in fields and "title" not in fields:
        return source.bad(place, NO_TEXT)
    fields.setdefault("text", "")  # a headline alone is an article too
    return source.article(fields, sha256(record_bytes(document.record, encoding)), own_id, "metadata")


def fields_of(record: str) -> dict[str, str]:
    """Return the fields of one ``<DOC>``; several texts are joined, of anything else the first counts."""
    fields: dict[str, str] = {}
    start, *_ = _EDGE.split(record, 1)[1:] or [""]
    if identifier := _IDENTIFIER.search(start):
        fields["id"] = html.unescape(identifier[1])
    for tag, content in _outermost(record):
        name, value = FIELD_OF.get(tag, tag), _text(content)
        if value and name == "text" and name in fields:
            fields[name] += f"\n\n{value}"
        elif value:
            fields.setdefault(name, value)
    return fields


def _outermost(record: str) -> Iterator[tuple[str, str]]:
    """Yield each outermost tag's name and content; a body that begins with another field only wraps it."""
    current, start = "", 0
    for tag in _TAG.finditer(record):
        closes, name = bool(tag[1]), tag[2].lower()
        begins = not current or _wraps(current, name, record, start, tag.start())
        if begins and not closes and name != "doc":
            current, start = name, tag.end()
        elif closes and current and name in (current, "doc"):
            yield current, record[start : tag.start()]
            current = ""


def _wraps(current: str, name: str, record: str, start: int, end: int) -> bool:
    """Tell whether a known field begins where a body has, so far, nothing but spaces in it."""
    if FIELD_OF.get(current) != "text" or name not in FIELD_OF:
        return False
    spaces = _SPACES.match(record, start, end)
    return spaces is not None and spaces.end() == end


def _text(content: str) -> str:
    """Return a field's content as text: without tags, its entities as characters, its lines stripped."""
    plain = html.unescape(_TAG.sub("", _LINE_END.sub("\n", content)))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in plain.split("\n"))).strip()
