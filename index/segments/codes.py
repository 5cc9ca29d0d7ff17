"""Texts to codes: each character becomes one byte, so that a text is read in numpy.

A code says that the character separates (as a sign of some sort, see `text.saying`), vanishes, may join digits, or that
it is one of 110 Arabic letters or of 128 letters and digits of other scripts, which get their codes as they appear. A
word is then a run of codes of one script. Whatever needs more than a look into a table is irregular: a ligature that
opens to several letters, a hamza that may make a seat of the letter before it, a sign between two digits, a letter
without a code. The stretch between separators that holds it is split by `text.words.split` itself, and the codes of its
words take its place; the same figures come again and again, so the answers are kept.
"""

import codecs
import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pyarabic.araby import HAMZA_ABOVE

from ..text import words
from ..text.characters import GROUP, POINT, SEPARATES, VANISHES, folded, is_arabic
from ..text.saying import COMMA_SIGN, FULL_STOP, SIGN_OF, SIGNS, SORTS, SPACE
from .ranges import taken

Bytes = NDArray[np.uint8]

# Codes that are no letter: first the sorts of characters that part words. Where words are looked for, only these and
# the border are left.
BORDER: Final = 1 + max(SIGNS)
"""Stands before, between and after texts."""
_VANISHING, _JOINT, _COMMA, _POINT, _IRREGULAR, _UNKNOWN = range(BORDER + 1, BORDER + 7)
_JOINTS: Final = {SPACE: _JOINT, COMMA_SIGN: _COMMA, FULL_STOP: _POINT}
"""What may join digits, by what it is where it does not."""
_SIGN_OF_JOINT: Final = np.array(list(_JOINTS), np.uint8)
ARABIC: Final = range(_UNKNOWN + 1, 128)
"""The codes of letters of the Arabic script."""
OTHER: Final = range(128, 256)
"""The codes of letters and digits of other scripts."""

_DIGITS: Final = "0123456789"
_EVERYDAY: Final = _DIGITS + ".abcdefghijklmnopqrstuvwxyzءابةتثجحخدذرزسشصضطظعغفقكلمنهوي"
"""Letters with a code from the beginning: no text can use up all codes before they come. Digits have the first."""
_IDEOGRAPHS: Final = "\u2e80"  # from here on scripts have thousands of characters: they get no codes

SEAM: Final = "\n\n\n"
"""Stands between texts. Its middle becomes the border; the others keep the border out of stretches."""
_APART: Final = bytes([SPACE])
_PARTING: Final = re.compile(b"[%c-%c]" % (SPACE, max(SIGNS)))
_PADDING: Final = _APART * 16  # ends a block: sixteen codes can be read from the beginning of any word
_UNCODED: Final = bytes([_IRREGULAR]) * 17
"""Begins a word that has letters without a code; longer than any that is kept as integers."""

_LONGEST_KEPT, _MOST_KEPT = 64, 50_000  # characters of a stretch whose answer is kept; answers


