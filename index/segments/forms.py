"""Texts to the numbers of their word forms, a block of texts at a time: no loop over words.

The words are those of `text.words.split`, always. Each character becomes one byte, a code: it separates, vanishes, may
join digits, or is one of 122 Arabic letters or of 128 letters and digits of other scripts, which get their codes as
they appear. A word is then a run of codes of one script. Whatever needs more than a look into a table is irregular: a
ligature that opens to several letters, a hamza that may make a seat of the letter before it, a sign between two digits,
a letter without a code. The stretch between separators that holds it is split by `words.split` itself, and the codes of
its words take its place; the same figures come again and again, so the answers are kept.

Stored for each form are its string and two integers: the codes of its letters, up to sixteen, eight to an integer. The
integers are the word, so that comparing words is comparing integers. And they must be compared: the hash only says
where in the table to look, and different words may have the same one. A word taken for another would be found where
nobody wrote it. The few words of more than sixteen letters stand in a dictionary, their number there in the integers.
"""

import codecs
import os
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pyarabic.araby import HAMZA_ABOVE

from ..text import words
from ..text.characters import GROUP, POINT, SEPARATES, VANISHES, folded, is_arabic
from .ranges import taken

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.uint32]
Integers = NDArray[np.uint64]
Places = NDArray[np.int64]

# Codes that are no letter. Where words are looked for, only the first two are left.
_SEPARATOR, _BORDER, _VANISHING, _JOINT, _IRREGULAR, _UNKNOWN = range(6)
_ARABIC: Final = range(6, 128)
_OTHER: Final = range(128, 256)

_DIGITS: Final = "0123456789"
_EVERYDAY: Final = _DIGITS + ".abcdefghijklmnopqrstuvwxyzءابةتثجحخدذرزسشصضطظعغفقكلمنهوي"
"""Letters with a code from the beginning: no text can use up all codes before they come. Digits have the first."""
_IDEOGRAPHS: Final = "\u2e80"  # from here on scripts have thousands of characters: they get no codes

_SEAM: Final = "\n\n\n"
"""Stands between texts. Its middle becomes the border; the others keep the border out of stretches."""
_APART: Final = bytes([_SEPARATOR])
_PADDING: Final = _APART * 16  # ends a block: sixteen codes can be read from the beginning of any word
_UNCODED: Final = bytes([_IRREGULAR]) * 17
"""Begins a word that has letters without a code; long enough to send it to the dictionary."""
_IN_DICTIONARY: Final = _BORDER
"""The first byte of the integers of a word that stands in the dictionary: no word begins so."""

_MASKS: Final = np.array([(1 << 8 * length) - 1 for length in range(9)], np.uint64)
"""By length: the bytes of an integer that belong to a word."""
_BLOCK: Final = 1 << 19  # characters
_SLOTS_PER_FORM: Final = 4
_FEWEST_SLOTS: Final = 1 << 12
_LONGEST_KEPT, _MOST_KEPT = 64, 50_000  # characters of a stretch whose answer is kept; answers


