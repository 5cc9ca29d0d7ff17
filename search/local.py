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
from typing import TYPE_CHECKING, Literal, ParamSpec, TypeVar

from ..index import archive as storage
from ..index.errors import BadInput
from ..index.impacts import STEP, idf_of
from ..index.keys import EXACT, LEMMA
from . import passages as passages_module
from .answer import Answer, Reader, Sort
from .asked import Asked
from .evaluate import Match
from .matching import Matcher
from .patterns import MOST_EXPANSIONS
from .query import Layer, Node, Query, Word, leaves
from .results import Counted, Hit, Hits, Results, Scored
from .terms import TermsOf

if TYPE_CHECKING:  # most searches do without
    from .explain import Explainer
    from .suggestions import Suggestions
    from .timeline import By, Timeline

Group = Literal["source"]
"""What hits may be grouped by."""

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
        offset: int = 0,
        match: Match = "any",
        layer: Layer = "",
        passages: int = 2,
        max_expansions: int = MOST_EXPANSIONS,
        sort: Sort = "relevance",
        group: Group | None = None,
        explain: bool = False,
    ) -> Results:
        """Return the articles that match best, best first: `limit` of them (none to count only) behind `offset` others.

        `match` says whether an article must hold any or all of the words; `layer` ("exact", "root") which keys match
        the words that do not say so themselves. Each hit carries up to `passages` passages; a pattern stands for
        `max_expansions` keys at the most, those that most articles hold. `sort` orders by date instead, articles
        without one last. `group` takes the first hit of each source alone; `explain` gives each hit its `explanation`.
        No string is a bad query: `Results.query` says how it was understood.
        """
        if min(limit, offset) < 0:
            raise BadInput(f"limit {limit}, offset {offset}: neither may be less than 0")
        began = perf_counter()
        asked = Asked(query, layer)
        reader = self._current()
        answer = Answer(reader, asked, match, max_expansions)
        show = _Show(reader, asked, passages)
        with self.reading():
            reader.count_query()
            scored = _scored(reader, answer, offset + limit, sort, show.more if group else None)[offset:]
        if explain:
            show.explain_with(match, max_expansions, self.manifest.mean_length)
        took = (perf_counter() - began) * 1000
        counted = self._counted(reader, answer, asked, (match, max_expansions))
        return Results(asked, Hits(scored, self._guarded(show.hit), offset), counted, took, answer.left_out)

    def _counted(self, reader: Reader, answer: Answer, asked: Asked, options: tuple[Match, int]) -> Counted:
        """Return what is worked out of a search when it is asked for."""

        def timeline(by: "By | None") -> "Timeline":
            from .timeline import timeline

            return timeline(reader.snapshot, answer.matches(), by)

        def suggestions() -> "Suggestions | None":
            from .suggestions import suggestions

            return suggestions(reader, asked.query, answer.total(), *options)

        guarded = self._guarded
        return Counted(guarded(answer.total), guarded(answer.sources), guarded(timeline), guarded(suggestions))

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


def _scored(reader: Reader, answer: Answer, until: int, sort: Sort, more: dict[int, int] | None) -> list[Scored]:
    """Return the first articles in an order; with `more` the first of each source, and it how many more that has."""
    if not until:
        answer.matches()  # whoever only counts hears of what was left out, too
        return []
    if more is None:
        return answer.first(until, sort)
    from .sources import best_of_each

    best = best_of_each(reader.snapshot, answer.first(answer.total(), sort))[:until]
    more.update((one.scored.number, one.more) for one in best)
    return [one.scored for one in best]


class _Show:
    """Makes hits of what was found: reads articles, matches them, chooses passages."""

    def __init__(self, reader: Reader, asked: Asked, passages: int) -> None:
        self._reader = reader
        self._asked = asked
        self._passages = passages
        self._explainer: Explainer | None = None
        self.more: dict[int, int] = {}
        """How many more articles the source of each has, by number; empty unless hits are grouped."""

    def explain_with(self, match: Match, max_expansions: int, mean_length: float) -> None:
        """Have each hit explained."""
        from .explain import Explainer

        self._explainer = Explainer(self._reader, self._tree, match, max_expansions, mean_length)

    @property
    def _tree(self) -> Node:
        return self._asked.query.tree

    def hit(self, rank: int, found: Scored) -> Hit:
        """Return the hit of a rank."""
        article = self._reader.snapshot.article(found.number)
        matches = self._in_text.matches(article.text) if self._passages else ()
        chosen = passages_module.best(article.text, matches, self._weights, self._passages)
        title_spans = tuple(match.span for match in self._in_title.matches(article.title))
        explanation = self._explainer.explanation(found) if self._explainer else None
        more = self.more.get(found.number)
        return Hit(rank, found.steps * STEP, article, title_spans, chosen, more, explanation)

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
