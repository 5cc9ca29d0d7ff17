"""One segment: immutable files that are opened, never read whole.

A segment `a1` is seven files of arrays, each written once:

    a1.articles             stored articles and their columns (`stored`)
    a1.forms                word forms and their keys (`key_table`)
    a1.words                the words of each article (`forward`)
    a1.statements           who says what in each article (`statements`)
    a1.exact a1.lemma a1.root   the postings of each layer (`postings`)

What is deleted later stands in files of its own, `a1.deleted-<commit>` (`deletions`).
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..impacts import idf_of
from ..keys import LAYERS, LEMMA, ROOT
from .arrays import ArrayFile
from .deletions import Deletions
from .forward import Forward, sections
from .key_table import open_key_table
from .packed import Packed, articles_of, impacts_of
from .ranges import ranges
from .statements import StatementFile
from .stored import Stored

ARTICLES, FORMS, WORDS, STATEMENTS = "articles", "forms", "words", "statements"
PARTS = (ARTICLES, FORMS, WORDS, STATEMENTS, *LAYERS)
"""The suffixes of a segment's files."""
GATHERED = "gathered"
"""The suffix of what is there only while a segment is written."""


class Run(NamedTuple):
    """The postings of a key in one section."""

    start: int
    """The number in the segment of the section's first article."""
    postings: Packed
    """Ascending (see `packed`)."""

    def numbers(self) -> NDArray[np.intp]:
        """Return the numbers of the articles that hold the key, ascending."""
        return articles_of(self.postings) + self.start

    def impacts(self) -> NDArray[np.uint16]:
        """Return what the key adds to the score of each."""
        return impacts_of(self.postings)


class Layer:
    """The postings of one layer of a segment."""

    def __init__(self, arrays: ArrayFile, starts: list[int]) -> None:
        self._sections = [
            (start, arrays.view(f"starts.{at}"), arrays[f"postings.{at}"]) for at, start in enumerate(starts)
        ]
        self.tops = arrays.view("tops")
        """The largest impact of each key."""

    def holding(self, key: int) -> int:
        """Return how many articles hold a key, deleted ones too."""
        return sum([starts[key + 1] - starts[key] for _, starts, _ in self._sections])

    def runs(self, key: int) -> list[Run]:
        """Return the postings of a key, section by section."""
        return [Run(start, postings[starts[key] : starts[key + 1]]) for start, starts, postings in self._sections]

    def postings(self, key: int) -> tuple[list[Packed], int]:
        """Return the postings of a key, section by section, and how many they are; sooner than `runs` does."""
        found: list[Packed] = []
        holding = 0
        for _, starts, postings in self._sections:
            first, last = starts[key], starts[key + 1]
            found.append(postings[first:last])
            holding += last - first
        return found, holding


class Segment:
    """The files of a segment, opened."""

    def __init__(self, folder: Path, name: str, nominal: int, deletions: Deletions) -> None:
        self.name = name
        self.nominal = nominal
        """The number of articles that the IDF in its impacts counts."""
        self.deletions = deletions
        forms = ArrayFile(folder / f"{name}.{FORMS}")
        words = ArrayFile(folder / f"{name}.{WORDS}")
        self.stored = Stored(ArrayFile(folder / f"{name}.{ARTICLES}"))
        self.table = open_key_table(forms)
        self.forward = Forward(words)
        self.statements = StatementFile(ArrayFile(folder / f"{name}.{STATEMENTS}"), len(self.stored))
        self.sections = [start for start, _ in sections(len(self.stored))]
        """The number of the first article of each section."""
        postings = {layer: ArrayFile(folder / f"{name}.{layer}") for layer in LAYERS}
        self.layers = {layer: Layer(arrays, self.sections) for layer, arrays in postings.items()}
        self._asked_of_all = (forms, words, *postings.values())

    def __len__(self) -> int:
        """Return how many articles there are, deleted ones too."""
        return len(self.stored)

    @cached_property
    def _other_spellings(self) -> NDArray[np.int64]:
        """The forms that are not in the usual spelling."""
        exact = self.table.exact
        return np.flatnonzero(exact != np.arange(exact.size, dtype=np.uint32))

    def spellings_of(self, form: int) -> list[int]:
        """Return the other spellings of a form in the usual one."""
        others = self._other_spellings
        found: list[int] = others[self.table.exact[others] == form].tolist()
        return found

    @cached_property
    def _spellings_by_key(self) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """The exact keys of the forms that are not in the usual spelling, ascending, and these forms."""
        others = self._other_spellings
        keys = self.table.exact[others]
        order = np.argsort(keys, kind="stable")
        return keys[order], others[order]

    def forms_of(self, keys: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """Return the forms of some exact keys in every spelling, ascending, and the place of the key that each has."""
        spelled, others = self._spellings_by_key
        firsts = spelled.searchsorted(keys)
        counts = spelled.searchsorted(keys, "right") - firsts
        forms = np.concatenate((keys, others[ranges(firsts, counts)].astype(np.uint32)))
        places = np.concatenate((np.arange(keys.size), np.repeat(np.arange(keys.size), counts)))
        order = np.argsort(forms, kind="stable")
        return forms[order], places[order]

    @cached_property
    def _rows_by_key(self) -> dict[str, tuple[NDArray[np.uint32], NDArray[np.int64]]]:
        """For lemmas and roots, the keys of all readings of several, sorted, and the reading that each is of."""
        found = {}
        for layer in (LEMMA, ROOT):
            readings = self.table.readings(layer)
            rows = np.repeat(np.arange(readings.starts.size - 1), np.diff(readings.starts)) + readings.single
            order = np.argsort(readings.keys, kind="stable")
            found[layer] = readings.keys[order], rows[order]
        return found

    def readings_holding(self, layer: str, keys: Sequence[int]) -> NDArray[np.bool_]:
        """Return which readings hold one of some keys, as `Readings.holding` does; quickly, once it was asked."""
        readings, (sorted_keys, rows) = self.table.readings(layer), self._rows_by_key[layer]
        held = np.zeros(readings.single + readings.starts.size - 1, bool)
        held[list(keys)] = True
        for key in keys:
            first, last = sorted_keys.searchsorted(np.uint32(key)), sorted_keys.searchsorted(np.uint32(key), "right")
            held[rows[first:last]] = True
        return held

    @property
    def size(self) -> int:
        """How many bytes `map_now` maps."""
        return sum(map(len, self._asked_of_all))

    def map_now(self) -> None:
        """Map all that queries look into, for a process that asks many; not the articles."""
        for arrays in self._asked_of_all:
            arrays.map_now()

    def baked_idf(self, layer: str, key: int) -> float:
        """Return the IDF that the impacts of a key were made with."""
        return idf_of(self.nominal, self.layers[layer].holding(key))
