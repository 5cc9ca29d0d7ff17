"""The exact best articles of a query of words, without looking at most articles.

A query's words are added up in two ways. Rare keys are *lists*: their impacts are added to one number an article, all
lists in a single call. Common keys are *rows*: for each block of articles a bound is known, the largest impact in it.

    bound of a block = largest sum of lists in it + bounds of all rows

No article of a block is worth more than the block's bound. So the blocks with the highest bounds are worked out
exactly first; the k-th best score found so far then tells which other blocks could still hold a better article.
Mostly none does, so that of 100,000 articles some hundreds are looked at. The answer is exact: the same articles and
scores as adding everything up, which a test holds.

Articles that only a root or a function word brought are no hits (`evaluate`). Where the articles that can be hits are
few, only their sums are compared. Else what is no hit is taken out at the end, and if too few are left all hits are
compared after all.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice
from operator import attrgetter
from threading import local
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..index.segments.packed import IMPACT_BITS, impacts_of
from .impact_lists import BLOCK, LANES, ImpactLists, Row
from .prepared import Prepared
from .results import Scored

FIRST_BLOCKS: Final = 32
"""How many groups of blocks are worked out exactly at first."""
FEW: Final = 4096
"""Postings whose articles are compared one by one."""
PROMISING: Final = 1.5
"""How much more than the rarest words all else may be worth for it to be likely that the best articles hold them."""
SORTED: Final = 64
"""So many times as many sums as are wanted are sorted as they are, which is quicker than to part the largest first."""
SMALL: Final = 65_535
"""Sums up to this are kept in two bytes."""

Numbers = NDArray[np.intp]
Sums = NDArray[Any]
"""Sums of impacts: uint16 where no sum can be larger, else uint32."""


class Ranker:
    """Finds the best articles of a snapshot; several threads may ask one."""

    def __init__(self, lists: ImpactLists) -> None:
        self._lists = lists
        self._memory = local()
        self._firsts: Numbers = np.arange(BLOCK)[:, None] * lists.blocks
        """The number of the first article of each row of blocks."""

    def best(self, words: Sequence[Prepared], limit: int) -> list[Scored]:
        """Return the best articles that words make hits, best first, then in the order of the archive."""
        total = sum([word.top for word in words])
        if not total:
            return []
        sums = self._added_up(words, total)
        rows = [word.row for word in words if word.row]
        found = self._best_of_rarest(sorted(words, key=_LISTED), sums, rows, limit)
        return self._best_of_blocks(words, sums, rows, limit) if found is None else found

    def _best_of_rarest(
        self, words: Sequence[Prepared], sums: Sums, rows: list[Row], limit: int
    ) -> list[Scored] | None:
        """Return the best articles, if it is certain that some of the rarest words make them hits; else None."""
        chosen: list[Prepared] = []
        listed = bound = rest = 0
        for word in words:
            listed += word.listed
            if word.is_listed and listed <= FEW and not rest:
                chosen.append(word)
                bound += word.beyond
            else:
                rest += word.top
        bound = bound + rest if rest else 0  # without others, what the chosen words make no hit is none
        if bound > PROMISING * sum([word.top for word in chosen]):
            return None
        found = self._best_of(self._hits(chosen), sums, rows, limit, sum([word.often for word in chosen]))
        return found if not bound or (len(found) == limit and found[-1].steps > bound) else None

    def _hits(self, words: Sequence[Prepared]) -> Numbers:
        """Return the articles that words make hits, as they are listed."""
        runs = [run for word in words for run in word.finding]
        return self._lists.numbers(runs, np.concatenate(runs)) if runs else _NO_NUMBERS

    def _best_of(self, numbers: Numbers, sums: Sums, rows: list[Row], limit: int, often: int) -> list[Scored]:
        """Return the best of some articles, each of which is there up to so many times."""
        steps = sums.ravel()[numbers]
        for row in rows:
            steps = steps + row.impacts.ravel()[numbers]
        if self._lists.live is not None:
            steps = steps * self._lists.live.ravel()[numbers]
        return _best_first(numbers, steps, limit, often)

    def _best_of_blocks(self, words: Sequence[Prepared], sums: Sums, rows: list[Row], limit: int) -> list[Scored]:
        """Return the best articles, those that are no hits taken out at the end."""
        found = self._best_sums(sums, rows, limit)
        beyond = sum([word.beyond for word in words])
        good = [one for one in found if one.steps > beyond or _is_hit(one.number, words, self._lists.sections)]
        if len(good) == min(limit, len(found)):
            return good
        hits = [run for word in words for part in word.finds for run in part.runs]
        return self._best_of(self._lists.numbers(hits, np.concatenate(hits)), sums, rows, limit, len(hits))

    def _added_up(self, words: Sequence[Prepared], total: int) -> Sums:
        """Return the sum of all lists for every article, by block as rows are."""
        sums = self._zeros(total)
        runs = [run for word in words for run in word.finding + word.others]
        if runs:
            postings = np.concatenate(runs)
            impacts = impacts_of(postings).astype(sums.dtype, copy=False)
            np.add.at(sums.ravel(), self._lists.numbers(runs, postings), impacts)
        return sums

    def _zeros(self, total: int) -> Sums:
        """Return this thread's memory for sums up to `total`, cleared, as (BLOCK, blocks)."""
        name = "small" if total <= SMALL else "large"
        sums: Sums | None = getattr(self._memory, name, None)
        if sums is None:
            sums = np.empty((BLOCK, self._lists.blocks), np.uint16 if total <= SMALL else np.uint32)
            setattr(self._memory, name, sums)
        sums.fill(0)
        return sums

    def _best_sums(self, sums: Sums, rows: list[Row], limit: int) -> list[Scored]:
        """Return the best articles of a sum, hits or not."""
        bounds: Sums = np.maximum.reduce(sums, 0)
        for row in rows:
            np.add(bounds, row.bounds, bounds)
        groups: Sums = np.maximum.reduce(bounds.reshape(LANES, -1), 0)
        enough = _kth_largest(groups, max(FIRST_BLOCKS, limit) if rows else limit)
        chosen = (bounds >= enough).nonzero()[0]
        exact = self._exact(sums, rows, chosen)
        best = _best_first(self._articles_of(chosen), exact.ravel(), limit)
        least = best[-1].steps if len(best) == limit else 1
        if least < enough:  # blocks left out so far that may hold something better
            more = ((bounds < enough) & (bounds >= least)).nonzero()[0]
            if more.size:
                exact = np.concatenate((exact, self._exact(sums, rows, more)), 1)
                best = _best_first(self._articles_of(np.concatenate((chosen, more))), exact.ravel(), limit)
        return best

    def _articles_of(self, blocks: Numbers) -> Numbers:
        """Return the articles of some blocks, in the order of `_exact`."""
        return (self._firsts + blocks).ravel()

    def _exact(self, sums: Sums, rows: list[Row], blocks: Numbers) -> Sums:
        """Return the scores of every article of some blocks, one column a block; 0 for deleted articles."""
        exact = sums.take(blocks, 1)
        for row in rows:
            np.add(exact, row.impacts.take(blocks, 1), exact)
        if self._lists.live is not None:
            exact *= self._lists.live.take(blocks, 1)
        return exact


