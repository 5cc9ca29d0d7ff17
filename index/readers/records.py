"""What the readers share: a file's bytes and text, and a record's fields to an article.

Two things are done to every text on the way in: the line ends of other systems become ``\\n``, and characters
that no file can hold (lone surrogates, NUL) become U+FFFD. After that nothing ever alters it.
"""

import gzip
import hashlib
import lzma
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import TextIOWrapper
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final, cast

from ..article import Article
from ..errors import BadArticle, UnreadableFile
from .decoding import UnknownEncoding, decode, sniff

Reading = Iterator[Article | UnreadableFile]
"""What a reader yields: articles, and what could not be read as a value."""

FIELDS: Final = ("id", "title", "text", "date", "source", "url", "author", "category")
"""What a record may say of an article; everything else goes to `Article.extra`."""

LARGEST: Final = 1 << 26
"""The most characters of one record and bytes of one page (64 MiB): more is not an article."""

COMPRESSED: Final = (".gz", ".xz")

UTF_8: Final = "utf-8"
"""The name of the encoding that most files are in."""

BROKEN: Final = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError)
"""What opening and decoding a file may raise; see `why`."""

_HEAD: Final = 1 << 20
_BUFFER: Final = 1 << 16
_LONGEST_KNOWN: Final = 100
_SHORT: Final = frozenset(FIELDS) - {"text"}
_UNWRITABLE: Final = re.compile("[\ud800-\udfff\0]")
_ESCAPED: Final = re.compile("[\udc80-\udcff]")


def clean(text: str, *, strict: bool = False) -> str:
    r"""Return text with its line ends as ``\n`` and U+FFFD for what no file can hold.

    `strict` says that whoever decoded the text lets no lone surrogate pass: looking for one takes longer than the rest.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWRITABLE.sub("\ufffd", text) if "\0" in text or (not strict and _holds_surrogates(text)) else text


def one_line(text: str) -> str:
    """Return the text of a short field on one line."""
    return " ".join(clean(text).split())


def _holds_surrogates(text: str) -> bool:
    """Tell whether lone surrogates are among the characters: encoding finds them faster than any pattern."""
    if text.isascii():
        return False
    try:
        text.encode("utf-16-le")
    except UnicodeEncodeError:
        return True
    return False


def _day(text: str) -> date | None:
    """Return the date that a field holds."""
    from ..text.dates import parse_date  # on first use: importing it makes tables of words

    return parse_date(text)


_known_day: Final = lru_cache(maxsize=4096)(_day)
"""The same for short texts: the articles of a file share their dates, and each takes long to read."""


def suffix_of(path: Path) -> str:
    """Return what kind of file a name tells of: ``.jsonl`` for ``docs.jsonl.gz``, in lower case."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return next((one for one in reversed(suffixes) if one not in COMPRESSED), "")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file that is being read."""

    path: Path
    id: str
    """The id of its article, or what the ids of its records begin with."""

    @classmethod
    def under(cls, path: Path, root: Path | None) -> "SourceFile":
        """Return a file whose id is its path below the folder that the user named, else its name."""
        below = path.relative_to(root) if root and path.is_relative_to(root) else Path()
        return cls(path, clean(below.as_posix() if below.parts else path.name))

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Open the file for its bytes, decompressed."""
        with _open(self.path) as stream:
            yield stream

    @contextmanager
    def records(self) -> Iterator[tuple[BinaryIO, str]]:
        """Open a file of many records for its bytes, after any byte order mark; with the encoding's name."""
        with self.opened() as stream:
            encoding, mark = sniff(stream.read(_HEAD), whole=False)
            stream.seek(mark)
            yield stream, encoding

    @contextmanager
    def lines(self, newline: str) -> Iterator[tuple[TextIOWrapper, str]]:
        """Open a file of many records for its text; with the encoding's name."""
        with self.records() as (stream, encoding):
            yield decoded(stream, encoding, newline), encoding

    def page(self) -> tuple[str, str]:
        """Return the bytes of a file of one article: its text and their SHA-256."""
        raw = self.raw()
        return decode(raw)[0], sha256(raw)

    def raw(self) -> bytes:
        """Return all bytes of a file of one article."""
        with self.opened() as stream:
            raw = stream.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise UnreadableFile(self.path, f"larger than {LARGEST >> 20} MiB; one article never is")
        return raw

    def bad(self, place: str, reason: str) -> BadArticle:
        """Return the error for one record of the file."""
        return BadArticle(self.path, place, reason)

    def article(
        self, fields: Mapping[str, str], digest: str, own_id: str, date_source: str, *, strict: bool = False
    ) -> Article:
        """Return the article that a record's fields tell of; `own_id` is for records without one.

        A date that cannot be read stays in `extra`, as it was written. `strict` is that of `clean`.
        """
        short = {key: one_line(value) for key, value in fields.items() if key in _SHORT}
        extra = {one_line(key): clean(value) for key, value in fields.items() if key not in FIELDS}
        day, given = None, short.get
        if written := given("date"):
            day = _known_day(written) if len(written) <= _LONGEST_KNOWN else _day(written)
            if day is None:
                extra["date"] = written
        return Article(
            id=given("id") or clean(own_id),
            text=clean(fields["text"], strict=strict),
            title=given("title", ""),
            date=day,
            date_source=date_source if day else "",
            source=given("source", ""),
            url=given("url", ""),
            author=given("author", ""),
            category=given("category", ""),
            path=clean(str(self.path)),
            sha256=digest,
            extra=MappingProxyType(extra),
        )


def sha256(raw: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def decoded(stream: BinaryIO, encoding: str, newline: str) -> TextIOWrapper:
    """Return the text of a file of many records, decoded as it is read.

    Bytes that are not of the encoding become surrogates, so that only their record is lost: see `mended`.
    """
    errors = "surrogateescape" if encoding[:6] not in ("utf-16", "utf-32") else "replace"
    return TextIOWrapper(stream, encoding, errors=errors, newline=newline)


def record_bytes(record: str, encoding: str) -> bytes:
    """Return the bytes that a record of a file was decoded from."""
    return record.encode(encoding, "surrogateescape")


def mended(record: str, encoding: str) -> str:
    """Return a record as text, decoded for itself where it is not in the encoding of its file.

    Files are joined from several: a record in sound UTF-8 is that, whatever the others are. Raises
    `UnknownEncoding`, a ValueError, when it is in no encoding at all.
    """
    if _holds_surrogates(record) and _ESCAPED.search(record):
        return decode(record_bytes(record, encoding))[0]
    if not encoding.startswith("utf-") and not record.isascii():
        try:
            return record_bytes(record, encoding).decode("utf-8")
        except UnicodeDecodeError:
            pass
    return record


def _open(path: Path) -> BinaryIO:
    match path.suffix.lower():
        case ".gz":
            return cast("BinaryIO", gzip.open(path, "rb"))
        case ".xz":
            return cast("BinaryIO", lzma.open(path, "rb"))
        case _:
            return path.open("rb", buffering=_BUFFER)


def why(error: Exception) -> str:
    """Return in plain words why a file could not be read."""
    match error:
        case FileNotFoundError():
            return "there is no such file"
        case PermissionError():
            return "you may not read it"
        case IsADirectoryError():
            return "it is a folder"
        case OSError(strerror=str(reason)):
            return reason.lower()
        case UnknownEncoding():
            return str(error)
        case UnicodeError():
            return "not text in the encoding it begins with"
        case _:
            return f"damaged or cut short ({error})"
