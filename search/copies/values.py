"""What asking for the copies of an article gives back."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from ...index.article import Article

Kind = Literal["added", "dropped", "changed", "moved"]


class Difference(NamedTuple):
    """Where the words of a copy are not those of the first article; spelling and punctuation are no difference."""

    kind: Kind
    first: tuple[int, int]
    """What the first has, as offsets into its text; for what was added an empty place, behind the words before it."""
    copy: tuple[int, int]
    """What the copy has, as offsets into its text; for what was dropped an empty place."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One article of those that print the same words."""

    article: Article
    share: float
    """How much of its text the first article has too, in runs of words: from 0 to 1."""
    share_of_first: float
    """How much of the first article's text it has."""
    differences: tuple[Difference, ...] = ()
    """What it has otherwise than the first, in the order of its text."""


@dataclass(frozen=True, slots=True)
class Copies:
    """An article and its copies."""

    asked: Article
    copies: tuple[Copy, ...]
    """The earliest first, the asked one among them; those without a date last. The first is what the others are
    measured by."""
    total: int
    """How many copies there are besides the asked one, shown or not."""
    took_ms: float = 0.0

    @property
    def first(self) -> Article:
        """Return the earliest; of those of one day the asked one, else the first in the archive's order."""
        return self.copies[0].article