class FormTable:
    """The distinct word forms of many texts, numbered in their order of appearance."""

    def __init__(self, block: int = _BLOCK) -> None:
        self.forms: list[str] = []
        """By number: what `text.words.split` calls keys."""
        self._block = block
        self._coder = _Coder()
        self._long: dict[bytes, int] = {}
        self._long_forms: list[str] = []
        # One more than a form's number is its place in both arrays; the zeros at place 0 are no word's.
        self._first: Integers = np.zeros(1, np.uint64)
        self._second: Integers = np.zeros(1, np.uint64)
        # Each form stands in the first slot that was free from its hash on. 0: free.
        self._slots: Numbers = np.zeros(_FEWEST_SLOTS, np.uint32)
        # Odd and secret: nobody can make up words that all have the same hash.
        self._factors: Integers = np.frombuffer(os.urandom(16), np.uint64) | np.uint64(1)

    def number(self, texts: Sequence[str]) -> tuple[Numbers, Numbers]:
        """Return the form numbers of all words of the texts, in order, and how many words each text has."""
        numbers = [np.zeros(0, np.uint32)]
        counts = np.zeros(len(texts), np.uint32)
        for owners, pieces in _blocks(texts, self._block):
            coded = self._coder.code(pieces)
            starts, lengths, borders = _runs(coded)
            first, second = self._integers(coded, starts, lengths)
            numbers.append(self._look_up(first, second))
            np.add.at(counts, owners, np.diff(np.searchsorted(starts, borders)).astype(np.uint32))
        return np.concatenate(numbers), counts

    def _integers(self, coded: bytes, starts: Places, lengths: Places) -> tuple[Integers, Integers]:
        eights = np.ndarray((len(coded) - 7,), "<u8", coded, strides=(1,))  # eight codes from any place
        first = eights[starts] & _MASKS.take(lengths, mode="clip")
        second = np.zeros_like(first)
        more = np.flatnonzero(lengths > 8)
        second[more] = eights[starts[more] + 8] & _MASKS.take(lengths[more] - 8, mode="clip")
        for at in more[lengths[more] > 16].tolist():
            word = coded[starts[at] : starts[at] + lengths[at]]
            if word not in self._long:
                self._long[word] = len(self._long_forms)
                self._long_forms.append(self._coder.decode(word))
            first[at], second[at] = self._long[word] << 8 | _IN_DICTIONARY, 0
        return first, second

    def _look_up(self, first: Integers, second: Integers) -> Numbers:
        """Return the numbers of words; those that are not in the first slot of their hash take the longer way."""
        found = self._slots.take(self._hashes(first, second))
        places = found.astype(np.intp)  # once, not at every look
        met = (self._first.take(places) == first) & (self._second.take(places) == second)
        missed = np.flatnonzero(~met)
        if missed.size:
            found[missed] = self._find_or_add(first[missed], second[missed])
        return found - np.uint32(1)

    def _hashes(self, first: Integers, second: Integers) -> Places:
        mixed: Integers = first * self._factors[0] + second * self._factors[1]
        mixed >>= np.uint64(65 - self._slots.size.bit_length())  # its highest bits, as many as number the slots
        return mixed.view(np.int64)

    def _find_or_add(self, first: Integers, second: Integers) -> Numbers:
        """Return the places of words, after adding those that are new, in their order."""
        count = len(self.forms) + 1
        self._make_room(count + first.size)
        # Every word is given a place for itself. Those that find themselves in the table are new, and move together.
        self._first[count : count + first.size] = first
        self._second[count : count + first.size] = second
        own = np.arange(count, count + first.size, dtype=np.uint32)
        found, slots = self._walk(own)
        new = np.flatnonzero(found == own)
        own[new] = np.arange(count, count + new.size)
        self._slots[slots[new]] = own[new]
        self._first[count : count + new.size] = first[new]
        self._second[count : count + new.size] = second[new]
        self.forms += self._spelled(first[new], second[new])
        added = found >= count
        found[added] = own[found[added] - count]
        return found

    def _walk(self, own: Numbers) -> tuple[Numbers, Places]:
        """Lead words from slot to slot until each finds itself or a free slot, which the earliest there takes."""
        first, second = self._first[own], self._second[own]
        slots = self._hashes(first, second)
        found = own.copy()
        left = np.arange(own.size)
        while left.size:
            here = slots[left]
            free = self._slots[here] == 0
            self._slots[here[free][::-1]] = own[left[free]][::-1]  # of several, the last to be written stays
            there = self._slots[here]
            met = (self._first[there] == first[left]) & (self._second[there] == second[left])
            found[left[met]] = there[met]
            left = left[~met]
            slots[left] = (slots[left] + 1) % self._slots.size
        return found, slots

    def _make_room(self, count: int) -> None:
        if count > self._first.size:
            more = np.zeros(max(count, 2 * self._first.size) - self._first.size, np.uint64)
            self._first, self._second = np.append(self._first, more), np.append(self._second, more)
        if count * _SLOTS_PER_FORM > self._slots.size:
            self._slots = np.zeros(1 << (count * _SLOTS_PER_FORM).bit_length(), np.uint32)
            self._walk(np.arange(1, len(self.forms) + 1, dtype=np.uint32))

    def _spelled(self, first: Integers, second: Integers) -> list[str]:
        long = np.flatnonzero(first & np.uint64(0xFF) == _IN_DICTIONARY)
        rows = np.zeros((first.size, 3), "<u8")  # the last stays empty and parts the forms
        rows[:, 0], rows[:, 1] = first, second
        rows[long, 0] = _IN_DICTIONARY
        forms = self._coder.decode(rows.tobytes()).split()
        for at in long.tolist():
            forms[at] = self._long_forms[int(first[at]) >> 8]
        return forms


