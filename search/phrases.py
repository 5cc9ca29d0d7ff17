"""Which articles hold words in a row: read from the forward index, for many articles at once."""

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..index.keys import EXACT, LAYERS
from ..index.segments.forward import Coded, Words
from ..index.segments.packed import IMPACT_BITS, articles_of, impacts_of
from ..index.segments.ranges import distinct
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
        fits = [Fits(segment, slot) for slot in slots]
        codes = _codes(segment, fits)
        for at in range(0, here.size, AT_ONCE):
            some = here[at : at + AT_ONCE]
            if codes is None:
                words = segment.forward.of(some)
                in_a_row = _in_a_row(words.forms, [fit.of for fit in fits], _part_ends(words), slop, field)
            else:
                coded = segment.forward.coded(some)
                in_a_row = _in_a_row(coded.codes, [_among(one) for one in codes], _part_ends(coded), slop, field)
            found.append(start + some[in_a_row])
    return np.concatenate(found)


class Fits:
    """Tells which words of a segment fit a slot."""

    def __init__(self, segment: Segment, slot: Terms) -> None:
        self._table = segment.table
        self.exact: list[int] = []
        self.readings: list[tuple[NDArray[np.uint32], Truths]] = []
        for layer, keys in zip(LAYERS, slot, strict=True):
            held = [number for key in keys if (number := keys_of(segment, layer).find(key)) is not None]
            if layer == EXACT:
                self.exact = held
            elif held:
                readings = segment.table.readings(layer)
                self.readings.append((readings.readings, segment.readings_holding(layer, held)))

    def of(self, forms: NDArray[np.uint32]) -> Truths:
        """Return which of the words, given by their forms, fit."""
        fit = np.zeros(forms.size, bool)
        if self.exact:
            exact = self._table.exact[forms]
        for key in self.exact:
            fit |= exact == key
            if self._table.exact[key] != key:  # a spelling that is not the usual one is a key of its own, too
                fit |= forms == key
        for readings, holding in self.readings:
            fit |= holding[readings[forms]]
        return fit


def _codes(segment: Segment, fits: Sequence[Fits]) -> list[list[int]] | None:
    """Return the codes of the forms that fit each slot; None where a slot has many, or one that is too rare for a code.

    Codes are read as they lie, many times faster than forms.
    """
    found: list[list[int]] = []
    for fit in fits:
        if fit.readings:
            return None
        codes = [segment.forward.code(form) for key in fit.exact for form in (key, *segment.spellings_of(key))]
        if None in codes:
            return None
        found.append([code for code in codes if code is not None])
    return found


def _among(codes: Sequence[int]) -> Callable[[NDArray[np.uint16]], Truths]:
    """Return what tells which words, given by their codes, have one of some codes."""
    return lambda words: reduce(np.logical_or, (words == code for code in codes), np.zeros(words.size, bool))


def places_in_a_row(words: Words, fits: Sequence[Callable[[Any], Truths]], slop: int) -> NDArray[np.int64]:
    """Return the places of the articles (of whatever has words) that hold a word for each slot in order."""
    return _in_a_row(words.forms, fits, _part_ends(words), slop, "")


def _in_a_row(
    words: NDArray[Any], fits: Sequence[Callable[[Any], Truths]], ends: NDArray[np.int64], slop: int, field: Field
) -> NDArray[np.int64]:
    """Return the places of the articles that hold a word for each slot in order; `ends` is where their parts end."""
    reached = np.flatnonzero(fits[0](words))
    if field == "title":
        reached = reached[np.searchsorted(ends, reached, "right") % 2 == 0]
    for fit in fits[1:]:
        part_end = ends[np.searchsorted(ends, reached, "right")] if reached.size else reached
        steps = reached[:, None] + np.arange(1, slop + 2)
        steps = distinct(steps[steps < part_end[:, None]])
        reached = steps[fit(words[steps])]
    return distinct(np.searchsorted(ends, reached, "right") // 2)


def _part_ends(words: Words | Coded) -> NDArray[np.int64]:
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
    for at, start in enumerate(lists.sections):
        here, sums = articles_of(parts[0].runs[at]), impacts_of(parts[0].runs[at]).astype(np.uint32)
        for part in parts[1:]:
            others = part.runs[at] >> np.uint32(IMPACT_BITS)
            places = others.searchsorted(here.astype(np.uint32))
            held = others.take(places, mode="clip") == here if others.size else np.zeros(here.size, bool)
            here, sums = here[held], sums[held] + impacts_of(part.runs[at][places[held]])
        numbers.append(here + start)
        steps.append(sums)
    return Candidates(np.concatenate(numbers), np.concatenate(steps))


def in_blocks(numbers: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Yield numbers in blocks, small at first: whoever wants the best few is mostly done with the first."""
    at, size = 0, AT_ONCE // 32
    while at < numbers.size:
        yield numbers[at : at + size]
        at, size = at + size, min(4 * size, AT_ONCE)
