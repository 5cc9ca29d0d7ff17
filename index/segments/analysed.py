"""What the analysis says of many forms, as numbers: each form's readings, and each distinct reading once.

Forms of one word have the same keys, so there are a third as many *readings* (the keys that a form may have in a
layer, the likeliest first) as forms. A form keeps the number of its reading.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..keys import FormKeys

Numbers = NDArray[np.uint32]
Reading = tuple[str, ...]


class LayerReadings(NamedTuple):
    """The readings of some forms in one layer."""

    of_forms: Numbers
    """The number of each form's reading (uint32)."""
    distinct: Sequence[Reading]
    """The readings by number, each there once."""

    def texts(self) -> list[Reading]:
        """Return the reading of each form."""
        return [self.distinct[number] for number in self.of_forms.tolist()]


class Analysed(NamedTuple):
    """The keys of some forms, in their order."""

    usual: dict[int, str]
    """The usual spelling of each form that is spelled otherwise, by the form's place."""
    lemma: LayerReadings
    root: LayerReadings
    known: NDArray[np.bool_]
    """Which forms the words in use hold."""

    def form_keys(self, forms: Sequence[str]) -> list[FormKeys]:
        """Return the keys of the forms one by one."""
        exact = [(self.usual[at], form) if at in self.usual else (form,) for at, form in enumerate(forms)]
        return list(map(FormKeys, exact, self.lemma.texts(), self.root.texts(), self.known.tolist()))


def of_keys(forms: Sequence[str], found: Iterable[FormKeys]) -> Analysed:
    """Return the keys of forms, given one by one, as numbers."""
    exact, lemma, root, known = zip(*found, strict=True) if forms else ((), (), (), ())
    usual = {at: some[0] for at, some in enumerate(exact) if len(some) > 1}
    return Analysed(usual, numbered(lemma), numbered(root), np.array(known, bool))


def numbered(readings: Sequence[Reading]) -> LayerReadings:
    """Return the readings of forms as numbers."""
    distinct: dict[Reading, int] = {}
    number_of = distinct.setdefault
    of_forms = np.array([number_of(reading, len(distinct)) for reading in readings], np.uint32)
    return LayerReadings(of_forms, list(distinct))


def joined(parts: Sequence[Analysed]) -> Analysed:
    """Return the keys of the forms of several parts, one part after the other."""
    usual: dict[int, str] = {}
    before = 0
    for part in parts:
        usual.update({before + place: text for place, text in part.usual.items()})
        before += part.known.size
    known = np.concatenate([np.zeros(0, bool), *(part.known for part in parts)])
    return Analysed(usual, _joined([part.lemma for part in parts]), _joined([part.root for part in parts]), known)


def _joined(parts: Sequence[LayerReadings]) -> LayerReadings:
    distinct = {reading: number for number, reading in enumerate(dict.fromkeys(chain(*(p.distinct for p in parts))))}
    of_forms = [np.array([distinct[reading] for reading in part.distinct], np.uint32)[part.of_forms] for part in parts]
    return LayerReadings(np.concatenate([np.zeros(0, np.uint32), *of_forms]), list(distinct))
