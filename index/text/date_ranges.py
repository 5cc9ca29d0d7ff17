"""Days from one to another, as they are asked for: a day, a month, a year, or from one of them to the other.

``2021``, ``2021-07``, ``7/2021``, ``تموز 2021``, ``تموز/يوليو 2021``, ``رمضان 1442``, ``1442 هـ``, and every date of
`dates`. Two of them with ``..`` or إلى between are a range; with nothing on one side it is open there: ``2021-07..``,
«منذ تموز 2021», «حتى 2021». What the first of two leaves out is said by the second: «15 إلى 28 تموز 2021».
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from .calendars import BESIDE, MONTH_OF, Calendar, month_of, name_at, year_of
from .dates import DIGITS, YEAR, find_dates, parse_date
from .words import Word, split

LONGEST: Final = 100
"""Characters; a longer text is no range."""

_MARKS: Final = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_MONTH: Final = re.compile(r"\s*(?:(\d{4})\s?[-./]\s?(\d{1,2})|(\d{1,2})\s?[-./]\s?(\d{4}))\s*")
_TO: Final = re.compile(r"\s*(?:\.{2,}|…)\s*|(?:^|\s+)(?:[إا]ل[ىي]|و?حت[ىي]|لغاية|to|until)(?:\s+|$)", re.IGNORECASE)
_FROM: Final = re.compile(r"(?:من|منذ|from|since)\s+", re.IGNORECASE)
_OPEN: Final = ("", "*")


class DateRange(NamedTuple):
    """Days from the first to the last, both of them in it; None where it is open."""

    first: date | None
    last: date | None
    turned: bool = False
    """Whether the later end stood first."""


def parse_range(text: str, today: date | None = None) -> DateRange | None:
    """Return the days that a text asks for; nothing for one that is no range and no day, month or year.

    Days that are told from another (أمس) are told from `today`; without it there are none.
    """
    if len(text) > LONGEST:
        return None
    text = _MARKS.sub("", text).strip()
    begins = _FROM.match(text)
    match _TO.split(text[begins.end() :] if begins else text):
        case [one] if begins:
            period = parse_period(one, today)
            return DateRange(period.first, None) if period else None
        case [one]:
            return parse_period(one, today)
        case [one, other]:
            return _between(one.strip(), other.strip(), today)
        case _:
            return None


def parse_period(text: str, today: date | None = None) -> DateRange | None:
    """Return the days of a text that is nothing but a day, a month or a year; nothing for any other."""
    plain = text.translate(DIGITS) if len(text) <= LONGEST else ""
    words = list(split(plain))
    days = (_day(plain, words, today) or _month(plain, words) or _year(words)) if words else None
    return DateRange(*days) if days else None


Days = tuple[date, date]


def _day(plain: str, words: Sequence[Word], today: date | None) -> Days | None:
    if len(words) == 1 and words[0].key.isdecimal():
        day = parse_date(words[0].key)
        return (day, day) if day else None
    found = list(find_dates(plain, today))
    if len(found) != 1 or found[0].start > words[0].start or found[0].end < words[-1].end:
        return None
    return found[0].day, found[0].day


def _month(plain: str, words: Sequence[Word]) -> Days | None:
    calendar, words = _without_era(words)
    if not words:
        return None
    if figures := _MONTH.fullmatch(plain[: words[-1].end]):
        year, month, month_before, year_after = figures.groups()
        return month_of(int(year or year_after), int(month or month_before), calendar or "gregorian")
    words = _without(words, BESIDE["before_month"])
    named = name_at(words, 0, MONTH_OF)
    if not named or (calendar and calendar != named[0][0]):
        return None
    (calendar, month), after = named
    again = name_at(words, after, MONTH_OF)
    year_words = _without(words[again[1] if again and again[0] == named[0] else after :], BESIDE["before_year"])
    return month_of(int(year_words[0].key), month, calendar) if _is_year(year_words) else None


def _year(words: Sequence[Word]) -> Days | None:
    calendar, words = _without_era(words)
    words = _without(words, BESIDE["before_year"])
    return year_of(int(words[0].key), calendar or "gregorian") if _is_year(words) else None


def _is_year(words: Sequence[Word]) -> bool:
    return len(words) == 1 and YEAR.fullmatch(words[0].key) is not None


def _without_era(words: Sequence[Word]) -> tuple[Calendar | None, Sequence[Word]]:
    """Return the calendar whose sign ends some words, and the words before it."""
    for calendar in ("hijri", "gregorian"):
        if words[-1].key in BESIDE[calendar]:
            return calendar, words[:-1]
    return None, words


def _without(words: Sequence[Word], keys: frozenset[str]) -> Sequence[Word]:
    """Return words without those of some keys that they begin with."""
    return words[next((at for at, word in enumerate(words) if word.key not in keys), len(words)) :]


def _between(one: str, other: str, today: date | None) -> DateRange | None:
    """Return the days from one period to another, in whichever order they stand; either may be open."""
    begins, ends = parse_period(one, today) or _completed(one, other, today), parse_period(other, today)
    if (not begins and one not in _OPEN) or (not ends and other not in _OPEN) or not (begins or ends):
        return None
    if not begins or not ends:
        return DateRange(begins.first if begins else None, ends.last if ends else None)
    if begins.first and ends.last and begins.first > ends.last:
        return DateRange(ends.first, begins.last, turned=True)
    return DateRange(begins.first, ends.last)


def _completed(one: str, other: str, today: date | None) -> DateRange | None:
    """Return the days of a period that leaves out what stands at the end of another: «15» of «28 تموز 2021»."""
    return next(filter(None, (parse_period(f"{one} {end}", today) for end in _ends(other))), None) if one else None


def _ends(text: str) -> Iterator[str]:
    """Yield what a text ends in, from its second word on, from its third, and so on."""
    yield from (text[word.start :] for word in list(split(text))[1:])
