"""A file of named arrays, opened without being read.

    magic | array | array | … | contents (JSON) | offset and length of the contents | magic

Each array begins at a multiple of 64 bytes, in little-endian order. The contents name each array with its type, its
place and its length. Nothing in such a file can be run: opening it checks that every array lies inside the file, and
maps it.
"""

import json
import mmap
import struct
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

MAGIC: Final = b"fihris\x02\n"
ALIGNED: Final = 64
TYPES: Final = ("|u1", "<u2", "<u4", "<u8", "<i4")
"""The types that an array may have."""

_POPULATE: Final = 22
"""MADV_POPULATE_READ of Linux, which Python names from 3.14 on only."""
_TAIL: Final = struct.Struct("<QQ8s")

Array = NDArray[Any]


class Written(NamedTuple):
    """A file that was written: what the manifest keeps of it."""

    size: int
    checksum: int


class BadArrays(ValueError):
    """A file is not what `ArrayWriter` writes; the message says why."""


class ArrayWriter:
    """Writes arrays one after the other; keeps the file's size and CRC-32 for the manifest."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._contents: dict[str, tuple[str, int, int]] = {}
        self._name = ""
        self.size = 0
        self.checksum = 0
        self._put(MAGIC)

    def write(self, name: str, array: Array) -> None:
        """Write a whole array."""
        self.write_parts(name, array.dtype.str, [array])

    def write_parts(self, name: str, kind: str, parts: Iterable[Array]) -> None:
        """Write an array of a type in numpy's spelling part by part, so that it need never be whole in memory."""
        self.begin(name, kind)
        for part in parts:
            self.extend(part)

    def begin(self, name: str, kind: str) -> None:
        """Begin an array; what `extend` is given until the next one begins belongs to it."""
        self._put(b"\0" * (-self.size % ALIGNED))
        self._name = name
        self._contents[name] = (np.dtype(kind).str, self.size, 0)

    def extend(self, part: Array) -> None:
        """Write the next part of the array that was begun."""
        kind, start, length = self._contents[self._name]
        self._put(np.ascontiguousarray(part, kind).view(np.uint8).data)
        self._contents[self._name] = (kind, start, length + part.size)

    def close(self) -> None:
        """Write the contents; the file is whole then."""
        start = self.size
        self._put(json.dumps(self._contents).encode())
        self._put(_TAIL.pack(start, self.size - start, MAGIC))

    def _put(self, data: "bytes | memoryview") -> None:
        self._file.write(data)
        self.checksum = zlib.crc32(data, self.checksum)
        self.size += len(data)


@contextmanager
def written(path: Path) -> Iterator[ArrayWriter]:
    """Write a file of arrays, closed at the end of the block."""
    with path.open("wb") as file:
        writer = ArrayWriter(file)
        yield writer
        writer.close()


class ArrayFile:
    """The arrays of a file by name, memory-mapped; raises `BadArrays` for a file that is none."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            try:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as error:
                raise BadArrays(f"{path.name} is empty") from error
        try:
            self._contents = _contents(self._map)
        except (ValueError, TypeError, KeyError, AttributeError, struct.error, RecursionError) as error:
            raise BadArrays(f"{path.name} is cut short or overwritten ({error})") from error

    def __getitem__(self, name: str) -> Array:
        """Return an array, backed by the file."""
        kind, start, length = self._entry(name)
        return np.frombuffer(self._map, kind, length, start)

    def __len__(self) -> int:
        """Return the file's size in bytes."""
        return len(self._map)

    def view(self, name: str) -> memoryview:
        """Return an array as a memory view: the quick way to read one number of it."""
        return memoryview(self[name].data)

    def bytes_of(self, name: str) -> memoryview:
        """Return an array of bytes as a memory view, which is the quick way to slice it."""
        _, start, length = self._entry(name)
        return memoryview(self._map)[start : start + length]

    def map_now(self) -> None:
        """Have the system map the whole file at once, which is quicker than a page at a time as pages are met."""
        if sys.platform == "linux":
            with suppress(OSError):  # a system older than Linux 5.14 does not know how
                self._map.madvise(_POPULATE)

    def offsets(self, name: str, end: int) -> Array:
        """Return an array of offsets, which begin with 0, never fall and end with `end`.

        Whatever lies between two of them can then be read without harm, even in a file that somebody made up.
        """
        offsets = self[name]
        if not offsets.size or offsets[0] != 0 or offsets[-1] != end or np.any(offsets[1:] < offsets[:-1]):
            raise BadArrays(f"the offsets {name} lead astray")
        return offsets

    def _entry(self, name: str) -> tuple[str, int, int]:
        if name not in self._contents:
            raise BadArrays(f"the array {name} is missing")
        return self._contents[name]


def _contents(data: mmap.mmap) -> dict[str, tuple[str, int, int]]:
    start, length, magic = _TAIL.unpack(data[-_TAIL.size :])
    if magic != MAGIC or data[: len(MAGIC)] != MAGIC:
        raise ValueError("no file of arrays of this format")
    found: dict[str, tuple[str, int, int]] = {}
    for name, (kind, begin, count) in json.loads(data[start : start + length]).items():
        if kind not in TYPES or type(begin) is not int or type(count) is not int or begin < 0 or count < 0:
            raise ValueError(f"the array {name} is of no type and length")
        if begin + count * np.dtype(kind).itemsize > start:
            raise ValueError(f"the array {name} lies outside")
        found[name] = (kind, begin, count)
    return found
