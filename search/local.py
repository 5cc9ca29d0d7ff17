"""An archive that can be searched: the class behind `fihris.Archive`.

>>> import tempfile; from pathlib import Path
>>> from fihris import Archive, Article
>>> archive = Archive.create(Path(tempfile.mkdtemp()))
>>> archive.add([Article(id="1", text="أُطلقت الصواريخ ليلاً."), Article(id="2", text="هدأت الجبهة.")])
>>> [(hit.article.id, hit.passages[0].text(hit.article)) for hit in archive.search("بالصواريخ").hits]
[('1', 'أُطلقت الصواريخ ليلاً.')]
"""

from collections.abc import Callable
from functools import cached_property
from time import perf_counter
from typing import Final, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from ..index import archive as storage
from ..index.impacts import STEP, idf_of
from ..index.keys import EXACT, LEMMA
from ..index.segments.snapshot import Snapshot
from . import evaluate
from . import passages as passages_module
from .evaluate import Evaluator, Match, phrase_slots
from .impact_lists import ImpactLists
from .matching import Matcher
from .parsing import parse
from .patterns import MOST_EXPANSIONS
from .phrases import candidates, holding_numbers, in_blocks
from .query import Node, Phrase, Query, Sequence, Word, leaves
from .ranking import Prepared, Ranker
from .results import Hit, Hits, Results, Scored
from .terms import TermsOf, only_ranks, terms_in

Given = ParamSpec("Given")
Value = TypeVar("Value")


class Archive(storage.Archive):
    """A folder of articles: write to it (`create`, `add`, `writer`), search it.

    Any number of threads may search one archive. A search sees the articles of the last commit that this process
    opened or made; `refresh` turns to what other processes have committed since.
    """

    _reader: "_Reader | None" = None

    def search(
        self,
        query: str | Query,
        *,
        limit: int = 10,
        match: Match = "any",
        passages: int = 2,
        max_expansions: int = MOST_EXPANSIONS,
    ) -> Results:
        """Return the articles that match best, best first.

        `match` says whether an article must hold any or all of the words; each hit carries up to `passages`
        passages; a pattern stands for `max_expansions` keys at the most, those that most articles hold. No string is a
        bad query: `Results.query` says how it was understood.
        """
        began = perf_counter()
        asked = parse(query) if isinstance(query, str) else query
        reader = self._current()
        answer = _Answer(reader, asked.tree, match, max_expansions)
        show = _Show(reader, asked.tree, passages)
        with self.reading():
            reader.count_query()
            scored = answer.best(limit)
        took = (perf_counter() - began) * 1000
        return Results(asked, Hits(scored, self._guarded(show.hit)), self._guarded(answer.total), took, answer.left_out)

    def _guarded(self, read: Callable[Given, Value]) -> Callable[Given, Value]:
        """Return a function that reads files later, which says so if they are damaged."""

        def guarded(*arguments: Given.args, **named: Given.kwargs) -> Value:
            with self.reading():
                return read(*arguments, **named)

        return guarded

    def terms_of(self) -> TermsOf:
        """Return what gives a word of a query its terms in this archive."""
        return self._current().terms_of

    def _current(self) -> "_Reader":
        """Return what reads the current snapshot."""
        snapshot, reader = self.snapshot, self._reader
        if reader is None or reader.snapshot is not snapshot:
            reader = self._reader = _Reader(snapshot)
        return reader


MOST_PREPARED: Final = 1 << 15
"""Words that are kept prepared."""
READIED_AFTER: Final = 3
"""How often a word is asked for again before it is made readier, which takes longer than what it saves once."""
MAPPED_AFTER: Final = 20
"""Queries after which a process is taken for one that asks many, and has the files mapped whole."""
MAPPED_BYTES: Final = 1 << 30
"""Larger archives are mapped as they are read."""
READY_BYTES: Final = 1 << 28
"""Memory that the lists of words asked for again may take."""


