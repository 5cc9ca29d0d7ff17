"""The files to read: what the user named, and what the folders among it hold.

A folder may say what in it is not an article: a file `.fihrisignore`, one pattern a line, compared with the
path below that folder (``*`` stands for anything, ``#`` begins a comment). A file that the user names by
itself is read even so.
"""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from ..errors import UnreadableFile
from .records import BROKEN, SourceFile, suffix_of, why

SUFFIXES: Final = frozenset(
    {".txt", ".md", ".markdown", ".html", ".htm", ".jsonl", ".ndjson", ".csv", ".tsv"}
    | {".trec", ".sgml", ".sgm", ".xml"}
)
"""What files of articles end in; each may be followed by ``.gz`` or ``.xz``. XML counts if it holds <DOC>."""

IGNORE_FILE: Final = ".fihrisignore"

_DOCUMENT: Final = re.compile(rb"<DOC[\s>]", re.IGNORECASE)
_HEAD: Final = 1 << 16

Ignored = list[tuple[Path, str]]
"""Patterns, each with the folder whose file holds it."""


def files(paths: Iterable[Path]) -> Iterator[Path | UnreadableFile]:
    """Yield the files of articles among and below some paths, each folder's in the order of their names.

    What is hidden, ignored or of another kind is passed over inside a folder; a path that the user named and
    that cannot be read is reported. No folder is entered twice, so links that lead in circles end.
    """
    entered: set[Path] = set()
    for path in paths:
        if path.is_dir():
            yield from _below(path, [], entered)
        else:
            yield _named(path)


def holds_documents(path: Path) -> bool:
    """Tell whether a file begins as a TREC file does, with <DOC> near its start."""
    try:
        with SourceFile.under(path, None).opened() as stream:
            return _DOCUMENT.search(stream.read(_HEAD).replace(b"\0", b"")) is not None
    except BROKEN:
        return True  # so that reading it reports what is wrong


def _named(path: Path) -> Path | UnreadableFile:
    if not path.exists():
        return UnreadableFile(path, "there is no such file or folder")
    if not path.is_file():
        return UnreadableFile(path, "neither a file nor a folder")
    if suffix_of(path) not in SUFFIXES:
        known = " ".join(sorted(SUFFIXES))
        return UnreadableFile(path, f"of an unknown kind; fihris reads {known} and each with .gz or .xz")
    return path


def _below(folder: Path, ignored: Ignored, entered: set[Path]) -> Iterator[Path | UnreadableFile]:
    try:
        real = folder.resolve()
        inside = sorted(folder.iterdir()) if real not in entered else []
        ignored = ignored + _patterns(folder)
    except (OSError, RuntimeError) as error:
        yield UnreadableFile(folder, why(error))
        return
    entered.add(real)
    for path in inside:
        if path.name.startswith(".") or _is_ignored(path, ignored):
            continue
        if path.is_dir():
            yield from _below(path, ignored, entered)
        elif path.is_file() and _is_of_articles(path):
            yield path


def _is_of_articles(path: Path) -> bool:
    suffix = suffix_of(path)
    return suffix in SUFFIXES and (suffix != ".xml" or holds_documents(path))


def _patterns(folder: Path) -> Ignored:
    path = folder / IGNORE_FILE
    if not path.is_file():
        return []
    lines = (line.strip() for line in path.read_text("utf-8-sig", "replace").splitlines())
    return [(folder, line.rstrip("/")) for line in lines if line and not line.startswith("#")]


def _is_ignored(path: Path, ignored: Ignored) -> bool:
    return any(fnmatchcase(path.relative_to(folder).as_posix(), pattern) for folder, pattern in ignored)
