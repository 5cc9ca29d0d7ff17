"""What the words of a query add to the articles of a snapshot, ready to be added up.

A word is looked for through several *parts*: its exact key, its lemma, its root. A part is one key, or the readings
of an ambiguous word, which exclude each other: an article gets the best of them. A part's *runs* are its postings
section by section, with impacts in the archive's IDF.

Segments carry the IDF of the day they were written. Where a key's IDF in the archive is another by more than `DRIFT`,
its impacts are multiplied by the ratio here, so that scores do not depend on how articles fell into segments.
"""

from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..index.impacts import LARGEST, idf_of
from ..index.keys import EXACT, LEMMA, ROOT
from ..index.segments.packed import Packed, articles_of, impacts_of, packed
from ..index.segments.segment import Segment
from ..index.segments.snapshot import Snapshot, keys_of

DRIFT: Final = 0.001
"""How far impacts may be from the archive's IDF without being corrected, as a part of them."""
BLOCK: Final = 8
"""Articles of a block: rows keep the largest impact of each block as its bound."""
LANES: Final = 16
"""The number of blocks is a multiple of it, so that bounds can be compared many at a time."""
ROW_BYTES: Final = 1 << 30
"""Memory that rows may take; then all are dropped, and made again as they are asked for.

It holds the 1,300 common words of a thousand headlines over 400,000 articles: with half of it most rows are gone before
they are asked for again, and a query takes four times as long.
"""
MOST_PARTS: Final = 1 << 17
"""Parts that are kept."""
ROWS_AT_ONCE: Final = 32
"""Rows for which memory is taken at once."""
ROW_STEP: Final = 1 << 13
"""Postings that are added to a row at once: so few stay in a processor's nearest cache."""

Impacts = NDArray[np.uint16]
Keys = tuple[str, ...] | int
"""Alternative keys; or the number of one in the only segment, which is known sooner."""
Parts = tuple[tuple[str, Keys], ...]
"""Layers, and keys of each."""


