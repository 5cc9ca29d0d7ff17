"""What asking for a quotation gives back: a verdict on its words, and the places where they stand."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from ...index.article import Article
from ...index.text.attribution import NOBODY, Attribution

Verdict = Literal["verbatim", "same_words", "altered", "part_found", "not_found"]
"""How the words of a quotation stand in an article, the best first.

`verbatim`: as they were typed, apart from quotation marks and white space. `same_words`: only orthography, marks,
punctuation or the spelling of a name differ. `altered`: words were dropped, added, changed or moved. `part_found`: a
run of words stands there that is too long for chance. `not_found`: none of these.
"""

VERDICTS: tuple[Verdict, ...] = ("verbatim", "same_words", "altered", "part_found", "not_found")

Operation = Literal["spelling", "dropped", "added", "changed", "moved"]
"""What became of some words, seen from the quotation: `dropped` stand in the article alone, `added` in it alone."""


class Change(NamedTuple):
    """Where an article's words and the quotation's differ."""

    operation: Operation
    theirs: str
    """As the article has it; empty for what was added."""
    ours: str
    """As the quotation has it; empty for what was dropped."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article prints a quotation, or comes near to it."""

    verdict: Verdict
    article: Article
    start: int
    end: int
    """What corresponds to the quotation: offsets into the article's `part`."""
    similarity: float
    """1 less the share of words that were edited, from 0 to 1."""
    diff: tuple[Change, ...] = ()
    changed: tuple[tuple[int, int], ...] = ()
    """Where each change of `diff` stands: offsets into the `part`; twice the same place for what was added."""
    before: tuple[int, int] = (0, 0)
    """What stands before it, from the beginning of the sentence before: offsets into the text, `text[slice(*before)]`.

    With `after` behind it, it makes one stretch of the text. Both are empty in a title.
    """
    after: tuple[int, int] = (0, 0)
    """What stands after it, to the end of the sentence after."""
    said: Attribution = NOBODY
    """Who said it by this article, and the verb of saying."""
    part: Literal["text", "title"] = "text"
    """Where in the article it is printed; in the title only if the text has nothing as good."""

    @property
    def text(self) -> str:
        """Return what the article prints."""
        printed = self.article.title if self.part == "title" else self.article.text
        return printed[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Quotation:
    """What the archive has of one quotation."""

    text: str
    """As it was typed."""
    verdict: Verdict
    """That of the best place."""
    places: tuple[Place, ...] = ()
    """Where it is found, one place an article: best verdict first, of altered ones the most alike, then the earliest.

    Those without a date come last.
    """
    nearest: Place | None = None
    """What comes nearest to a quotation that is not found; it is shown as that and nothing else."""
    took_ms: float = 0.0
