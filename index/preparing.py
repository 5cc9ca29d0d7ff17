"""What the processes of a run do with files: read their articles and make batches of those that are new.

A process keeps one splitter for the whole run. All that it needs to know of the archive is which articles are there,
so that nothing is split that has not changed.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from .archive import Known
from .article import Article
from .errors import UnreadableFile
from .readers import Piece, read_piece
from .segments.splitting import Batch, Splitter

AT_ONCE: Final = 256
"""The most articles of a batch."""


class Met(NamedTuple):
    """An article that was read."""

    identifier: str
    known: Known
    fresh: bool
    """Whether it is in a batch; otherwise it is in the archive already."""


class Prepared(NamedTuple):
    """What a group of pieces gave."""

    process: int
    """Whose splitter numbered the forms."""
    batches: list[Batch]
    met: list[Met | UnreadableFile]
    """All that was read, in its order."""


class Preparer:
    """Prepares groups of pieces."""

    def __init__(self, known: Mapping[str, Known], dictionary: bytes) -> None:
        self._known = known
        self._splitter = Splitter(dictionary)

    def prepare(self, pieces: Sequence[Piece]) -> Prepared:
        """Read pieces of files and return what they hold."""
        found = Prepared(os.getpid(), [], [])
        fresh = self._fresh(pieces, found.met)
        while articles := list(islice(fresh, AT_ONCE)):
            found.batches.append(self._splitter.batch(articles))
        return found

    def _fresh(self, pieces: Sequence[Piece], met: list[Met | UnreadableFile]) -> Iterator[Article]:
        """Yield the articles that the archive does not hold as they are now; note all that is met."""
        for piece in pieces:
            for item in read_piece(piece):
                if isinstance(item, UnreadableFile):
                    met.append(item)
                    continue
                now = Known(item.sha256, item.path)
                fresh = self._known.get(item.id) != now
                met.append(Met(item.id, now, fresh))
                if fresh:
                    yield item


_own: list[Preparer] = []
"""The preparer of this process, when it is one of several."""


def start(known: Mapping[str, Known], dictionary: bytes) -> None:
    """Make this process ready to prepare."""
    _own[:] = [Preparer(known, dictionary)]


def prepare(pieces: Sequence[Piece]) -> Prepared:
    """Prepare pieces in a process that was made ready."""
    return _own[0].prepare(pieces)
