"""Bytes to text: which encoding a file of the Arabic press is in.

In this order: a byte order mark; UTF-8, if every byte of it is sound; Windows-1256, if that makes Arabic
words of the bytes; what charset-normalizer says. UTF-8 comes before everything a page may declare, because
text of another encoding is never sound UTF-8 by chance, while pages that were converted keep their old
declaration.
"""

import codecs
import re
from typing import Final

BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WINDOWS: Final = "windows-1256"
ARABIC_SHARE: Final = 0.7
"""How much of the letters must be Arabic for Windows-1256: other encodings reach about one half."""

_HIGH_WORD: Final = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_CONTROL: Final = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE: Final = 1 << 18


class UnknownEncoding(ValueError):
    """Bytes are not text in any encoding known here; the message says why."""


def decode(raw: bytes) -> tuple[str, str]:
    """Return the text of some bytes and the name of their encoding.

    A byte order mark is not part of the text; line ends stay as they are. Raises `UnknownEncoding`.
    """
    encoding, mark = sniff(raw)
    try:
        return raw[mark:].decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise _damaged(encoding, error.start + mark) from error


def sniff(raw: bytes, whole: bool = True) -> tuple[str, int]:
    """Return the encoding of some bytes and how long their byte order mark is.

    With `whole` false the bytes are the beginning of more: they may end inside a character, and a damaged
    place does not make UTF-8 something else. Raises `UnknownEncoding`.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return encoding, len(mark)
    if b"\0" in raw:
        raise UnknownEncoding("not text in any encoding that fihris knows")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(raw, final=whole)
    except UnicodeDecodeError as error:
        if not _mostly_utf8(raw):
            return _guess(raw), 0
        if whole:
            raise _damaged("utf-8", error.start) from error
    return "utf-8", 0


def looks_like_windows_arabic(raw: bytes) -> bool:
    """Tell whether the words beyond ASCII become Arabic words when read as Windows-1256.

    Words of plain ASCII say nothing: markup and the keys of records are full of them.
    """
    words = b" ".join(_HIGH_WORD.findall(raw[:_SAMPLE])).decode(WINDOWS)
    letters = [one for one in words if one.isalpha()]
    arabic = sum("\u0620" <= one <= "\u06ff" for one in letters)
    return arabic > 0 and arabic >= ARABIC_SHARE * len(letters)


def _mostly_utf8(raw: bytes) -> bool:
    """Tell whether bytes are UTF-8 with damaged places, such as a file cut inside a character.

    Read as Windows-1256 they would pass for Arabic words; but text of that encoding hardly ever holds two
    bytes that are a character of UTF-8.
    """
    beyond_ascii = [one for one in raw[:_SAMPLE].decode("utf-8", "replace") if one > "\x7f"]
    return len(beyond_ascii) > 2 * beyond_ascii.count("\ufffd")


def _guess(raw: bytes) -> str:
    if looks_like_windows_arabic(raw):
        return WINDOWS
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE]).best()
    if best is None or not _reads(raw, best.encoding):
        raise UnknownEncoding("not text in any encoding that fihris knows")
    return best.encoding


def _reads(raw: bytes, encoding: str) -> bool:
    """Tell whether an encoding makes text, without control characters, of all the bytes."""
    try:
        return not _CONTROL.search(raw.decode(encoding))
    except ValueError:
        return False


def _damaged(encoding: str, place: int) -> UnknownEncoding:
    return UnknownEncoding(f"its {encoding.upper()} is damaged at byte {place}; save the file again")
