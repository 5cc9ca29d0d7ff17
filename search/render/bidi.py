"""Arabic in the order in which it is seen, for terminals that print characters from left to right as they come.

Everything here works on one line of a screen at a time, after wrapping: words that are read first belong on the first
line. A line is a sequence of pairs, a character and whatever its style is, so that each character keeps its style.

Order and mirroring are the Unicode bidirectional algorithm (UAX #9) as python-bidi implements it. Letters are joined
by arabic-reshaper into presentation forms, one for one: vowel marks stay, lam-alef is two letters.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby, islice, product
from re import compile as compiled
from typing import TYPE_CHECKING, Final, TypeVar
from unicodedata import bidirectional, category

from ...index.text.characters import CharacterTable
from .line import Direction

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper

Style = TypeVar("Style")
Pair = tuple[str, Style]

RIGHT_TO_LEFT_LETTER, LEFT_TO_RIGHT_LETTER = "\u05d0", "a"
ZERO_WIDTH_JOINER, TATWEEL = "\u200d", "\u0640"
_JOINED: Final = compiled("[\u0600-\u06ff\u08d4-\u08ff\u200c\u200d]+")
"""What may be joined: Arabic letters and marks, and the characters that join and part them."""
_RESHAPER: Final = {
    "language": "Arabic",
    "delete_harakat": False,
    "delete_tatweel": False,
    "shift_harakat_position": False,
    "support_ligatures": False,
    "support_zwj": True,
    "use_unshaped_instead_of_isolated": False,
}
"""All of its settings that matter, so that no configuration of the user's changes the number of characters."""
_SHAPED: Final[dict[str, str]] = {}
"""Words and their joined forms, as far as they were met."""
_KEPT: Final = 1 << 14
_UNSEEN: Final = compiled(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2065\u206a-\u206f\ufeff\U000e0000-\U000e0fff]"
)
"""Characters that say how others are laid out, and have no place of their own once that is done; but for isolates."""
_ISOLATES: Final = "\u2066\u2067\u2068\u2069"
_NUMERALS: Final = "".join(map(chr, range(0xE0020, 0xE0080)))
_FIRST, _LAST = _NUMERALS[0], _NUMERALS[-1]
"""Tag characters. The algorithm orders a line as if they were not there (rule X9) and leaves each behind the character
that it follows, so they can carry a character's place through it."""


Placed = tuple[int, bool]
"""A character's place in the text, and whether what stands there is read from right to left."""


def visual_order(text: str, direction: Direction) -> list[Placed]:
    """Return the places of a line's characters in the order in which they are seen, from left to right.

    `text` holds none of the characters that are not seen, isolates excepted.
    """
    from bidi import get_display

    base, end = ("R", RIGHT_TO_LEFT_LETTER) if direction == "rtl" else ("L", LEFT_TO_RIGHT_LETTER)
    numbers, places = _numbers(len(text).bit_length())
    # without a letter at its end the numerals of what is before closing spaces would move with these (rule L1)
    shown = get_display("".join(map(str.__add__, text + end, numbers)), base_dir=base)
    size = len(numbers[0]) + 1
    groups = [shown[at : at + size] for at in range(0, len(shown), size)]
    # where text runs backwards, a number stands before its character, from its last numeral to its first
    placed = [
        (places[group[-2::-1]], True) if _FIRST <= group[0] <= _LAST else (places[group[1:]], False) for group in groups
    ]
    return [one for one in placed if one[0] < len(text)]


@cache
def _numbers(bits: int) -> tuple[list[str], dict[str, int]]:
    """Return the first 2 ** bits numbers, of as many numerals each as the last needs, and what each stands for."""
    digits = 1
    while len(_NUMERALS) ** digits < 1 << bits:
        digits += 1
    numbers = ["".join(number) for number in islice(product(_NUMERALS, repeat=digits), 1 << bits)]
    return numbers, {number: place for place, number in enumerate(numbers)}


