"""Tokens to postings: sorts of packed integers, no loop over words.

The file of a layer holds for each section of a segment (see `packed`)

    starts.<section>     uint32   where the postings of each key begin, and where the last end (uint64 if they are many)
    postings.<section>   uint32   article and impact, by key, then by article

and once `tops`, the largest impact of each key (uint16): no article gets more from it. How often a key stands in an
article, and where, is not kept twice: the forward index tells.

A layer is written in two steps. First the words of some thousand articles at a time are sorted by key and article and
set aside on disk, with what each posting is worth but for its IDF. Then it is known how many articles hold each key;
what was set aside is read again, some keys at a time, multiplied by IDF and put in its place.

Impacts hold the IDF of this segment's own counts among `nominal` articles. Where the archive's IDF of a key is another,
because other segments hold it too or articles were deleted, a query multiplies by the ratio (`search/impact_lists.py`).
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final, NamedTuple

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
from .analysed import Numbers
from .arrays import Array, ArrayFile, ArrayWriter, Written, written
from .dictionary import Dictionary
from .forward import Words
from .gathered import Gathered
from .key_table import KeyTable, open_key_table
from .packed import Packed, impacts_of, packed
from .ranges import ranges, taken

_WORDS_AT_ONCE: Final = 1 << 20
"""How many words are sorted at once, whole articles: arrays of this size stay in a processor's cache."""
_POSTINGS_AT_ONCE: Final = 1 << 21
"""How many postings are put in their places at once."""


class Postings(NamedTuple):
    """Postings of one layer and of neighbouring articles, sorted by key, then by article."""

    keys: Numbers
    """The distinct keys."""
    counts: Numbers
    """How many postings each has."""
    articles: Numbers
    """The article of each posting, counted from the first of those that were sorted together."""
    tf: Numbers
    """How often the key stands in it."""
    first: Numbers | None
    """The key's first position in it; None where nobody asked."""

    def below(self, key: int) -> "Postings":
        """Return the postings of smaller keys."""
        keys = int(np.searchsorted(self.keys, key))
        if keys == self.keys.size:
            return self
        end = int(self.counts[:keys].sum())
        first = None if self.first is None else self.first[:end]
        return Postings(self.keys[:keys], self.counts[:keys], self.articles[:end], self.tf[:end], first)


def write_layer(
    gathered: Gathered, forms_path: Path, path: Path, layer: str, nominal: int, mean_length: float
) -> Written:
    """Write the postings of one layer of a segment, whose forms and keys are in a file and whose words are given.

    `nominal` is the number of articles that IDF counts, `mean_length` the archive's mean number of words.
    """
    table = open_key_table(ArrayFile(forms_path))
    keys = table.keys(layer)
    assert isinstance(keys, Dictionary)
    of_forms, weights = _form_keys(layer, table).by(gathered.form_of), _weights(layer, keys)
    with TemporaryFile() as file:
        sections = [_Section(file, len(keys)) for _ in gathered.sections()]
        for section, (start, end) in zip(sections, gathered.sections(), strict=True):
            for words, first in gathered.blocks(start, end, _WORDS_AT_ONCE):
                postings = inverted(_tokens(of_forms, words, positions=layer == LEMMA)).below(len(keys))
                section.add(postings, weights.worth(postings, words, mean_length), first - start)
        counts = [section.counts for section in sections]
        rarity = idf(nominal, np.sum(counts, axis=0, dtype=np.int64) + np.zeros(len(keys), np.int64))
        with written(path) as writer:
            tops = np.zeros(len(keys), np.uint16)
            for number, section in enumerate(sections):
                section.write(writer, number, rarity, tops)
            writer.write("tops", tops)
    return Written(writer.size, writer.checksum)


class Tokens(NamedTuple):
    """Tokens of one layer: a word is one for each of its keys."""

    keys: Numbers
    articles: Numbers
    """The place of each token's article among those that are sorted together."""
    positions: Numbers | None
    """None where the first positions are not wanted."""


class _FormKeys(NamedTuple):
    """The keys of each form in one layer: a first one, and for few forms some more."""

    first: Numbers
    """The first key of each form; for a form without any the number behind the last key, which is dropped later."""
    has_more: NDArray[np.bool_]
    more: NDArray[np.int64]
    """How many more keys it has."""
    starts: NDArray[np.int64]
    """Where they begin in `keys`."""
    keys: Numbers

    def by(self, form_of: Numbers) -> "_FormKeys":
        """Return the same by other numbers, given the form of each."""
        return _FormKeys(
            self.first[form_of], self.has_more[form_of], self.more[form_of], self.starts[form_of], self.keys
        )


