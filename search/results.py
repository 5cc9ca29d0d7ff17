"""What a search gives back: frozen values, with offsets into the stored text."""

from dataclasses import dataclass, field
from typing import Literal

from ..index.article import Article
from .query import Query

Kind = Literal["exact", "spelling", "lemma", "root"]
"""The finest key through which a word matched."""


@dataclass(frozen=True, slots=True)
class Span:
    """One matching word: `text[start:end]` of the article."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the article's text, whole words, with the matches inside it."""

    start: int
    end: int
    spans: tuple[Span, ...]

    def text(self, article: Article) -> str:
        """Return the passage as it is printed in the article."""
        return article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that matches, and where."""

    rank: int
    """From 1."""
    score: float
    article: Article
    title_spans: tuple[Span, ...] = ()
    """Matches in the title, as offsets into the title."""
    passages: tuple[Passage, ...] = ()
    """The best passages, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to one query."""

    query: Query
    hits: tuple[Hit, ...]
    total: int
    """How many articles match, shown or not."""
    took_ms: float = field(compare=False, default=0.0)
    """Wall time in milliseconds, passages included."""
