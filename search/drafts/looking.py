"""A sentence of a draft, looked for in the archive: the passages of articles that are about the same.

One search asks for the sentence's words, the rarest first, and needs those that it is told to need; its hits come with
the passages in which these words stand. So a passage is read only where it may matter, and so many of them at the most.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from ...index.article import Article
from ...index.impacts import idf_of
from ...index.keys import LEMMA
from ...index.text.words import keys
from ..query import Must, Query, Word
from ..query import Sequence as SideBySide
from .context import Term, lemmas_of, likeness

if TYPE_CHECKING:
    from ..local import Archive
    from ..results import Hit

ARTICLES: Final = 10
"""Hits that are looked at."""
PASSAGES: Final = 12
"""Passages of each."""


class Near(NamedTuple):
    """A passage of an article that tells of the same as a sentence of a draft."""

    article: Article
    start: int
    end: int
    """The passage, as offsets into the article's text."""
    likeness: float
    """See `Printed.likeness`."""
    shared: int
    """How many words of the draft's sentence the passage holds, by their lemmas."""

    @property
    def text(self) -> str:
        """The passage as it is printed."""
        return self.article.text[self.start : self.end]


class Looker:
    """Looks for sentences in one archive; how rare a word is there is worked out once."""

    def __init__(self, archive: "Archive") -> None:
        self._archive = archive
        self._weights: dict[frozenset[str], float] = {}
        self._near: dict[tuple[str, ...], list[Near]] = {}
        """What was found already, by the words that were needed and looked for."""

    def weigh(self, term: Term) -> float:
        """Return how much a term counts: 1 and its IDF, so that common words of a small archive do count."""
        if term.lemmas not in self._weights:
            snapshot = self._archive.snapshot
            holding = max(snapshot.holding(LEMMA, lemma) for lemma in term.lemmas)
            self._weights[term.lemmas] = 1 + idf_of(snapshot.articles, holding)
        return self._weights[term.lemmas]

    def near(self, terms: Sequence[Term], needed: Sequence[str] = ()) -> list[Near]:
        """Return the passages that hold the most of some terms, the nearest first, then the earliest printed.

        Only articles that hold the folded words that are `needed` are looked at.
        """
        asked = (*needed, "", *(term.key for term in terms))
        if asked not in self._near:
            self._near[asked] = self._found(terms, needed)
        return self._near[asked]

    def _found(self, terms: Sequence[Term], needed: Sequence[str]) -> list[Near]:
        wanted = [Must(Word(key)) for key in needed] + [Word(term.key) for term in terms if term.key not in needed]
        if not wanted:
            return []
        found = self._archive.search(Query("", SideBySide(tuple(wanted))), limit=ARTICLES, passages=PASSAGES)
        near = [one for hit in found.hits for one in self._passages(hit, terms)]
        return sorted(near, key=lambda one: (-one.likeness, str(one.article.date or "9999"), one.article.id, one.start))

    def _passages(self, hit: "Hit", terms: Sequence[Term]) -> Iterator[Near]:
        article = hit.article
        title = lemmas_of(keys(article.title))
        for passage in hit.passages:
            held = lemmas_of(key for span in passage.spans for key in keys(article.text[span.start : span.end]))
            yield Near(article, passage.start, passage.end, *likeness(terms, held | title, self.weigh))
