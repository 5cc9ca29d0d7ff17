"""An archive that can be searched: the class behind `fihris.Archive`.

>>> import tempfile; from pathlib import Path
>>> from fihris import Archive, Article
>>> archive = Archive.create(Path(tempfile.mkdtemp()))
>>> archive.add([Article(id="1", text="أُطلقت الصواريخ ليلاً."), Article(id="2", text="هدأت الجبهة.")])
>>> [(hit.article.id, hit.passages[0].text(hit.article)) for hit in archive.search("بالصواريخ").hits]
[('1', 'أُطلقت الصواريخ ليلاً.')]
"""

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import Any, NamedTuple

from whoosh.collectors import TopCollector

from ..index import archive as storage
from ..index.keys import EXACT, LEMMA
from ..index.schema import to_article
from . import passages as passages_module
from .early import early_scores
from .evaluate import Match, WhooshQuery, to_whoosh
from .matching import Matcher
from .parsing import parse
from .query import Node, Query, Word, leaves
from .ranking import HEAD, Bm25, idf
from .results import Hit, Results
from .terms import TermsOf, terms_in


class Archive(storage.Archive):
    """A folder of articles: write to it (`create`, `add`, `writer`), search it."""

    _searcher: Any = None

    def search(self, query: str | Query, *, limit: int = 10, match: Match = "any", passages: int = 2) -> Results:
        """Return the articles that match best, best first.

        `match` says whether an article must hold any or all of the words; each hit carries up to `passages`
        passages. No string is a bad query: `Results.query` says how it was understood.
        """
        began = perf_counter()
        asked = parse(query) if isinstance(query, str) else query
        searcher = self._current_searcher()
        terms_of = self.terms_of()
        found = _top(searcher, to_whoosh(asked.tree, match, terms_of), max(limit, HEAD))
        show = _Show(asked.tree, searcher, terms_of, passages)
        ranked = _ranked(asked.tree, searcher, terms_of, found.top_n)
        hits = tuple(show.hit(rank, one) for rank, one in enumerate(ranked[:limit], 1))
        return Results(asked, hits, len(found), (perf_counter() - began) * 1000)

    def terms_of(self) -> TermsOf:
        """Return what gives a word of a query its terms in this archive."""
        searcher = self._current_searcher()
        return terms_in(lambda layer, key: searcher.doc_frequency(layer, key) > 0)

    def _current_searcher(self) -> Any:
        """Return the open searcher, or a new one if something was committed since."""
        if self._searcher is None or not self._searcher.up_to_date():
            self._searcher = self.index.searcher(weighting=Bm25())
        return self._searcher


def _top(searcher: Any, query: WhooshQuery, limit: int) -> Any:
    """Return Whoosh's best articles, every match scored.

    Its shortcuts (skipping blocks, replacing matchers) lose articles where roots only add to a score.
    """
    collector = TopCollector(limit, usequality=False, replace=0)
    searcher.search_with_collector(query, collector)
    return collector.results()


class _Found(NamedTuple):
    """An article's number in the archive and its score."""

    score: float
    number: int


def _ranked(tree: Node, searcher: Any, terms_of: TermsOf, found: Sequence[tuple[float, int]]) -> list[_Found]:
    """Return the found articles with what early words add, best first, then in the order of the archive."""
    bonus = early_scores(tree, searcher, terms_of, sorted(number for _, number in found[:HEAD]))
    scored = [_Found(score + bonus.get(number, 0.0), number) for score, number in found]
    return sorted(scored, key=lambda one: (-one.score, one.number))


class _Show:
    """Turns the engine's hits into ours, passages and all."""

    def __init__(self, tree: Node, searcher: Any, terms_of: TermsOf, passages: int) -> None:
        self._limit = passages
        self._searcher = searcher
        self._in_text = Matcher(tree, terms_of)
        self._in_title = Matcher(tree, terms_of, "title")
        self._weights = list(_weights(tree, searcher, terms_of))

    def hit(self, rank: int, found: _Found) -> Hit:
        article = to_article(self._searcher.stored_fields(found.number))
        matches = self._in_text.matches(article.text) if self._limit else ()
        chosen = passages_module.best(article.text, matches, self._weights, self._limit)
        title_spans = tuple(match.span for match in self._in_title.matches(article.title))
        return Hit(rank, found.score, article, title_spans, chosen)


def _weights(tree: Node, searcher: Any, terms_of: TermsOf) -> Iterator[float]:
    """Yield how rare each term of the query is in the archive."""
    articles = searcher.doc_count_all()
    for leaf in leaves(tree):
        holding = 0
        if isinstance(leaf, Word):
            terms = terms_of(leaf)
            held = [(EXACT, key) for key in terms.exact] + [(LEMMA, key) for key in terms.lemma]
            holding = max((searcher.doc_frequency(layer, key) for layer, key in held), default=0)
        yield idf(articles, holding)
