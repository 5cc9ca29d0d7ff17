"""The words of a quotation as numbers that mean the same in every segment of an archive.

Spellings of one word are one *class*, numbered from 1 in the order of the quotation; 0 is any other word. A segment
numbers its forms in its own way: what its numbers are among the classes is worked out for each quotation.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

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

TELLING: Final = 2.0
"""Bits of a word that a quarter of the articles hold."""

Words = NDArray[np.uint16]
"""Words in a row, each as its class."""
Bits = NDArray[np.float64]
"""For each class, how many bits it is worth that an article holds it."""


class InSegment(NamedTuple):
    """The classes of a quotation in one segment."""

    segment: Segment
    keys: list[list[int]]
    """For each class, the first being 1, the numbers of its exact keys."""
    forms: NDArray[np.uint32]
    """The forms of all of them, ascending."""
    classes: Words
    """The class of each."""


class Classes:
    """The classes of a quotation's words, in the segments of a snapshot."""

    def __init__(self, forms: Sequence[str], snapshot: Snapshot) -> None:
        """Give the classes of folded words their numbers."""
        self._numbers, its_keys = _numbered(forms)
        self.count = len(its_keys)
        self.segments = [_in_segment(segment, its_keys) for segment in snapshot.segments]
        self.bits = self._worth(snapshot)

    def of(self, forms: Iterable[str]) -> Words:
        """Return folded words of the quotation as classes."""
        return np.array([self._numbers[form] for form in forms], np.uint16)

    def _worth(self, snapshot: Snapshot) -> Bits:
        """Return the logarithm of all articles by those that hold a class, by class; of `OTHER` 0.

        A tenth of a bit more, so that every word is worth something, and `UNSEEN` articles more, so that in a handful
        of articles a word that most of them hold is not worth nothing beside one that none holds.
        """
        holding = np.zeros(self.count + 1)
        for segment, keys_of_classes, *_ in self.segments:
            layer, deleted = segment.layers[EXACT], segment.deletions.counts[EXACT]
            for at, held in enumerate(keys_of_classes, 1):
                holding[at] += sum(layer.holding(key) - deleted.get(key, 0) for key in held)
        bits: Bits = 0.1 + np.log2((snapshot.articles + UNSEEN) / np.maximum(holding, 1))
        bits[OTHER] = 0
        return bits

    @cached_property
    def telling(self) -> NDArray[np.bool_]:
        """The classes that tell where to look: those that few articles hold, and at the least the rarer half."""
        half = np.sort(self.bits[1:])[(self.count - 1) // 2] if self.count else 0.0
        telling: NDArray[np.bool_] = self.bits >= min(TELLING, half)
        telling[OTHER] = False
        return telling


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


def _in_segment(segment: Segment, keys_of_classes: Iterable[Iterable[str]]) -> InSegment:
    dictionary = keys_of(segment, EXACT)
    found = [[dictionary.find(key) for key in some] for some in keys_of_classes]
    held = [[number for number in some if number is not None] for some in found]
    classes = np.repeat(np.arange(1, len(held) + 1), list(map(len, held))).astype(np.uint16)
    forms, places = segment.forms_of(np.fromiter(chain.from_iterable(held), np.uint32))
    return InSegment(segment, held, forms, classes[places])
