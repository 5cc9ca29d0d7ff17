"""The words of one article as small numbers, and the same words in any other.

Copies are told by their words, however they are spelled: a word counts by its exact key, and ة and ه at its end are
one. The words of the article are *classes* from 1 on; any other word is 0, which is like nothing.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...index.keys import EXACT
from ...index.segments.segment import Segment
from ...index.segments.snapshot import Snapshot, keys_of
from ..quotations.spelling import other_heh, usual

MOST_CLASSES: Final = 0xFFFF
"""Distinct words of an article that are told apart; those behind them, of a whole book, are 0."""

Classes = NDArray[np.uint16]


class _Known(NamedTuple):
    """The exact keys of a segment that the article has."""

    keys: NDArray[np.uint32]
    """Ascending."""
    classes: Classes


class Texts(NamedTuple):
    """The words of some texts, one after the other, a 0 behind each text."""

    classes: Classes
    starts: NDArray[np.int64]
    """Where each text begins."""
    lengths: NDArray[np.int64]
    """How many words each has."""


class Vocabulary:
    """The words of the text of one article."""

    def __init__(self, snapshot: Snapshot, number: int) -> None:
        segment, within = snapshot.place(number)
        words = segment.forward.between(within, within + 1)
        exact = segment.table.exact[words.forms[int(words.title_lengths[0]) :]]
        distinct, places = np.unique(exact, return_inverse=True)
        forms = keys_of(segment, EXACT)
        numbers: dict[str, int] = {}
        of_keys = [numbers.setdefault(usual(forms[key]), len(numbers) + 1) for key in distinct.tolist()]
        self._snapshot = snapshot
        self._numbers = numbers
        self._known: dict[str, _Known] = {}
        self.classes = _bounded(np.array(of_keys, np.int64))[places]
        """The class of each word, in order."""

    def in_segment(self, segment: Segment) -> _Known:
        """Return the exact keys of a segment that are words of the article."""
        known = self._known.get(segment.name)
        if known is None:
            spelled = [
                (form, number) for key, number in self._numbers.items() for form in (key, other_heh(key)) if form
            ]
            found = keys_of(segment, EXACT).find_all([form for form, _ in spelled])
            pairs = sorted((key, number) for key, (_, number) in zip(found, spelled, strict=True) if key is not None)
            keys, classes = np.array(pairs, np.int64).reshape(-1, 2).T
            known = self._known[segment.name] = _Known(keys.astype(np.uint32), _bounded(classes))
        return known

    def texts(self, segment: Segment, articles: NDArray[np.int64]) -> Texts:
        """Return the words of the texts of some articles of a segment, given by their numbers there."""
        words = segment.forward.of(articles)
        lengths = words.lengths.astype(np.int64)
        classes = self._classes(segment, words.forms)
        titles = words.title_lengths.astype(np.int64)
        ends = np.cumsum(lengths)
        in_titles = np.arange(classes.size) < np.repeat(ends - lengths + titles, lengths)
        spaced = np.insert(classes, ends, 0)
        kept = np.insert(~in_titles, ends, True)
        texts = lengths - titles
        starts = np.cumsum(texts + 1) - texts - 1
        return Texts(spaced[kept], starts, texts)

    def _classes(self, segment: Segment, forms: NDArray[np.uint32]) -> Classes:
        known, exact = self.in_segment(segment), segment.table.exact
        of_keys = np.zeros(exact.size, np.uint16)
        of_keys[known.keys] = known.classes
        found: Classes = of_keys[exact[forms]]
        return found


def _bounded(classes: NDArray[np.int64]) -> Classes:
    return np.where(classes > MOST_CLASSES, 0, classes).astype(np.uint16)
