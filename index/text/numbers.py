"""Numbers in a text, in figures and in words, to their values.

Figures of any script with thousands signs and decimals (``2,500``, ``٢٬٥٠٠``, ``2 500``, ``2,5``), words
(``مئة وخمسون``, ``ألفان وخمسمئة``, ``ثلاث مئة ألف``), and both together (``2.5 مليون``, ``3 ملايين و200 ألف``,
``نصف مليون``, ``مليون ونصف``).

The words are those of pyarabic and of `numbers.toml`. Pyarabic's own reading is not used: it adds up whatever stands
there (``ثلاث مئة ألف`` is 103,000 to it, ``مليون ومئتا ألف`` 1,001,000), and knows neither where a number ends nor
figures. The grammar here: a number is terms joined by و, each smaller than the scale of the one before it; a term is a
number below a thousand, or figures, and its scales.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from pyarabic.number_const import NUMBER_WORDS

from .folding import fold
from .words import Word, split

Kind = Literal["unit", "ten", "tens", "hundred", "one", "accusative", "dual", "plural", "fraction", "part"]
_TABLES: Final[Mapping[str, Kind]] = {
    "units": "unit", "hundreds": "hundred", "one": "one", "accusative": "accusative", "dual": "dual",
    "plural": "plural", "fractions": "fraction", "parts": "part",
}  # fmt: skip

LONGEST: Final = 18
"""Figures; a longer row of them is an account or a telephone, no number."""
_TOO_MUCH: Final = 10**LONGEST
_GAP: Final = re.compile("[ \t\u00a0\u200e\u200f\u061c]*")
"""What may stand between two words of a number."""
_FIGURES: Final = re.compile(r"\d+(?:\.\d+)?")
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}\.\d\d0")
_TIED: Final = re.compile(r"(?:\w[-–/_@]|\d:|[#+])[\u200e\u200f\u061c]?$")
"""What makes figures after it something else: F-16, 25/7, 10:30, 2-1."""
_TIES: Final = re.compile(r"[\u200e\u200f\u061c]?(?:[-–/_@][\u200e\u200f\u061c]?\w|:\d|[A-Za-z])")
"""The same after them."""
_SPACED: Final = re.compile(
    r"(?<!\d)(?<!\d[ \u00a0\u202f])(?![0٠۰])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![ \u00a0\u202f]?\d)"
)
"""Thousands with spaces between them."""
_MOST_GROUPS: Final = 6
_COMMA: Final = re.compile(r"(?<!\d[,،])\d+[,،]\d\d?(?![,،]\d)")
"""A decimal comma; 1,2,3 are three numbers."""


_AND_ONE: Final = fold("وأحد")
"""Folded it is واحد, too."""


class Number(NamedTuple):
    """A number and where it stands."""

    value: Fraction
    start: int
    """Its first character, a proclitic that is written onto it included."""
    end: int
    in_figures: bool
    """Whether figures are among what it is written with."""


class _Named(NamedTuple):
    """A word of a number."""

    kind: Kind
    value: Fraction
    joined: bool
    """Whether و is written before it."""
    definite: bool


class _Read(NamedTuple):
    """What was read so far: a value, the place of the first word after it, and its last scale."""

    value: Fraction
    after: int
    scale: Fraction


@cache
def _names() -> Mapping[str, tuple[Kind, Fraction]]:
    """Return the words of numbers, as folded words."""
    data = _data()
    found = {fold(word): (_kind(value), Fraction(value)) for word, value in NUMBER_WORDS.items() if 0 < value < 1000}
    for table, kind in _TABLES.items():
        found |= {fold(word): (kind, Fraction(value)) for word, value in data[table].items()}
    return found


@cache
def _none() -> frozenset[str]:
    """Return the folded words that look like a number and are none."""
    return frozenset(map(fold, _data()["none"]["words"]))


def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("numbers.toml").read_text("utf-8"))


def _kind(value: int) -> Kind:
    if value < 10:
        return "unit"
    return "ten" if value == 10 else "tens" if value < 100 else "hundred"


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a text in their order, none inside another; offsets count its characters."""
    yield from numbers_among(text, list(split(text)))


