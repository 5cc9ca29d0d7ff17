"""How a quotation spread: who prints it, the earliest first, each outlet once for its words and its agencies."""

from typing import TYPE_CHECKING, Any, Final

from ..quotations.values import Place, Quotation
from ..spread import Appearance, appearances, collapsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .line import Line

VERDICT: Final = 10
"""Columns of a verdict."""
INDENT: Final = 4
COLUMNS: Final = "day         after     as quoted   more  outlet, agency"
"""What stands in the columns."""


def outlets(found: Quotation) -> tuple[Appearance[Place], ...]:
    """Return the places of a quotation, the earliest first, those of one outlet and verdict as one."""
    return collapsed(appearances(found.places, lambda place: place.article), lambda place: place.verdict)


def lines(shown: "Sequence[Appearance[Place]]") -> "Iterator[Line]":
    """Yield a line an outlet: when, in which words, who; below it what is not as quoted."""
    from .spread import spread

    yield from spread(shown, lambda place: f"{_name(place):{VERDICT}}", _changes)


def header() -> "Iterator[Line]":
    """Yield the line that stands above them on a terminal."""
    from .line import labelled

    yield labelled(COLUMNS)


def records(shown: "Sequence[Appearance[Place]]") -> list[dict[str, Any]]:
    """Return a record an outlet, with its keys in their documented order."""
    return [_record(one) for one in shown]


def _record(one: Appearance[Place]) -> dict[str, Any]:
    article = one.article
    return {
        "id": article.id,
        "date": article.date.isoformat() if article.date else None,
        "source": article.source,
        "verdict": one.item.verdict,
        "is_first": one.is_first,
        "days_after": one.days,
        "credits": [credit._asdict() for credit in one.credits],
        "more": [other.id for other in one.more],
    }


def _name(place: Place) -> str:
    return place.verdict.replace("_", " ")


def _changes(place: Place) -> "Iterator[Line]":
    """Yield what an article has otherwise than the quotation: its own words after +, those it lacks after -."""
    from .spread import ADDED, DROPPED, piece
    from .text import side_of

    side = side_of(place.article)
    for change in place.diff:
        if change.operation == "spelling":
            continue
        if change.ours and change.operation != "moved":
            yield piece(DROPPED, change.ours, INDENT, side)
        if change.theirs and change.operation != "moved":
            yield piece(ADDED, change.theirs, INDENT, side)
