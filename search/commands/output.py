"""Where the commands print: Rich on a terminal, plain lines in a pipe."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_NO_ISOLATES = {0x2068: None, 0x2069: None}
"""Isolates order what a terminal shows; a script has no use for them."""


def console(*, stderr: bool = False) -> "Console":
    """Return a Rich console that adds nothing of its own: no markup, no emoji, no highlighting of digits."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def write(lines: Iterable[str], end: str = "\n") -> None:
    """Print lines to a pipe or a file; they go out when the last is there."""
    for line in lines:
        sys.stdout.write(line + end)
    sys.stdout.flush()


def show(texts: Iterable["Text"]) -> None:
    """Print Rich text: styled and wrapped on a terminal, plain and unwrapped elsewhere."""
    if not sys.stdout.isatty():
        write(text.plain.translate(_NO_ISOLATES) for text in texts)
        return
    from rich.padding import Padding

    target = console()
    for text in texts:
        indent = len(text.plain) - len(text.plain.lstrip(" "))
        target.print(Padding(text[indent:], (0, 0, 0, indent), expand=False) if indent else text)
