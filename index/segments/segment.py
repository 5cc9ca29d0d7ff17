"""One segment: immutable files that are opened, never read whole.

A segment `a1` is five files of arrays, each written once:

    a1.articles             stored articles and their columns (`stored`)
    a1.words                forms, their keys and the words of each article (`key_table`, `forward`)
    a1.exact a1.lemma a1.root   the postings of each layer (`postings`)

What is deleted later stands in files of its own, `a1.deleted-<commit>` (`deletions`).
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..impacts import idf_of
from ..keys import LAYERS
from .arrays import ArrayFile
from .deletions import Deletions
from .forward import Forward
from .key_table import open_key_table
from .stored import Stored

ARTICLES, WORDS = "articles", "words"
PARTS = (ARTICLES, WORDS, *LAYERS)
"""The suffixes of a segment's files."""


class Run(NamedTuple):
    """The postings of a key in one section."""

    start: int
    """The number in the segment of the section's first article."""
    articles: NDArray[np.uint16]
    """The articles that hold the key, counted from `start`, ascending."""
    impacts: NDArray[np.uint16]
    """What the key adds to the score of each."""


class Layer:
    """The postings of one layer of a segment."""

    def __init__(self, arrays: ArrayFile, starts: list[int]) -> None:
        self._sections = [
            (start, arrays.view(f"offsets.{at}"), arrays[f"articles.{at}"], arrays[f"impacts.{at}"])
            for at, start in enumerate(starts)
        ]
        self.starts = starts
        """The number of the first article of each section."""
        self.tops = arrays.view("tops")
        """The largest impact of each key."""

    def holding(self, key: int) -> int:
        """Return how many articles hold a key, deleted ones too."""
        return sum(offsets[key + 1] - offsets[key] for _, offsets, _, _ in self._sections)

    def runs(self, first: int, last: int | None = None) -> list[Run]:
        """Return the postings of a key, section by section; or of all keys from `first` up to `last`."""
        end = first + 1 if last is None else last
        return [
            Run(start, articles[offsets[first] : offsets[end]], impacts[offsets[first] : offsets[end]])
            for start, offsets, articles, impacts in self._sections
        ]


class Segment:
    """The files of a segment, opened."""

    def __init__(self, folder: Path, name: str, nominal: int, deletions: Deletions) -> None:
        self.name = name
        self.nominal = nominal
        """The number of articles that the IDF in its impacts counts."""
        self.deletions = deletions
        words = ArrayFile(folder / f"{name}.{WORDS}")
        self.stored = Stored(ArrayFile(folder / f"{name}.{ARTICLES}"))
        self.table = open_key_table(words)
        self.forward = Forward(words)
        starts = [start for start, _ in self.forward.sections()]
        postings = {layer: ArrayFile(folder / f"{name}.{layer}") for layer in LAYERS}
        self.layers = {layer: Layer(arrays, starts) for layer, arrays in postings.items()}
        self._asked_of_all = (words, *postings.values())

    def __len__(self) -> int:
        """Return how many articles there are, deleted ones too."""
        return len(self.stored)

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