def _form_keys(layer: str, table: KeyTable) -> _FormKeys:
    if layer == EXACT:  # a form in another spelling is a key as well
        forms = np.arange(table.exact.size, dtype=np.uint32)
        other = table.exact != forms
        return _FormKeys(table.exact, other, other.astype(np.int64), forms.astype(np.int64), forms)
    readings, _, keys, single = table.readings(layer)
    several = np.flatnonzero(readings >= single)
    starts, counts = table.readings(layer).rows(several)
    first, more, begins = readings.copy(), np.zeros(readings.size, np.int64), np.zeros(readings.size, np.int64)
    first[several] = np.where(counts > 0, np.append(keys, np.uint32(single))[starts], np.uint32(single))
    more[several], begins[several] = np.maximum(counts - 1, 0), starts + 1
    return _FormKeys(first, more > 0, more, begins, keys)


def _tokens(keys: _FormKeys, words: Words, *, positions: bool) -> Tokens:
    """Return the tokens of some articles; `positions` says whether theirs are wanted."""
    articles = np.repeat(np.arange(words.lengths.size, dtype=np.uint32), words.lengths)
    places = words.positions() if positions else None
    forms = words.forms.astype(np.intp)  # what numpy makes of indices each time
    several = np.flatnonzero(keys.has_more.take(forms))
    more = keys.more[forms[several]]
    of = np.repeat(several, more)
    others = keys.keys[ranges(keys.starts[forms[several]], more)]
    return Tokens(
        np.concatenate((keys.first.take(forms), others)),
        np.concatenate((articles, articles[of])),
        None if places is None else np.concatenate((places, places[of])),
    )


def inverted(tokens: Tokens) -> Postings:
    """Return the postings of tokens.

    Key, article and position are packed into one integer and sorted as numbers: many times faster than a sort of
    rows. Positions beyond the bits that are left are taken for the last that fits; only their order is lost.
    """
    keys, articles, positions = tokens
    article_bits = int(articles.max()).bit_length() if articles.size else 0
    key_bits = int(keys.max()).bit_length() if keys.size else 0
    wide = positions is not None or key_bits + article_bits > 32  # half as wide is sorted in half the time
    kind: type[np.uint64 | np.uint32] = np.uint64 if wide else np.uint32
    pairs: Array = keys.astype(kind)
    pairs <<= kind(article_bits)  # in place, here and below: an array of this size is dear to get
    pairs |= articles
    if positions is None:
        pairs.sort()
        begins, first = _changes(pairs), None
    else:
        position_bits = np.uint64(64 - key_bits - article_bits)
        last = np.uint64((1 << int(position_bits)) - 1)
        pairs <<= position_bits
        pairs |= np.minimum(positions, last)
        pairs.sort()
        with_positions = pairs
        pairs = pairs >> position_bits
        begins = _changes(pairs)
        first = (with_positions[begins] & last).astype(np.uint32)
    tf = np.diff(begins, append=pairs.size).astype(np.uint32)
    pairs = pairs[begins]
    sorted_keys = (pairs >> kind(article_bits)).astype(np.uint32)
    key_begins = _changes(sorted_keys)
    return Postings(
        sorted_keys[key_begins],
        np.diff(key_begins, append=sorted_keys.size).astype(np.uint32),
        (pairs & kind((1 << article_bits) - 1)).astype(np.uint32),
        tf,
        first,
    )


def _changes(ascending: Array) -> NDArray[np.int64]:
    """Return the places where sorted values change, the first among them."""
    changes = np.ones(ascending.size, bool)
    np.not_equal(ascending[1:], ascending[:-1], out=changes[1:])
    return np.flatnonzero(changes)


class _Weights(NamedTuple):
    """What is known of a layer's keys before they are counted."""

    bm25: Floats
    """What the BM25 of each key is multiplied by."""
    early: Floats | None
    """What the part of early words is multiplied by; None in a layer without one."""

    def worth(self, postings: Postings, words: Words, mean_length: float) -> Floats:
        """Return what each posting is worth, but for its IDF."""
        norms = length_norm(words.lengths, mean_length)
        worth = bm25(postings.tf, taken(norms, postings.articles))
        worth *= np.repeat(self.bm25[postings.keys], postings.counts)
        if self.early is not None and postings.first is not None:
            worth += early(postings.first) * np.repeat(self.early[postings.keys], postings.counts)
        return worth