def shape(text: str) -> str:
    """Return a text of the same length, its Arabic letters in the form that joins them to their neighbours."""
    words = set(_JOINED.findall(text))
    if new := [word for word in words if word not in _SHAPED]:
        if len(_SHAPED) > _KEPT:
            _SHAPED.clear()
            new = list(words)
        _SHAPED.update(zip(new, _shaped(new), strict=True))
    return _JOINED.sub(lambda match: _SHAPED[match[0]], text)


def _shaped(words: Sequence[str]) -> list[str]:
    """Return words with their letters joined, all in one call: a call costs more than a word."""
    # a tatweel joins as the joiner does, and the reshaper keeps it
    shaped = _reshaper().reshape("\n".join(words).replace(ZERO_WIDTH_JOINER, TATWEEL)).split("\n")
    return ["".join(map(_joiner_again, *pair)) for pair in zip(words, shaped, strict=True)]


def _joiner_again(raw: str, form: str) -> str:
    return raw if raw == ZERO_WIDTH_JOINER else form


@cache
def _reshaper() -> "ArabicReshaper":
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper(configuration=_RESHAPER)


SEEN, MARK, ISOLATE, UNSEEN = "smiu"


def _kind(character: str) -> str:
    if _UNSEEN.match(character):
        return UNSEEN
    if character in _ISOLATES:
        return ISOLATE
    return MARK if category(character) in ("Mn", "Me") else SEEN


_KINDS: Final = CharacterTable(_kind)
_CELLS: Final = compiled("i|[sm][mu]*")
"""What is ordered as one, by the kinds of its characters: an isolate, or a character with the marks that follow it."""

_Cell = tuple[range, bool]
"""The places of a character and of the marks that stand on it, and whether they are read from right to left."""


def visual(pairs: Sequence[Pair[Style]], direction: Direction) -> list[Pair[Style]]:
    """Return a line as it is seen: joined, in the order of the screen, brackets mirrored, marks after their letter."""
    text = _text(pairs)
    return _seen(_cells(text, direction), shape(text), pairs)


def by_words(pairs: Sequence[Pair[Style]], direction: Direction) -> list[Pair[Style]]:
    """Return a line as it is seen, but for Arabic words, which keep the order of their letters, unjoined.

    This is for terminals that join a run of Arabic and turn it round by themselves, one run at a time. A run has one
    style, that of its first letter: two would be two runs.
    """
    text = _text(pairs)
    line: list[Pair[Style]] = []
    for in_run, cells in groupby(_cells(text, direction), lambda cell: _is_arabic(text[cell[0].start])):
        run = list(cells)
        if in_run and (letters := [places.start for places, _ in run if bidirectional(text[places.start]) == "AL"]):
            style = pairs[letters[-1]][1]
            read = (place for places, _ in reversed(run) for place in places)
            line += [(text[place], style) for place in read if _KINDS[ord(text[place])] != UNSEEN]
        else:
            line += _seen(run, text, pairs)
    return line


def _text(pairs: Iterable[Pair[Style]]) -> str:
    return "".join([character for character, _ in pairs])


def _is_arabic(character: str) -> bool:
    return "\u0600" <= character <= "\u06ff"


def _cells(text: str, direction: Direction) -> list[_Cell]:
    """Return what has a place on the screen, from left to right."""
    owned = [range(*match.span()) for match in _CELLS.finditer(text.translate(_KINDS))]
    order = visual_order("".join([text[places.start] for places in owned]), direction)
    cells = [(owned[place], backwards) for place, backwards in order]
    return [cell for cell in cells if text[cell[0].start] not in _ISOLATES]


def _seen(cells: Iterable[_Cell], text: str, pairs: Sequence[Pair[Style]]) -> list[Pair[Style]]:
    from bidi.mirror import MIRRORED

    line: list[Pair[Style]] = []
    for places, backwards in cells:
        first = text[places.start]
        line.append((MIRRORED.get(first, first) if backwards else first, pairs[places.start][1]))
        if len(places) > 1:
            line += [(text[mark], pairs[mark][1]) for mark in places[1:] if _KINDS[ord(text[mark])] != UNSEEN]
    return line
