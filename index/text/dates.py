"""Every way the Arabic press prints a full date, to a date.

Day, month and year, by the Gregorian calendar: ``2021-07-25``, ``2021.07.25``, ``25/7/2021`` (the day first,
as everywhere in the Arab world), ``15 يوليو 2021``, ``25 تموز/يوليو 2021``, ``٢٥ تموز ٢٠٢١``,
``July 25, 2021``. What is not a whole date, or not a possible one, is none: a guess would put an article into
the wrong week.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Final

from .characters import CharacterTable
from .words import Word, keys, split

MONTHS: Final[dict[str, int]] = {
    # Egypt, the Gulf, Yemen, Sudan, Libya
    "يناير": 1,
    "فبراير": 2,
    "مارس": 3,
    "أبريل": 4,
    "إبريل": 4,
    "مايو": 5,
    "يونيو": 6,
    "يونيه": 6,
    "يوليو": 7,
    "يوليه": 7,
    "أغسطس": 8,
    "سبتمبر": 9,
    "أكتوبر": 10,
    "نوفمبر": 11,
    "ديسمبر": 12,
    # Iraq and the Levant
    "كانون الثاني": 1,
    "كانون ثاني": 1,
    "شباط": 2,
    "آذار": 3,
    "نيسان": 4,
    "أيار": 5,
    "مايس": 5,
    "حزيران": 6,
    "تموز": 7,
    "آب": 8,
    "أيلول": 9,
    "تشرين الأول": 10,
    "تشرين أول": 10,
    "تشرين الثاني": 11,
    "تشرين ثاني": 11,
    "كانون الأول": 12,
    "كانون أول": 12,
    # Algeria and Tunisia
    "جانفي": 1,
    "فيفري": 2,
    "أفريل": 4,
    "ماي": 5,
    "جوان": 6,
    "جويلية": 7,
    "أوت": 8,
    # Morocco and Mauritania
    "يوليوز": 7,
    "غشت": 8,
    "شتنبر": 9,
    "نونبر": 11,
    "دجنبر": 12,
    # English
    "January": 1,
    "Jan": 1,
    "February": 2,
    "Feb": 2,
    "March": 3,
    "Mar": 3,
    "April": 4,
    "Apr": 4,
    "May": 5,
    "June": 6,
    "Jun": 6,
    "July": 7,
    "Jul": 7,
    "August": 8,
    "Aug": 8,
    "September": 9,
    "Sept": 9,
    "Sep": 9,
    "October": 10,
    "Oct": 10,
    "November": 11,
    "Nov": 11,
    "December": 12,
    "Dec": 12,
}
"""The names of the months, each with its number; any spelling that folds to the same key is known too."""

WEEKDAYS: Final = (
    "الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت "
    "Sunday Monday Tuesday Wednesday Thursday Friday Saturday Sun Mon Tue Wed Thu Fri Sat"
)

FIRST_YEAR, LAST_YEAR = 1800, 2200

_MONTH_OF: Final = {tuple(keys(name)): month for name, month in MONTHS.items()}
_WEEKDAY_KEYS: Final = frozenset(keys(WEEKDAYS))
_DAY_KEY: Final = keys("يوم")[0]
_BEFORE_MONTH: Final = frozenset(keys("من شهر"))
_BEFORE_YEAR: Final = frozenset(keys("من عام سنة العام لعام لسنة of"))

_MARKS = "[\u200e\u200f\u061c]*"  # some software puts direction marks into 25/7/2021
_SIGN = rf"{_MARKS}\s?(?P<sign>[-./]){_MARKS}\s?"
_SAME = rf"{_MARKS}\s?(?P=sign){_MARKS}\s?"
_ALONE = r"(?<!\d)(?<!\d[./])", r"(?!\d)(?![./]\d)"
_YEAR_FIRST = re.compile(
    rf"{_ALONE[0]}(?P<year>\d{{4}}){_SIGN}(?P<month>\d{{1,2}}){_SAME}(?P<day>\d{{1,2}}){_ALONE[1]}"
)
_DAY_FIRST = re.compile(rf"{_ALONE[0]}(?P<day>\d{{1,2}}){_SIGN}(?P<month>\d{{1,2}}){_SAME}(?P<year>\d{{4}}){_ALONE[1]}")
_COMPACT = re.compile(r"\s*(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:T\d+Z?)?\s*")
_DAY_NUMBER = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_GAP = re.compile(r"[\s,،/()\u0640\u200e\u200f\u061c–-]{0,5}")

_DIGITS: Final = CharacterTable(lambda one: str(unicodedata.digit(one)) if one.isdecimal() else one)

Found = tuple[date, int, int]
"""A date and where it stands in its line: the first character and the first after it."""


def find_date(line: str) -> Found | None:
    """Return the first full date in a line and where it stands, else nothing.

    A weekday that stands before the date belongs to it.
    """
    plain = line.translate(_DIGITS)
    words = list(split(line)) if any(one.isdecimal() for one in plain) else []
    found = min([*_in_figures(plain), *_in_words(line, words)], key=lambda one: one[1], default=None)
    if found is None:
        return None
    day, start, end = found
    return day, _with_weekday(line, words, start), end


def parse_date(text: str) -> date | None:
    """Return the date that a field of a record holds, else nothing; a time after it is ignored."""
    compact = _COMPACT.fullmatch(text.translate(_DIGITS))
    if compact:
        return _date(int(compact["year"]), int(compact["month"]), int(compact["day"]))
    found = find_date(text)
    return found[0] if found else None


def _in_figures(plain: str) -> Iterator[Found]:
    for pattern in (_YEAR_FIRST, _DAY_FIRST):
        for match in pattern.finditer(plain):
            day = _date(int(match["year"]), int(match["month"]), int(match["day"]))
            if day:
                yield day, match.start(), match.end()
                break


def _in_words(line: str, words: list[Word]) -> Iterator[Found]:
    for place in range(len(words)):
        found = _day_month_year(line, words, place) or _month_day_year(line, words, place)
        if found:
            yield found
            return


def _day_month_year(line: str, words: list[Word], first: int) -> Found | None:
    """Read ``25 تموز/يوليو من عام 2021`` at a word."""
    day = _day_number(words[first])
    if not day:
        return None
    month, after = _month(words, _skip(words, first + 1, _BEFORE_MONTH))
    if not month:
        return None
    again, after_again = _month(words, after)
    if again == month:  # the same month by its other name
        after = after_again
    return _finish(line, words, first, _skip(words, after, _BEFORE_YEAR), month, day)


def _month_day_year(line: str, words: list[Word], first: int) -> Found | None:
    """Read ``July 25, 2021`` at a word."""
    month, after = _month(words, first)
    day = _day_number(words[after]) if month and after < len(words) else 0
    return _finish(line, words, first, after + 1, month, day) if day else None


def _finish(line: str, words: list[Word], first: int, last: int, month: int, day: int) -> Found | None:
    """Add the year at word `last`, if nothing but spaces and light signs stands between the words."""
    if last >= len(words) or not re.fullmatch(r"\d{4}", words[last].key):
        return None
    pairs = zip(words[first:last], words[first + 1 : last + 1], strict=True)
    if not all(_GAP.fullmatch(line, left.end, right.start) for left, right in pairs):
        return None
    found = _date(int(words[last].key), month, day)
    return (found, words[first].start, words[last].end) if found else None


def _month(words: list[Word], place: int) -> tuple[int, int]:
    """Return the month named at a word and the place after its name; 0 where none is."""
    for length in (2, 1):
        month = _MONTH_OF.get(tuple(word.key for word in words[place : place + length]))
        if month:
            return month, place + length
    return 0, place


def _day_number(word: Word) -> int:
    match = _DAY_NUMBER.fullmatch(word.key)
    return int(match[1]) if match else 0


def _skip(words: list[Word], place: int, keys_to_skip: frozenset[str]) -> int:
    while place < len(words) and words[place].key in keys_to_skip:
        place += 1
    return place


def _with_weekday(line: str, words: list[Word], start: int) -> int:
    """Return where a date begins once the weekday before it, and its يوم, are counted in."""
    for wanted in (_WEEKDAY_KEYS, {_DAY_KEY}):
        before = [word for word in words if word.end <= start][-1:]
        if not before or before[0].key not in wanted or not _GAP.fullmatch(line, before[0].end, start):
            break
        start = before[0].start
    return start


def _date(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
