"""The statements of articles: who says what, as words of the article; and the file that keeps them.

    starts             uint64   where the statements of each article begin in the other arrays, and end
    speakers, speaker_lengths   uint32   the words that name who speaks: the first one's place, and how many
    verbs              uint32   the place of the verb of saying
    said, said_lengths          uint32   the words that are said
    doubtful           uint8    1 where the speaker was carried over from an earlier verb

A place counts the words of an article from the first of its title on, as the forward index keeps them.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .analysed import Numbers
from .arrays import Array, ArrayFile, BadArrays, Written, written
from .ranges import ranges


class Statements(NamedTuple):
    """The statements of some articles, one after the other, in the order of their verbs."""

    counts: Numbers
    """How many statements each article has (uint32)."""
    speakers: Array
    """Where the name of whoever speaks begins."""
    speaker_lengths: Array
    """How many words it has."""
    verbs: Array
    said: Array
    """Where what is said begins."""
    said_lengths: Array
    doubtful: Array
    """1 where the speaker was carried over from an earlier verb."""

    def only(self, kept: NDArray[np.bool_]) -> "Statements":
        """Return the statements of the articles that are kept."""
        of_kept = np.repeat(kept, self.counts)
        columns: Sequence[Array] = self[1:]
        return Statements(self.counts[kept], *(column[of_kept] for column in columns))


def joined(parts: Sequence[Statements]) -> Statements:
    """Return the statements of several groups of articles as those of one."""
    return Statements(*(np.concatenate(columns) for columns in zip(nothing(0), *parts, strict=True)))


def nothing(articles: int) -> Statements:
    """Return the statements of articles that have none."""
    none = np.zeros(0, np.uint32)
    return Statements(np.zeros(articles, np.uint32), none, none, none, none, none, np.zeros(0, np.uint8))


def write_statements(path: Path, statements: Statements) -> Written:
    """Write the file of a segment's statements."""
    with written(path) as writer:
        ends = np.cumsum(statements.counts, dtype=np.uint64)
        writer.write("starts", np.concatenate((np.zeros(1, np.uint64), ends)))
        columns: Sequence[Array] = statements[1:]
        for name, column in zip(statements._fields[1:], columns, strict=True):
            writer.write(name, column)
    return Written(writer.size, writer.checksum)


class StatementFile:
    """The statements of a segment, backed by their file."""

    def __init__(self, arrays: ArrayFile, articles: int) -> None:
        self._columns: list[Array] = [arrays[name] for name in Statements._fields[1:]]
        self._starts = arrays.offsets("starts", self._columns[0].size)
        if self._starts.size != articles + 1:
            raise BadArrays("the statements are of another number of articles")
        if any(column.size != self._columns[0].size for column in self._columns):
            raise BadArrays("the statements are not whole")

    def __len__(self) -> int:
        """Return how many statements there are, those of deleted articles too."""
        return int(self._starts[-1])

    def of(self, articles: NDArray[np.int64]) -> Statements:
        """Return the statements of some articles, given by their numbers."""
        starts = self._starts[articles].astype(np.int64)
        counts = self._starts[articles + 1].astype(np.int64) - starts
        places = ranges(starts, counts)
        return Statements(counts.astype(np.uint32), *(column[places] for column in self._columns))
