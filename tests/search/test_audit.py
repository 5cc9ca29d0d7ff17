"""The log of what was asked: one chain whoever writes, in which no byte can be another; whatever is killed when."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fihris.index.errors import AuditDamaged, BadInput
from fihris.search.audit import log as module
from fihris.search.audit.chain import GENESIS, Fault, faults, read_line, to_line
from fihris.search.audit.log import HEAD, LOG, Head, Log
from hypothesis import given
from hypothesis import strategies as st

from .hostile import ALL, unsafe

ASKED = ("النفط", "كأس الجمهورية", f"قمر{ALL}", '{"a": "\\"}\n', "\ud800", "")


def chained(*asked: str) -> list[bytes]:
    """Return the lines of a chain that holds what was asked."""
    lines, previous = [], GENESIS
    for number, text in enumerate(asked, 1):
        line = to_line({"number": number, "command": "search", "asked": text}, previous)
        lines.append(line.text)
        previous = line.sha256
    return lines


CHAIN = chained(*ASKED)


def written(folder: Path, *asked: str) -> Log:
    """Return a log that is on and holds what was asked."""
    log = Log(folder)
    log.turn(on=True)
    for text in asked:
        log.append({"command": "search", "asked": text})
    return log


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return written(tmp_path / "log", *ASKED)


def asked(log: Log) -> list[Any]:
    """Return what the records say was asked, None for what is no record; the command where nothing was."""
    return [link and link.record.get("asked", link.record["command"]) for link in log.links()]


def test_a_record_is_one_line_that_can_be_read_again() -> None:
    """Whatever it holds; nothing in it drives a terminal, and Arabic stays as it is."""
    assert [read_line(line).record["asked"] for line in CHAIN] == list(ASKED)  # type: ignore[union-attr]
    assert unsafe("".join(line.decode() for line in CHAIN), "\n") == set()
    assert [line.count(b"\n") for line in CHAIN] == [1] * len(CHAIN)
    assert "النفط".encode() in CHAIN[0]


def test_a_whole_chain_has_no_fault() -> None:
    """Nor has one without a record."""
    assert (list(faults(CHAIN)), list(faults([]))) == ([], [])


def test_the_hash_of_a_line_can_be_worked_out_by_anybody() -> None:
    """It is of the line's JSON without the last key."""
    from hashlib import sha256

    body, _, end = CHAIN[0].rpartition(b', "sha256": "')
    assert sha256(body + b"}").hexdigest() == end.decode()[:64]


@given(st.data())
def test_any_edit_of_any_byte_is_found(data: st.DataObject) -> None:
    """One byte another, one more, or one less, wherever."""
    whole = b"".join(CHAIN)
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = bytes([data.draw(st.integers(0, 255).filter(lambda one: one != whole[at]))])
    kind = data.draw(st.sampled_from(["another", "more", "less"]))
    edited = whole[:at] + (b"" if kind == "less" else byte) + whole[at + (kind != "more") :]
    assert list(faults(edited.splitlines(keepends=True)))


@given(st.data())
def test_any_other_order_is_found(data: st.DataObject) -> None:
    """Records that are gone, doubled or moved; only a cut at the end leaves a chain, which the head tells of."""
    places = data.draw(st.lists(st.integers(0, len(CHAIN) - 1), max_size=8))
    found = list(faults(CHAIN[place] for place in places))
    assert bool(found) == (places != list(range(len(places))))


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (CHAIN[1:], [Fault(1, "does not follow what is before it")]),
        (CHAIN[:2] + CHAIN[3:], [Fault(3, "does not follow what is before it")]),
        ([*CHAIN[:2], CHAIN[2].replace(b"search", b"Search"), *CHAIN[3:]], [Fault(3, "is not as it was written")]),
        ([*CHAIN[:2], b"\n", *CHAIN[2:]], [Fault(3, "is not as it was written")]),
    ],
    ids=["the first is gone", "one is gone", "one is changed", "one is added"],
)
def test_a_fault_is_where_it_is(lines: list[bytes], wanted: list[Fault]) -> None:
    """Named by its line, and by no other."""
    assert list(faults(lines)) == wanted


@pytest.mark.parametrize(
    "record",
    [{}, {"number": "1", "command": "search"}, {"number": 1, "command": ["on"]}, {"number": True, "command": "on"}],
)
def test_a_line_of_another_shape_is_no_record(record: dict[str, Any]) -> None:
    """Even with its hash right."""
    assert read_line(to_line(record, GENESIS).text) is None


