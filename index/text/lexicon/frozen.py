"""The frozen lexicon, opened: looked up in place, nothing loaded until it is asked for.

A file that is missing, damaged, cut short, foreign or of another version is a `LexiconUnusable`; there is no
fallback without a lexicon.
"""

import mmap
import zlib
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import marisa_trie

from ...errors import LexiconUnusable
from ..spellings import Spellings, Variant
from .classes import Inflection, Part, Place
from .layout import (
    CODING,
    COST_BITS,
    HEADER,
    INFLECTION_SHIFT,
    KIND_BITS,
    LEMMA_BITS,
    MAGIC,
    MANY,
    PLACES,
    SECTION,
    SECTIONS,
    SPLIT,
    STEPS,
    VERSION,
)  # fmt: skip

DEFAULT_PATH: Final = Path(__file__).with_name("lexicon.bin")
_LEMMA_MASK: Final = (1 << LEMMA_BITS) - 1
_KIND_MASK: Final = (1 << KIND_BITS) - 1
_COST_MASK: Final = (1 << COST_BITS) - 1
_KIND_SHIFT: Final = LEMMA_BITS
_COST_SHIFT: Final = LEMMA_BITS + KIND_BITS


class LemmaRecord(NamedTuple):
    """What the lexicon says of a lemma."""

    letters: str
    part: Part
    root: str
    """Empty where there is none."""
    root_guessed: bool


PackedEntry = tuple[int, int, int]
"""One entry of a form in the numbers of the file: lemma, kind (places and inflection), cost in steps."""


class Reading(NamedTuple):
    """One entry of a form, in words."""

    lemma: LemmaRecord
    places: Place
    cost: float
    inflection: Inflection


class Lexicon:
    """A frozen lexicon, and what a user added to it."""

    def __init__(self, path: Path = DEFAULT_PATH) -> None:
        """Open the file at `path` and check it; raises `LexiconUnusable`."""
        self.path = path
        self._sections = _checked_sections(path)
        self.kinds = self._numbers("kinds").tolist()
        self.values = self._numbers("values")
        self.more = self._numbers("more")
        self._starts = self._numbers("starts")
        self._text = self._sections["text"]
        self.trie = marisa_trie.BinaryTrie()
        self.trie.frombytes(bytes(self._sections["trie"]))
        self.added: dict[bytes, list[PackedEntry]] = {}
        """Entries of a user's own names, by form."""
        self._added_lemmas: list[LemmaRecord] = []

    def _numbers(self, section: str) -> memoryview:
        return self._sections[section].cast("I")

    def entries(self, form: bytes) -> list[PackedEntry]:
        """Return the entries of a form in the coding of the file; none for one it does not hold."""
        number = self.trie.get(form)
        found = [] if number is None else self.unpacked(self.values[number])
        return [*self.added[form], *found] if form in self.added else found

    def unpacked(self, value: int) -> list[PackedEntry]:
        """Return the entries behind the value of a form."""
        kinds = self.kinds
        if not value & MANY:
            kind = kinds[value >> _KIND_SHIFT & _KIND_MASK]
            return [(value & _LEMMA_MASK, kind, value >> _COST_SHIFT & _COST_MASK)]
        place = value & ~(MANY | SPLIT)
        return [
            (one & _LEMMA_MASK, kinds[one >> _KIND_SHIFT & _KIND_MASK], one >> _COST_SHIFT & _COST_MASK)
            for one in self.more[place + 1 : place + 1 + self.more[place]]
        ]

    def readings(self, form: str) -> Iterator[Reading]:
        """Yield the readings of a folded form as it stands, without clitics."""
        for lemma, kind, cost in self.entries(encoded(form)):
            yield Reading(self.lemma(lemma), Place(kind & PLACES), cost / STEPS, Inflection(kind >> INFLECTION_SHIFT))

    def lemma(self, number: int) -> LemmaRecord:
        """Return the lemma of a number."""
        if number > _LEMMA_MASK:
            return self._added_lemmas[number - _LEMMA_MASK - 1]
        line = str(self._text[self._starts[number] : self._starts[number + 1]], CODING)
        letters, root = line[1:].split("\t")
        guessed = root.startswith("?")
        return LemmaRecord(letters, Part(int(line[0])), root.removeprefix("?"), guessed)

    @property
    def lemma_count(self) -> int:
        """How many lemmas the file holds."""
        return len(self._starts) - 1

    @cached_property
    def spellings(self) -> Spellings:
        """The spelling classes."""
        guarded, *pairs = str(self._sections["spellings"], "utf-8").split("\n")
        fields = (pair.split("\t") for pair in pairs)
        return Spellings(
            (Variant(spelling, key, inflects == "1") for spelling, key, inflects in fields), guarded.split()
        )

    def add_lemma(self, record: LemmaRecord) -> int:
        """Add a lemma and return its number."""
        self._added_lemmas.append(record)
        return _LEMMA_MASK + len(self._added_lemmas)


def encoded(form: str) -> bytes:
    """Return a form in the coding of the file; letters that it cannot hold make a form that it does not."""
    return form.encode(CODING, "replace")


def _checked_sections(path: Path) -> dict[str, memoryview]:
    """Map a file and return its sections; raises `LexiconUnusable`."""
    try:
        with path.open("rb") as file:
            whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (FileNotFoundError, NotADirectoryError):
        raise LexiconUnusable(path, "missing") from None
    except (OSError, ValueError) as error:  # an empty file cannot be mapped
        raise LexiconUnusable(path, f"unreadable ({error})") from None
    if len(whole) < HEADER.size or bytes(whole[: len(MAGIC)]) != MAGIC:
        raise LexiconUnusable(path, "not a lexicon of fihris")
    _, version, checksum = HEADER.unpack_from(whole)
    if version != VERSION:
        raise LexiconUnusable(path, f"of format {version}, not {VERSION}")
    if zlib.crc32(whole[HEADER.size :]) != checksum:
        raise LexiconUnusable(path, "damaged")
    table = SECTION.iter_unpack(whole[HEADER.size : HEADER.size + SECTION.size * len(SECTIONS)])
    return {name: whole[place : place + length] for name, (place, length) in zip(SECTIONS, table, strict=True)}


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """Return the lexicon that comes with fihris, opened once."""
    return Lexicon()
