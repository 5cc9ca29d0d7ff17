"""Days, months and years that a text tells of: ``25 تموز 2021``, ``تموز/يوليو 2021``, ``نهاية عام 2021``, ``منذ 2015``.

A day is what `dates` finds. Elsewhere a month counts with its year; four figures alone are a year only after a word
such as عام, منذ or نهاية, or before the sign of an era.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from .calendars import BESIDE, MONTH_OF, Calendar, month_of, name_at, year_of
from .dates import GAP, YEAR, find_dates
from .words import Word, split

_YEARS: Final[dict[Calendar, re.Pattern[str]]] = {
    "gregorian": re.compile(r"(?:19|20)\d\d"),
    "hijri": re.compile(r"1[34]\d\d"),
}
_LONGEST_LEAD: Final = 3
"""Words before a year that say that it is one: ``منذ نهاية عام``."""
_CONJUNCTIONS: Final = ("و", "ف")


class Period(NamedTuple):
    """Days from the first to the last, and where a text tells of them."""

    first: date
    last: date
    start: int
    """Its first character."""
    end: int
    """The first character after it."""


def find_periods(line: str, reference: date | None = None) -> Iterator[Period]:
    """Yield the days, months and years of a line in their order, none inside another.

    With a day of reference also the days that are told from it: see `relative_dates`.
    """
    days = [Period(found.day, found.day, found.start, found.end) for found in find_dates(line, reference)]
    words = list(split(line))
    found = days + [one for one in _longer(line, words) if not _is_inside(one, days)]
    yield from sorted(found, key=lambda one: one.start)


def _is_inside(one: Period, days: Sequence[Period]) -> bool:
    """Tell whether a period shares a character with one of some days, given in their order."""
    place = bisect_right(days, one.start, key=lambda day: day.start)
    return any(day.start < one.end and one.start < day.end for day in days[max(0, place - 1) : place + 1])


def _longer(line: str, words: Sequence[Word]) -> Iterator[Period]:
    place = 0
    while place < len(words):
        read = _month(line, words, place) or _year(line, words, place)
        if read:
            yield read[0]
        place = read[1] if read else place + 1


def _month(line: str, words: Sequence[Word], first: int) -> tuple[Period, int] | None:
    """Read ``تموز/يوليو من عام 2021`` at a word; give the place of the first word after it, too."""
    named = name_at(words, first, MONTH_OF)
    if not named:
        return None
    (calendar, month), after = named
    again = name_at(words, after, MONTH_OF)
    if again and again[0] == (calendar, month):  # by its other name
        after = again[1]
    while after < len(words) and words[after].key in BESIDE["before_year"]:
        after += 1
    if after >= len(words) or not _are_near(line, words[first : after + 1]):
        return None
    return _period(words, first, after, calendar, month)


def _year(line: str, words: Sequence[Word], place: int) -> tuple[Period, int] | None:
    """Read ``نهاية عام 2021``, ``1442 هـ`` at the year; give the place of the first word after it, too."""
    first = place
    while first and place - first < _LONGEST_LEAD and _tells_a_year(words[first - 1].key):
        first -= 1
    if not _are_near(line, words[first : place + 1]):
        first = place
    for calendar, pattern in _YEARS.items():
        if pattern.fullmatch(words[place].key):
            pair = words[place : place + 2]
            has_sign = pair[-1].key in BESIDE[calendar] and _are_near(line, pair)
            if has_sign or (calendar == "gregorian" and first < place):
                return _period(words, first, place, calendar)
    return None


def _tells_a_year(key: str) -> bool:
    names = BESIDE["before_bare_year"]
    return key in names or (key[:1] in _CONJUNCTIONS and key[1:] in names)


def _period(
    words: Sequence[Word], first: int, last: int, calendar: Calendar, month: int = 0
) -> tuple[Period, int] | None:
    """Return the year that stands at word `last`, or a month of it, if the calendar has it."""
    if not YEAR.fullmatch(words[last].key) or words[last].end - words[last].start != 4:
        return None
    year = int(words[last].key)
    days = month_of(year, month, calendar) if month else year_of(year, calendar)
    return (Period(*days, words[first].start, words[last].end), last + 1) if days else None


def _are_near(line: str, words: Sequence[Word]) -> bool:
    """Tell whether nothing but spaces and light signs stands between each two of some words."""
    return all(GAP.fullmatch(line, left.end, right.start) for left, right in pairwise(words))
