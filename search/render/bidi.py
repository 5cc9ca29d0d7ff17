"""Arabic in the order in which it is seen, for terminals that print characters from left to right as they come.

Everything here works on one line of a screen at a time, after wrapping: words that are read first belong on the first
line. A line is a sequence of pairs, a character and whatever its style is, so that each character keeps its style.

Order and mirroring are the Unicode bidirectional algorithm (UAX #9) as python-bidi implements it. Letters are joined
by arabic-reshaper into presentation forms, one for one: vowel marks stay, lam-alef is two letters.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from re import compile as compiled
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar
from unicodedata import bidirectional, category

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
_UNSEEN: Final = compiled("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]")
"""Characters that say how others are laid out, and have no place of their own once that is done."""
_ISOLATES: Final = "\u2066\u2067\u2068\u2069"
_NUMERALS: Final = "".join(map(chr, range(0xE0020, 0xE0080)))
"""Tag characters. The algorithm orders a line as if they were not there (rule X9) and leaves each behind the character
that it follows, so they can carry a character's place through it."""


def direction_of(text: str) -> Direction:
    """Return from which side a text is read: that of most of its letters, the left if there are none."""
    kinds = Counter(map(bidirectional, text))
    right = kinds["AL"] + kinds["R"]
    return "rtl" if right and right >= kinds["L"] else "ltr"


class Placed(NamedTuple):
    """A character's place in the text, and whether what stands there is read from right to left."""

    place: int
    backwards: bool


def visual_order(text: str, direction: Direction) -> list[Placed]:
    """Return the places of a line's characters in the order in which they are seen, from left to right.

    `text` holds none of the characters that are not seen, isolates excepted.
    """
    from bidi import get_display

    base, end = ("R", RIGHT_TO_LEFT_LETTER) if direction == "rtl" else ("L", LEFT_TO_RIGHT_LETTER)
    digits = _digits(len(text) + 1)
    # without a letter at its end the numerals of what is before closing spaces would move with these (rule L1)
    numbered = "".join(map(str.__add__, text + end, _numbers(digits)))
    shown = get_display(numbered, base_dir=base)
    size = digits + 1
    groups = (shown[at : at + size] for at in range(0, len(shown), size))
    return [placed for placed in map(_placed, groups) if placed.place < len(text)]


def _placed(group: str) -> Placed:
    """Read the place of one character from what it was numbered with; where text runs backwards both are reversed."""
    backwards = group[0] in _NUMERALS
    number = 0
    for numeral in reversed(group[:-1]) if backwards else group[1:]:
        number = number * len(_NUMERALS) + ord(numeral) - ord(_NUMERALS[0])
    return Placed(number, backwards)


def _digits(count: int) -> int:
    digits = 1
    while count > len(_NUMERALS) ** digits:
        digits += 1
    return digits


@cache
def _numbers(digits: int) -> list[str]:
    """Return the numbers of so many numerals, from 0."""
    if digits == 0:
        return [""]
    return [number + numeral for number in _numbers(digits - 1) for numeral in _NUMERALS]


def shape(text: str) -> str:
    """Return a text of the same length, its Arabic letters in the form that joins them to their neighbours."""
    return _JOINED.sub(lambda match: _shaped(match[0]), text)


@lru_cache(maxsize=1 << 14)
def _shaped(word: str) -> str:
    # a tatweel joins as the joiner does, and the reshaper keeps it
    shaped = _reshaper().reshape(word.replace(ZERO_WIDTH_JOINER, TATWEEL))
    if ZERO_WIDTH_JOINER not in word:
        return shaped
    return "".join(raw if raw == ZERO_WIDTH_JOINER else form for raw, form in zip(word, shaped, strict=True))


@cache
def _reshaper() -> "ArabicReshaper":
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper(configuration=_RESHAPER)


class _Cell(NamedTuple):
    """A character with the marks that stand on it."""

    places: list[int]
    backwards: bool


def visual(pairs: Sequence[Pair[Style]], direction: Direction) -> list[Pair[Style]]:
    """Return a line as it is seen: joined, in the order of the screen, brackets mirrored, marks after their letter."""
    shaped = shape(_text(pairs))
    cells = _cells(pairs, direction)
    return [pair for cell in cells for pair in _seen(cell, shaped, pairs)]


def by_words(pairs: Sequence[Pair[Style]], direction: Direction) -> list[Pair[Style]]:
    """Return a line as it is seen, but for Arabic words, which keep the order of their letters, unjoined.

    This is for terminals that join a run of Arabic and turn it round by themselves, one run at a time. A run has one
    style, that of its first letter: two would be two runs.
    """
    text = _text(pairs)
    line: list[Pair[Style]] = []
    for in_run, cells in groupby(_cells(pairs, direction), lambda cell: _is_arabic(text[cell.places[0]])):
        run = list(cells)
        if in_run and (letters := [cell for cell in run if bidirectional(text[cell.places[0]]) == "AL"]):
            style = pairs[letters[-1].places[0]][1]
            line += [(text[place], style) for cell in reversed(run) for place in cell.places]
        else:
            line += [pair for cell in run for pair in _seen(cell, text, pairs)]
    return line


def _text(pairs: Iterable[Pair[Style]]) -> str:
    return "".join(character for character, _ in pairs)


def _is_arabic(character: str) -> bool:
    return "\u0600" <= character <= "\u06ff"


def _cells(pairs: Sequence[Pair[Style]], direction: Direction) -> list[_Cell]:
    """Return what has a place on the screen, from left to right."""
    owned = _owned(_text(pairs))
    order = visual_order("".join(pairs[places[0]][0] for places in owned), direction)
    cells = (_Cell(owned[place], backwards) for place, backwards in order)
    return [cell for cell in cells if pairs[cell.places[0]][0] not in _ISOLATES]


def _owned(text: str) -> list[list[int]]:
    """Return the places of the characters that are ordered, each with those of its marks."""
    owned: list[list[int]] = []
    for place, character in enumerate(text):
        if category(character) in ("Mn", "Me") and owned and text[owned[-1][0]] not in _ISOLATES:
            owned[-1].append(place)
        elif character in _ISOLATES or not _UNSEEN.match(character):
            owned.append([place])
    return owned


def _seen(cell: _Cell, text: str, pairs: Sequence[Pair[Style]]) -> Iterator[Pair[Style]]:
    from bidi.mirror import MIRRORED

    first, *marks = cell.places
    yield MIRRORED.get(text[first], text[first]) if cell.backwards else text[first], pairs[first][1]
    for mark in marks:
        yield text[mark], pairs[mark][1]
