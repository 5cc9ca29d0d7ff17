"""How much an article is worth for a query.

    score = Σ over the query's words of  g · (⅖ · bm25(exact) + bm25(lemma) + bm25(root))
          + ¾ · Σ over the query's lemmas of  h · idf / (1 + first position / 30)

    bm25  = idf · tf · (k1 + 1) / (tf + k1 · (1 − b + b · length / mean length))
    idf   = ln(1 + (N − df + ½) / (df + ½))

BM25 is that of Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with an IDF that is never
negative. An exact form counts for more than another form of its lemma, and a word of the same root for something.
What an article is about stands in its first lines, so a lemma that comes early is worth more; that part is worked
out for the best articles only. g is small for the words of a question and h for them and for function words: they
say how the query is built, not what the article is about. docs/quality.md has the figures behind each part.
"""

import tomllib
from functools import cache
from math import log
from typing import Any, Final

from whoosh.scoring import BM25F

from ..index.keys import EXACT, LEMMA, ROOT
from ..index.text.folding import fold
from ..index.text.lexicon.frozen import DEFAULT_PATH

K1: Final = 0.6
B: Final = 0.7
WEIGHTS: Final = {EXACT: 0.4, LEMMA: 1.0, ROOT: 1.0}
"""What a layer's score is multiplied by; one set for every collection."""

QUESTION: Final = 0.3
"""g of a question word."""
FUNCTION: Final = 0.3
"""h of a question or function word."""
EARLY: Final = 0.75
"""Weight of early words."""
EARLY_REACH: Final = 30
"""Words after which an early word is worth half."""
HEAD: Final = 100
"""How many of the best articles are looked at again for early words."""


class Bm25(BM25F):  # type: ignore[misc]
    """Whoosh's BM25F with the parameters and the IDF above."""

    def __init__(self) -> None:
        super().__init__(B=B, K1=K1)

    def idf(self, searcher: Any, fieldname: str, text: str) -> float:
        """Return the inverse document frequency of a key in the whole archive."""
        whole = searcher.get_parent()
        return idf(whole.doc_count_all(), whole.doc_frequency(fieldname, text))


def idf(articles: int, holding: int) -> float:
    """Return how rare a key is: the number of articles, and how many of them hold it."""
    return log(1 + (articles - holding + 0.5) / (holding + 0.5))


def word_weight(form: str) -> float:
    """Return g of a folded word."""
    return QUESTION if form in word_list("question") else 1.0


def early_weight(form: str) -> float:
    """Return h of a folded word."""
    return FUNCTION if is_function_word(form) else 1.0


def is_function_word(form: str) -> bool:
    """Tell whether a folded word says how a query is built and not what it is about."""
    return form in word_list("question") or form in word_list("function")


@cache
def word_list(name: str) -> frozenset[str]:
    """Return a list of stopwords.toml ("question", "function") as folded words."""
    return frozenset(map(fold, _stopwords()[name]["words"]))


@cache
def _stopwords() -> dict[str, Any]:
    return tomllib.loads(DEFAULT_PATH.with_name("stopwords.toml").read_text(encoding="utf-8"))
