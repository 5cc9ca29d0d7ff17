"""What every engine's process does, and the protocol that `speed.py` speaks with it.

    python -m engines.NAME index FOLDER FILE      index a file of JSON lines (id, title, text) into a folder
    python -m engines.NAME serve FOLDER           answer requests until the input ends
    python -m engines.NAME search FOLDER QUERY    print the best articles of one query

A request and its answer are a line each. When the index is open the process says {"ready": VERSION}; then

    {"cmd": "search", "queries": [...]}   {"wall": [...], "thread": [...]}
    {"cmd": "top", "queries": [...]}      {"ids": [[...], ...]}

A time, in nanoseconds, runs from the query's string to the ten best articles' numbers and scores, nothing stored being
read; `thread` is the processor time of the thread that answers.
"""

import json
import sys
import time
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Protocol

LIMIT = 10


class Opened(Protocol):
    """An engine with an index open."""

    version: str

    def best(self, text: str) -> object:
        """Return the best articles and their scores in the engine's own terms: what is timed."""

    def found(self, text: str) -> list[tuple[str, str]]:
        """Return id and title of the best articles."""


Open = Callable[[Path], Opened]
Index = Callable[[Path, Path], None]


def run(open_index: Open, index: Index | None = None) -> None:
    """Do what the command line says; an engine that is indexed by a command of its own gives no `index`."""
    for stream in (sys.stdin, sys.stdout):
        assert isinstance(stream, TextIOWrapper)
        stream.reconfigure(encoding="utf-8")
    command, folder, *rest = sys.argv[1:]
    if command == "index" and index:
        index(Path(folder), Path(rest[0]))
    elif command == "search":
        for identifier, title in open_index(Path(folder)).found(rest[0]):
            print(identifier, title, sep="\t")
    elif command == "serve":
        _serve(open_index(Path(folder)))


def _serve(opened: Opened) -> None:
    _answer({"ready": opened.version})
    for line in sys.stdin:
        request = json.loads(line)
        work = _top if request["cmd"] == "top" else _search
        _answer(work(opened, request["queries"]))


def _answer(values: dict[str, Any]) -> None:
    print(json.dumps(values, ensure_ascii=False), flush=True)


def _search(opened: Opened, queries: list[str]) -> dict[str, Any]:
    wall, thread = [], []
    for query in queries:
        began, worked = time.perf_counter_ns(), time.thread_time_ns()
        opened.best(query)
        thread.append(time.thread_time_ns() - worked)
        wall.append(time.perf_counter_ns() - began)
    return {"wall": wall, "thread": thread}


def _top(opened: Opened, queries: list[str]) -> dict[str, Any]:
    return {"ids": [[identifier for identifier, _ in opened.found(query)] for query in queries]}
