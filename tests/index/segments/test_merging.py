"""Merging: which segments, and that nothing is lost or kept too long."""

from dataclasses import replace
from pathlib import Path

import pytest
from fihris import Archive, Article
from fihris.index.keys import LAYERS
from fihris.index.segments import merging
from fihris.index.segments.merging import to_merge
from fihris.index.segments.snapshot import Snapshot, keys_of
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("live", "deleted", "first"),
    [
        pytest.param([], [], 0, id="nothing"),
        pytest.param([5], [0], 1, id="one"),
        pytest.param([0], [0], 1, id="nothing-new"),
        pytest.param([4, 1], [0, 0], 2, id="four-times-as-large"),
        pytest.param([3, 1], [0, 0], 0, id="not-four-times-as-large"),
        pytest.param([100, 16, 3, 1], [0, 0, 0, 0], 2, id="only-the-newest"),
        pytest.param([100, 20, 4, 1], [0, 0, 0, 0], 4, id="each-large-enough"),
        pytest.param([79, 16, 3, 1], [0, 0, 0, 0], 0, id="one-leads-to-the-next"),
        pytest.param([100, 1], [33, 0], 2, id="a-quarter-deleted"),
        pytest.param([100, 1], [34, 0], 0, id="more-than-a-quarter-deleted"),
        pytest.param([1000, 10, 1], [0, 9, 0], 1, id="the-deleted-and-all-newer"),
        pytest.param([100, 0], [0, 0], 2, id="nothing-new-is-no-reason"),
        pytest.param([0, 0], [10, 0], 0, id="all-deleted"),
    ],
)
def test_to_merge(live: list[int], deleted: list[int], first: int) -> None:
    """A segment is merged with all newer ones unless it is four times as large, or if a quarter of it is deleted."""
    assert to_merge(live, deleted) == range(first, len(live))


@given(st.lists(st.integers(0, 300)), st.integers(1, 3))
def test_there_are_few_segments(runs: list[int], deleted: int) -> None:
    """However articles come, each segment that is kept is four times as large as all newer ones together."""
    kept: list[int] = []
    for new in filter(None, runs):
        sizes = [*kept, new]
        first = to_merge(sizes, [0] * len(sizes)).start
        kept = [*sizes[:first], sum(sizes[first:])] if first < len(sizes) else sizes
    assert all(size >= merging.RATIO * sum(kept[at + 1 :]) for at, size in enumerate(kept[:-1]))
    assert len(kept) <= 8


def all_of(snapshot: Snapshot) -> dict[str, Article]:
    """Return the articles that are there by id."""
    found = [snapshot.article(number) for number in snapshot.live_numbers().tolist()]
    assert len({one.id for one in found}) == len(found)
    return {one.id: one for one in found}


def holding(snapshot: Snapshot) -> dict[tuple[str, str], int]:
    """Return how many articles hold each key of each layer."""
    keys = {(layer, key) for segment in snapshot.segments for layer in LAYERS for key in keys_of(segment, layer)}
    return {(layer, key): often for layer, key in keys if (often := snapshot.holding(layer, key))}


WORDS = "كتاب كتب مكتبه المكتبة ترامب ترمب غوتيريش والصواريخ ل 2,500 f-16 漢字".split()
TEXT = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
CHANGES = st.lists(
    st.lists(st.tuples(st.integers(0, 5), st.none() | st.tuples(TEXT, TEXT)), min_size=1, max_size=4), max_size=5
)
"""Commits: ids, each with a new title and text, or none to remove it."""


@pytest.mark.parametrize("at_once", [1, 512])
@settings(max_examples=15)
@given(CHANGES)
def test_merged_is_built_at_once(
    tmp_path_factory: pytest.TempPathFactory, at_once: int, commits: list[list[tuple[int, tuple[str, str] | None]]]
) -> None:
    """After any changes the merged archive has what one built at once of what is there has, and no form beside."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(merging, "AT_ONCE", at_once)
        folder = tmp_path_factory.mktemp("merged")
        changed, clean = Archive.create(folder / "changed"), Archive.create(folder / "clean")
        there: dict[str, Article] = {}
        for changes in commits:
            with changed.writer() as writer:
                for number, parts in changes:
                    identifier = str(number)
                    there.pop(identifier, None)
                    if parts is None:
                        writer.remove(identifier)
                    else:
                        there[identifier] = Article(id=identifier, title=parts[0], text=parts[1])
                        writer.put(there[identifier])
            assert all_of(changed.snapshot) == there
        changed.merge()
        clean.add(there.values())
        ours, theirs = changed.snapshot, clean.snapshot
        assert (all_of(ours), ours.size, ours.words, len(changed)) == (there, len(there), theirs.words, len(there))
        assert holding(ours) == holding(theirs)
        assert changed.manifest.mean_length == clean.manifest.mean_length
        assert [list(keys_of(segment, layer)) for segment in ours.segments for layer in LAYERS] == [
            list(keys_of(segment, layer)) for segment in theirs.segments for layer in LAYERS
        ]


def test_deleted_forms_are_gone(tmp_path: Path, articles: tuple[Article, ...]) -> None:
    """What only a deleted article said cannot be found in any file of a merged archive."""
    archive = Archive.create(tmp_path / "archive")
    archive.add([*articles, Article(id="secret", title="زعفران", text="زعفران قرطبة", author="أبجدهوز")])
    with archive.writer() as writer:
        writer.remove("secret")
    archive.merge()
    data = b"".join(path.read_bytes() for path in archive.path.iterdir())
    assert [word for word in ("زعفران", "قرطبة", "secret") if word.encode() in data] == []
    assert len(archive) == len(articles)


def test_segments_with_several_dictionaries_are_merged(tmp_path: Path) -> None:
    """Frames are compressed again where the dictionary is another."""
    few, many = (
        [Article(id=f"{name} {number}", text=f"قال الوزير {number} إن النفط {name}") for number in range(count)]
        for name, count in (("few", 20), ("many", 400))
    )
    archive = Archive.create(tmp_path / "archive")
    archive.add(few)
    archive.add(many)
    archive.add([replace(few[0], title="عنوان")])
    archive.merge()
    assert len(archive.manifest.segments) == 1
    assert archive.snapshot.segments[0].stored.dictionary
    assert all_of(archive.snapshot) == {one.id: one for one in (*few, *many, replace(few[0], title="عنوان"))}


def test_merging_an_empty_archive(tmp_path: Path) -> None:
    """Nothing to merge is no error, before and after everything was removed."""
    archive = Archive.create(tmp_path / "archive")
    archive.merge()
    archive.add([Article(id="1", text="نص")])
    with archive.writer() as writer:
        writer.remove("1")
    archive.merge()
    assert (len(archive), archive.manifest.segments, archive.known()) == (0, (), {})
