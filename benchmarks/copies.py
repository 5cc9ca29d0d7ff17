"""Copies of articles: how many are found, how many that are none, how long it takes.

python benchmarks/copies.py ARCHIVE --work FOLDER [--each N] [--articles N] [--read N]

From articles of an archive, of 60 to 1,500 words, copies are made by rule and added to a copy of the archive in
FOLDER. Of each kind of copy: whether asking for the copy finds the article it was made from, and asking for that finds
the copy. Then random articles are asked for copies that nobody made: how many have any, and how much they share; --read
prints some of these pairs, drawn at random, for a person to judge. Last, how long asking takes in one process.
"""

import argparse
import random
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from fihris import Archive, Article
from fihris.index.text.words import spans
from fihris.search.copies.values import Copies

FEWEST, MOST = 60, 1_500
"""Words of an article that copies are made of."""
WARM_UP = 50

Rule = Callable[[list[str], list[str], random.Random], list[str]]
"""Makes a copy of an article's words, of which those that end a line keep their line end, and another's words."""


def respelled(words: list[str], _: list[str], __: random.Random) -> list[str]:
    """Spell as a hurried hand does: no hamza, ه for ة, ي for ى, a tatweel here and there."""
    text = re.sub(r"ى\b", "ي", re.sub(r"ة\b", "ه", re.sub("[أإآ]", "ا", "\0".join(words))))
    return re.sub("(?<=[بسمع])ا", "ـا", text).split("\0")


