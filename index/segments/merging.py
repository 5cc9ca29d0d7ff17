"""Several segments to one, without what was deleted.

Nothing is analysed or split again: articles keep their frames where the dictionary is the same, words their forms,
forms their keys. Postings are made anew from the words, with the IDF and the mean length of now.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from .segment import Segment
from .splitting import Batch
from .stored import Compressor
from .writer import SegmentWriter

AT_ONCE = 512
"""How many articles are copied at once."""
RATIO = 4
"""A segment is merged with the newer ones unless it has so many times their articles."""
MOST_DELETED = 0.25
"""A segment of which more is deleted is written again."""

_FIRST_SPLITTER = -2
"""Segments number forms as splitters do. Splitters are numbered from -1 up, by process; segments from here down."""


def to_merge(live: Sequence[int], deleted: Sequence[int]) -> range:
    """Return which segments to merge, given how many articles of each are there and are deleted, the oldest first.

    Each segment that stays has at least `RATIO` times the articles of all newer ones: so there are few segments, and
    an article is written again only when the archive has grown by a fifth of what its segment holds.
    """
    start = len(live)
    newer = 0
    for at in range(len(live) - 1, -1, -1):
        crowded = newer and live[at] < RATIO * newer
        if crowded or deleted[at] > MOST_DELETED * (live[at] + deleted[at]):
            start = at
        newer += live[at]
    return range(start, len(live))


def merge(segments: Sequence[Segment], writer: SegmentWriter, dictionary: bytes) -> None:
    """Add the articles of segments to a writer whose frames use a dictionary."""
    compressor = Compressor(dictionary)
    for number, segment in enumerate(segments):
        used, new_number = _used_forms(segment)
        texts = segment.table.forms
        forms = [texts[form] for form in used.tolist()]
        for articles in _live(segment):
            writer.add(_batch(segment, articles, forms, new_number, dictionary, compressor), _FIRST_SPLITTER - number)
            forms = []


def _live(segment: Segment) -> Iterator[NDArray[np.int64]]:
    """Yield the numbers of the articles that are there, some at a time."""
    live = np.ones(len(segment), bool)
    live[segment.deletions.articles] = False
    numbers = np.flatnonzero(live)
    for at in range(0, numbers.size, AT_ONCE):
        yield numbers[at : at + AT_ONCE]


def _used_forms(segment: Segment) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """Return the forms that the articles still there use, and for each form its place among them."""
    used = np.zeros(len(segment.table.forms), bool)
    for articles in _live(segment):
        used[segment.forward.of(articles).forms] = True
    return np.flatnonzero(used), (np.cumsum(used) - 1).astype(np.uint32)


def _batch(
    segment: Segment,
    articles: NDArray[np.int64],
    new_forms: list[str],
    new_number: NDArray[np.uint32],
    dictionary: bytes,
    compressor: Compressor,
) -> Batch:
    stored, numbers = segment.stored, articles.tolist()
    if stored.dictionary == dictionary:
        frames = [bytes(stored.frame(number)) for number in numbers]
    else:
        frames = [compressor.frame(stored.record(number)) for number in numbers]
    words = segment.forward.of(articles)
    return Batch(
        stored.columns(numbers),
        b"".join(frames),
        list(map(len, frames)),
        new_number[words.forms],
        words.lengths,
        words.title_lengths,
        segment.statements.of(articles),
        new_forms,
    )
