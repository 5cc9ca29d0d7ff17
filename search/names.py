"""The names in a column of an archive (outlets, authors, categories): which of them hold some words, or are them.

Each name is kept once, however many articles have it, and each of its words once, however many names have it. So
a hundred thousand authors are asked in the time of a few array operations.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from fnmatch import translate
from functools import partial
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from ..index.keys import FormKeys, keys, keys_of_all, lexicon_in_use
from ..index.segments.dictionary import Dictionary
from ..index.segments.forms import FormTable
from ..index.segments.forward import Words
from .phrases import places_in_a_row
from .query import Fuzzy, Leaf, Pattern, Phrase

Truths = NDArray[np.bool_]
_known: Final[WeakKeyDictionary[Dictionary, "NameWords"]] = WeakKeyDictionary()


def words_of_names(names: Dictionary) -> "NameWords":
    """Return the words of some names; split when they are first asked for, and kept as long as the names are."""
    found = _known.get(names)
    if found is None or found.lexicon is not lexicon_in_use():
        found = _known[names] = NameWords(names)
    return found


class NameWords:
    """The words of names."""

    def __init__(self, names: Iterable[str]) -> None:
        self.lexicon = lexicon_in_use()
        """The words in use, by which their keys are."""
        table = FormTable()
        forms, lengths = table.number(list(names))
        self._words = Words(forms, lengths, np.zeros_like(lengths))
        self._keys = keys_of_all(table.forms)

    def holding(self, leaf: Leaf) -> Truths:
        """Return which names hold a word, a phrase or a pattern. A name is no text: a word is its exact key."""
        fits = [np.fromiter(map(slot, self._keys), bool, len(self._keys)) for slot in _slots(leaf)]
        slop = leaf.slop if isinstance(leaf, Phrase) else 0
        found = np.zeros(self._words.lengths.size, bool)
        found[places_in_a_row(self._words, [partial(np.take, fit) for fit in fits], slop)] = True
        return found

    def being(self, forms: tuple[str, ...]) -> Truths:
        """Return which names are some words, given by their forms, and no others."""
        as_long: Truths = self._words.lengths == len(forms)
        return as_long & self.holding(Phrase(forms)) if forms else as_long


def _slots(leaf: Leaf) -> Iterator[Callable[[FormKeys], bool]]:
    """Yield what tells whether a word of a name fits, for each word of a leaf."""
    match leaf:
        case Pattern(pattern):
            yield _any_exact(re.compile(translate(pattern)).fullmatch)
        case Fuzzy(key, distance):
            from rapidfuzz.distance import OSA

            yield _any_exact(lambda other: OSA.distance(key, other, score_cutoff=distance) <= distance)
        case Phrase(forms, _, "lemma") if all(keys(form).lemma for form in forms):
            yield from (partial(_has_lemma, keys(form).lemma[0]) for form in forms)
        case Phrase(forms):
            yield from (partial(_is_spelt, keys(form).canonical) for form in forms)
        case _:
            yield partial(_is_spelt, keys(leaf.key).canonical)


def _any_exact(matches: Callable[[str], object]) -> Callable[[FormKeys], bool]:
    return lambda found: any(map(matches, found.exact))


def _has_lemma(lemma: str, found: FormKeys) -> bool:
    return lemma in found.lemma


def _is_spelt(canonical: str, found: FormKeys) -> bool:
    return found.exact[0] == canonical
