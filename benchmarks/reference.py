"""The ranking formula worked out in full, for any keys: what the engine must equal, and a place for rivals.

Every article that holds a key of the query is scored by the formula of `fihris.index.impacts`, in numpy, one posting
list at a time. Nothing is pruned and nothing is stored on disk.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from fihris.index import impacts
from fihris.index.keys import LEMMA, ROOT
from fihris.index.segments.forward import PART_GAP
from fihris.index.text import words
from fihris.index.text.function_words import is_function_word, word_list
from numpy.typing import NDArray

KeysOf = Callable[[str], Sequence[str]]
"""A folded word to the keys of one layer, the likeliest first."""


class Posting(NamedTuple):
    """Where a key stands: articles (ascending), how often in each, and its first position there."""

    articles: NDArray[np.int64]
    counts: NDArray[np.uint32]
    first: NDArray[np.uint32]


class Reference:
    """A collection under the formula, with any function in the place of each layer's keys."""

    def __init__(self, texts: Sequence[str], layers: dict[str, KeysOf]) -> None:
        """Take articles as title, line end and text, and the keys of each layer of the formula by its name."""
        split = [_positions(text) for text in texts]
        lengths = np.array([len(one) for one in split], np.uint32)
        self._norm = impacts.length_norm(lengths, float(lengths.mean()) if split else 0.0)
        self._layers = {name: cache(keys_of) for name, keys_of in layers.items()}
        self._postings = {name: _postings(split, keys_of) for name, keys_of in self._layers.items()}
        self._lists = {
            (name, layer): {key for form in word_list(name) for key in keys_of(form)[:1]}
            for name in ("question", "function")
            for layer, keys_of in self._layers.items()
        }
        self._worth = cache(self._worth_of)

    def search(self, text: str, limit: int) -> list[tuple[int, float]]:
        """Return the best articles of a text's words and their scores."""
        forms = words.keys(text)
        finding = {form for form in forms if not is_function_word(form)} or set(forms)
        scores = np.zeros(self._norm.size, np.int64)
        found = np.zeros(self._norm.size, bool)
        for form in forms:
            for layer in self._layers:
                worth = self._best(layer, form)
                scores += worth
                if form in finding and layer != ROOT:
                    found |= worth > 0
        scores[~found] = 0
        best = np.argsort(-scores, kind="stable")[:limit]
        return [(int(article), float(scores[article] * impacts.STEP)) for article in best if scores[article]]

    def _best(self, layer: str, form: str) -> NDArray[np.int64]:
        """Return what a word adds to every article through a layer: its readings exclude each other."""
        worth = np.zeros(self._norm.size, np.int64)
        for key in self._layers[layer](form):
            if posting := self._postings[layer].get(key):
                worth[posting.articles] = np.maximum(worth[posting.articles], self._worth(layer, key))
        return worth

    def _worth_of(self, layer: str, key: str) -> NDArray[np.uint16]:
        """Return what a key adds to each of the articles that hold it."""
        posting = self._postings[layer][key]
        rarity = impacts.idf(self._norm.size, posting.articles.size)
        question = key in self._lists["question", layer]
        weight = impacts.WEIGHTS[layer] * (impacts.QUESTION if question else 1.0)
        scores = np.float32(weight) * impacts.bm25(posting.counts, self._norm[posting.articles])
        if layer == LEMMA:
            function = question or key in self._lists["function", layer]
            scores += np.float32(impacts.FUNCTION if function else 1.0) * impacts.early(posting.first)
        return impacts.in_steps(rarity * scores)


def _positions(text: str) -> list[tuple[str, int]]:
    """Return the words of an article with their positions: there is a gap between title and text."""
    title, _, body = text.partition("\n")
    in_title = words.keys(title)
    start = len(in_title) + PART_GAP if in_title else 0
    return [*zip(in_title, range(len(in_title)), strict=True)] + [
        (form, position) for position, form in enumerate(words.keys(body), start)
    ]


def _postings(split: Sequence[Sequence[tuple[str, int]]], keys_of: KeysOf) -> dict[str, Posting]:
    found: dict[str, dict[int, tuple[int, int]]] = {}
    for article, text in enumerate(split):
        for form, position in text:
            for key in keys_of(form):
                held = found.setdefault(key, {})
                count, first = held.get(article, (0, position))
                held[article] = (count + 1, first)
    return {
        key: Posting(
            np.fromiter(held, np.int64, len(held)),
            np.fromiter((count for count, _ in held.values()), np.uint32, len(held)),
            np.fromiter((first for _, first in held.values()), np.uint32, len(held)),
        )
        for key, held in found.items()
    }