class Part(NamedTuple):
    """The postings of alternative keys of one layer."""

    runs: list[Packed]
    """For each section of the snapshot in order; an article is in one of them, once."""
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
            start + section
            for start, segment in zip(snapshot.starts, snapshot.segments, strict=False)
            for section in segment.sections
        ]
        """The number of the first article of each section."""
        self.live = _by_block(snapshot.live, self.blocks)
        """1 for each article that is there, by block as rows are; None if all are."""
        self._parts: dict[tuple[str, Keys], Part] = {}
        self._rows: dict[Parts, Row] = {}
        self.times_cleared = 0
        """How often rows were dropped: whoever keeps some lets go of them then, or their memory is never free."""
        self._free: list[Impacts] = []
        self._lock = Lock()

    def part(self, layer: str, keys: Keys) -> Part:
        """Return the postings of alternative keys."""
        wanted = layer, keys
        found = self._parts.get(wanted)
        if found is None:
            if len(self._parts) >= MOST_PARTS:
                self._parts.clear()
            found = self._parts[wanted] = self._made(layer, keys)
        return found

    def of_form(self, form: str) -> Parts | None:
        """Return the parts of a word's form by numbers, if the archive is one segment where it has one of each."""
        if not self.snapshot.is_pristine:
            return None
        (segment,) = self.snapshot.segments
        number = keys_of(segment, EXACT).find(form)
        found = None if number is None else segment.table.only_keys(number)
        return None if found is None else ((EXACT, found[0]), (LEMMA, found[1]), (ROOT, found[2]))

    def impacts(self, layer: str, keys: Keys) -> Iterator[tuple[NDArray[np.intp], Impacts]]:
        """Yield the numbers of the articles that hold one of alternative keys, and what each gets, by section."""
        for start, run in zip(self.sections, self.part(layer, keys).runs, strict=True):
            yield articles_of(run) + start, impacts_of(run)

    def numbers(self, runs: Sequence[Packed], postings: Packed) -> NDArray[np.intp]:
        """Return the numbers of the articles of lists, a run a section, whose postings in a row are given too."""
        numbers = articles_of(postings)
        if len(self.sections) > 1:
            starts = self.sections * (len(runs) // len(self.sections))
            numbers += np.repeat(starts, list(map(len, runs)))
        return numbers

    def row(self, parts: Parts) -> Row:
        """Return what several parts, given by layer and keys, add to every article."""
        found = self._rows.get(parts)
        if found is None:
            with self._lock:
                found = self._rows.get(parts) or self._row(parts)
                self._rows[parts] = found
        return found

    def _row(self, parts: Parts) -> Row:
        impacts = self._free_row()
        flat = impacts.ravel()
        for part in parts:
            for start, run in zip(self.sections, self.part(*part).runs, strict=True):
                for at in range(0, run.size, ROW_STEP):
                    some = run[at : at + ROW_STEP]
                    np.add.at(flat, articles_of(some) + start, impacts_of(some))
        bounds = impacts.max(0)
        return Row(impacts, bounds, int(bounds.max()))

    def _free_row(self) -> Impacts:
        """Return zeros for a row; some rows are had at a time, since a large piece of memory comes cleared."""
        if len(self._rows) * BLOCK * self.blocks * 2 > ROW_BYTES:
            self._rows.clear()
            self.times_cleared += 1
        if not self._free:
            self._free = list(np.zeros((ROWS_AT_ONCE, BLOCK, self.blocks), np.uint16))
        return self._free.pop()

    def _made(self, layer: str, keys: Keys) -> Part:
        if isinstance(keys, int):
            held = self.snapshot.segments[0].layers[layer]
            return Part(*held.postings(keys), held.tops[keys])
        found = [self._of_key(layer, key) for key in keys]
        if len(found) == 1:
            return found[0]
        runs = [merged(same) for same in zip(*(part.runs for part in found), strict=True)]
        return Part(runs, sum(map(len, runs)), max((part.top for part in found), default=0))

    def _of_key(self, layer: str, key: str) -> Part:
        snapshot = self.snapshot
        numbers = [keys_of(segment, layer).find(key) for segment in snapshot.segments]
        rarity = 0.0 if snapshot.is_pristine else idf_of(snapshot.articles, snapshot.holding_all(layer, numbers))
        runs: list[Packed] = []
        top = 0
        for segment, number in zip(snapshot.segments, numbers, strict=True):
            if number is None:
                runs += [_NONE] * len(segment.sections)
                continue
            held, scale = segment.layers[layer], self._scale(segment, layer, number, rarity)
            runs += [scaled(run, scale) for run in held.postings(number)[0]]
            top = max(top, scaled_impact(held.tops[number], scale))
        return Part(runs, sum(map(len, runs)), top)

    def _scale(self, segment: Segment, layer: str, number: int, rarity: float) -> float:
        """Return what the impacts of a key in a segment are multiplied by, given its IDF in the archive."""
        if self.snapshot.is_pristine:  # of one segment, whose IDF is the archive's
            return 1.0
        ratio = rarity / segment.baked_idf(layer, number)
        return 1.0 if abs(ratio - 1) <= DRIFT else ratio


def _by_block(live: NDArray[np.bool_] | None, blocks: int) -> NDArray[np.uint8] | None:
    if live is None:
        return None
    padded = np.zeros(BLOCK * blocks, np.uint8)
    padded[: live.size] = live
    return padded.reshape(BLOCK, blocks)


_NONE: Final = np.zeros(0, np.uint32)


def scaled(postings: Packed, scale: float) -> Packed:
    """Return postings whose impacts are multiplied by the ratio of two IDFs; one stays one at the least."""
    if scale == 1.0:
        return postings
    steps: NDArray[np.float32] = np.clip(np.rint(impacts_of(postings) * np.float32(scale)), 1, LARGEST)
    return packed(articles_of(postings).astype(np.uint32), steps.astype(np.uint16))


def scaled_impact(impact: int, scale: float) -> int:
    """Return one impact as `scaled` does."""
    return impact if scale == 1.0 else int(impacts_of(scaled(np.array([impact], np.uint32), scale))[0])


def merged(runs: Sequence[Packed]) -> Packed:
    """Return runs of one section as one: an article that several hold gets the best of them."""
    filled = [run for run in runs if run.size]
    if len(filled) < 2:
        return filled[0] if filled else _NONE
    postings = np.concatenate(filled)
    postings.sort(kind="stable")  # which sees that they are sorted runs, and merges them
    articles = articles_of(postings)
    last = np.append(articles[1:] != articles[:-1], True)  # of one article's postings the last has the largest impact
    best: Packed = postings[last]
    return best
