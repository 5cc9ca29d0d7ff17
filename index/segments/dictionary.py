"""Sorted terms on mapped bytes: a term's number is its place.

    bytes    the terms as UTF-8, one after the other; `END`, which is no byte of UTF-8, before the first and after each
    blocks   where every 32nd term begins, at the `END` before it; last, where the last term ends

A term is looked for in two steps: the block that may hold it, by binary search among the first terms; in the block,
by a search for its bytes between two `END`s. Bytes sort as their code points do, so that the terms of a prefix are
neighbours.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

import numpy as np

from .arrays import ArrayFile, ArrayWriter

CODING: Final = "utf-8"
END: Final = b"\xff"
"""Stands between terms. It sorts behind every byte of UTF-8."""
BLOCK: Final = 32
"""Terms of a block."""
_MANY: Final = 100
"""Look-ups after which a list of the blocks' first terms is worth making."""


def encoded(term: str) -> bytes:
    """Return a term's bytes; lone surrogates are kept."""
    return term.encode(CODING, "surrogatepass")


def write_dictionary(writer: ArrayWriter, name: str, terms: Sequence[str]) -> None:
    """Write terms, which are sorted and each there once, as two arrays that begin with `name`."""
    data = np.frombuffer(_in_a_row(terms), np.uint8)
    starts = np.flatnonzero(data == END[0])[[*range(0, len(terms), BLOCK), len(terms)]]
    writer.write(f"{name}.bytes", data)
    writer.write(f"{name}.blocks", starts.astype(np.uint32 if data.size <= np.iinfo(np.uint32).max else np.uint64))


def _in_a_row(terms: Sequence[str]) -> bytes:
    """Return the bytes of terms, `END` before the first and after each; where no term has a line end, all at once."""
    lines = "\n".join(terms)
    if lines.count("\n") == len(terms) - 1:
        return END + encoded(lines).replace(b"\n", END) + END
    return END + b"".join(encoded(term) + END for term in terms)


class Dictionary(Sequence[str]):
    """The terms of a segment under one name: number to term, and term to number."""

    def __init__(self, arrays: ArrayFile, name: str) -> None:
        self._bytes = arrays.bytes_of(f"{name}.bytes")
        self._blocks = arrays.offsets(f"{name}.blocks", len(self._bytes) - 1).data
        last = bytes(self._bytes[self._blocks[-2] :]).count(END) - 1 if len(self._blocks) > 1 else 0
        self._count = max(0, len(self._blocks) - 2) * BLOCK + last
        self._heads: list[bytes] = []
        self._asked = 0
        self._numbers: dict[str, int] | None = None
        self._terms: list[str] | None = None
        self._joined: str | None = None
        self._ends: list[int] = []

    def __len__(self) -> int:
        """Return how many terms there are."""
        return self._count

    def __getitem__(self, number: int) -> str:  # type: ignore[override]
        """Return the term of a number; slices are not offered."""
        if not 0 <= number < self._count:
            raise IndexError(number)
        block, place = divmod(number, BLOCK)
        return self._block(block).split(END, place + 2)[place + 1].decode(CODING, "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        """Yield every term in order."""
        return iter(self.all() if self._terms else self._read())

    def find(self, term: str) -> int | None:
        """Return the number of a term, or None."""
        wanted = encoded(term)
        number = self._block_of(wanted)
        block = self._block(number)
        at = block.find(END + wanted + END)
        return number * BLOCK + block.count(END, 0, at) if at >= 0 else None

    def find_all(self, terms: Sequence[str]) -> list[int | None]:
        """Return the numbers of many terms; the whole dictionary is read once they are many."""
        if len(terms) * 16 < len(self):
            return [self.find(term) for term in terms]
        if self._numbers is None:
            self._numbers = {term: number for number, term in enumerate(self)}
        return [self._numbers.get(term) for term in terms]

    def prefixed(self, prefix: str) -> range:
        """Return the numbers of the terms that begin with a prefix."""
        return range(self._place(encoded(prefix)), self._place(encoded(prefix) + END))

    def all(self) -> list[str]:
        """Return every term by number; read once and kept."""
        if self._terms is None:
            self._terms = self._read()
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

    def _read(self) -> list[str]:
        data = bytes(self._bytes[1:])
        if b"\n" not in data:
            return data.replace(END, b"\n").decode(CODING, "surrogatepass").split("\n")[:-1]
        return [one.decode(CODING, "surrogatepass") for one in data.split(END)[:-1]]

    def _place(self, wanted: bytes) -> int:
        """Return where a term stands or would stand."""
        block = self._block_of(wanted)
        terms = self._block(block).split(END)[1:-1]
        return block * BLOCK + bisect_left(terms, wanted)

    def _block(self, block: int) -> bytes:
        """Return the bytes of a block, an `END` at the beginning and at the end; of none that is not there."""
        if block + 1 >= len(self._blocks):
            return END
        return bytes(self._bytes[self._blocks[block] : self._blocks[block + 1] + 1])

    def _block_of(self, wanted: bytes) -> int:
        """Return the last block that begins with a term or before it; the first, if none does.

        Once a good many terms were looked for, the first terms of the blocks are kept in a list, which is searched
        without Python's help.
        """
        if not self._heads:
            self._asked += 1
            blocks = len(self._blocks) - 1
            if self._asked < _MANY:
                return max(0, bisect_right(range(blocks), wanted, key=self._head) - 1)
            self._heads = list(map(self._head, range(blocks)))
        return max(0, bisect_right(self._heads, wanted) - 1)

    def _head(self, block: int) -> bytes:
        """Return the first term of a block, as bytes."""
        first = self._block(block)
        return first[1 : first.index(END, 1)]
