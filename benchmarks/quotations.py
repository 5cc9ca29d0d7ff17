"""Quotations: is the right article first, is the verdict right, how long does it take.

python benchmarks/quotations.py [COLLECTION]... [--seeds N...] [--each N] [--work FOLDER] [--results FOLDER]
"""

import argparse
import gc
import sys
import tempfile
import tracemalloc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
from collections_of_texts import DATA
from fihris import Archive
from fihris.index import keys
from fihris.index.text import words
from fihris.search.quotations.values import Quotation
from quoting.drawn import KINDS, Drawer, Drawn
from quoting.held_out import HeldOut, held_out
from timing.report import machine

SOURCES = {"antcorpus": DATA / "quality" / "antcorpus" / "docs.jsonl.gz", "perf": DATA / "perf" / "docs.jsonl.xz"}
SEEDS = (7, 8)
EACH = 500
WARM_UP = 25
WEIGHED = 100
"""Quotations whose memory is measured."""


class Asked(NamedTuple):
    """One quotation, and what came of it."""

    drawn: Drawn
    verdict: str
    article: bool
    """Whether an article that prints the original words is first."""
    ms: float
    cpu_ms: float


def main() -> None:
    """Print and write the tables of each collection."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("collections", nargs="*", default=list(SOURCES), help=" ".join(SOURCES))
    options.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    options.add_argument("--each", type=int, default=EACH, help="quotations of each kind and seed")
    options.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "fihris-quotations")
    options.add_argument("--results", type=Path, default=Path(__file__).parent / "results")
    options.add_argument("--wrong", action="store_true", help="print what went wrong, for whoever tunes")
    asked = options.parse_args()
    lines: list[str] = [f"{name}: {value}  " for name, value in machine().items() if name != "Java"] + [""]
    for name in asked.collections:
        held = held_out(SOURCES[name], asked.work / name)
        gc.collect()
        gc.freeze()  # what the benchmark itself holds is no part of the time
        for seed in asked.seeds:
            run = [one for kind in KINDS for one in ask(held, kind, seed, asked.each)]
            section = [f"## {name}, {len(held.archive):,} articles, seed {seed}", "", *report(run), ""]
            print("\n".join(section), flush=True)
            lines += section
            if asked.wrong:
                print(*map(wrong, filter(is_wrong, run)), sep="\n", flush=True)
        memory = f"Memory beyond the segments, {name}: {weighed(held)}"
        print(memory, flush=True)
        lines += [memory, ""]
    day = datetime.now().astimezone().date().isoformat()
    asked.results.mkdir(parents=True, exist_ok=True)
    path = asked.results / f"quotations-{day}.md"
    path.write_text("\n".join([f"# Quotations, {day}", "", *lines]), encoding="utf-8")
    print(f"written: {path}")


def ask(held: HeldOut, kind: str, seed: int, each: int) -> Iterator[Asked]:
    """Yield what an archive says of quotations of a kind."""
    for number, drawn in enumerate(Drawer(held, seed * 100 + KINDS.index(kind)).draw(kind, each)):
        if not number:
            for _ in range(WARM_UP):
                held.archive.quote(drawn.text)
        began, cpu = perf_counter(), process_time()
        found = held.archive.quote(drawn.text)
        ms, cpu_ms = 1000 * (perf_counter() - began), 1000 * (process_time() - cpu)
        yield Asked(drawn, found.verdict, is_right(drawn, found), ms, cpu_ms)


def is_right(drawn: Drawn, found: Quotation) -> bool:
    """Tell whether the first place is in the article that was cut from, or in one that prints the very same words.

    Of a short one that is not found, which is all that is to be said of it, the nearest is taken.

    They are the same if their letters are, ة and ه being one: whether ما هو is one word or two is left open.
    """
    if not drawn.source:
        return True
    first = found.places[0] if found.places else found.nearest if drawn.kind == "short" else None
    if not first:
        return False
    article = first.article
    printed = f"{_letters(article.title)}\n{_letters(article.text)}"
    return article.id == drawn.source or _letters(drawn.original) in printed


def _letters(text: str) -> str:
    return "".join(keys.keys(form).canonical for form in words.keys(text)).replace("ة", "ه")


def is_wrong(one: Asked) -> bool:
    """Tell whether an article or a verdict is wrong."""
    return one.verdict not in one.drawn.right or not one.article


def wrong(one: Asked) -> str:
    """Return what was asked and what was said."""
    return f"{one.drawn.kind}\t{one.verdict}\t{one.article}\t{one.drawn.source}\t{one.drawn.edits}\t{one.drawn.text}"


def report(run: Sequence[Asked]) -> Iterator[str]:
    """Yield the tables of one run."""
    yield from table("kind", run, lambda one: one.drawn.kind)
    yield ""
    yield from table("kind and words", run, lambda one: f"{one.drawn.kind}, {_band(one.drawn.band)}")
    altered = [one for one in run if one.drawn.kind == "altered"]
    yield ""
    yield from table("altered", altered, lambda one: f"{_band(one.drawn.band)} words, {one.drawn.edits} edits")
    yield ""
    absent = [one for one in run if one.drawn.kind == "absent"]
    called = sum(one.verdict == "altered" for one in absent)
    yield f"Absent and called altered: {called} of {len(absent)} ({100 * called / max(1, len(absent)):.1f}%)."
    yield ""
    yield from times(run)


def _band(band: tuple[int, int]) -> str:
    return f"{band[0]} to {band[1]}"


def table(head: str, run: Iterable[Asked], name: Callable[[Asked], str]) -> Iterator[str]:
    """Yield the rows of a table: the share of right articles and of right verdicts, a row for each name."""
    groups: dict[str, list[Asked]] = defaultdict(list)
    for one in run:
        groups[name(one)].append(one)
    yield f"| {head} | quotations | right article first | right verdict |"
    yield "|---|---|---|---|"
    for label, group in groups.items():
        article = "" if not group[0].drawn.source else f"{share(one.article for one in group):.1f}"
        yield f"| {label} | {len(group)} | {article} | {share(one.verdict in one.drawn.right for one in group):.1f} |"


def share(truths: Iterable[bool]) -> float:
    """Return how many of a hundred are true."""
    known = list(truths)
    return 100 * sum(known) / len(known)


def times(run: Sequence[Asked]) -> Iterator[str]:
    """Yield the table of times."""
    yield "| milliseconds | p50 | p95 | worst | p50 CPU | p95 CPU | worst CPU |"
    yield "|---|---|---|---|---|---|---|"
    for kind in (*KINDS, "all"):
        of_kind = [one for one in run if kind in ("all", one.drawn.kind)]
        figures = [*_spread([one.ms for one in of_kind]), *_spread([one.cpu_ms for one in of_kind])]
        yield f"| {kind} | {' | '.join(f'{figure:.1f}' for figure in figures)} |"


def _spread(values: Sequence[float]) -> tuple[float, float, float]:
    cuts = quantiles(values, n=20, method="inclusive")
    return cuts[9], cuts[18], max(values)


def weighed(held: HeldOut) -> str:
    """Return what asking takes of memory, numpy's arrays among it, at the most for a quotation, and what it keeps."""
    drawer = Drawer(held, 9)
    texts = [one.text for kind in KINDS for one in drawer.draw(kind, WEIGHED // len(KINDS))]
    archive = Archive.open(held.archive.path)
    tracemalloc.start()
    before, peaks = tracemalloc.get_traced_memory()[0], []
    for text in texts:
        tracemalloc.reset_peak()
        began = tracemalloc.get_traced_memory()[0]
        archive.quote(text)
        peaks.append(tracemalloc.get_traced_memory()[1] - began)
    kept = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    return (
        f"{max(peaks) / 1e6:.1f} MB at the most while one is asked for, {kept / 1e6:.1f} MB kept between {len(texts)}."
    )


if __name__ == "__main__":
    main()
