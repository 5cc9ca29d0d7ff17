"""How much a word in an article is worth: BM25, one layer of keys at a time.

    bm25 = idf · tf · (k1 + 1) / (tf + k1 · (1 − b + b · length / mean length))
    idf  = ln(1 + (N − df + ½) / (df + ½))

after Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with the IDF that is never negative.
A word's score is the weighted sum over its layers, so an exact form counts for more than another form of its stem.
"""

from math import log
from typing import Any, Final

from whoosh.scoring import BM25F

from ..index.schema import EXACT, STEM

K1: Final = 0.6
B: Final = 0.7
WEIGHTS: Final = {EXACT: 0.5, STEM: 1.0}
"""What a layer's score is multiplied by; chosen by nDCG over several collections at once."""


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
