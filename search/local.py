"""An archive that can be searched: the class behind `fihris.Archive`.

>>> import tempfile; from pathlib import Path
>>> from fihris import Archive, Article
>>> archive = Archive.create(Path(tempfile.mkdtemp()))
>>> archive.add([Article(id="1", text="أُطلقت الصواريخ ليلاً."), Article(id="2", text="هدأت الجبهة.")])
>>> [(hit.article.id, hit.passages[0].text(hit.article)) for hit in archive.search("بالصواريخ").hits]
[('1', 'أُطلقت الصواريخ ليلاً.')]
"""

from collections.abc import Sequence
from time import perf_counter
from typing import Any

from ..index import archive as storage
from ..index.analyzer import stem_keys
from ..index.schema import EXACT, STEM, to_article
from . import passages as passages_module
from .evaluate import Match, to_whoosh
from .matching import Matcher
from .query import Query, Word, leaves, parse
from .ranking import Bm25, idf
from .results import Hit, Results


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
        found = searcher.search(to_whoosh(asked.tree, match), limit=max(limit, 1))
        show = _Show(asked, searcher, passages)
        hits = tuple(show.hit(rank, one) for rank, one in enumerate(list(found)[:limit], 1))
        return Results(asked, hits, len(found), (perf_counter() - began) * 1000)

    def _current_searcher(self) -> Any:
        """Return the open searcher, or a new one if something was committed since."""
        if self._searcher is None or not self._searcher.up_to_date():
            self._searcher = self.index.searcher(weighting=Bm25())
        return self._searcher


class _Show:
    """Turns the engine's hits into ours, passages and all."""

    def __init__(self, asked: Query, searcher: Any, passages: int) -> None:
        self._limit = passages
        self._in_text = Matcher(asked.tree)
        self._in_title = Matcher(asked.tree, "title")
        self._weights = _weights(asked, searcher)

    def hit(self, rank: int, found: Any) -> Hit:
        article = to_article(found.fields())
        chosen = passages_module.best(
            article.text, self._in_text.matches(article.text) if self._limit else (), self._weights, self._limit
        )
        title_spans = tuple(match.span for match in self._in_title.matches(article.title))
        return Hit(rank, float(found.score), article, title_spans, chosen)


def _weights(asked: Query, searcher: Any) -> Sequence[float]:
    """Return how rare each term of the query is in the archive."""
    articles = searcher.doc_count_all()
    weights = []
    for leaf in leaves(asked.tree):
        if isinstance(leaf, Word):
            stems = [searcher.doc_frequency(STEM, stem) for stem in stem_keys(leaf.key)[:1]]
            weights.append(idf(articles, max([searcher.doc_frequency(EXACT, leaf.key), *stems])))
        else:
            weights.append(idf(articles, 0))
    return weights
