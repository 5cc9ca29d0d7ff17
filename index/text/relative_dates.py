"""Days that are told from another day, as news tells them: أمس الخميس, أول من أمس, الخميس الماضي.

The day of reference is that of the article, or of whoever asks. Where a weekday disagrees by one day, it is right: what
is printed after midnight says أمس of the day before the one on its dateline. A weekday alone is no date: «وصل الخميس»
and «يصل الخميس» are a week apart.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from .calendars import AFTER, BESIDE, ORDINAL_OF, RELATIVE, WEEKDAY_OF, name_at
from .dates import GAP, Found
from .words import Word

_SPACES: Final = re.compile(r"\s+")
_CONJUNCTIONS: Final = ("و", "ف")
_TODAY: Final = 0


def find_relative(line: str, words: Sequence[Word], reference: date) -> Iterator[Found]:
    """Yield the days of a line, given with its words, that are told from another day, in their order."""
    place = 0
    while place < len(words):
        found, after = _named(line, words, place, reference) or _weekday(line, words, place, reference)
        if found:
            yield found
        place = after


def _named(line: str, words: Sequence[Word], place: int, reference: date) -> tuple[Found | None, int] | None:
    """Read ``أمس`` or ``أمس الخميس`` at a word, with the place after it; nothing where no name of a day begins."""
    named = name_at([_without_conjunction(words[place]), *words[place + 1 : place + 3]], 0, RELATIVE)
    if not named or not _are_together(line, words[place : place + named[1]], _SPACES):
        return None
    days, after = named[0], place + named[1]
    if days == _TODAY and _is_another_day(words, after):
        return None, after
    day = _later(reference, days)
    at = after + 1 if words[after : after + 1] and words[after].key in BESIDE["day"] else after
    if at < len(words) and words[at].key in WEEKDAY_OF and _are_together(line, words[after - 1 : at + 1], GAP):
        day, after = _near(reference, days, WEEKDAY_OF[words[at].key]), at + 1
    return (Found(day, words[place].start, words[after - 1].end) if day else None), after


def _near(reference: date, days: int, weekday: int) -> date | None:
    """Return the day of a weekday that is so many days from another, or one more or less."""
    around = (_later(reference, days + shift) for shift in (0, -1, 1))
    return next((day for day in around if day and day.weekday() == weekday), None)


def _weekday(line: str, words: Sequence[Word], place: int, reference: date) -> tuple[Found | None, int]:
    """Read ``الخميس الماضي`` or ``الخميس المقبل`` at a word, with the place after it."""
    number = WEEKDAY_OF.get(_without_conjunction(words[place]).key)
    pair = words[place : place + 2]
    if number is None or len(pair) < 2 or not _are_together(line, pair, _SPACES):
        return None, place + 1
    if pair[1].key in AFTER["last"]:
        days = -((reference.weekday() - number - 1) % 7 + 1)
    elif pair[1].key in AFTER["next"]:
        days = (number - reference.weekday() - 1) % 7 + 1
    else:
        return None, place + 1
    before = words[place - 1] if place and words[place - 1].key in BESIDE["day"] else pair[0]
    day = _later(reference, days)
    return (Found(day, before.start, pair[1].end) if day else None), place + 2


def _is_another_day(words: Sequence[Word], after: int) -> bool:
    """Tell whether اليوم, by the word after it, is not this day: اليوم الثاني, اليوم التالي, اليوم الوطني."""
    is_named = after < len(words) and words[after].key in AFTER["another_day"]
    return is_named or name_at(words, after, ORDINAL_OF) is not None


def _without_conjunction(word: Word) -> Word:
    return word._replace(key=word.key[1:]) if word.key[:1] in _CONJUNCTIONS else word


def _are_together(line: str, words: Sequence[Word], gap: re.Pattern[str]) -> bool:
    """Tell whether nothing but a gap stands between each two of some words."""
    return all(gap.fullmatch(line, left.end, right.start) for left, right in pairwise(words))


def _later(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
