"""Processes: commands measured from the outside, and workers that answer over pipes."""

import json
import os
import resource
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from select import select
from typing import Any, Final, Self

SAMPLE_SECONDS: Final = 0.2
_SCHEDULER_CLOCK: Final = 2
"""With a process's number, Linux's clock of the processor time of that process, in nanoseconds."""
BENCHMARKS: Final = Path(__file__).parents[1]

ENVIRONMENT: Final[Mapping[str, str]] = {
    # Python compiles its modules once, as it does for whoever has installed them.
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONPATH": os.pathsep.join(filter(None, (str(BENCHMARKS), os.environ.get("PYTHONPATH")))),
    "PYTHONIOENCODING": "utf-8",
}


@dataclass(frozen=True)
class Usage:
    """What a command took; the peak is the most that its processes held together at one time."""

    cpu_seconds: float
    wall_seconds: float
    peak_bytes: int


def measured(command: Sequence[str]) -> Usage:
    """Run a command to its end; raises `subprocess.CalledProcessError` if it fails.

    The processor time is that of the process and of all the children it has waited for. Memory is sampled; what several
    processes share counts once.
    """
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    ended = os.pidfd_open(process.pid)
    peak = 0
    try:
        while not select([ended], [], [], SAMPLE_SECONDS)[0]:
            peak = max(peak, sum(map(_held, _tree(process.pid))))
        wall = time.perf_counter() - began
    finally:
        os.close(ended)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Usage(used.ru_utime + used.ru_stime, wall, peak)


def _tree(pid: int) -> Iterator[int]:
    """Yield a process and its descendants, those that are still there."""
    yield pid
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text(encoding="ascii").split():
                yield from _tree(int(child))
    except OSError:  # it has ended meanwhile
        return


def _held(pid: int) -> int:
    """Return the bytes that a process holds, its share of what it shares with others."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def whole_run(command: Sequence[str]) -> tuple[float, float]:
    """Return wall and processor seconds of a command whose output goes to a pipe; finding nothing (1) is no error."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENVIRONMENT, check=False)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode not in (0, 1):
        raise subprocess.CalledProcessError(ran.returncode, command)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@dataclass
class Times:
    """Nanoseconds of each query; processor seconds of the whole process for all, whatever its threads did."""

    wall: list[int] = field(default_factory=list)
    thread: list[int] = field(default_factory=list)
    """Processor time of the thread that answers."""
    process_seconds: float = 0.0

    def add(self, other: "Times") -> None:
        """Add another batch."""
        self.wall += other.wall
        self.thread += other.thread
        self.process_seconds += other.process_seconds


class Worker:
    """A process that answers a line with a line: the protocol of `engines.worker`."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT, encoding="utf-8"
        )
        self._clock = (~self._process.pid << 3) | _SCHEDULER_CLOCK
        self.version: str = self._answer()["ready"]

    def __enter__(self) -> Self:
        """Return the worker, which is ready."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process: its input ends."""
        self._process.communicate()

    def search(self, queries: Sequence[str]) -> Times:
        """Return the times of a batch of queries."""
        before = time.clock_gettime(self._clock)
        answer = self._ask("search", queries)
        return Times(answer["wall"], answer["thread"], time.clock_gettime(self._clock) - before)

    def top(self, queries: Sequence[str]) -> list[list[str]]:
        """Return the ids of the best articles of each query."""
        found: list[list[str]] = self._ask("top", queries)["ids"]
        return found

    def _ask(self, command: str, queries: Sequence[str]) -> Any:
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"cmd": command, "queries": queries}) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise subprocess.CalledProcessError(self._process.wait(), self._process.args)
        return json.loads(line)
