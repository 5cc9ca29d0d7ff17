"""The fields of an archive, and the versions of what was written into it."""

import json
from datetime import date
from typing import Any, Final

from whoosh.fields import ID, NUMERIC, STORED, TEXT, Schema

from .analyzer import PART_END, analyzer
from .article import Article
from .keys import EXACT, LAYERS, ROOT

FORMAT: Final = 1
"""Version of the folder's layout and of the fields below."""

ANALYZER: Final = "lemma-1"
"""Version of the keys: it changes with every change of folding, splitting or analysis."""

TITLE: Final = "title_"
"""Before a layer's name: the same keys, of the title alone."""
SOURCE: Final = "source_exact"
DATE: Final = "date"

_KEPT: Final = ("title", "text", "date_source", "source", "url", "author", "category")


def schema() -> Schema:
    """Return the fields: a field per layer of keys over title and text, the same over the title, and what is kept.

    Positions count words from the title on; `PART_GAP` positions stay empty between title and text.
    """
    return Schema(
        id=ID(unique=True, stored=True, sortable=True),
        sha256=ID(stored=True, sortable=True),
        path=ID(stored=True, sortable=True),
        date=NUMERIC(sortable=True, default=0),
        record=STORED,
        **{SOURCE: _keys_field(EXACT)},
        **{layer: _keys_field(layer) for layer in LAYERS},
        **{TITLE + layer: _keys_field(layer) for layer in LAYERS},
    )


def _keys_field(layer: str) -> TEXT:
    return TEXT(analyzer=analyzer(layer), phrase=layer != ROOT)


def to_document(article: Article) -> dict[str, Any]:
    """Return an article as the fields that Whoosh writes."""
    whole = f"{article.title}{PART_END}{article.text}"
    record = {name: getattr(article, name) for name in _KEPT}
    record["date"] = article.date.isoformat() if article.date else ""
    record["extra"] = dict(article.extra)
    return {
        "id": article.id,
        "sha256": article.sha256,
        "path": article.path,
        **dict.fromkeys(LAYERS, whole),
        **{TITLE + layer: article.title for layer in LAYERS},
        SOURCE: article.source,
        DATE: int(article.date.strftime("%Y%m%d")) if article.date else 0,
        "record": json.dumps(record, ensure_ascii=False),
    }


def to_article(stored: dict[str, Any]) -> Article:
    """Return the article of a document's stored fields."""
    record = json.loads(stored["record"])
    day = record.pop("date")
    return Article(
        id=stored["id"],
        path=stored["path"],
        sha256=stored["sha256"],
        date=date.fromisoformat(day) if day else None,
        **record,
    )
