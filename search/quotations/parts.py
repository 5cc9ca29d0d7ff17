"""The parts of a quotation: what is left out between them is understood.

Whoever quotes marks a gap with an ellipsis («… أو [...]»), or says between two quotation marks that the speaker went on
(«…»، وأضاف: «…»).
"""

import re
from typing import Final, NamedTuple

from ...index.text import words
from ...index.text.saying import SAYS, kind_of

_ELLIPSIS: Final = re.compile(r"(?:[\[(]\s{0,3})?(?:\.{2,}|…)[.…]*(?:\s{0,3}[\])])?")
"""Two full stops or more, or the one sign, in brackets or not."""
_MARKS: Final = '[«»‹›"“”„‟❝❞〝〞＂]'
_JOINT: Final = re.compile(
    rf"(?<=\S){_MARKS}(?=[\s،,.؛:])([^«»‹›\"“”„‟❝❞〝〞＂\n]{{2,80}}?)(?<=[\s:]){_MARKS}(?![\s.,،:؛]|$)"
)
"""From the mark that closes one quotation to the one that opens the next, if no more than 80 characters are between."""


MOST: Final = 50
"""Parts of a quotation; what has more is no quotation with gaps."""


class Part(NamedTuple):
    """A stretch of a quotation, from its first word to its last."""

    text: str
    words: tuple[str, ...]
    """As they were typed."""
    forms: tuple[str, ...]
    """The same, folded."""


def whole(text: str) -> Part | None:
    """Return a quotation as one part; None if it holds no word."""
    found = list(words.split(text))
    if not found:
        return None
    return Part(
        text[found[0].start : found[-1].end],
        tuple(text[word.start : word.end] for word in found),
        tuple(word.key for word in found),
    )


def parts(text: str) -> list[Part]:
    """Return the parts of a quotation in their order: one if nothing divides it."""
    joined = _JOINT.sub(lambda joint: " … " if _says(joint) else joint[0], text)
    return [part for piece in _ELLIPSIS.split(joined) if (part := whole(piece)) is not None]


def has_joint(text: str) -> bool:
    """Tell whether a text closes a quotation, says that the speaker went on, and opens another."""
    return any(map(_says, _JOINT.finditer(text)))


def _says(joint: re.Match[str]) -> bool:
    return any(kind_of(key) & SAYS for key in words.keys(joint[1]))
