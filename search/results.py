"""What a search gives back: values with offsets into the stored text, read when they are asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, overload

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


class Scored(NamedTuple):
    """An article's number in its snapshot, and its score in steps (see `index.impacts`)."""

    number: int
    steps: int


class Hits(Sequence[Hit]):
    """Ranked articles; each is read, and its passages chosen, when it is first asked for."""

    def __init__(self, scored: Sequence[Scored], read: Callable[[int, Scored], Hit]) -> None:
        """Keep what was found; `read` makes a hit of a rank and what was found there."""
        self.scored = scored
        self._read = read
        self._made: dict[int, Hit] = {}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.scored)

    @overload
    def __getitem__(self, place: int) -> Hit: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, place: int | slice) -> Hit | tuple[Hit, ...]:
        """Return the hit at a place, or several."""
        if isinstance(place, slice):
            return tuple(self[at] for at in range(*place.indices(len(self))))
        at = range(len(self))[place]
        if at not in self._made:
            self._made[at] = self._read(at + 1, self.scored[at])
        return self._made[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


class Counted(NamedTuple):
    """Counts what matches when it is asked to."""

    total: Callable[[], int]
    sources: Callable[[], dict[str, int]]
    undated: Callable[[], int] = lambda: 0


class Results:
    """The answer to one query; what takes time is worked out when it is asked for."""

    def __init__(
        self, query: Query, hits: Sequence[Hit], counted: Counted, took_ms: float = 0.0, left_out: int = 0
    ) -> None:
        self.query = query
        self.hits = hits
        self.took_ms = took_ms
        """Wall time of the search in milliseconds, reading of the articles left out."""
        self.left_out = left_out
        """How many keys that a pattern stands for were not looked for, because they were too many."""
        self._counted = counted

    @cached_property
    def total(self) -> int:
        """How many articles match, shown or not."""
        return self._counted.total()

    @cached_property
    def sources(self) -> dict[str, int]:
        """How many of them each source has, the most first; "" for articles without one."""
        return self._counted.sources()

    @cached_property
    def undated(self) -> int:
        """How many articles without a date match but for the days that were asked for: no day is theirs."""
        return self._counted.undated()
