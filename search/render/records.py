"""Results as records for scripts: JSON, JSON Lines and TREC runs. Always logical text, never colour.

docs/json.md describes every key, docs/schema/ has them as JSON Schema.
"""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from ..results import Hit, Passage, Results
from .clean import clean_line

if TYPE_CHECKING:
    from ..explain import Explanation
    from ..suggestions import Suggestions

SCHEMA_VERSION: Final = 1
SCORE_DIGITS: Final = 4
RUN_NAME: Final = "fihris"


def hit_record(hit: Hit) -> dict[str, Any]:
    """Return one hit with its keys in their documented order; offsets count characters of the stored text."""
    article = hit.article
    more = {} if hit.more is None else {"more": hit.more}
    explanation = {"explanation": explanation_record(hit.explanation)} if hit.explanation else {}
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
        **more,
        **explanation,
    }


def _passage_record(hit: Hit, passage: Passage) -> dict[str, Any]:
    return {
        "text": passage.text(hit.article),
        "start": passage.start,
        "end": passage.end,
        "spans": [[span.start, span.end, span.kind] for span in passage.spans],
    }


def explanation_record(explanation: "Explanation") -> dict[str, Any]:
    """Return what a score is made of; the scores of the parts and the rounding add up to it."""
    parts = [
        {
            "word": part.word,
            "layer": part.layer,
            "key": part.key,
            "score": round(part.score, SCORE_DIGITS),
            "early": round(part.early, SCORE_DIGITS),
            "times": part.times,
            "first": part.first,
            "holding": part.holding,
        }
        for part in explanation.parts
    ]
    return {"parts": parts, "rounding": round(explanation.rounding, SCORE_DIGITS)}


def to_json(results: Results, query_id: str | None = None, *, facets: bool = False) -> str:
    """Return the whole answer as one JSON object: on one line where it is one of many, with the id of its query last.

    What might have been meant is there only where nothing is found, or a word of the query is nowhere.
    """
    answer: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "query": results.query.text,
        "understood_as": results.query.understood_as,
        "total": results.total,
        "took_ms": round(results.took_ms, 2),
        "hits": [hit_record(hit) for hit in results.hits],
    }
    if results.missed_undated:
        answer["missed_undated"] = results.missed_undated
    if facets:
        answer["facets"] = facets_record(results)
    if results.suggestions:
        answer["suggestions"] = suggestions_record(results.suggestions)
    return dumped(answer | _named(query_id), indent=2 if query_id is None else None)


def facets_record(results: Results) -> dict[str, Any]:
    """Return how many of the articles that match each source, year and month has."""
    years, months = results.timeline("year"), results.timeline("month")
    return {
        "sources": results.sources,
        "years": {period.name: period.count for period in years.periods},
        "months": {period.name: period.count for period in months.periods},
        "undated": years.undated,
    }


def suggestions_record(suggestions: "Suggestions") -> dict[str, Any]:
    """Return what is known of the words of a query, and what else would find something."""
    return {
        "words": [
            {
                "word": one.word,
                **{
                    layer: None if count is None else {"keys": list(count.keys), "articles": count.articles}
                    for layer, count in (("exact", one.exact), ("lemma", one.lemma), ("root", one.root))
                },
            }
            for one in suggestions.words
        ],
        "looser": [{"rung": one.name, "query": one.query, "total": one.total} for one in suggestions.looser],
        "did_you_mean": [{"why": one.why, "query": one.query, "total": one.total} for one in suggestions.did_you_mean],
    }


def to_error(problem: str, query_id: str) -> str:
    """Return what stands in place of an answer for a line of a batch that is no query."""
    return dumped({"schema_version": SCHEMA_VERSION, "error": problem, "query_id": query_id})


def _named(query_id: str | None) -> dict[str, str]:
    return {} if query_id is None else {"query_id": query_id}


def to_json_lines(results: Results, query_id: str | None = None) -> Iterator[str]:
    """Yield one JSON object a hit; one of a batch has the id of its query at the end."""
    for hit in results.hits:
        yield dumped(hit_record(hit) | _named(query_id))


def dumped(value: object, indent: int | None = None) -> str:
    """Return a value as JSON with the characters escaped that could drive a terminal; it means the same."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


_UNSAFE: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def to_trec(query_id: str, results: Results) -> Iterator[str]:
    """Yield the lines of a TREC run: ``qid Q0 docid rank score fihris``.

    White space inside the id of a query or an article, which the format cannot hold, becomes ``_``.
    """
    for hit in results.hits:
        yield f"{_one_word(query_id)} Q0 {_one_word(hit.article.id)} {hit.rank} {hit.score:.6f} {RUN_NAME}"


def _one_word(identifier: str) -> str:
    return clean_line("_".join(identifier.split()))
