"""What is deleted: the counts to take away are those of counting the deleted articles by hand."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fihris import Archive, Article
from fihris.index.keys import LAYERS
from fihris.index.segments.arrays import ArrayFile, written
from fihris.index.segments.deletions import NONE, Deletions, counted, open_deletions, write_deletions
from fihris.index.segments.segment import Segment
from fihris.index.segments.snapshot import keys_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def segment(archive: Archive) -> Segment:
    """Return the one segment of the articles that the tests share."""
    (only,) = archive.snapshot.segments
    return only


@pytest.mark.parametrize("number", range(32))
def test_counts_are_those_of_the_postings(segment: Segment, number: int) -> None:
    """For every choice of articles, each key counts the deleted articles among its postings, and no other."""
    deleted = [article for article in range(len(segment)) if number >> article & 1]
    found = counted(np.array(deleted, np.int64), segment.table, segment.forward)
    assert found.articles.tolist() == deleted
    assert found.words == sum(int(segment.forward.lengths[article]) for article in deleted)
    for layer in LAYERS:
        held = {
            key: sum(int(np.isin(run.numbers(), deleted).sum()) for run in segment.layers[layer].runs(key))
            for key in range(len(keys_of(segment, layer)))
        }
        assert found.counts[layer] == {key: often for key, often in held.items() if often}


def test_nothing_deleted(segment: Segment) -> None:
    """No article, no counts."""
    assert counted(np.zeros(0, np.int64), segment.table, segment.forward) is NONE
    assert (NONE.articles.size, NONE.counts, NONE.words) == (0, {layer: {} for layer in LAYERS}, 0)


COUNTS = st.dictionaries(st.integers(0, 2**32 - 1), st.integers(1, 2**32 - 1), max_size=5)


@SAME_FOLDER
@given(st.integers(0, 40), st.data(), st.tuples(COUNTS, COUNTS, COUNTS), st.integers(0, 2**64 - 1))
def test_deletions_come_back(
    tmp_path: Path, articles: int, data: st.DataObject, counts: tuple[dict[int, int], ...], words: int
) -> None:
    """What is written of any number of articles is what is read."""
    deleted = sorted(data.draw(st.sets(st.integers(0, articles - 1)))) if articles else []
    by_layer = dict(zip(LAYERS, counts, strict=True))
    with written(tmp_path / "deleted") as writer:
        write_deletions(writer, Deletions(np.array(deleted, np.int64), by_layer, words), articles)
    found = open_deletions(ArrayFile(tmp_path / "deleted"))
    assert (found.articles.tolist(), found.counts, found.words) == (deleted, by_layer, words)


def test_what_is_deleted_counts_for_nothing(tmp_path: Path, articles: tuple[Article, ...]) -> None:
    """Articles, words and keys are those of an archive that never had the deleted articles."""
    changed, clean = Archive.create(tmp_path / "changed"), Archive.create(tmp_path / "clean")
    others = [*articles[2:], *(replace(articles[0], id=f"more {number}", title="") for number in range(16))]
    changed.add([*articles[:2], *others])
    with changed.writer() as writer:
        for one in articles[:2]:
            writer.remove(one.id)
    clean.add(others)
    ours, theirs = changed.snapshot, clean.snapshot
    assert changed.manifest.segments[0].deletions
    assert (ours.articles, ours.words, ours.size) == (theirs.articles, theirs.words, theirs.size + 2)
    for layer in LAYERS:
        held = {key: ours.holding(layer, key) for key in keys_of(ours.segments[0], layer)}
        assert {key: often for key, often in held.items() if often} == {
            key: often for key in keys_of(theirs.segments[0], layer) if (often := theirs.holding(layer, key))
        }
