"""The articles that every engine indexes: files of JSON lines of any size, made from one collection."""

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

SEED: Final = 1442


class Article(NamedTuple):
    """What is indexed of an article."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Corpus:
    """A file of articles, and how many bytes of raw text (titles and texts in UTF-8) it holds."""

    path: Path
    articles: int
    raw_bytes: int


def unpacked(path: Path, folder: Path) -> Path:
    """Return a file of JSON lines, unpacked into a folder if it is packed with xz."""
    if path.suffix != ".xz":
        return path
    plain = folder / path.stem
    if not plain.exists():
        partial = plain.with_suffix(".partial")
        with lzma.open(path, "rb") as packed, partial.open("wb") as target:
            while block := packed.read(1 << 20):
                target.write(block)
        partial.rename(plain)
    return plain


def read(path: Path) -> Iterator[Article]:
    """Yield the articles of a file of JSON lines; some have no title."""
    with path.open("rb") as lines:
        for line in lines:
            record = json.loads(line)
            yield Article(str(record["id"]), record.get("title") or "", record["text"])


def corpus(source: Path, size: int, folder: Path) -> Corpus:
    """Return as many articles of a source as are asked for, in a file of the folder, which is made once.

    Fewer than there are: a sample, in the order of the source. More: all of them, and articles made from two halves.
    """
    path = folder / f"articles-{size}.jsonl"
    facts = path.with_suffix(".json")
    if not facts.exists():
        facts.write_text(json.dumps(_write(source, size, path)), encoding="utf-8")
    known = json.loads(facts.read_text(encoding="utf-8"))
    return Corpus(path, known["articles"], known["raw_bytes"])


def _write(source: Path, size: int, path: Path) -> dict[str, int]:
    articles = raw_bytes = 0
    with path.open("w", encoding="utf-8") as target:
        for article in _chosen(source, size):
            target.write(json.dumps(article._asdict(), ensure_ascii=False) + "\n")
            articles += 1
            raw_bytes += len((article.title + article.text).encode())
    return {"articles": articles, "raw_bytes": raw_bytes}


def _chosen(source: Path, size: int) -> Iterator[Article]:
    with source.open("rb") as lines:
        available = sum(1 for _ in lines)
    if size >= available:
        yield from read(source)
        yield from _recombined(source, available, size - available)
        return
    sample = set(Random(SEED).sample(range(available), size))
    yield from (article for number, article in enumerate(read(source)) if number in sample)


def _recombined(source: Path, available: int, wanted: int) -> Iterator[Article]:
    """Yield articles that have the first half of one text and the second half of another.

    The words stay as frequent as they are and the articles as long, so lists of postings grow as those of a larger
    collection would. New words hardly come.
    """
    if wanted <= 0:
        return
    articles = list(read(source))
    for number in range(wanted):
        turn, place = divmod(number, available)
        first = articles[place]
        second = articles[(place * 7 + 1 + turn * 104_729) % available]
        yield Article(
            f"{first.id}+{turn + 1}",
            first.title,
            first.text[: len(first.text) // 2] + " " + second.text[len(second.text) // 2 :],
        )
