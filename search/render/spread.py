"""How something spread, as paragraphs: one line an outlet, below it what it made of it.

On a line figures stand first, aligned, and names last: terminals that reorder mix up whatever stands behind Arabic.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from rich.text import Text

from ..spread import Appearance, Credit, Item
from .clean import clean_line
from .line import Direction, Line, isolated, labelled

FIGURES: Final = 22
"""Columns of the day and of how long after the first it is."""
UNDATED: Final = "no date"
MOST_WORDS: Final = 24
"""Words of a piece of text that are shown; of a longer one the first and the last."""
ADDED: Final = ("+ ", "green")
DROPPED: Final = ("- ", "red")
MOVED: Final = ("~ ", "cyan")
"""How a piece of text is marked, and its style."""


def spread(
    found: Iterable[Appearance[Item]], told: Callable[[Item], str], below: Callable[[Item], Iterable[Line]]
) -> Iterator[Line]:
    """Yield a line for each appearance, with what is told of it, and the lines below."""
    found = list(found)
    first = "first" if sum(one.is_first for one in found) == 1 else "first day"
    for one in found:
        more = f"+{len(one.more)}" if one.more else ""
        figures = f"{_day(one, first):{FIGURES}}{told(one.item)}  {more:>3}  "
        names = [isolated(clean_line(one.article.source)) if one.article.source else "no source"]
        names += [agencies(one.credits)] if one.credits else []
        yield labelled(figures, "  ".join(names))
        yield from below(one.item)


def _day(one: Appearance[Item], first: str) -> str:
    if one.days is None:
        return UNDATED
    return f"{one.article.date}  {first if one.is_first else f'+{one.days} d'}"


def agencies(credits_: Iterable[Credit]) -> str:
    """Return the names of agencies: those that an article credits, and in brackets those that it only cites."""
    return ", ".join(isolated(f"({one.agency})" if one.place == "cited" else one.agency) for one in credits_)


def piece(sign: tuple[str, str], text: str, indent: int, side: Direction | None = None) -> Line:
    """Return a piece of text that differs as a paragraph of its own; of a long one the middle is left out.

    `side` is where it begins whatever it is: a figure stands below the words of its article.
    """
    mark, style = sign
    words = clean_line(text).split()
    half = MOST_WORDS // 2
    if len(words) > MOST_WORDS:
        words[half:-half] = [isolated(f"… {len(words) - 2 * half} words …")]
    return Line(Text(" ".join(words), style), indent, mark.rjust(indent), style, direction=side)