def test_what_is_logged_is_there(log: Log) -> None:
    """In order, numbered, each with its time; the log's own turning on is the first."""
    assert asked(log) == ["on", *ASKED]
    records = [link.record for link in log.links() if link]
    assert [one["number"] for one in records] == list(range(1, 8))
    assert sorted(one["time"] for one in records) == [one["time"] for one in records]
    assert log.check() == (log.head(), (), 0, 0, ())
    assert log.check().head.size == log.path.stat().st_size


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_only_its_owner_reads_a_log(log: Log) -> None:
    """It holds what was typed."""
    assert [(log.folder / name).stat().st_mode & 0o077 for name in (".", LOG, HEAD)] == [0, 0, 0]


def test_off_is_a_record_too(log: Log) -> None:
    """So that a gap can be seen; to turn it off twice is nothing, and to append to it neither."""
    assert [log.turn(on=False), log.turn(on=False)] == [True, False]
    log.append({"command": "search", "asked": "لا شيء"})
    assert [log.turn(on=True), log.turn(on=True)] == [True, False]
    assert asked(log)[-3:] == ["", "off", "on"]
    assert log.check() == (log.head(), (), 0, 0, ())


def test_without_a_log_there_is_nothing(tmp_path: Path) -> None:
    """A log is only begun by turning it on."""
    log = Log(tmp_path)
    log.append({"command": "search"})
    assert (log.head(), list(tmp_path.glob("*.json*"))) == (None, [])
    for ask in (log.check, lambda: list(log.links())):
        with pytest.raises(BadInput, match="turn the log on with: fihris audit on"):
            ask()


@given(st.data())
def test_any_edit_of_the_log_is_found_against_its_head(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """A byte another, more or less, lines in another order, or a cut at any place: the end too."""
    log = written(tmp_path_factory.mktemp("log"), "النفط", "الذهب", "القمح")
    whole = log.path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    lines = whole.splitlines(keepends=True)
    edited = data.draw(
        st.sampled_from(
            [
                whole[:at],
                whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :],
                whole[:at] + whole[at + 1 :],
                whole[:at] + b" " + whole[at:],
                b"".join(lines[: at % 4] + lines[at % 4 + 1 :]),
                b"".join(lines[::-1]),
            ]
        )
    )
    log.path.write_bytes(edited)
    checked = log.check()
    assert checked.faults or checked.torn


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"records": 6}, "is the last, and head.json counts 6 records"),
        ({"sha256": "0" * 64}, "is the last, and head.json counts 7 records"),
        ({"on": False}, "is the last, and head.json says that the log is off"),
    ],
)
def test_a_head_that_says_otherwise_is_a_fault(log: Log, change: dict[str, Any], words: str) -> None:
    """Of the last line."""
    told = json.loads((log.folder / HEAD).read_text())
    (log.folder / HEAD).write_text(json.dumps(told | change))
    (fault,) = log.check().faults
    assert (fault.line, fault.what[: len(words)]) == (7, words)


@pytest.mark.parametrize("head", ["", "[]", "{}", '{"on": true, "records": "x", "bytes": 0, "sha256": ""}', None])
def test_a_log_without_its_head_is_written_no_further(log: Log, head: str | None) -> None:
    """Else whoever takes the head away could cut the end."""
    (log.folder / HEAD).unlink() if head is None else (log.folder / HEAD).write_text(head)
    for use in (log.check, log.head, lambda: log.append({"command": "search"}), lambda: log.turn(on=True)):
        with pytest.raises(AuditDamaged, match=r"head\.json"):
            use()


def test_a_log_that_was_cut_is_written_no_further(log: Log) -> None:
    """Nothing is put where records were."""
    lines = log.path.read_bytes().splitlines(keepends=True)
    log.path.write_bytes(b"".join(lines[:-1]))
    with pytest.raises(AuditDamaged, match="and its head counts"):
        log.append({"command": "search"})
    assert asked(log) == ["on", *ASKED[:-1]]
    assert [fault.line for fault in log.check().faults] == [6]


def test_a_log_that_is_gone_is_a_fault(log: Log) -> None:
    """Its head is there still."""
    log.path.unlink()
    assert [fault.line for fault in log.check().faults] == [0, 0]


TORN = b'{"number": 8, "time": "2021'


@pytest.mark.parametrize("torn", [TORN, b"\0" * 4096, "نفط".encode()[:-1], b"x\ny\n", b"{" * 100_000])
def test_a_torn_record_is_reported_and_noted(log: Log, torn: bytes) -> None:
    """Before the next record it is told of; then a record that holds what was left stands in its place."""
    with log.path.open("ab") as file:
        file.write(torn)
    assert log.check() == (log.head(), (), len(torn), 0, ())
    log.append({"command": "search", "asked": "بعده"})
    checked = log.check()
    assert (checked.faults, checked.torn, checked.losses) == ((), 0, (8,))
    assert asked(log)[-2:] == ["torn", "بعده"]
    (lost,) = (link.record for link in log.links() if link and link.record["command"] == "torn")
    assert (lost["bytes"], lost["text"]) == (len(torn), torn.decode("utf-8", "backslashreplace"))


