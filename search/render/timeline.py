"""Hits over time and by outlet: lines for a person, rows and records for scripts.

On a line figures stand first, aligned, and an outlet's name last: terminals that reorder mix up whatever stands behind
Arabic. Bars are drawn on a terminal only.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from ..results import Results
from ..timeline import By, Period, Timeline
from .clean import clean_line
from .records import SCHEMA_VERSION, dumped, suggestions_record
from .tables import harmless

if TYPE_CHECKING:
    from .line import Line

COLUMNS: Final = ("kind", "name", "count", "first", "last")
"""Headings of the rows; the kind of a row is "day", "month" or "year", "source", or "undated"."""
FIGURES: Final = 18
"""Columns of a period and its count."""
LONGEST_BAR: Final = 40
BESIDE: Final = 4
"""Columns before a bar, and what may be left behind it."""
SHORT_GAP: Final = 3
"""Periods without an article that are shown one by one; more become one line."""
UNDATED: Final = "undated"


def to_json(results: Results, by: By | None) -> str:
    """Return a timeline as one JSON object."""
    counted = results.timeline(by)
    answer: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "query": results.query.text,
        "understood_as": results.query.understood_as,
        "total": counted.total,
        "undated": counted.undated,
        "by": counted.by,
        "periods": [{"period": period.name, "count": period.count} for period in counted.periods],
        "sources": [
            {"source": one.source, "count": one.count, "first": _iso(one.first), "last": _iso(one.last)}
            for one in counted.outlets
        ],
    }
    if results.missed_undated:
        answer["missed_undated"] = results.missed_undated
    if results.suggestions:
        answer["suggestions"] = suggestions_record(results.suggestions)
    return dumped(answer, indent=2)


def rows(counted: Timeline) -> Iterator[tuple[str, ...]]:
    """Yield a timeline as rows below `COLUMNS`: its periods, what has no date, and its outlets."""
    for period in counted.periods:
        yield counted.by, period.name, str(period.count), "", ""
    if counted.undated:
        yield UNDATED, "", str(counted.undated), "", ""
    for one in counted.outlets:
        yield "source", harmless(one.source), str(one.count), _iso(one.first) or "", _iso(one.last) or ""


def lines(counted: Timeline, width: int = 0) -> "Iterator[Line]":
    """Yield a timeline line by line: its periods, an empty line, its outlets.

    Bars are drawn where a screen of so many columns has room for them.
    """
    from rich.text import Text

    from .line import Line, isolated, labelled

    most = max((period.count for period in counted.periods), default=0)
    longest = min(width - FIGURES - BESIDE, LONGEST_BAR)
    for period in filled(counted):
        if not period.name:
            yield labelled(f"  … {period.count} {counted.by}s without any")
        else:
            bar = Text(f"  {_bar(period.count / most, longest)}", "cyan") if longest > 0 else Text()
            yield Line(bar, FIGURES, _figures(period.name, period.count), direction="ltr")
    if counted.undated:
        yield labelled(_figures(UNDATED, counted.undated))
    yield Line()
    for one in counted.outlets:
        days = f"{_iso(one.first) or '':10}  {_iso(one.last) or '':10}"
        yield labelled(f"{one.count:7}  {days}  ", isolated(clean_line(one.source)) if one.source else "no source")


def _figures(name: str, count: int) -> str:
    return f"{name:<10} {count:{FIGURES - 11}}"


def _bar(share: float, longest: int) -> str:
    from rich.bar import Bar
    from rich.console import Console

    drawn = Console(width=longest, color_system=None).render(Bar(1, 0, share, width=longest))
    return "".join(segment.text for segment in drawn).rstrip()


def filled(counted: Timeline) -> Iterator[Period]:
    """Yield the periods with those between them that have no article; of many one without a name, with their number."""
    if counted.periods:
        yield counted.periods[0]
    for before, after in pairwise(counted.periods):
        first, last = _number(before.name) + 1, _number(after.name)
        if last - first > SHORT_GAP:
            yield Period("", last - first)
        else:
            yield from (Period(_name(number, counted.by), 0) for number in range(first, last))
        yield after


def _number(period: str) -> int:
    """Return the number of a year, a month or a day, counted from the same beginning."""
    match [int(part) for part in period.split("-")]:
        case [year]:
            return year
        case [year, month]:
            return year * 12 + month - 1
        case parts:
            return dt.date(*parts).toordinal()


def _name(number: int, by: By) -> str:
    if by == "year":
        return f"{number:04d}"
    return f"{number // 12:04d}-{number % 12 + 1:02d}" if by == "month" else dt.date.fromordinal(number).isoformat()


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
