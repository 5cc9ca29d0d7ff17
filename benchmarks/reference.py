"""The ranking formula worked out in full, for any keys: what the engine must equal, and a place for rivals.

Every article that holds a key of the query is scored by the formula of `fihris.search.ranking`, in numpy, one
posting list at a time. Nothing is pruned and nothing is stored on disk.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from fihris.index.text import words
from fihris.search import ranking
from numpy.typing import NDArray

KeysOf = Callable[[str], Sequence[str]]
"""An exact key to the keys of one layer, the likeliest first."""


@dataclass(frozen=True)
class Posting:
    """Where a key stands: articles (int64, ascending), how often, and its first position in each."""

    articles: NDArray[np.int64]
    counts: NDArray[np.float64]
    first: NDArray[np.float64]


class Reference:
    """A collection under the formula, with any function in the place of each layer's keys."""

    def __init__(self, texts: Sequence[str], layers: dict[str, KeysOf]) -> None:
        """`layers` are the formula's layers by name; "lemma" is the one whose early words count."""
        self._layers = layers
        split = [words.keys(text) for text in texts]
        lengths = np.array([len(one) for one in split], np.float64)
        self._norm = ranking.K1 * (1 - ranking.B + ranking.B * lengths / max(lengths.mean(), 1.0))
        self._postings = {name: _postings(split, keys) for name, keys in layers.items()}

    def search(self, text: str, limit: int) -> list[tuple[int, float]]:
        """Return the best articles of a text's words and their scores."""
        scores = np.zeros(self._norm.size)
        bonus = np.zeros(self._norm.size)
        early: dict[str, float] = {}
        for key in words.keys(text):
            for layer, keys in self._layers.items():
                self._add(scores, layer, keys(key)[:1], ranking.WEIGHTS[layer] * ranking.word_weight(key))
            for lemma in self._layers["lemma"](key)[:1]:
                early.setdefault(lemma, ranking.early_weight(key))
        for lemma, weight in early.items():
            if posting := self._postings["lemma"].get(lemma):
                rarity = ranking.idf(scores.size, posting.articles.size)
                bonus[posting.articles] += weight * rarity / (1 + posting.first / ranking.EARLY_REACH)
        total = np.where(scores > 0, scores + ranking.EARLY * bonus, 0)
        best = np.argsort(-total, kind="stable")[:limit]
        return [(int(article), float(total[article])) for article in best if total[article] > 0]

    def _add(self, scores: NDArray[np.float64], layer: str, keys: Sequence[str], weight: float) -> None:
        for key in keys:
            if posting := self._postings[layer].get(key):
                norm = self._norm[posting.articles]
                fraction = posting.counts * (ranking.K1 + 1) / (posting.counts + norm)
                scores[posting.articles] += weight * ranking.idf(scores.size, posting.articles.size) * fraction


def _postings(split: Sequence[Sequence[str]], keys_of: KeysOf) -> dict[str, Posting]:
    found: dict[str, dict[int, tuple[int, int]]] = {}
    cache: dict[str, Sequence[str]] = {}
    for article, text in enumerate(split):
        for position, word in enumerate(text):
            if word not in cache:
                cache[word] = keys_of(word)
            for key in cache[word]:
                held = found.setdefault(key, {})
                count, first = held.get(article, (0, position))
                held[article] = (count + 1, first)
    return {
        key: Posting(
            np.fromiter(held, np.int64, len(held)),
            np.fromiter((count for count, _ in held.values()), np.float64, len(held)),
            np.fromiter((first for _, first in held.values()), np.float64, len(held)),
        )
        for key, held in found.items()
    }