def test_whole_records_behind_the_head_are_taken_in(log: Log) -> None:
    """Their process was killed before it could count them; the log's being on or off is theirs, too."""
    before = (log.folder / HEAD).read_text()
    log.append({"command": "search", "asked": "قبل الأخير"})
    log.turn(on=False)
    after = log.head()
    (log.folder / HEAD).write_text(before)
    assert log.check() == (after, (), 0, 2, ())
    log.append({"command": "search", "asked": "لا يسجل"})
    assert (log.head(), asked(log)[-1]) == (after, "off")


def test_a_chain_of_somebody_else_behind_the_head_is_none(log: Log) -> None:
    """What is whole but does not follow is torn."""
    with log.path.open("ab") as file:
        file.write(CHAIN[0])
    assert (log.check().torn, log.check().ahead) == (len(CHAIN[0]), 0)


WRITER = """
import sys
from pathlib import Path
from fihris.search.audit.log import Log
log = Log(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    log.append({"command": "search", "asked": f"{sys.argv[2]} {number}", "text": "نفط" * 2000})
    print(number, flush=True)
"""


@contextmanager
def writer(log: Log, name: str, records: int) -> Iterator[subprocess.Popen[str]]:
    """Start a process that writes so many records once it is told to."""
    command = [sys.executable, "-c", WRITER, str(log.folder), name, str(records)]
    with subprocess.Popen(command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield process


def begin(process: subprocess.Popen[str]) -> None:
    """Tell a process to write."""
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


def test_two_processes_write_one_chain(tmp_path: Path) -> None:
    """None of their records is lost, and each one's are in their order."""
    log = written(tmp_path / "log")
    with writer(log, "a", 40) as one, writer(log, "b", 40) as other:
        begin(one)
        begin(other)
        for process in (one, other):
            assert process.stdout
            assert len(process.stdout.readlines()) == 40
    texts = asked(log)[1:]
    assert {name: [one for one in texts if one[0] == name] for name in "ab"} == {
        name: [f"{name} {number}" for number in range(40)] for name in "ab"
    }
    assert log.check() == (log.head(), (), 0, 0, ())


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
@pytest.mark.parametrize("seen", [0, 3, 17])
def test_a_killed_process_loses_at_most_its_last_record(tmp_path: Path, seen: int) -> None:
    """What it said was written is there, whenever it is killed; the log goes on."""
    log = written(tmp_path / "log")
    with writer(log, "a", 1000) as process:
        begin(process)
        assert process.stdout
        told = [process.stdout.readline() for _ in range(seen)]
        process.send_signal(signal.SIGKILL)
        told += process.stdout
    checked = log.check()
    whole = [one for one in asked(log) if one]
    assert (checked.faults, checked.head.records in (len(told) + 1, len(told) + 2)) == ((), True)
    assert whole[: len(told) + 1] == ["on", *(f"a {number}" for number in range(len(told)))]
    log.append({"command": "search", "asked": "بعده"})
    assert (log.check().faults, log.check().torn, asked(log)[-1]) == ((), 0, "بعده")


class Killed(BaseException):
    """Stands for the end of a process."""


@pytest.fixture
def killed_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Return a function: from then on the process ends at the call of one of the log's steps."""

    def at(step: str) -> None:
        def end(*arguments: object, **named: object) -> None:
            raise Killed

        monkeypatch.setattr(
            *{"fsync": (os, "fsync"), "head": (Path, "replace"), "line": (module, "to_line")}[step], end
        )

    yield at
    monkeypatch.undo()


@pytest.mark.parametrize("step", ["line", "fsync", "head"])
def test_wherever_a_process_ends_the_chain_is_whole(
    log: Log, killed_at: Any, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The record that was being written is there as a whole, or not at all."""
    killed_at(step)
    with pytest.raises(Killed):
        log.append({"command": "search", "asked": "قيد الكتابة"})
    monkeypatch.undo()
    checked = log.check()
    assert (checked.faults, checked.torn, checked.ahead) == ((), 0, 0 if step == "line" else 1)
    log.append({"command": "search", "asked": "بعده"})
    assert asked(log) == ["on", *ASKED, *(["قيد الكتابة"] if step != "line" else []), "بعده"]
    assert log.check() == (log.head(), (), 0, 0, ())


def test_a_log_may_be_read_where_nobody_may_write(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that was handed over is checked as it is."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    (log.folder / "lock").unlink()
    assert (log.check().faults, (log.folder / "lock").exists()) == ((), False)
    assert log.head() == Head(True, 7, log.path.stat().st_size, log.check().head.sha256)
