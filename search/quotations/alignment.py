"""The least number of words to drop, add or change between a quotation and a place in an article.

First the number alone, and where such a place ends, of many windows at once: P. H. Sellers, "The theory and computation
of evolutionary distances", J. Algorithms 1 (1980). Then, for the best few, which words they are.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq, Levenshtein

from .classes import Words
from .rows import Places, Rows

_NO_WORD: Final = np.iinfo(np.uint16).max
"""Stands before a window: no quotation has so many classes."""


class Edits(NamedTuple):
    """For each window, the fewest edits that make a part of a place in it."""

    costs: NDArray[np.int64]
    ends: Places
    """Where the first such place ends."""


def edits(rows: Rows, part: Words, lows: Places, highs: Places) -> Edits:
    """Return the fewest edits of a part in windows of the rows, each from a low place up to a high one."""
    sizes = highs - lows + 1  # with a column for nothing at all
    starts = np.concatenate(([0], np.cumsum(sizes)))
    bars = starts[:-1]
    at = np.arange(starts[-1]) + np.repeat(lows - bars - 1, sizes)
    words = rows.words[np.maximum(at, 0)]
    words[bars] = _NO_WORD
    apart = np.repeat(np.arange(sizes.size) * part.size, sizes)  # what is cheap in one window is dear in the next
    columns = (np.arange(starts[-1]) + apart).astype(np.int32)
    row, new = np.zeros(starts[-1], np.int32), np.empty(starts[-1], np.int32)
    for number, word in enumerate(part, 1):
        np.add(row[:-1], words[1:] != word, out=new[1:])
        np.minimum(new, row + 1, out=new)
        new[bars] = number
        new -= columns  # a word of the article dropped costs one: the running minimum of cost less column
        np.minimum.accumulate(new, out=new)
        new += columns
        row, new = new, row
    costs = np.minimum.reduceat(row, bars) if bars.size else row
    hits = np.flatnonzero(row == np.repeat(costs, sizes))
    owners = np.searchsorted(starts, hits, "right") - 1
    firsts = np.flatnonzero(np.diff(owners, prepend=-1))
    return Edits(costs.astype(np.int64), at[hits[firsts]] + 1)


class Stretch(NamedTuple):
    """Words in a row, from the first up to the last, which is left out."""

    start: int
    end: int


def nearest_stretch(ours: Sequence[int], theirs: Sequence[int], starts: Iterable[int], ends: Iterable[int]) -> Stretch:
    """Return the stretch of their words that is fewest edits from ours.

    Of several it is the one that keeps most words, then the one that is as long, then the first. `starts` and `ends`
    are where it may start and end.
    """

    def distance(stretch: Stretch) -> tuple[int, int, int, int]:
        words = theirs[stretch.start : stretch.end]
        kept = LCSseq.similarity(ours, words)
        return Levenshtein.distance(ours, words), -kept, abs(len(words) - len(ours)), stretch.start

    stretches = [Stretch(start, end) for start, end in product(starts, ends) if 0 <= start <= end <= len(theirs)]
    return min(stretches, key=distance, default=Stretch(0, 0))


class Step(NamedTuple):
    """Words of the quotation and those that stand for them in the article, as ranges of places."""

    equal: bool
    ours: Stretch
    theirs: Stretch


def steps(ours: Sequence[int], theirs: Sequence[int]) -> list[Step]:
    """Return how to make our words of theirs: words that stay and words that do not, in turn."""
    found: list[Step] = []
    for code in Levenshtein.opcodes(ours, theirs):
        step = Step(code.tag == "equal", Stretch(code.src_start, code.src_end), Stretch(code.dest_start, code.dest_end))
        if found and not step.equal and not found[-1].equal:
            before = found.pop()
            step = Step(
                False,
                Stretch(before.ours.start, step.ours.end),
                Stretch(before.theirs.start, step.theirs.end),
            )
        found.append(step)
    return found
