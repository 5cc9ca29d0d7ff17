"""The postings of one term as Whoosh walks them: a matcher over arrays."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from whoosh.formats import Existence, Positions
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.system import pack_uint

from .whoosh_fields import Postings

_AT_ONCE: Final = 64
"""How many articles are read at once, from the one asked for on: a walk that skips far reads a few too many."""


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """The articles of a term, one after the other.

    How often the term stands in an article, and where, is read from the article's words when it is asked for.
    """

    def __init__(self, postings: Postings, term: tuple[str, bytes], form: Any, scorer: Any) -> None:
        """Begin with the first article; `form` is the format of the field, `scorer` gives scores or is None."""
        self._postings = postings
        self._term = term
        self.format = form
        self.scorer = scorer
        self._ids: list[int] = postings.articles.tolist()
        self._at = 0
        self._read: dict[int, list[int]] = {}
        """The positions of the term in the articles that were read last, by their place."""

    def is_active(self) -> bool:
        """Tell whether there is a current article."""
        return self._at < len(self._ids)

    def reset(self) -> None:
        """Go back to the first article."""
        self._at = 0

    def copy(self) -> "ArrayMatcher":
        """Return a matcher that walks on by itself from the same article."""
        other = ArrayMatcher(self._postings, self._term, self.format, self.scorer)
        other._at = self._at
        return other

    def id(self) -> int:
        """Return the number of the current article; of the last one behind the end, where Whoosh may still ask."""
        return self._ids[min(self._at, len(self._ids) - 1)]

    def all_ids(self) -> Iterator[int]:
        """Return the articles from the current one on."""
        return iter(self._ids[self._at :])

    def next(self) -> None:
        """Go to the next article."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1

    def skip_to(self, number: int) -> None:
        """Go to the first article from a number on; never back."""
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._ids, number, self._at)

    def weight(self) -> float:
        """Return how often the term stands in the current article, times the boost of the field."""
        return float(len(self.positions()) * self.format.field_boost)

    def positions(self) -> list[int]:
        """Return where the term stands in the current article."""
        if self._at not in self._read:
            some = self._postings.articles[self._at : self._at + _AT_ONCE]
            places, positions = self._postings.occurrences(some)
            ends = np.searchsorted(places, np.arange(some.size), "right").tolist()
            every = positions.tolist()
            starts = [0, *ends[:-1]]
            self._read = {self._at + at: every[starts[at] : ends[at]] for at in range(some.size)}
        return self._read[self._at]

    def value(self) -> bytes:
        """Return the current posting in the bytes of the field's format."""
        if isinstance(self.format, Positions):
            return bytes(self.format.encode(self.positions()))
        if isinstance(self.format, Existence):
            return b""
        return bytes(pack_uint(len(self.positions())))

    def value_as(self, astype: str) -> Any:
        """Return the current posting as "positions", "frequency" or "weight"."""
        return self.positions() if astype == "positions" else super().value_as(astype)

    def supports_block_quality(self) -> bool:
        """Tell that no block is known to be worth less: there are no blocks."""
        return False
