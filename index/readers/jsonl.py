"""JSON Lines: an article a line, an object with at least a ``text``.

``id``, ``title``, ``date``, ``source``, ``url``, ``author`` and ``category`` are known; other keys are kept
and shown. A line that is no article is reported with its number, and the lines after it are read.
"""

import json
from collections.abc import Iterator
from io import TextIOWrapper
from typing import Final

from ..article import Article
from ..errors import UnreadableFile
from .records import FIELDS, LARGEST, Reading, SourceFile, mended, record_bytes, sha256

NO_TEXT: Final = 'no text; an article needs at least {"text": ...}'


def read(source: SourceFile) -> Reading:
    """Yield the article of each line; blank lines are passed over."""
    with source.lines(newline="\n") as (stream, encoding):
        for number, line in _numbered(stream):
            if line.strip():
                yield _article(source, number, line.rstrip("\r\n"), encoding)


def _numbered(stream: TextIOWrapper) -> Iterator[tuple[int, str]]:
    """Yield the lines and their numbers; of a line that is far too long only the beginning."""
    number = 0
    while line := stream.readline(LARGEST + 1):
        number += 1
        yield number, line
        while len(line) > LARGEST and not line.endswith("\n"):
            line = stream.readline(LARGEST + 1)


def _article(source: SourceFile, number: int, line: str, encoding: str) -> Article | UnreadableFile:
    place = f"line {number}"
    if len(line) > LARGEST:
        return source.bad(place, f"longer than {LARGEST >> 20} million characters; one article never is")
    try:
        fields = _fields(json.loads(mended(line, encoding)))
    except json.JSONDecodeError as error:
        return source.bad(place, f"not JSON ({error.msg} at character {error.pos + 1})")
    except RecursionError:
        return source.bad(place, "its JSON is nested too deep")
    except ValueError as error:
        return source.bad(place, str(error))
    return source.article(fields, sha256(record_bytes(line, encoding)), f"{source.id}#{number}", "metadata")


def _fields(record: object) -> dict[str, str]:
    """Return a record's fields as text; raises ValueError with the reason when it is not an article."""
    if not isinstance(record, dict):
        raise ValueError("not an object; write an article as {...} on one line")
    identifier, text = record.get("id"), record.get("text")
    if text is None or (isinstance(text, str) and not text.strip() and not str(record.get("title") or "").strip()):
        raise ValueError(NO_TEXT)
    if not isinstance(text, str):
        raise ValueError('its "text" is not a string')
    if isinstance(identifier, bool) or not isinstance(identifier, str | int | None):
        raise ValueError('its "id" is neither a string nor a whole number')
    return {key: _as_text(key, value) for key, value in record.items() if value is not None}


def _as_text(key: str, value: object) -> str:
    """Return a value as text: a list of authors as they are named, other structures as compact JSON."""
    if isinstance(value, str):
        return value
    if key in FIELDS and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "، ".join(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