def _weights(layer: str, keys: Dictionary) -> _Weights:
    weights = np.full(len(keys), WEIGHTS[layer], np.float32)
    for key in light_keys(layer):
        if (number := keys.find(key)) is not None:
            weights[number] = key_weight(layer, key)
    if layer != LEMMA:
        return _Weights(weights, None)
    of_early = np.ones(len(keys), np.float32)
    for lemma in late_lemmas():
        if (number := keys.find(lemma)) is not None:
            of_early[number] = early_weight(lemma)
    return _Weights(weights, of_early)


class _Block(NamedTuple):
    """Where the postings of some articles were set aside, and by key how many."""

    at: int
    keys: Numbers
    ends: NDArray[np.int64]
    """Where the postings of each key end in the block."""


class _Section:
    """The postings of a section, set aside on disk until every section is counted.

    A posting stands there as its article (uint32) and its worth (float32), the articles of a block before the worths.
    """

    def __init__(self, file: IO[bytes], keys: int) -> None:
        self.counts = np.zeros(keys, np.int64)
        """How many articles hold each key."""
        self._file = file
        self._blocks: list[_Block] = []

    def add(self, postings: Postings, worth: Floats, first: int) -> None:
        """Set aside the postings of the next articles, the first of which has the place `first` in the section."""
        self._blocks.append(_Block(self._file.tell(), postings.keys, np.cumsum(postings.counts, dtype=np.int64)))
        self.counts[postings.keys] += postings.counts
        (postings.articles + np.uint32(first)).tofile(self._file)
        worth.tofile(self._file)

    def write(self, writer: ArrayWriter, number: int, rarity: Floats, tops: NDArray[np.uint16]) -> None:
        """Write the section, given the IDF of each key; keep the largest impact of each key in `tops`."""
        starts = np.concatenate(([0], np.cumsum(self.counts)))
        small = int(starts[-1]) <= np.iinfo(np.uint32).max
        writer.write(f"starts.{number}", starts.astype(np.uint32) if small else starts.astype(np.uint64))
        writer.begin(f"postings.{number}", "<u4")
        reached = [0] * len(self._blocks)
        for first, last in _ranges(starts):
            size = int(starts[last] - starts[first])
            postings = np.empty(size, np.uint32)
            free = starts[first:last] - starts[first]
            for at, block in enumerate(self._blocks):
                reached[at] = self._place(block, reached[at], first, last, rarity, free, postings)
            begins = np.flatnonzero(self.counts[first:last])
            if begins.size:
                largest = np.maximum.reduceat(impacts_of(postings), (starts[first:last] - starts[first])[begins])
                tops[first + begins] = np.maximum(tops[first + begins], largest)
            writer.extend(postings)

    def _place(
        self,
        block: _Block,
        begin: int,
        first: int,
        last: int,
        rarity: Floats,
        free: NDArray[np.int64],
        postings: Packed,
    ) -> int:
        """Put a block's postings of the keys from `first` up to `last` in their places; `begin` is the first of them.

        `free` is where the next posting of each key goes. Return the place in the block of the first key after them.
        """
        end = begin + int(np.searchsorted(block.keys[begin:], last))
        if begin == end:
            return end
        keys, ends = block.keys[begin:end] - np.uint32(first), block.ends[begin:end]
        start = int(block.ends[begin - 1]) if begin else 0
        counts = np.diff(ends, prepend=start)
        size = int(ends[-1]) - start
        places = np.repeat(free[keys] - (ends - counts - start), counts)
        places += np.arange(size)
        free[keys] += counts
        total = int(block.ends[-1])
        articles = self._read(np.uint32, block.at + 4 * start, size)
        worth = self._read(np.float32, block.at + 4 * (total + start), size)
        worth *= np.repeat(rarity[block.keys[begin:end]], counts)
        postings[places] = packed(articles, in_steps(worth))
        return end

    def _read(self, kind: type, at: int, size: int) -> Array:
        self._file.seek(at)
        return np.fromfile(self._file, kind, size)


def _ranges(starts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield ranges of keys that have about as many postings as are put in their places at once."""
    first, keys = 0, starts.size - 1
    while first < keys:
        last = int(np.searchsorted(starts, starts[first] + _POSTINGS_AT_ONCE, "right")) - 1
        last = min(keys, max(last, first + 1))
        yield first, last
        first = last
