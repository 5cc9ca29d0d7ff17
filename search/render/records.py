"""Results as records for scripts: JSON, JSON Lines and TREC runs. Always logical text, never colour."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from ..results import Hit, Passage, Results
from .clean import clean_line

SCHEMA_VERSION: Final = 1
SCORE_DIGITS: Final = 4
RUN_NAME: Final = "fihris"


def hit_record(hit: Hit) -> dict[str, Any]:
    """Return one hit with its keys in their documented order; offsets count characters of the stored text."""
    article = hit.article
    return {
        "rank": hit.rank,
        "score": round(hit.score, SCORE_DIGITS),
        "id": article.id,
        "title": article.title,
        "date": article.date.isoformat() if article.date else None,
        "date_source": article.date_source,
        "source": article.source,
        "url": article.url,
        "path": article.path,
        "sha256": article.sha256,
        "passages": [_passage_record(hit, passage) for passage in hit.passages],
    }


def _passage_record(hit: Hit, passage: Passage) -> dict[str, Any]:
    return {
        "text": passage.text(hit.article),
        "start": passage.start,
        "end": passage.end,
        "spans": [[span.start, span.end, span.kind] for span in passage.spans],
    }


def to_json(results: Results, query_id: str | None = None) -> str:
    """Return the whole answer as one JSON object; one of many has the id of its query at the end."""
    answer = {
        "schema_version": SCHEMA_VERSION,
        "query": results.query.text,
        "understood_as": results.query.understood_as,
        "total": results.total,
        "took_ms": round(results.took_ms, 2),
        "hits": [hit_record(hit) for hit in results.hits],
    }
    return _escaped(json.dumps(answer | _named(query_id), ensure_ascii=False, indent=2))


def _named(query_id: str | None) -> dict[str, str]:
    return {} if query_id is None else {"query_id": query_id}


def to_json_lines(results: Results, query_id: str | None = None) -> Iterator[str]:
    """Yield one JSON object a hit; one of a batch has the id of its query at the end."""
    for hit in results.hits:
        yield _escaped(json.dumps(hit_record(hit) | _named(query_id), ensure_ascii=False))


_UNSAFE: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def _escaped(text: str) -> str:
    """Return JSON with the characters escaped that could drive a terminal; it means the same."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def to_trec(query_id: str, results: Results) -> Iterator[str]:
    """Yield the lines of a TREC run: ``qid Q0 docid rank score fihris``.

    White space inside the id of a query or an article, which the format cannot hold, becomes ``_``.
    """
    for hit in results.hits:
        yield f"{_one_word(query_id)} Q0 {_one_word(hit.article.id)} {hit.rank} {hit.score:.6f} {RUN_NAME}"


def _one_word(identifier: str) -> str:
    return clean_line("_".join(identifier.split()))