class Coder:
    """Texts to codes, and codes to letters."""

    def __init__(self) -> None:
        self._codes = np.full(0x110000, _UNKNOWN, np.uint8)  # by character
        self._code_of: dict[str, int] = {}  # by folded letter
        self._letters = [" ", *"?" * 255]  # by code
        self._unused = {True: iter(ARABIC), False: iter(OTHER)}  # codes by whether they are for Arabic letters
        self._kept: dict[str, bytes] = {}
        for letter in _EVERYDAY:
            self._letter(letter)

    def code(self, texts: Sequence[str]) -> bytes:
        """Return the codes of texts: nothing but letters, separators, and a border on both sides of each text."""
        text = SEAM.join(["", *texts, ""])
        codes = self._looked_up(text)
        joints = np.flatnonzero(codes - np.uint8(_JOINT) < len(_JOINTS))
        zero = np.uint8(self._code_of["0"])
        joins = (codes[joints - 1] - zero < len(_DIGITS)) & (codes[joints + 1] - zero < len(_DIGITS))
        codes[joints] = np.where(joins, np.uint8(_IRREGULAR), _SIGN_OF_JOINT[codes[joints] - _JOINT])
        lengths = [1, *(len(one) + len(SEAM) for one in texts)]
        codes[np.cumsum(lengths)] = BORDER
        return self._regular(text, codes).replace(bytes([_VANISHING]), b"")

    def integer(self, letters: str) -> int:
        """Return the integer of a word of everyday letters, up to eight."""
        return int.from_bytes(bytes(map(self._letter, letters)), "little")

    def decode(self, codes: bytes) -> str:
        """Return the letters of codes, a space for each separator."""
        if codes.startswith(_UNCODED):
            return bytes.fromhex(codes.removeprefix(_UNCODED).decode()).decode()
        return codecs.charmap_decode(codes, "strict", "".join(self._letters))[0]

    def _looked_up(self, text: str) -> Bytes:
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        codes = taken(self._codes, points)
        unknown = np.flatnonzero(codes == _UNKNOWN)
        if unknown.size:
            for point in np.unique(points[unknown]).tolist():
                self._codes[point] = self._character(chr(point))
            codes[unknown] = self._codes[points[unknown]]
        return codes

    def _character(self, character: str) -> int:
        becomes = folded(character)
        if becomes == SEPARATES:
            return SIGN_OF.get(character, SPACE)
        if becomes in (GROUP, POINT):
            return _JOINTS[SIGN_OF.get(character, SPACE)]
        if becomes == VANISHES:
            return _IRREGULAR if character == HAMZA_ABOVE else _VANISHING
        return self._letter(becomes) if len(becomes) == 1 else _IRREGULAR

    def _letter(self, letter: str) -> int:
        """Return the code of a folded letter: the next one of its script, or none, once and for all."""
        if letter not in self._code_of:
            unused = self._unused[is_arabic(letter)] if letter < _IDEOGRAPHS else iter(())
            self._code_of[letter] = next(unused, _IRREGULAR)
            self._letters[self._code_of[letter]] = letter
        return self._code_of[letter]

    def _regular(self, text: str, codes: Bytes) -> bytes:
        """Return the codes as bytes, those of each stretch that holds something irregular replaced."""
        coded = codes.tobytes()
        parts: list[bytes] = []
        end = 0
        for at in np.flatnonzero(codes == _IRREGULAR).tolist():
            if at >= end:
                start = at
                while coded[start - 1] > BORDER:
                    start -= 1
                parts.append(coded[end:start])
                end = _end_of_stretch(coded, at)
                stretch = text[start:end]
                parts.append(self._kept.get(stretch) or self._split(stretch))
        return b"".join((*parts, coded[end:], _PADDING))

    def _split(self, stretch: str) -> bytes:
        parts: list[bytes] = []
        end = 0
        for word in words.split(stretch):
            parts += (_parting(stretch[end : word.start], bool(parts)), self._key(word.key))
            end = word.end
        answer = b"".join((*parts, _parting(stretch[end:], False)))
        if len(stretch) <= _LONGEST_KEPT:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[stretch] = answer
        return answer

    def _key(self, key: str) -> bytes:
        """Return the codes of one key: always the same, and those of no other key."""
        codes = bytes(map(self._letter, key))
        if _IRREGULAR not in codes and len({code in ARABIC for code in codes}) == 1:
            return codes
        return _UNCODED + key.encode().hex().encode()


def _end_of_stretch(coded: bytes, at: int) -> int:
    found = _PARTING.search(coded, at)
    assert found  # a text ends with a seam
    return found.start()


def _parting(gap: str, needed: bool) -> bytes:
    """Return the codes of what parts two words; a space for nothing, if something is needed."""
    return gap.translate(SORTS).encode("latin-1") or (_APART if needed else b"")
