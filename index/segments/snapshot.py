"""The articles of one commit: its segments as one row of articles.

An article's *number* counts the articles of all segments in their order, deleted ones too. A snapshot never changes;
whoever opened one keeps it, whatever is committed meanwhile.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..article import Article
from ..keys import EXACT, LEMMA, FormKeys
from .dictionary import Dictionary
from .segment import Segment


class Place(NamedTuple):
    """Where an article stands: its segment, and its number there."""

    segment: Segment
    number: int


class Snapshot:
    """Segments, read together."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        self.starts = list(accumulate(map(len, segments), initial=0))
        """The number of each segment's first article; last, how many numbers there are."""

    @property
    def size(self) -> int:
        """How many numbers there are; deleted articles have one too."""
        return self.starts[-1]

    @cached_property
    def articles(self) -> int:
        """How many articles there are."""
        return self.size - sum(segment.deletions.articles.size for segment in self.segments)

    @cached_property
    def words(self) -> int:
        """How many words they have."""
        return sum(segment.forward.words - segment.deletions.words for segment in self.segments)

    @cached_property
    def live(self) -> NDArray[np.bool_] | None:
        """Which numbers are those of articles that are there; None if all are."""
        if self.articles == self.size:
            return None
        live = np.ones(self.size, bool)
        for start, segment in zip(self.starts, self.segments, strict=False):
            live[start + segment.deletions.articles] = False
        return live

    @cached_property
    def is_pristine(self) -> bool:
        """Whether the IDF of the archive is that of its only segment."""
        return len(self.segments) == 1 and self.live is None and self.segments[0].nominal == self.articles

    def place(self, number: int) -> Place:
        """Return where an article stands."""
        at = bisect_right(self.starts, number) - 1
        return Place(self.segments[at], number - self.starts[at])

    def article(self, number: int) -> Article:
        """Return an article."""
        segment, within = self.place(number)
        return segment.stored.article(within)

    def find(self, identifier: str) -> int | None:
        """Return the number of the article of an id, or None."""
        for start, segment in zip(reversed(self.starts[:-1]), reversed(self.segments), strict=True):
            number = segment.stored.find(identifier)
            if number is not None and not _holds(segment.deletions.articles, number):
                return start + number
        return None

    def live_numbers(self) -> NDArray[np.int64]:
        """Return the numbers of the articles that are there, ascending."""
        return np.arange(self.size) if self.live is None else np.flatnonzero(self.live)

    def column(self, name: str) -> NDArray[np.int64]:
        """Return a column of numbers of `Stored` ("dates") for every number."""
        columns = [getattr(segment.stored, name) for segment in self.segments]
        return np.concatenate([np.zeros(0, np.int64), *columns])

    def form_keys(self, form: str) -> FormKeys | None:
        """Return the keys of a form that an article has; None for a form that none has."""
        for segment in self.segments:
            if (number := keys_of(segment, EXACT).find(form)) is not None:
                return segment.table.of_form(number)
        return None

    def holding(self, layer: str, key: str) -> int:
        """Return how many articles hold a key."""
        return self.holding_all(layer, [keys_of(segment, layer).find(key) for segment in self.segments])

    def holding_all(self, layer: str, numbers: Sequence[int | None]) -> int:
        """Return how many articles hold a key, given by its number in each segment."""
        return sum(
            segment.layers[layer].holding(number) - segment.deletions.counts[layer].get(number, 0)
            for segment, number in zip(self.segments, numbers, strict=True)
            if number is not None
        )


def keys_of(segment: Segment, layer: str) -> Dictionary:
    """Return the keys of a layer of a segment."""
    table = segment.table
    found = table.forms if layer == EXACT else table.lemmas if layer == LEMMA else table.roots
    assert isinstance(found, Dictionary)
    return found


def _holds(ascending: NDArray[np.int64], number: int) -> bool:
    place = int(np.searchsorted(ascending, number))
    return place < ascending.size and int(ascending[place]) == number
