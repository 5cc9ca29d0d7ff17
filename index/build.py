"""Readers to archive: what is new is added, what changed replaced, what cannot be read reported."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .archive import Archive, ArchiveWriter, Known
from .article import Article
from .errors import BadArticle, UnreadableFile
from .readers import files, read

Progress = Callable[[int, int, Path], None]
"""Called before each file with how many are done, how many there are, and the file."""


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


def build(archive: Archive, paths: Iterable[Path], *, prune: bool = False, progress: Progress | None = None) -> Report:
    """Index files and folders into an archive, in one commit.

    An article whose bytes are those already indexed is skipped. `prune` removes the articles of these paths that
    are no longer there. Nothing that cannot be read stops the run: see `Report.failures`.
    """
    roots = [path.resolve() for path in paths]
    with archive.writer() as writer:
        run = _Run(writer, archive.known())
        found: list[tuple[Path, Path]] = []
        for root in roots:
            for file in files([root]):
                if isinstance(file, UnreadableFile):
                    run.fail(file)
                else:
                    found.append((file, root))
        for number, (file, root) in enumerate(found):
            if progress:
                progress(number, len(found), file)
            for item in read(file, root):
                if isinstance(item, UnreadableFile):
                    run.fail(item)
                else:
                    run.take(item)
        if prune:
            run.prune(roots)
    return run.report


class _Run:
    """One run's bookkeeping: what was known before, what has been seen."""

    def __init__(self, writer: ArchiveWriter, known: dict[str, Known]) -> None:
        self.report = Report()
        self._writer = writer
        self._known = known
        self._seen: dict[str, Known] = {}
        self._failed: set[str] = set()

    def fail(self, failure: UnreadableFile) -> None:
        self.report.failures.append(failure)
        self._failed.add(str(failure.path))

    def take(self, article: Article) -> None:
        now = Known(article.sha256, article.path)
        if before := self._seen.get(article.id):
            if before.sha256 != now.sha256:
                reason = f"its id was used before, by {before.path}; give each article an id of its own"
                self.fail(BadArticle(Path(article.path), article.id, reason))
            return
        self._seen[article.id] = now
        known = self._known.get(article.id)
        if known == now:
            self.report.unchanged += 1
            return
        self._writer.put(article)
        if known:
            self.report.replaced += 1
        else:
            self.report.added += 1

    def prune(self, roots: list[Path]) -> None:
        for identifier, known in self._known.items():
            path = Path(known.path)
            unread = not self._failed.isdisjoint(map(str, (path, *path.parents)))
            if identifier in self._seen or unread:  # what cannot be read may still be there
                continue
            if any(path == root or root in path.parents for root in roots):
                self._writer.remove(identifier)
                self.report.pruned += 1
