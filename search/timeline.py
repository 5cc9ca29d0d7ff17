"""What matches, over time and by outlet: whole columns counted at once, never hit by hit."""

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from ..index.segments.snapshot import Snapshot
from .sources import Sources, source_column

By = Literal["day", "month", "year"]

MOST_DAYS: Final = 45
"""Days from the first article to the last that are looked at day by day, unless told otherwise."""
MOST_MONTHS: Final = 48
"""Months that are looked at month by month."""
_UNITS: Final[dict[By, int]] = {"day": 1, "month": 100, "year": 10_000}
"""What a date as yyyymmdd is divided by."""
_PARTS: Final[dict[By, int]] = {"year": 1, "month": 2, "day": 3}
_NEVER: Final = 99_999_999
"""Behind every date."""


@dataclass(frozen=True, slots=True)
class Period:
    """A day, month or year, and how many articles it has."""

    name: str
    """As ISO 8601 writes it: "2021-07-15", "2021-07" or "2021"."""
    count: int


@dataclass(frozen=True, slots=True)
class Outlet:
    """A source, how many articles it has, and from when to when."""

    source: str
    """"" for articles without one."""
    count: int
    first: dt.date | None
    """The day of the earliest that has a date."""
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Articles counted by period and by outlet."""

    by: By
    periods: tuple[Period, ...]
    """In their order; those without an article are left out."""
    outlets: tuple[Outlet, ...]
    """The one with the most articles first, then by name."""
    undated: int
    """How many articles have no date, and so are in no period."""
    total: int


def timeline(snapshot: Snapshot, matches: NDArray[np.bool_], by: By | None = None) -> Timeline:
    """Return the articles that match, given by a truth value a number, counted; without `by` see `period_for`."""
    days = snapshot.column("dates")[matches]
    dated = days > 0
    by = by or period_for(days[dated])
    periods, counts = np.unique(days[dated] // _UNITS[by], return_counts=True)
    counted = zip(periods.tolist(), counts.tolist(), strict=True)
    return Timeline(
        by,
        tuple(Period(_name(period, by), count) for period, count in counted),
        _outlets(source_column(snapshot), matches, days),
        int(np.count_nonzero(~dated)),
        int(days.size),
    )


def period_for(days: NDArray[np.int64]) -> By:
    """Return what dates as yyyymmdd are counted by so that there is something to see and not too much."""
    if not days.size:
        return "year"
    first, last = _date(int(days.min())), _date(int(days.max()))
    if (last - first).days < MOST_DAYS:
        return "day"
    return "month" if (last.year - first.year) * 12 + last.month - first.month < MOST_MONTHS else "year"


def _outlets(sources: Sources, matches: NDArray[np.bool_], days: NDArray[np.int64]) -> tuple[Outlet, ...]:
    places = sources.places[matches]
    counts = np.bincount(places, minlength=len(sources.names))
    first, last = np.full(counts.size, _NEVER), np.zeros(counts.size, np.int64)
    np.minimum.at(first, places[days > 0], days[days > 0])
    np.maximum.at(last, places, days)
    found = [
        Outlet(sources.names[place], int(counts[place]), _day(int(first[place])), _day(int(last[place])))
        for place in np.flatnonzero(counts).tolist()
    ]
    return tuple(sorted(found, key=lambda outlet: (-outlet.count, outlet.source)))


def _name(period: int, by: By) -> str:
    """Return the name of a year, of a month as yyyymm or of a day as yyyymmdd."""
    figures = f"{period * _UNITS[by]:08d}"
    return "-".join((figures[:4], figures[4:6], figures[6:])[: _PARTS[by]])


def _day(day: int) -> dt.date | None:
    return _date(day) if 0 < day < _NEVER else None


def _date(day: int) -> dt.date:
    return dt.date(day // 10_000, day // 100 % 100, day % 100)
