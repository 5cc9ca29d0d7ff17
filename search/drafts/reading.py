"""A draft's text, from a file: as it stands in plain text and Markdown, without its page in HTML."""

from pathlib import Path
from typing import Final

from ...index.article import Article
from ...index.errors import BadInput, UnreadableFile
from ...index.readers import read
from ...index.readers.decoding import decode
from ...index.readers.plain import front_matter
from ...index.readers.records import BROKEN, SourceFile, clean, suffix_of, why

TEXT: Final = ("", ".txt", ".text")
MARKDOWN: Final = (".md", ".markdown")
PAGE: Final = (".html", ".htm")


def read_draft(path: Path) -> str:
    """Return the text of the draft in a file; of a page its title and its body, a line between them.

    Raises `BadInput` for a file that cannot be read, that is of another kind, or that holds no text.
    """
    suffix = suffix_of(path)
    try:
        text = _page(path) if suffix in PAGE else _text(path, suffix)
    except UnreadableFile as error:
        raise BadInput(str(error)) from error
    except BROKEN as error:
        raise BadInput(f"{path}: {why(error)}") from error
    return checked(text, str(path))


def decoded(raw: bytes, name: str) -> str:
    """Return the text of a draft given as bytes; raises `BadInput` as `read_draft` does."""
    try:
        return checked(clean(decode(raw)[0]), name)
    except BROKEN as error:
        raise BadInput(f"{name}: {why(error)}") from error


def checked(text: str, name: str) -> str:
    """Return a text that is not empty; raises `BadInput` for one that is."""
    if not text.strip():
        raise BadInput(f"{name}: no text in it; check takes a draft to look up")
    return text


def _text(path: Path, suffix: str) -> str:
    if suffix not in TEXT + MARKDOWN:
        kinds = " ".join((*TEXT[1:], *MARKDOWN, *PAGE))
        raise BadInput(f"{path}: of an unknown kind; check takes a draft in one of {kinds}, or - for standard input")
    text = clean(SourceFile.under(path, None).page()[0])
    return front_matter(text)[1] if suffix in MARKDOWN else text


def _page(path: Path) -> str:
    found = next(read(path))
    if not isinstance(found, Article):
        raise found
    return "\n\n".join(filter(None, (found.title, found.text)))
