"""tantivy, through its own Python package: Snowball's Arabic stems, one field, one thread."""

from importlib import metadata
from pathlib import Path

import tantivy
from timing.articles import read

from .worker import LIMIT, run

HEAP = 256_000_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("title", stored=True)
    builder.add_text_field("words", stored=True, tokenizer_name="arabic", index_option="position")
    return builder.build()


def _index(folder: Path) -> tantivy.Index:
    index = tantivy.Index(_schema(), path=str(folder))
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    analyzer = analyzer.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("arabic"))
    index.register_tokenizer("arabic", analyzer.build())
    return index


def index(folder: Path, file: Path) -> None:
    """Index a file of articles."""
    folder.mkdir(parents=True)
    writer = _index(folder).writer(HEAP, 1)
    for article in read(file):
        words = f"{article.title} {article.text}"
        writer.add_document(tantivy.Document(id=article.id, title=article.title.encode(), words=words))
    writer.commit()
    writer.wait_merging_threads()


class Opened:
    """An index and its searcher."""

    version = metadata.version("tantivy")

    def __init__(self, folder: Path) -> None:
        self._index = _index(folder)
        self._searcher = self._index.searcher()

    def best(self, text: str) -> list[tuple[float, tantivy.DocAddress]]:
        """Return scores and places; how many articles match in all is not counted."""
        query = self._index.parse_query(text, ["words"])
        found: list[tuple[float, tantivy.DocAddress]] = self._searcher.search(query, LIMIT, count=False).hits
        return found

    def found(self, text: str) -> list[tuple[str, str]]:
        """Return id and title of the best articles."""
        stored = [self._searcher.doc(place).to_dict() for _, place in self.best(text)]
        return [(one["id"][0], bytes(one["title"][0]).decode()) for one in stored]


if __name__ == "__main__":
    run(Opened, index)
