"""What was measured, as Markdown and as JSON."""

import json
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median
from typing import Any

from .processes import Usage

MEGABYTE = 1_000_000
Figures = dict[str, dict[str, float]]
"""What `rounds.figures` returns."""


@dataclass
class Measured:
    """Everything about one number of articles, by the engine's name."""

    articles: int
    raw_bytes: int
    indexing: dict[str, Usage] = field(default_factory=dict)
    disk_bytes: dict[str, int] = field(default_factory=dict)
    queries: dict[str, dict[str, Figures]] = field(default_factory=dict)
    """By kind, then by engine."""
    found: dict[str, dict[str, list[list[str]]]] = field(default_factory=dict)
    """By kind, then by engine: the ids that the first queries found."""
    cold: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    """Wall and processor seconds of each whole run."""
    waits: dict[str, str] = field(default_factory=dict)
    """What else somebody waits for who uses fihris, and how long."""
    left_out: list[str] = field(default_factory=list)


def machine() -> dict[str, str]:
    """Return what the figures depend on."""
    model = "unknown"
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": f"{os.cpu_count()} cores, {model}",
        "memory": f"{memory / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "Java": _java(),
        "load before": " ".join(f"{load:.1f}" for load in os.getloadavg()),
    }


def _java() -> str:
    if not shutil.which("java"):
        return "none"
    about = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False)
    return about.stderr.splitlines()[0] if about.stderr else "unknown"


def write(folder: Path, day: str, facts: dict[str, str], sizes: Sequence[Measured]) -> Path:
    """Write the report's two files into a folder; return the Markdown one."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"speed-{day}.md"
    path.write_text("\n".join(markdown(day, facts, sizes)) + "\n", encoding="utf-8")
    record = {"day": day, "facts": facts, "sizes": [_plain(size) for size in sizes]}
    path.with_suffix(".json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _plain(size: Measured) -> dict[str, Any]:
    return {**vars(size), "indexing": {name: vars(usage) for name, usage in size.indexing.items()}}


def markdown(day: str, facts: dict[str, str], sizes: Sequence[Measured]) -> Iterator[str]:
    """Yield the report's lines."""
    yield f"# Speed, {day}"
    yield ""
    yield "What each figure means: [benchmarks/README.md](../README.md)."
    yield ""
    yield from _table(("", ""), facts.items())
    for size in sizes:
        yield ""
        yield from section(size)
    if len(sizes) > 1:
        yield ""
        yield from _growth(sizes)


def section(size: Measured) -> Iterator[str]:
    """Yield the tables of one number of articles."""
    yield f"## {size.articles:,} articles, {size.raw_bytes / MEGABYTE:.1f} MB of raw text"
    for title, lines in (
        ("Indexing", _indexing(size)),
        ("Queries in ms, wall time: p50 / mean / p95", _queries(size, "wall")),
        ("Queries in ms, processor time of the answering thread; mean of the whole process", _queries(size, "thread")),
        ("One whole process a query, ms", _cold(size)),
        ("What else is waited for, with fihris", _table(("", ""), size.waits.items())),
        ("Of the ten best articles of the first queries, the share that the engine above all has too", _shared(size)),
    ):
        yield from ("", f"### {title}", "")
        yield from lines
    yield from (f"\n{line}." for line in size.left_out)


def _indexing(size: Measured) -> Iterator[str]:
    head = ("engine", "processor s", "wall s", "MB of text / processor s", "peak MB", "disk MB", "disk / text")
    rows = (
        (
            name,
            f"{used.cpu_seconds:.1f}",
            f"{used.wall_seconds:.1f}",
            f"{size.raw_bytes / MEGABYTE / used.cpu_seconds:.2f}",
            f"{used.peak_bytes / MEGABYTE:.0f}",
            f"{size.disk_bytes[name] / MEGABYTE:.1f}",
            f"{size.disk_bytes[name] / size.raw_bytes:.2f}",
        )
        for name, used in size.indexing.items()
    )
    return _table(head, rows)


def _queries(size: Measured, clock: str) -> Iterator[str]:
    most = {kind: max(one["process"]["queries"] for one in rows.values()) for kind, rows in size.queries.items()}

    def cell(kind: str, name: str) -> str:
        one, process = size.queries[kind][name][clock], size.queries[kind][name]["process"]
        whole = f"; {process['mean']:.3f}" if clock == "thread" else ""
        few = f" ({process['queries']} queries)" if process["queries"] < most[kind] else ""
        return f"{one['p50']:.3f} / {one['mean']:.3f} / {one['p95']:.3f}{whole}{few}"

    names = next(iter(size.queries.values()), {})
    return _table(("engine", *size.queries), ((name, *(cell(kind, name) for kind in size.queries)) for name in names))


def _cold(size: Measured) -> Iterator[str]:
    rows = (
        (
            name,
            f"{median(wall for wall, _ in runs) * 1000:.0f}",
            f"{max(wall for wall, _ in runs) * 1000:.0f}",
            f"{median(cpu for _, cpu in runs) * 1000:.0f}",
        )
        for name, runs in size.cold.items()
    )
    return _table(("engine", "median", "longest", "processor, median"), rows)


def _shared(size: Measured) -> Iterator[str]:
    names = list(next(iter(size.found.values()), {}))
    rows = ((name, *(_overlap(rows[names[0]], rows[name]) for rows in size.found.values())) for name in names)
    return _table(("engine", *size.found), rows)


def _overlap(one: list[list[str]], other: list[list[str]]) -> str:
    """Return the mean share of the first's articles, nothing if it found none."""
    shares = [len(set(first) & set(second)) / len(first) for first, second in zip(one, other, strict=True) if first]
    return f"{fmean(shares):.2f}" if shares else ""


def _growth(sizes: Sequence[Measured]) -> Iterator[str]:
    """Yield how the mean processor time of the first kind of queries grows."""
    yield from ("## Growth", "")
    kind = next(iter(sizes[0].queries), "")
    names = dict.fromkeys(name for size in sizes for name in size.queries.get(kind, {}))
    means = [
        {name: f"{one['thread']['mean']:.3f}" for name, one in size.queries.get(kind, {}).items()} for size in sizes
    ]
    rows = ((name, *(mean.get(name, "") for mean in means)) for name in names)
    yield from _table((f"{kind}, mean ms of processor time", *(f"{size.articles:,} articles" for size in sizes)), rows)


def _table(head: Sequence[str], rows: Any) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(row)} |"
