"""The exact best articles of a query of words, without looking at most articles.

A query's words are added up in two ways. Rare keys are *lists*: their impacts are added to one number an article, all
lists in a single call. Common keys are *rows*: for each block of articles a bound is known, the largest impact in it.

    bound of a block = largest sum of lists in it + bounds of all rows

No article of a block is worth more than the block's bound. So the blocks with the highest bounds are worked out
exactly first; the k-th best score found so far then tells which other blocks could still hold a better article.
Mostly none does, so that of 100,000 articles some hundreds are looked at. The answer is exact: the same articles and
scores as adding everything up, which a test holds.

Articles that only a root or a function word brought are no hits (`evaluate`). They are few among the best, so they are
taken out at the end, and if too few are left everything is added up.
"""

from bisect import bisect_right
from collections.abc import Sequence
from copy import copy
from threading import local
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..index.impacts import LARGEST
from ..index.keys import LAYERS, ROOT
from .impact_lists import BLOCK, FEW, LANES, ImpactLists, Impacts, Part, Row
from .results import Scored
from .terms import Terms

COMMON: Final = 12
"""A key that one article in so many holds is added up as a row."""
FIRST_BLOCKS: Final = 32
"""How many groups of blocks are worked out exactly at first."""

Articles = NDArray[np.uint16] | NDArray[np.int32]
Parts = tuple[tuple[str, tuple[str, ...]], ...]
"""Layers and keys."""
Sums = NDArray[Any]
"""Sums of impacts: uint16 where no sum can be larger, else uint32."""


class Prepared:
    """One word of a query, ready to be added up.

    A word that is asked for again is made readier: its lists become one.
    """

    __slots__ = ("articles", "asked", "beyond", "finds", "impacts", "is_ready", "row", "top")

    def __init__(self, named: Parts, parts: Sequence[Part], row: Row | None, rare: int, sections: int) -> None:
        """Take the parts of a word with their names; the first `rare` of them are lists, the others `row`."""
        self.row = row
        lists = [[part.runs[at] for part in parts[:rare]] for at in range(sections)]
        self.articles: list[list[Articles]] = [[run.articles for run in runs] for runs in lists]
        """For each section of the snapshot, the articles of its rare keys, list by list; last those of any section."""
        self.impacts: list[list[Impacts]] = [[run.impacts for run in runs] for runs in lists]
        """What those articles get."""
        self.articles.append([])
        self.impacts.append([])
        self.top = sum(part.top for part in parts[:rare]) + (row.top if row else 0)
        """No article gets more from the word."""
        self.finds = tuple(part for part, (layer, _) in zip(parts, named, strict=True) if layer != ROOT)
        """The parts that make an article a hit."""
        self.beyond = sum(part.top for part, (layer, _) in zip(parts, named, strict=True) if layer == ROOT)
        """The most that an article may get which none of them holds."""
        self.asked = 0
        """How often it was asked for since it was prepared."""
        self.is_ready = False

    @property
    def nbytes(self) -> int:
        """How much memory its own lists take."""
        return sum(array.nbytes for array in self.articles[-1] + self.impacts[-1])


