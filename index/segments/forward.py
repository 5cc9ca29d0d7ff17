"""The forward index: the words of each article in order, as numbers of forms.

The 65,535 forms that stand most often have a code of two bytes, which does for 19 words in 20. The code `ESCAPE`
stands for any other; the numbers of those follow in an array of their own, in the same order.

    codes     uint16   one a word
    common    uint32   the form of each code
    escaped   uint32   the form of each word whose code is ESCAPE
    starts, escaped_starts   uint64   where the words of each article begin in `codes` and in `escaped`, and end
    title_lengths   uint32   how many of an article's words are its title

Positions count words from the title on; `PART_GAP` stay empty between title and text, so that no phrase crosses.
"""

from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import packed
from .analysed import Numbers
from .arrays import ArrayFile, BadArrays
from .ranges import ranges

PART_GAP: Final = 10
"""How many positions stay empty between an article's title and its text."""
ESCAPE: Final = 0xFFFF
"""The code of the forms that have none."""

Offsets = NDArray[np.uint64]


class Words(NamedTuple):
    """The words of some articles, one after the other."""

    forms: Numbers
    """The number of the form of each word (uint32)."""
    lengths: Numbers
    """How many words each article has (uint32)."""
    title_lengths: Numbers
    """How many of them are its title (uint32)."""

    def positions(self) -> Numbers:
        """Return the position of each word in its article (uint32)."""
        starts = np.cumsum(self.lengths, dtype=np.int64) - self.lengths
        gaps = np.where(self.title_lengths > 0, PART_GAP, 0)
        positions = np.arange(self.forms.size, dtype=np.uint32)
        positions -= np.repeat((starts - gaps).astype(np.uint32), self.lengths)  # what is below 0 comes round again
        titles = self._title_places(starts)
        positions[titles] -= np.repeat(gaps.astype(np.uint32), self.title_lengths)
        return positions

    def _title_places(self, starts: NDArray[np.int64]) -> NDArray[np.int64]:
        return ranges(starts, self.title_lengths.astype(np.int64))


class Coded(NamedTuple):
    """The words of some articles, one after the other, as they are kept."""

    codes: NDArray[np.uint16]
    """The code of each word, `ESCAPE` for those without one."""
    lengths: Numbers
    """How many words each article has (uint32)."""
    title_lengths: Numbers
    """How many of them are its title (uint32)."""


class Renumbered(NamedTuple):
    """The words of some articles, one after the other, by numbers that somebody gave to their forms."""

    words: NDArray[np.uint16]
    """The number of each word, 0 for a form that was given none."""
    lengths: Numbers
    """How many words each article has (uint32)."""
    title_lengths: Numbers
    """How many of them are its title (uint32)."""


def sections(articles: int) -> list[tuple[int, int]]:
    """Return the sections (see `packed`) of so many articles as ranges."""
    size = packed.SECTION_ARTICLES
    return [(start, min(start + size, articles)) for start in range(0, articles, size)]


