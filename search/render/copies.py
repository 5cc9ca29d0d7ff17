"""The copies of an article: paragraphs for a person, records for scripts."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from ...index.article import Article
from ...index.text.words import spans
from ..copies.values import Copies, Copy, Difference
from ..spread import Appearance
from .clean import clean_line
from .records import SCHEMA_VERSION, dumped

if TYPE_CHECKING:
    from .line import Line

Appearances = Iterable[Appearance[Copy]]

SHARE_DIGITS: Final = 3
MOST_SHOWN: Final = 12
"""Differences of a copy that are shown; the records have all."""
INDENT: Final = 4
COLUMNS: Final = "day         after     shared  added  dropped  more  outlet, agency"
"""What stands in the columns of a timeline."""


def to_json(found: Copies, shown: Appearances) -> str:
    """Return the copies of an article as one JSON object."""
    answer: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "id": found.asked.id,
        "first": found.first.id,
        "total": found.total,
        "took_ms": round(found.took_ms, 2),
        "copies": [copy_record(found, one) for one in shown],
    }
    return dumped(answer, indent=2)


def to_json_lines(found: Copies, shown: Appearances) -> Iterator[str]:
    """Yield one JSON object a copy."""
    for one in shown:
        yield dumped(copy_record(found, one))


def copy_record(found: Copies, one: Appearance[Copy]) -> dict[str, Any]:
    """Return one copy with its keys in their documented order; offsets count characters of the stored texts."""
    article, copy = one.article, one.item
    return {
        "id": article.id,
        "title": article.title,
        **_printed(article),
        "path": article.path,
        "sha256": article.sha256,
        "is_first": one.is_first,
        "days_after": one.days,
        "share": round(copy.share, SHARE_DIGITS),
        "share_of_first": round(copy.share_of_first, SHARE_DIGITS),
        "credits": [credit._asdict() for credit in one.credits],
        "differences": [_difference_record(found.first, article, difference) for difference in copy.differences],
        "more": [{"id": other.id, **_printed(other)} for other in one.more],
    }


def _printed(article: Article) -> dict[str, Any]:
    return {
        "date": article.date.isoformat() if article.date else None,
        "date_source": article.date_source,
        "source": article.source,
        "url": article.url,
    }


def _difference_record(first: Article, copy: Article, difference: Difference) -> dict[str, Any]:
    return {
        "kind": difference.kind,
        "first": _piece_record(first, difference.first),
        "copy": _piece_record(copy, difference.copy),
    }


def _piece_record(article: Article, place: tuple[int, int]) -> dict[str, Any]:
    start, end = place
    return {"text": article.text[start:end], "start": start, "end": end}


def lines(found: Copies, shown: Appearances) -> "Iterator[Line]":
    """Yield the copies one by one, each with what it has otherwise than the first."""
    from .line import Line

    shown = list(shown)
    first = "first" if sum(one.is_first for one in shown) == 1 else "of the first day"
    for rank, one in enumerate(shown, 1):
        yield from _head(rank, one, _standing(found, one, first))
        yield from _differences(found.first, one.item)
        yield Line()


def _head(rank: int, one: Appearance[Copy], standing: str) -> "Iterator[Line]":
    from rich.text import Text

    from .line import Line, isolated
    from .spread import agencies
    from .text import META, TITLE, meta, side_of, title

    article, number = one.article, f"{rank}. "
    where, indent = side_of(article), len(number)
    yield Line(title(article), indent, number, TITLE, direction=where)
    yield Line(meta(article), indent, direction=where)
    yield Line(Text(isolated(standing), META), indent, direction=where)
    if article.source:
        yield Line(Text(clean_line(article.source)), indent, direction=where)
    if one.credits:
        yield Line(Text(agencies(one.credits)), indent, direction=where)


def _standing(found: Copies, one: Appearance[Copy], first: str) -> str:
    """Return what an article is among the copies, in a few words."""
    copy = one.item
    is_measure = one.article.id == found.first.id
    parts = [] if is_measure else [f"{copy.share:.0%} of its words, {copy.share_of_first:.0%} of the first's"]
    if one.days is None:
        parts.append("no date")
    elif one.is_first:
        parts.append(first)
    if one.article.id == found.asked.id:
        parts.append("asked for")
    if is_measure:
        parts.append("what the others are measured by")
    return "; ".join(parts)


def _differences(first: Article, copy: Copy) -> "Iterator[Line]":
    from .line import labelled
    from .spread import ADDED, DROPPED, MOVED, piece
    from .text import side_of

    side = side_of(copy.article)
    for kind, here, there in copy.differences[:MOST_SHOWN]:
        theirs, ours = first.text[slice(*here)], copy.article.text[slice(*there)]
        if kind == "moved":
            yield piece(MOVED, ours, INDENT, side)
            continue
        if theirs:
            yield piece(DROPPED, theirs, INDENT, side)
        if ours:
            yield piece(ADDED, ours, INDENT, side)
    left = len(copy.differences) - MOST_SHOWN
    if left > 0:
        yield labelled(f"{'':{INDENT}}… {left} more differences")


def timeline(found: Copies, shown: Appearances) -> "Iterator[Line]":
    """Yield a line an outlet: when, how much it shares with the first, how many words it added and dropped.

    Below it the longest piece that it added, and the longest that it dropped.
    """
    from .spread import spread

    first = found.first

    def told(copy: Copy) -> str:
        added = sum(_words(copy.article.text, one.copy) for one in copy.differences if one.kind != "moved")
        dropped = sum(_words(first.text, one.first) for one in copy.differences if one.kind != "moved")
        counts = f"+{added}" if added else "", f"-{dropped}" if dropped else ""
        return f"{copy.share:6.0%}  {counts[0]:>5}  {counts[1]:>7}"

    def below(copy: Copy) -> "Iterator[Line]":
        from .spread import ADDED, DROPPED, piece
        from .text import side_of

        side = side_of(copy.article)
        told = [one for one in copy.differences if one.kind != "moved"]
        ours = max((copy.article.text[slice(*one.copy)] for one in told), key=len, default="")
        theirs = max((first.text[slice(*one.first)] for one in told), key=len, default="")
        for sign, text in ((ADDED, ours), (DROPPED, theirs)):
            if text:
                yield piece(sign, text, INDENT, side)

    yield from spread(shown, told, below)


def timeline_header() -> "Iterator[Line]":
    """Yield the line that stands above a timeline on a terminal."""
    from .line import labelled

    yield labelled(COLUMNS)


def _words(text: str, place: tuple[int, int]) -> int:
    return sum(1 for _ in spans(text[slice(*place)]))