class Ranker:
    """Finds the best articles of a snapshot; several threads may ask one."""

    def __init__(self, lists: ImpactLists) -> None:
        self._lists = lists
        self._memory = local()
        self._starts = [*lists.sections, 0]
        """What is added to the articles of each section; those of any section are numbers already."""

    def prepared(self, terms: Terms) -> Prepared:
        """Return a word, ready to be added up."""
        lists = self._lists
        named = tuple((layer, keys) for layer, keys in zip(LAYERS, terms, strict=True) if keys)
        parts = [lists.part(*one) for one in named]
        size = lists.snapshot.size
        rare = next((at for at, part in enumerate(parts) if part.holding * COMMON > size), len(parts))
        row = lists.row(named[rare:]) if rare < len(parts) else None
        return Prepared(named, parts, row, rare, len(lists.sections))

    def readied(self, word: Prepared) -> Prepared:
        """Return a word that is asked for again, made readier: its lists become one. Others may be using the first."""
        numbers, impacts = self._joined(word)
        others: list[list[Any]] = [[] for _ in self._lists.sections]
        ready = copy(word)
        ready.articles, ready.impacts, ready.is_ready = [*others, [numbers]], [*others, [impacts]], True
        return ready

    def _joined(self, word: Prepared) -> tuple[Articles, Impacts]:
        """Return the lists of a word as one; in a long one an article of several lists is there once."""
        if sum(len(one) for some in word.articles for one in some) < FEW:
            numbers, impacts = self._all_lists([word])
            return numbers.astype(np.int32), np.concatenate([_NO_IMPACTS, *impacts])
        sums = self._added_up([word], LARGEST)
        assert sums is not None
        flat = sums.ravel()
        numbers = np.flatnonzero(flat != 0)  # many times faster than asking the numbers themselves
        return numbers.astype(np.int32), flat[numbers].astype(np.uint16)

    def best(self, finding: list[Prepared], ranking: list[Prepared], limit: int) -> list[Scored]:
        """Return the best articles that hold a word of `finding`, best first, then in the order of the archive.

        The words of `ranking` add to the score of what the others find.
        """
        beyond = sum(word.beyond for word in finding) + sum(word.top for word in ranking)
        words = [*finding, *ranking]
        found = self._top(words, limit)
        hits = [one for one in found if one.steps > beyond or _is_hit(one.number, finding, self._lists.sections)]
        return hits if len(hits) == min(limit, len(found)) else self._all(finding, words, limit)

    def _all(self, finding: list[Prepared], words: list[Prepared], limit: int) -> list[Scored]:
        """Return the best articles by adding up all that hold a word of `finding`."""
        runs = [run for word in finding for part in word.finds for run in part.runs]
        candidates = np.unique(np.concatenate([run.start + run.articles.astype(np.int64) for run in runs]))
        if self._lists.snapshot.live is not None:
            candidates = candidates[self._lists.snapshot.live[candidates]]
        sums = self._added_up(words, LARGEST + 1)
        steps = np.zeros(candidates.size, np.int64) if sums is None else sums.ravel()[candidates].astype(np.int64)
        for word in words:
            if word.row:
                steps += word.row.impacts.ravel()[candidates]
        order = np.lexsort((candidates, -steps))[:limit]
        return list(map(Scored, candidates[order].tolist(), steps[order].tolist()))

    def _top(self, words: list[Prepared], limit: int) -> list[Scored]:
        """Return the best articles of a sum, hits or not."""
        total = sum(word.top for word in words)
        if not total:
            return []
        rows = [word.row for word in words if word.row]
        sums = self._added_up(words, total)
        bounds: Sums
        if sums is None:
            bounds = rows[0].bounds.astype(np.uint16 if total <= LARGEST else np.uint32)
            others = rows[1:]
        else:
            bounds, others = np.maximum.reduce(sums, 0), rows
        for row in others:
            np.add(bounds, row.bounds, bounds)
        groups: Sums = np.maximum.reduce(bounds.reshape(LANES, -1), 0)
        enough = _kth_largest(groups, max(FIRST_BLOCKS, limit) if rows else limit)
        chosen = (bounds >= enough).nonzero()[0]
        exact = self._exact(sums, rows, chosen, bounds.dtype)
        least = _kth_largest(exact.ravel(), limit)
        if least < enough:  # blocks left out so far that may hold something better
            more = ((bounds < enough) & (bounds >= least)).nonzero()[0]
            if more.size:
                exact = np.concatenate((exact, self._exact(sums, rows, more, bounds.dtype)), 1)
                chosen = np.concatenate((chosen, more))
                least = _kth_largest(exact.ravel(), limit)
        inside, at = (exact >= least).nonzero()
        numbers = inside * self._lists.blocks + chosen[at]
        steps = exact[inside, at].astype(np.int64)
        order = np.lexsort((numbers, -steps))[:limit]
        return list(map(Scored, numbers[order].tolist(), steps[order].tolist()))

    def _added_up(self, words: list[Prepared], total: int) -> Sums | None:
        """Return the sum of all lists for every article, by block as rows are; None if there are no lists."""
        numbers, impacts = self._all_lists(words)
        if not impacts:
            return None
        sums = self._zeros(total)
        np.add.at(sums, numbers, np.concatenate(impacts, dtype=sums.dtype))
        return sums.reshape(BLOCK, -1)

    def _all_lists(self, words: list[Prepared]) -> tuple[NDArray[np.intp], list[Impacts]]:
        """Return the lists of words, one after the other: the numbers of their articles, and what those get."""
        articles: list[Articles] = []
        impacts: list[Impacts] = []
        shifts: list[tuple[int, int]] = []
        for section, start in enumerate(self._starts):
            for word in words:
                articles += word.articles[section]
                impacts += word.impacts[section]
            shifts.append((len(articles), start))
        numbers = np.concatenate(articles, dtype=np.intp) if articles else np.zeros(0, np.intp)
        begin = done = 0
        for end, start in shifts[:-1]:
            size = sum(map(len, articles[done:end]))
            if start and size:
                numbers[begin : begin + size] += start
            begin, done = begin + size, end
        return numbers, impacts

    def _zeros(self, total: int) -> Sums:
        """Return this thread's memory for sums up to `total`, cleared."""
        name = "small" if total <= LARGEST else "large"
        sums: Sums | None = getattr(self._memory, name, None)
        if sums is None:
            kind = np.uint16 if total <= LARGEST else np.uint32
            sums = np.empty(BLOCK * self._lists.blocks, kind)
            setattr(self._memory, name, sums)
        sums.fill(0)
        return sums

    def _exact(self, sums: Sums | None, rows: list[Row], blocks: NDArray[np.intp], kind: np.dtype[Any]) -> Sums:
        """Return the scores of every article of some blocks, one column a block; 0 for deleted articles."""
        if sums is None:
            exact = rows[0].impacts.take(blocks, 1).astype(kind)
            others = rows[1:]
        else:
            exact, others = sums.take(blocks, 1), rows
        for row in others:
            np.add(exact, row.impacts.take(blocks, 1), exact)
        if self._lists.live is not None:
            exact *= self._lists.live.take(blocks, 1)
        return exact


_NO_IMPACTS: Final = np.zeros(0, np.uint16)


def _kth_largest(values: Sums, k: int) -> int:
    """Return the k-th largest value, 1 at the least.

    A sort of all is quicker than numpy's partition here: most values are equal, which partition is slow on.
    """
    if values.size <= k:
        return 1
    ordered = np.sort(values)
    return int(ordered[-k]) or 1


def _is_hit(number: int, words: Sequence[Prepared], sections: Sequence[int]) -> bool:
    """Tell whether an article holds what makes it a hit."""
    section = bisect_right(sections, number) - 1
    within = number - sections[section]
    for word in words:
        for part in word.finds:
            articles = part.runs[section].articles
            place = int(articles.searchsorted(within))
            if place < articles.size and articles[place] == within:
                return True
    return False
