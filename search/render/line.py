"""A paragraph for a person, before it is known how wide the screen is and in which order it prints Arabic."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final, Literal
from unicodedata import bidirectional

from rich.text import Text

Direction = Literal["rtl", "ltr"]

LEFT_TO_RIGHT, RIGHT_TO_LEFT, END_ISOLATE = "\u2066", "\u2067", "\u2069"
"""Isolates and their end: what stands between them is ordered by itself, from the left or from the right."""
ISOLATES: Final = f"{LEFT_TO_RIGHT}{RIGHT_TO_LEFT}{END_ISOLATE}"
_OTHER_WAY: Final[dict[Direction, re.Pattern[str]]] = {
    "rtl": re.compile(r"[A-Za-z]+|\d+(?:[-./:,]\d+)*"),
    "ltr": re.compile('(?<=")[^"]*[\u0600-\u06ff][^"]*(?=")|[^\\s"]*[\u0600-\u06ff][^\\s"]*'),
}
"""What is read the other way in a line of either direction: Latin words and figures; Arabic in quotes, or one word."""
_NO_ISOLATES: Final = dict.fromkeys(map(ord, ISOLATES))


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, clean: it is wrapped to the width of a terminal, and one line elsewhere."""

    text: Text = field(default_factory=Text)
    indent: int = 0
    """How many columns stay free before each of its lines: on the right, if it is read from there."""
    first: str = ""
    """What stands in these columns on its first line: a number, a label."""
    first_style: str = ""
    mark: str = ""
    """What stands there instead on a terminal, where a script needs nothing."""
    direction: Direction | None = None
    """From which side it is read; None to find out by its letters."""

    @property
    def plain(self) -> str:
        """The paragraph on one line for a script: no style, no isolates."""
        return (self.first.ljust(self.indent) + self.text.plain).translate(_NO_ISOLATES)


def direction_of(text: str) -> Direction:
    """Return from which side a text is read: that of most of its letters, the left if there are none."""
    kinds = Counter(map(bidirectional, text))
    right = kinds["AL"] + kinds["R"]
    return "rtl" if right and right >= kinds["L"] else "ltr"


def isolate_of(text: str) -> str:
    """Return the isolate that keeps a text in its own order."""
    return RIGHT_TO_LEFT if direction_of(text) == "rtl" else LEFT_TO_RIGHT


def isolated(text: str) -> str:
    """Return a text that keeps its own order wherever it stands."""
    return f"{isolate_of(text)}{text}{END_ISOLATE}"


def kept_apart(text: str, direction: Direction) -> str:
    """Return a query, or the line of a command, of which each part keeps its own order that is read the other way.

    In «القمح AND root:حصد» the words AND and root would be read from the left otherwise, the months of 2021-07..2021-08
    in the wrong order; in ``search "«قال» ثم" -n 1`` the quotation marks would be torn apart.
    """
    return _OTHER_WAY[direction].sub(lambda part: isolated(part[0]), text)


def query_text(query: str) -> str:
    """Return a query as it is read, whatever stands in it."""
    return kept_apart(query, direction_of(query))


def labelled(label: str, value: str | Text = "", indent: int = 0) -> Line:
    """Return a paragraph that is read from the left: figures or a name in columns of their own, and what they are of.

    `indent` is the least number of these columns.
    """
    text = value if isinstance(value, Text) else Text(value)
    return Line(text, max(indent, len(label)), label, "dim", direction="ltr")
