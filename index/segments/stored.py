"""Stored articles: each one a compressed frame that is read alone, and columns of what is asked of many.

    frames, starts      each article's record (JSON) as a Zstandard frame, and where it begins (uint64)
    ids, id_places      the ids, sorted, and the place among them of each article's id (uint32)
    paths, path_places  the files the articles were read from, in the same way; sources, authors and categories too
    dates               the day as yyyymmdd, 0 for none (int32)
    digests             SHA-256 of what was read, 32 bytes an article; zeros where the record holds another string
    dictionary          what the compressor knew beforehand, trained on articles of the same run; may be empty

Articles of one archive say much in the same words, and each is short, so a frame alone would compress badly: with a
dictionary it takes three tenths of the text.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cached_property
from threading import local
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import numpy as np
import orjson
import zstandard
from numpy.typing import NDArray

from ..article import Article
from .arrays import ArrayFile, ArrayWriter, BadArrays
from .dictionary import CODING, Dictionary, write_dictionary

LEVEL: Final = 3
"""Zstandard's level: beyond it little is gained and much time spent."""
DICTIONARY_BYTES: Final = 112_640
TRAINED_ON: Final = 2_000
"""Articles that a dictionary is trained on."""
FEWEST: Final = 200
"""Fewer articles than this are compressed without a dictionary: it would be larger than what it saves."""

_IN_RECORD: Final = ("title", "text", "date_source", "url")
_NAMES: Final = {"id": "ids", "path": "paths", "source": "sources", "author": "authors", "category": "categories"}
"""Columns of strings that may come again, by the name of an article's field: each string is kept once."""
_DIGEST: Final = 32
_NO_DIGEST: Final = bytes(_DIGEST)


class Columns(NamedTuple):
    """What is kept of articles beside their records, one entry an article."""

    ids: list[str]
    paths: list[str]
    sources: list[str]
    authors: list[str]
    categories: list[str]
    dates: list[int]
    digests: list[bytes]


def to_record(article: Article) -> bytes:
    """Return what is compressed of an article: what no column holds."""
    record: dict[str, Any] = {name: value for name in _IN_RECORD if (value := getattr(article, name))}
    if article.extra:
        record["extra"] = dict(article.extra)
    if to_digest(article.sha256) == _NO_DIGEST and article.sha256:
        record["sha256"] = article.sha256
    try:
        return orjson.dumps(record)
    except TypeError:  # a lone surrogate: escaped it might meet another, and two make one character
        import json

        return json.dumps(record, ensure_ascii=False).encode(CODING, "surrogatepass")


def to_digest(sha256: str) -> bytes:
    """Return a SHA-256 in hexadecimal as its 32 bytes; zeros for any other string."""
    try:
        digest = bytes.fromhex(sha256)
    except ValueError:
        return _NO_DIGEST
    return digest if len(digest) == _DIGEST and digest.hex() == sha256 else _NO_DIGEST


def to_day(day: dt.date | None) -> int:
    """Return a day as yyyymmdd, 0 for none."""
    return day.year * 10_000 + day.month * 100 + day.day if day else 0


def trained(records: Iterable[bytes]) -> bytes:
    """Return a compression dictionary for records like these; empty if they are too few or too alike for one."""
    samples: list[bytes | bytearray | memoryview] = list(records)
    if len(samples) < FEWEST:
        return b""
    try:
        # Fixed parameters: a search for better ones takes longer than it saves.
        dictionary = zstandard.train_dictionary(DICTIONARY_BYTES, samples, k=256, d=8)
    except zstandard.ZstdError:
        return b""
    return dictionary.as_bytes()


class Compressor:
    """Compresses records one by one."""

    def __init__(self, dictionary: bytes = b"") -> None:
        known = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
        self._compress = zstandard.ZstdCompressor(level=LEVEL, dict_data=known, write_dict_id=False).compress

    def frame(self, record: bytes) -> bytes:
        """Return a record's frame."""
        return self._compress(record)


def write_columns(writer: ArrayWriter, columns: Columns, frame_sizes: Sequence[int], dictionary: bytes) -> None:
    """Write the columns of a segment, after its frames."""
    starts = np.concatenate(([0], np.cumsum(np.array(frame_sizes, np.uint64)))).astype(np.uint64)
    writer.write("starts", starts)
    for name, column in _NAMES.items():
        values = getattr(columns, column)
        distinct = sorted(set(values))
        places = {value: place for place, value in enumerate(distinct)}
        write_dictionary(writer, column, distinct)
        writer.write(f"{name}_places", np.fromiter((places[value] for value in values), np.uint32, len(values)))
    writer.write("dates", np.array(columns.dates, np.int32))
    writer.write("digests", np.frombuffer(b"".join(columns.digests), np.uint8))
    writer.write("dictionary", np.frombuffer(dictionary, np.uint8))


