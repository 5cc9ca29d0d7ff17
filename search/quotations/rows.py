"""The words of candidate articles, as classes: titles and texts each a row, all rows in one array.

A row ends with a gap, a word of no class, so that nothing that is looked for crosses from one into the next.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...index.segments.snapshot import Snapshot
from .candidates import Numbers
from .classes import Bits, Classes, Words

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
    for start, (segment, _, forms, its_classes) in zip(snapshot.starts, classes.segments, strict=False):
        here = articles[(articles >= start) & (articles < start + len(segment))] - start
        if here.size:
            read = segment.forward.renumbered(here, forms, its_classes)
            words.append(read.words)
            titles = read.title_lengths.astype(np.int64)
            lengths.append(np.stack((titles, read.lengths - titles), 1).ravel())
    return _rows(np.concatenate(words), np.concatenate(lengths), articles)


def _rows(words: Words, lengths: Places, articles: Numbers) -> Rows:
    """Put a gap behind each row."""
    starts = np.concatenate(([0], np.cumsum(lengths + 1)))
    is_word = np.ones(int(starts[-1]), bool)
    is_word[starts[1:] - 1] = False
    spaced = np.zeros(is_word.size, np.uint16)
    spaced[is_word] = words
    return Rows(spaced, starts, articles)


def printed(rows: Rows, part: Words, bits: Bits) -> Places:
    """Return every place where the words of a part stand in a row and in order."""
    anchor = int(np.argmax(bits[part]))
    places = np.flatnonzero(rows.words == part[anchor]) - anchor
    places = places[(places >= 0) & (places + part.size <= rows.words.size)]
    for at, word in enumerate(part):
        places = places[rows.words[places + at] == word]
    return places


class Windows(NamedTuple):
    """Windows two words wider than a part, each of which ends with a word of it."""

    width: int
    ends: Places
    """Ascending."""
    bits: Bits
    """What the words of each are worth."""
    firsts: NDArray[np.int64]
    """The first window of each row; last, how many windows there are."""

    def most(self) -> Bits:
        """Return what the densest window of each row is worth."""
        best = np.zeros(self.firsts.size - 1)
        held = np.flatnonzero(np.diff(self.firsts))
        if held.size:
            best[held] = np.maximum.reduceat(self.bits, self.firsts[held])
        return best

    def middle(self, row: int, otherwise: int) -> int:
        """Return the middle of the densest window of a row, or another place if it has none."""
        first, last = self.firsts[row], self.firsts[row + 1]
        if first == last:
            return otherwise
        return int(self.ends[first + np.argmax(self.bits[first:last])]) - self.width // 2


def windows(rows: Rows, part: Words, classes: Classes) -> Windows:
    """Return the windows of the rows; common words are left out of account, unless the part has no other."""
    counted = np.zeros(classes.bits.size, bool)
    counted[part] = True
    if (counted & classes.telling).any():
        counted &= classes.telling
    places = np.flatnonzero(counted[rows.words])
    sums = np.concatenate(([0], np.cumsum(classes.bits[rows.words[places]])))
    width = part.size + 2
    bits = sums[1:] - sums[places.searchsorted(places - width, "right")]
    return Windows(width, places, bits, places.searchsorted(rows.starts))
