"""What the words of a query add to the articles of a snapshot, ready to be added up.

A word is looked for through several *parts*: its exact key, its lemma, its root. A part is one key, or the readings
of an ambiguous word, which exclude each other: an article gets the best of them. A part's *runs* are its postings
section by section, with impacts in the archive's IDF.

Segments carry the IDF of the day they were written. Where a key's IDF in the archive is another by more than `DRIFT`,
its impacts are multiplied by the ratio here, so that scores do not depend on how articles fell into segments.
"""

from threading import Lock
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..index.impacts import LARGEST, idf_of
from ..index.segments.forward import SECTION_ARTICLES
from ..index.segments.segment import Run
from ..index.segments.snapshot import Snapshot, keys_of

DRIFT: Final = 0.001
"""How far impacts may be from the archive's IDF without being corrected, as a part of them."""
BLOCK: Final = 8
"""Articles of a block: rows keep the largest impact of each block as its bound."""
LANES: Final = 16
"""The number of blocks is a multiple of it, so that bounds can be compared many at a time."""
ROW_BYTES: Final = 1 << 29
"""Memory that rows may take; then all are dropped, and made again as they are asked for."""
MOST_PARTS: Final = 1 << 17
"""Parts that are kept."""
FEW: Final = 1000
"""Postings that are merged by sorting; more are laid out in a row of their section."""
ROWS_AT_ONCE: Final = 32

Impacts = NDArray[np.uint16]


class Part(NamedTuple):
    """The postings of alternative keys of one layer."""

    runs: list[Run]
    """In ascending order; an article is in one run, once."""
    holding: int
    """How many articles there are in the runs."""
    top: int
    """No article gets more than this."""


class Row(NamedTuple):
    """What some parts add to every article: for those that many articles hold."""

    impacts: Impacts
    """uint16 of shape (BLOCK, blocks): article n stands at [n // blocks, n % blocks]."""
    bounds: Impacts
    """The largest impact of each block: the column's."""
    top: int


