"""Many words to their readings: every cut into clitics and core that the lexicon knows, without a loop over words.

It gives what `text.lookup` gives one word after the other, by the same tables and in the same order, which a test
holds. The loops are over proclitics and pronouns: each step takes all words that begin and end so.
"""

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from ..text.clitics import SHORTEST
from ..text.lexicon.frozen import Lexicon
from ..text.lexicon.layout import MANY, SPLIT
from ..text.lookup import (
    COST,
    COST_SHIFT,
    DEAREST,
    ENCLITIC_CODES,
    FREE,
    KIND,
    KIND_SHIFT,
    LEMMA,
    MARGIN_STEPS,
    MISTYPED_CODES,
    PROCLITIC_CODES,
    TEH,
)
from .integers import ENDING, LONGEST, MASKS, Integers, Places, Words, WordTable, as_integer, as_words
from .ranges import ranges

_LEMMA_BITS, _COST_BITS = 16, 8

Truths = NDArray[np.bool_]


class _Readings(NamedTuple):
    """Readings of some words."""

    of: Places
    """The place of each reading's word among those asked for."""
    costs: Places
    """What it costs, in steps."""
    lemmas: Places
    """The number of its lemma."""

    @classmethod
    def joined(cls, parts: "Sequence[_Readings]") -> Self:
        """Return the readings of several steps."""
        none = np.zeros(0, np.int64)
        return cls(*(np.concatenate([none, *column]) for column in zip(*parts, strict=True)) if parts else (none,) * 3)


class Lemmas(NamedTuple):
    """The likely lemmas of words."""

    of_words: NDArray[np.int32]
    """The number in `distinct` of each word's lemmas; -1 for a word without a reading."""
    distinct: list[int | tuple[int, ...]]
    """A lemma or several, the likeliest first, by their numbers in the lexicon; each choice once."""


class Cutter:
    """A lexicon, ready to be asked for many words at once."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Read the forms of a lexicon to which no user added any."""
        items = lexicon.trie.items()
        self._table = WordTable(as_words([form for form, _ in items])[0])
        self._values = np.array(lexicon.values, np.int64)[[number for _, number in items]]
        self._kinds = np.array(lexicon.kinds, np.int64)
        self._more = np.array(lexicon.more, np.int64)

    def lemmas(self, codes: Sequence[bytes], *, all_cuts: bool = False) -> Lemmas:
        """Return the lemmas of words, given in the coding of the lexicon; each has two letters at the least.

        With `all_cuts` words are cut even where the lexicon says that no cut competes with the whole.
        """
        words, ends = as_words(codes)
        fit = words.lengths <= LONGEST
        values = np.where(fit, self._found(words), -1)
        whole = self._fitting(np.flatnonzero(values >= 0), values, 0, FREE)
        cut = fit.copy()
        if not all_cuts:
            cut[whole.of[(whole.costs <= DEAREST) & (values[whole.of] & SPLIT == 0)]] = False
        some = np.flatnonzero(cut)
        parts = [whole, *self._cuts(words, ends, some, 0, with_pronouns=True)]
        for letter, extra in MISTYPED_CODES.items():
            last = (ends >> np.uint64(16)) & np.uint64(0xFF)
            mistyped = some[(last[some] == letter) & (words.lengths[some] > SHORTEST + 1)]
            parts += self._mistyped(words.take(mistyped), mistyped, extra)
        return _likeliest(_Readings.joined(parts), len(codes))

    def _mistyped(self, words: Words, of: Places, extra: int) -> list[_Readings]:
        """Return the readings of words with ة for their last letter."""
        spelt = words.ending_in(TEH[0])
        values = self._found(spelt)
        held = np.flatnonzero(values >= 0)
        parts = [self._fitting(held, values, extra, FREE)]
        parts += self._cuts(spelt, np.zeros(0, np.uint64), np.arange(of.size), extra, with_pronouns=False)
        return [one._replace(of=of[one.of]) for one in parts]

    def _found(self, words: Words) -> Places:
        """Return the value of each word in the lexicon, -1 for one that it does not hold."""
        places = self._table.find(words)
        return np.where(places >= 0, self._values[places], -1)

    def _cuts(self, words: Words, ends: Integers, some: Places, extra: int, *, with_pronouns: bool) -> list[_Readings]:
        """Return the readings of some words by every cut, the shortest proclitic first; not those of whole words.

        Once the lexicon holds a core without a pronoun, and says that no cut of it competes, a word is left alone.
        """
        parts: list[_Readings] = []
        left = some[np.isin(words.first[some] & MASKS[1], _FIRST_LETTERS)]
        for proclitic, cost, admits, admits_bound in PROCLITIC_CODES:
            here = left[(words.first[left] & MASKS[len(proclitic)]) == as_integer(proclitic)] if proclitic else some
            if proclitic:
                readings, settled = self._cores(words, here, len(proclitic), 0, cost + extra, admits)
                parts.append(readings)
                left, here = _without(left, settled), _without(here, settled)
            for pronoun, own, after in ENCLITIC_CODES if with_pronouns else ():
                if admits_bound & after:
                    bound = here[(ends[here] & _ENDING_MASKS[len(pronoun)]) == _as_ending(pronoun)]
                    total, admits_both = cost + own + extra, admits_bound & after
                    parts.append(self._cores(words, bound, len(proclitic), len(pronoun), total, admits_both)[0])
        return parts

    def _cores(
        self, words: Words, some: Places, before: int, after: int, cost: int, admits: int
    ) -> tuple[_Readings, Places]:
        """Return the readings of some words by one cut, and the words whose core competes with nothing."""
        some = some[words.lengths[some] >= before + after + SHORTEST]
        values = self._found(words.take(some).without(before, after))
        held = np.flatnonzero(values >= 0)
        found = self._fitting(held, values, cost, admits)
        settled = some[found.of[values[found.of] & SPLIT == 0]]
        return found._replace(of=some[found.of]), settled

    def _fitting(self, of: Places, values: Places, cost: int, admits: int) -> _Readings:
        """Return the readings of some words, whose values are given, that may stand at a place."""
        found = values[of]
        one, many = of[found < MANY], of[found >= MANY]
        begins = values[many] & ~(MANY | SPLIT)
        counts = self._more[begins]
        owners = np.concatenate((one, np.repeat(many, counts)))
        entries = np.concatenate((values[one], self._more[ranges(begins + 1, counts)]))
        fits = self._kinds[entries >> KIND_SHIFT & KIND] & admits != 0
        entries = entries[fits]
        return _Readings(owners[fits], (entries >> COST_SHIFT & COST) + cost, entries & LEMMA)


