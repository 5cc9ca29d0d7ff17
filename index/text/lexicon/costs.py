"""What a lemma costs: -ln of how probable it is in the press, in nats.

Counted from the frequency list of arramooz, about 700 million words of news. Counts are softened by `WEIGHT`: the
news of other years and countries has other topics, and a lemma that is ten times as frequent is not ten times as
sure.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from ..folding import fold
from .classes import Part

TOTAL: Final = 7e8
"""Running words behind the frequency list."""

WEIGHT: Final = 0.8
"""How much of a difference in frequency counts."""


class Count(NamedTuple):
    """One line of the frequency list."""

    spelling: str
    vocalized: str
    part: Part
    times: int


class Frequencies:
    """How often each lemma occurs, as a noun (adjective, name), as a verb and as a function word."""

    def __init__(self, counts: Iterable[Count]) -> None:
        self._counts: dict[tuple[str, str], int] = defaultdict(int)
        self._kinds: dict[str, dict[Part, int]] = defaultdict(lambda: defaultdict(int))
        self._spellings: dict[str, int] = defaultdict(int)
        for one in counts:
            lemma = fold(one.spelling)
            self._counts[lemma, _family(one.part)] += one.times
            self._kinds[lemma][one.part] += one.times
            if _family(one.part) == "noun":
                self._spellings[one.spelling] += one.times

    def count(self, lemma: str, part: Part) -> int:
        """Return how often a folded lemma was counted as a part of speech or one inflected like it."""
        return self._counts.get((lemma, _family(part)), 0)

    def count_as(self, lemma: str, part: Part) -> int:
        """Return how often a folded lemma was counted as exactly this part of speech."""
        return self._kinds[lemma][part] if lemma in self._kinds else 0

    def forget(self, spelling: str) -> None:
        """Drop the count of a noun in one spelling that turned out to be a form of another."""
        self._counts[fold(spelling), "noun"] -= self._spellings.pop(spelling, 0)

    def move(self, spelling: str, lemma: str) -> None:
        """Count a noun in one spelling as another folded lemma."""
        count = self._spellings.pop(spelling, 0)
        self._counts[fold(spelling), "noun"] -= count
        self._counts[lemma, "noun"] += count

    def give(self, spelling: str, word: str) -> None:
        """Count a noun in one spelling as a function word."""
        times = self._spellings.pop(spelling, 0)
        self._counts[fold(spelling), "noun"] -= times
        self._counts[fold(word), "function"] += times

    def cost(self, lemma: str, part: Part, floor: int) -> float:
        """Return the cost of a folded lemma, counted at least `floor` times."""
        return cost_of(max(self.count(lemma, part), floor))


def cost_of(count: int) -> float:
    """Return the cost of what was counted so often."""
    return WEIGHT * math.log(TOTAL / count)


def _family(part: Part) -> str:
    if part is Part.VERB:
        return "verb"
    return "function" if part is Part.FUNCTION else "noun"
