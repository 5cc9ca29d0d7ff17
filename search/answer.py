"""The answer to one query over one snapshot, in the quickest way that its tree allows."""

from functools import cached_property
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from ..index.segments.snapshot import Snapshot
from .asked import Asked
from .evaluate import Evaluator, Found, Match, phrase_slots
from .impact_lists import ImpactLists
from .parsing import is_plain
from .phrases import candidates, holding_numbers, in_blocks
from .prepared import PreparedWords
from .query import NAMES, Node, Phrase, Sequence, Word
from .ranking import Ranker
from .results import Scored
from .terms import terms_in

Sort = Literal["relevance", "newest", "oldest"]
"""How hits are ordered; articles without a date come last."""

MAPPED_AFTER: Final = 20
"""Queries after which a process is taken for one that asks many, and has the files mapped whole."""
MAPPED_BYTES: Final = 1 << 30
"""Larger archives are mapped as they are read."""


class Reader:
    """A snapshot with what is kept between queries."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.lists = ImpactLists(snapshot)
        self.ranker = Ranker(self.lists)
        self.terms_of = terms_in(snapshot)
        self.words = PreparedWords(self.lists, self.terms_of)
        self._queries = 0

    def count_query(self) -> None:
        """Note that a query is asked; map the files once they are many."""
        self._queries += 1
        if self._queries == MAPPED_AFTER:
            for segment in self.snapshot.segments:
                if segment.size <= MAPPED_BYTES:
                    segment.map_now()

    def best_of_text(self, text: str, limit: int) -> list[Scored] | None:
        """Return the best articles of a text that is words side by side; None if it has to be looked at closer."""
        words = self.words.of_text(text) if is_plain(text) else None
        return None if words is None else self.ranker.best(words, limit)

    def best(self, words: tuple[Word, ...], limit: int) -> list[Scored]:
        """Return the best articles of words side by side."""
        return self.ranker.best(self.words.of(words), limit)


class Answer:
    """The answer to one query, in the quickest way that its tree allows."""

    def __init__(self, reader: Reader, asked: Asked, match: Match, max_expansions: int) -> None:
        self._reader = reader
        self._asked = asked
        self._match = match
        self._max_expansions = max_expansions
        self.left_out = 0
        """How many keys of patterns were left out."""

    @property
    def _tree(self) -> Node:
        return self._asked.query.tree

    @cached_property
    def _evaluator(self) -> Evaluator:
        return Evaluator(self._reader.lists, self._reader.terms_of, self._match, self._max_expansions)

    @cached_property
    def _whole(self) -> Found:
        found = self._evaluator.found(self._tree)
        self.left_out = self._evaluator.left_out
        return found

    def matches(self) -> NDArray[np.bool_]:
        """Return which articles match, a truth value a number."""
        return self._whole.matches

    def total(self) -> int:
        """Return how many articles match."""
        return int(np.count_nonzero(self._whole.matches))

    def sources(self) -> dict[str, int]:
        """Return how many of the articles that match each source has, the most first."""
        counts: dict[str, int] = {}
        snapshot = self._reader.snapshot
        for start, segment in zip(snapshot.starts, snapshot.segments, strict=False):
            places = segment.stored.source_places[self._whole.matches[start : start + len(segment)]]
            for place, count in enumerate(np.bincount(places).tolist()):
                if count:
                    source = segment.stored.sources[place]
                    counts[source] = counts.get(source, 0) + count
        return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))

    def first(self, limit: int, sort: Sort) -> list[Scored]:
        """Return the first articles in an order; among those of one day the best first."""
        if sort == "relevance":
            return self.best(limit)
        numbers = np.flatnonzero(self._whole.matches)
        days = self._reader.snapshot.column("dates")[numbers]
        order = np.where(days == 0, _NO_DAY, days if sort == "oldest" else -days)
        return _ranked(numbers, self._whole.steps[numbers], limit, order)

    def best(self, limit: int) -> list[Scored]:
        """Return the best articles, best first, then in the order of the archive."""
        text = self._asked.text
        if text is not None and self._match == "any":
            quickly = self._reader.best_of_text(text, limit)
            if quickly is not None:
                return quickly
        words = plain_words(self._tree, self._match)
        if words is not None:
            return self._reader.best(words, limit)
        if isinstance(self._tree, Phrase) and self._tree.field not in NAMES:
            return self._best_of_phrase(self._tree, limit)
        found = self._whole
        numbers = np.flatnonzero(found.matches)
        return _ranked(numbers, found.steps[numbers], limit)

    def _best_of_phrase(self, phrase: Phrase, limit: int) -> list[Scored]:
        """Return the best articles that hold a phrase: the candidates are read best first, until there are enough."""
        snapshot, slots = self._reader.snapshot, phrase_slots(phrase)
        numbers, steps = candidates(self._reader.lists, slots)
        if snapshot.live is not None:
            live = snapshot.live[numbers]
            numbers, steps = numbers[live], steps[live]
        order = np.lexsort((numbers, -steps.astype(np.int64)))
        found: list[Scored] = []
        for block in in_blocks(order):
            held = holding_numbers(snapshot, np.sort(numbers[block]), slots, phrase.slop, phrase.field)
            kept = block[_among(numbers[block], held)]
            found += map(Scored, numbers[kept].tolist(), steps[kept].tolist())
            if len(found) >= limit:
                break
        return found[:limit]


def plain_words(tree: Node, match: Match) -> tuple[Word, ...] | None:
    """Return the words of a query that is nothing but words, any of which may match; None for another."""
    parts = tree.parts if isinstance(tree, Sequence) and match == "any" else (tree,)
    words = tuple(part for part in parts if isinstance(part, Word) and not part.field and part.layer in ("", "exact"))
    return words if words and len(words) == len(parts) else None


def _among(numbers: NDArray[np.int64], ascending: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which numbers are among some that ascend."""
    places = np.searchsorted(ascending, numbers)
    found: NDArray[np.bool_] = np.append(ascending, -1)[places] == numbers
    return found


_NO_DAY: Final = 1 << 30
"""Sorts behind every day."""


def _ranked(
    numbers: NDArray[np.int64], steps: NDArray[np.uint32], limit: int, order: NDArray[np.int64] | None = None
) -> list[Scored]:
    """Return articles by their place in an order, if there is one, then by score, then by number."""
    keys = (numbers, -steps.astype(np.int64))
    chosen = np.lexsort(keys if order is None else (*keys, order))[:limit]
    return list(map(Scored, numbers[chosen].tolist(), steps[chosen].tolist()))
