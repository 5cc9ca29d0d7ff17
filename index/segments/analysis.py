"""Many forms to their keys at once: what `keys.keys_of_all` says, in a fraction of the time.

Forms that the lexicon knows, most of all, are looked up as numbers (`cuts`). What it does not know, and what is no
Arabic word, is left to the functions that look at one word.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, cast

import numpy as np

from ..keys import instead_of_roots, keys_of_all, lexicon_in_use, looked_up
from ..text.lexicon.frozen import Lexicon
from ..text.lookup import Keys, all_encoded, keys_of_other, places_of_analysed
from ..text.morphology import lookup_in
from ..text.spellings import HEAD, LATEST
from ..text.unknown import guessed_lemma, respellings
from .analysed import Analysed, LayerReadings, Reading, of_keys
from .cuts import Cutter
from .integers import MASKS, Integers, Places, as_words

FEW: Final = 5_000
"""So few forms are looked up one by one: that is quicker than to get the lexicon ready for many."""


def analysed(forms: Sequence[str]) -> Analysed:
    """Return what `keys.keys_of_all` says of forms."""
    lexicon = lexicon_in_use()
    if len(forms) < FEW or lexicon.added:  # a user's own words are known one by one only
        return of_keys(forms, keys_of_all(forms))
    canonical, found = looked_up(forms, _words_in(lexicon))
    usual = {at: key for at, (key, form) in enumerate(zip(canonical, forms, strict=True)) if key != form}
    objects = np.fromiter(map(id, found), np.int64, len(found))
    _, places, of_forms = np.unique(objects, return_index=True, return_inverse=True)
    distinct = [found[place] for place in places.tolist()]
    return Analysed(
        usual,
        _layer([keys.lemmas for keys in distinct], of_forms),
        _layer([keys.roots or instead_of_roots(keys.lemmas) for keys in distinct], of_forms),
        np.array([keys.known for keys in distinct], bool)[of_forms],
    )


def _layer(readings: Sequence[Reading], of_forms: Places) -> LayerReadings:
    """Return readings, of which many are the same, and which of them each form has."""
    distinct: dict[Reading, int] = {}
    numbers = np.array([distinct.setdefault(reading, len(distinct)) for reading in readings], np.uint32)
    return LayerReadings(numbers[of_forms], list(distinct))


class _Many:
    """A lexicon, asked for many words at once; equal keys may come back as one object."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._one_by_one = lookup_in(lexicon)
        self._cutter = Cutter(lexicon)
        self._canonical = lexicon.spellings.canonical
        heads, _ = as_words(all_encoded(sorted(lexicon.spellings.heads)))
        self._may_begin_variant = np.zeros(1 << _HEAD_BITS, bool)
        """By the hash of four letters: whether a variant may begin with them."""
        self._may_begin_variant[_hashes(heads.first)] = True

    def canonical(self, forms: Sequence[str]) -> list[str]:
        """Return the canonical spellings of folded words: few are variants, and few more look like one."""
        letters = as_words(all_encoded(forms))[0].first
        may_be = np.zeros(letters.size, bool)
        for start in range(LATEST + 1):
            may_be |= self._may_begin_variant[_hashes(letters >> np.uint64(8 * start))]
        canonical = list(forms)
        for at in np.flatnonzero(may_be).tolist():
            canonical[at] = self._canonical(canonical[at])
        return canonical

    def keys(self, forms: Sequence[str]) -> list[Keys]:
        """Return what `morphology.keys` says of exact keys."""
        places = places_of_analysed(forms)
        some = [forms[at] for at in places] if len(places) < len(forms) else forms
        found = self._known(some)
        unknown = [at for at, keys in enumerate(found) if keys is None]
        for at, keys in zip(unknown, self._unknown([some[at] for at in unknown]), strict=True):
            found[at] = keys
        if len(places) == len(forms):
            return cast("list[Keys]", found)
        all_found: list[Keys | None] = [None] * len(forms)
        for at, one in zip(places, found, strict=True):
            all_found[at] = one
        return [one or keys_of_other(form) for one, form in zip(all_found, forms, strict=True)]

    def _known(self, forms: Sequence[str], *, all_cuts: bool = False) -> list[Keys | None]:
        found = self._cutter.lemmas(all_encoded(forms), all_cuts=all_cuts)
        made: list[Keys | None] = list(map(self._one_by_one.made_of, found.distinct))
        made.append(None)  # where -1 leads
        return list(map(made.__getitem__, found.of_words.tolist()))

    def _unknown(self, forms: Sequence[str]) -> list[Keys]:
        """Return the keys of words that the lexicon does not hold as they are spelled."""
        respelled = [(at, other) for at, form in enumerate(forms) for other in respellings(form)]
        known = self._known([other for _, other in respelled], all_cuts=True)
        found: dict[int, Keys] = {}
        for (at, _), keys in zip(respelled, known, strict=True):
            if keys is not None:
                found.setdefault(at, keys)
        return [found.get(at) or Keys((guessed_lemma(form),), (), False) for at, form in enumerate(forms)]


_HEAD_BITS: Final = 20
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
"""Spreads the bits of what it is multiplied with: 2 to the power of 64 by the golden ratio (Knuth, TAOCP 6.4)."""


def _hashes(letters: Integers) -> Integers:
    """Return a hash of the first `HEAD` letters of each word."""
    hashes: Integers = (letters & MASKS[HEAD]) * _ODD >> np.uint64(64 - _HEAD_BITS)
    return hashes


@lru_cache(maxsize=1)
def _words_in(lexicon: Lexicon) -> _Many:
    return _Many(lexicon)
