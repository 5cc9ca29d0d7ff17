"""Page furniture: telling the lines of an article from what the page prints around it.

The patterns are data, in `furniture.txt`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from .words import keys

LONGEST: Final = 16
"""The most words of a line of furniture: a longer one is a paragraph, whatever it begins with."""

LONGEST_LINE: Final = 300
"""The same in characters, so that paragraphs need not be split to know them."""

_PATTERNS: Final = Path(__file__).with_name("furniture.txt")
_ANY: Final = "(?: .*)?"


def is_furniture(line: str) -> bool:
    """Tell whether a line belongs to the page and not to the article; a line without words does."""
    if len(line) > LONGEST_LINE:
        return False
    words = keys(line)
    if len(words) > LONGEST:
        return False
    return not words or _pattern().fullmatch(_spaced(words)) is not None


def body_lines(lines: Iterable[str], titles: Iterable[str]) -> Iterator[str]:
    """Yield the lines of an article, each stripped; an empty one between paragraphs.

    Left out are furniture, the title where it comes again, and what is said twice in a row, as captions are.
    """
    wanted, before, gap = {tuple(keys(title)) for title in titles}, "", False
    for line in map(str.strip, lines):
        if not line:
            gap = bool(before)
        elif line != before and not is_furniture(line) and not _is_one_of(line, wanted):
            if gap:
                yield ""
            yield line
            before, gap = line, False


def _is_one_of(line: str, titles: set[tuple[str, ...]]) -> bool:
    return len(line) <= LONGEST_LINE and tuple(keys(line)) in titles


def rows(text: str) -> list[str]:
    """Return the patterns that a file of furniture holds, without its comments."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@cache
def _pattern() -> re.Pattern[str]:
    """Return one pattern for all furniture, to be matched with words that each follow a space."""
    return re.compile("|".join(map(_expression, rows(_PATTERNS.read_text("utf-8")))))


def _expression(row: str) -> str:
    return _ANY.join(re.escape(_spaced(keys(part))) for part in row.split("*"))


def _spaced(words: Iterable[str]) -> str:
    return "".join(f" {word}" for word in words)
