"""What a sentence is about: its words that say something, and how much of them another text holds."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from ...index.keys import keys
from ...index.text.function_words import is_function_word
from ...index.text.words import split

_COMMA: Final = re.compile(r"[،؛,;:](?!\d)")
MOST: Final = 14
"""Words of a sentence that are looked for; those nearest to what is asked."""


class Term(NamedTuple):
    """A word that says what a sentence is about."""

    key: str
    """Its folded form."""
    lemmas: frozenset[str]
    start: int
    end: int
    """Where it stands first, in characters of the text."""


Weigh = Callable[[Term], float]
"""How rare a term is."""


def terms(text: str, start: int, end: int, apart: Sequence[tuple[int, int]] = ()) -> list[Term]:
    """Return the words of `text[start:end]` that say what it is about, each lemma once.

    What lies `apart` are parts of the text that say nothing of that, in their order: its numbers and days.
    """
    found: list[Term] = []
    met: set[str] = set()
    for key, first, last in split(text[start:end]):
        if len(key) < 2 or key[0].isdecimal() or is_function_word(key):
            continue
        if _lies_in(apart, start + first, start + last):
            continue
        lemmas = frozenset(keys(key).lemma)
        if lemmas and met.isdisjoint(lemmas):
            met |= lemmas
            found.append(Term(key, lemmas, start + first, start + last))
    return found


def _lies_in(parts: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether a word shares a character with one of some parts of its text, given in their order and apart."""
    place = bisect_left(parts, end, key=lambda part: part[0])
    return place > 0 and parts[place - 1][1] > start


def clause(text: str, sentence: tuple[int, int], at: int) -> tuple[int, int]:
    """Return the part of a sentence between two commas in which a character stands."""
    start, end = sentence
    commas = [start, *(match.end() for match in _COMMA.finditer(text, start, end)), end]
    place = bisect_right(commas, at) - 1
    return commas[min(place, len(commas) - 2)], commas[min(place + 1, len(commas) - 1)]


def nearest(found: Sequence[Term], at: int) -> list[Term]:
    """Return the terms nearest to a character of the text, in their order, no more than `MOST`."""
    by_distance = sorted(found, key=lambda term: abs(term.start - at))
    return sorted(by_distance[:MOST], key=lambda term: term.start)


def lemmas_of(words: Iterable[str]) -> frozenset[str]:
    """Return the lemmas of folded words."""
    return frozenset(lemma for word in words for lemma in keys(word).lemma)


def likeness(of: Sequence[Term], held: frozenset[str], weigh: Weigh) -> tuple[float, int]:
    """Return the share of terms whose lemma a text holds, each by its weight, from 0 to 1; and how many these are."""
    whole = sum(map(weigh, of))
    found = [weigh(term) for term in of if not term.lemmas.isdisjoint(held)]
    return (sum(found) / whole if whole else 0.0), len(found)
