"""What is deleted of a segment: a bit an article, and how often its keys count for nothing.

    bitmap               |u1   a bit an article, set for the deleted, the first article in the highest bit
    <layer>.keys, <layer>.counts   uint32   the keys of deleted articles, and how many of those hold each
    words                uint64, one entry: how many words the deleted articles have

IDF and mean length count the articles that are there; the counts say what to take away from the segment's.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..keys import EXACT, LAYERS, LEMMA
from .arrays import ArrayFile, ArrayWriter
from .forward import Forward
from .key_table import KeyTable


class Deletions(NamedTuple):
    """What is deleted of a segment."""

    articles: NDArray[np.int64]
    """The numbers of the deleted articles, ascending."""
    counts: dict[str, dict[int, int]]
    """For each layer, by key, how many of them hold it."""
    words: int
    """How many words they have."""


NONE: Final = Deletions(np.zeros(0, np.int64), {layer: {} for layer in LAYERS}, 0)


def counted(articles: NDArray[np.int64], table: KeyTable, forward: Forward) -> Deletions:
    """Return the deletion of some articles, given by their numbers, ascending, of a segment."""
    if not articles.size:
        return NONE
    words = forward.of(articles)
    places = np.repeat(np.arange(articles.size), words.lengths)
    pairs = np.unique(places.astype(np.uint64) << np.uint64(32) | words.forms)
    places, forms = (pairs >> np.uint64(32)).astype(np.int64), pairs.astype(np.uint32)
    counts: dict[str, dict[int, int]] = {}
    for layer in LAYERS:
        keys, of = _keys(layer, table, forms)
        held = np.unique(places[of].astype(np.uint64) << np.uint64(32) | keys)
        found, often = np.unique(held.astype(np.uint32), return_counts=True)
        counts[layer] = dict(zip(found.tolist(), often.tolist(), strict=True))
    return Deletions(articles, counts, int(words.lengths.sum()))


def _keys(layer: str, table: KeyTable, forms: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return the keys of forms in a layer, and the place of the form that each is of."""
    if layer == EXACT:
        keys = table.exact[forms]
        other = np.flatnonzero(keys != forms)
        return np.concatenate((keys, forms[other])), np.concatenate((np.arange(forms.size), other))
    return (table.lemma if layer == LEMMA else table.root).expanded(forms)


def write_deletions(writer: ArrayWriter, deletions: Deletions, articles: int) -> None:
    """Write what is deleted of a segment of so many articles."""
    bits = np.zeros(articles, bool)
    bits[deletions.articles] = True
    writer.write("bitmap", np.packbits(bits))
    for layer, counts in deletions.counts.items():
        writer.write(f"{layer}.keys", np.fromiter(counts, np.uint32, len(counts)))
        writer.write(f"{layer}.counts", np.fromiter(counts.values(), np.uint32, len(counts)))
    writer.write("words", np.array([deletions.words], np.uint64))


def open_deletions(arrays: ArrayFile) -> Deletions:
    """Return what a file says is deleted."""
    counts = {
        layer: dict(zip(arrays[f"{layer}.keys"].tolist(), arrays[f"{layer}.counts"].tolist(), strict=True))
        for layer in LAYERS
    }
    return Deletions(np.flatnonzero(np.unpackbits(arrays["bitmap"])), counts, int(arrays["words"][0]))
