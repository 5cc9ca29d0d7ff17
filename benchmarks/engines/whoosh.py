"""Whoosh as it comes: its own analyzer for Arabic (ISRI's roots), one field, its default writer."""

from pathlib import Path

import whoosh
from timing.articles import read
from whoosh.analysis import LanguageAnalyzer
from whoosh.fields import STORED, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.qparser import OrGroup, QueryParser

from .worker import LIMIT, run

MEGABYTES = 256


def index(folder: Path, file: Path) -> None:
    """Index a file of articles into one segment."""
    folder.mkdir(parents=True)
    schema = Schema(id=STORED, title=STORED, words=TEXT(analyzer=LanguageAnalyzer("ar"), stored=True))
    writer = create_in(str(folder), schema).writer(limitmb=MEGABYTES)
    for article in read(file):
        writer.add_document(id=article.id, title=article.title, words=f"{article.title} {article.text}")
    writer.commit(optimize=True)


class Opened:
    """An index and its searcher."""

    version = ".".join(map(str, whoosh.__version__))

    def __init__(self, folder: Path) -> None:
        opened = open_dir(str(folder))
        self._searcher = opened.searcher()
        self._parser = QueryParser("words", opened.schema, group=OrGroup)

    def best(self, text: str) -> list[tuple[float, int]]:
        """Return scores and numbers."""
        found: list[tuple[float, int]] = self._searcher.search(self._parser.parse(text), limit=LIMIT).top_n
        return found

    def found(self, text: str) -> list[tuple[str, str]]:
        """Return id and title of the best articles."""
        stored = [self._searcher.stored_fields(number) for _, number in self.best(text)]
        return [(article["id"], article["title"]) for article in stored]


if __name__ == "__main__":
    run(Opened, index)
