"""Damaged and hostile archives: one of our errors when they are met, and nothing worse."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fihris import Archive, Article
from fihris.index.errors import ArchiveDamaged, FihrisError
from fihris.index.keys import LAYERS
from fihris.index.segments.arrays import ArrayFile, written
from fihris.index.segments.manifest import MANIFEST
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FILES = ("articles", "words", *LAYERS)
QUERIES = ("النفط أسعار", '"أسعار النفط"', "رئي*", "*فط", "NOT النفط", "title:النفط", "root:نفط", "النفظ~", "*")


@pytest.fixture
def filled(tmp_path: Path, articles: tuple[Article, ...]) -> Archive:
    archive = Archive.create(tmp_path / "archive")
    archive.add(articles)
    return archive


def everything(archive: Archive) -> dict[str, Article]:
    """Return every article by id, read whole."""
    found = {identifier: archive.article(identifier) for identifier in archive.known()}
    assert len(found) == len(archive)
    return found


def asked(archive: Archive) -> None:
    """Ask an archive for everything that it can be asked for."""
    everything(archive)
    with archive.reading():
        for query in QUERIES:
            results = archive.search(query)
            assert results.total >= 0
            assert all(hit.article.id is not None for hit in results.hits)  # reads them; what they say may be wrong


@pytest.mark.parametrize("content", [b"", b"\0", b"\xff" * 64, None], ids=["empty", "zero", "noise", "gone"])
@pytest.mark.parametrize("part", FILES)
def test_damaged_files_are_reported(filled: Archive, part: str, content: bytes | None) -> None:
    """A file that is cut, overwritten or gone is one of our errors, on one line, and is named."""
    path = filled.path / f"s1.{part}"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    with pytest.raises(ArchiveDamaged, match=path.name) as caught:
        Archive.open(filled.path)
    assert "\n" not in str(caught.value)
    assert filled.damaged() == [path.name]


@pytest.mark.parametrize("part", FILES)
@pytest.mark.parametrize("fits", [True, False], ids=["the-manifest-fits", "the-manifest-tells"])
def test_files_cut_short_are_reported(filled: Archive, part: str, fits: bool) -> None:
    """A file that lost its end is damage, also when somebody made the manifest fit."""
    path = filled.path / f"s1.{part}"
    path.write_bytes(path.read_bytes()[:-100])
    if fits:
        manifest = json.loads((filled.path / MANIFEST).read_text(encoding="utf-8"))
        manifest["segments"][0]["files"][path.name]["bytes"] -= 100
        (filled.path / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ArchiveDamaged):
        Archive.open(filled.path)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FILES), st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_overwritten_bytes_are_damage_or_do_no_harm(filled: Archive, part: str, where: float, bits: int) -> None:
    """Wherever a byte is another, whatever is asked raises one of our errors or none; and the checksum tells."""
    path = filled.path / f"s1.{part}"
    before = path.read_bytes()
    data = bytearray(before)
    data[int(where * len(data))] ^= bits
    path.write_bytes(data)
    try:
        assert filled.damaged() == [path.name]
        with np.errstate(all="ignore"):
            asked(Archive.open(filled.path))
    except FihrisError:
        pass
    finally:
        path.write_bytes(before)


def rewritten(path: Path, name: str, change: Callable[[Any], Any]) -> None:
    """Write a file of arrays again, one of them changed; the manifest beside it is made to fit."""
    arrays = ArrayFile(path)
    with written(path.with_suffix(".new")) as writer:
        for one in arrays._contents:
            writer.write(one, np.asarray(change(arrays[one].copy()) if one == name else arrays[one], arrays[one].dtype))
    path.with_suffix(".new").replace(path)
    manifest = json.loads((path.parent / MANIFEST).read_text(encoding="utf-8"))
    manifest["segments"][0]["files"][path.name] = {"bytes": writer.size, "crc32": writer.checksum}
    (path.parent / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("articles", "starts", 1 << 40),
        ("articles", "id_places", 1 << 20),
        ("articles", "path_places", 1 << 20),
        ("articles", "source_places", 1 << 20),
        ("articles", "author_places", 1 << 20),
        ("articles", "category_places", 1 << 20),
        ("articles", "dates", 20219999),
        ("articles", "frames", 0),
        ("words", "codes", 60_000),
        ("words", "common", 1 << 31),
        ("words", "starts", 1 << 40),
        ("forms", "lemma.readings", 1 << 31),
        ("words", "title_lengths", (1 << 32) - 1),
        ("lemma", "postings.0", (1 << 32) - 1),
        ("articles", "ids.blocks", 1 << 20),
    ],
)
def test_archives_that_somebody_made_up(filled: Archive, part: str, name: str, value: int) -> None:
    """Arrays that lead outside, with checksums that are right, are damage when they are met."""

    def astray(array: Any) -> Any:
        array[1:] = value
        return array

    rewritten(filled.path / f"s1.{part}", name, astray)
    with pytest.raises(ArchiveDamaged), np.errstate(all="ignore"):
        asked(Archive.open(filled.path))
    assert filled.damaged() == []


@pytest.mark.parametrize("name", ["ids.blocks", "sources.blocks", "authors.blocks", "starts", "digests"])
def test_arrays_without_entries_are_damage(filled: Archive, name: str) -> None:
    """So are arrays that hold nothing where something must be."""
    rewritten(filled.path / "s1.articles", name, lambda array: array[:0])
    with pytest.raises(ArchiveDamaged):
        asked(Archive.open(filled.path))


def test_writing_to_a_damaged_archive_says_so(filled: Archive) -> None:
    """What merging meets is damage; what the caller raises is the caller's, and nothing is lost."""
    path = filled.path / "s1.articles"
    before = path.read_bytes()
    path.write_bytes(before[:128] + bytes(200) + before[328:])
    with pytest.raises(ArchiveDamaged, match=r"s1\.articles"):
        Archive.open(filled.path).merge()
    path.write_bytes(before)

    def broken() -> Iterator[Article]:
        yield Article(id="new", text="القطن")
        raise ValueError("unplugged")

    with pytest.raises(ValueError, match="unplugged"):
        filled.add(broken())
    assert len(everything(Archive.open(filled.path))) == 5
