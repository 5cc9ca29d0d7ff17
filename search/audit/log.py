"""The log on disk: a folder with the chain and its head.

    log.jsonl    a record a line, each chained to the one before (see `chain`)
    head.json    {"on": true, "records": 12, "bytes": 9321, "sha256": "<hash of the last>"}
    lock         held by whoever writes

A record is written and forced to the disk, then the head is put in the place of the one before: all of it under the
lock, so that two processes write one chain. Whatever is killed when, at most the record that was being written is lost:

- whole records behind the head are of a process that was killed before it could write the head; they are taken in;
- what is behind them is the beginning of a record. Whoever writes next puts a record in its place that says so and
  holds what was left of it, so that a loss is part of the chain;
- a log that is shorter than its head says was cut, and nothing is written to it any more.
"""

import datetime as dt
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from ...index.errors import AuditDamaged, BadInput
from .chain import GENESIS, Fault, Line, Link, faults, follows, read_line, to_line

LOG, HEAD, LOCK = "log.jsonl", "head.json", "lock"
ON, OFF, TORN = "on", "off", "torn"
"""What the log itself writes as `command`: it was turned on or off; a record was torn."""
_PRIVATE: Final = 0o600
_BLOCK: Final = 1 << 20


class Head(NamedTuple):
    """What is known of a log beside the log."""

    on: bool
    records: int
    size: int
    """Bytes of these records."""
    sha256: str
    """The hash of the last."""


class Checked(NamedTuple):
    """What a log was found to be."""

    head: Head
    """As it would be written now: that of the records that are there."""
    faults: tuple[Fault, ...]
    torn: int
    """Bytes of a record that was never finished, at the end."""
    ahead: int
    """Records behind the written head, whole: of a process that was killed before it could say so."""
    losses: tuple[int, ...]
    """Numbers of the records that stand in the place of a torn one."""


class Log:
    """A log in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / LOG

    def head(self) -> Head | None:
        """Return the head; None if nothing was ever logged there.

        Raises `AuditDamaged` for one that is not as it was written, or a log without one.
        """
        try:
            told = json.loads((self.folder / HEAD).read_text(encoding="utf-8"))
            return Head(bool(told["on"]), int(told["records"]), int(told["bytes"]), str(told["sha256"]))
        except FileNotFoundError:
            if self.path.exists():
                raise AuditDamaged(self.folder, f"{HEAD} is gone") from None
            return None
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise AuditDamaged(self.folder, f"{HEAD}: {error!r}") from error

    def turn(self, on: bool) -> bool:
        """Turn the log on or off, which is a record too; tell whether it was the other way before."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._locked():
            head = self.head() or Head(False, 0, 0, GENESIS)
            if head.on == on:
                return False
            if not head.records:
                self._put(head)  # before the log itself: a log without a head is one whose head was taken away
            self._write(head, {"command": ON if on else OFF})
            return True

    def append(self, record: Mapping[str, Any]) -> None:
        """Write a record behind the others, and have it on the disk; nothing if the log was turned off meanwhile.

        Raises `AuditDamaged` if the log was cut, or its head is not as it was written.
        """
        with self._locked():
            head = self.head()
            if head and head.on:
                self._write(head, record)

    def links(self) -> list[Link | None]:
        """Return the records in order, None for what is not as it was written; raises `BadInput` if there is no log."""
        _, lines = self._read()
        return list(map(read_line, lines))

    def check(self) -> Checked:
        """Read the whole log and compare it with its head; raises `BadInput` if there is no log."""
        return _checked(*self._read())

    def _read(self) -> tuple[Head, list[bytes]]:
        """Return the head and the lines, none of them half written."""
        with self._locked():
            head = self.head()
            if head is None:
                raise BadInput(f"nothing was ever logged in {self.folder}; turn the log on with: fihris audit on")
            try:
                with self.path.open("rb") as file:
                    return head, file.readlines()
            except FileNotFoundError:
                return head, []

    def _write(self, head: Head, record: Mapping[str, Any]) -> None:
        """Write a record, first one for what is torn, then the head; a log that is off takes only its turning on."""
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), _PRIVATE)
        with os.fdopen(handle, "r+b") as file:
            head, torn = _caught_up(file, head, self.folder)
            text = b""
            for one in (*_lost(torn), *([record] if head.on or record["command"] == ON else [])):
                line = _next(head, one)
                text += line.text
                head = _counting(head, one["command"], line)
            file.seek(head.size - len(text))
            file.write(text)
            file.truncate()
            file.flush()
            os.fsync(file.fileno())
        self._put(head)

    def _put(self, head: Head) -> None:
        """Put a head in the place of the one there."""
        new = self.folder / f"{HEAD}.new"
        told = {"on": head.on, "records": head.records, "bytes": head.size, "sha256": head.sha256}
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE), "w", encoding="utf-8") as file:
            file.write(json.dumps(told) + "\n")
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.folder / HEAD)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Wait for the lock, and hold it; a folder that nobody can write to needs none."""
        if not os.access(self.folder, os.W_OK):
            yield
            return
        from whoosh.util.filelock import FileLock

        lock = FileLock(str(self.folder / LOCK))
        lock.acquire(blocking=True)
        try:
            yield
        finally:
            lock.release()


def _lost(torn: bytes) -> list[dict[str, Any]]:
    """Return the record that stands in the place of a torn one; none if there is none."""
    return [{"command": TORN, "bytes": len(torn), "text": torn.decode("utf-8", "backslashreplace")}] if torn else []


def _counting(head: Head, command: str, line: Line) -> Head:
    """Return the head of a log to which a line was added."""
    on = {ON: True, OFF: False}.get(command, head.on)
    return Head(on, head.records + 1, head.size + len(line.text), line.sha256)


def _next(head: Head, record: Mapping[str, Any]) -> Line:
    """Return the line of a record that is written now behind those of a head."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
    return to_line({"number": head.records + 1, "time": now, **record}, head.sha256)


