"""SQLite's FTS5: a table of titles and texts, words folded by unicode61, no stems."""

import re
import sqlite3
from pathlib import Path
from typing import Any

from timing.articles import read

from .worker import LIMIT, run

FILE = "articles.db"


def index(folder: Path, file: Path) -> None:
    """Index a file of articles in one transaction, and merge the index into one."""
    folder.mkdir(parents=True)
    database = sqlite3.connect(folder / FILE)
    database.execute("CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED, title, text, tokenize = 'unicode61')")
    with database:
        database.executemany("INSERT INTO articles VALUES (?, ?, ?)", read(file))
    with database:
        database.execute("INSERT INTO articles(articles) VALUES ('optimize')")
    database.close()


class Opened:
    """An open table."""

    version = sqlite3.sqlite_version

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / FILE)

    def best(self, text: str) -> list[tuple[int, float]]:
        """Return numbers and scores; rank is BM25."""
        return self._rows("rowid, rank", text)

    def found(self, text: str) -> list[tuple[str, str]]:
        """Return id and title of the best articles."""
        return self._rows("id, title", text)

    def _rows(self, columns: str, text: str) -> list[tuple[Any, Any]]:
        words = text if text.startswith('"') else " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text))
        query = f"SELECT {columns} FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT {LIMIT}"
        return self._database.execute(query, (words,)).fetchall()


if __name__ == "__main__":
    run(Opened, index)
