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

_END: Final = re.compile(
    r"\n+"
    rf"|[!؟?؛…]+{_CLOSING}[,،]?(?=\s|$|{_ARABIC})"  # the marks that end a sentence wherever they stand
    rf"|\.+{_CLOSING}[,،]?(?=\s|$)"  # a full stop before white space; «., » joins two paragraphs
    rf"|(?<={_ARABIC}{_ARABIC})\.+{_CLOSING}(?={_ARABIC}{_ARABIC})"  # a forgotten space: الأول.وقال
)
_LOOSE_END: Final = " ,،\t\n\u00a0"
_INITIAL: Final = re.compile(rf"(?<![\w.])(?:[A-Za-z]|{_ARABIC})$")


def split(raw: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence, in characters of the raw text.

    White space round a sentence and a comma after it are left out.
    """
    start = 0
    for match in _END.finditer(raw):
        if _is_initial(raw, match):
            continue
        yield from _trimmed(raw, start, match.end())
        start = match.end()
    yield from _trimmed(raw, start, len(raw))


def _is_initial(raw: str, end: re.Match[str]) -> bool:
    """Tell whether a full stop follows one letter that stands alone (``J. Smith``, ``أ. ف. ب``)."""
    return end.group() == "." and _INITIAL.search(raw, max(0, end.start() - 2), end.start()) is not None


def _trimmed(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = raw[start:end]
    if body := piece.strip().rstrip(_LOOSE_END):
        start += piece.index(body)
        yield start, start + len(body)
