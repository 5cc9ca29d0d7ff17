"""Words that stand early: what an article is about is said in its first lines.

Worked out for the best articles only, whose numbers are known; a lemma of the query counts once.
"""

from collections.abc import Sequence
from typing import Any

from ..index.keys import LEMMA
from .query import Node, Word, leaves
from .ranking import EARLY, EARLY_REACH, early_weight, idf
from .terms import TermsOf


def early_scores(tree: Node, searcher: Any, terms_of: TermsOf, articles: Sequence[int]) -> dict[int, float]:
    """Return what early words add to the score of articles, given by their numbers in ascending order."""
    scores = dict.fromkeys(articles, 0.0)
    whole = searcher.doc_count_all()
    for lemmas, weight in _lemmas(tree, terms_of).items():
        best: dict[int, float] = {}
        for lemma in lemmas:
            holding = searcher.doc_frequency(LEMMA, lemma)
            worth = EARLY * weight * idf(whole, holding)
            for article, first in _first_positions(searcher, lemma, articles) if holding else ():
                best[article] = max(best.get(article, 0.0), worth / (1 + first / EARLY_REACH))
        for article, more in best.items():
            scores[article] += more
    return scores


def _lemmas(tree: Node, terms_of: TermsOf) -> dict[tuple[str, ...], float]:
    """Return the lemmas of each ranked word of a query, and the word's weight."""
    found: dict[tuple[str, ...], float] = {}
    for leaf in leaves(tree):
        if isinstance(leaf, Word) and not leaf.layer and not leaf.field:
            found.setdefault(terms_of(leaf).lemma, early_weight(leaf.key))
    return found


def _first_positions(searcher: Any, lemma: str, articles: Sequence[int]) -> list[tuple[int, int]]:
    """Return the articles that hold a lemma, and its first position in each."""
    matcher = searcher.postings(LEMMA, lemma)
    found: list[tuple[int, int]] = []
    for article in articles:
        if matcher.is_active() and matcher.id() < article:
            matcher.skip_to(article)
        if not matcher.is_active():
            break
        if matcher.id() == article:
            found.append((article, matcher.value_as("positions")[0]))
    return found
