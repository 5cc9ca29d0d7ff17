"""Days, months and years by their names, and days of the Hijri calendar as days of the Gregorian.

The names are data, in `calendars.toml`. The Hijri calendar is that of Umm al-Qura, which is computed beforehand; a
country that waits until the new moon is seen may be a day off. It reaches from 1343 to 1500 (1924 to 2077).
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

from .words import Word, keys

Calendar = Literal["gregorian", "hijri"]
Key = tuple[str, ...]
"""A name as the exact keys of its words."""
Meant = TypeVar("Meant")
Names = Mapping[str, Mapping[Key, Meant]]
"""What names mean, by the first word of each."""

FIRST_YEAR, LAST_YEAR = 1800, 2200
"""What counts as a year of the Gregorian calendar."""

_DATA: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("calendars.toml").read_text(encoding="utf-8"))
_SLASH: Final = " / "


def _numbered(names: Iterable[str], first: int) -> Iterator[tuple[str, int]]:
    for number, spellings in enumerate(names, first):
        yield from ((spelling, number) for spelling in spellings.split(_SLASH))


def _months(calendar: Calendar) -> dict[str, int]:
    return {name: month for names in _DATA[calendar].values() for name, month in _numbered(names, 1)}


MONTHS: Final[dict[Calendar, dict[str, int]]] = {"gregorian": _months("gregorian"), "hijri": _months("hijri")}
"""The names of the months of each calendar, each with its number."""


def _by_first_word(meant: Iterable[tuple[str, Meant]]) -> Names[Meant]:
    found: dict[str, dict[Key, Meant]] = {}
    for name, meaning in meant:
        key = tuple(keys(name))
        found.setdefault(key[0], {})[key] = meaning
    return found


MONTH_OF: Final = _by_first_word(
    (name, (calendar, month)) for calendar in MONTHS for name, month in MONTHS[calendar].items()
)
"""Which month of which calendar each name is."""
WEEKDAY_OF: Final = {keys(name)[0]: day for name, day in _numbered(_DATA["days"]["weekdays"], 0)}
"""The key of each weekday, and its number: Monday is 0."""
ORDINAL_OF: Final = _by_first_word(_numbered(_DATA["days"]["ordinals"], 1))
"""The number of each ordinal, from the first to the thirty-first."""
RELATIVE: Final[Names[int]] = _by_first_word(_DATA["relative"].items())
"""How many days later each day is that is named as seen from another."""


def _sets(table: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(keys(words)) for name, words in _DATA[table].items()}


BESIDE: Final = _sets("beside")
"""Words that stand in a date and say nothing of when, as keys, by their place."""
AFTER: Final = _sets("after")
"""Words after a weekday or after اليوم, as keys, by what they say of it."""

_LONGEST_NAME: Final = 3


def name_at(words: Sequence[Word], place: int, names: Names[Meant]) -> tuple[Meant, int] | None:
    """Return what the longest name that begins at a word means and the place after it; nothing where none does."""
    found = names.get(words[place].key) if place < len(words) else None
    if not found:
        return None
    for length in range(_LONGEST_NAME, 0, -1):
        key = tuple(word.key for word in words[place : place + length])
        if key in found:
            return found[key], place + len(key)
    return None


def to_date(year: int, month: int, day: int, calendar: Calendar = "gregorian") -> date | None:
    """Return a day of a calendar; nothing for one that it does not have."""
    if calendar == "hijri":
        return _from_hijri(year, month, day)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_hijri(year: int, month: int, day: int) -> date | None:
    from hijridate import Hijri  # on first use: most dates are of the other calendar

    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def month_of(year: int, month: int, calendar: Calendar = "gregorian") -> tuple[date, date] | None:
    """Return the first and the last day of a month; nothing for one that the calendar does not have."""
    first = to_date(year, month, 1, calendar)
    last = next(filter(None, (to_date(year, month, day, calendar) for day in (31, 30, 29, 28))), None)
    return (first, last) if first and last else None


def year_of(year: int, calendar: Calendar = "gregorian") -> tuple[date, date] | None:
    """Return the first and the last day of a year; nothing for one that the calendar does not have."""
    begins, ends = month_of(year, 1, calendar), month_of(year, 12, calendar)
    return (begins[0], ends[1]) if begins and ends else None