class _Coder:
    """Texts to codes, and codes to letters."""

    def __init__(self) -> None:
        self._codes = np.full(0x110000, _UNKNOWN, np.uint8)  # by character
        self._code_of: dict[str, int] = {}  # by folded letter
        self._letters = [" ", *"?" * 255]  # by code
        self._unused = {True: iter(_ARABIC), False: iter(_OTHER)}  # codes by whether they are for Arabic letters
        self._kept: dict[str, bytes] = {}
        for letter in _EVERYDAY:
            self._letter(letter)

    def code(self, texts: Sequence[str]) -> bytes:
        """Return the codes of texts: nothing but letters, separators, and a border on both sides of each text."""
        text = _SEAM.join(["", *texts, ""])
        codes = self._looked_up(text)
        joints = np.flatnonzero(codes == _JOINT)
        zero = np.uint8(self._code_of["0"])
        joins = (codes[joints - 1] - zero < len(_DIGITS)) & (codes[joints + 1] - zero < len(_DIGITS))
        codes[joints] = np.where(joins, np.uint8(_IRREGULAR), np.uint8(_SEPARATOR))
        lengths = [1, *(len(one) + len(_SEAM) for one in texts)]
        codes[np.cumsum(lengths)] = _BORDER
        return self._regular(text, codes).replace(bytes([_VANISHING]), b"")

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
            return _SEPARATOR
        if becomes in (GROUP, POINT):
            return _JOINT
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
                start = coded.rfind(_APART, end, at) + 1
                parts.append(coded[end:start])
                end = coded.find(_APART, at)
                stretch = text[start:end]
                parts.append(self._kept.get(stretch) or self._split(stretch))
        return b"".join((*parts, coded[end:], _PADDING))

    def _split(self, stretch: str) -> bytes:
        answer = _APART.join(self._key(word.key) for word in words.split(stretch))
        if len(stretch) <= _LONGEST_KEPT:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[stretch] = answer
        return answer

    def _key(self, key: str) -> bytes:
        """Return the codes of one key: always the same, and those of no other key."""
        codes = bytes(map(self._letter, key))
        if _IRREGULAR not in codes and len({code in _ARABIC for code in codes}) == 1:
            return codes
        return _UNCODED + key.encode().hex().encode()


def _runs(coded: bytes) -> tuple[Places, Places, Places]:
    """Return the beginnings and lengths of words, and the places of the borders."""
    codes = np.frombuffer(coded, np.uint8)
    inside = codes > _BORDER
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    other = codes >= _OTHER.start
    switches = np.flatnonzero((other[1:] != other[:-1]) & inside[1:] & inside[:-1]) + 1
    if switches.size:  # one word ends and the next begins
        twice = switches.repeat(2)
        edges = np.insert(edges, np.searchsorted(edges, twice), twice)
    starts, ends = edges[::2], edges[1::2]
    return starts, ends - starts, np.flatnonzero(codes == _BORDER)


def _blocks(texts: Sequence[str], size: int) -> Iterator[tuple[list[int], list[str]]]:
    """Yield the texts in blocks of about a number of characters, and the number of the text of each piece."""
    owners: list[int] = []
    pieces: list[str] = []
    held = 0
    for owner, text in enumerate(texts):
        for piece in _pieces(text, size):
            owners.append(owner)
            pieces.append(piece)
            held += len(piece) + len(_SEAM)
            if held >= size:
                yield owners, pieces
                owners, pieces, held = [], [], 0
    if pieces:
        yield owners, pieces


def _pieces(text: str, size: int) -> Iterator[str]:
    """Yield a text in pieces of about a number of characters, cut where nothing is cut in two."""
    start = 0
    while len(text) - start > size:
        end = next((at for at in range(start + size, len(text)) if folded(text[at]) == SEPARATES), len(text))
        yield text[start:end]
        start = end
    yield text[start:]
