"""Articles are hostile text: nothing in them may drive a terminal.

Control characters (escape sequences begin with one) and the characters that turn the direction of what follows
are replaced one for one, so that offsets still hold.
"""

from typing import Final

_VISIBLE: Final = "\ufffd"
_CONTROLS: Final = {code: _VISIBLE for code in [*range(0x20), *range(0x7F, 0xA0)] if chr(code) not in "\n\t"}
_DIRECTIONS: Final = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], _VISIBLE)
_TABLE: Final = _CONTROLS | _DIRECTIONS | {0x2028: "\n", 0x2029: "\n"}
_ONE_LINE: Final = _TABLE | {ord("\n"): " ", ord("\t"): " ", 0x2028: " ", 0x2029: " "}


def clean(text: str) -> str:
    """Return a text of the same length that is safe to print; line ends and tabs stay."""
    return text.translate(_TABLE)


def clean_line(text: str) -> str:
    """Return a text of the same length that is safe to print on one line."""
    return text if text.isprintable() else text.translate(_ONE_LINE)
