"""Readers: files of every kind to articles.

One kind of file, one module: `plain` (.txt, .md), `html`, `jsonl`, `table` (.csv, .tsv) and `trec` (.sgml).
`walking` finds the files, `cutting` cuts large ones into pieces, `decoding` tells their encoding; `printed` and
`text.furniture` tell the article from its page; `records` holds what all of them share.

What cannot be read is a value among the articles, never an exception: the caller reports it and goes on.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from ..article import Article
from ..errors import UnreadableFile
from .cutting import Piece, pieces
from .records import BROKEN, Reading, SourceFile, suffix_of, why
from .walking import SUFFIXES, files

__all__ = ["SUFFIXES", "Piece", "files", "pieces", "read", "read_piece"]

Reader = Callable[[SourceFile], Reading]

_BEGINS_AS_TREC: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<DOC[\s>]", re.IGNORECASE)


def read(path: Path, root: Path | None = None) -> Iterator[Article | UnreadableFile]:
    """Yield the articles of one file, and an error for each part of it that is not an article.

    An article that brings no id of its own gets its path below `root`, the folder that the user named, and,
    in a file of many, ``#`` and its number. Nothing is raised, whatever the file holds.
    """
    return read_piece(Piece(path, root))


def read_piece(piece: Piece) -> Iterator[Article | UnreadableFile]:
    """Yield what `read` yields of one piece of a file: those of all its pieces, in order, are the file's own."""
    source = SourceFile.under(piece.path, piece.root)
    try:
        yield from _reading(source, piece)
    except UnreadableFile as error:
        yield error
    except BROKEN as error:
        yield UnreadableFile(piece.path, why(error))


def _reading(source: SourceFile, piece: Piece) -> Reading:
    if piece.is_whole:
        return _reader(source)(source)
    from . import jsonl

    return jsonl.read_lines(source, piece.start, piece.end, piece.first_line)


def _reader(source: SourceFile) -> Reader:
    """Return the reader for a file, imported when the first file of its kind is met; mostly there is one kind."""
    match _kind(source):
        case ".jsonl" | ".ndjson":
            from . import jsonl

            return jsonl.read
        case ".txt":
            from . import plain

            return plain.read
        case ".md" | ".markdown":
            from . import plain

            return plain.read_markdown
        case ".html" | ".htm":
            from . import html

            return html.read
        case ".csv" | ".tsv":
            from . import table

            return table.read
        case _:
            from . import trec

            return trec.read


def _kind(source: SourceFile) -> str:
    """Return the suffix of a file of articles; a text that begins with <DOC> is a TREC file."""
    suffix = suffix_of(source.path)
    if suffix not in SUFFIXES:
        raise UnreadableFile(source.path, f"of an unknown kind; fihris reads {' '.join(sorted(SUFFIXES))}")
    if suffix == ".txt":
        with source.opened() as stream:
            return ".trec" if _BEGINS_AS_TREC.match(stream.read(256)) else ".txt"
    return suffix
