"""The words of a segment that is being written, until its forms are sorted; and what the forward index makes of them.

They lie on disk as they came: a number a word, that of its form in the order of first appearance (uint32). They are
read some at a time, by as many processes as make something of them, so that memory does not grow with the texts.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import forward
from .analysed import Numbers
from .arrays import Written, written
from .forward import Offsets, Words, sections
from .ranges import taken

_AT_ONCE: Final = 1 << 20
"""Words that are read at once to be written again."""


class Gathered(NamedTuple):
    """The words of all articles of a segment, one after the other."""

    path: Path
    """The file of numbers."""
    form_of: Numbers
    """The number that each form has once they are sorted, by the number it has here."""
    lengths: Numbers
    """How many words each article has (uint32)."""
    title_lengths: Numbers
    """How many of them are its title (uint32)."""

    def numbers(self) -> Iterator[Numbers]:
        """Yield the numbers of all words, some at a time."""
        with self.path.open("rb") as file:
            while (some := np.fromfile(file, np.uint32, _AT_ONCE)).size:
                yield some

    def starts(self) -> Offsets:
        """Return where the words of each article begin, and where the last end (uint64)."""
        return np.concatenate(([np.uint64(0)], np.cumsum(self.lengths, dtype=np.uint64)))

    def sections(self) -> list[tuple[int, int]]:
        """Return the sections (see `packed`) as ranges of articles."""
        return sections(self.lengths.size)

    def blocks(self, start: int, end: int, words: int) -> Iterator[tuple[Words, int]]:
        """Yield the words of neighbouring articles, up to so many words at once, and the first article's number.

        The numbers of their forms are those in the order of first appearance.
        """
        starts = self.starts().astype(np.int64)
        with self.path.open("rb") as file:
            file.seek(4 * int(starts[start]))
            while start < end:
                reach = int(np.searchsorted(starts, starts[start] + words, "right")) - 1
                until = min(end, max(start + 1, reach))
                numbers = np.fromfile(file, np.uint32, int(starts[until] - starts[start]))
                lengths, title_lengths = self.lengths[start:until], self.title_lengths[start:until]
                yield Words(numbers, lengths, title_lengths), start
                start = until


def write_words(gathered: Gathered, path: Path) -> Written:
    """Write the forward index of a segment (see `forward`)."""
    form_of, starts = gathered.form_of, gathered.starts()
    counts = np.zeros(form_of.size, np.int64)
    for some in gathered.numbers():
        counts += np.bincount(some, minlength=form_of.size)
    common = np.argsort(-counts, kind="stable")[: forward.ESCAPE]
    code_of = np.full(form_of.size, forward.ESCAPE, np.uint16)
    code_of[common] = np.arange(common.size, dtype=np.uint16)
    with written(path) as writer:
        writer.write("common", form_of[common])
        writer.write_parts("codes", "<u2", (taken(code_of, some) for some in gathered.numbers()))
        escaped = (form_of[some[taken(code_of, some) == forward.ESCAPE]] for some in gathered.numbers())
        writer.write_parts("escaped", "<u4", escaped)
        writer.write("starts", starts)
        writer.write_parts("escaped_starts", "<u8", _escaped_starts(gathered, code_of, starts))
        writer.write("title_lengths", gathered.title_lengths.astype(np.uint32))
    return Written(writer.size, writer.checksum)


def _escaped_starts(gathered: Gathered, code_of: NDArray[np.uint16], starts: Offsets) -> Iterator[NDArray[np.int64]]:
    """Yield how many escaped words stand before each of `starts`, some at a time."""
    before = done = at = 0
    for some in gathered.numbers():
        escaped = np.concatenate(([0], np.cumsum(taken(code_of, some) == forward.ESCAPE)))
        until = int(np.searchsorted(starts, at + some.size))
        yield before + escaped[starts[done:until].astype(np.int64) - at]
        before, done, at = before + int(escaped[-1]), until, at + some.size
    yield np.full(starts.size - done, before)
