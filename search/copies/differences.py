"""What a copy added, dropped, changed and moved, as ranges of words.

Both texts are cut into blocks, the runs of words that both have. The blocks that stand in one order in both are the
frame: what lies between two of them was dropped from the first or added to the copy, or changed where it is both. A
block outside the frame was moved.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from .likeness import RUN, runs
from .values import Kind
from .vocabulary import Classes

MOVED: Final = 8
"""Words of a block that was moved; fewer stand in another place by chance."""
MOST_TRIED: Final = 8
"""Places at which a run that comes again is tried."""


Range = tuple[int, int]
"""A first one and the one behind the last."""


class Block(NamedTuple):
    """Words that stand in both texts."""

    first: int
    """Where they begin in the first text, counted in words."""
    copy: int
    """Where they begin in the copy."""
    length: int

    @property
    def first_end(self) -> int:
        """The word after them in the first text."""
        return self.first + self.length

    @property
    def copy_end(self) -> int:
        """The word after them in the copy."""
        return self.copy + self.length


class Change(NamedTuple):
    """A difference as ranges of words."""

    kind: Kind
    first: Range
    copy: Range


def changes(first: Classes, copy: Classes) -> list[Change]:
    """Return what a copy has otherwise than the first text, both given by the classes of their words."""
    found = list(blocks(first.tolist(), copy.tolist(), runs(first).tolist(), runs(copy).tolist()))
    frame = in_order(found)
    moved = [block for block in found if block.length >= MOVED and block not in frame]
    held_first = sorted((block.first, block.first_end) for block in moved)
    held_copy = sorted((block.copy, block.copy_end) for block in moved)
    ends = Block(0, 0, 0), Block(first.size, copy.size, 0)
    changed = [Change("moved", (one.first, one.first_end), (one.copy, one.copy_end)) for one in moved]
    for before, after in pairwise((ends[0], *frame, ends[1])):
        dropped = list(_without(before.first_end, after.first, held_first))
        added = list(_without(before.copy_end, after.copy, held_copy))
        changed += [_trimmed(one, first, copy) for one in _between(before, dropped, added)]
    return sorted(filter(_tells, changed), key=lambda change: (change.copy, change.first))


def blocks(
    first: Sequence[int], copy: Sequence[int], first_runs: Sequence[int], copy_runs: Sequence[int]
) -> Iterator[Block]:
    """Yield the blocks of two texts in the order of the copy; none takes words of the copy that another has."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, run in enumerate(first_runs):
        if run:
            places[run].append(place)
    at, expected = 0, 0
    while at < len(copy):
        tried = places.get(copy_runs[at], ()) if copy_runs[at] else ()
        if not tried:
            at += 1
            continue
        nearest = sorted(tried, key=lambda place: abs(place - expected))[:MOST_TRIED]
        block = max((_grown(first, copy, place, at) for place in nearest), key=lambda block: block.length)
        yield block
        at, expected = block.copy_end, block.first_end


def _grown(first: Sequence[int], copy: Sequence[int], in_first: int, in_copy: int) -> Block:
    length = RUN
    most = min(len(first) - in_first, len(copy) - in_copy)
    while length < most and first[in_first + length] == copy[in_copy + length] != 0:
        length += 1
    return Block(in_first, in_copy, length)


def in_order(found: Sequence[Block]) -> list[Block]:
    """Return the blocks of the most words that stand in one order in both texts."""
    best: list[tuple[int, int]] = []
    """For each block the words of the best row that ends with it, and the block before it there."""
    for at, block in enumerate(found):
        rows = ((best[before][0], before) for before in range(at) if found[before].first_end <= block.first)
        words, before = max(rows, default=(0, -1))
        best.append((words + block.length, before))
    at = max(range(len(best)), key=lambda place: best[place][0], default=-1)
    frame: list[Block] = []
    while at >= 0:
        frame.append(found[at])
        at = best[at][1]
    return frame[::-1]


def _without(start: int, end: int, held: Sequence[Range]) -> Iterator[Range]:
    """Yield what is left of a range of words without some that ascend."""
    for first, last in held:
        if first >= end or last <= start:
            continue
        if first > start:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def _between(before: Block, dropped: list[Range], added: list[Range]) -> list[Change]:
    """Return what became of the words between two blocks of the frame."""
    if len(dropped) == len(added) == 1:
        return [Change("changed", dropped[0], added[0])]
    nowhere = before.copy_end, before.copy_end
    return [
        *(Change("dropped", one, nowhere) for one in dropped),
        *(Change("added", (before.first_end, before.first_end), one) for one in added),
    ]


def _tells(change: Change) -> bool:
    return any(start < end for start, end in (change.first, change.copy))


def _trimmed(change: Change, first: Classes, copy: Classes) -> Change:
    """Return a change without the words, too few for a block, that both have at its beginning or at its end."""
    if change.kind != "changed":
        return change
    (first_start, first_end), (copy_start, copy_end) = change.first, change.copy
    while first_start < first_end and copy_start < copy_end and first[first_start] == copy[copy_start] != 0:
        first_start, copy_start = first_start + 1, copy_start + 1
    while first_start < first_end and copy_start < copy_end and first[first_end - 1] == copy[copy_end - 1] != 0:
        first_end, copy_end = first_end - 1, copy_end - 1
    kind: Kind = "added" if first_start == first_end else "dropped" if copy_start == copy_end else "changed"
    return Change(kind, (first_start, first_end), (copy_start, copy_end))
