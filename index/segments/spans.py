"""Where the words of a text stand, all of them at once.

The words are those of `text.words.spans`, always; of a long text they are found ten times as fast. Offsets are never
stored, so whoever knows a word by its place in the forward index asks here for its place in the text.

Each character becomes its group: it separates words, belongs to one of Arabic or of another script, or belongs to
whatever word stands before it. A word is then a run of one group. A sign between two digits may or may not join them;
the run that holds one is left to `words.spans`.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..text import words
from ..text.characters import ARABIC_LETTER, DIGIT, GROUP, NOTHING, OTHER_LETTER, POINT, SEPARATOR, shape
from .ranges import distinct

SHORT: Final = 200
"""Characters of a text that is read sooner one by one."""

Places = NDArray[np.int64]
Groups = NDArray[np.uint8]

_APART, _ARABIC, _OTHER, _DIGIT, _FOLLOWS, _JOINT, _UNKNOWN = range(7)
_GROUP_OF: Final = {
    SEPARATOR: _APART,
    ARABIC_LETTER: _ARABIC,
    OTHER_LETTER: _OTHER,
    DIGIT: _DIGIT,
    NOTHING: _FOLLOWS,
    GROUP: _JOINT,
    POINT: _JOINT,
}
_groups: Final[Groups] = np.full(0x110000, _UNKNOWN, np.uint8)
"""The group of each character, worked out when it is first met."""


class Spans(NamedTuple):
    """Where words begin and end, in characters of the text."""

    starts: Places
    ends: Places


def word_spans(text: str) -> Spans:
    """Return where the words of a text stand, in order."""
    if len(text) < SHORT:
        pairs = np.array(list(words.spans(text)), np.int64).reshape(-1, 2)
        return Spans(pairs[:, 0], pairs[:, 1])
    groups = _looked_up(text)
    joints = np.flatnonzero(groups == _JOINT)
    inside = joints[(joints > 0) & (joints < groups.size - 1)]
    inside = inside[(groups[inside - 1] == _DIGIT) & (groups[inside + 1] == _DIGIT)]
    groups[joints] = _APART
    groups[inside] = _DIGIT
    groups[groups == _DIGIT] = _OTHER
    found = _runs(_filled(groups))
    return _resplit(text, found, inside) if inside.size else found


def _looked_up(text: str) -> Groups:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    groups = _groups.take(points)
    unknown = np.flatnonzero(groups == _UNKNOWN)
    if unknown.size:
        for point in set(points[unknown].tolist()):
            _groups[point] = _GROUP_OF[shape(chr(point))]
        groups[unknown] = _groups[points[unknown]]
    return groups


def _filled(groups: Groups) -> Groups:
    """Return groups in which what belongs to the word before has the group of that word."""
    follows = groups == _FOLLOWS
    if not follows.any():
        return groups
    last = np.where(follows, 0, np.arange(groups.size))
    np.maximum.accumulate(last, out=last)
    filled = groups[last]
    filled[filled == _FOLLOWS] = _APART  # the text begins with them
    return filled


def _runs(groups: Groups) -> Spans:
    """Return the runs of one group that are words."""
    edges = np.flatnonzero(groups[1:] != groups[:-1]) + 1
    starts = np.concatenate(([0], edges))[: groups.size]
    ends = np.append(edges, groups.size)[: groups.size]
    are_words = groups[starts] != _APART
    return Spans(starts[are_words], ends[are_words])


def _resplit(text: str, found: Spans, joints: Places) -> Spans:
    """Return the spans with the runs that hold a joint between digits split one by one."""
    doubtful = distinct(np.searchsorted(found.starts, joints, "right") - 1)
    again = [
        (start + first, start + last)
        for start, end in zip(found.starts[doubtful].tolist(), found.ends[doubtful].tolist(), strict=True)
        for first, last in words.spans(text[start:end])
    ]
    more = np.array(again, np.int64).reshape(-1, 2)
    starts = np.concatenate((np.delete(found.starts, doubtful), more[:, 0]))
    ends = np.concatenate((np.delete(found.ends, doubtful), more[:, 1]))
    order = np.argsort(starts, kind="stable")
    return Spans(starts[order], ends[order])
