"""Sorted terms on mapped bytes: a term's number is its place, found by binary search.

The terms' UTF-8 bytes stand one after the other, with an offset for each. Bytes sort as their code points do, so
that the terms of a prefix are neighbours.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

import numpy as np

from .arrays import Array, ArrayFile, ArrayWriter

CODING: Final = "utf-8"
_STRIDE: Final = 64
_MANY: Final = 100
"""Look-ups after which a list of every 64th term is worth making."""
_MOST_SEEN: Final = 1 << 17
_LAST: Final = b"\xff"
"""Sorts behind every byte of UTF-8."""


def encoded(term: str) -> bytes:
    """Return a term's bytes; lone surrogates are kept."""
    return term.encode(CODING, "surrogatepass")


def write_dictionary(writer: ArrayWriter, name: str, terms: Sequence[str]) -> None:
    """Write terms, which are sorted and each there once, as two arrays that begin with `name`."""
    data = [encoded(term) for term in terms]
    writer.write_parts(f"{name}.bytes", "|u1", (np.frombuffer(b"".join(data), np.uint8),))
    offsets = np.fromiter(accumulate(map(len, data), initial=0), np.uint64, len(data) + 1)
    small = int(offsets[-1]) <= np.iinfo(np.uint32).max
    writer.write(f"{name}.offsets", offsets.astype(np.uint32) if small else offsets)


class Dictionary(Sequence[str]):
    """The terms of a segment under one name: number to term, and term to number."""

    def __init__(self, arrays: ArrayFile, name: str) -> None:
        self._bytes = arrays.bytes_of(f"{name}.bytes")
        self._array: Array = arrays[f"{name}.offsets"]
        self._offsets = arrays.view(f"{name}.offsets")
        self._numbers: dict[str, int] | None = None
        self._terms: list[str] | None = None
        self._heads: list[bytes] = []
        self._asked = 0
        self._seen: dict[str, int] = {}
        self._joined: str | None = None
        self._ends: list[int] = []

    def __len__(self) -> int:
        """Return how many terms there are."""
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> str:  # type: ignore[override]
        """Return the term of a number; slices are not offered."""
        term = str(self._bytes[self._offsets[number] : self._offsets[number + 1]], CODING, "surrogatepass")
        if len(self._seen) < _MOST_SEEN:
            self._seen[term] = number  # who reads a term mostly looks it up next
        return term

    def __iter__(self) -> Iterator[str]:
        """Yield every term in order."""
        offsets = self._array.tolist()
        data = bytes(self._bytes)
        for start, end in pairwise(offsets):
            yield str(data[start:end], CODING, "surrogatepass")

    def find(self, term: str) -> int | None:
        """Return the number of a term, or None."""
        if (seen := self._seen.get(term)) is not None:
            return seen
        wanted = encoded(term)
        number = self._place(wanted)
        if number == len(self) or self._bytes[self._offsets[number] : self._offsets[number + 1]] != wanted:
            return None
        return number

    def find_all(self, terms: Sequence[str]) -> list[int | None]:
        """Return the numbers of many terms; the whole dictionary is read once they are many."""
        if len(terms) * 16 < len(self):
            return [self.find(term) for term in terms]
        if self._numbers is None:
            self._numbers = {term: number for number, term in enumerate(self)}
        return [self._numbers.get(term) for term in terms]

    def prefixed(self, prefix: str) -> range:
        """Return the numbers of the terms that begin with a prefix."""
        return range(self._place(encoded(prefix)), self._place(encoded(prefix) + _LAST))

    def all(self) -> list[str]:
        """Return every term by number; read once and kept."""
        if self._terms is None:
            data = np.frombuffer(self._bytes, np.uint8)
            # Decoded in one piece with line ends between the terms, many times faster than one by one.
            ends = self._array[1:-1].astype(np.int64) + np.arange(max(len(self) - 1, 0))
            joined = np.full(data.size + ends.size, ord("\n"), np.uint8)
            places = np.ones(joined.size, bool)
            places[ends] = False
            joined[places] = data
            terms = str(joined.data, CODING, "surrogatepass").split("\n") if len(self) else []
            self._terms = terms if len(terms) == len(self) else list(self)  # a term may hold a line end itself
        return self._terms

    def containing(self, letters: str) -> Iterator[int]:
        """Yield the numbers of the terms that contain some letters."""
        if self._joined is None:
            self._ends = list(accumulate(len(term) + 1 for term in self.all()))
            self._joined = "\n".join(self.all())  # last: another thread that sees it needs the ends
        at = self._joined.find(letters)
        while at >= 0:
            number = bisect_right(self._ends, at)
            if number == len(self):  # nothing is looked for among no terms
                return
            yield number
            at = self._joined.find(letters, self._ends[number])

    def _place(self, wanted: bytes) -> int:
        """Return where a term stands or would stand."""
        data, offsets = self._bytes, self._offsets
        low, high = self._between(wanted)
        while low < high:
            middle = (low + high) >> 1
            if bytes(data[offsets[middle] : offsets[middle + 1]]) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def _between(self, wanted: bytes) -> tuple[int, int]:
        """Return a range that holds the place of a term.

        Once a good many terms were looked for, every 64th is kept in a list, which is searched without Python's help.
        """
        if not self._heads:
            self._asked += 1
            if self._asked < _MANY:
                return 0, len(self)
            self._heads = [encoded(self[number]) for number in range(0, len(self), _STRIDE)]
        block = bisect_left(self._heads, wanted)
        return max(0, (block - 1) * _STRIDE), min(len(self), block * _STRIDE)
