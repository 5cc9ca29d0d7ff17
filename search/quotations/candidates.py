"""Which articles may print a quotation: those that hold most of its words, a rare word counting more than a common one.

Runs of three or four words would be a narrower test, but lose too much: where three of eight to twelve words were
changed, half of the quotations keep no run of four.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...index.keys import EXACT
from ...index.segments.packed import articles_of
from ...index.segments.ranges import distinct
from ...index.segments.segment import Segment
from ...index.segments.snapshot import Snapshot
from .classes import Classes

MOST: Final = 32
"""How many articles are looked at closer for their votes, and as many for votes and length; more if more are wanted.

Of quotations of 8 to 12 words with three changes in 95,762 articles, all were among the first 32.
"""
POOL: Final = 2048
"""How many are looked at for their length."""
NEAR: Final = 3
"""Whoever has less than this part, a third, of the most votes is not looked at."""
LENGTH: Final = 3
"""Bits that an article must have more than one of half its length."""
_STEPS: Final = 1 << 10
"""Steps of a bit: votes are whole numbers, so that their sum is the same in any order."""

Numbers = NDArray[np.int64]
"""Numbers of articles in the snapshot."""


class Candidates(NamedTuple):
    """Articles that may print a quotation."""

    best: Numbers
    """Those that hold most of its telling words, ascending."""
    whole: Numbers
    """All that hold every one of them, ascending."""


def candidates(snapshot: Snapshot, classes: Classes, most: int) -> Candidates:
    """Return so many articles that hold most of the telling words of a quotation, and those that hold all."""
    worth = (classes.bits * _STEPS).astype(np.uint32) * classes.telling
    votes = np.zeros(snapshot.size, np.uint32)
    for start, (segment, keys, *_) in zip(snapshot.starts, classes.segments, strict=False):
        of_segment = votes[start : start + len(segment)]
        for at, held in enumerate(keys, 1):
            if held and worth[at]:
                of_segment[_holding(segment, held)] += worth[at]
    if snapshot.live is not None:
        votes[~snapshot.live] = 0
    whole = np.flatnonzero(votes == worth.sum()) if classes.count else np.zeros(0, np.int64)
    return Candidates(_best(snapshot, votes, most), whole)


def _holding(segment: Segment, keys: list[int]) -> Numbers:
    """Return the numbers in a segment of the articles that hold one of some keys, each once or more often."""
    runs = [run for key in keys for run in segment.layers[EXACT].runs(key)]
    return np.concatenate([articles_of(run.postings) + run.start for run in runs])


def _best(snapshot: Snapshot, votes: NDArray[np.uint32], most: int) -> Numbers:
    """Return the articles with most votes, and those with most for their length, ascending.

    A long article holds many words by chance. Most of a collection may be long, and so may be what is looked for.
    """
    near = np.flatnonzero(votes > votes.max(initial=0) // NEAR)
    of_near = votes[near].astype(np.int64)
    some = _largest(of_near, POOL)
    near, of_near = near[some], of_near[some]
    doublings = np.log2(np.maximum(_lengths(snapshot, near), 1))
    for_length = of_near - (LENGTH * _STEPS * doublings).astype(np.int64)
    return distinct(np.concatenate((near[_largest(of_near, most)], near[_largest(for_length, most)])))


def _lengths(snapshot: Snapshot, articles: Numbers) -> NDArray[np.int64]:
    """Return how many words some articles have, given by their numbers in ascending order."""
    found = [np.zeros(0, np.int64)]
    for start, segment in zip(snapshot.starts, snapshot.segments, strict=False):
        here = articles[(articles >= start) & (articles < start + len(segment))] - start
        found.append(segment.forward.lengths_of(here))
    return np.concatenate(found)


def _largest(votes: NDArray[np.int64], most: int) -> Numbers:
    """Return the places of the largest votes, ascending."""
    if votes.size <= most:
        return np.arange(votes.size)
    best = np.argpartition(votes, -most)[-most:]
    best.sort()
    return best
