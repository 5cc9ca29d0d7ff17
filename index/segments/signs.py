"""What stands after the words of many texts: `text.saying.between`, of all of them at once."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..text.saying import BITS_OF, CLOSES, ENDS, LAST, LETTERS, LOOKED_AT, OPENS, POINT, QUOTE, between
from .codes import BORDER, Bytes, Coder

Places = NDArray[np.int64]

_QUOTED: Final = 1 << 8
"""Beside the bits of `saying`: a quotation mark that is the same on both sides."""


class Signs:
    """What stands after words, by their codes."""

    def __init__(self, coder: Coder) -> None:
        self.is_letter = np.zeros(256, bool)
        self.is_letter[[coder.integer(letter) for letter in LETTERS]] = True
        sorts = range(BORDER)
        alone, pairs = bytearray(256), bytearray(256)
        self._after_letter = np.zeros(256, np.uint8)
        for sort in sorts:
            alone[sort] = between([sort], after_letter=False)
            self._after_letter[sort] = between([sort], after_letter=True)
            for second in sorts:
                pairs[16 * sort + second] = between([sort, second], after_letter=False)
        self._alone, self._pairs = bytes(alone), bytes(pairs)
        self._bits = np.zeros(256, np.uint16)
        self._bits[:BORDER] = [BITS_OF[sort] | (_QUOTED if sort == QUOTE else 0) for sort in sorts]

    def after(self, coded: bytes, starts: Places, lengths: Places, bounds: Places) -> Bytes:
        """Return what stands after each word; `bounds` are the numbers of the words after the last of each text."""
        codes = np.frombuffer(coded, np.uint8)
        ends = starts + lengths
        first = codes.take(ends)
        after = np.frombuffer(bytearray(first.tobytes().translate(self._alone)), np.uint8)  # the quickest of look-ups
        letters = np.flatnonzero(lengths == 1)
        letters = letters[self.is_letter.take(codes.take(starts[letters]))]
        after[letters] = self._after_letter.take(first[letters])
        gaps = starts[1:] - ends[:-1]
        several = np.flatnonzero(gaps > 1)
        pairs = first.take(several) * np.uint8(16) + codes.take(ends.take(several) + 1)
        after[several] = np.frombuffer(pairs.tobytes().translate(self._pairs), np.uint8)
        after_letter = np.zeros(starts.size, bool)
        after_letter[letters] = True
        more = several[(gaps.take(several) > 2) | after_letter.take(several)]
        after[more] = self._several(codes, ends[more], starts[more + 1], after_letter[more])
        after[bounds[np.diff(bounds, prepend=0) > 0] - 1] = ENDS | LAST
        return after

    def _several(self, codes: Bytes, ends: Places, starts: Places, after_letter: NDArray[np.bool_]) -> Bytes:
        """Return what stands between words that several signs part: as `saying.between` does."""
        bits = np.bitwise_or.reduce(self._bits.take(codes.take(np.stack((ends, ends + 1, starts - 1)))))
        for step in range(2, LOOKED_AT):
            more = np.flatnonzero(starts - ends > step)
            bits[more] |= self._bits[codes[ends[more] + step]]
        bits[(bits & POINT != 0) & ~after_letter] |= ENDS
        quoted = np.flatnonzero((bits & _QUOTED).astype(bool))
        closes, opens = codes[ends[quoted]] == QUOTE, codes[starts[quoted] - 1] == QUOTE
        either = ~closes & ~opens
        bits[quoted] |= ((closes | either) * CLOSES + (opens | either) * OPENS).astype(np.uint16)
        found: Bytes = bits.astype(np.uint8)
        return found
