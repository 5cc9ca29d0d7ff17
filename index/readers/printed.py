"""What an article prints about itself: its date, its outlet, and which of its lines are what.

Everything here reads lines as a person does who sees the page: a short line with a date is a dateline, a line
that ends in brackets is a caption, a long one is a paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from ..text.dates import Found, find_date
from ..text.words import keys
from .file_names import named_date

TOP: Final = 12
"""How many lines count as the top of an article, where datelines stand."""

_PARAGRAPH_WORDS: Final = 31
_SENTENCE_WORDS: Final = 12
_CAPTION_WORDS: Final = 40
_OUTLET_WORDS: Final = 6
_WORDS_BESIDE_DATE: Final = 4

_SENTENCE_END: Final = re.compile(r"[.؟!…][\"»”’')\]\s]*$")
_CAPTION_END: Final = re.compile(r"\([^()]{1,40}\)[\s.]*$")
_BETWEEN: Final = re.compile(r"\s+[-–—/]+\s*|\s*[-–—/]+\s+")
_NOT_OUTLETS: Final = frozenset(keys("متابعة متابعات خاص وكالات"))
_ARCHIVE: Final = keys("أرشيف")[0]


def is_paragraph(line: str) -> bool:
    """Tell whether a line is running text: long, or of some length and ended as sentences are."""
    words = len(keys(line))
    return words >= _PARAGRAPH_WORDS or (words >= _SENTENCE_WORDS and bool(_SENTENCE_END.search(line)))


def is_caption(line: str) -> bool:
    """Tell whether a line is the caption of a photograph: it ends with whose it is, in brackets."""
    return bool(_CAPTION_END.search(line)) and len(keys(line)) <= _CAPTION_WORDS


def is_date_line(line: str) -> bool:
    """Tell whether a line is there for the date in it."""
    return _own_line(line) is not None


def is_headline(line: str) -> bool:
    """Tell whether a line may be a headline."""
    return len(keys(line)) >= 2 and not (is_paragraph(line) or is_date_line(line) or is_caption(line))


def date_of(lines: Sequence[str], name: str) -> tuple[date | None, str]:
    """Return the date of an article that declares none, and where it was found, as `Article.date_source` calls it.

    What it prints comes first, then what its file is called; relative days (أمس) tell nothing without it.
    """
    day, place = printed_date(lines)
    if day is None and (day := named_date(name)):
        place = "file"
    return day, place


def printed_date(lines: Sequence[str]) -> tuple[date | None, str]:
    """Return the date that an article prints and where: "dateline", "caption" or "".

    The most telling place wins: a line of its own at the top, then brackets near the top, then the caption of
    a photograph, unless the photograph is from an archive.
    """
    for places, name in ((_own_lines, "dateline"), (_bracketed, "dateline"), (_captions, "caption")):
        found = next(places(lines), None)
        if found:
            return found[0], name
    return None, ""


def outlet(lines: Sequence[str]) -> str:
    """Return the outlet that a dateline such as ``بغداد - ناس`` names, before the first paragraph."""
    for line in lines[:TOP]:
        if is_paragraph(line):
            break
        if 2 <= len(keys(line)) <= _OUTLET_WORDS and not is_date_line(line):
            place, *others = _BETWEEN.split(line.strip(" :\u200e\u200f"))
            named = _without_notes(others[-1]) if place and others else ""
            if named:
                return named
    return ""


def _without_notes(outlet: str) -> str:
    """Drop the words that say how a report came about, such as متابعة, from an outlet's name."""
    return " ".join(word for word in outlet.split() if not _NOT_OUTLETS.intersection(keys(word)))


def _own_line(line: str) -> Found | None:
    if len(line) > 120 or not (found := find_date(line)):
        return None
    beside = [key for key in keys(_without_dates(line)) if not key[0].isdigit()]
    return found if len(beside) <= _WORDS_BESIDE_DATE and not is_caption(line) else None


def _without_dates(line: str) -> str:
    """Return a line without its dates: of publication and of the last change, often."""
    while found := find_date(line):
        line = f"{line[: found[1]]} \n {line[found[2] :]}"
    return line


def _own_lines(lines: Sequence[str]) -> Iterator[Found]:
    return (found for line in lines[:TOP] if (found := _own_line(line)))


def _bracketed(lines: Sequence[str]) -> Iterator[Found]:
    for line in lines[:TOP]:
        for match in re.finditer(r"\(([^()]{6,60})\)", line):
            found = find_date(match[1])
            if found and found[1] == 0 and found[2] == len(match[1]):
                yield found


def _captions(lines: Sequence[str]) -> Iterator[Found]:
    for line in filter(is_caption, lines):
        if not any(key.startswith(_ARCHIVE) for key in keys(line)) and (found := find_date(line)):
            yield found
