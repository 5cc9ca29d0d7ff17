"""Queries in rounds: every engine has its turn on a part of the queries, then all of them on the next part."""

from collections.abc import Sequence
from statistics import fmean, median, quantiles
from typing import Final, NamedTuple

from .engines import Engine
from .processes import Times, Worker
from .queries import Queries

ROUNDS: Final = 10
CHECKED: Final = 10
"""How many queries of a kind are looked at for what they find."""


def figures(times: Times) -> dict[str, dict[str, float]]:
    """Return how many queries there were, p50, mean and p95 of each clock in ms, the process's mean too."""
    return {
        "wall": _spread(times.wall),
        "thread": _spread(times.thread),
        "process": {"queries": len(times.wall), "mean": times.process_seconds * 1000 / len(times.wall)},
    }


def _spread(nanoseconds: Sequence[int]) -> dict[str, float]:
    times = [one / 1e6 for one in nanoseconds]
    p95 = quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
    return {"p50": median(times), "mean": fmean(times), "p95": p95}


class Running(NamedTuple):
    """An engine that is ready to answer."""

    engine: Engine
    worker: Worker
    articles: int

    def count(self, queries: Sequence[str]) -> int:
        """Return how many of the queries it is asked."""
        return self.engine.queries_at(self.articles, len(queries))


def warm_up(running: Sequence[Running], kinds: Sequence[Queries]) -> None:
    """Ask every engine other queries than those that are measured."""
    for one in running:
        for _ in range(one.engine.warm_up_passes):
            for queries in kinds:
                one.worker.search(queries.warm_up[: one.count(queries.warm_up)])


def timed(running: Sequence[Running], queries: Queries) -> dict[str, Times]:
    """Ask one kind of queries once; return the times by the engine's name."""
    times = {one.engine.name: Times() for one in running}
    for turn in range(ROUNDS):
        for one in running:
            part = queries.measured[: one.count(queries.measured)][turn::ROUNDS]
            times[one.engine.name].add(one.worker.search(part))
    return times


def found(running: Sequence[Running], queries: Queries) -> dict[str, list[list[str]]]:
    """Return what the first queries of a kind find, by the engine's name: ids of the best articles."""
    return {one.engine.name: one.worker.top(queries.measured[:CHECKED]) for one in running}
