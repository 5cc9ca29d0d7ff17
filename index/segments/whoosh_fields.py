"""The fields that Whoosh sees, read from the arrays of a snapshot.

A field lists its *terms*, as sorted bytes, and gives the *postings* of each: the articles that hold it, by their
numbers in the snapshot, and where in them it stands. Only articles that are there count.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache, partial
from heapq import merge
from itertools import chain, groupby
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from whoosh.analysis import Analyzer

from ..keys import EXACT
from .dictionary import CODING, encoded
from .forward import Words
from .segment import Segment
from .snapshot import Snapshot, keys_of

_AT_ONCE: Final = 2048
"""How many articles are read at once."""
_KEPT: Final = 256
"""How many terms keep their postings."""

Numbers = NDArray[np.int64]


class Occurrences(NamedTuple):
    """Where a term stands in some articles, one entry each time."""

    places: Numbers
    """The place of the article among those asked for, ascending."""
    positions: Numbers


class Postings(NamedTuple):
    """The articles that hold a term."""

    articles: Numbers
    """Their numbers, ascending."""
    occurrences: Callable[[Numbers], Occurrences]
    """Tells where the term stands in some of them, ascending."""

    def often(self) -> Numbers:
        """Return how often the term stands in each article."""
        return np.bincount(self.occurrences(self.articles).places, minlength=self.articles.size)


class Field(Protocol):
    """One field of all articles."""

    def postings(self, term: bytes) -> Postings:
        """Return the postings of a term; none of one that no article holds."""

    def terms(self, start: bytes) -> Iterator[bytes]:
        """Yield the terms from `start` on, in order."""

    @property
    def lengths(self) -> Numbers:
        """How many words the field has in each number's article."""


class KeysField:
    """The keys of one layer, of whole articles or of their titles alone."""

    def __init__(self, snapshot: Snapshot, layer: str, of_titles: bool) -> None:
        self._snapshot = snapshot
        self._layer = layer
        self._of_titles = of_titles
        self._kept = lru_cache(_KEPT)(self._postings)

    def postings(self, term: bytes) -> Postings:
        """Return the postings of a key."""
        return self._kept(term)

    def terms(self, start: bytes) -> Iterator[bytes]:
        """Yield the keys that an article holds."""
        if self._of_titles:
            return iter(self._title_terms[bisect_left(self._title_terms, start) :])
        found = merge(*(self._held(segment, start) for segment in self._snapshot.segments))
        return (term for term, _ in groupby(found))

    def _held(self, segment: Segment, start: bytes) -> Iterator[bytes]:
        keys, layer = keys_of(segment, self._layer), segment.layers[self._layer]
        deleted = segment.deletions.counts[self._layer]
        first = keys.prefixed(start.decode(CODING, "ignore")).start
        for number in range(first, len(keys)):
            if layer.holding(number) > deleted.get(number, 0):
                yield encoded(keys[number])

    @cached_property
    def _title_terms(self) -> list[bytes]:
        """The keys of all titles: of every title's words, read once."""
        found: set[str] = set()
        for segment, articles, _ in _by_segment(self._snapshot, self._snapshot.live_numbers()):
            used = np.unique(segment.forward.titles_of(articles).forms)
            if self._layer == EXACT:
                numbers = np.append(used, segment.table.exact[used])
            else:
                numbers = segment.table.readings(self._layer).expanded(used)[0]
            keys = keys_of(segment, self._layer)
            found.update(keys[number] for number in np.unique(numbers).tolist())
        return sorted(map(encoded, found))

    @cached_property
    def lengths(self) -> Numbers:
        """How many words each article or title has; a word counts once, however many keys it has."""
        forwards = [segment.forward for segment in self._snapshot.segments]
        return _joined(one.title_lengths if self._of_titles else one.lengths for one in forwards)

    def _postings(self, term: bytes) -> Postings:
        key = term.decode(CODING, "surrogatepass")
        occurrences = partial(self._occurrences, key)
        articles = _live(self._snapshot, _joined(self._articles(key)))
        if self._of_titles:
            articles = articles[np.unique(occurrences(articles).places)]
        return Postings(articles, occurrences)

    def _articles(self, key: str) -> Iterator[Numbers]:
        """Yield the articles that hold a key, deleted ones too, section by section."""
        for start, segment in zip(self._snapshot.starts, self._snapshot.segments, strict=False):
            if (number := keys_of(segment, self._layer).find(key)) is not None:
                for run in segment.layers[self._layer].runs(number):
                    yield start + run.numbers()

    def _occurrences(self, key: str, articles: Numbers) -> Occurrences:
        """Return where a key stands: read from the words of the articles, some of them at a time."""
        places, positions = [], []
        for segment, some, first in _by_segment(self._snapshot, articles):
            words = segment.forward.titles_of(some) if self._of_titles else segment.forward.of(some)
            held = np.flatnonzero(self._fits(segment, key, words))
            places.append(first + np.repeat(np.arange(some.size), words.lengths)[held])
            positions.append(words.positions()[held])
        return Occurrences(_joined(places), _joined(positions))

    def _fits(self, segment: Segment, key: str, words: Words) -> NDArray[np.bool_]:
        """Return which words have a key."""
        number = keys_of(segment, self._layer).find(key)
        fits = np.zeros(words.forms.size, bool)
        if number is not None and self._layer == EXACT:
            fits |= (words.forms == number) | (segment.table.exact[words.forms] == number)
        elif number is not None:
            readings = segment.table.readings(self._layer)
            fits |= readings.holding([number])[readings.readings[words.forms]]
        return fits


