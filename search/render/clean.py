"""Articles are hostile text: nothing in them may drive a terminal.

Whatever comes from outside (an article's fields, a query, a file's name) goes through here before it is printed, in
every format but JSON, which escapes the same characters. Escape sequences begin with a control character: controls are
made visible, and so are halves of characters, which no encoding holds. Marks, overrides, embeddings and isolates of
direction would let a text be seen in another order than it is written in: they are dropped, and what is left is seen
in the order of its letters.
"""

from typing import Final

_VISIBLE: Final = "\ufffd"
_CONTROLS: Final = {code: _VISIBLE for code in [*range(0x20), *range(0x7F, 0xA0)] if chr(code) not in "\n\t"}
_SURROGATES: Final = dict.fromkeys(range(0xD800, 0xE000), _VISIBLE)
DIRECTIONS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Every character of Unicode that says nothing but a direction."""
_TABLE: Final = _CONTROLS | _SURROGATES | dict.fromkeys(map(ord, DIRECTIONS)) | {0x2028: "\n", 0x2029: "\n"}
_ONE_LINE: Final = _TABLE | {ord("\n"): " ", ord("\t"): " ", 0x2028: " ", 0x2029: " "}


def clean(text: str) -> str:
    """Return a text that is safe to print; line ends and tabs stay."""
    return text.translate(_TABLE)


def clean_line(text: str) -> str:
    """Return a text that is safe to print on one line, as a column between tabs too."""
    return text if text.isprintable() else text.translate(_ONE_LINE)
