"""Paragraphs to the lines of a screen, in the order in which its terminal prints Arabic.

A paragraph that is read from the right begins at the right edge. Where the terminal orders Arabic by itself it must be
told the direction of each line, because most read every line from the left: «قال F-16 ثم» would be seen in the order
ثم F-16 قال, and a full stop on the wrong side.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final
from unicodedata import bidirectional

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from rich.text import Text

from . import bidi
from .line import END_ISOLATE, ISOLATES, RIGHT_TO_LEFT, Direction, Line, direction_of, kept_apart
from .terminals import Order

Pair = tuple[str, Style]
"""A character and its style."""

EXPLICIT, IMPLICIT = "\x1b[8l", "\x1b[8h"
"""Have a terminal print what comes as it comes, and have it order Arabic by itself again (ECMA-48 BDSM, as the
terminal working group of freedesktop reads it); those that do not know it ignore it."""
RIGHT_MARK, LEFT_MARK = "\u200f", "\u200e"
_MARKS: Final[dict[Direction, str]] = {"rtl": RIGHT_MARK, "ltr": LEFT_MARK}
_PLAIN: Final = Style()
NARROWEST: Final = 20
"""Columns that a paragraph needs beside those that stay free."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What is known of the terminal that prints."""

    order: Order
    width: int
    """How many columns text is wrapped to."""
    columns: int
    """How many the terminal has."""
    colour: bool
    """Whether styles have colours; bold and dim need none."""
    links: bool = False
    styles: bool = True
    """Whether it knows escape sequences at all."""

    @property
    def reordered(self) -> bool:
        """Whether text is sent in the order in which it is seen."""
        return self.order in ("visual", "words")


def rows(line: Line, screen: Screen, console: Console) -> Iterator[str]:
    """Yield the lines of the screen that a paragraph takes, with their escape sequences."""
    direction = line.direction or direction_of(line.text.plain)
    if screen.width - line.indent < NARROWEST:  # no columns, then: what stands in them begins the paragraph
        line = replace(line, text=Text.assemble((line.first, line.first_style), line.text), indent=0, first="", mark="")
    # a character that says the direction needs a column before it, or has one itself
    room = max(screen.width - line.indent - (screen.order in ("terminal", "lines")), 1)
    for number, row in enumerate(_wrapped(line.text, room, console)):
        first = line.first or line.mark
        first = first.ljust(line.indent) if first and not number else ""
        pairs = [(character, console.get_style(line.first_style)) for character in first]
        yield escaped(_placed(pairs + row, line.indent - len(first), direction, screen), screen)


def coloured(line: Line, console: Console) -> str:
    """Return a paragraph on one line as it is written, with its colours: for a pipe that wants them."""
    screen = Screen("off", 0, 0, colour=True)
    pairs = [(line.first.ljust(line.indent), console.get_style(line.first_style))]
    return escaped(pairs + _ordered(_pairs(line.text, console), "ltr", screen), screen)


def _pairs(text: Text, console: Console) -> list[Pair]:
    base = console.get_style(text.style)  # Rich leaves it away where nothing else is styled
    return [(character, segment.style or base) for segment in text.render(console) for character in segment.text]


def _wrapped(text: Text, room: int, console: Console) -> Iterator[list[Pair]]:
    """Yield a text's lines as pairs; an isolate that a line's end cuts is closed there and opened again."""
    opened: list[str] = []
    for row in text.wrap(console, room) or [Text()]:
        row.rstrip()
        again = [(isolate, _PLAIN) for isolate in opened]
        pairs = _pairs(row, console)
        for character, _ in pairs:
            if character == END_ISOLATE:
                del opened[-1:]
            elif character in ISOLATES:
                opened.append(character)
        yield again + pairs + [(END_ISOLATE, _PLAIN)] * len(opened)


def _placed(pairs: list[Pair], indent: int, direction: Direction, screen: Screen) -> list[Pair]:
    """Return a line in the order and at the side where its terminal needs it."""
    if not pairs:
        return []
    ordered = _ordered(pairs, direction, screen)
    if direction == "rtl" and screen.order == "lines":  # the terminal counts from the right
        indent += screen.columns - screen.width
    elif direction == "rtl" and screen.order != "off":
        indent = screen.width - indent - cell_len("".join(character for character, _ in ordered))
    return _spaces(indent) + ordered


def _ordered(pairs: list[Pair], direction: Direction, screen: Screen) -> list[Pair]:
    match screen.order:
        case "visual":
            return bidi.visual(pairs, direction)
        case "words":
            return bidi.by_words(pairs, direction)
        case "terminal":
            return [(RIGHT_TO_LEFT, _PLAIN), *pairs, (END_ISOLATE, _PLAIN)] if direction == "rtl" else pairs
        case "lines":
            return _marked(pairs, direction)
        case _:
            return [pair for pair in pairs if pair[0] not in ISOLATES]


def ordered(text: str, screen: Screen) -> str:
    """Return a line that others lay out in the order in which its terminal prints it; it stays where it stands."""
    shown = text.lstrip(" ")
    direction = _begins(shown)
    pairs = [(character, _PLAIN) for character in kept_apart(shown, direction)]
    return " " * (len(text) - len(shown)) + "".join(characters for characters, _ in _ordered(pairs, direction, screen))


def guarded(text: str, screen: Screen) -> str:
    """Return lines with what has their terminal print them as they come, if they come as they are seen."""
    return f"{EXPLICIT}{text}{IMPLICIT}" if screen.reordered and screen.styles else text


def _marked(pairs: list[Pair], direction: Direction) -> list[Pair]:
    """Return a line with marks of its direction: before it if its first letter tells another, and in place of isolates.

    Not all of these terminals know isolates; a mark on both sides does here what they do.
    """
    mark = _MARKS[direction]
    marked = [(mark if character in ISOLATES else character, style) for character, style in pairs]
    same = _begins("".join(character for character, _ in pairs)) == direction
    return marked if same else [(mark, _PLAIN), *marked]


def _begins(text: str) -> Direction:
    """Return the direction of the first letter of a text, the left if there is none."""
    letters = (kind for character in text if (kind := bidirectional(character)) in ("AL", "R", "L"))
    return "ltr" if next(letters, "L") == "L" else "rtl"


def _spaces(count: int) -> list[Pair]:
    return [(" " * count, _PLAIN)] if count > 0 else []


def escaped(pairs: Iterable[Pair], screen: Screen) -> str:
    """Return pairs with the escape sequences of their styles and links, as far as a terminal has them."""
    if not screen.styles:
        return "".join(characters for characters, _ in pairs)
    return "".join(
        _linked(_styled(linked, screen), address)
        for address, linked in groupby(pairs, lambda pair: pair[1].link if screen.links else None)
    )


def _styled(pairs: Iterable[Pair], screen: Screen) -> str:
    return "".join(
        (style if screen.colour else style.without_color).render(
            "".join(characters for characters, _ in run), color_system=ColorSystem.STANDARD
        )
        for style, run in groupby(pairs, lambda pair: pair[1].update_link(None) if pair[1].link else pair[1])
    )


def _linked(text: str, address: str | None) -> str:
    """Return a text as a hyperlink, which terminals know as OSC 8."""
    return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\" if address else text