class SourceField:
    """The keys of the sources: these are few, and are split again when they are first asked for."""

    def __init__(self, snapshot: Snapshot, analyzer: Analyzer) -> None:
        self._snapshot = snapshot
        self._analyzer = analyzer
        self._kept = lru_cache(_KEPT)(self._postings)

    def postings(self, term: bytes) -> Postings:
        """Return the postings of a key."""
        return self._kept(term)

    @cached_property
    def _sources(self) -> list[list[dict[bytes, list[int]]]]:
        """For each source of each segment, the positions of its keys."""
        return [list(map(self._positions, segment.stored.sources)) for segment in self._snapshot.segments]

    def _positions(self, source: str) -> dict[bytes, list[int]]:
        found: dict[bytes, list[int]] = {}
        for token in self._analyzer(source, positions=True):
            found.setdefault(encoded(token.text), []).append(token.pos)
        return found

    @cached_property
    def _terms(self) -> list[bytes]:
        used: set[bytes] = set()
        for at, place in {self._place(number) for number in self._snapshot.live_numbers().tolist()}:
            used.update(self._sources[at][place])
        return sorted(used)

    def _place(self, number: int) -> tuple[int, int]:
        """Return the place of an article's segment, and of its source there."""
        segment, within = self._snapshot.place(number)
        return self._snapshot.segments.index(segment), int(segment.stored.source_places[within])

    def terms(self, start: bytes) -> Iterator[bytes]:
        """Yield the keys that a source holds."""
        return iter(self._terms[bisect_left(self._terms, start) :])

    @cached_property
    def lengths(self) -> Numbers:
        """How many words each article's source has."""
        lengths = []
        for segment, sources in zip(self._snapshot.segments, self._sources, strict=True):
            of_sources = [len(set(chain.from_iterable(one.values()))) for one in sources]
            lengths.append(np.array(of_sources, np.int64)[segment.stored.source_places])
        return _joined(lengths)

    def _postings(self, term: bytes) -> Postings:
        articles = []
        for start, segment, sources in zip(self._snapshot.starts, self._snapshot.segments, self._sources, strict=False):
            places = [place for place, positions in enumerate(sources) if term in positions]
            articles.append(start + np.flatnonzero(np.isin(segment.stored.source_places, places)))
        return Postings(_live(self._snapshot, _joined(articles)), partial(self._occurrences, term))

    def _occurrences(self, term: bytes, articles: Numbers) -> Occurrences:
        found = []
        for number in articles.tolist():
            at, place = self._place(number)
            found.append(self._sources[at][place].get(term, []))
        places = np.repeat(np.arange(articles.size), list(map(len, found)))
        return Occurrences(places, np.array(list(chain.from_iterable(found)), np.int64))


class ValuesField:
    """One value an article, which is its term, or several terms for a number (see `whoosh.fields.NUMERIC`)."""

    def __init__(
        self, snapshot: Snapshot, values: Callable[[], Iterable[Any]], terms: Callable[[Any], list[bytes]]
    ) -> None:
        """Keep what gives the value of every number, and the terms of a value."""
        self._snapshot = snapshot
        self._values = values
        self._terms_of = terms

    @cached_property
    def _held(self) -> dict[bytes, list[int]]:
        of_values: dict[Any, list[int]] = {}
        live = self._snapshot.live
        for number, value in enumerate(self._values()):
            if live is None or live[number]:
                of_values.setdefault(value, []).append(number)
        found: dict[bytes, list[int]] = {}
        for value, numbers in of_values.items():
            for term in self._terms_of(value):
                found.setdefault(term, []).extend(numbers)
        return found

    @cached_property
    def _terms(self) -> list[bytes]:
        return sorted(self._held)

    def terms(self, start: bytes) -> Iterator[bytes]:
        """Yield the terms of all values."""
        return iter(self._terms[bisect_left(self._terms, start) :])

    @cached_property
    def lengths(self) -> Numbers:
        """Zeros: values are not counted in words."""
        return np.zeros(self._snapshot.size, np.int64)

    def postings(self, term: bytes) -> Postings:
        """Return the articles of a value."""
        articles = np.array(sorted(self._held.get(term, ())), np.int64)
        return Postings(articles, lambda some: Occurrences(np.arange(some.size), np.zeros(some.size, np.int64)))


def _by_segment(snapshot: Snapshot, articles: Numbers) -> Iterator[tuple[Segment, Numbers, int]]:
    """Yield ascending articles some at a time: their segment, their numbers in it, and the place of the first."""
    for start, segment in zip(snapshot.starts, snapshot.segments, strict=False):
        first, end = np.searchsorted(articles, (start, start + len(segment))).tolist()
        for at in range(first, end, _AT_ONCE):
            yield segment, articles[at : min(end, at + _AT_ONCE)] - start, at


def _live(snapshot: Snapshot, articles: Numbers) -> Numbers:
    return articles if snapshot.live is None else articles[snapshot.live[articles]]


def _joined(arrays: Iterable[NDArray[Any]]) -> Numbers:
    return np.concatenate([np.zeros(0, np.int64), *arrays]).astype(np.int64)
