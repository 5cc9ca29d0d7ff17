"""How much of a text stands in another: the share of its words that are part of a run both have.

A run is `RUN` words in a row, whatever stands round it and wherever it stands. One changed word costs one word, a
dropped sentence its words, and paragraphs in another order nothing; the words of two reports of one event that nobody
copied hardly ever meet in such runs.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .vocabulary import Classes, Texts

RUN: Final = 4
"""Words of a run: as many as fit one integer of 64 bits."""
ENOUGH: Final = 0.5
"""A copy shares half of its words, or half of the other's. Chance ends at a fifth; between it and a half stand those
that share a paragraph, a statement or the formulae of an office (docs/quality.md)."""
FEWEST: Final = 16
"""Words that must be shared at the least, so that a formula makes no copy."""
ALL_BUT: Final = 0.8
"""What both of two texts must share that are shorter than that."""

Runs = NDArray[np.uint64]
Truths = NDArray[np.bool_]


class Likeness(NamedTuple):
    """How many words of each of two texts stand in the other, too."""

    shared: int
    """Of the asked one's."""
    words: int
    """How many words the asked one has."""
    shared_there: int
    """Of the other's."""
    words_there: int

    @property
    def share(self) -> float:
        """The share of the asked one's words, from 0 to 1."""
        return self.shared / self.words if self.words else 0.0

    @property
    def share_there(self) -> float:
        """The share of the other's words, from 0 to 1."""
        return self.shared_there / self.words_there if self.words_there else 0.0

    @property
    def is_copy(self) -> bool:
        """Whether one of the two is a copy of the other, or of a part of it."""
        shares = self.share, self.share_there
        if min(self.shared, self.shared_there) < FEWEST:
            return min(shares) >= ALL_BUT
        return max(shares) >= ENOUGH


def likenesses(asked: Classes, texts: Texts) -> list[Likeness]:
    """Return how alike a text and each of some others are, by the classes of their words."""
    own = runs(asked)
    known = np.unique(own[own > 0])
    places = _places(known, runs(texts.classes))
    there = covered(places >= 0)
    counts = _sums(there, texts)
    here = [
        int(np.count_nonzero(covered(_holds(known, own, places[start : start + length])))) if count else 0
        for start, length, count in zip(texts.starts.tolist(), texts.lengths.tolist(), counts, strict=True)
    ]
    return [
        Likeness(shared, asked.size, count, length)
        for shared, count, length in zip(here, counts, texts.lengths.tolist(), strict=True)
    ]


def runs(classes: Classes) -> Runs:
    """Return the run that begins at each word as one integer; 0 where a word of it is like nothing, or none is left."""
    found = np.zeros(classes.size, np.uint64)
    whole = max(0, classes.size - RUN + 1)
    usable = np.ones(whole, bool)
    for at in range(RUN):
        part = classes[at : at + whole]
        found[:whole] = found[:whole] << np.uint64(16) | part
        usable &= part > 0
    found[:whole][~usable] = 0
    return found


def covered(begins: Truths) -> Truths:
    """Return which words are part of a run, given at which words runs begin."""
    inside = begins.copy()
    for at in range(1, RUN):
        inside[at:] |= begins[:-at]
    return inside


def _places(known: Runs, looked_for: Runs) -> NDArray[np.int64]:
    """Return the place of each run among some that are known, -1 for others."""
    if not known.size:
        return np.full(looked_for.size, -1, np.int64)
    places = np.minimum(np.searchsorted(known, looked_for), known.size - 1)
    return np.where(known[places] == looked_for, places, -1)


def _holds(known: Runs, own: Runs, places: NDArray[np.int64]) -> Truths:
    """Return at which words of the asked text runs begin that another holds, given the places of its runs."""
    held = np.zeros(known.size + 1, bool)
    held[places] = True  # a place of -1 is the last, which is no run's
    held[-1] = False
    return held[_places(known, own)]


def _sums(truths: Truths, texts: Texts) -> list[int]:
    total = np.concatenate(([0], np.cumsum(truths)))
    sums: list[int] = (total[texts.starts + texts.lengths] - total[texts.starts]).tolist()
    return sums
