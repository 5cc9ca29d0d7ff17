"""Cutting: one large file into several, so that several processes can read it at the same time.

Only JSON Lines are cut, where they are UTF-8 and not compressed: there a line ends where its byte says so, and
nothing before a line is needed to read it. Every other file is one piece.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from .records import BROKEN, COMPRESSED, UTF_8, SourceFile, suffix_of

CUT: Final = (".jsonl", ".ndjson")
"""What files end in that may be cut."""

SIZE: Final = 16 << 20
"""The usual bytes of a piece: small enough to share a file out evenly, large enough that sharing is cheap."""

_BLOCK: Final = 1 << 20


class Piece(NamedTuple):
    """Some of the lines of a file, or the whole of it."""

    path: Path
    root: Path | None
    """The folder that the user named, if the file is below one."""
    start: int = 0
    """The byte that the first line begins with; the byte order mark belongs to no line."""
    end: int | None = None
    """The first byte after the last line; none in a piece that is the whole file."""
    first_line: int = 1
    """The number that the first line has in the file."""

    @property
    def is_whole(self) -> bool:
        """Tell whether the piece is the whole file, of whatever kind and encoding that is."""
        return self.start == 0 and self.end is None


def pieces(path: Path, root: Path | None = None, size: int = SIZE) -> list[Piece]:
    """Return the pieces of a file in order, each of `size` bytes and what is left of its last line.

    A file that is no larger is not even opened. Nothing is raised: what cannot be read is one piece, and
    reading that says why.
    """
    whole = Piece(path, root)
    try:
        if _may_be_cut(path) and path.stat().st_size > size:
            with SourceFile.under(path, root).records() as (stream, encoding):
                found = list(_cut(whole, stream, size)) if encoding == UTF_8 else []
                return found if len(found) > 1 else [whole]
    except BROKEN:
        pass
    return [whole]


def _may_be_cut(path: Path) -> bool:
    return suffix_of(path) in CUT and path.suffix.lower() not in COMPRESSED


def _cut(whole: Piece, stream: BinaryIO, size: int) -> Iterator[Piece]:
    start, line = stream.tell(), whole.first_line
    while True:
        length, ends = _passed_over(stream, size)
        if not length:
            return
        yield whole._replace(start=start, end=start + length, first_line=line)
        start, line = start + length, line + ends


def _passed_over(stream: BinaryIO, size: int) -> tuple[int, int]:
    """Pass over some bytes and what is left of their last line; return how many they and the line ends are."""
    length, ends, block = 0, 0, b""
    while length < size or not block.endswith(b"\n"):
        left = size - length
        block = stream.read(min(left, _BLOCK)) if left > 0 else stream.readline(_BLOCK)
        if not block:
            break
        length, ends = length + len(block), ends + block.count(b"\n")
    return length, ends
