"""The layout of the frozen lexicon, which `freeze` writes and `frozen` reads.

    header     magic, version, checksum, a place and a length for each section
    kinds      32 bits a kind: places (16), inflection (16)
    values     32 bits a form, by the form's number in the trie
    more       where a form has several entries: their count, then the entries
    trie       the forms, one byte a letter, each with its number
    starts     where each lemma begins in the text
    text       the lemmas: part of speech, letters, root
    spellings  the guarded words, then the pairs of spellings.toml, folded

An entry is 32 bits: lemma (16), kind (8), cost in half nats (6). A value is an entry or a place in `more`, with two
flags: `MANY` (it is a place) and `SPLIT` (a cut into clitics and core competes with the whole word, so it has to be
looked at as well). Numbers are little-endian.
"""

import struct
from typing import Final

MAGIC: Final = b"fihrisLX"
VERSION: Final = 1
"""Raised by every change of this layout or of the numbers in `classes`."""

HEADER: Final = struct.Struct("<8sII")
"""Magic, version, CRC-32 of all that follows."""

SECTIONS: Final = ("kinds", "values", "more", "trie", "starts", "text", "spellings")
SECTION: Final = struct.Struct("<II")

CODING: Final = "cp1256"
"""One byte for each folded letter."""

LEMMA_BITS: Final = 16
KIND_BITS: Final = 8
COST_BITS: Final = 6
SPLIT: Final = 1 << 30
MANY: Final = 1 << 31

PLACES: Final = 0xFFFF
INFLECTION_SHIFT: Final = 16
"""A kind holds the places in its low bits and the inflection above."""

STEPS: Final = 2
"""Steps of cost in a nat."""

MARGIN: Final = 1.5
"""Nats within which a second lemma is kept beside the best."""
