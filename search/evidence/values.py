"""Evidence: a piece of an article, and all that lets somebody else find it again and see that it is the same."""

import datetime as dt
import json
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Literal, NamedTuple

from ...index.article import Article
from ...index.text.attribution import NOBODY, Attribution
from ..results import Passage

Part = Literal["text", "title"]

KEY_DIGITS = 10
"""Hexadecimal digits at the end of a key: enough to tell the citations of one paper apart."""


class Origin(NamedTuple):
    """What gave an answer: an archive in a state, and the program with its words."""

    fingerprint: str
    """`Archive.fingerprint`."""
    analyzer: str
    lexicon: str
    program: str
    """The version of fihris."""


class Question(NamedTuple):
    """What was asked."""

    command: str
    """The command of fihris that asks so: "search", "quote", "similar", "show"."""
    text: str
    """As it was typed."""
    understood_as: str = ""


BY_ID = Question("show", "")
"""An article was asked for by its id alone."""


class Lines(NamedTuple):
    """Some lines of a text, counted from 1, the last among them."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Passages of one article, as an answer shows them."""

    article: Article
    passages: tuple[Passage, ...]
    """In their order; none where the article is cited as a whole."""
    question: Question
    origin: Origin
    day: dt.date
    """When it was asked (UTC)."""
    verdict: str = ""
    """How the words of a quotation stand there (see `quotations.values`); empty for other questions."""
    said: Attribution = NOBODY
    part: Part = "text"
    """What of the article the passages are of."""

    @property
    def printed(self) -> str:
        """The part of the article that is cited."""
        return self.article.title if self.part == "title" else self.article.text

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """What is cited, as offsets into the part: the passages, or all of it."""
        return tuple((one.start, one.end) for one in self.passages) or ((0, len(self.printed)),)

    @property
    def quoted(self) -> tuple[str, ...]:
        """The words of the passages, as printed."""
        return tuple(self.printed[one.start : one.end] for one in self.passages)

    @property
    def key(self) -> str:
        """A name for the citation that is the same whenever the same words of an article are cited."""
        day = self.article.date.isoformat() if self.article.date else "undated"
        cited = json.dumps([self.article.id, self.part, self.spans])
        return f"fihris-{day}-{sha256(cited.encode()).hexdigest()[:KEY_DIGITS]}"


def lines_of(text: str, start: int, end: int) -> Lines:
    r"""Return the lines in which `text[start:end]` stands.

    >>> lines_of("وصل.\nغادر.\nعاد.", 5, 15)
    Lines(first=2, last=3)
    """
    first = text.count("\n", 0, start) + 1
    return Lines(first, first + text[start:end].count("\n"))


def article_sha256(article: Article) -> str:
    """Return the SHA-256 of an article as it is stored, in hexadecimal.

    It is of the article's fields as JSON in UTF-8: sorted by name, no white space, nothing escaped that need not be;
    the date as ISO 8601, empty if there is none. What UTF-8 cannot hold, half of a character, is escaped.
    """
    named = {one.name: getattr(article, one.name) for one in fields(article)}
    named |= {"date": article.date.isoformat() if article.date else "", "extra": dict(article.extra)}
    text = json.dumps(named, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
