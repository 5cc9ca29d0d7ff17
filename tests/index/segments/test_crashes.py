"""Accidents: whatever is killed when, and whatever fails, the archive holds one commit, whole."""

import errno
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import numpy as np
import pytest
from fihris import Archive, Article
from fihris.index.segments.arrays import ArrayWriter
from fihris.index.segments.manifest import LOCK, MANIFEST

Texts = dict[str, str]


def texts(archive: Archive) -> Texts:
    """Return the text of every article by id."""
    return {identifier: archive.article(identifier).text for identifier in archive.known()}


def assert_sound(path: Path, *commits: Texts) -> Texts:
    """Check that an archive is one of some commits, whole, and that the next writer works; return which."""
    archive = Archive.open(path)
    found = texts(archive)
    assert found in commits
    assert (len(archive), archive.damaged()) == (len(found), [])
    archive.add([Article(id="after", text="بعد الحادث")])
    assert texts(Archive.open(path)) == found | {"after": "بعد الحادث"}
    assert {one.name for one in path.iterdir()} == {LOCK, MANIFEST, *archive.manifest.files()}
    return found


WRITE_ON_AND_ON = """
import json, random, sys
from pathlib import Path
from fihris import Archive, Article

archive, journal = Archive.open(Path(sys.argv[1])), open(sys.argv[2], "a", encoding="utf-8")
texts = {one: archive.article(one).text for one in archive.known()}
draw = random.Random(int(sys.argv[3]))
while True:
    changed = {str(draw.randrange(40)): f"قال الوزير {draw.random()} إن النفط" for _ in range(draw.randrange(12))}
    removed = [one for one in texts if one not in changed and draw.random() < 0.05]
    merging = draw.random() < 0.1
    texts = {one: text for one, text in {**texts, **changed}.items() if one not in removed}
    journal.write(json.dumps(texts) + "\\n")
    journal.flush()
    with archive.writer() as writer:
        for identifier, text in changed.items():
            writer.put(Article(id=identifier, text=text))
        for identifier in removed:
            writer.remove(identifier)
        if merging:
            writer.merge_all()
    journal.write("done\\n")
    journal.flush()
"""


def kill_a_writer(path: Path, journal: Path, draw: random.Random) -> None:
    """Have another process commit on and on, kill it after some commits, and check what is left."""
    before = texts(Archive.open(path))
    journal.write_bytes(b"")
    command = [sys.executable, "-c", WRITE_ON_AND_ON, str(path), str(journal), str(draw.randrange(1 << 30))]
    with subprocess.Popen(command) as process:
        while b"done" not in journal.read_bytes():
            assert process.poll() is None
            time.sleep(0.002)
        time.sleep(draw.random() * 0.1)
        process.kill()
    lines = journal.read_text(encoding="utf-8").splitlines()
    commits = [before, *(json.loads(line) for line in lines if line.endswith("}"))]
    reported = lines.count("done")
    assert_sound(path, *commits[reported : reported + 2])
    archive = Archive.open(path)
    with archive.writer() as writer:
        writer.remove("after")


@pytest.mark.parametrize("rounds", [3, pytest.param(25, marks=pytest.mark.slow)])
def test_killed_writers_leave_a_whole_commit(tmp_path: Path, rounds: int) -> None:
    """After SIGKILL at any moment the archive holds the commit that was reported last, or the one under way."""
    path = tmp_path / "archive"
    Archive.create(path)
    draw = random.Random(rounds)
    for _ in range(rounds):
        kill_a_writer(path, tmp_path / "journal", draw)
    assert Archive.open(path).damaged() == []


class Killed(BaseException):
    """Stands for the end of the process: nothing that it would have done afterwards is done."""


