"""What one article says to a query, whoever asked for the article."""

from ...index.article import Article
from .. import passages
from ..matching import Matcher
from ..parsing import parse
from ..query import leaves
from ..results import Passage
from ..terms import TermsOf
from .values import BY_ID, Question

MOST = 2
"""Passages of an article, as a search shows."""


def passages_for(article: Article, query: str, terms_of: TermsOf) -> tuple[tuple[Passage, ...], Question]:
    """Return the best passages of an article for a query, every word worth the same, and what was asked.

    A query that is empty, or that nothing in the text matches, gives none.
    """
    if not query.strip():
        return (), BY_ID
    parsed = parse(query)
    matches = Matcher(parsed.tree, terms_of).matches(article.text)
    weights = [1.0 for _ in leaves(parsed.tree)]
    best = passages.best(article.text, matches, weights, MOST) if matches else ()
    return best, Question("show", query, parsed.understood_as)
