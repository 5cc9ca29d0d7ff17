"""Figures with what they count: ``٥٠ هجوما``, ``نحو 2,500 جندي``, ``30% من السكان``, ``عدد القتلى إلى 50``.

What a number counts is the noun after it, or after the من that follows it; else what a word such as عدد names before
it. Figures that count nothing (a year, ``القرار 1701``, ``كوفيد-19``, a date) are none. The words are data, in
`figures.toml`.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from . import sentences
from .folding import fold
from .morphology import analyse
from .numbers import Number, numbers_among
from .periods import find_periods
from .words import Word, keys, split

Hedge = Literal["", "about", "over", "under"]
"""How exactly a number is given: nothing for one that stands alone."""

_NEAR: Final = re.compile(r"[ \t\u00a0\u200e\u200f\u061c«»\"“”()%٪$€£]{0,4}")
"""What may stand between a number and what says more of it."""
_SIGN_AFTER: Final = re.compile(r"[ \u00a0]?([%٪$€£])")
_SIGN_BEFORE: Final = re.compile(r"(?<!\d)(?<!\d[ \u00a0])([%٪$€£])[ \u00a0]?$")
_LOOKED_BACK: Final = 8
"""Words between عدد and its number."""
_LONGEST_PHRASE: Final = 4
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?!.)")
_NOUNS: Final = frozenset(("noun", "name", "adjective", "other"))
_BREAKS: Final = frozenset("وفبلك")
"""Proclitics that begin something else: ``50 وقال``."""


class Figure(NamedTuple):
    """A number, and what it counts."""

    value: Fraction
    start: int
    """Where the number begins, in characters of the text; its sign of a percentage or currency included."""
    end: int
    percent: bool = False
    hedge: Hedge = ""
    noun: tuple[int, int] = (0, 0)
    """Where the noun stands that is counted, as offsets into the text; empty where the text names none."""
    currency: str = ""
    """What is counted, where only a sign says so: ``دولار`` for $."""

    def counted(self, text: str) -> str:
        """Return what is counted, as the text has it; empty where nothing says so."""
        return text[slice(*self.noun)] or self.currency

    @property
    def span(self) -> tuple[int, int]:
        """The number with its noun, where that follows it; else the number."""
        return self.start, max(self.end, self.noun[1])


def figures(text: str) -> Iterator[Figure]:
    """Yield the figures of a text that count something, in their order; offsets count its characters."""
    dates = [(found.start, found.end) for found in find_periods(text)]
    for start, end in sentences.split(text):
        yield from _of_sentence(text, start, end, dates)


def _of_sentence(text: str, start: int, end: int, dates: Sequence[tuple[int, int]]) -> Iterator[Figure]:
    words = [Word(key, start + first, start + last) for key, first, last in split(text[start:end])]
    reader = _Reader(text, words)
    for number in numbers_among(text, words):
        if not any(first < number.end and number.start < last for first, last in dates):
            figure = reader.figure(number)
            if figure:
                yield figure


class _Reader:
    """Reads what stands beside the numbers of one sentence, given with its words."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words

    def figure(self, number: Number) -> Figure | None:
        """Return a number with what it counts; nothing where it counts nothing."""
        first = bisect_left(self._words, number.start, key=lambda word: word.start)
        after = bisect_left(self._words, number.end, key=lambda word: word.start)
        start, end, percent, currency = self._signs(number)
        if not percent and (ended := self._phrase_after(after, _phrases("percent", "words"))):
            percent, after = True, ended
            end = self._words[after - 1].end
        before = self._words[first - 1].key if first else ""
        if not percent and self._is_label(number, before):
            return None
        hedge, after = self._hedge(first, after)
        noun = (0, 0) if currency else self._noun(after, percent) or self._noun_before(first)
        if noun == (0, 0) and not percent and not currency:
            return None
        return Figure(number.value, start, end, percent, hedge, noun, currency)

    def _signs(self, number: Number) -> tuple[int, int, bool, str]:
        """Return where a number begins and ends with the sign right beside it, and what the sign says."""
        start, end = number.start, number.end
        after = _SIGN_AFTER.match(self._text, end)
        before = _SIGN_BEFORE.search(self._text, max(0, start - 2), start)
        sign = after[1] if after else before[1] if before else ""
        if after:
            end = after.end()
        elif before:
            start = before.start()
        currencies: Mapping[str, str] = _data()["currencies"]
        return start, end, sign in _data()["percent"]["signs"], currencies.get(sign, "")

    def _is_label(self, number: Number, before: str) -> bool:
        """Tell whether figures are a name, or a year that is told of without saying so."""
        if not number.in_figures:
            return False
        is_year = _YEAR.fullmatch(fold(self._text[number.start : number.end])) is not None
        return before in _listed("labels") or (is_year and before == "في")

    def _hedge(self, first: int, after: int) -> tuple[Hedge, int]:
        """Return how exactly a number is given, and the place of the first word after what says so."""
        for hedge, phrases in _hedges("after").items():
            if ended := self._phrase_after(after, phrases):
                return hedge, ended
        for hedge in ("under", "over", "about"):  # لا يزيد عن ends as يزيد عن does
            if self._stands_before(first, _hedges("hedges")[hedge]):
                return hedge, after
        return "", after

    def _stands_before(self, first: int, phrases: Iterable[tuple[str, ...]]) -> bool:
        """Tell whether one of some phrases ends right before a word; a proclitic may be written onto it (بنحو)."""
        for phrase in phrases:
            start = first - len(phrase)
            found = tuple(word.key for word in self._words[max(0, start) : first])
            if start >= 0 and found[1:] == phrase[1:] and phrase[0] in _bare(found[0]):
                return True
        return False

    def _phrase_after(self, place: int, phrases: Iterable[tuple[str, ...]]) -> int:
        """Return the place after a phrase that begins at a word; 0 where none does."""
        for phrase in phrases:
            found = tuple(word.key for word in self._words[place : place + len(phrase)])
            if found == phrase and self._is_near(place):
                return place + len(phrase)
        return 0

    def _noun(self, place: int, percent: bool) -> tuple[int, int] | None:
        """Return the noun that is counted after a number; a percentage has one only after من."""
        has_of = self._is_near(place) and self._words[place].key in _listed("of")
        if percent and not has_of:
            return None
        place += has_of
        if not self._is_near(place):
            return None
        word = self._words[place]
        return (word.start, word.end) if _is_counted(word.key) else None

    def _noun_before(self, first: int) -> tuple[int, int]:
        """Return what is counted by a word before a number: ``عدد القتلى إلى 50``."""
        for place in range(first - 2, max(-1, first - 2 - _LOOKED_BACK), -1):
            if not _listed("counting").isdisjoint(_bare(self._words[place].key)):
                noun = self._words[place + 1]
                return (noun.start, noun.end) if _is_counted(noun.key) else (0, 0)
        return 0, 0

    def _is_near(self, place: int) -> bool:
        """Tell whether a word follows the one before it, a space, a sign or a quotation mark between them."""
        if not 0 < place < len(self._words):
            return False
        return _NEAR.fullmatch(self._text, self._words[place - 1].end, self._words[place].start) is not None


def _bare(key: str) -> tuple[str, ...]:
    """Return a folded word, and what is left of it without a proclitic of one letter."""
    return (key, key[1:]) if key[:1] in _BREAKS else (key,)


@cache
def _is_counted(key: str) -> bool:
    """Tell whether a word may be what a number counts, by its likeliest reading."""
    readings = analyse(key)
    if not readings or key[0].isdecimal() or key in _listed("apart"):
        return False
    best = readings[0]
    return best.part_of_speech in _NOUNS and not _BREAKS & {*best.proclitics} and len(key) > 1


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("figures.toml").read_text("utf-8"))


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(map(fold, _data()["beside"][name].split()))


@cache
def _phrases(table: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Return phrases as the keys of their words, the longest first."""
    return tuple(sorted((tuple(keys(phrase)) for phrase in _data()[table][name]), key=len, reverse=True))


@cache
def _hedges(table: str) -> Mapping[Hedge, tuple[tuple[str, ...], ...]]:
    return {hedge: _phrases(table, hedge) for hedge in ("about", "over", "under")}
