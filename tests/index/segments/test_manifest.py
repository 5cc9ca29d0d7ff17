"""The manifest: what it says is checked before anything that it names is opened."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fihris.index.errors import ArchiveDamaged, ArchiveMissing, ArchiveOutdated
from fihris.index.segments import manifest as module
from fihris.index.segments.arrays import Written
from fihris.index.segments.manifest import (
    FIELDS,
    LOCK,
    MANIFEST,
    Entry,
    Manifest,
    check_sizes,
    commit,
    fingerprint,
    made_with,
    read_manifest,
    remove_others,
)
from fihris.index.segments.segment import PARTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
SIZES = st.builds(Written, st.integers(0, 2**63 - 1), st.integers(0, 2**32 - 1))


EMPTY = Written(0, 0)


def entry(name: str, nominal: int = 1024, deletions: str = "", written: Written = EMPTY) -> Entry:
    """Return an entry of empty files."""
    names = [f"{name}.{part}" for part in PARTS] + ([deletions] if deletions else [])
    return Entry(name, nominal, dict.fromkeys(names, written), deletions)


SEGMENTS = (entry("s1"), entry("s22", 5000, "s22.deleted-7"))
SOME = Manifest(7, 371.25, 23, SEGMENTS)
ENTRIES = st.builds(entry, st.integers(0, 10**17).map("s{}".format), st.integers(0, 2**40), st.just(""), SIZES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that holds what `SOME` names, committed."""
    for name in SOME.files():
        (tmp_path / name).write_bytes(b"")
    commit(tmp_path, SOME, SOME.files())
    return tmp_path


@SAME_FOLDER
@given(
    st.builds(
        Manifest,
        st.integers(0, 2**62),
        st.floats(0, 1e9),
        st.integers(0, 2**62),
        st.lists(ENTRIES, max_size=3, unique_by=lambda one: one.name).map(tuple),
    )
)
def test_a_manifest_comes_back(tmp_path: Path, manifest: Manifest) -> None:
    """What is committed is what is read, to the last digit."""
    commit(tmp_path, manifest, ())
    assert read_manifest(tmp_path) == manifest


def test_a_manifest_is_plain_json(folder: Path) -> None:
    """It says what made the archive, and each file's size and checksum."""
    data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    assert list(data) == [*made_with(), "schema", "commit", "mean_length", "next", "segments"]
    assert (data["schema"], data["segments"][1]) == (
        list(FIELDS),
        {
            "name": "s22",
            "nominal": 5000,
            "files": {name: {"bytes": 0, "crc32": 0} for name in SEGMENTS[1].files},
            "deletions": "s22.deleted-7",
        },
    )


def changed(folder: Path, change: dict[str, Any], of_segment: dict[str, Any] | None = None) -> None:
    """Change what the manifest says, at its top or of the second segment."""
    data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    data["segments"][1] |= of_segment or {}
    (folder / MANIFEST).write_text(json.dumps(data | change), encoding="utf-8")


HUGE = float("inf")


@pytest.mark.parametrize(
    "change",
    [
        {"commit": "7"},
        {"commit": None},
        {"commit": -1},
        {"commit": 1.5},
        {"commit": HUGE},
        {"commit": True},
        {"commit": 1 << 63},
        {"next": [1]},
        {"mean_length": "long"},
        {"mean_length": HUGE},
        {"mean_length": float("nan")},
        {"mean_length": -1.0},
        {"segments": None},
        {"segments": {}, "commit": {}},
        {"segments": ["s1"]},
        {"segments": [{}]},
        {"segments": [[]]},
    ],
    ids=str,
)
def test_values_of_no_manifest_are_damage(folder: Path, change: dict[str, Any]) -> None:
    """Numbers are numbers, and segments are segments."""
    changed(folder, change)
    with pytest.raises(ArchiveDamaged, match=MANIFEST):
        read_manifest(folder)


def files_of(name: str, *more: str) -> dict[str, Any]:
    return {one: {"bytes": 0, "crc32": 0} for one in (*(f"{name}.{part}" for part in PARTS), *more)}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"name": "../s22"}, id="a-name-that-leads-out"),
        pytest.param({"name": "../s22", "files": files_of("../s22"), "deletions": ""}, id="files-that-lead-out"),
        pytest.param({"name": "/etc/s22", "files": files_of("/etc/s22"), "deletions": ""}, id="an-absolute-path"),
        pytest.param({"name": "..", "files": files_of(".."), "deletions": ""}, id="the-folder-above"),
        pytest.param({"name": "", "files": files_of(""), "deletions": ""}, id="no-name"),
        pytest.param({"name": "s22\n", "files": files_of("s22\n"), "deletions": ""}, id="a-line-end"),
        pytest.param({"name": "s٢", "files": files_of("s٢"), "deletions": ""}, id="other-digits"),
        pytest.param({"name": "c:s22", "files": files_of("c:s22"), "deletions": ""}, id="a-drive"),
        pytest.param({"name": "s1", "files": files_of("s1"), "deletions": ""}, id="a-segment-twice"),
        pytest.param({"name": 22}, id="a-number-for-a-name"),
        pytest.param({"files": files_of("s22", MANIFEST)}, id="the-manifest-itself"),
        pytest.param({"files": files_of("s22", "s22.deleted-7", "s22.deleted-8")}, id="a-file-too-many"),
        pytest.param({"files": files_of("s22")}, id="deletions-that-are-no-file"),
        pytest.param({"files": files_of("s22", "s1.deleted-7"), "deletions": "s1.deleted-7"}, id="another's-deletions"),
        pytest.param({"files": files_of("s22", "../x"), "deletions": "../x"}, id="deletions-that-lead-out"),
        pytest.param({"files": {}}, id="no-files"),
        pytest.param({"files": []}, id="a-list-of-files"),
        pytest.param({"files": dict.fromkeys(files_of("s22", "s22.deleted-7"), 5)}, id="no-sizes"),
        pytest.param({"deletions": ["s22.deleted-7"]}, id="a-list-of-deletions"),
        pytest.param({"nominal": "many"}, id="no-count"),
    ],
)
def test_no_manifest_leads_out_of_its_folder(folder: Path, change: dict[str, Any]) -> None:
    """A segment has the files of its own name and no other, whatever the manifest says."""
    changed(folder, {}, change)
    with pytest.raises(ArchiveDamaged, match=MANIFEST):
        read_manifest(folder)


