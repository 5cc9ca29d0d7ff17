"""The quotations of a text: what stands between quotation marks of any kind, and blocks of quoted lines.

Guillemets open and close; the other marks are the same on both sides as often as not (``”…“``, ``"…"``): such a mark
closes what a mark of its kind opened, unless it clearly opens (a space before it, none after it). A quotation that is
not closed goes to the end of its paragraph, if a guillemet opened it: the next paragraph opens it again.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from ...index.text import words

SHORTEST: Final = 4
"""Words; fewer between quotation marks are a name, a title or a word held at arm's length."""
SHORTEST_SPEECH: Final = 2
"""Words after a colon, where somebody speaks."""

DEEPEST: Final = 8
"""Marks that stand open inside one another; more is no text."""

_OPENS: Final = {"«": "»", "‹": "›"}
_CLOSES: Final = {closing: opening for opening, closing in _OPENS.items()}
_SAME: Final = dict.fromkeys('"“”„‟＂', '"') | dict.fromkeys("‘’‚‛", "'")
"""Marks that stand on either side, by their kind."""
_MARK: Final = re.compile(f"[{''.join((*_OPENS, *_CLOSES, *_SAME))}\n]")
_CLOSED_LATER: Final = re.compile(r"[^«»‹›]{0,1000}[»›]")
"""What follows a line end inside a quotation that goes on."""
_AFTER_COLON: Final = re.compile(r":\s*\W\s*$")
_BLOCK: Final = re.compile(r"(?m)(?:^[ \t]*>.*(?:\n|\Z))+")
_INSIDE_BLOCK: Final = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each quotation in a text, without its marks, in order; one inside another after it."""
    found = {span for span in (*_between_marks(text), *_blocks(text)) if _is_long(text, *span)}
    yield from sorted(found, key=lambda span: (span[0], -span[1]))


def _is_long(text: str, start: int, end: int) -> bool:
    spans = words.spans(text[start:end])
    shortest = SHORTEST_SPEECH if _AFTER_COLON.search(text, max(0, start - 5), start) else SHORTEST
    return all(next(spans, None) for _ in range(shortest))


def _between_marks(text: str) -> Iterator[tuple[int, int]]:
    open_: list[tuple[str, int]] = []
    """The kind of each mark that is not closed yet, and where what it opens begins."""
    for mark in chain(_MARK.finditer(text), [None]):
        if mark is None or mark[0] == "\n":
            end = mark.start() if mark else len(text)
            if mark and any(kind in _OPENS for kind, _ in open_) and _CLOSED_LATER.match(text, end):
                open_ = [one for one in open_ if one[0] in _OPENS]
                continue
            yield from (_trimmed(text, at, end) for kind, at in open_[:1] if kind in _OPENS)
            open_ = []
            continue
        sign, at = mark[0], mark.start()
        kind = _CLOSES.get(sign) or _SAME.get(sign) or sign
        place = next((place for place in reversed(range(len(open_))) if open_[place][0] == kind), None)
        if sign in _OPENS or (sign in _SAME and (place is None or _opens(text, at)) and not _is_apostrophe(text, at)):
            open_ = [*open_[1 - DEEPEST :], (kind, mark.end())]
        elif place is not None:
            yield _trimmed(text, open_[place][1], at)
            del open_[place:]


def _opens(text: str, at: int) -> bool:
    """Tell whether a mark clearly opens: white space or a sign before it, a letter after it."""
    return not text[at - 1].isalnum() and text[at - 1] not in ".!؟?…،" and text[at + 1 : at + 2].isalnum()


def _is_apostrophe(text: str, at: int) -> bool:
    """Tell whether a single mark stands inside a word: l’Orient."""
    return _SAME[text[at]] == "'" and at > 0 and text[at - 1].isalnum()


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines of each block that Markdown quotes, but for its first sign."""
    for block in _BLOCK.finditer(text):
        first = _INSIDE_BLOCK.match(text, block.start())
        start, end = _trimmed(text, first.end() if first else block.start(), block.end())
        yield (start + 1, end - 1) if text[start:end][:1] in _OPENS and text[end - 1] in _CLOSES else (start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    body = text[start:end]
    return start + len(body) - len(body.lstrip()), end - len(body) + len(body.rstrip())
