"""Every way the Arabic press prints a full date, to a date.

Day, month and year: ``2021-07-25``, ``2021.07.25``, ``25/7/2021`` (the day first, as everywhere in the Arab world),
``15 يوليو 2021``, ``25 تموز/يوليو 2021``, ``٢٥ تموز ٢٠٢١``, ``السادس من تموز 2021``, ``July 25, 2021``. By the Hijri
calendar ``9 ذو الحجة 1442`` and, with its sign, ``1442/12/9 هـ``: figures without it may be of the Persian calendar,
which counts the same years. Where a day stands beside itself in both calendars, the Gregorian one counts.

What is not a whole date, or not a possible one, is none: a guess would put an article into the wrong week.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Final, NamedTuple

from .calendars import BESIDE, MONTH_OF, ORDINAL_OF, WEEKDAY_OF, Calendar, name_at, to_date
from .characters import CharacterTable
from .words import Word, split

DIGITS: Final = CharacterTable(lambda one: str(unicodedata.digit(one)) if one.isdecimal() else one)
"""For `str.translate`: the digits of every script as those of ASCII; the result is as long as the text."""

_MARKS = "[\u200e\u200f\u061c]*"  # some software puts direction marks into 25/7/2021
_SIGN = rf"{_MARKS}\s?(?P<sign>[-./]){_MARKS}\s?"
_SAME = rf"{_MARKS}\s?(?P=sign){_MARKS}\s?"
_ALONE = r"(?<!\d)(?<!\d[./])", r"(?!\d)(?![./]\d)"
_YEAR_FIRST = rf"{_ALONE[0]}(?P<year>\d{{4}}){_SIGN}(?P<month>\d{{1,2}}){_SAME}(?P<day>\d{{1,2}}){_ALONE[1]}"
_DAY_FIRST = rf"{_ALONE[0]}(?P<day>\d{{1,2}}){_SIGN}(?P<month>\d{{1,2}}){_SAME}(?P<year>\d{{4}}){_ALONE[1]}"
_FIGURES = re.compile(_YEAR_FIRST), re.compile(_DAY_FIRST)
_COMPACT = re.compile(r"\s*(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:T\d+Z?)?\s*")
_DAY_NUMBER = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
YEAR: Final = re.compile(r"\d{4}")
GAP: Final = re.compile(r"[\s,،/()\u0640\u200e\u200f\u061c–-]{0,5}")
"""What may stand between two words of a date."""
_BEFORE_ERA = re.compile(r"[\s\u200e\u200f\u061c]{0,2}")

_APART: Final = 2
"""By how many days the calendars may differ where a day is printed in both."""
_LONGEST_BETWEEN: Final = 40


class Found(NamedTuple):
    """A date and where it stands in its line."""

    day: date
    start: int
    """Its first character."""
    end: int
    """The first character after it."""


class _Read(NamedTuple):
    """A date as it was read."""

    found: Found
    calendar: Calendar
    after: int = 0
    """The place of the first word after it."""


def find_date(line: str) -> Found | None:
    """Return the first full date in a line and where it stands, else nothing.

    A weekday that stands before the date belongs to it.
    """
    return next(find_dates(line), None)


def find_dates(line: str, reference: date | None = None) -> Iterator[Found]:
    """Yield the dates of a line in their order, none inside another.

    With a day of reference, such as that of the article, also those that are told from it: see `relative_dates`.
    """
    plain = line.translate(DIGITS)
    if reference is None and not any(map(str.isdecimal, plain)):
        return
    words = list(split(line))
    full = list(_joined(_apart(_full(line, plain, words)), line, words))
    if reference is not None:
        from .relative_dates import find_relative

        full = _beside(full, find_relative(line, words, reference))
    yield from full


def parse_date(text: str) -> date | None:
    """Return the date that a field of a record holds, else nothing; a time after it is ignored."""
    compact = _COMPACT.fullmatch(text.translate(DIGITS))
    if compact:
        return to_date(int(compact["year"]), int(compact["month"]), int(compact["day"]))
    found = find_date(text)
    return found.day if found else None


def _full(line: str, plain: str, words: Sequence[Word]) -> Iterator[_Read]:
    """Yield the full dates of a line, those in figures first."""
    for match in chain.from_iterable(pattern.finditer(plain) for pattern in _FIGURES):
        era, end = _era(line, words, _first_from(words, match.end()), match.end())
        if day := to_date(int(match["year"]), int(match["month"]), int(match["day"]), era):
            yield _Read(Found(day, match.start(), end), era)
    place = 0
    while place < len(words):
        read = _day_month_year(line, words, place) or _month_day_year(line, words, place)
        if read:
            yield read
        place = read.after if read else place + 1


def _day_month_year(line: str, words: Sequence[Word], first: int) -> _Read | None:
    """Read ``25 تموز/يوليو من عام 2021`` at a word."""
    day, after = _day(words, first)
    named = name_at(words, _skip(words, after, BESIDE["before_month"]), MONTH_OF) if day else None
    if not named:
        return None
    month, after = named
    again = name_at(words, after, MONTH_OF)
    if again and again[0] == month:  # by its other name
        after = again[1]
    return _finished(line, words, first, _skip(words, after, BESIDE["before_year"]), month, day)


def _month_day_year(line: str, words: Sequence[Word], first: int) -> _Read | None:
    """Read ``July 25, 2021`` at a word."""
    named = name_at(words, first, MONTH_OF)
    if not named or named[1] >= len(words):
        return None
    month, after = named
    day = _day_number(words[after])
    return _finished(line, words, first, after + 1, month, day) if day else None


def _finished(
    line: str, words: Sequence[Word], first: int, last: int, month: tuple[Calendar, int], day: int
) -> _Read | None:
    """Add the year at word `last`, if nothing but spaces and light signs stands between the words."""
    if last >= len(words) or not YEAR.fullmatch(words[last].key):
        return None
    pairs = zip(words[first:last], words[first + 1 : last + 1], strict=True)
    if not all(GAP.fullmatch(line, left.end, right.start) for left, right in pairs):
        return None
    calendar, number = month
    era, end = _era(line, words, last + 1, words[last].end)
    found = to_date(int(words[last].key), number, day, calendar)
    if not found or (end > words[last].end and era != calendar):
        return None
    return _Read(Found(found, words[first].start, end), calendar, last + 1)


def _era(line: str, words: Sequence[Word], place: int, end: int) -> tuple[Calendar, int]:
    """Return the calendar that the sign at a word names, if it follows the end of a year, and where the year ends."""
    if place < len(words) and _BEFORE_ERA.fullmatch(line, end, words[place].start):
        for calendar in ("hijri", "gregorian"):
            if words[place].key in BESIDE[calendar]:
                return calendar, words[place].end
    return "gregorian", end


def _day(words: Sequence[Word], place: int) -> tuple[int, int]:
    """Return the day of a month that begins at a word and the place after it; 0 where none does."""
    if number := _day_number(words[place]):
        return number, place + 1
    ordinal = name_at(words, place, ORDINAL_OF)
    if ordinal and words[ordinal[1] : ordinal[1] + 1] and words[ordinal[1]].key in BESIDE["before_month"]:
        return ordinal
    return 0, place


def _day_number(word: Word) -> int:
    match = _DAY_NUMBER.fullmatch(word.key)
    return int(match[1]) if match else 0


def _skip(words: Sequence[Word], place: int, keys_to_skip: frozenset[str]) -> int:
    while place < len(words) and words[place].key in keys_to_skip:
        place += 1
    return place


def _apart(read: Iterable[_Read]) -> Iterator[_Read]:
    """Yield dates in their order, without those that begin inside another."""
    end = 0
    for one in sorted(read, key=lambda one: one.found.start):
        if one.found.start >= end:
            yield one
            end = one.found.end


def _joined(read: Iterable[_Read], line: str, words: Sequence[Word]) -> Iterator[Found]:
    """Yield dates with their weekdays; a day that stands beside itself in both calendars is one."""
    before: _Read | None = None
    for one in read:
        day, start, end = one.found
        this = one._replace(found=Found(day, _with_weekday(line, words, start), end))
        if before and _is_same_day(before, this, words):
            of_gregorian = before if before.calendar == "gregorian" else this
            yield Found(of_gregorian.found.day, before.found.start, this.found.end)
            before = None
        else:
            if before:
                yield before.found
            before = this
    if before:
        yield before.found


def _is_same_day(one: _Read, other: _Read, words: Sequence[Word]) -> bool:
    """Tell whether two dates are one day in two calendars, with nothing but words such as الموافق between them."""
    (day, _, end), (other_day, start, _) = one.found, other.found
    between = words[_first_from(words, end) : _first_from(words, start)]
    return (
        one.calendar != other.calendar
        and abs((day - other_day).days) <= _APART
        and start - end <= _LONGEST_BETWEEN
        and all(word.key in BESIDE["same_day"] for word in between)
    )


def _with_weekday(line: str, words: Sequence[Word], start: int) -> int:
    """Return where a date begins once the weekday before it, and its يوم, are counted in."""
    place = _first_from(words, start)
    for wanted in (WEEKDAY_OF, BESIDE["day"]):
        place -= 1
        if place < 0 or words[place].key not in wanted or not GAP.fullmatch(line, words[place].end, start):
            break
        start = words[place].start
    return start


def _first_from(words: Sequence[Word], at: int) -> int:
    """Return the place of the first word that begins at a character of the line or after it."""
    return bisect_left(words, at, key=lambda word: word.start)


def _beside(full: Sequence[Found], told: Iterable[Found]) -> list[Found]:
    """Return both in their order, without those of the second that overlap one of the first."""
    starts = [one.start for one in full]
    kept = list(full)
    for one in told:
        after = bisect_left(starts, one.end)
        if not after or full[after - 1].end <= one.start:
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)
