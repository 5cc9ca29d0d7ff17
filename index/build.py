"""Files to archive: what is new is added, what changed replaced, what cannot be read reported.

Reading and splitting is done by several processes, each with its share of the files; a large file of many articles is
shared out too. Their batches are put together in the order of the files, so that the archive is the same however many
there are. Forms are analysed, and postings made, by as many processes at the end.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from . import preparing
from .archive import Archive, Known
from .article import Article
from .errors import BadArticle, UnreadableFile
from .preparing import Met, Prepared, Preparer
from .readers import Piece, files, pieces, read_piece
from .segments.analysed import Analysed, joined
from .segments.analysis import analysed
from .segments.arrays import Written
from .segments.stored import TRAINED_ON
from .segments.writer import Task
from .writing import ArchiveWriter

Progress = Callable[[int, int, Path], None]
"""Called now and then with how many groups of files are done, how many there are, and the file reached."""

MEMORY: Final = 512
"""Megabytes that a run may hold of texts and words unless told otherwise."""
GROUPS: Final = 64
"""Groups of files are so large that this many fill the memory; some are under way in each process."""
SMALLEST_GROUP: Final = 1 << 20
LARGEST_GROUP: Final = 1 << 24
MOST_FILES: Final = 256
"""Files of a group at the most, however small."""
SAMPLED: Final = 16
"""Groups of files whose first articles the compression dictionary is trained on."""
FEWEST_FORMS: Final = 20_000
"""Fewer forms a process are not worth sharing out."""


@dataclass(slots=True)
class Report:
    """What a run did, in articles."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    pruned: int = 0
    failures: list[UnreadableFile] = field(default_factory=list)
    """What could not be read, in the order of the run."""

    @property
    def indexed(self) -> int:
        """How many of the articles that were read are now in the archive."""
        return self.added + self.replaced + self.unchanged


