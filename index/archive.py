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

from whoosh.index import EmptyIndexError, FileIndex, LockError, create_in, open_dir

from .article import Article
from .errors import ArchiveDamaged, ArchiveLocked, ArchiveMissing, ArchiveOutdated, ArticleMissing
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

    def put(self, article: Article) -> None:
        """Add an article, in place of the one of the same id if there is one."""
        self._writer.update_document(**to_document(article))

    def remove(self, identifier: str) -> None:
        """Remove the article of an id, if there is one."""
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
        path.mkdir(parents=True, exist_ok=True)
        index = create_in(str(path), schema())
        manifest = json.dumps({"format": FORMAT, "analyzer": ANALYZER}, indent=2)
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
            index.doc_count()
        except (EmptyIndexError, OSError) as error:
            raise ArchiveDamaged(path, str(error)) from error
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
        with self.index.searcher() as searcher:
            stored = searcher.document(id=identifier)
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


def _check_manifest(path: Path) -> None:
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        made_by = (manifest["format"], manifest["analyzer"])
    except FileNotFoundError as error:
        raise ArchiveMissing(path) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArchiveDamaged(path, f"{MANIFEST}: {error}") from error
    if made_by != (FORMAT, ANALYZER):
        raise ArchiveOutdated(path, f"format {made_by[0]} and analyzer {made_by[1]}")
