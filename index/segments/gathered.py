"""The words of a segment that is being written, until its forms are sorted.

They lie on disk as they came: a number a word, that of its form in the order of first appearance (uint32). What is
made of them, the forward index and the postings, may be made by several processes.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from .analysed import Numbers
from .arrays import Written, written
from .forward import Words, sections, write_forward


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

    def numbers(self) -> Numbers:
        """Return the numbers of all words, backed by the file."""
        if not self.path.stat().st_size:
            return np.zeros(0, np.uint32)
        return np.memmap(self.path, np.uint32, "r")

    def sections(self) -> list[tuple[int, int]]:
        """Return the sections (see `packed`) as ranges of articles."""
        return sections(self.lengths.size)

    def blocks(self, start: int, end: int, words: int) -> Iterator[tuple[Words, int]]:
        """Yield the words of neighbouring articles, up to so many words at once, and the first article's number."""
        starts = np.concatenate(([0], np.cumsum(self.lengths, dtype=np.int64)))
        numbers = self.numbers()
        while start < end:
            reach = int(np.searchsorted(starts, starts[start] + words, "right")) - 1
            until = min(end, max(start + 1, reach))
            forms = self.form_of[numbers[starts[start] : starts[until]]]
            yield Words(forms, self.lengths[start:until], self.title_lengths[start:until]), start
            start = until


def write_words(gathered: Gathered, path: Path) -> Written:
    """Write the forward index of a segment."""
    with written(path) as writer:
        write_forward(writer, gathered.numbers(), gathered.form_of, gathered.lengths, gathered.title_lengths)
    return Written(writer.size, writer.checksum)
