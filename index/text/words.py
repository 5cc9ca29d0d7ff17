"""Text to words, each with its place in the raw text.

A word is a run of letters of one script: Arabic letters with their marks and tatweel, or letters and digits of
any other (``F-16`` is two words, ``G20`` one, ``Sliderالعرب`` two, ``ب50`` two). Digits stay together across a
thousands sign (``2,500``), a decimal point (``٣٫٥``) and the points of a date (``2021.07.25``).
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from .characters import SHAPE_TABLE
from .folding import fold

# Over the shape of a text (`characters.shape`: one letter a character, so offsets are those of the raw text).
_WORD: Final = re.compile(
    r"A[Am]*"  # an Arabic word
    # 2,500 or 2,500.75, or else a list of figures: found as a whole, so that none of them is looked at again and again
    r"|(?<![LD])D{1,3}(?:,D{3}(?![LD]))+(?:(?:\.D+)?(?![LD]|,D)|(?P<list>(?=,D)))"
    r"|(?<![LD])D+(?:\.D+)+(?![LD])"  # 3.5 or 2021.07.25
    r"|[LD][LDm]*"  # a word of another script, a number
)
_FIGURE: Final = re.compile("D+")

_PLAIN: Final = re.compile("[ء-غف-ي]+")
"""An Arabic word without marks: when words are split one by one, most are."""
_SIGNS: Final = '\n\t«»"():'
"""Separators that stand right beside a word more often than others."""


class Word(NamedTuple):
    """One word of a text."""

    key: str
    """The exact key, `fold(raw[start:end])`; never empty."""
    start: int
    """Where the word begins, in characters of the raw text."""
    end: int
    """Where it ends: the first character after it."""


def split(raw: str) -> Iterator[Word]:
    """Yield the words of a text in order; the text is never changed, whatever it holds."""
    if _PLAIN.fullmatch(raw):
        yield Word(fold(raw), 0, len(raw))
        return
    for start, end in spans(raw):
        yield Word(fold(raw[start:end]), start, end)


def spans(raw: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each word of a text in order; quicker than `split` where no key is needed."""
    shapes = raw.translate(SHAPE_TABLE)
    for match in _WORD.finditer(shapes):
        if match.lastgroup is None:
            yield match.span()
        else:
            yield from (one.span() for one in _FIGURE.finditer(shapes, *match.span()))


def keys(raw: str) -> list[str]:
    """Return the exact keys of a text's words in order."""
    return [word.key for word in split(raw)]


def spaced(raw: str) -> str:
    """Return a text with spaces for many of the characters that part its words; each word stays where it is.

    The words of a text are those of what stands between its spaces: none reaches over a space, nor does what decides
    where one ends. What is left there is one word most often, and nothing but the word.
    """
    for sign in _SIGNS:
        raw = raw.replace(sign, " ")
    return raw.replace("، ", "  ").replace(". ", "  ")  # they may join digits, and nothing else


def date_parts(key: str) -> tuple[str, ...]:
    """Return the parts of a key written as a dotted date (``2021.07.25``), else nothing."""
    parts = tuple(key.split("."))
    return parts if len(parts) >= 3 else ()
