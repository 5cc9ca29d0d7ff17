"""Readers: files of every kind to articles.

One kind of file, one module: `plain` (.txt, .md), `html`, `jsonl`, `table` (.csv, .tsv) and `trec` (.sgml).
`walking` finds the files, `decoding` their encoding; `furniture` and `printed` tell the article from its
page; `records` holds what all of them share.

What cannot be read is a value among the articles, never an exception: the caller reports it and goes on.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from ..article import Article
from ..errors import UnreadableFile
from . import html, jsonl, plain, table, trec
from .records import BROKEN, Reading, SourceFile, suffix_of, why
from .walking import SUFFIXES, files

__all__ = ["SUFFIXES", "files", "read"]

Reader = Callable[[SourceFile], Reading]

_READERS: Final[dict[str, Reader]] = {
    ".txt": plain.read,
    ".md": plain.read_markdown,
    ".markdown": plain.read_markdown,
    ".html": html.read,
    ".htm": html.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".csv": table.read,
    ".tsv": table.read,
    ".trec": trec.read,
    ".sgml": trec.read,
    ".sgm": trec.read,
    ".xml": trec.read,
}
_BEGINS_AS_TREC: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<DOC[\s>]", re.IGNORECASE)


def read(path: Path, root: Path | None = None) -> Iterator[Article | UnreadableFile]:
    """Yield the articles of one file, and an error for each part of it that is not an article.

    An article that brings no id of its own gets its path below `root`, the folder that the user named, and,
    in a file of many, ``#`` and its number. Nothing is raised, whatever the file holds.
    """
    source = SourceFile.under(path, root)
    try:
        yield from _reader(source)(source)
    except UnreadableFile as error:
        yield error
    except BROKEN as error:
        yield UnreadableFile(path, why(error))


def _reader(source: SourceFile) -> Reader:
    """Return the reader for a file, by its suffix; a text that begins with <DOC> is a TREC file."""
    suffix = suffix_of(source.path)
    if suffix not in _READERS:
        raise UnreadableFile(source.path, f"of an unknown kind; fihris reads {' '.join(sorted(SUFFIXES))}")
    if suffix == ".txt":
        with source.opened() as stream:
            return trec.read if _BEGINS_AS_TREC.match(stream.read(256)) else plain.read
    return _READERS[suffix]
