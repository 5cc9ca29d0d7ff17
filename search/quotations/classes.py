"""The words of a quotation as numbers that mean the same in every segment of an archive.

Spellings of one word are one *class*, numbered from 1 in the order of the quotation; 0 is any other word. A segment
numbers its forms in its own way: what its numbers are among the classes is worked out for each quotation.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...index.keys import EXACT, keys
from ...index.segments.segment import Segment
from ...index.segments.snapshot import Snapshot, keys_of
from .spelling import other_heh

OTHER: Final = 0
"""The class of a word that the quotation has not."""
UNSEEN: Final = 100
"""Articles without any of the words by which an archive is taken to be larger than it is."""

Words = NDArray[np.uint16]
"""Words in a row, each as its class."""
Bits = NDArray[np.float64]
"""For each class, how many bits it is worth that an article holds it."""


class Classes:
    """The classes of a quotation's words, in the segments of a snapshot."""

    def __init__(self, forms: Sequence[str], snapshot: Snapshot) -> None:
        """Give the classes of folded words their numbers."""
        self._numbers, its_keys = _numbered(forms)
        self.count = len(its_keys)
        self.segments = [(segment, _numbers_in(segment, its_keys)) for segment in snapshot.segments]
        """Each segment; for each class, the first being 1, the numbers there of its exact keys."""

    def of(self, forms: Iterable[str]) -> Words:
        """Return folded words of the quotation as classes."""
        return np.array([self._numbers[form] for form in forms], np.uint16)

    def bits(self, snapshot: Snapshot) -> Bits:
        """Return the logarithm of all articles by those that hold a class, by class; of `OTHER` 0.

        A tenth of a bit more, so that every word is worth something, and `UNSEEN` articles more, so that in a handful
        of articles a word that most of them hold is not worth nothing beside one that none holds.
        """
        holding = np.zeros(self.count + 1)
        for segment, numbers in self.segments:
            layer, deleted = segment.layers[EXACT], segment.deletions.counts[EXACT]
            for at, held in enumerate(numbers, 1):
                holding[at] += sum(layer.holding(number) - deleted.get(number, 0) for number in held)
        bits: Bits = 0.1 + np.log2((snapshot.articles + UNSEEN) / np.maximum(holding, 1))
        bits[OTHER] = 0
        return bits


def read_in(segment: Segment, numbers: Sequence[Sequence[int]], forms: NDArray[np.uint32]) -> Words:
    """Return words of a segment, given by their forms, as classes, given the numbers of their keys there."""
    table: Words = np.zeros(len(segment.table.forms), np.uint16)
    for at, held in enumerate(numbers, 1):
        table[held] = at
    words: Words = table[segment.table.exact[forms]]
    return words


def _numbered(forms: Iterable[str]) -> tuple[dict[str, int], list[list[str]]]:
    """Return the class of each form, and the exact keys of each class, the first being 1."""
    of_form: dict[str, int] = {}
    of_key: dict[str, int] = {}
    keys_of_class: list[list[str]] = []
    for form in dict.fromkeys(forms):
        its_keys = _exact_keys(form)
        number = next((of_key[key] for key in its_keys if key in of_key), len(keys_of_class) + 1)
        if number > len(keys_of_class):
            keys_of_class.append([])
        new = [key for key in its_keys if key not in of_key]
        keys_of_class[number - 1] += new
        of_key.update(dict.fromkeys(new, number))
        of_form[form] = number
    return of_form, keys_of_class


def _exact_keys(form: str) -> tuple[str, ...]:
    """Return the exact keys of a folded word; in ه and in ة if it ends in either."""
    other = other_heh(form)
    both = (form,) if other is None else (form, other)
    return tuple(dict.fromkeys(keys(one).canonical for one in both))


def _numbers_in(segment: Segment, keys_of_class: Iterable[Iterable[str]]) -> list[list[int]]:
    forms = keys_of(segment, EXACT)
    found = ([forms.find(key) for key in some] for some in keys_of_class)
    return [[number for number in some if number is not None] for some in found]
