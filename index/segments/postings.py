"""Tokens to postings: one sort of packed 64-bit integers at a time, no loop over words.

A *section* is up to 65,536 neighbouring articles of a segment, so that an article's place in it fits two bytes. The
file of a layer holds for each section

    offsets.<section>    uint32   where the postings of each key begin, and where the last end
    articles.<section>   uint16   the articles that hold a key, by their place in the section, ascending
    impacts.<section>    uint16   what the key adds to each article's score (see `index.impacts`)

and once `tops`, the largest impact of each key (uint16): no article gets more from it. How often a key stands in an
article, and where, is not kept twice: the forward index tells.

Impacts hold the IDF of this segment's own counts among `nominal` articles. Where the archive's IDF of a key is another,
because other segments hold it too or articles were deleted, a query multiplies by the ratio (`search/impact_lists.py`).
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..impacts import (
    WEIGHTS,
    Floats,
    bm25,
    early,
    early_weight,
    idf,
    in_steps,
    key_weight,
    late_lemmas,
    length_norm,
    light_keys,
)
from ..keys import EXACT, LEMMA
from .arrays import Array, ArrayFile, Written, written
from .dictionary import Dictionary
from .forward import Forward, Words
from .key_table import KeyTable, Numbers, open_key_table
from .ranges import ranges

_ARTICLE_BITS: Final = 16
_AT_ONCE: Final = 1 << 20
"""How many words are worked on at once, whole articles: arrays of this size stay in a processor's cache."""


class Tokens(NamedTuple):
    """Tokens of one layer: a word is one for each of its keys."""

    keys: Numbers
    articles: NDArray[np.uint16]
    """The place of each token's article in its section."""
    positions: Numbers


class Postings(NamedTuple):
    """Postings of one layer and of neighbouring articles, sorted by key, then by article."""

    keys: Numbers
    """The distinct keys."""
    counts: Numbers
    """How many postings each has."""
    articles: NDArray[np.uint16]
    """The article of each posting."""
    tf: Numbers
    """How often the key stands in it."""
    first: Numbers
    """The key's first position in it."""


def write_layer(words_path: Path, path: Path, layer: str, nominal: int, mean_length: float) -> Written:
    """Write the postings of one layer of a segment, whose forms, keys and words are in its file of words.

    `nominal` is the number of articles that IDF counts, `mean_length` the archive's mean number of words.

    The first pass sorts the words of some articles at a time and sets their postings aside on disk; only then is it
    known how many articles hold each key. The second gives them their impacts and their places in the section.
    """
    arrays = ArrayFile(words_path)
    table, forward = open_key_table(arrays), Forward(arrays)
    keys = table.keys(layer)
    assert isinstance(keys, Dictionary)
    of_forms = _form_keys(layer, table)
    sections: list[_Section] = []
    for start, end in forward.sections():
        sections.append(_Section(len(keys)))
        for words, first in forward.blocks(start, end, _AT_ONCE):
            tokens = _tokens(of_forms, words, first - start)
            sections[-1].add(inverted(tokens), first - start, length_norm(words.lengths, mean_length))
    holding = np.sum([section.counts for section in sections], axis=0, dtype=np.int64) + np.zeros(len(keys), np.int64)
    worth = _Worth(layer, keys, idf(nominal, holding))
    with written(path) as writer:
        for number, section in enumerate(sections):
            articles, impacts = section.placed(worth)
            writer.write(f"offsets.{number}", section.offsets.astype(np.uint32))
            writer.write(f"articles.{number}", articles)
            writer.write(f"impacts.{number}", impacts)
        writer.write("tops", worth.tops)
    return Written(writer.size, writer.checksum)


class _FormKeys(NamedTuple):
    """The keys of each form in one layer: a first one, and for few forms some more."""

    first: Numbers
    """The first key of each form; for a form without any the number behind the last key, which is dropped later."""
    counts: NDArray[np.uint8]
    """How many more there are."""
    starts: NDArray[np.int64]
    """Where those begin in `more`."""
    more: Numbers


def _form_keys(layer: str, table: KeyTable) -> _FormKeys:
    forms = np.arange(table.exact.size)
    if layer == EXACT:  # a form in another spelling than the usual one is a key as well
        return _FormKeys(table.exact, (table.exact != forms).astype(np.uint8), forms, forms.astype(np.uint32))
    readings, keys = table.readings(layer), table.keys(layer)
    starts = readings.starts[readings.readings].astype(np.int64)
    counts = readings.starts[readings.readings + 1] - starts
    padded = np.append(readings.keys, np.uint32(len(keys)))
    first = np.where(counts > 0, padded[starts], np.uint32(len(keys))).astype(np.uint32)
    return _FormKeys(first, np.maximum(counts - 1, 0).astype(np.uint8), starts + 1, readings.keys)


def _tokens(keys: _FormKeys, words: Words, first: int) -> Tokens:
    """Return the tokens of some articles, the first of which has the place `first` in its section."""
    places = np.arange(first, first + words.lengths.size, dtype=np.uint16)
    articles, positions = np.repeat(places, words.lengths), words.positions()
    several = np.flatnonzero(keys.counts[words.forms])
    if not several.size:
        return Tokens(keys.first[words.forms], articles, positions)
    forms = words.forms[several]
    counts = keys.counts[forms].astype(np.int64)
    of = np.repeat(several, counts)
    more = keys.more[ranges(keys.starts[forms], counts)]
    return Tokens(
        np.concatenate((keys.first[words.forms], more)),
        np.concatenate((articles, articles[of])),
        np.concatenate((positions, positions[of])),
    )


