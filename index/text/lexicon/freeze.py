"""Writes a dictionary as one file that is read in place; the same dictionary gives the same bytes."""

import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import marisa_trie

from ..clitics import Split, spelt_with_teh, splits
from ..spellings import Spellings
from .classes import STANDS_FREE, Inflection, Part, Place
from .dictionary import Dictionary, Lemma, Reading
from .layout import (
    CODING,
    COST_BITS,
    HEADER,
    INFLECTION_SHIFT,
    KIND_BITS,
    LEMMA_BITS,
    MAGIC,
    MANY,
    MARGIN,
    SECTION,
    SPLIT,
    STEPS,
    VERSION,
)  # fmt: skip
from .roots import Root

DEAREST: Final = 30.0
"""A reading dearer than this, in nats, is left out: no text has it."""

SAME: Final = 1.0
"""Places of one lemma whose costs are within so many nats share an entry, at the least of the costs."""

HOPELESS: Final = 5.0
"""A reading that is dearer by so much than the second best of its place can never win."""

ROUNDING: Final = 0.5
"""What rounding to steps can change in the difference of two costs."""

NEVER: Final = 99.0


class Entry(NamedTuple):
    """One entry of a form: a lemma, all the places at about the same cost, the cheapest inflection."""

    cost: float
    lemma: Lemma
    places: Place
    inflection: Inflection


def merged(readings: Iterable[Reading]) -> list[Entry]:
    """Return the entries of a form, cheapest first; readings that can never win are left out."""
    by_lemma: dict[Lemma, list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.cost < DEAREST:
            by_lemma[reading.lemma].append(reading)
    entries = [entry for lemma, some in by_lemma.items() for entry in _grouped(lemma, some)]
    entries.sort()
    return list(_hopeful(entries))


def _grouped(lemma: Lemma, readings: list[Reading]) -> Iterator[Entry]:
    rest = sorted(readings, key=lambda one: (one.cost, one.place))
    while rest:
        best = rest[0]
        places = Place(0)
        for one in rest:
            if one.cost <= best.cost + SAME:
                places |= one.place
        yield Entry(best.cost, lemma, places, best.inflection)
        rest = [one for one in rest if one.cost > best.cost + SAME and not one.place & places]


def _hopeful(entries: list[Entry]) -> Iterator[Entry]:
    """Keep of each place the best two, and the second only near the first."""
    seen: dict[Place, list[float]] = defaultdict(list)
    for entry in entries:
        places = Place(0)
        for place in entry.places:
            costs = seen[place]
            if not costs or (len(costs) < 2 and entry.cost <= costs[0] + HOPELESS):
                places |= place
        for place in places:
            seen[place].append(entry.cost)
        if places:
            yield entry._replace(places=places)


class Cheapest:
    """Tells which whole words have rivals among their cuts."""

    def __init__(self, entries: dict[str, list[Entry]]) -> None:
        self._entries = entries

    def is_split(self, form: str) -> bool:
        """Tell whether a cut of a form costs less than the whole form, or hardly more."""
        limit = self._cost(form, STANDS_FREE) + MARGIN + ROUNDING
        if any(self._beats(cut, limit) for cut in splits(form) if cut.core != form):
            return True
        other = spelt_with_teh(form)
        return other is not None and any(self._beats(cut, limit - other[1]) for cut in splits(other[0]))

    def _beats(self, cut: Split, limit: float) -> bool:
        return cut.cost < limit and cut.cost + self._cost(cut.core, cut.admits) < limit

    def _cost(self, form: str, admits: Place) -> float:
        mask = int(admits)
        costs = [entry.cost for entry in self._entries.get(form, ()) if int(entry.places) & mask]
        return min(costs, default=NEVER)


def freeze(dictionary: Dictionary, roots: dict[Lemma, Root], spellings: Spellings, path: Path) -> None:
    """Write a dictionary, the roots of its lemmas and the spelling classes to a file."""
    found = ((form, merged(dictionary.readings(form))) for form in sorted(dictionary.forms()))
    entries = {form: some for form, some in found if some}
    lemmas = sorted({entry.lemma for some in entries.values() for entry in some})
    kinds = sorted({_kind(entry) for some in entries.values() for entry in some})
    if len(lemmas) >= 1 << LEMMA_BITS or len(kinds) >= 1 << KIND_BITS:
        raise ValueError(f"{len(lemmas)} lemmas and {len(kinds)} kinds do not fit into an entry")
    trie = marisa_trie.BinaryTrie([form.encode(CODING) for form in entries])
    values, more = _packed(entries, lemmas, kinds, trie)
    starts, text = _lemma_text(dictionary, lemmas, roots)
    pairs = "\n".join(f"{one.spelling}\t{one.key}\t{one.inflects:d}" for one in spellings.variants)
    guarded = " ".join(sorted(spellings.guarded))
    sections = (
        array("I", kinds).tobytes(), values.tobytes(), more.tobytes(), trie.tobytes(),
        starts.tobytes(), text, f"{guarded}\n{pairs}".encode(),
    )  # fmt: skip
    # written beside and renamed: a process that has the old file mapped goes on with it
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(assembled(sections))
    beside.replace(path)


def _kind(entry: Entry) -> int:
    return int(entry.places) | entry.inflection << INFLECTION_SHIFT


def _packed(
    entries: dict[str, list[Entry]], lemmas: list[Lemma], kinds: list[int], trie: marisa_trie.BinaryTrie
) -> tuple["array[int]", "array[int]"]:
    """Return the values of the forms and the further entries."""
    lemma_number = {lemma: number for number, lemma in enumerate(lemmas)}
    kind_number = {kind: number for number, kind in enumerate(kinds)}
    cheapest = Cheapest(entries)
    values, more = array("I", bytes(4 * len(entries))), array("I")
    for form, some in entries.items():
        packed = [
            lemma_number[one.lemma] | kind_number[_kind(one)] << LEMMA_BITS | steps(one.cost) << LEMMA_BITS + KIND_BITS
            for one in some
        ]
        value = packed[0]
        if len(packed) > 1:
            value = MANY | len(more)
            more.append(len(packed))
            more.extend(packed)
        values[trie[form.encode(CODING)]] = value | (SPLIT if cheapest.is_split(form) else 0)
    return values, more


def steps(cost: float) -> int:
    """Return a cost in the steps of an entry."""
    return min((1 << COST_BITS) - 1, round(cost * STEPS))


def _lemma_text(dictionary: Dictionary, lemmas: list[Lemma], roots: dict[Lemma, Root]) -> tuple["array[int]", bytes]:
    """Return where each lemma begins, and their text: part of speech, letters, root (? before a guessed one)."""
    starts, text = array("I", [0]), bytearray()
    for lemma in lemmas:
        root = roots.get(lemma, Root(""))
        part: Part = dictionary.part_of(lemma)
        line = f"{int(part)}{lemma.letters}\t{'?' if root.guessed else ''}{root.letters}"
        text += line.encode(CODING)
        starts.append(len(text))
    return starts, bytes(text)


def assembled(sections: tuple[bytes, ...]) -> bytes:
    """Return a whole file: header and sections, each beginning at a multiple of eight."""
    place = HEADER.size + SECTION.size * len(sections)
    table, body = bytearray(), bytearray()
    for section in sections:
        gap = -(place + len(body)) % 8
        body += bytes(gap)
        table += SECTION.pack(place + len(body), len(section))
        body += section
    rest = bytes(table + body)
    return HEADER.pack(MAGIC, VERSION, zlib.crc32(rest)) + rest