class Forward:
    """The forward index of a segment, backed by its file."""

    def __init__(self, arrays: ArrayFile) -> None:
        self._codes: NDArray[np.uint16] = arrays["codes"]
        self._common: Numbers = arrays["common"]
        self._escaped: Numbers = arrays["escaped"]
        self._starts: Offsets = arrays.offsets("starts", self._codes.size)
        self._escaped_starts: Offsets = arrays.offsets("escaped_starts", self._escaped.size)
        self.title_lengths: Numbers = arrays["title_lengths"]
        if not self._starts.size == self._escaped_starts.size == self.title_lengths.size + 1:
            raise BadArrays("the words are of another number of articles")
        if np.any(self.title_lengths > np.diff(self._starts)):
            raise BadArrays("a title is longer than its article")

    @property
    def words(self) -> int:
        """How many words there are."""
        return int(self._starts[-1])

    @property
    def lengths(self) -> Numbers:
        """How many words each article has (uint32)."""
        return np.diff(self._starts).astype(np.uint32)

    def lengths_of(self, articles: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many words some articles have, given by their numbers."""
        return (self._starts[articles + 1] - self._starts[articles]).astype(np.int64)

    def between(self, start: int, end: int) -> Words:
        """Return the words of the articles from `start` up to `end`."""
        first, last = int(self._starts[start]), int(self._starts[end])
        rare = self._escaped[int(self._escaped_starts[start]) : int(self._escaped_starts[end])]
        lengths = np.diff(self._starts[start : end + 1]).astype(np.uint32)
        return Words(self._decoded(self._codes[first:last], rare), lengths, self.title_lengths[start:end])

    def of(self, articles: NDArray[np.int64]) -> Words:
        """Return the words of some articles, given by their numbers."""
        starts = self._starts[articles].astype(np.int64)
        lengths = self._starts[articles + 1].astype(np.int64) - starts
        rare_starts = self._escaped_starts[articles].astype(np.int64)
        rare_lengths = self._escaped_starts[articles + 1].astype(np.int64) - rare_starts
        codes, rare = self._codes[ranges(starts, lengths)], self._escaped[ranges(rare_starts, rare_lengths)]
        return Words(self._decoded(codes, rare), lengths.astype(np.uint32), self.title_lengths[articles])

    def coded(self, articles: NDArray[np.int64]) -> Coded:
        """Return the words of some articles, given by their numbers, as they are kept."""
        starts, ends = self._starts[articles], self._starts[articles + 1]
        parts = [self._codes[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        codes = np.concatenate(parts) if parts else self._codes[:0]
        return Coded(codes, (ends - starts).astype(np.uint32), self.title_lengths[articles])

    def renumbered(self, articles: NDArray[np.int64], forms: Numbers, numbers: NDArray[np.uint16]) -> Renumbered:
        """Return the words of some articles, given by their numbers, each as the number that its form is to have.

        `forms` are in ascending order; a form that is not among them has the number 0. Most words are never decoded:
        a number is looked up by a word's code.
        """
        coded = self.coded(articles)
        of_codes = np.zeros(ESCAPE + 1, np.uint16)
        order, common = self._common_in_order
        places = common.searchsorted(forms)
        met = common.take(places, mode="clip") == forms if common.size else np.zeros(forms.size, bool)
        of_codes[order[places[met]]] = numbers[met]
        words = of_codes[coded.codes]
        rare = self._rare(articles)
        places = forms.searchsorted(rare)
        met = forms.take(places, mode="clip") == rare if forms.size else np.zeros(rare.size, bool)
        words[np.flatnonzero(coded.codes == ESCAPE)[met]] = numbers[places[met]]
        return Renumbered(words, coded.lengths, coded.title_lengths)

    @cached_property
    def _common_in_order(self) -> tuple[NDArray[np.int64], Numbers]:
        """The codes by their forms, ascending, and those forms."""
        order = np.argsort(self._common)
        return order, self._common[order]

    def _rare(self, articles: NDArray[np.int64]) -> Numbers:
        """Return the forms of the words without a code of some articles."""
        starts, ends = self._escaped_starts[articles].tolist(), self._escaped_starts[articles + 1].tolist()
        parts = [self._escaped[start:end] for start, end in zip(starts, ends, strict=True)]
        return np.concatenate(parts) if parts else self._escaped[:0]

    def code(self, form: int) -> int | None:
        """Return the code of a form, None if it has none."""
        found = np.flatnonzero(self._common == form)
        return int(found[0]) if found.size else None

    def titles_of(self, articles: NDArray[np.int64]) -> Words:
        """Return the words of the titles of some articles, as the words of articles without a text."""
        words = self.of(articles)
        starts = np.cumsum(words.lengths, dtype=np.int64) - words.lengths
        places = ranges(starts, words.title_lengths.astype(np.int64))
        return Words(words.forms[places], words.title_lengths, words.title_lengths)

    def _decoded(self, codes: NDArray[np.uint16], rare: Numbers) -> Numbers:
        if not rare.size:
            return self._common[codes]
        forms = np.append(self._common, np.zeros(max(0, ESCAPE + 1 - self._common.size), np.uint32))[codes]
        forms[codes == ESCAPE] = rare
        return forms
