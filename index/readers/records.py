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
from io import TextIOWrapper
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final, cast

from ..article import Article
from ..errors import BadArticle, UnreadableFile
from ..text.dates import parse_date
from .decoding import UnknownEncoding, decode, sniff

Reading = Iterator[Article | UnreadableFile]
"""What a reader yields: articles, and what could not be read as a value."""

FIELDS: Final = ("id", "title", "text", "date", "source", "url", "author", "category")
"""What a record may say of an article; everything else goes to `Article.extra`."""

LARGEST: Final = 1 << 26
"""The most characters of one record and bytes of one page (64 MiB): more is not an article."""

COMPRESSED: Final = (".gz", ".xz")

BROKEN: Final = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError)
"""What opening and decoding a file may raise; see `why`."""

_HEAD: Final = 1 << 20
_UNWRITABLE: Final = re.compile("[\ud800-\udfff\0]")
_ESCAPED: Final = re.compile("[\udc80-\udcff]")


def clean(text: str) -> str:
    r"""Return text with its line ends as ``\n`` and U+FFFD for what no file can hold."""
    return _UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Return the text of a short field on one line."""
    return " ".join(clean(text).split())


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
    def lines(self, newline: str) -> Iterator[tuple[TextIOWrapper, str]]:
        """Open a file of many records for its text, decoded as it is read; with the encoding's name.

        Bytes that are not of the encoding become surrogates, so that only their record is lost: see `mended`.
        """
        with self.opened() as stream:
            head = stream.read(_HEAD)
            encoding, mark = sniff(head, whole=False)
            stream.seek(mark)
            errors = "surrogateescape" if encoding[:6] not in ("utf-16", "utf-32") else "replace"
            yield TextIOWrapper(stream, encoding, errors=errors, newline=newline), encoding

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

    def article(self, fields: Mapping[str, str], digest: str, own_id: str, date_source: str) -> Article:
        """Return the article that a record's fields tell of; `own_id` is for records without one.

        A date that cannot be read stays in `extra`, as it was written.
        """
        text, short = clean(fields["text"]), {key: one_line(fields.get(key, "")) for key in FIELDS}
        extra = {one_line(key): clean(value) for key, value in fields.items() if key not in FIELDS}
        day = parse_date(short["date"])
        if short["date"] and day is None:
            extra["date"] = short["date"]
        return Article(
            id=short["id"] or clean(own_id),
            text=text,
            title=short["title"],
            date=day,
            date_source=date_source if day else "",
            source=short["source"],
            url=short["url"],
            author=short["author"],
            category=short["category"],
            path=clean(str(self.path)),
            sha256=digest,
            extra=MappingProxyType(extra),
        )


def sha256(raw: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def record_bytes(record: str, encoding: str) -> bytes:
    """Return the bytes that a record of a file was decoded from."""
    return record.encode(encoding, "surrogateescape")


def mended(record: str, encoding: str) -> str:
    """Return a record as text, decoded for itself where it is not in the encoding of its file.

    Files are joined from several: a record in sound UTF-8 is that, whatever the others are. Raises
    `UnknownEncoding`, a ValueError, when it is in no encoding at all.
    """
    if _ESCAPED.search(record):
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
            return path.open("rb")


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