class _Reader:
    """A snapshot with what is kept between queries."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.lists = ImpactLists(snapshot)
        self.ranker = Ranker(self.lists)
        self.terms_of = terms_in(snapshot)
        self._prepared: dict[str, tuple[Prepared, bool]] = {}
        self._held = 0
        self._queries = 0

    def count_query(self) -> None:
        """Note that a query is asked; map the files once they are many."""
        self._queries += 1
        if self._queries == MAPPED_AFTER:
            for segment in self.snapshot.segments:
                if segment.size <= MAPPED_BYTES:
                    segment.map_now()

    def prepared(self, word: Word) -> tuple[Prepared, bool]:
        """Return a word, ready to be added up, and whether it only ranks."""
        name = word.key if not word.layer else f"={word.key}"
        found = self._prepared.get(name)
        if found is None:
            if len(self._prepared) >= MOST_PREPARED or self._held > READY_BYTES:
                self._prepared.clear()
                self._held = 0
            found = self.ranker.prepared(self.terms_of(word)), only_ranks(word)
            self._prepared[name] = found
        elif not found[0].is_ready:
            found[0].asked += 1
            if found[0].asked >= READIED_AFTER:
                found = self.ranker.readied(found[0]), found[1]
                self._prepared[name] = found
                self._held += found[0].nbytes
        return found


class _Answer:
    """The answer to one query, in the quickest way that its tree allows."""

    def __init__(self, reader: _Reader, tree: Node, match: Match, max_expansions: int) -> None:
        self._reader = reader
        self._tree = tree
        self._match = match
        self._max_expansions = max_expansions
        self.left_out = 0
        """How many keys of patterns were left out."""

    @cached_property
    def _evaluator(self) -> Evaluator:
        return Evaluator(self._reader.lists, self._reader.terms_of, self._match, self._max_expansions)

    @cached_property
    def _whole(self) -> evaluate.Found:
        found = self._evaluator.found(self._tree)
        self.left_out = self._evaluator.left_out
        return found

    def total(self) -> int:
        """Return how many articles match."""
        return int(np.count_nonzero(self._whole.matches))

    def best(self, limit: int) -> list[Scored]:
        """Return the best articles, best first, then in the order of the archive."""
        words = plain_words(self._tree, self._match)
        if words is not None:
            return self._best_of_words(words, limit)
        if isinstance(self._tree, Phrase) and self._tree.field != "source":
            return self._best_of_phrase(self._tree, limit)
        found = self._whole
        numbers = np.flatnonzero(found.matches)
        return _ranked(numbers, found.steps[numbers], limit)

    def _best_of_words(self, words: tuple[Word, ...], limit: int) -> list[Scored]:
        """Return the best articles of words side by side, through the kernel."""
        found = [self._reader.prepared(word) for word in words]
        finding = [word for word, ranks in found if not ranks]
        if not finding:
            return self._reader.ranker.best([word for word, _ in found], [], limit)
        return self._reader.ranker.best(finding, [word for word, ranks in found if ranks], limit)

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
            kept = block[np.isin(numbers[block], held)]
            found += map(Scored, numbers[kept].tolist(), steps[kept].tolist())
            if len(found) >= limit:
                break
        return found[:limit]


def plain_words(tree: Node, match: Match) -> tuple[Word, ...] | None:
    """Return the words of a query that is nothing but words, any of which may match; None for another."""
    parts = tree.parts if isinstance(tree, Sequence) and match == "any" else (tree,)
    words = tuple(part for part in parts if isinstance(part, Word) and not part.field and part.layer in ("", "exact"))
    return words if words and len(words) == len(parts) else None


def _ranked(numbers: NDArray[np.int64], steps: NDArray[np.uint32], limit: int) -> list[Scored]:
    order = np.lexsort((numbers, -steps.astype(np.int64)))[:limit]
    return list(map(Scored, numbers[order].tolist(), steps[order].tolist()))


class _Show:
    """Makes hits of what was found: reads articles, matches them, chooses passages."""

    def __init__(self, reader: _Reader, tree: Node, passages: int) -> None:
        self._reader = reader
        self._tree = tree
        self._passages = passages

    def hit(self, rank: int, found: Scored) -> Hit:
        """Return the hit of a rank."""
        article = self._reader.snapshot.article(found.number)
        matches = self._in_text.matches(article.text) if self._passages else ()
        chosen = passages_module.best(article.text, matches, self._weights, self._passages)
        title_spans = tuple(match.span for match in self._in_title.matches(article.title))
        return Hit(rank, found.steps * STEP, article, title_spans, chosen)

    @cached_property
    def _in_text(self) -> Matcher:
        return Matcher(self._tree, self._reader.terms_of)

    @cached_property
    def _in_title(self) -> Matcher:
        return Matcher(self._tree, self._reader.terms_of, "title")

    @cached_property
    def _weights(self) -> list[float]:
        """How rare each term of the query is in the archive."""
        snapshot = self._reader.snapshot
        weights: list[float] = []
        for leaf in leaves(self._tree):
            holding = 0
            if isinstance(leaf, Word):
                terms = self._reader.terms_of(leaf)
                held = [(EXACT, key) for key in terms.exact] + [(LEMMA, key) for key in terms.lemma]
                holding = max((snapshot.holding(layer, key) for layer, key in held), default=0)
            weights.append(idf_of(snapshot.articles, holding))
        return weights