class ImpactLists:
    """The parts and rows of one snapshot, kept for the next query; several threads may ask."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.blocks = -(-max(snapshot.size, 1) // (BLOCK * LANES)) * LANES
        """How many blocks there are: article n is of block n % blocks."""
        self.sections = [
            start + run
            for start, segment in zip(snapshot.starts, snapshot.segments, strict=False)
            for run, _ in segment.forward.sections()
        ]
        """The number of the first article of each section."""
        self.live = _by_block(snapshot.live, self.blocks)
        """1 for each article that is there, by block as rows are; None if all are."""
        self._parts: dict[tuple[str, tuple[str, ...]], Part] = {}
        self._rows: dict[tuple[tuple[str, tuple[str, ...]], ...], Row] = {}
        self.times_cleared = 0
        """How often rows were dropped: whoever keeps some lets go of them then, or their memory is never free."""
        self._free: list[Impacts] = []
        self._sums = np.zeros(BLOCK * self.blocks, np.uint32)
        self._lock = Lock()

    def part(self, layer: str, keys: tuple[str, ...]) -> Part:
        """Return the postings of alternative keys."""
        wanted = layer, keys
        found = self._parts.get(wanted)
        if found is None:
            if len(self._parts) >= MOST_PARTS:
                self._parts.clear()
            found = self._parts[wanted] = self._made(layer, keys)
        return found

    def row(self, parts: tuple[tuple[str, tuple[str, ...]], ...]) -> Row:
        """Return what several parts, given by layer and keys, add to every article."""
        found = self._rows.get(parts)
        if found is None:
            with self._lock:
                found = self._rows.get(parts) or self._row([self.part(*one) for one in parts])
                self._rows[parts] = found
        return found

    def _row(self, parts: list[Part]) -> Row:
        flat = self._sums
        flat.fill(0)
        for part in parts:
            for start, articles, impacts in part.runs:
                np.add.at(flat, articles.astype(np.intp) + start, impacts.astype(np.uint32))
        impacts = self._free_row()
        np.minimum(flat.reshape(impacts.shape), LARGEST, out=impacts, casting="unsafe")
        bounds = impacts.max(0)
        return Row(impacts, bounds, int(bounds.max()))

    def _free_row(self) -> Impacts:
        """Return memory for a row; rows are made some at a time, since a large piece of memory is had at less cost."""
        if len(self._rows) * BLOCK * self.blocks * 2 > ROW_BYTES:
            self._rows.clear()
            self.times_cleared += 1
        if not self._free:
            self._free = list(np.empty((ROWS_AT_ONCE, BLOCK, self.blocks), np.uint16))
        return self._free.pop()

    def _made(self, layer: str, keys: tuple[str, ...]) -> Part:
        found = [self._of_key(layer, key) for key in keys]
        if len(found) == 1:
            return found[0]
        runs = [merged(same) for same in zip(*(part.runs for part in found), strict=True)]
        return Part(runs, sum(run.articles.size for run in runs), max((part.top for part in found), default=0))

    def _of_key(self, layer: str, key: str) -> Part:
        snapshot = self.snapshot
        numbers = [keys_of(segment, layer).find(key) for segment in snapshot.segments]
        if snapshot.is_pristine:
            return self._as_baked(layer, numbers[0])
        rarity = idf_of(snapshot.articles, snapshot.holding_all(layer, numbers))
        runs: list[Run] = []
        top = 0
        for start, segment, number in zip(snapshot.starts, snapshot.segments, numbers, strict=False):
            held = segment.layers[layer]
            if number is None:
                runs += [Run(start + one, _NONE, _NONE) for one in held.starts]
                continue
            ratio = rarity / segment.baked_idf(layer, number)
            scale = 1.0 if abs(ratio - 1) <= DRIFT else ratio
            runs += [Run(start + run.start, run.articles, scaled(run.impacts, scale)) for run in held.runs(number)]
            top = max(top, int(scaled(np.array([held.tops[number]], np.uint16), scale)[0]))
        return Part(runs, sum([run.articles.size for run in runs]), top)

    def _as_baked(self, layer: str, number: int | None) -> Part:
        """Return the postings of a key of the only segment, whose IDF is the archive's."""
        held = self.snapshot.segments[0].layers[layer]
        if number is None:
            return Part([Run(start, _NONE, _NONE) for start in held.starts], 0, 0)
        runs = held.runs(number)
        return Part(runs, sum([run.articles.size for run in runs]), held.tops[number])


def _by_block(live: NDArray[np.bool_] | None, blocks: int) -> NDArray[np.uint8] | None:
    if live is None:
        return None
    padded = np.zeros(BLOCK * blocks, np.uint8)
    padded[: live.size] = live
    return padded.reshape(BLOCK, blocks)


_NONE: Final = np.zeros(0, np.uint16)


def scaled(impacts: Impacts, scale: float) -> Impacts:
    """Return impacts multiplied by the ratio of two IDFs; one stays one at the least."""
    if scale == 1.0:
        return impacts
    steps: NDArray[np.float32] = np.clip(np.rint(impacts * np.float32(scale)), 1, LARGEST)
    return steps.astype(np.uint16)


def merged(runs: tuple[Run, ...]) -> Run:
    """Return runs of one section as one: an article that several hold gets the best of them."""
    filled = [run for run in runs if run.articles.size]
    if len(filled) < 2:
        return filled[0] if filled else runs[0]
    if sum([run.articles.size for run in filled]) < FEW:
        packed = np.concatenate([run.articles.astype(np.uint32) << np.uint32(16) | run.impacts for run in filled])
        packed.sort()
        articles = (packed >> np.uint32(16)).astype(np.uint16)
        last = np.append(articles[1:] != articles[:-1], True)  # of equal articles the last has the largest impact
        return Run(runs[0].start, articles[last], packed[last].astype(np.uint16))
    best = np.zeros(SECTION_ARTICLES, np.uint16)
    for _, articles, impacts in filled:
        np.maximum.at(best, articles.astype(np.intp), impacts)
    held = np.flatnonzero(best != 0)
    return Run(runs[0].start, held.astype(np.uint16), best[held])
