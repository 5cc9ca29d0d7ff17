"""The archive on disk: a folder of Whoosh's files beside a manifest of ours.

>>> import tempfile; from pathlib import Path
>>> from fihris.index.article import Article
>>> archive = Archive.create(Path(tempfile.mkdtemp()))
>>> archive.add([Article(id="1", title="القمة", text="وصل الوفد إلى بغداد.")])
>>> len(archive), archive.article("1").title
(1, 'القمة')
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self

from whoosh.index import FileIndex, LockError, create_in, open_dir

from . import keys
from .article import Article
from .errors import ArchiveDamaged, ArchiveLocked, ArchiveMissing, ArchiveOutdated, ArticleMissing, BadInput
from .schema import ANALYZER, FORMAT, schema, to_article, to_document

MANIFEST = "manifest.json"


class Known(NamedTuple):
    """What an archive knows of an article without reading it."""

    sha256: str
    path: str


class ArchiveWriter:
    """What may be done between two commits; made by `Archive.writer`."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self._numbers: dict[str, int] = {}
        """The number of each article put since the last commit."""

    def put(self, article: Article) -> None:
        """Add an article, in place of the one of the same id if there is one."""
        self.remove(article.id)
        self._numbers[article.id] = self._writer.docnum
        self._writer.add_document(**to_document(article))

    def remove(self, identifier: str) -> None:
        """Remove the article of an id, if there is one."""
        if (number := self._numbers.pop(identifier, None)) is not None:
            self._writer.newsegment.delete_document(number)  # Whoosh itself looks at committed articles only
        self._writer.delete_by_term("id", identifier)


class Archive:
    """Articles and their index in one folder.

    Opening reads the manifest first and supplies the schema itself, so that no schema is ever unpickled.
    """

    def __init__(self, path: Path, index: FileIndex) -> None:
        self.path = path
        self.index = index

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty archive in a folder, which is made too; an archive that is there is opened."""
        if (path / MANIFEST).exists():
            return cls.open(path)
        _check_new(path)
        path.mkdir(parents=True, exist_ok=True)
        index = create_in(str(path), schema())
        manifest = json.dumps(_made_with(), indent=2)
        (path / MANIFEST).write_text(manifest + "\n", encoding="utf-8")
        return cls(path, index)

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Open the archive in a folder.

        Raises `ArchiveMissing`, `ArchiveOutdated` (another format or analyzer) or `ArchiveDamaged`.
        """
        path = Path(path)
        _check_manifest(path)
        try:
            index = open_dir(str(path), schema=schema())
            index.reader().close()  # opens every file
        except Exception as error:
            raise ArchiveDamaged(path, str(error) or type(error).__name__) from error
        return cls(path, index)

    def __len__(self) -> int:
        """Return how many articles there are."""
        return int(self.index.doc_count())

    @contextmanager
    def writer(self) -> Iterator[ArchiveWriter]:
        """Write under one lock: everything is committed at the end, nothing if an exception ends it.

        Raises `ArchiveLocked` if another process writes.
        """
        try:
            writer = self.index.writer(limitmb=256)
        except LockError as error:
            raise ArchiveLocked(self.path) from error
        try:
            yield ArchiveWriter(writer)
        except BaseException:
            writer.cancel()
            raise
        writer.commit()

    def add(self, articles: Iterable[Article]) -> None:
        """Add articles in one commit; those of a known id replace what is there."""
        with self.writer() as writer:
            for article in articles:
                writer.put(article)

    def article(self, identifier: str) -> Article:
        """Return the article of an id; raises `ArticleMissing`."""
        known = identifier.encode("utf-8", "replace").decode()  # no id of an article has a lone surrogate
        with self.index.searcher() as searcher:
            stored = searcher.document(id=known)
        if stored is None:
            raise ArticleMissing(identifier)
        return to_article(stored)

    def known(self) -> dict[str, Known]:
        """Return what is known of every article, by id."""
        found: dict[str, Known] = {}
        with self.index.reader() as reader:
            for leaf, _ in reader.leaf_readers() if reader.doc_count() else ():
                ids, hashes, paths = (leaf.column_reader(name) for name in ("id", "sha256", "path"))
                for number in leaf.all_doc_ids():
                    found[ids[number]] = Known(hashes[number], paths[number])
        return found


def _made_with() -> dict[str, str | int]:
    """Return the versions of what decides an archive's keys."""
    return {"format": FORMAT, "analyzer": ANALYZER, "lexicon": keys.version()}


def _check_new(path: Path) -> None:
    """Check that nothing stands where a new archive is to be."""
    held = {entry.name for entry in path.iterdir()} if path.is_dir() else set()
    if any(name.endswith(".seg") for name in held):  # articles were committed: never begin anew over them
        raise ArchiveDamaged(path, f"{MANIFEST} is gone")
    if held:
        raise BadInput(f"{path} holds other files; name a new or an empty folder for the archive")


def _check_manifest(path: Path) -> None:
    made_with = _made_with()  # what is wrong with the words in use is not the archive's fault
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        found = {name: manifest[name] for name in made_with}
    except FileNotFoundError as error:
        raise ArchiveMissing(path) from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ArchiveDamaged(path, f"{MANIFEST}: {error}") from error
    others = [f"{name} {found[name]}, not {now}" for name, now in made_with.items() if found[name] != now]
    if others:
        raise ArchiveOutdated(path, " and ".join(others))
