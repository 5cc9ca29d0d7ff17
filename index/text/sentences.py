"""Text to sentences, as offsets into the raw text.

A sentence ends after ``. ! ؟ ? ؛ …`` (and the quotation marks and brackets that close it), or at the end of a
line. Scraped texts join their paragraphs with ``., `` and forget the space after a full stop (``الأول.وقال``):
both end a sentence too. A point inside a number, a date, an abbreviation (``أ.ف.ب``) or a Latin name does not.
"""

import re
from collections.abc import Iterator
from typing import Final

from pyarabic.araby import HAMZA_ABOVE, TATWEEL

_ARABIC: Final = f"[\u0621-\u064a{TATWEEL}\u064b-{HAMZA_ABOVE}\u0670]"
_CLOSING: Final = "[\"'»”’)\\]\u200e\u200f]*"

# Every alternative begins after one of the signs, so that whatever lies between them is passed over fast.
_END: Final = re.compile(
    r"[\n.!؟?؛…](?:"
    r"(?<=\n)\n*"
    rf"|(?<=[!؟?؛…])[!؟?؛…]*{_CLOSING}[,،]?(?=\s|$|{_ARABIC})"  # the marks that end a sentence wherever they stand
    rf"|(?<=\.)\.*{_CLOSING}[,،]?(?=\s|$)"  # a full stop before white space; «., » joins two paragraphs
    rf"|(?<={_ARABIC}{_ARABIC}\.)\.*{_CLOSING}(?={_ARABIC}{_ARABIC})"  # a forgotten space: الأول.وقال
    r")"
)
_LOOSE_END: Final = " ,،\t\n\u00a0"
_INITIAL: Final = re.compile(rf"(?<![\w.])(?:[A-Za-z]|{_ARABIC})$")


def split(raw: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence, in characters of the raw text.

    White space round a sentence and a comma after it are left out.
    """
    start = 0
    for end in ends(raw):
        body = trimmed(raw, start, end)
        if body[0] < body[1]:
            yield body
        start = end


def ends(raw: str) -> Iterator[int]:
    """Yield where each sentence ends and the next begins, before anything is trimmed; the last ends the text."""
    for match in _END.finditer(raw):
        if not _is_initial(raw, match):
            yield match.end()
    yield len(raw)


def trimmed(raw: str, start: int, end: int) -> tuple[int, int]:
    """Return start and end of what is left of a sentence without white space round it and a comma after it."""
    body = raw[start:end].strip().rstrip(_LOOSE_END)
    start = raw.index(body, start)
    return start, start + len(body)


def _is_initial(raw: str, end: re.Match[str]) -> bool:
    """Tell whether a full stop follows one letter that stands alone (``J. Smith``, ``أ. ف. ب``)."""
    at = end.start()
    if end.end() > at + 1 or raw[at] != "." or (at > 1 and raw[at - 2 : at].isalpha()):
        return False
    return _INITIAL.search(raw, max(0, at - 2), at) is not None
