"""Where in an article the parts of a quotation come nearest to being printed."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .alignment import Edits, Stretch, edits, nearest_stretch
from .classes import Classes, Words
from .rows import Rows, Windows, windows

SHORTEST: Final = 3
"""Words of a part that is looked for by itself; a shorter one is looked for beside the others."""
BESIDE: Final = 60
"""Words away from the other parts at which such a one may stand."""
CLOSE: Final = 10
"""Words between two parts that are as good as none."""


class Found(NamedTuple):
    """Where the parts of a quotation may stand in a row."""

    rows: Rows
    row: int
    stretches: tuple[Stretch, ...]
    """The place of each part among the words of all rows."""
    edits: int

    @property
    def article(self) -> int:
        """The number of the row's article."""
        return int(self.rows.articles[self.row // 2])


class _Met(NamedTuple):
    """Where a part is met, and with how many edits."""

    cost: int
    stretch: Stretch


class Located(NamedTuple):
    """The rows that come nearest to a quotation, and the fewest edits that make its parts of them."""

    of: Rows
    words: Sequence[Words]
    """The parts."""
    rows: NDArray[np.int64]
    edits: Mapping[int, Edits]
    """By part, those that are looked for by themselves."""

    @property
    def articles(self) -> NDArray[np.int64]:
        """The number of the article of each row."""
        return self.of.articles[self.rows // 2]

    def total(self, at: int) -> int:
        """Return how many edits all parts take in one of the rows."""
        return sum(int(one.costs[at]) for one in self.edits.values())

    def found(self, at: int) -> Found:
        """Return where the parts stand in one of the rows: in order, and close to each other, if that is no dearer."""
        row = int(self.rows[at])
        begin, finish = int(self.of.starts[row]), int(self.of.ends[row])
        met: dict[int, _Met] = {}
        reached = begin
        for part, its_edits in self.edits.items():
            met[part] = self._met(part, int(its_edits.costs[at]), int(its_edits.ends[at]), begin)
            if met[part].stretch.start < reached:  # its words stand earlier too, in a headline perhaps
                again = self._between(part, reached, min(finish, reached + 4 * self.words[part].size))
                met[part] = min(again, met[part], key=lambda one: one.cost)
            reached = met[part].stretch.end
        for part in range(len(self.words)):
            if part not in met:
                met[part] = self._between(part, *_room(met, part, begin, finish))
        for part in reversed(range(len(self.words) - 1)):
            end = met[part + 1].stretch.start
            near = self._between(part, max(begin, end - self.words[part].size - CLOSE), end)
            met[part] = min(near, met[part], key=lambda one: one.cost)
        ordered = [met[part] for part in range(len(self.words))]
        return Found(self.of, row, tuple(one.stretch for one in ordered), sum(one.cost for one in ordered))

    def _between(self, part: int, low: int, high: int) -> _Met:
        """Return the fewest edits of a part between two places, and where that is."""
        high = max(low, high)
        found = edits(self.of, self.words[part], np.array([low]), np.array([high]))
        return self._met(part, int(found.costs[0]), int(found.ends[0]), low)

    def _met(self, part: int, cost: int, end: int, low: int) -> _Met:
        """Return what ends at a place and takes so many edits."""
        ours = self.words[part].tolist()
        begin = max(low, end - 2 * len(ours) - 2)
        theirs = self.of.words[begin:end].tolist()
        least, most = len(theirs) - len(ours) - cost, len(theirs) - len(ours) + cost
        start, _ = nearest_stretch(ours, theirs, range(max(0, least), max(0, most) + 1), (len(theirs),))
        return _Met(cost, Stretch(begin + start, end))


def _room(met: Mapping[int, _Met], part: int, begin: int, finish: int) -> tuple[int, int]:
    """Return where a short part may stand: between its neighbours, and not far from them."""
    before = [one.stretch.end for at, one in met.items() if at < part]
    after = [one.stretch.start for at, one in met.items() if at > part]
    low = max(before, default=max(begin, min(after, default=begin) - BESIDE))
    high = min((one for one in after if one >= low), default=min(finish, low + BESIDE))
    return low, min(high, low + BESIDE) if before else high


def nearest(rows: Rows, words: Sequence[Words], classes: Classes, most: int) -> list[Located]:
    """Return so many rows that come nearest to some parts: by a window for each, and by one for all of them together.

    Parts of few words stand in many places: what is wanted is where they stand side by side. But they may be far apart.
    """
    alone = [at for at, part in enumerate(words) if part.size >= SHORTEST]
    alone = alone or [max(range(len(words)), key=lambda at: words[at].size)]
    of_parts = {at: windows(rows, words[at], classes) for at in alone}
    found = [_located(rows, words, of_parts, most)]
    if len(words) > 1:
        together = windows(rows, np.concatenate(words), classes)
        found.append(_located(rows, words, dict.fromkeys(alone, together), most, together.width + BESIDE))
    return found


def _located(rows: Rows, words: Sequence[Words], of_parts: Mapping[int, Windows], most: int, apart: int = 0) -> Located:
    """Return the rows with the densest windows, each part looked for so many words further around them."""
    held = np.sum([one.most() for one in of_parts.values()], axis=0)
    kept = np.argpartition(held, -most)[-most:] if held.size > most else np.arange(held.size)
    kept = np.sort(kept[held[kept] > 0])
    lows, highs = rows.starts[kept], rows.ends[kept]
    found: dict[int, Edits] = {}
    for at, one in of_parts.items():
        middles = [one.middle(row, low) for row, low in zip(kept.tolist(), lows.tolist(), strict=True)]
        centres, reach = np.array(middles, np.int64), 2 * words[at].size + 4 + apart
        found[at] = edits(rows, words[at], np.clip(centres - reach, lows, highs), np.clip(centres + reach, lows, highs))
    return Located(rows, words, kept, found)
