"""From word forms to the keys of each layer, as arrays.

A form has one exact key: the form in the usual spelling of its class. Of lemmas and of roots it has a *reading*: the
keys that it may have, the likeliest first. Most have one key, and a reading of one key is the number of that key. The
others have the numbers behind the last key, and stand in a list:

    exact[form] = form               the number of the form in the usual spelling
    lemma.readings[form] = reading   below the number of lemmas: the lemma; else, with row = reading - number of lemmas,
                                     lemma.keys[lemma.starts[row] : lemma.starts[row + 1]] = lemmas
    root.readings[form] = reading    the same for roots

A form that is spelled otherwise than its exact key is a key of the exact layer as well, so that a pattern finds it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..keys import EXACT, LEMMA, ROOT, FormKeys
from .analysed import Analysed, LayerReadings, Numbers, Reading
from .arrays import ArrayFile, ArrayWriter
from .dictionary import Dictionary, write_dictionary
from .ranges import distinct, ranges


class Readings(NamedTuple):
    """What a layer's keys are for each form."""

    readings: Numbers
    """The reading of each form (uint32)."""
    starts: Numbers
    """Where the keys of each reading that is not of one key begin in `keys`, and where the last end (uint32)."""
    keys: Numbers
    single: int
    """How many keys the layer has: smaller readings are keys."""

    def of(self, form: int) -> list[int]:
        """Return the keys of a form, the likeliest first."""
        reading = self.readings.item(form)
        if reading < self.single:
            return [reading]
        row = reading - self.single
        return [self.keys.item(place) for place in range(self.starts.item(row), self.starts.item(row + 1))]

    def rows(self, forms: Numbers | NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return where the keys of forms that have not one begin in `keys`, and how many they are."""
        rows = self.readings[forms].astype(np.int64) - self.single
        starts = self.starts[rows].astype(np.int64)
        return starts, self.starts[rows + 1] - starts

    def holding(self, keys: Sequence[int]) -> NDArray[np.bool_]:
        """Return which readings hold one of some keys."""
        held = np.zeros(self.single + self.starts.size - 1, bool)
        held[[*keys, *self.rows_holding(keys)]] = True
        return held

    def rows_holding(self, keys: Sequence[int]) -> list[int]:
        """Return the readings of more than one key that hold one of some keys."""
        places = np.flatnonzero(np.isin(self.keys, keys))
        rows: list[int] = distinct(np.searchsorted(self.starts, places, "right") - 1 + self.single).tolist()
        return rows

    def expanded(self, forms: Numbers) -> tuple[Numbers, NDArray[np.int64]]:
        """Return the keys of many forms, and the place of the form that each is of.

        First come the only keys of forms that have one, then the keys of all others; both in the order of the forms.
        """
        readings = self.readings[forms]
        alone = readings < self.single
        one, several = np.flatnonzero(alone), np.flatnonzero(~alone)
        starts, counts = self.rows(forms[several])
        keys = np.concatenate((readings[one], self.keys[ranges(starts, counts)]))
        return keys, np.concatenate((one, np.repeat(several, counts)))


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

    def only_keys(self, form: int) -> tuple[int, int, int] | None:
        """Return the exact key, the lemma and the root of a form that the lexicon knows and that has one of each."""
        lemma, root = self.lemma.readings.item(form), self.root.readings.item(form)
        if lemma >= self.lemma.single or root >= self.root.single or not self.known.item(form):
            return None
        return self.exact.item(form), lemma, root

    def of_form(self, form: int) -> FormKeys:
        """Return the keys of a form, as they were when it was analysed."""
        text, exact = self.forms[form], self.exact.item(form)
        return FormKeys(
            (text,) if exact == form else (self.forms[exact], text),
            tuple(self.lemmas[key] for key in self.lemma.of(form)),
            tuple(self.roots[key] for key in self.root.of(form)),
            bool(self.known[form]),
        )


def key_table(forms: Sequence[str], analysed: Analysed, ordered: Sequence[int] = ()) -> tuple[KeyTable, Numbers]:
    """Return the table of distinct forms and their keys, and the number in it of each form in their order.

    The usual spelling of every form must be among the forms. `ordered` are the places of the first forms, so many as
    they are, in the order of those forms: see `in_order`.
    """
    places = sorted([*ordered, *range(len(ordered), len(forms))], key=forms.__getitem__)  # most are sorted already
    texts = list(map(forms.__getitem__, places))
    order = np.array(places, np.int64)
    number = np.empty(len(forms), np.uint32)
    number[order] = np.arange(len(forms), dtype=np.uint32)
    lemma, lemmas = _readings(analysed.lemma, order)
    root, roots = _readings(analysed.root, order)
    known = analysed.known[order].astype(np.uint8)
    return KeyTable(texts, _exact(texts, analysed.usual, number), lemma, root, known, lemmas, roots), number


def in_order(forms: Iterable[str]) -> list[int]:
    """Return the places of forms in the order of the forms."""
    some = list(forms)
    return sorted(range(len(some)), key=some.__getitem__)


def _exact(texts: Sequence[str], usual: dict[int, str], number: Numbers) -> Numbers:
    """Return the number of the usual spelling of each form, by the form's own; `texts` are all forms, sorted."""
    exact = np.arange(len(texts), dtype=np.uint32)
    for place, text in usual.items():
        exact[number[place]] = bisect_left(texts, text)
    return exact


def _readings(of_layer: LayerReadings, order: NDArray[np.int64]) -> tuple[Readings, list[str]]:
    keys = sorted(set(chain.from_iterable(of_layer.distinct)))
    numbers = {key: number for number, key in enumerate(keys)}
    rows = sorted(reading for reading in of_layer.distinct if len(reading) != 1)
    number_of: dict[Reading, int] = {(key,): number for key, number in numbers.items()}
    number_of.update(zip(rows, range(len(keys), len(keys) + len(rows)), strict=True))
    reading_of = np.fromiter(map(number_of.__getitem__, of_layer.distinct), np.uint32, len(of_layer.distinct))
    starts = np.fromiter(accumulate(map(len, rows), initial=0), np.uint32, len(rows) + 1)
    flat = np.fromiter(map(numbers.__getitem__, chain.from_iterable(rows)), np.uint32, int(starts[-1]))
    return Readings(reading_of[of_layer.of_forms[order]], starts, flat, len(keys)), keys


def write_key_table(writer: ArrayWriter, table: KeyTable) -> None:
    """Write a table as arrays and dictionaries of a segment."""
    write_dictionary(writer, "forms", table.forms)
    writer.write("exact", table.exact)
    writer.write("known", table.known)
    for layer, readings, keys in ((LEMMA, table.lemma, table.lemmas), (ROOT, table.root, table.roots)):
        write_dictionary(writer, f"{layer}s", keys)
        for name in _ARRAYS:
            writer.write(f"{layer}.{name}", getattr(readings, name))


_ARRAYS = ("readings", "starts", "keys")


def open_key_table(arrays: ArrayFile) -> KeyTable:
    """Return the table of a segment, backed by its file."""
    lemmas, roots = Dictionary(arrays, "lemmas"), Dictionary(arrays, "roots")
    lemma, root = _open_readings(arrays, LEMMA, lemmas), _open_readings(arrays, ROOT, roots)
    return KeyTable(Dictionary(arrays, "forms"), arrays["exact"], lemma, root, arrays["known"], lemmas, roots)


def _open_readings(arrays: ArrayFile, layer: str, keys: Sequence[str]) -> Readings:
    readings, starts, several = (arrays[f"{layer}.{name}"] for name in _ARRAYS)
    return Readings(readings, starts, several, len(keys))


def analysed_again(table: KeyTable, forms: NDArray[np.int64]) -> Analysed:
    """Return what the analysis said of some forms of a table, given by their numbers."""
    exact, texts = table.exact[forms], table.forms
    usual = {at: texts[int(exact[at])] for at in np.flatnonzero(exact != forms).tolist()}
    lemma = _again(table.lemma, table.lemmas, forms)
    root = _again(table.root, table.roots, forms)
    return Analysed(usual, lemma, root, table.known[forms].astype(bool))


def _again(readings: Readings, keys: Sequence[str], forms: NDArray[np.int64]) -> LayerReadings:
    used, of_forms = np.unique(readings.readings[forms], return_inverse=True)
    texts = list(keys)
    starts, flat = readings.starts.tolist(), readings.keys.tolist()
    rows = [tuple(texts[key] for key in flat[start:end]) for start, end in pairwise(starts)]
    distinct = [(texts[one],) if one < readings.single else rows[one - readings.single] for one in used.tolist()]
    return LayerReadings(of_forms.astype(np.uint32), distinct)
