"""The words of candidate articles, as classes: titles and texts each a row, all rows in one array.

A row ends with a gap, a word of no class, so that nothing that is looked for crosses from one into the next.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...index.segments.ranges import ranges
from ...index.segments.snapshot import Snapshot
from .candidates import Numbers
from .classes import Bits, Classes, Words, read_in

Places = NDArray[np.int64]
"""Places in the words of all rows."""


class Rows(NamedTuple):
    """Rows of words."""

    words: Words
    starts: Places
    """Where each row begins; last, where all end. A row's last word is its gap."""
    articles: Numbers
    """The article of each two rows: first its title, then its text."""

    @property
    def ends(self) -> Places:
        """Where each row ends, its gap left out."""
        return self.starts[1:] - 1

    def of_places(self, places: Places) -> Places:
        """Return the row that each place lies in."""
        return np.searchsorted(self.starts, places, "right") - 1


def read_rows(snapshot: Snapshot, classes: Classes, articles: Numbers) -> Rows:
    """Return the rows of some articles, given by their numbers in ascending order."""
    words, lengths = [np.zeros(0, np.uint16)], [np.zeros(0, np.int64)]
    for start, (segment, numbers) in zip(snapshot.starts, classes.segments, strict=False):
        here = articles[(articles >= start) & (articles < start + len(segment))] - start
        if here.size:
            read = segment.forward.of(here)
            words.append(read_in(segment, numbers, read.forms))
            titles = read.title_lengths.astype(np.int64)
            lengths.append(np.stack((titles, read.lengths - titles), 1).ravel())
    return _rows(np.concatenate(words), np.concatenate(lengths), articles)


def _rows(words: Words, lengths: Places, articles: Numbers) -> Rows:
    """Put a gap behind each row."""
    starts = np.concatenate(([0], np.cumsum(lengths + 1)))
    spaced = np.zeros(int(starts[-1]), np.uint16)
    spaced[ranges(starts[:-1], lengths)] = words
    return Rows(spaced, starts, articles)


def printed(rows: Rows, part: Words, bits: Bits) -> Places:
    """Return every place where the words of a part stand in a row and in order."""
    anchor = int(np.argmax(bits[part]))
    places = np.flatnonzero(rows.words == part[anchor]) - anchor
    places = places[(places >= 0) & (places + part.size <= rows.words.size)]
    for at, word in enumerate(part):
        places = places[rows.words[places + at] == word]
    return places


class Densest(NamedTuple):
    """The window of each row that holds most of a part's words."""

    bits: Bits
    """What its words are worth."""
    middles: Places


def densest(rows: Rows, part: Words, bits: Bits) -> Densest:
    """Return the densest window of each row, two words wider than the part."""
    worth = np.where(np.isin(np.arange(bits.size), part), bits, 0)[rows.words]
    width = part.size + 2
    sums = np.concatenate((np.zeros(width), np.cumsum(worth)))
    sums = sums[width:] - sums[:-width]  # of the window that ends with each word
    best = np.maximum.reduceat(sums, rows.starts[:-1])
    peaks = np.flatnonzero(sums >= np.repeat(best, np.diff(rows.starts)) - 1e-6)
    owners = rows.of_places(peaks)
    firsts = np.flatnonzero(np.diff(owners, prepend=-1))
    return Densest(best, np.minimum(peaks[firsts], rows.ends) - width // 2)