def _caught_up(file: BinaryIO, head: Head, folder: Path) -> tuple[Head, bytes]:
    """Return the head of all whole records of a log, and what is torn behind them."""
    size = file.seek(0, os.SEEK_END)
    if size < head.size:
        raise AuditDamaged(folder, f"{LOG} has {size} bytes, and its head counts {head.size}")
    file.seek(head.size)
    return _behind(head, file.readlines())


def _behind(head: Head, lines: list[bytes]) -> tuple[Head, bytes]:
    """Return a head that counts the whole records that follow it, and what is left."""
    for at, line in enumerate(lines):
        link = read_line(line)
        if link is None or not follows(link, head.records, head.sha256):
            return head, b"".join(lines[at:])
        head = _counting(head, link.record["command"], Line(line, link.sha256))
    return head, b""


def _checked(written: Head, lines: list[bytes]) -> Checked:
    """Compare the lines of a log with the head that was written of them."""
    size = counted = 0
    while counted < len(lines) and size < written.size:
        size += len(lines[counted])
        counted += 1
    head, torn = _behind(written, lines[counted:])
    links = [read_line(line) for line in lines]
    found = (*faults(lines[:counted]), *_against(written, counted, size, links[:counted]))
    losses = tuple(link.record["number"] for link in links if link and link.record["command"] == TORN)
    return Checked(head, found, len(torn), head.records - written.records, losses)


def _against(head: Head, records: int, size: int, links: list[Link | None]) -> Iterator[Fault]:
    """Yield what a head says otherwise than so many records of a size."""
    last = links[-1].sha256 if links and links[-1] else GENESIS
    if (records, size, last) != (head.records, head.size, head.sha256):
        yield Fault(
            records, f"is the last, and {HEAD} counts {head.records} records of {head.size} bytes up to another"
        )
    turns = [link.record["command"] for link in links if link and link.record["command"] in (ON, OFF)]
    if head.on != (turns[-1:] == [ON]):
        yield Fault(records, f"is the last, and {HEAD} says that the log is {ON if head.on else OFF}")
