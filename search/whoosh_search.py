"""Any query of Whoosh over an archive, ranked by the formula of `index.impacts`.

`Archive.search` is what answers people. This is for those who know Whoosh, or need a query that our language has no
words for: near words in any order, ranges of days, boosts, sorting by a field, filters.

>>> import tempfile; from pathlib import Path
>>> from whoosh.qparser import QueryParser
>>> from fihris import Archive, Article
>>> from fihris.index.schema import schema
>>> archive = Archive.create(Path(tempfile.mkdtemp()))
>>> archive.add([Article(id="1", title="القمة", text="وصل الوفد إلى بغداد."), Article(id="2", text="عادت الوفود.")])
>>> with searcher(archive) as searching:
...     query = QueryParser("lemma", schema()).parse("الوفد AND title_lemma:قمة")
...     [(hit["id"], hit["record"].title) for hit in searching.search(query)]
[('1', 'القمة')]
"""

from math import inf
from typing import Any, Final

from whoosh.scoring import BaseScorer, WeightingModel, WeightScorer
from whoosh.searching import Searcher

from ..index.archive import Archive
from ..index.impacts import EARLY, EARLY_REACH, K1, B, early_weight, idf, key_weight
from ..index.keys import EXACT, LAYERS, LEMMA
from ..index.schema import SOURCE, TITLE, schema
from ..index.segments.whoosh_reader import SnapshotReader

_LAYER_OF: Final = {**{layer: layer for layer in LAYERS}, **{TITLE + layer: layer for layer in LAYERS}, SOURCE: EXACT}
"""The layer of keys that a field holds."""


def searcher(archive: Archive) -> Searcher:
    """Return a searcher of Whoosh over an archive as it is now.

    The fields are those of `index.schema`; a hit's `record` is its article. Whoosh walks article by article, so that a
    query takes many times what `Archive.search` takes.
    """
    reader = SnapshotReader(archive.snapshot, schema(), archive.manifest.commit)
    return Searcher(reader, weighting=ImpactWeighting(archive.manifest.mean_length))


class ImpactWeighting(WeightingModel):  # type: ignore[misc]
    """The formula of `index.impacts` for each term, not rounded to steps.

    In a title or a source alone no key is early and no length counts; a field without words, as a date, is worth 1.
    """

    def __init__(self, mean_length: float) -> None:
        """Take the mean number of words that the lengths of articles are compared with."""
        self.mean_length = mean_length

    def idf(self, searcher: Searcher, fieldname: str, text: bytes) -> float:
        """Return how rare a term is among all articles that are there."""
        whole = searcher.get_parent()
        return float(idf(whole.doc_count(), whole.doc_frequency(fieldname, text)))

    def scorer(self, searcher: Searcher, fieldname: str, text: bytes, qf: int = 1) -> BaseScorer:
        """Return what scores the articles that hold a term; `qf` is of no account."""
        if fieldname not in _LAYER_OF:
            return WeightScorer(1.0)
        layer, key = _LAYER_OF[fieldname], text.decode("utf-8") if isinstance(text, bytes) else text
        rarity = searcher.idf(fieldname, text)
        early = EARLY * early_weight(key) * rarity if fieldname == LEMMA else 0.0
        weight = key_weight(layer, key) * rarity
        if fieldname in LAYERS:
            return ImpactScorer(weight, early, K1 * B / max(self.mean_length, 1.0), searcher, fieldname)
        return ImpactScorer(weight, early, 0.0, searcher, fieldname)


class ImpactScorer(BaseScorer):  # type: ignore[misc]
    """Scores the articles that hold one term."""

    def __init__(self, weight: float, early: float, per_word: float, searcher: Any, fieldname: str) -> None:
        """Take what BM25 and an early position are multiplied by, and what a word of length adds to the norm."""
        self._weight = weight
        self._early = early
        self._per_word = per_word
        self._length = searcher.doc_field_length
        self._field = fieldname

    def score(self, matcher: Any) -> float:
        """Return what the term adds to the score of the current article."""
        often = matcher.weight()
        norm = K1
        if self._per_word:
            norm = K1 * (1 - B) + self._per_word * self._length(matcher.id(), self._field)
        score = self._weight * (K1 + 1) * often / (often + norm)
        if self._early:
            score += self._early / (1 + matcher.value_as("positions")[0] / EARLY_REACH)
        return float(score)

    def max_quality(self) -> float:
        """Return that no bound is known: Whoosh compares bounds without their boosts, and would lose articles."""
        return inf