def numbers_among(text: str, words: Sequence[Word]) -> Iterator[Number]:
    """Yield the numbers of a text whose words are known already."""
    reader = _Reader(text, words)
    place = 0
    while place < len(words):
        read = reader.number(place)
        if read:
            inside = words[place : read.after]
            in_figures = any(word.key[0].isdecimal() for word in inside)
            yield Number(read.value, inside[0].start, inside[-1].end, in_figures)
        place = read.after if read else place + 1


class _Reader:
    """Reads the numbers of one text; every method reads at the place of a word, and gives nothing where none begins."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words

    def number(self, place: int) -> _Read | None:
        """Read the longest number that begins at a word."""
        first = self._term(place)
        if not first or self._is_no_number(place, first.after):
            return None
        read = self._half(first)
        while read.scale > 1 and read.after < len(self._words):
            more = self._joined_term(read)
            if not more:
                break
            read = self._half(_Read(read.value + more.value, more.after, more.scale))
        return read

    def _is_no_number(self, place: int, after: int) -> bool:
        """Tell whether a word alone is no number: with the article (مجموعة السبع), or one (أحد, واحد)."""
        word = self._words[place]
        if after > place + 1 or word.key[0].isdecimal():
            return False
        named = _named(word.key)
        return named is None or named.definite or named.value == 1

    def _joined_term(self, read: _Read) -> _Read | None:
        """Read a further term, smaller than the last scale: ``و200 ألف``, ``وخمسمئة``."""
        place = self._after_and(read.after)
        more = self._term(place) if place else None
        return more if more and more.value < read.scale else None

    def _term(self, place: int) -> _Read | None:
        """Read a number below a thousand, or figures, and its scales; or a scale alone."""
        group = self._figures(place) or self._below_thousand(place) or self._fraction(place)
        if group:
            return self._scaled(group)
        named = self._at(place)
        if not named or named.kind not in ("one", "accusative", "dual"):
            return None
        value = named.value * (1 if named.kind == "one" else 2)
        return self._scaled(_Read(value, place + 1, named.value))

    def _scaled(self, read: _Read) -> _Read:
        """Multiply by the scales that follow: ``ألف مليار``."""
        while (named := self._next(read.after)) and named.kind in ("one", "accusative", "plural"):
            if read.value * named.value >= _TOO_MUCH:
                break
            read = _Read(read.value * named.value, read.after + 1, named.value)
        return read

    def _half(self, read: _Read) -> _Read:
        """Add the fraction of its scale that a number may end with: ``مليون ونصف``, ``مليون ونصف المليون``."""
        place = self._after_and(read.after)
        named = self._at(place) if place else None
        if read.scale == 1 or not place or not named or named.kind != "fraction":
            return read
        again = self._next(place + 1)
        says_scale = again and again.kind == "one" and again.value == read.scale
        return _Read(read.value + named.value * read.scale, place + (2 if says_scale else 1), Fraction(1))

    def _figures(self, place: int) -> _Read | None:
        """Read ``2500``, ``2,500``, ``2.5``; ``2,5`` too, where the press of the Maghreb writes a comma."""
        word = self._words[place]
        if not _FIGURES.fullmatch(word.key) or len(word.key) > LONGEST or self._is_tied(word.start, word.end):
            return None
        if spaced := self._spaced(place):
            return spaced
        if _THOUSANDS.fullmatch(word.key):  # 2.500: no one prints a decimal fraction with a nought for its end
            return _Read(Fraction(word.key.replace(".", "")), place + 1, Fraction(1))
        following = self._words[place + 1] if place + 1 < len(self._words) else None
        tenths = _COMMA.match(self._text, word.start)
        if following and tenths and tenths.end() == following.end and following.key.isdecimal():
            return _Read(Fraction(f"{word.key}.{following.key}"), place + 2, Fraction(1))
        return _Read(Fraction(word.key), place + 1, Fraction(1))

    def _spaced(self, place: int) -> _Read | None:
        """Read ``2 500``."""
        groups = self._words[place : place + _MOST_GROUPS]
        match = _SPACED.match(self._text, groups[0].start)
        ends = [one.end for one in groups]
        if not match or match.end() not in ends:
            return None
        count = ends.index(match.end()) + 1
        return _Read(Fraction("".join(one.key for one in groups[:count])), place + count, Fraction(1))

    def _is_tied(self, start: int, end: int) -> bool:
        return bool(_TIED.search(self._text, max(0, start - 2), start) or _TIES.match(self._text, end))

    def _fraction(self, place: int) -> _Read | None:
        """Read ``نصف`` before ``مليون``, ``ثلاثة أرباع`` before ``المليون``."""
        named, following = self._at(place), self._next(place + 1)
        if named and named.kind == "unit" and following and following.kind == "part":
            scale = self._next(place + 2)
            is_of_scale = scale and scale.kind == "one"
            return _Read(named.value * following.value, place + 2, Fraction(1)) if is_of_scale else None
        if named and named.kind == "fraction" and following and following.kind == "one":
            return _Read(named.value, place + 1, Fraction(1))
        return None

    def _below_thousand(self, place: int) -> _Read | None:
        """Read hundreds and what is joined to them, or what is below a hundred."""
        hundreds = self._hundreds(place)
        if not hundreds:
            return self._below_hundred(place)
        joined = self._after_and(hundreds.after)
        rest = self._below_hundred(joined) if joined else None
        return _Read(hundreds.value + rest.value, rest.after, Fraction(1)) if rest else hundreds

    def _hundreds(self, place: int) -> _Read | None:
        named = self._at(place)
        if not named:
            return None
        if named.kind == "hundred":
            return _Read(named.value, place + 1, Fraction(1))
        following = self._next(place + 1)
        if named.kind == "unit" and named.value > 2 and following and following.kind == "hundred":
            return _Read(named.value * 100, place + 2, Fraction(1)) if following.value == 100 else None
        return None

    def _below_hundred(self, place: int) -> _Read | None:
        """Read ``خمسة``, ``خمسة عشر``, ``خمسون``, ``خمسة وخمسون``."""
        named = self._at(place)
        if not named or named.kind not in ("unit", "ten", "tens"):
            return None
        if named.kind != "unit":
            return _Read(named.value, place + 1, Fraction(1))
        following = self._next(place + 1)
        if following and following.kind == "part":
            return None
        if following and following.kind == "ten":
            return _Read(named.value + 10, place + 2, Fraction(1))
        joined = self._after_and(place + 1)
        tens = self._at(joined) if joined else None
        if joined and tens and tens.kind == "tens":
            return _Read(named.value + tens.value, joined + 1, Fraction(1))
        return _Read(named.value, place + 1, Fraction(1))

    def _at(self, place: int) -> _Named | None:
        return _named(self._words[place].key) if place < len(self._words) else None

    def _next(self, place: int) -> _Named | None:
        """Return the word of a number that goes on without و."""
        named = self._at(place) if self._is_near(place) else None
        return named if named and not named.joined else None

    def _after_and(self, place: int) -> int | None:
        """Return the place of the word that و joins here, whether it is written onto it or stands before it."""
        if not self._is_near(place):
            return None
        if self._words[place].key == "و":  # before figures it is always a word: و200
            return place + 1 if self._is_near(place + 1) else None
        named = self._at(place)
        return place if named and (named.joined or self._words[place].key == _AND_ONE) else None

    def _is_near(self, place: int) -> bool:
        """Tell whether a word follows the one before it with nothing but spaces between."""
        if not 0 < place < len(self._words):
            return False
        return _GAP.fullmatch(self._text, self._words[place - 1].end, self._words[place].start) is not None


@cache
def _named(key: str) -> _Named | None:
    """Return what a folded word says in a number; proclitics and the article are taken from it."""
    names, none = _names(), _none()
    joined = definite = False
    rest = key
    for letters in ("", "و", "ف", "ب", "ل", "ك", "ال"):
        if letters and not rest.startswith(letters):
            continue
        rest = rest[len(letters) :]
        joined |= letters == "و"
        definite |= letters == "ال"
        if rest in names and key not in none:
            kind, value = names[rest]
            return _Named(kind, value, joined, definite)
    if key.startswith("لل") and key[2:] in names:
        kind, value = names[key[2:]]
        return _Named(kind, value, False, True)
    return None
