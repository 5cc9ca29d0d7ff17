"""JSON Lines: an article a line, an object with at least a ``text``.

``id``, ``title``, ``date``, ``source``, ``url``, ``author`` and ``category`` are known; other keys are kept
and shown. An object under ``fihris`` is what `index.exporting` wrote there. A line that is no article is reported
with its number, and the lines after it are read.

Lines of UTF-8 are read as bytes by orjson, which is quick and strict. The rules are those of Python's own
json: it reads every line that orjson refuses, or might read otherwise, and its word is what is reported.
"""

import json
import math
from collections.abc import Collection, Iterable, Iterator
from typing import IO, AnyStr, Final

import orjson

from ..article import Article
from ..errors import UnreadableFile
from .records import FIELDS, LARGEST, UTF_8, Reading, SourceFile, decoded, mended, record_bytes, sha256
from .restoring import EXACT, restored

NO_TEXT: Final = 'no text; an article needs at least {"text": ...}'
TOO_LONG: Final = f"longer than {LARGEST >> 20} million characters; one article never is"

_MOST_BYTES: Final = 4 * LARGEST
"""More bytes than this are too many characters, whichever they are."""

_DEEPEST: Final = 8
"""How deep lists and objects may be nested in one another before they are left to json."""

_SURE: Final = frozenset({str, int, bool, type(None)})
"""The types of the values that orjson never rounds."""

_FIRST_FLOAT: Final = 2.0**63
"""What orjson makes of the first whole number that it cannot hold."""


def read(source: SourceFile) -> Reading:
    """Yield the article of each line; blank lines are passed over."""
    with source.records() as (stream, encoding):
        if encoding == UTF_8:
            yield from _articles(source, _numbered(stream, b"\n", _MOST_BYTES))
        else:
            text = decoded(stream, encoding, newline="\n")
            for number, line in _numbered(text, "\n", LARGEST):
                yield from _carefully(source, number, line.rstrip("\r\n"), encoding)


def read_lines(source: SourceFile, start: int, end: int | None, first: int) -> Reading:
    """Yield the articles of the lines of UTF-8 between two places in a file; `first` is their first number."""
    with source.opened() as stream:
        stream.seek(start)
        length = math.inf if end is None else end - start
        yield from _articles(source, _numbered(stream, b"\n", _MOST_BYTES, first, length))


def _numbered(
    stream: IO[AnyStr], newline: AnyStr, longest: int, number: int = 1, length: float = math.inf
) -> Iterator[tuple[int, AnyStr]]:
    """Yield the lines and their numbers; of a line that is far too long only the beginning."""
    begins = True
    while length > 0 and (line := stream.readline(longest + 1)):
        if begins:
            yield number, line
        begins = line.endswith(newline)
        number += begins
        length -= len(line)


def _articles(source: SourceFile, lines: Iterable[tuple[int, bytes]]) -> Reading:
    for number, line in lines:
        raw = line.rstrip(b"\r\n")
        if len(raw) > _MOST_BYTES and raw.strip():
            yield source.bad(f"line {number}", TOO_LONG)
        elif article := _quickly(source, number, raw):
            yield article
        elif raw:
            yield from _carefully(source, number, raw.decode(UTF_8, "surrogateescape"), UTF_8)


def _quickly(source: SourceFile, number: int, raw: bytes) -> Article | None:
    """Return the article of a line, or nothing where it takes `_carefully` to tell what the line is."""
    if len(raw) > LARGEST:
        return None
    try:
        record = orjson.loads(raw)
        if not isinstance(record, dict) or not _is_sure(record.values()):
            return None
        return _made(source, number, record, raw, strict=True)
    except ValueError:
        return None


def _is_sure(values: Collection[object], depth: int = 1) -> bool:
    """Tell whether json reads the same values: orjson makes a rounded float of a very large whole number."""
    return _SURE.issuperset(map(type, values)) or (
        depth < _DEEPEST
        and all(
            type(value) in _SURE
            or (isinstance(value, float) and abs(value) < _FIRST_FLOAT)
            or (isinstance(value, list) and _is_sure(value, depth + 1))
            or (isinstance(value, dict) and _is_sure(value.values(), depth + 1))
            for value in values
        )
    )


def _carefully(source: SourceFile, number: int, line: str, encoding: str) -> Reading:
    """Yield what a line is, unless it is blank."""
    if line.strip():
        yield _article(source, number, line, encoding)


def _article(source: SourceFile, number: int, line: str, encoding: str) -> Article | UnreadableFile:
    place = f"line {number}"
    if len(line) > LARGEST:
        return source.bad(place, TOO_LONG)
    try:
        return _made(source, number, json.loads(mended(line, encoding)), record_bytes(line, encoding))
    except json.JSONDecodeError as error:
        return source.bad(place, f"not JSON ({error.msg} at character {error.pos + 1})")
    except RecursionError:
        return source.bad(place, "its JSON is nested too deep")
    except ValueError as error:
        return source.bad(place, str(error))


def _made(source: SourceFile, number: int, record: object, raw: bytes, *, strict: bool = False) -> Article:
    """Return the article of a record; raises ValueError with the reason when it is none."""
    if not isinstance(record, dict):
        raise ValueError("not an object; write an article as {...} on one line")
    exact = record.get(EXACT)
    if isinstance(exact, dict):
        del record[EXACT]
        _check(record, may_be_empty=True)
    else:
        _check(record)
    fields = {key: _as_text(key, value) for key, value in record.items() if value is not None}
    article = source.article(fields, sha256(raw), f"{source.id}#{number}", "metadata", strict=strict)
    return restored(article, exact) if isinstance(exact, dict) else article


def _check(record: dict[str, object], *, may_be_empty: bool = False) -> None:
    """Check that a record is an article; raises ValueError with the reason when it is not."""
    identifier, text = record.get("id"), record.get("text")
    is_empty = isinstance(text, str) and not text.strip() and not str(record.get("title") or "").strip()
    if text is None or (is_empty and not may_be_empty):
        raise ValueError(NO_TEXT)
    if not isinstance(text, str):
        raise ValueError('its "text" is not a string')
    if isinstance(identifier, bool) or not isinstance(identifier, str | int | None):
        raise ValueError('its "id" is neither a string nor a whole number')


def _as_text(key: str, value: object) -> str:
    """Return a value as text: a list of authors as they are named, other structures as compact JSON."""
    if isinstance(value, str):
        return value
    if key in FIELDS and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "، ".join(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
