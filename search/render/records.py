"""Results as records for scripts: JSON, JSON Lines and TREC runs. Always logical text, never colour."""

import json
from collections.abc import Iterator
from typing import Any, Final

from ..results import Hit, Passage, Results

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


def to_json(results: Results) -> str:
    """Return the whole answer as one JSON object."""
    answer = {
        "schema_version": SCHEMA_VERSION,
        "query": results.query.text,
        "understood_as": results.query.understood_as,
        "total": results.total,
        "took_ms": round(results.took_ms, 2),
        "hits": [hit_record(hit) for hit in results.hits],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)


def to_json_lines(results: Results) -> Iterator[str]:
    """Yield one JSON object a hit."""
    for hit in results.hits:
        yield json.dumps(hit_record(hit), ensure_ascii=False)


def to_trec(query_id: str, results: Results) -> Iterator[str]:
    """Yield the lines of a TREC run: ``qid Q0 docid rank score fihris``.

    White space inside an id, which the format cannot hold, becomes ``_``.
    """
    for hit in results.hits:
        article = "_".join(hit.article.id.split())
        yield f"{query_id} Q0 {article} {hit.rank} {hit.score:.6f} {RUN_NAME}"
