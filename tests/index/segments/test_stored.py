"""Stored articles: every field of any article comes back as it was."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from fihris import Article
from fihris.index.segments import stored as module
from fihris.index.segments.arrays import ArrayFile, BadArrays, written
from fihris.index.segments.splitting import Batch, Splitter
from fihris.index.segments.stored import (
    Columns,
    Compressor,
    Stored,
    to_day,
    to_digest,
    to_record,
    trained,
    write_columns,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=12) | st.text(
    '\ud83d\ude00\ud800\udfff ب\n\0"\\', max_size=6
)
DIGEST = st.binary(min_size=32, max_size=32).map(bytes.hex)
ARTICLE = st.builds(
    Article,
    id=ANYTHING,
    text=ANYTHING,
    title=ANYTHING,
    date=st.none() | st.dates(),
    date_source=ANYTHING,
    source=ANYTHING,
    url=ANYTHING,
    author=ANYTHING,
    category=ANYTHING,
    path=ANYTHING,
    sha256=DIGEST | ANYTHING,
    extra=st.dictionaries(ANYTHING, ANYTHING, max_size=3),
)
DICTIONARY = trained(
    to_record(Article(id="", text=f"قال وزير النفط {number} إن الأسعار {number * 7}")) for number in range(300)
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "s1.articles"


def stored(path: Path, articles: list[Article], dictionary: bytes = b"") -> Stored:
    batch = Splitter(dictionary).batch(articles)
    with written(path) as writer:
        writer.write("frames", np.frombuffer(batch.frames, np.uint8))
        write_columns(writer, batch.columns, batch.frame_sizes, dictionary)
    return Stored(ArrayFile(path))


@SAME_FOLDER
@given(st.lists(ARTICLE, max_size=4), st.booleans())
def test_any_article_comes_back(path: Path, articles: list[Article], with_dictionary: bool) -> None:
    """Whatever its fields hold, lone surrogates too, an article is what it was, and so is all that is asked alone."""
    found = stored(path, articles, DICTIONARY if with_dictionary else b"")
    assert [found.article(number) for number in range(len(found))] == articles
    assert [(found.id(at), found.path(at), found.source(at), found.sha256(at)) for at in range(len(found))] == [
        (one.id, one.path, one.source, one.sha256) for one in articles
    ]
    for field in ("source", "author", "category"):
        names, places = found.names(field)
        assert [names[place] for place in places.tolist()] == [getattr(one, field) for one in articles]
    assert found.dates.tolist() == [to_day(one.date) for one in articles]
    last = {one.id: number for number, one in enumerate(articles)}
    assert {identifier: found.find(identifier) for identifier in last} == last
    assert found.find("\0 not there") is None


@SAME_FOLDER
@given(st.lists(ARTICLE, max_size=4), st.data())
def test_what_is_copied_is_the_same(path: Path, articles: list[Article], data: st.DataObject) -> None:
    """The columns and frames of any articles can be written again, and a batch be cut to those that are kept."""
    found = stored(path, articles)
    kept = [data.draw(st.booleans()) for _ in articles]
    chosen = [number for number, keep in enumerate(kept) if keep]
    columns, frames = found.columns(chosen), [bytes(found.frame(number)) for number in chosen]
    again = Splitter().batch([articles[number] for number in chosen])
    assert (columns, b"".join(frames)) == (again.columns, again.frames)
    only = Splitter().batch(articles).only(kept)
    assert as_lists(only)[:-1] == as_lists(again)[:-1]
    assert set(only.new_forms) >= set(again.new_forms)


def as_lists(batch: Batch) -> tuple[object, ...]:
    """Return a batch for comparison, the words as text."""
    words = [batch.new_forms[form] for form in batch.forms.tolist()]
    lengths = batch.lengths.tolist(), batch.title_lengths.tolist()
    return (batch.columns, batch.frames, batch.frame_sizes, words, lengths, batch.new_forms)


@pytest.mark.parametrize(
    ("sha256", "kept"),
    [
        ("ab" * 32, True),
        ("AB" * 32, False),
        ("ab " * 32, False),
        ("00" * 32, False),
        ("ab" * 31, False),
        ("a1", False),
        ("", False),
        ("لا شيء", False),
    ],
)
def test_a_digest_is_kept_as_bytes(path: Path, sha256: str, kept: bool) -> None:
    """Only what is a digest, as it is always written, takes 32 bytes; any other string stays in the record."""
    assert to_digest(sha256) == (bytes.fromhex(sha256) if kept else bytes(32))
    assert stored(path, [Article(id="1", text="", sha256=sha256)]).article(0).sha256 == sha256


@pytest.mark.parametrize(
    ("day", "number"), [(None, 0), (dt.date(1, 1, 1), 10101), (dt.date(2021, 7, 25), 20210725), (dt.date.max, 99991231)]
)
def test_days(path: Path, day: dt.date | None, number: int) -> None:
    """A day is a number that sorts as days do."""
    found = stored(path, [Article(id="1", text="", date=day)])
    assert (to_day(day), found.dates.tolist(), found.article(0).date) == (number, [number], day)


def test_an_article_cannot_be_changed_by_whoever_reads_it(path: Path) -> None:
    """`extra` is read-only."""
    found = stored(path, [Article(id="1", text="", extra={"a": "b"})]).article(0)
    with pytest.raises(TypeError):
        found.extra["a"] = "c"  # type: ignore[index]


def test_a_dictionary_makes_short_articles_smaller() -> None:
    """It is trained on many articles only, and what it knows need not be said again."""
    record = to_record(Article(id="", text="قال وزير النفط إن الأسعار"))
    assert DICTIONARY
    assert len(Compressor(DICTIONARY).frame(record)) < len(Compressor().frame(record)) / 2
    assert trained([record] * (module.FEWEST - 1)) == trained([b""] * module.FEWEST) == b""


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("starts", [0, 9, 3]),
        ("starts", [0, 10**12]),
        ("starts", []),
        ("id_places", [0]),
        ("dates", []),
        ("digests", [0] * 63),
        ("source_places", [0, 0, 0]),
        ("author_places", [0]),
        ("category_places", [0, 0, 0]),
    ],
)
def test_columns_that_do_not_fit_are_refused(path: Path, name: str, values: list[int]) -> None:
    """Opening checks that frames lie inside the file and that every column has an entry an article."""
    with written(path) as writer:
        arrays = Recorder()
        nothing = ["", ""]
        columns = Columns(["1", "2"], nothing, nothing, nothing, nothing, [0, 0], [bytes(32)] * 2)
        write_columns(arrays, columns, [3, 4], b"")  # type: ignore[arg-type]
        arrays.found["frames"] = np.zeros(7, np.uint8)
        arrays.found[name] = np.array(values, arrays.found[name].dtype)
        for one, array in arrays.found.items():
            writer.write(one, array)
    with pytest.raises(BadArrays):
        Stored(ArrayFile(path))


class Recorder:
    """Keeps the arrays that it is told to write."""

    def __init__(self) -> None:
        self.found: dict[str, np.ndarray] = {}

    def write(self, name: str, array: np.ndarray) -> None:
        self.found[name] = array

    def write_parts(self, name: str, kind: str, parts: tuple[np.ndarray, ...]) -> None:
        self.found[name] = np.concatenate(parts).astype(kind)
