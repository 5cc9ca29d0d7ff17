"""Where a quotation is printed, as records for scripts: JSON and JSON Lines.

docs/json.md describes every key, docs/schema/ has them as JSON Schema.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from ..quotations.values import Place, Quotation
from .records import SCHEMA_VERSION, dumped

SIMILARITY_DIGITS: Final = 3


def to_json(found: Quotation, spread: Sequence[dict[str, Any]] | None = None) -> str:
    """Return the whole answer as one JSON object, with how the quotation spread if that was asked for."""
    answer: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "quotation": found.text,
        "verdict": found.verdict,
        "places": [place_record(place) for place in found.places],
        "nearest": place_record(found.nearest) if found.nearest else None,
        "took_ms": round(found.took_ms, 2),
    }
    if spread is not None:
        answer["spread"] = list(spread)
    return dumped(answer, indent=2)


def to_json_lines(found: Quotation) -> Iterator[str]:
    """Yield one JSON object a place."""
    for place in found.places:
        yield dumped(place_record(place))


def place_record(place: Place) -> dict[str, Any]:
    """Return one place with its keys in their documented order; offsets count characters of the part it stands in."""
    article = place.article
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "date": article.date.isoformat() if article.date else None,
        "url": article.url,
        "path": article.path,
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "before": article.text[slice(*place.before)],
        "after": article.text[slice(*place.after)],
        "speaker": place.said.speaker,
        "verb": place.said.verb,
        "similarity": round(place.similarity, SIMILARITY_DIGITS),
        "diff": [list(change) for change in place.diff],
        "verdict": place.verdict,
        "part": place.part,
        "speaker_doubtful": place.said.doubtful,
        "date_source": article.date_source,
        "sha256": article.sha256,
    }
