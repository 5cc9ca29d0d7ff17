"""Words of up to sixteen letters as pairs of integers, and a table of such words.

A letter is a byte; the first eight stand in the first integer, the very first in its lowest byte. Cutting letters off
is a shift then, and comparing words is comparing integers.
"""

import os
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

LONGEST: Final = 16
"""Letters of a word that fits."""
MASKS: Final = np.array([(1 << 8 * length) - 1 for length in range(9)], np.uint64)
"""By length: the bytes of an integer that belong to a word."""
ENDING: Final = 3
"""How many last letters of a word are kept by themselves."""
_SLOTS_PER_WORD: Final = 1

Integers = NDArray[np.uint64]
Places = NDArray[np.int64]


class Words(NamedTuple):
    """Words as integers."""

    first: Integers
    """The first eight letters of each."""
    second: Integers
    """The others."""
    lengths: Places
    """How many letters each has."""

    def take(self, places: Places) -> "Words":
        """Return some of the words."""
        return Words(self.first[places], self.second[places], self.lengths[places])

    def begin_with(self, letters: bytes) -> NDArray[np.bool_]:
        """Return which words begin with some letters, eight at the most."""
        found: NDArray[np.bool_] = (self.first & MASKS[len(letters)]) == as_integer(letters)
        return found

    def without(self, before: int, after: int) -> "Words":
        """Return the words without so many letters, up to seven at the beginning; each has more than these."""
        first, second, lengths = self.first, self.second, self.lengths - (before + after)
        if before:
            bits, rest = np.uint64(8 * before), np.uint64(64 - 8 * before)
            first, second = first >> bits | second << rest, second >> bits
        return Words(first & MASKS.take(lengths, mode="clip"), second & MASKS.take(lengths - 8, mode="clip"), lengths)

    def ending_in(self, letter: int) -> "Words":
        """Return the words with another last letter."""
        last = self.lengths - 1
        low, high = np.minimum(last, 7), np.maximum(last - 8, 0)
        new = np.uint64(letter)
        in_first = last < 8
        first = np.where(in_first, self.first & MASKS[low] | new << (8 * low).astype(np.uint64), self.first)
        second = np.where(in_first, self.second, self.second & MASKS[high] | new << (8 * high).astype(np.uint64))
        return Words(first, second, self.lengths)


def as_integer(letters: bytes) -> np.uint64:
    """Return up to eight letters as one integer."""
    return np.uint64(int.from_bytes(letters, "little"))


def as_words(codes: Sequence[bytes]) -> tuple[Words, Integers]:
    """Return words as integers, and the last `ENDING` letters of each; what stands before a shorter word is no letter.

    What is longer than `LONGEST` is cut short, its length is not.
    """
    joined = b"\n" * ENDING + b"\n".join(codes) + b"\n" * LONGEST
    lengths = np.fromiter(map(len, codes), np.int64, len(codes))
    starts = ENDING + np.cumsum(lengths + 1) - lengths - 1
    eights = np.ndarray((len(joined) - 7,), "<u8", joined, strides=(1,))  # eight letters from any place
    first = eights[starts] & MASKS.take(lengths, mode="clip")
    second = eights[starts + 8] & MASKS.take(lengths - 8, mode="clip")
    return Words(first, second, lengths), eights[starts + lengths - ENDING] & MASKS[ENDING]


class WordTable:
    """Distinct words, each at a place; looked up for many at once by a hash table with open addressing."""

    def __init__(self, words: Words) -> None:
        self._words = words
        size = 2 << (_SLOTS_PER_WORD * words.lengths.size).bit_length()
        # Odd and secret: nobody can make up words that all have the same hash.
        self._factors: Integers = np.frombuffer(os.urandom(16), np.uint64) | np.uint64(1)
        self._shift = np.uint64(64 - size.bit_length() + 1)
        self._slots = np.full(size, -1, np.int32)
        """The place of the word in each slot; -1 for none."""
        left = np.arange(words.lengths.size)
        slots = self._hashes(words)
        while left.size:  # each goes on to the first free slot; of several that want one, one has it
            free = self._slots[slots[left]] < 0
            self._slots[slots[left[free]]] = left[free]
            left = left[self._slots[slots[left]] != left]
            slots[left] = (slots[left] + 1) % size

    def _hashes(self, words: Words) -> Places:
        mixed: Integers = words.first * self._factors[0] + words.second * self._factors[1]
        return (mixed >> self._shift).astype(np.int64)

    def find(self, words: Words) -> Places:
        """Return the place of each word, -1 for one that is not there."""
        slots = self._hashes(words)
        found = self._slots[slots].astype(np.int64)
        left = np.flatnonzero(found >= 0)
        while left.size:
            there = found[left]
            same = (self._words.first[there] == words.first[left]) & (self._words.second[there] == words.second[left])
            left = left[~same]
            slots[left] = (slots[left] + 1) % self._slots.size
            found[left] = self._slots[slots[left]]
            left = left[found[left] >= 0]
        return found
