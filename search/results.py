"""What a search gives back: values with offsets into the stored text, read when they are asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, overload

from ..index.article import Article
from .asked import Asked
from .query import Query

if TYPE_CHECKING:  # most searches do without
    from .explain import Explanation
    from .suggestions import Suggestions
    from .timeline import By, Timeline

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
    more: int | None = None
    """How many more articles of its source match; None unless hits were grouped."""
    explanation: "Explanation | None" = None
    """What its score is made of; None unless that was asked for."""


class Scored(NamedTuple):
    """An article's number in its snapshot, and its score in steps (see `index.impacts`)."""

    number: int
    steps: int


class Hits(Sequence[Hit]):
    """Ranked articles; each is read, and its passages chosen, when it is first asked for."""

    def __init__(self, scored: Sequence[Scored], read: Callable[[int, Scored], Hit], passed_over: int = 0) -> None:
        """Keep what was found; `read` makes a hit of a rank and what was found there.

        So many better ones were `passed_over`: ranks go on from there.
        """
        self.scored = scored
        self._read = read
        self._first = passed_over + 1
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
            self._made[at] = self._read(self._first + at, self.scored[at])
        return self._made[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


def _no_timeline(by: "By | None") -> "Timeline":
    from .timeline import Timeline

    return Timeline(by or "year", (), (), 0, 0)


class Counted(NamedTuple):
    """Counts what matches when it is asked to, and tells what else might."""

    total: Callable[[], int]
    sources: Callable[[], dict[str, int]]
    missed_undated: Callable[[], int] = lambda: 0
    timeline: "Callable[[By | None], Timeline]" = _no_timeline
    suggestions: "Callable[[], Suggestions | None]" = lambda: None


class Results:
    """The answer to one query; what takes time is worked out when it is asked for."""

    def __init__(
        self,
        query: Query | Asked,
        hits: Sequence[Hit],
        counted: Callable[[], Counted],
        took_ms: float = 0.0,
        left_out: int = 0,
    ) -> None:
        """Keep what was found; `counted` is called when the first count is asked for, which most never are."""
        self._asked = query
        self.hits = hits
        self.took_ms = took_ms
        """Wall time of the search in milliseconds, reading of the articles left out."""
        self.left_out = left_out
        """How many keys that a pattern stands for were not looked for, because they were too many."""
        self._count = counted

    @cached_property
    def _counted(self) -> Counted:
        return self._count()

    @cached_property
    def query(self) -> Query:
        """The query as it was understood."""
        return self._asked.query if isinstance(self._asked, Asked) else self._asked

    @cached_property
    def total(self) -> int:
        """How many articles match, shown or not."""
        return self._counted.total()

    @cached_property
    def sources(self) -> dict[str, int]:
        """How many of them each source has, the most first; "" for articles without one."""
        return self._counted.sources()

    @cached_property
    def missed_undated(self) -> int:
        """How many more articles match but have no date, where days are asked for: no day is theirs."""
        return self._counted.missed_undated()

    def timeline(self, by: "By | None" = None) -> "Timeline":
        """Return how many of them there are of each day, month or year, and from when to when each source has some.

        Without `by`, what is short enough to be looked at: see `timeline.period_for`.
        """
        return self._counted.timeline(by)

    @cached_property
    def suggestions(self) -> "Suggestions | None":
        """What would be found instead; None where something is found and every word of the query is somewhere."""
        return self._counted.suggestions()
