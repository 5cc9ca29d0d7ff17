"""Everything that can go wrong, as one tree.

FihrisError
├── UnreadableFile      a file of articles cannot be read; the run goes on
│   └── BadArticle      one record of it is not an article; the rest is read
├── ArchiveMissing      there is no archive where one was expected
├── ArchiveOutdated     the archive was made by another format or analyzer
├── ArchiveDamaged      the archive's files are not as they were written
├── ArchiveLocked       another process is writing to the archive
├── ArticleMissing      no article of that id
├── AuditDamaged        the log of what was asked is not as it was written
├── BadInput            what the user gave (a file of queries, an option) cannot be used
└── LexiconUnusable     the lexicon is missing, damaged or of another format

Each message says what happened, to what, and what to do. The command line prints it on one line and exits with
`exit_code`.
"""

from pathlib import Path
from typing import Any


class FihrisError(Exception):
    """Base of every error that fihris raises on purpose."""

    exit_code = 2
    """What the process exits with when the error ends it."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Have a copy in another process made without the constructor, which takes something else than the message."""
        return _copied, (type(self), self.args), self.__dict__


def _copied(kind: type[FihrisError], arguments: tuple[Any, ...]) -> FihrisError:
    return kind.__new__(kind, *arguments)


class UnreadableFile(FihrisError):
    """A file of articles cannot be read: its path and why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class BadArticle(UnreadableFile):
    """One record of a file is not an article: the file, the record's place in it and why."""

    def __init__(self, path: Path, place: str, reason: str) -> None:
        super().__init__(path, f"{place}: {reason}")
        self.place = place


class ArchiveMissing(FihrisError):
    """There is no archive at a path."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"no archive at {path}; make one with: fihris index ARTICLES -a {path}")
        self.path = path


class ArchiveOutdated(FihrisError):
    """An archive was made by another version of the format, the analyzer or the lexicon."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path} was made with {what}; delete the folder and index the articles again into it")
        self.path = path


class ArchiveDamaged(FihrisError):
    """An archive's files are not as they were written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} is damaged ({reason}); delete the folder and index the articles again")
        self.path = path


class ArchiveLocked(FihrisError):
    """Another process is writing to an archive."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"another process is writing to {path}; wait until it has finished and try again")
        self.path = path


class ArticleMissing(FihrisError):
    """An archive holds no article of an id."""

    def __init__(self, identifier: str) -> None:
        super().__init__(f"no article {identifier!r}; fihris search '*' --format jsonl prints the ids")
        self.identifier = identifier


class AuditDamaged(FihrisError):
    """The log of what was asked and answered is not as it was written; nothing more is answered unlogged."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"the log in {path} is not as it was written ({reason}); fihris audit verify says where; keep the folder "
            "elsewhere, and fihris audit on begins another log"
        )
        self.path = path


class BadInput(FihrisError):
    """Something the user gave cannot be used; the message says what and what to give instead."""


class LexiconUnusable(FihrisError):
    """The lexicon is missing, damaged or of another format."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"the lexicon {path} is {reason}; install fihris again, or run: make lexicon")
        self.path = path
