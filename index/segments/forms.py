"""Texts to the numbers of their word forms, a block of texts at a time: no loop over words.

The words are those of `text.words.split`, always: runs of codes of one script (`codes`). Stored for each form are its
string and two integers: the codes of its letters, up to sixteen, eight to an integer. The integers are the word, so
that comparing words is comparing integers. And they must be compared: the hash only says where in the table to look,
and different words may have the same one. A word taken for another would be found where nobody wrote it. The few words
of more than sixteen letters stand in a dictionary, their number there in the integers.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..text.characters import SEPARATES, folded
from .codes import BORDER, OTHER, SEAM, Bytes, Coder
from .signs import Signs

Numbers = NDArray[np.uint32]
Integers = NDArray[np.uint64]
Places = NDArray[np.int64]
Truths = NDArray[np.bool_]

_IN_DICTIONARY: Final = BORDER
"""The first byte of the integers of a word that stands in the dictionary: no word begins so."""
_MASKS: Final = np.array([(1 << 8 * length) - 1 for length in range(9)], np.uint64)
"""By length: the bytes of an integer that belong to a word."""
_EIGHT, _HEAD_BITS = 8, 17
_BLOCK: Final = 1 << 19  # characters
_SLOTS_PER_FORM: Final = 4
_FEWEST_SLOTS: Final = 1 << 12


class FormTable:
    """The distinct word forms of many texts, numbered in their order of appearance."""

    def __init__(self, block: int = _BLOCK) -> None:
        self.forms: list[str] = []
        """By number: what `text.words.split` calls keys."""
        self._block = block
        self._coder = Coder()
        self._signs = Signs(self._coder)
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
        return self.read(texts)[:2]

    def read(self, texts: Sequence[str]) -> tuple[Numbers, Numbers, Bytes]:
        """Return what `number` does, and what stands after each word (see `saying`).

        A text that is longer than a block is read in parts, each of which ends like a text.
        """
        numbers = [np.zeros(0, np.uint32)]
        counts = np.zeros(len(texts), np.uint32)
        after = [np.zeros(0, np.uint8)]
        for owners, pieces in _blocks(texts, self._block):
            coded = self._coder.code(pieces)
            starts, lengths, borders = _runs(coded)
            first, second = self._integers(coded, starts, lengths)
            numbers.append(self._look_up(first, second))
            bounds = np.searchsorted(starts, borders)
            np.add.at(counts, owners, np.diff(bounds).astype(np.uint32))
            after.append(self._signs.after(coded, starts, lengths, bounds[1:]))
        return np.concatenate(numbers), counts, np.concatenate(after)

    def heads(self, words: Iterable[str]) -> Truths:
        """Return for each hash of eight letters whether an everyday word begins with letters of this hash."""
        found = np.zeros(1 << _HEAD_BITS, bool)
        found[self._head(np.array([self._coder.integer(word[:_EIGHT]) for word in words], np.uint64))] = True
        return found

    def having(self, heads: Truths, since: int) -> Places:
        """Return which forms from a number on, counted from there, begin with letters of such hashes, few by chance."""
        return np.flatnonzero(heads.take(self._head(self._first[since + 1 : len(self.forms) + 1])))

    def _head(self, first: Integers) -> Places:
        mixed: Integers = first * self._factors[0]
        mixed >>= np.uint64(64 - _HEAD_BITS)
        return mixed.view(np.int64)

    def beginning(self, letters: str, since: int) -> Truths:
        """Tell of the forms from a number on which begin with some everyday letters, the longest forms aside."""
        beginnings = self._first[since + 1 : len(self.forms) + 1] & _MASKS[len(letters)]
        begins: Truths = beginnings == np.uint64(self._coder.integer(letters))
        return begins

    def letters(self, since: int) -> Truths:
        """Tell of the forms from a number on which are one everyday Arabic letter."""
        first, second = self._first[since + 1 : len(self.forms) + 1], self._second[since + 1 : len(self.forms) + 1]
        letters: Truths = (first < 256) & (second == 0) & self._signs.is_letter.take(first, mode="clip")
        return letters

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


def _runs(coded: bytes) -> tuple[Places, Places, Places]:
    """Return the beginnings and lengths of words, and the places of the borders."""
    codes = np.frombuffer(coded, np.uint8)
    inside = codes > BORDER
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    other = codes >= OTHER.start
    switches = np.flatnonzero((other[1:] != other[:-1]) & inside[1:] & inside[:-1]) + 1
    if switches.size:  # one word ends and the next begins
        twice = switches.repeat(2)
        edges = np.insert(edges, np.searchsorted(edges, twice), twice)
    starts, ends = edges[::2], edges[1::2]
    return starts, ends - starts, np.flatnonzero(codes == BORDER)


def _blocks(texts: Sequence[str], size: int) -> Iterator[tuple[list[int], list[str]]]:
    """Yield the texts in blocks of about a number of characters, and the number of the text of each piece."""
    owners: list[int] = []
    pieces: list[str] = []
    held = 0
    for owner, text in enumerate(texts):
        for piece in _pieces(text, size):
            owners.append(owner)
            pieces.append(piece)
            held += len(piece) + len(SEAM)
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
