"""From word forms to the keys of each layer, as arrays.

A form has one exact key: the form in the usual spelling of its class. Of lemmas and of roots it has a *reading*: the
keys that it may have, the likeliest first. Readings are few (a third as many as forms), so that a form keeps the
number of its reading, and a reading the numbers of its keys:

    exact[form] = form               the number of the form in the usual spelling
    lemma.readings[form] = reading   lemma.keys[lemma.starts[reading] : lemma.starts[reading + 1]] = lemmas
    root.readings[form] = reading    the same for roots

A form that is spelled otherwise than its exact key is a key of the exact layer as well, so that a pattern finds it.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..keys import EXACT, LEMMA, ROOT, FormKeys
from .arrays import ArrayFile, ArrayWriter
from .dictionary import Dictionary, write_dictionary
from .ranges import ranges

Numbers = NDArray[np.uint32]


class Readings(NamedTuple):
    """What a layer's keys are for each form: arrays of uint32."""

    readings: Numbers
    """The reading of each form."""
    starts: Numbers
    """Where the keys of each reading begin in `keys`, and where the last end."""
    keys: Numbers

    def of(self, form: int) -> list[int]:
        """Return the keys of a form, the likeliest first."""
        reading = self.readings.item(form)
        start, end = self.starts.item(reading), self.starts.item(reading + 1)
        return [self.keys.item(place) for place in range(start, end)]

    def holding(self, keys: Sequence[int]) -> NDArray[np.bool_]:
        """Return which readings hold one of some keys."""
        places = np.flatnonzero(np.isin(self.keys, keys))
        held = np.zeros(self.starts.size - 1, bool)
        held[np.searchsorted(self.starts, places, "right") - 1] = True
        return held

    def expanded(self, forms: Numbers) -> tuple[Numbers, NDArray[np.int64]]:
        """Return the keys of each of many forms in turn, and the place of the form that each is of."""
        readings = self.readings[forms]
        starts = self.starts[readings].astype(np.int64)
        counts = self.starts[readings + 1] - starts
        return self.keys[ranges(starts, counts)], np.repeat(np.arange(forms.size), counts)


class KeyTable(NamedTuple):
    """The forms of a segment, sorted, and the keys of each layer."""

    forms: Sequence[str]
    exact: Numbers
    lemma: Readings
    root: Readings
    known: NDArray[np.uint8]
    """1 for each form that the lexicon knows."""
    lemmas: Sequence[str]
    roots: Sequence[str]

    def keys(self, layer: str) -> Sequence[str]:
        """Return the keys of a layer, sorted; those of the exact layer are forms."""
        return {EXACT: self.forms, LEMMA: self.lemmas, ROOT: self.roots}[layer]

    def readings(self, layer: str) -> Readings:
        """Return the readings of the forms in a layer, lemma or root."""
        return {LEMMA: self.lemma, ROOT: self.root}[layer]

    def of_form(self, form: int) -> FormKeys:
        """Return the keys of a form, as they were when it was analysed."""
        text, exact = self.forms[form], self.exact.item(form)
        return FormKeys(
            (text,) if exact == form else (self.forms[exact], text),
            tuple(self.lemmas[key] for key in self.lemma.of(form)),
            tuple(self.roots[key] for key in self.root.of(form)),
            bool(self.known[form]),
        )


def key_table(found: dict[str, FormKeys]) -> tuple[KeyTable, Numbers]:
    """Return the table of forms and their keys, and the number in it of each form in the order of `found`.

    The keys of every usual spelling must be there too. All is worked out in the order that is given, in which the
    strings lie in memory, and put in order as arrays: that is several times faster.
    """
    forms, of_forms = list(found), list(found.values())
    order = np.array(sorted(range(len(forms)), key=forms.__getitem__), np.int64)
    number = np.empty(len(forms), np.uint32)
    number[order] = np.arange(len(forms), dtype=np.uint32)
    lemma, lemmas = _readings([keys.lemma for keys in of_forms], order)
    root, roots = _readings([keys.root for keys in of_forms], order)
    known = np.fromiter([keys.known for keys in of_forms], np.uint8, len(forms))
    texts = [forms[place] for place in order.tolist()]
    return KeyTable(texts, _exact(forms, of_forms, number), lemma, root, known[order], lemmas, roots), number


def _exact(forms: list[str], of_forms: list[FormKeys], number: Numbers) -> Numbers:
    """Return the number of the usual spelling of each form, by the form's own."""
    exact = np.arange(len(forms), dtype=np.uint32)
    others = [(place, keys.exact[0]) for place, keys in enumerate(of_forms) if len(keys.exact) > 1]
    usual = {text for _, text in others}
    places = {form: place for place, form in enumerate(forms) if form in usual}
    for place, text in others:
        exact[number[place]] = number[places[text]]
    return exact


def _readings(of_forms: list[tuple[str, ...]], order: NDArray[np.int64]) -> tuple[Readings, list[str]]:
    distinct: dict[tuple[str, ...], int] = {}
    number_of = distinct.setdefault
    readings = np.array([number_of(reading, len(distinct)) for reading in of_forms], np.uint32)
    keys = sorted(set(chain.from_iterable(distinct)))
    numbers = {key: number for number, key in enumerate(keys)}
    starts = np.fromiter(accumulate(map(len, distinct), initial=0), np.uint32, len(distinct) + 1)
    flat = np.fromiter(map(numbers.__getitem__, chain.from_iterable(distinct)), np.uint32, int(starts[-1]))
    return Readings(readings[order], starts, flat), keys


def write_key_table(writer: ArrayWriter, table: KeyTable) -> None:
    """Write a table as arrays and dictionaries of a segment."""
    write_dictionary(writer, "forms", table.forms)
    writer.write("exact", table.exact)
    writer.write("known", table.known)
    for layer, readings, keys in ((LEMMA, table.lemma, table.lemmas), (ROOT, table.root, table.roots)):
        write_dictionary(writer, f"{layer}s", keys)
        for name, array in readings._asdict().items():
            writer.write(f"{layer}.{name}", array)


def open_key_table(arrays: ArrayFile) -> KeyTable:
    """Return the table of a segment, backed by its file."""
    lemma, root = (Readings(*(arrays[f"{layer}.{name}"] for name in Readings._fields)) for layer in (LEMMA, ROOT))
    return KeyTable(
        Dictionary(arrays, "forms"),
        arrays["exact"],
        lemma,
        root,
        arrays["known"],
        Dictionary(arrays, "lemmas"),
        Dictionary(arrays, "roots"),
    )


def keys_again(table: KeyTable, forms: Iterable[int]) -> dict[str, FormKeys]:
    """Return forms of a table with their keys, as they were when they were analysed."""
    lemmas, roots = list(table.lemmas), list(table.roots)
    texts = list(table.forms)
    exact, known = table.exact.tolist(), table.known.tolist()
    lemma = _texts(table.lemma, lemmas)
    root = _texts(table.root, roots)
    lemma_readings, root_readings = table.lemma.readings.tolist(), table.root.readings.tolist()
    return {
        texts[form]: FormKeys(
            (texts[exact[form]],) if exact[form] == form else (texts[exact[form]], texts[form]),
            lemma[lemma_readings[form]],
            root[root_readings[form]],
            bool(known[form]),
        )
        for form in forms
    }


def _texts(readings: Readings, keys: list[str]) -> list[tuple[str, ...]]:
    """Return the keys of each reading as text."""
    starts = readings.starts.tolist()
    flat = [keys[key] for key in readings.keys.tolist()]
    return [tuple(flat[start:end]) for start, end in pairwise(starts)]