def dropped(words: list[str], _: list[str], rng: random.Random) -> list[str]:
    """Leave out a third of the words, in pieces of a sentence's length."""
    kept = list(words)
    while len(kept) > 2 * len(words) / 3:
        length = min(rng.randint(10, 25), len(kept) - 2 * len(words) // 3 + 1)
        at = rng.randrange(len(kept) - length)
        del kept[at : at + length]
    return kept


def other_lead(words: list[str], other: list[str], rng: random.Random) -> list[str]:
    """Put another article's words in place of the first fifth."""
    return other[: rng.randint(20, 40)] + words[len(words) // 5 :]


def added(words: list[str], other: list[str], rng: random.Random) -> list[str]:
    """Put a paragraph of another article into the middle, half as long as the article."""
    at = rng.randrange(len(words))
    return words[:at] + other[: len(words) // 2] + words[at:]


def half(words: list[str], _: list[str], rng: random.Random) -> list[str]:
    """Take half of the article, in one piece."""
    at = rng.randrange(len(words) // 2)
    return words[at : at + len(words) // 2]


def edited(words: list[str], other: list[str], rng: random.Random) -> list[str]:
    """Change one word in twelve: another in its place, left out, or one beside it."""
    found: list[str] = []
    for word in words:
        new = rng.choice(other)
        found += rng.choice(([new], [], [word, new])) if rng.random() < 1 / 12 else [word]
    return found


def turned(words: list[str], _: list[str], rng: random.Random) -> list[str]:
    """Put the paragraphs, here pieces of 20 to 60 words, in another order."""
    pieces, at = [], 0
    while at < len(words):
        length = rng.randint(20, 60)
        pieces.append(words[at : at + length])
        at += length
    rng.shuffle(pieces)
    return [word for piece in pieces for word in piece]


def all_of_it(words: list[str], other: list[str], rng: random.Random) -> list[str]:
    """Drop, put another lead before what is left, change words, and respell."""
    changed = edited(other_lead(dropped(words, other, rng), other, rng), other, rng)
    return respelled(changed, other, rng)


def half_of_it_in_more(words: list[str], other: list[str], rng: random.Random) -> list[str]:
    """Put half of the article into another that is as long as that half."""
    piece = half(words, other, rng)
    return other[: len(piece) // 2] + piece + other[len(piece) // 2 : len(piece)]


RULES: dict[str, Rule] = {
    "respelled": respelled,
    "a third dropped": dropped,
    "another lead": other_lead,
    "half as much added": added,
    "half of it": half,
    "one word in twelve edited": edited,
    "paragraphs turned": turned,
    "dropped, another lead, edited, respelled": all_of_it,
    "half of it, as much of another": half_of_it_in_more,
}


class Made(NamedTuple):
    """A copy that was made, and of what."""

    kind: str
    copy: str
    origin: str


def main() -> None:
    """Measure, and print a table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("archive", type=Path)
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--each", type=int, default=200, help="copies of each kind")
    options.add_argument("--articles", type=int, default=1000, help="random articles that are asked for copies")
    options.add_argument("--read", type=int, default=0, help="pairs that are printed")
    options.add_argument("--seed", type=int, default=7)
    chosen = options.parse_args()
    rng = random.Random(chosen.seed)
    archive, made = with_copies(chosen.archive, chosen.work, chosen.each, rng)
    print(f"{len(archive):,} articles, {len(made):,} of them copies that were made\n")
    print_found(archive, made)
    origin = Archive.open(chosen.archive)
    ids = rng.sample(every_id(origin), chosen.articles)
    print_unmade(origin, ids, chosen.read, rng)
    print_times(origin, ids)


def with_copies(source: Path, work: Path, each: int, rng: random.Random) -> tuple[Archive, list[Made]]:
    """Return an archive with copies, made anew each time, and what they were made of."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(source, work)
    archive = Archive.open(work)
    articles = long_enough(archive, rng)
    made: list[Made] = []
    with archive.writer() as writer:
        for kind, rule in RULES.items():
            for number in range(each):
                article, other = next(articles), next(articles)
                text = " ".join(rule(article.text.split(" "), other.text.split(" "), rng))
                one = Made(kind, f"made-{len(made)}-{number}", article.id)
                writer.put(Article(id=one.copy, text=text))
                made.append(one)
    return archive, made


def long_enough(archive: Archive, rng: random.Random) -> Iterator[Article]:
    """Yield random articles of a length to make copies of, none twice."""
    ids = every_id(archive)
    rng.shuffle(ids)
    for identifier in ids:
        article = archive.article(identifier)
        if FEWEST <= sum(1 for _ in spans(article.text)) <= MOST:
            yield article


def every_id(archive: Archive) -> list[str]:
    """Return the ids of all articles."""
    return sorted(archive.known())


def print_found(archive: Archive, made: Sequence[Made]) -> None:
    """Print for each kind of copy how many are found from either side."""
    found: Counter[tuple[str, str]] = Counter()
    for one in made:
        found[one.kind, "copy"] += one.origin in ids_of(archive.similar(one.copy, 1000))
        found[one.kind, "origin"] += one.copy in ids_of(archive.similar(one.origin, 1000))
    counts = Counter(one.kind for one in made)
    print("| copy | made | the article is found from it | it is found from the article |\n|---|---|---|---|")
    for kind, count in counts.items():
        print(f"| {kind} | {count} | {found[kind, 'copy'] / count:.1%} | {found[kind, 'origin'] / count:.1%} |")
    print()


def ids_of(found: Copies) -> set[str]:
    """Return the ids of copies."""
    return {copy.article.id for copy in found.copies}


def print_unmade(archive: Archive, ids: Sequence[str], read: int, rng: random.Random) -> None:
    """Print how many random articles have copies, by how much they share at the most, and some pairs to be read."""
    pairs: list[tuple[float, str, str]] = []
    having = 0
    for identifier in ids:
        found = archive.similar(identifier, 1000)
        having += found.total > 0
        if found.total:
            pairs += [
                (max(copy.share, copy.share_of_first), found.first.id, copy.article.id)
                for copy in found.copies[1:]
                if identifier in (found.first.id, copy.article.id)
            ]
    print(f"{having} of {len(ids):,} random articles have copies.\n")
    shares = np.array([share for share, _, _ in pairs])
    edges = [0.5, 0.6, 0.7, 0.8, 0.9, 1.01]
    print("| share | pairs |\n|---|---|")
    for low, high in pairwise(edges):
        print(f"| {low:.0%} to {min(high, 1):.0%} | {np.count_nonzero((shares >= low) & (shares < high))} |")
    print_days(archive, {(first, copy) for _, first, copy in pairs})
    for share, first, copy in rng.sample(sorted(set(pairs)), min(read, len(set(pairs)))):
        one, other = archive.article(first), archive.article(copy)
        print(f"\n{share:.2f} {one.id} {one.date} {one.source} | {other.id} {other.date} {other.source}")
        print(f"  {one.title}\n  {other.title}")
        print(f"  {one.text[:400]!r}\n  {other.text[:400]!r}")
    print()


def print_days(archive: Archive, pairs: set[tuple[str, str]]) -> None:
    """Print how many days after the first the other of each pair was printed."""
    dates = [(archive.article(first).date, archive.article(copy).date) for first, copy in pairs]
    days = np.array([(later - first).days for first, later in dates if first and later])
    print(f"\n| days after the first | pairs of {days.size} that have dates |\n|---|---|")
    for name, low, high in (("0", 0, 0), ("1", 1, 1), ("2 to 6", 2, 6), ("7 and more", 7, 1 << 30)):
        print(f"| {name} | {np.count_nonzero((days >= low) & (days <= high))} |")


def print_times(archive: Archive, ids: Sequence[str]) -> None:
    """Print how long it takes to ask, in milliseconds of the clock and of the processor."""
    for identifier in ids[:WARM_UP]:
        archive.similar(identifier)
    times: dict[bool, list[tuple[float, float]]] = {False: [], True: []}
    for identifier in ids:
        began = time.perf_counter(), time.process_time()
        found = archive.similar(identifier)
        took = time.perf_counter() - began[0], time.process_time() - began[1]
        times[found.total > 0].append((took[0] * 1000, took[1] * 1000))
    print("| asked for | articles | p50 ms | p95 ms | worst ms | processor p50 | p95 | worst |")
    print("|---|---|---|---|---|---|---|---|")
    rows = (("without copies", times[False]), ("with copies", times[True]), ("all", times[False] + times[True]))
    for name, some in rows:
        wall, processor = np.percentile(some or [(0.0, 0.0)], [50, 95, 100], axis=0).T
        print(f"| {name} | {len(some)} | {' | '.join(f'{one:.1f}' for one in (*wall, *processor))} |")


if __name__ == "__main__":
    main()