def build(
    archive: Archive,
    paths: Iterable[Path],
    *,
    prune: bool = False,
    jobs: int | None = None,
    memory: int = MEMORY,
    progress: Progress | None = None,
) -> Report:
    """Index files and folders into an archive, in one commit.

    An article whose bytes are those already indexed is skipped. `prune` removes the articles of these paths that
    are no longer there. `jobs` processes work on it, by default one for each processor; together they hold about
    `memory` megabytes of texts and words. Nothing that cannot be read stops the run: see `Report.failures`.
    """
    roots = [path.resolve() for path in paths]
    processes = jobs or os.cpu_count() or 1
    with archive.writer() as writer:
        run = _Run(writer, archive.known())
        size = min(max((memory << 20) // GROUPS, SMALLEST_GROUP), LARGEST_GROUP)
        groups = list(_groups(_pieces(roots, size, run), size))
        dictionary = writer.begin(_sample(groups))
        processes = min(processes, max(1, len(groups)))
        with _preparing(processes, run.known, dictionary) as prepared:
            for number, found in enumerate(prepared(groups)):
                run.take(found)
                if progress:
                    progress(number + 1, len(groups), groups[number][-1].path)
        if prune:
            run.prune(roots)
        if processes > 1:
            writer.analyse, writer.share = partial(_analysed, processes), partial(_shared, processes)
        writer.write()
    return run.report


def _pieces(roots: Sequence[Path], size: int, run: "_Run") -> Iterator[Piece]:
    """Yield the pieces of all files; report what is no file of articles."""
    for root in roots:
        for file in files([root]):
            if isinstance(file, UnreadableFile):
                run.fail(file)
            else:
                yield from pieces(file, root, size)


def _groups(found: Iterable[Piece], size: int) -> Iterator[list[Piece]]:
    """Yield pieces in groups of about `size` bytes."""
    group: list[Piece] = []
    held = 0
    for piece in found:
        group.append(piece)
        held += _size(piece)
        if held >= size or len(group) >= MOST_FILES:
            yield group
            group, held = [], 0
    if group:
        yield group


def _size(piece: Piece) -> int:
    if piece.end is not None:
        return piece.end - piece.start
    try:
        return piece.path.stat().st_size
    except OSError:
        return 0


def _sample(groups: Sequence[list[Piece]]) -> list[Article]:
    """Return articles of all parts of the input, which may be of several kinds."""
    chosen = groups[:: -(-len(groups) // SAMPLED) or 1]
    each = -(-TRAINED_ON // max(1, len(chosen)))
    articles = (item for group in chosen for item in islice(_articles(group), each))
    return list(articles)


def _articles(found: Iterable[Piece]) -> Iterator[Article]:
    return (item for piece in found for item in read_piece(piece) if isinstance(item, Article))


@contextmanager
def _preparing(
    processes: int, known: dict[str, Known], dictionary: bytes
) -> Iterator[Callable[[Sequence[list[Piece]]], Iterator[Prepared]]]:
    """Give what prepares groups one after the other, by several processes if it is worth it."""
    if processes == 1:
        yield partial(map, Preparer(known, dictionary).prepare)
        return
    with ProcessPoolExecutor(processes, initializer=preparing.start, initargs=(known, dictionary)) as pool:
        yield partial(_in_order, pool, 2 * processes)


def _in_order(pool: ProcessPoolExecutor, ahead: int, groups: Sequence[list[Piece]]) -> Iterator[Prepared]:
    """Yield what each group gave, in order, with only so many groups under way: what is held stays bounded."""
    under_way: deque[Future[Prepared]] = deque()
    for group in groups:
        under_way.append(pool.submit(preparing.prepare, group))
        if len(under_way) >= ahead:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


def _analysed(processes: int, forms: Sequence[str]) -> Analysed:
    """Return the keys of forms, looked up by several processes, whose memory is free again afterwards."""
    size = -(-len(forms) // processes)
    if size < FEWEST_FORMS:
        return analysed(forms)
    parts = [forms[at : at + size] for at in range(0, len(forms), size)]
    with ProcessPoolExecutor(processes) as pool:
        return joined(list(pool.map(analysed, parts)))


def _shared(processes: int, tasks: Sequence[Task]) -> list[Written]:
    """Have files written by several processes."""
    with ProcessPoolExecutor(processes) as pool:
        futures = [pool.submit(write, *arguments) for write, arguments in tasks]
        return [future.result() for future in futures]


class _Run:
    """One run's bookkeeping: what was known before, what has been seen."""

    def __init__(self, writer: ArchiveWriter, known: dict[str, Known]) -> None:
        self.report = Report()
        self.known = known
        self._writer = writer
        self._seen: dict[str, Known] = {}
        self._failed: set[str] = set()

    def fail(self, failure: UnreadableFile) -> None:
        self.report.failures.append(failure)
        self._failed.add(str(failure.path))

    def take(self, found: Prepared) -> None:
        """Take what a group of pieces gave."""
        kept: list[bool] = []
        for one in found.met:
            if isinstance(one, UnreadableFile):
                self.fail(one)
                continue
            first = self._is_first(one.identifier, one.known)
            if one.fresh:
                kept.append(first)
            if first:
                self._count(one)
        taken = iter(kept)
        for batch in found.batches:
            self._writer.put_batch(batch, found.process, list(islice(taken, len(batch.frame_sizes))))

    def _count(self, one: Met) -> None:
        if not one.fresh:
            self.report.unchanged += 1
        elif one.identifier in self.known:
            self.report.replaced += 1
        else:
            self.report.added += 1

    def _is_first(self, identifier: str, now: Known) -> bool:
        """Tell whether no article of this id came before; report another article that wants the same one."""
        before = self._seen.setdefault(identifier, now)
        if before is now:
            return True
        if before.sha256 != now.sha256:
            reason = f"its id was used before, by {before.path}; give each article an id of its own"
            self.fail(BadArticle(Path(now.path), identifier, reason))
        return False

    def prune(self, roots: list[Path]) -> None:
        """Remove the articles of some paths that were not seen, unless what holds them could not be read."""
        for identifier, known in self.known.items():
            path = Path(known.path)
            unread = not self._failed.isdisjoint(map(str, (path, *path.parents)))
            if identifier in self._seen or unread:  # what cannot be read may still be there
                continue
            if any(path == root or root in path.parents for root in roots):
                self._writer.remove(identifier)
                self.report.pruned += 1
