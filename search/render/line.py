"""A paragraph for a person, before it is known how wide the screen is and in which order it prints Arabic."""

from dataclasses import dataclass, field
from typing import Final, Literal

from rich.text import Text

Direction = Literal["rtl", "ltr"]

ISOLATE, END_ISOLATE = "\u2068", "\u2069"
"""First-strong isolate and its end: what stands between them is ordered by itself."""
RIGHT_TO_LEFT: Final = "\u2067"
"""Right-to-left isolate."""
_NO_ISOLATES: Final = dict.fromkeys(map(ord, ISOLATE + END_ISOLATE))


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


def isolated(text: str) -> str:
    """Return a text that keeps its own order wherever it stands."""
    return f"{ISOLATE}{text}{END_ISOLATE}"
