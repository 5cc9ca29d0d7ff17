"""The archive on disk: a folder of segments and the manifest that names them.

>>> import tempfile; from pathlib import Path
>>> from fihris.index.article import Article
>>> archive = Archive.create(Path(tempfile.mkdtemp()))
>>> archive.add([Article(id="1", title="القمة", text="وصل الوفد إلى بغداد.")])
>>> len(archive), archive.article("1").title
(1, 'القمة')
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Self, TypeVar

from zstandard import ZstdError

from .article import Article
from .errors import ArchiveDamaged, ArchiveLocked, ArticleMissing, BadInput
from .segments.arrays import ArrayFile
from .segments.deletions import NONE, open_deletions
from .segments.manifest import (
    LOCK,
    MANIFEST,
    Entry,
    Manifest,
    check_sizes,
    commit,
    damaged_files,
    fingerprint,
    read_manifest,
    remove_others,
)
from .segments.segment import Segment
from .segments.snapshot import Snapshot

if TYPE_CHECKING:
    from .writing import ArchiveWriter

_MISREAD: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    ZstdError,
)
"""What reading files that are not as they were written may fail with."""

Opened = TypeVar("Opened")


class Known(NamedTuple):
    """What an archive knows of an article without reading it."""

    sha256: str
    path: str


class _Reading:
    """A block in which files are read: a class, since a search has no time for a generator's context manager."""

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, _MISREAD):
            raise ArchiveDamaged(self._path, f"{type(error).__name__}: {error}") from error


class Archive:
    """Articles and their index in one folder.

    What is open is a snapshot: it stays as it is until this process commits or asks for `refresh`.
    """

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path = path
        self._open(manifest)

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty archive in a folder, which is made too; an archive that is there is opened."""
        if (path / MANIFEST).exists():
            return cls.open(path)
        _check_new(path)
        path.mkdir(parents=True, exist_ok=True)
        with _locked(path):
            if not (path / MANIFEST).exists():  # another process may have made it meanwhile
                commit(path, Manifest(), ())
        return cls.open(path)

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Open the archive in a folder.

        Raises `ArchiveMissing`, `ArchiveOutdated` (another format, analyzer or lexicon) or `ArchiveDamaged`.
        """
        path = Path(path)
        return _whole(path, partial(cls, path))

    def refresh(self) -> bool:
        """Turn to what was committed since, by any process; tell whether there was anything."""
        before = self.manifest
        if read_manifest(self.path) == before:
            return False
        _whole(self.path, self._open)
        return self.manifest != before

    def _open(self, manifest: Manifest) -> None:
        """Open the segments of a manifest."""
        with self.reading():
            check_sizes(self.path, manifest)
            snapshot = Snapshot([self._segment(entry) for entry in manifest.segments])
        self.manifest, self.snapshot = manifest, snapshot

    def reading(self) -> "_Reading":
        """Raise `ArchiveDamaged` in place of whatever damaged files make the reading of them fail with."""
        return _Reading(self.path)

    def _segment(self, entry: Entry) -> Segment:
        deletions = open_deletions(ArrayFile(self.path / entry.deletions)) if entry.deletions else NONE
        return Segment(self.path, entry.name, entry.nominal, deletions)

    def __len__(self) -> int:
        """Return how many articles there are."""
        return self.snapshot.articles

    @property
    def fingerprint(self) -> str:
        """A SHA-256 of the state that is open, in hexadecimal: the same articles in the same state have the same."""
        return fingerprint(self.manifest)

    @contextmanager
    def writer(self) -> "Iterator[ArchiveWriter]":
        """Write under one lock: everything is committed at the end, nothing if an exception ends it.

        Raises `ArchiveLocked` if another process writes.
        """
        from .writing import ArchiveWriter  # a search does without

        with _locked(self.path):
            self.refresh()
            remove_others(self.path, self.manifest)
            writer = ArchiveWriter(self.path, self.manifest, self.snapshot)
            try:
                yield writer
                manifest = writer.commit()
            except BaseException as error:
                writer.close()
                with suppress(OSError, ArchiveDamaged):  # or the next writer does it
                    remove_others(self.path, read_manifest(self.path))  # the commit may be in place already
                if isinstance(error, _MISREAD) and (names := self.damaged()):
                    raise ArchiveDamaged(self.path, ", ".join(names)) from error
                raise
            self._open(manifest)
            remove_others(self.path, manifest)

    def add(self, articles: Iterable[Article]) -> None:
        """Add articles in one commit; those of a known id replace what is there."""
        with self.writer() as writer:
            for article in articles:
                writer.put(article)

    def merge(self) -> None:
        """Write all articles into one segment, without what was deleted; searching is a little faster then."""
        with self.writer() as writer:
            writer.merge_all()

    def article(self, identifier: str) -> Article:
        """Return the article of an id; raises `ArticleMissing`."""
        snapshot = self.snapshot
        with self.reading():
            number = snapshot.find(identifier)
        if number is None:
            raise ArticleMissing(identifier)
        with self.reading():
            return snapshot.article(number)

    def articles(self) -> Iterator[Article]:
        """Yield every article, in the order of the archive."""
        snapshot = self.snapshot
        for number in snapshot.live_numbers().tolist():
            with self.reading():
                article = snapshot.article(number)
            yield article

    def known(self) -> dict[str, Known]:
        """Return what is known of every article, by id."""
        snapshot = self.snapshot
        found: dict[str, Known] = {}
        with self.reading():
            for number in snapshot.live_numbers().tolist():
                segment, within = snapshot.place(number)
                stored = segment.stored
                found[stored.id(within)] = Known(stored.sha256(within), stored.path(within))
        return found

    def damaged(self) -> list[str]:
        """Read every file of the last commit and return the names of those that are not as they were written."""
        return damaged_files(self.path, read_manifest(self.path).files())


def _whole(path: Path, opened: Callable[[Manifest], Opened]) -> Opened:
    """Open what the manifest names; once more if a writer put another in its place and removed files meanwhile."""
    manifest = read_manifest(path)
    while True:
        try:
            return opened(manifest)
        except ArchiveDamaged:
            before, manifest = manifest, read_manifest(path)
            if manifest == before:
                raise


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock of the archive in a folder; raises `ArchiveLocked` if another process does."""
    from whoosh.util.filelock import FileLock

    lock = FileLock(str(path / LOCK))
    if not lock.acquire():
        raise ArchiveLocked(path)
    try:
        yield
    finally:
        lock.release()


def _check_new(path: Path) -> None:
    """Check that nothing stands where a new archive is to be."""
    held = {entry.name for entry in path.iterdir()} if path.is_dir() else set()
    if any(name.endswith(".words") for name in held):  # articles were committed: never begin anew over them
        raise ArchiveDamaged(path, f"{MANIFEST} is gone")
    if held - {LOCK, f"{MANIFEST}.new"}:
        raise BadInput(f"{path} holds other files; name a new or an empty folder for the archive")
