"""Who is said to have said a quotation, beside what somebody read: speakers/gold.tsv, 140 quotations.

python benchmarks/speakers.py [--data FOLDER] [--show]

The quotations were drawn at random from news, radio news and books, half of them of `perf` and half of `antcorpus`, and
the speakers written down before the program was asked: a hundred first, and forty more when the rules had been mended
by what those showed. A speaker of several names has them all; where there is none, nobody says it (a title, a term in
quotation marks), or nobody is named. What is found is right if it holds a name.
"""

import argparse
import gzip
import hashlib
import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
from collections_of_texts import DATA
from fihris.index.text.attribution import Attribution, attribution_of
from fihris.index.text.words import keys

GOLD = Path(__file__).parent / "speakers" / "gold.tsv"
FILES = {"perf": "perf/docs.jsonl.xz", "antcorpus": "quality/antcorpus/docs.jsonl.gz"}


class Quotation(NamedTuple):
    """A quotation that was read."""

    draw: str
    """The first one or the second."""
    collection: str
    article: str
    start: int
    end: int
    words: str
    """A hash of its words: whether the article is the one that was read."""
    names: tuple[str, ...]
    """Whoever says it."""

    def judge(self, found: Attribution) -> str:
        """Return whether what was found is right, wrong, or nothing."""
        if not found.speaker:
            return "empty, and nobody says it" if not self.names else "empty"
        named = set(keys(found.speaker))
        return "right" if any(named.issuperset(keys(name)) for name in self.names) else "wrong"


def main() -> None:
    """Print how many are right, empty and wrong, and how many of each are said to be doubtful."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=DATA)
    options.add_argument("--show", action="store_true", help="print each that is wrong or empty")
    asked = options.parse_args()
    counts: Counter[tuple[str, str, str, bool]] = Counter()
    for quotation, text in _texts(asked.data):
        found = attribution_of(text, quotation.start, quotation.end)
        judged = quotation.judge(found)
        counts[quotation.draw, quotation.collection, judged, found.doubtful] += 1
        if asked.show and judged != "right":
            print(judged, quotation.article, quotation.start, quotation.names, found, sep="\t")
    for draw in ("first", "second"):
        for collection in (*FILES, ""):
            some = {one: count for one, count in counts.items() if one[0] == draw and collection in ("", one[1])}
            print(draw, collection or "all", sum(some.values()), "quotations:", _told(some))


def _told(counts: Mapping[tuple[str, str, str, bool], int]) -> str:
    told: dict[str, list[int]] = {}
    for (*_, judged, doubtful), count in sorted(counts.items()):
        told.setdefault(judged, [0, 0])
        told[judged][0] += count
        told[judged][1] += count if doubtful else 0
    return "; ".join(f"{judged} {count} (doubtful {doubtful})" for judged, (count, doubtful) in told.items())


def _texts(data: Path) -> Iterator[tuple[Quotation, str]]:
    """Yield the quotations with the texts of their articles."""
    rows = [line.split("\t") for line in GOLD.read_text(encoding="utf-8").splitlines()[1:]]
    wanted: dict[tuple[str, str], list[Quotation]] = {}
    for draw, collection, article, start, end, words, names in rows:
        said_by = tuple(filter(None, names.split(" / ")))
        quotation = Quotation(draw, collection, article, int(start), int(end), words, said_by)
        wanted.setdefault((collection, article), []).append(quotation)
    for collection, name in FILES.items():
        for document in _documents(data / name):
            for quotation in wanted.get((collection, document["id"]), ()):
                words = " ".join(keys(document["text"][quotation.start : quotation.end]))
                if hashlib.sha256(words.encode()).hexdigest()[:12] != quotation.words:
                    raise SystemExit(f"{quotation.article} is not the article that was read")
                yield quotation, document["text"]


def _documents(path: Path) -> Iterator[dict[str, Any]]:
    with (lzma.open if path.suffix == ".xz" else gzip.open)(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    main()
