"""An article as a record of JSON Lines from which `readers.jsonl` makes the very same article again.

What a record has keys for is written under them, so that any program can read it: the fields that `readers.records`
knows, and what else an article holds. Whatever the reader would not make of these by itself (the file an article was
read from and its hash, where its date was found, characters that it would mend) stands once more, exactly, under the
key `EXACT`. What that is, is found out by reading the record.

(One thing JSON cannot say: two halves of a surrogate pair in a row. No reader lets one through.)
"""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from .article import Article
from .readers.records import FIELDS, SourceFile
from .readers.restoring import EXACT, NAMES

_FILES: Final = (SourceFile(Path("1"), "1"), SourceFile(Path("2"), "2"))
"""Two files: what a reader would make of a record otherwise in each is its own idea, and not of the record."""


def exported(article: Article) -> dict[str, Any]:
    """Return an article as a record."""
    record = {name: _as_text(getattr(article, name)) for name in FIELDS}
    record = {name: value for name, value in record.items() if value or name == "text"}
    record |= {key: value for key, value in article.extra.items() if key not in (*FIELDS, EXACT)}
    read = [file.article(record, file.id, file.id, "metadata") for file in _FILES]
    given = {name: getattr(article, name) for name in NAMES}
    exact = {name: _as_json(value) for name, value in given.items() if any(getattr(one, name) != value for one in read)}
    return record | {EXACT: dict(sorted(exact.items()))}


def _as_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else value or ""


def _as_json(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return value.isoformat() if isinstance(value, dt.date) else value