class Accidents:
    """Counts what is done to the disk, and fails from some call on, or at that call only."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int, error: BaseException) -> None:
        self.done = 0
        self.at = at
        self.error = error
        for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "unlink"), (ArrayWriter, "close")):
            patch.setattr(owner, name, self._failing(getattr(owner, name)))

    @property
    def happened(self) -> bool:
        return self.done >= self.at

    def _failing(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def failing(*arguments: Any) -> Any:
            self.done += 1
            if self.done == self.at or (self.happened and isinstance(self.error, Killed)):
                raise self.error
            return call(*arguments)

        return failing


def change(archive: Archive) -> None:
    """Replace, remove and add articles in one commit, which leaves deletions of an older segment."""
    with archive.writer() as writer:
        writer.put(Article(id="7", text="نص جديد عن القطن"))
        writer.remove("8")
        writer.put(Article(id="new", text="نص جديد عن النفط"))


CHANGES: dict[str, Callable[[Archive], None]] = {
    "add": lambda archive: archive.add([Article(id="new", text="قال الوزير نعم")]),
    "change": change,
    "merge": Archive.merge,
}


def begun(path: Path) -> Archive:
    """Return an archive of two segments, one with deletions."""
    archive = Archive.create(path)
    archive.add([Article(id=str(number), text=f"قال الوزير {number}") for number in range(10)])
    archive.add([Article(id="3", text="قال الوزير لا"), Article(id="41", text="قال الوزير نعم")])
    return archive


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("error", [Killed(), OSError(errno.EIO, "broken")], ids=["killed", "one-error"])
@pytest.mark.parametrize("name", CHANGES)
def test_every_step_of_a_commit_may_be_the_last(tmp_path: Path, name: str, error: BaseException) -> None:
    """Whichever call to the disk fails, and whether anything is done after it or not: the old commit, or the new."""
    old = texts(begun(tmp_path / "old"))
    copytree(tmp_path / "old", tmp_path / "whole")
    CHANGES[name](Archive.open(tmp_path / "whole"))
    new = texts(Archive.open(tmp_path / "whole"))
    seen = []
    for at in range(1, 100):
        archive = Archive.open(copytree(tmp_path / "old", tmp_path / f"{at}"))
        with pytest.MonkeyPatch.context() as patch:
            accidents = Accidents(patch, at, error)
            try:
                CHANGES[name](archive)
            except (Killed, OSError):
                assert accidents.happened
        if not accidents.happened:
            break
        seen.append(assert_sound(archive.path, old, new))
    assert len(seen) >= 10
    assert old in seen
    assert new in seen
    assert seen == sorted(seen, key=lambda one: one == new)  # once a commit is in place it stays


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("kept", [0, 3, 50, 95])
def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    """When a file takes no more, `add` fails, its files are gone at once, and the archive is as it was."""
    archive = begun(tmp_path / "archive")
    before, files = texts(archive), {one.name for one in archive.path.iterdir()}
    left = [kept]
    put = ArrayWriter._put

    def full(self: ArrayWriter, data: bytes) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        put(self, data)

    with monkeypatch.context() as patch:
        patch.setattr(ArrayWriter, "_put", full)
        with pytest.raises(OSError, match="No space left"):
            archive.add([Article(id=str(number), text=f"نص {number}") for number in range(30)])
    assert {one.name for one in archive.path.iterdir()} == files
    assert texts(archive) == before
    assert_sound(archive.path, before)


def test_a_manifest_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same when the last file is the one that finds no room."""
    archive = begun(tmp_path / "archive")
    before = texts(archive)

    def full(path: Path, *arguments: Any, **options: Any) -> int:
        path.write_bytes(b'{"format"')
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        with pytest.raises(OSError, match="No space left"):
            archive.merge()
    assert {one.name for one in archive.path.iterdir()} == {LOCK, MANIFEST, *archive.manifest.files()}
    assert_sound(archive.path, before)


def test_articles_that_fail_while_they_are_read_leave_nothing(tmp_path: Path) -> None:
    """`add` takes all or none, however many were taken until then."""
    archive = begun(tmp_path / "archive")
    before, files = texts(archive), {one.name for one in archive.path.iterdir()}

    def broken(count: int) -> Iterator[Article]:
        for number in range(count):
            yield Article(id=str(number), text="القطن")
        raise OSError("unplugged")

    for count in (0, 1, 2_500):
        with pytest.raises(OSError, match="unplugged"):
            archive.add(broken(count))
        assert ({one.name for one in archive.path.iterdir()}, texts(archive)) == (files, before)
    assert_sound(archive.path, before)


def test_an_error_after_the_commit_does_not_undo_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the manifest is in place its files stay, whatever fails then."""
    archive = begun(tmp_path / "archive")
    replace = Path.replace

    def interrupted(path: Path, target: Path) -> Path:
        replace(path, target)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            archive.add([Article(id="new", text="القطن")])
    assert Archive.open(archive.path).article("new").text == "القطن"
    assert Archive.open(archive.path).damaged() == []
    assert np.array_equal(sorted(texts(archive)), sorted(set(texts(Archive.open(archive.path))) - {"new"}))
    assert archive.refresh()
    assert archive.article("new").text == "القطن"
