"""Which articles hold words in a row: read from the forward index, for many articles at once."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..index.keys import EXACT, LAYERS
from ..index.segments.forward import SECTION_ARTICLES, Words
from ..index.segments.segment import Segment
from ..index.segments.snapshot import Snapshot, keys_of
from .impact_lists import ImpactLists
from .query import Field
from .terms import Terms

AT_ONCE: Final = 2048
"""How many articles are read at once."""

Truths = NDArray[np.bool_]


def holding(snapshot: Snapshot, candidates: Truths, slots: Sequence[Terms], slop: int, field: Field) -> Truths:
    """Return which of the candidates (a truth value a number) hold words in a row, of a field or of either.

    A word fits a slot if it has any of its keys. `slop` words may stand between two slots; never a title's end.
    """
    found = np.zeros_like(candidates)
    found[holding_numbers(snapshot, np.flatnonzero(candidates), slots, slop, field)] = True
    return found


def holding_numbers(
    snapshot: Snapshot, numbers: NDArray[np.int64], slots: Sequence[Terms], slop: int, field: Field
) -> NDArray[np.int64]:
    """Return those of some articles, given by their numbers in ascending order, that hold words in a row."""
    found = [np.zeros(0, np.int64)]
    for start, segment in zip(snapshot.starts, snapshot.segments, strict=False):
        here = numbers[(numbers >= start) & (numbers < start + len(segment))] - start
        if not here.size:
            continue
        fits = [_Fits(segment, slot) for slot in slots]
        for at in range(0, here.size, AT_ONCE):
            some = here[at : at + AT_ONCE]
            words = segment.forward.titles_of(some) if field == "title" else segment.forward.of(some)
            found.append(start + some[in_a_row(words, [fit.of for fit in fits], slop)])
    return np.concatenate(found)


class _Fits:
    """Tells which words of a segment fit a slot."""

    def __init__(self, segment: Segment, slot: Terms) -> None:
        self._table = segment.table
        self._exact: list[int] = []
        self._readings: list[tuple[NDArray[np.uint32], Truths]] = []
        for layer, keys in zip(LAYERS, slot, strict=True):
            held = [number for key in keys if (number := keys_of(segment, layer).find(key)) is not None]
            if layer == EXACT:
                self._exact = held
            elif held:
                readings = segment.table.readings(layer)
                self._readings.append((readings.readings, readings.holding(held)))

    def of(self, forms: NDArray[np.uint32]) -> Truths:
        """Return which of the words, given by their forms, fit."""
        fit = np.zeros(forms.size, bool)
        if self._exact:
            exact = self._table.exact[forms]
        for key in self._exact:
            fit |= exact == key
            if self._table.exact[key] != key:  # a spelling that is not the usual one is a key of its own, too
                fit |= forms == key
        for readings, holding in self._readings:
            fit |= holding[readings[forms]]
        return fit


def in_a_row(words: Words, fits: Sequence[Callable[[NDArray[np.uint32]], Truths]], slop: int) -> NDArray[np.int64]:
    """Return the places of the articles that hold, in order, a word whose form fits each slot."""
    ends = _part_ends(words)
    reached = np.flatnonzero(fits[0](words.forms))
    for fit in fits[1:]:
        part_end = ends[np.searchsorted(ends, reached, "right")] if reached.size else reached
        steps = reached[:, None] + np.arange(1, slop + 2)
        steps = np.unique(steps[steps < part_end[:, None]])
        reached = steps[fit(words.forms[steps])]
    return np.unique(np.searchsorted(ends, reached, "right") // 2)


def _part_ends(words: Words) -> NDArray[np.int64]:
    """Return where each part of each article ends: its title, then its text."""
    lengths = np.empty(2 * words.lengths.size, np.int64)
    lengths[::2] = words.title_lengths
    lengths[1::2] = words.lengths - words.title_lengths
    return np.cumsum(lengths)


class Candidates(NamedTuple):
    """Articles that hold every word of a phrase, in whatever order."""

    numbers: NDArray[np.int64]
    """Ascending."""
    steps: NDArray[np.uint32]
    """What the words are worth in each."""


def candidates(lists: ImpactLists, slots: Sequence[Terms]) -> Candidates:
    """Return the articles that hold a word for every slot."""
    named = [[(layer, keys) for layer, keys in zip(LAYERS, slot, strict=True) if keys] for slot in slots]
    parts = sorted((lists.part(*one) for some in named for one in some), key=lambda part: part.holding)
    numbers, steps = [np.zeros(0, np.int64)], [np.zeros(0, np.uint32)]
    worth = np.zeros(SECTION_ARTICLES, np.uint16)
    for section in range(len(lists.sections)):
        start, articles, impacts = parts[0].runs[section]
        here, sums = articles.astype(np.intp), impacts.astype(np.uint32)
        for part in parts[1:]:
            _, others, their_impacts = part.runs[section]
            places = others.astype(np.intp)
            worth[places] = their_impacts  # one at the least, so that zero says that an article is not there
            found = worth[here]
            worth[places] = 0
            here, sums = here[found > 0], (sums + found)[found > 0]
        numbers.append(here + start)
        steps.append(sums)
    return Candidates(np.concatenate(numbers), np.concatenate(steps))


def in_blocks(numbers: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Yield numbers in blocks, small at first: whoever wants the best few is mostly done with the first."""
    at, size = 0, AT_ONCE // 32
    while at < numbers.size:
        yield numbers[at : at + size]
        at, size = at + size, min(4 * size, AT_ONCE)