@SAME_FOLDER
@given(st.floats(0, 1, exclude_max=True), st.binary(max_size=3))
def test_a_damaged_manifest_is_nothing_but_damage(folder: Path, where: float, bytes_there: bytes) -> None:
    """Whatever stands at any place, a manifest is read, or is one of our errors."""
    before = (folder / MANIFEST).read_bytes()
    at = int(where * len(before))
    (folder / MANIFEST).write_bytes(before[:at] + bytes_there + before[at + len(bytes_there) :])
    try:
        assert isinstance(read_manifest(folder), Manifest)
    except (ArchiveDamaged, ArchiveOutdated):
        pass
    finally:
        (folder / MANIFEST).write_bytes(before)


@pytest.mark.parametrize("name", ["format", "analyzer", "lexicon"])
def test_other_versions_are_outdated(folder: Path, name: str) -> None:
    """An archive is read with what made it, and the message names what differs."""
    changed(folder, {name: "older"})
    with pytest.raises(ArchiveOutdated, match=f"{name} older, not {made_with()[name]}"):
        read_manifest(folder)


def test_a_missing_manifest_is_a_missing_archive(tmp_path: Path) -> None:
    """So is a missing folder."""
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(ArchiveMissing):
            read_manifest(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_pipes_are_not_waited_for(folder: Path) -> None:
    """A pipe in the place of a file is damage: reading it would never end."""
    (folder / "s1.words").unlink()
    os.mkfifo(folder / "s1.words")
    with pytest.raises(ArchiveDamaged, match=r"s1\.words is no file"):
        check_sizes(folder, SOME)
    (folder / MANIFEST).unlink()
    os.mkfifo(folder / MANIFEST)
    with pytest.raises(ArchiveDamaged, match="it is a pipe"):
        read_manifest(folder)


def test_sizes_are_checked(folder: Path) -> None:
    """A file that is longer, shorter or gone is named."""
    check_sizes(folder, SOME)
    (folder / "s1.words").write_bytes(b"x")
    with pytest.raises(ArchiveDamaged, match=r"s1\.words has 1 bytes, not 0"):
        check_sizes(folder, SOME)
    (folder / "s1.words").unlink()
    with pytest.raises(ArchiveDamaged, match=r"s1\.words: No such file"):
        check_sizes(folder, SOME)


def test_only_what_no_commit_names_is_removed(folder: Path) -> None:
    """Leftovers of writers go, by whatever way they lead elsewhere; files and folders that are none of ours stay."""
    outside = folder.parent / "outside.txt"
    outside.write_text("stays", encoding="utf-8")
    for name in ("s9.words", "s1.deleted-3", "s22.deleted-8", f"{MANIFEST}.new"):
        (folder / name).write_bytes(b"left over")
    for name, target in (("s7.exact", outside), ("s8.exact", folder / "nowhere")):
        (folder / name).symlink_to(target)
    ours = {MANIFEST, LOCK, *SOME.files()}
    theirs = {"notes.txt", "s1.txt", "s1.words.bak", "words", "manifest.json.old"}
    for name in (LOCK, *theirs):
        (folder / name).write_bytes(b"")
    (folder / "folder").mkdir()
    remove_others(folder, SOME)
    assert {path.name for path in folder.iterdir()} == ours | theirs | {"folder"}
    remove_others(folder, replace(SOME, segments=SEGMENTS[:1]))
    assert {path.name for path in folder.iterdir()} == {MANIFEST, LOCK, *SEGMENTS[0].files, "folder"} | theirs
    assert outside.read_text(encoding="utf-8") == "stays"


def test_a_fingerprint_is_of_what_decides_answers() -> None:
    """Neither names nor the number of commits; whatever else is changed, it is another."""
    known = Manifest(7, 371.5, 9, (entry("s1", 10), entry("s8", 2, "s8.deleted-7")))
    renamed = Manifest(8, 371.5, 12, (entry("s3", 10), entry("s11", 2, "s11.deleted-8")))
    others = [
        Manifest(),
        replace(known, mean_length=371.6),
        replace(known, segments=known.segments[::-1]),
        replace(known, segments=known.segments[:1]),
        replace(known, segments=(entry("s1", 11), known.segments[1])),
        replace(known, segments=(known.segments[0], entry("s8", 2))),
        replace(known, segments=(entry("s1", 10, written=Written(0, 1)), known.segments[1])),
    ]
    assert fingerprint(known) == fingerprint(renamed)
    assert len({fingerprint(one) for one in (known, *others)}) == len(others) + 1


def test_a_fingerprint_is_of_the_words_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same files read with other words give other answers."""
    before = fingerprint(Manifest())
    monkeypatch.setattr(module, "made_with", lambda: {**made_with(), "lexicon": "another"})
    assert fingerprint(Manifest()) != before