_LISTED: Final = attrgetter("listed")
_LOW: Final = (1 << 32) - 1
_NO_NUMBERS: Final = np.zeros(0, np.intp)


def _best_first(numbers: Numbers, steps: Sums, limit: int, often: int = 1) -> list[Scored]:
    """Return the best of some articles, each of which is there up to so many times; equals in the archive's order.

    Score and number become one integer, the number so that the smaller is the larger: one sort puts both in order.
    """
    order = steps.astype(np.int64) << 32 | _LOW - numbers
    most = limit * often
    if order.size > SORTED * most:
        order = np.partition(order, order.size - most)[-most:]
    order.sort()
    best = order[: -most - 1 : -1].tolist()
    if often > 1:
        best = list(islice(dict.fromkeys(best), limit))
    return [Scored(_LOW - (one & _LOW), one >> 32) for one in best if one >> 32]


def _kth_largest(values: Sums, k: int) -> int:
    """Return the k-th largest value, 1 at the least."""
    if values.size <= k:
        return 1
    # Of four bytes: numpy is quicker with them than with two.
    return int(np.partition(values.astype(np.uint32), values.size - k)[values.size - k]) or 1


def _is_hit(number: int, words: Sequence[Prepared], sections: Sequence[int]) -> bool:
    """Tell whether an article holds what makes it a hit."""
    section = bisect_right(sections, number) - 1
    wanted = number - sections[section] << IMPACT_BITS
    for word in words:
        for part in word.finds:
            postings = part.runs[section]
            place = int(postings.searchsorted(np.uint32(wanted)))
            if place < postings.size and int(postings[place]) >> IMPACT_BITS << IMPACT_BITS == wanted:
                return True
    return False
