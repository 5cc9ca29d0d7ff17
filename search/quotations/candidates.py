"""Which articles may print a quotation: those that hold most of its words, a rare word counting more than a common one.

Runs of three or four words would be a narrower test, but lose too much: where three of eight to twelve words were
changed, half of the quotations keep no run of four.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...index.keys import EXACT
from ...index.segments.packed import articles_of
from ...index.segments.segment import Segment
from ...index.segments.snapshot import Snapshot
from .classes import Bits, Classes

MOST: Final = 256
"""How many articles are looked at closer that do not hold all words."""
_STEPS: Final = 1 << 10
"""Steps of a bit: votes are whole numbers, so that their sum is the same in any order."""

Numbers = NDArray[np.int64]
"""Numbers of articles in the snapshot."""


class Candidates(NamedTuple):
    """Articles that may print a quotation."""

    best: Numbers
    """Those that hold most of its words, ascending."""
    whole: Numbers
    """All that hold every one of them, ascending."""


def candidates(snapshot: Snapshot, classes: Classes, bits: Bits, most: int = MOST) -> Candidates:
    """Return the articles that hold most of the classes of a quotation, and those that hold all."""
    worth = (bits * _STEPS).astype(np.uint32)
    votes = np.zeros(snapshot.size, np.uint32)
    for start, (segment, numbers) in zip(snapshot.starts, classes.segments, strict=False):
        of_segment = votes[start : start + len(segment)]
        for at, held in enumerate(numbers, 1):
            if held:
                of_segment[_holding(segment, held)] += worth[at]
    if snapshot.live is not None:
        votes[~snapshot.live] = 0
    whole = np.flatnonzero(votes == worth.sum()) if classes.count else np.zeros(0, np.int64)
    return Candidates(_largest(votes, most), whole)


def _holding(segment: Segment, keys: list[int]) -> Numbers:
    """Return the numbers in a segment of the articles that hold one of some keys, each once or more often."""
    runs = [run for key in keys for run in segment.layers[EXACT].runs(key)]
    return np.concatenate([articles_of(run.postings) + run.start for run in runs])


def _largest(votes: NDArray[np.uint32], most: int) -> Numbers:
    """Return the places of the largest votes, ascending; of none that is 0."""
    if votes.size > most:
        best = np.argpartition(votes, -most)[-most:]
        best.sort()
    else:
        best = np.arange(votes.size)
    return best[votes[best] > 0]
