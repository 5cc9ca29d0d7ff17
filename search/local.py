"""An archive that can be searched: the class behind `fihris.Archive`.

>>> import tempfile; from pathlib import Path
>>> from fihris import Archive, Article
>>> archive = Archive.create(Path(tempfile.mkdtemp()))
>>> archive.add([Article(id="1", text="أُطلقت الصواريخ ليلاً."), Article(id="2", text="هدأت الجبهة.")])
>>> [(hit.article.id, hit.passages[0].text(hit.article)) for hit in archive.search("بالصواريخ").hits]
[('1', 'أُطلقت الصواريخ ليلاً.')]
"""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property
from time import perf_counter
from typing import ParamSpec, TypeVar

from ..index import archive as storage
from ..index.impacts import STEP, idf_of
from ..index.keys import EXACT, LEMMA
from . import passages as passages_module
from .answer import Answer, Reader, Sort
from .evaluate import Match
from .matching import Matcher
from .parsing import parse
from .patterns import MOST_EXPANSIONS
from .query import Node, Query, Word, filtered, leaves, undated
from .results import Counted, Hit, Hits, Results, Scored
from .terms import TermsOf
from .typed import name

Given = ParamSpec("Given")
Value = TypeVar("Value")


class Archive(storage.Archive):
    """A folder of articles: write to it (`create`, `add`, `writer`), search it.

    Any number of threads may search one archive. A search sees the articles of the last commit that this process
    opened or made; `refresh` turns to what other processes have committed since.
    """

    _reader: Reader | None = None

    def search(
        self,
        query: str | Query,
        *,
        limit: int = 10,
        match: Match = "any",
        passages: int = 2,
        max_expansions: int = MOST_EXPANSIONS,
        sort: Sort = "relevance",
        since: dt.date | None = None,
        until: dt.date | None = None,
        sources: Sequence[str] = (),
    ) -> Results:
        """Return the articles that match best, best first.

        `match` says whether an article must hold any or all of the words; each hit carries up to `passages`
        passages; a pattern stands for `max_expansions` keys at the most, those that most articles hold. No string is a
        bad query: `Results.query` says how it was understood. `sort` orders by date instead, articles without one last.

        `since` and `until` ask for articles of these days and those between, `sources` for those of some outlets, each
        by its whole name. An article without a date is of no day: `Results.undated` counts those that match otherwise.
        """
        began = perf_counter()
        asked = parse(query) if isinstance(query, str) else query
        asked = filtered(asked, since, until, [name(source, "source") for source in sources])
        reader = self._current()
        answer = Answer(reader, asked.tree, match, max_expansions)
        show = _Show(reader, asked.tree, passages)
        with self.reading():
            reader.count_query()
            scored = answer.first(limit, sort)
        took = (perf_counter() - began) * 1000
        hits = Hits(scored, self._guarded(show.hit))
        without_date = undated(asked.tree)
        other = Answer(reader, without_date, match, max_expansions).total if without_date else lambda: 0
        counted = Counted(self._guarded(answer.total), self._guarded(answer.sources), self._guarded(other))
        return Results(asked, hits, counted, took, answer.left_out)

    def _guarded(self, read: Callable[Given, Value]) -> Callable[Given, Value]:
        """Return a function that reads files later, which says so if they are damaged."""

        def guarded(*arguments: Given.args, **named: Given.kwargs) -> Value:
            with self.reading():
                return read(*arguments, **named)

        return guarded

    def terms_of(self) -> TermsOf:
        """Return what gives a word of a query its terms in this archive."""
        return self._current().terms_of

    def _current(self) -> Reader:
        """Return what reads the current snapshot."""
        snapshot, reader = self.snapshot, self._reader
        if reader is None or reader.snapshot is not snapshot:
            reader = self._reader = Reader(snapshot)
        return reader


class _Show:
    """Makes hits of what was found: reads articles, matches them, chooses passages."""

    def __init__(self, reader: Reader, tree: Node, passages: int) -> None:
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