_FIRST_LETTERS = np.array(sorted({letters[0] for letters, *_ in PROCLITIC_CODES if letters}), np.uint64)
_ENDING_MASKS = [MASKS[ENDING] ^ MASKS[ENDING - length] for length in range(ENDING + 1)]
"""By length: the last letters among those that are kept by themselves."""


def _as_ending(letters: bytes) -> np.uint64:
    return as_integer(letters) << np.uint64(8 * (ENDING - len(letters)))


def _without(places: Places, others: Places) -> Places:
    """Return ascending places without others that are among them."""
    if not others.size:
        return places
    kept = np.ones(places.size, bool)
    kept[np.searchsorted(places, others)] = False
    return places[kept]


def _likeliest(readings: _Readings, words: int) -> Lemmas:
    """Return the lemmas of each word within the margin of the cheapest, cheapest first."""
    packed = (readings.of << _COST_BITS | readings.costs) << _LEMMA_BITS | readings.lemmas
    packed.sort()
    of, costs = packed >> _COST_BITS + _LEMMA_BITS, packed >> _LEMMA_BITS & (1 << _COST_BITS) - 1
    firsts = np.flatnonzero(np.concatenate((np.ones(min(1, of.size), bool), of[1:] != of[:-1])))
    least = np.repeat(costs[firsts], np.diff(firsts, append=of.size))
    kept = (costs <= least + MARGIN_STEPS) & (least <= DEAREST)
    of, lemmas = of[kept], packed[kept] & (1 << _LEMMA_BITS) - 1
    return _numbered(of, lemmas, words)


def _numbered(of: Places, lemmas: Places, words: int) -> Lemmas:
    """Return lemmas, in the order of words and the likeliest of each first, as choices each of which is there once."""
    of_words = np.full(words, -1, np.int32)
    firsts = np.flatnonzero(np.concatenate((np.ones(min(1, of.size), bool), of[1:] != of[:-1])))
    counts = np.diff(firsts, append=of.size)
    distinct: dict[int | tuple[int, ...], int] = {}
    alone, places = np.unique(lemmas[firsts[counts == 1]], return_inverse=True)
    distinct.update({lemma: number for number, lemma in enumerate(alone.tolist())})
    of_words[of[firsts[counts == 1]]] = places
    several = firsts[counts > 1]
    flat = lemmas.tolist()
    for word, first, count in zip(of[several].tolist(), several.tolist(), counts[counts > 1].tolist(), strict=True):
        choice = tuple(dict.fromkeys(flat[first : first + count]))
        of_words[word] = distinct.setdefault(choice if len(choice) > 1 else choice[0], len(distinct))
    return Lemmas(of_words, list(distinct))