def inverted(tokens: Tokens) -> Postings:
    """Return the postings of tokens.

    Key, article and position are packed into one integer and sorted as numbers: many times faster than a sort of
    rows. Positions beyond the bits that are left are taken for the last that fits; only their order is lost.
    """
    key_bits = int(tokens.keys.max()).bit_length() if tokens.keys.size else 1
    position_bits = 64 - _ARTICLE_BITS - key_bits
    last = (1 << position_bits) - 1
    packed = tokens.keys.astype(np.uint64)
    packed <<= np.uint64(_ARTICLE_BITS)
    packed |= tokens.articles
    packed <<= np.uint64(position_bits)
    packed |= tokens.positions if last > np.iinfo(np.uint32).max else np.minimum(tokens.positions, last)
    packed.sort()
    pairs = packed >> np.uint64(position_bits)
    begins = _changes(pairs)
    pairs = pairs[begins]
    keys = (pairs >> np.uint64(_ARTICLE_BITS)).astype(np.uint32)
    key_begins = _changes(keys)
    return Postings(
        keys[key_begins],
        np.diff(key_begins, append=keys.size).astype(np.uint32),
        pairs.astype(np.uint16),
        np.diff(begins, append=packed.size).astype(np.uint32),
        (packed[begins] & np.uint64(last)).astype(np.uint32),
    )


def _changes(ascending: Array) -> NDArray[np.int64]:
    """Return the places where sorted values change, the first among them."""
    changes = np.ones(ascending.size, bool)
    np.not_equal(ascending[1:], ascending[:-1], out=changes[1:])
    return np.flatnonzero(changes)


class _Worth:
    """What the keys of a layer are worth: BM25 is multiplied by `weights`, the early words' part by `early`."""

    def __init__(self, layer: str, keys: Dictionary, rarity: Floats) -> None:
        self.weights = rarity * np.float32(WEIGHTS[layer])
        for key in light_keys(layer):
            if (number := keys.find(key)) is not None:
                self.weights[number] = rarity[number] * key_weight(layer, key)
        self.early: Floats | None = None
        if layer == LEMMA:
            self.early = rarity.copy()
            for lemma in late_lemmas():
                if (number := keys.find(lemma)) is not None:
                    self.early[number] *= early_weight(lemma)
        self.tops = np.zeros(len(keys), np.uint16)

    def impacts(self, postings: Postings, norm: Floats) -> NDArray[np.uint16]:
        """Return the impacts of postings, given the length norm of each one's article; keep each key's largest."""
        scores = bm25(postings.tf, norm) * np.repeat(self.weights[postings.keys], postings.counts)
        if self.early is not None:
            scores += early(postings.first) * np.repeat(self.early[postings.keys], postings.counts)
        impacts = in_steps(scores)
        if impacts.size:
            begins = np.cumsum(postings.counts, dtype=np.int64) - postings.counts
            tops = np.maximum.reduceat(impacts, begins)
            self.tops[postings.keys] = np.maximum(self.tops[postings.keys], tops)
        return impacts


class _Section:
    """The postings of a section, set aside on disk until every section is counted."""

    def __init__(self, keys: int) -> None:
        self.counts = np.zeros(keys, np.int64)
        """How many articles hold each key."""
        self._sizes: list[tuple[int, int]] = []
        self._file = TemporaryFile()  # noqa: SIM115  closed when the section is placed

    @property
    def offsets(self) -> NDArray[np.int64]:
        """Where the postings of each key begin, and where the last end."""
        return np.concatenate(([0], np.cumsum(self.counts)))

    def add(self, postings: Postings, first: int, norms: Floats) -> None:
        """Set aside the postings of the next articles, those of forms without a key dropped; and their length norms.

        `norms` are those of every article from `first` on, also of those without a word.
        """
        known = int(np.searchsorted(postings.keys, self.counts.size))
        end = int(postings.counts[:known].sum())
        self.counts[postings.keys[:known]] += postings.counts[:known]
        self._sizes.append((known, end))
        norm = norms[postings.articles - np.uint16(first)]
        arrays: tuple[Array, ...] = (postings.articles, postings.tf, postings.first, norm)
        for array in (postings.keys[:known], postings.counts[:known], *(one[:end] for one in arrays)):
            array.tofile(self._file)

    def _set_aside(self) -> Iterator[tuple[Postings, Floats]]:
        self._file.seek(0)
        for keys, end in self._sizes:
            postings = Postings(
                np.fromfile(self._file, np.uint32, keys),
                np.fromfile(self._file, np.uint32, keys),
                np.fromfile(self._file, np.uint16, end),
                np.fromfile(self._file, np.uint32, end),
                np.fromfile(self._file, np.uint32, end),
            )
            yield postings, np.fromfile(self._file, np.float32, end)

    def placed(self, worth: _Worth) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
        """Return the articles and the impacts of the whole section, key by key."""
        total = int(self.counts.sum())
        articles, impacts = np.empty(total, np.uint16), np.empty(total, np.uint16)
        free = self.offsets[:-1]
        for postings, norm in self._set_aside():
            begins = np.cumsum(postings.counts, dtype=np.int64) - postings.counts
            places = np.repeat(free[postings.keys] - begins, postings.counts) + np.arange(postings.articles.size)
            free[postings.keys] += postings.counts
            articles[places] = postings.articles
            impacts[places] = worth.impacts(postings, norm)
        self._file.close()
        return articles, impacts
