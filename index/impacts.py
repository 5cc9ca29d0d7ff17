"""The ranking formula, as the whole number that one posting adds to an article's score.

    score  = Σ over the query's words of what their keys add, of each layer the best of the word's readings

    exact  = ⅖ · g · bm25
    lemma  = g · bm25 + ¾ · h · idf / (1 + first position / 30)
    root   = g · bm25

    bm25   = idf · tf · (k1 + 1) / (tf + k1 · (1 − b + b · length / mean length))
    idf    = ln(1 + (N − df + ½) / (df + ½))

BM25 is that of Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with an IDF that is never
negative. An exact form counts for more than another form of its lemma, and a word of the same root for something.
What an article is about stands in its first lines, so a lemma that comes early is worth more. g is small for the keys
of question words and h for the lemmas of question and function words: they say how a query is built, not what an
article is about. docs/quality.md has the figures behind each part.

Every term of the sum depends on a key and an article alone. So it is worked out when a segment is written, and kept
with the posting as a whole number of steps: a query only adds. `STEP` of score is one; a posting is worth one at the
least, so that what holds a key is never worth nothing.
"""

from functools import cache
from math import log1p
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .keys import EXACT, LEMMA, ROOT, keys, root_keys
from .text.function_words import word_list

STEP: Final = 0.005
"""How much of a score one is worth in a posting."""
K1: Final = 0.6
B: Final = 0.7
WEIGHTS: Final = {EXACT: 0.4, LEMMA: 1.0, ROOT: 1.0}
"""What a layer's score is multiplied by; one set for every collection."""
QUESTION: Final = 0.3
"""g of a question word's keys."""
FUNCTION: Final = 0.3
"""h of a question or function word's lemma."""
EARLY: Final = 0.75
"""Weight of early words."""
EARLY_REACH: Final = 30
"""Words after which an early word is worth half."""
LARGEST: Final = 8_191
"""The most that one posting is worth, so that it fits 13 bits: 40.955 of score.

An impact is at most 2.35 times its IDF, which is below 17.4 in an archive of less than 36 million articles.
"""

Floats = NDArray[np.float32]


def idf(articles: int, holding: "int | NDArray[np.int64]") -> Floats:
    """Return how rare keys are: the number of articles, and how many of them hold each (float32)."""
    rarity = np.log1p((articles - holding + 0.5) / (np.asarray(holding) + 0.5))
    return np.asarray(rarity, np.float32)


def idf_of(articles: int, holding: int) -> float:
    """Return `idf` of one key."""
    return log1p((articles - holding + 0.5) / (holding + 0.5))


def length_norm(lengths: NDArray[np.uint32], mean: float) -> Floats:
    """Return k1 · (1 − b + b · length / mean length) of each article (float32); lengths count words."""
    return (K1 * (1 - B) + np.float32(K1 * B / max(mean, 1.0)) * lengths).astype(np.float32)


def bm25(tf: NDArray[np.uint32], norm: Floats) -> Floats:
    """Return BM25 without its IDF for each posting: how often the key stands, and its article's length norm."""
    often = tf.astype(np.float32)
    return np.float32(K1 + 1) * often / (often + norm)


def early(first: NDArray[np.uint32]) -> Floats:
    """Return what the first position of a lemma adds to its BM25, IDF and h left out."""
    return np.float32(EARLY) / (1 + first * np.float32(1 / EARLY_REACH))


def in_steps(scores: Floats) -> NDArray[np.uint16]:
    """Return scores as the whole numbers that are kept."""
    steps: Floats = np.clip(np.rint(scores * np.float32(1 / STEP)), 1, LARGEST)
    return steps.astype(np.uint16)


def key_weight(layer: str, key: str) -> float:
    """Return what the BM25 of a key is multiplied by: the layer's weight, and g."""
    return WEIGHTS[layer] * (QUESTION if key in _keys_of("question", layer) else 1.0)


def early_weight(lemma: str) -> float:
    """Return h of a lemma."""
    return FUNCTION if lemma in late_lemmas() else 1.0


def light_keys(layer: str) -> frozenset[str]:
    """Return the keys of a layer whose `key_weight` is not the layer's weight."""
    return _keys_of("question", layer)


def late_lemmas() -> frozenset[str]:
    """Return the lemmas whose `early_weight` is not 1."""
    return _keys_of("question", LEMMA) | _keys_of("function", LEMMA)


@cache
def _keys_of(name: str, layer: str) -> frozenset[str]:
    """Return the likeliest key in a layer of each word of a list."""
    found: list[tuple[str, ...]] = []
    for form in word_list(name):
        match layer:
            case "exact":
                found.append((form,))
            case "lemma":
                found.append(keys(form).lemma[:1])
            case _:
                found.append(root_keys(form)[:1])
    return frozenset(key for some in found for key in some)
