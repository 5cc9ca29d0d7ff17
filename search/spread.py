"""Who printed something first, and how it spread: the earliest first, each outlet once for each of its sources.

A day is all that is known of when an article was printed. So everything of the earliest day may be the first
appearance, and what has no day may be earlier still: it comes last, and is never called first.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, TypeVar

from ..index.article import Article
from ..index.text.agencies import Place, agency_named, credited

Item = TypeVar("Item")


class Credit(NamedTuple):
    """A news agency that an article credits."""

    agency: str
    place: Place | Literal["author"]
    """Where in its text, or that it is named as its author."""
    start: int = 0
    end: int = 0
    """Where in its text the agency is named; both 0 for the author."""


@dataclass(frozen=True, slots=True)
class Appearance(Generic[Item]):
    """An article that prints something, and what else its outlet printed of it."""

    item: Item
    """What is known of how the article prints it."""
    article: Article
    credits: tuple[Credit, ...]
    is_first: bool
    """Whether it is of the earliest day there is."""
    days: int | None
    """How many days after that it was printed; None if it has no date."""
    more: tuple[Article, ...] = ()
    """Later articles of the same outlet that credit the same agencies."""


def appearances(items: Iterable[Item], article_of: Callable[[Item], Article]) -> tuple[Appearance[Item], ...]:
    """Return what each article is to the spread of something, the earliest first; of one day in the given order."""
    ordered = sorted(((item, article_of(item)) for item in items), key=lambda one: one[1].date or dt.date.max)
    first = ordered[0][1].date if ordered else None
    return tuple(_appearance(item, article, first) for item, article in ordered)


def collapsed(
    found: Iterable[Appearance[Item]], apart: Callable[[Item], str] = lambda _: ""
) -> tuple[Appearance[Item], ...]:
    """Return appearances with those of one outlet and the same agencies as one, the earliest with the others beside it.

    An agency that is only cited in a sentence makes no difference, and articles without an outlet stay by themselves.
    Items for which `apart` gives another string do so, too.
    """
    groups: dict[tuple[str, ...], list[Appearance[Item]]] = {}
    for one in found:
        agencies = sorted({credit.agency for credit in one.credits if credit.place != "cited"})
        outlet = (one.article.source, *agencies) if one.article.source else ("", one.article.id)
        groups.setdefault((apart(one.item), *outlet), []).append(one)
    return tuple(_joined(same) for same in groups.values())


def credits_of(article: Article) -> tuple[Credit, ...]:
    """Return the agencies that an article credits, as its author or in its text; each once."""
    author = agency_named(article.author)
    found = [Credit(*one) for one in credited(article.text) if one.agency != author]
    return (*([Credit(author, "author")] if author else []), *found)


def _appearance(item: Item, article: Article, first: dt.date | None) -> Appearance[Item]:
    days = (article.date - first).days if article.date and first else None
    return Appearance(item, article, credits_of(article), days == 0, days)


def _joined(same: list[Appearance[Item]]) -> Appearance[Item]:
    first, *others = same
    more = tuple(other.article for other in others)
    return Appearance(first.item, first.article, first.credits, first.is_first, first.days, more)
