"""What somebody waits for beside the ranking: hits with their passages, and a few articles added to many."""

import json
import shutil
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from fihris import Archive

from .articles import Article, read
from .engines import FIHRIS
from .processes import measured

ADDED: Final = 10
"""How many articles are added."""
TIMES: Final = 3


def waits(folder: Path, source: Path, queries: Sequence[str]) -> dict[str, str]:
    """Return what is waited for, and how long: milliseconds of processor time, seconds of a whole process."""
    archive = Archive.open(folder)
    first, again = _reading(archive, queries), _reading(archive, queries)
    added = [_adding(folder, source) for _ in range(TIMES)]
    return {
        "ten hits with passages, articles read for the first time, ms p50 / p95": first,
        "ten hits with passages, again, ms p50 / p95": again,
        f"{ADDED} articles added (`fihris index`), wall s, median of {TIMES}": f"{median(added):.2f}",
    }


def _reading(archive: Archive, queries: Sequence[str]) -> str:
    times: list[float] = []
    for query in queries:
        began = time.thread_time_ns()
        list(archive.search(query, limit=10).hits)
        times.append((time.thread_time_ns() - began) / 1e6)
    return f"{median(times):.2f} / {quantiles(times, n=20, method='inclusive')[-1]:.2f}"


def _adding(folder: Path, source: Path) -> float:
    """Add articles to a copy of an index."""
    copy, file = folder.with_suffix(".copy"), folder.with_suffix(".added.jsonl")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    articles = (Article(f"new {one.id}", one.title, one.text[:2_000]) for one in islice(read(source), ADDED))
    file.write_text("".join(json.dumps(one._asdict(), ensure_ascii=False) + "\n" for one in articles), "utf-8")
    try:
        return measured([FIHRIS, "index", str(file), "-a", str(copy)]).wall_seconds
    finally:
        shutil.rmtree(copy)
        file.unlink()