class Stored:
    """The stored articles of a segment, backed by its file; articles are given by their number in the segment."""

    def __init__(self, arrays: ArrayFile) -> None:
        self._of_thread = local()
        self._frames = arrays.bytes_of("frames")
        self._starts = arrays.offsets("starts", len(self._frames)).data
        self.ids = Dictionary(arrays, "ids")
        self._id_places: NDArray[np.uint32] = arrays["id_places"]
        self._paths = Dictionary(arrays, "paths")
        self._path_places: NDArray[np.uint32] = arrays["path_places"]
        self.sources = Dictionary(arrays, "sources")
        self.source_places: NDArray[np.uint32] = arrays["source_places"]
        """The place of each article's source in `sources`."""
        self._names: dict[str, tuple[Dictionary, NDArray[np.uint32]]] = {
            "source": (self.sources, self.source_places),
            "author": (Dictionary(arrays, "authors"), arrays["author_places"]),
            "category": (Dictionary(arrays, "categories"), arrays["category_places"]),
        }
        self.dates: NDArray[np.int32] = arrays["dates"]
        """The day of each article as yyyymmdd, 0 for none."""
        self._digests = arrays.bytes_of("digests")
        self.dictionary = bytes(arrays.bytes_of("dictionary"))
        columns = (self._id_places, self._path_places, *(places for _, places in self._names.values()), self.dates)
        if {len(self)} != {len(self._digests) / _DIGEST, *(column.size for column in columns)}:
            raise BadArrays("the columns are of different numbers of articles")

    def __len__(self) -> int:
        """Return how many articles there are, deleted ones too."""
        return len(self._starts) - 1

    @property
    def _decompress(self) -> Any:
        """What opens frames: one for each thread, since threads must not share one."""
        known: Any = getattr(self._of_thread, "decompressor", None)
        if known is None:
            dictionary = zstandard.ZstdCompressionDict(self.dictionary) if self.dictionary else None
            known = self._of_thread.decompressor = zstandard.ZstdDecompressor(dict_data=dictionary)
        return known

    @cached_property
    def _numbers(self) -> NDArray[np.uint32]:
        """The number of the article of each id."""
        numbers = np.empty(len(self.ids), np.uint32)
        numbers[self._id_places] = np.arange(len(self), dtype=np.uint32)
        return numbers

    def id(self, number: int) -> str:
        """Return an article's id."""
        return self.ids[int(self._id_places[number])]

    def find(self, identifier: str) -> int | None:
        """Return the number of the last article of an id, or None."""
        place = self.ids.find(identifier)
        return None if place is None else int(self._numbers[place])

    def frame(self, number: int) -> memoryview:
        """Return an article's frame."""
        return self._frames[self._starts[number] : self._starts[number + 1]]

    def record(self, number: int) -> bytes:
        """Return an article's record."""
        record: bytes = self._decompress.decompress(self.frame(number))
        return record

    def sha256(self, number: int) -> str:
        """Return the SHA-256 of what an article was read from."""
        digest = bytes(self._digests[number * _DIGEST : (number + 1) * _DIGEST])
        return digest.hex() if digest != _NO_DIGEST else str(_loaded(self.record(number)).get("sha256", ""))

    def path(self, number: int) -> str:
        """Return the file that an article was read from."""
        return self._paths[int(self._path_places[number])]

    def source(self, number: int) -> str:
        """Return an article's source."""
        return self.sources[int(self.source_places[number])]

    def names(self, field: str) -> tuple[Dictionary, NDArray[np.uint32]]:
        """Return the names of a field ("source", "author", "category"), and the place of each article's among them."""
        return self._names[field]

    def _name(self, field: str, number: int) -> str:
        names, places = self._names[field]
        return names[int(places[number])]

    def article(self, number: int) -> Article:
        """Return an article as it was stored."""
        record = _loaded(self.record(number))
        sha256 = record.pop("sha256", "")
        record["extra"] = MappingProxyType(record.get("extra", {}))
        day = int(self.dates[number])
        return Article(
            id=self.id(number),
            text=record.pop("text", ""),
            path=self.path(number),
            source=self.source(number),
            author=self._name("author", number),
            category=self._name("category", number),
            date=dt.date(day // 10_000, day // 100 % 100, day % 100) if day else None,
            sha256=sha256 or self.sha256(number),
            **record,
        )

    def columns(self, numbers: Iterable[int]) -> Columns:
        """Return the columns of some articles, to be written again."""
        chosen = list(numbers)
        return Columns(
            [self.id(number) for number in chosen],
            [self.path(number) for number in chosen],
            [self.source(number) for number in chosen],
            [self._name("author", number) for number in chosen],
            [self._name("category", number) for number in chosen],
            [int(self.dates[number]) for number in chosen],
            [bytes(self._digests[number * _DIGEST : (number + 1) * _DIGEST]) for number in chosen],
        )


def _loaded(record: bytes) -> dict[str, Any]:
    try:
        found: dict[str, Any] = orjson.loads(record)
    except orjson.JSONDecodeError:
        import json

        found = json.loads(record.decode(CODING, "surrogatepass"))
    return found
