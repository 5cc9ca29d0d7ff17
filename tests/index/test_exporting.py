"""Articles as records that are read again: nothing is lost."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from fihris import Archive, Article
from fihris.index.build import build
from fihris.index.exporting import exported
from fihris.index.readers import read
from fihris.search.render.records import dumped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ..conftest import ARTICLES

TEXTS = st.text() | st.sampled_from(
    ["", " ", "نص\r\nآخر", "نص\x00", "\ud800", "  سطر\tآخر ", "2021-07-15", "١٥ تموز ٢٠٢١", "\u202e\x1b[31m", "\u2028"]
)
DAYS = st.none() | st.dates()
EXTRA = st.dictionaries(TEXTS | st.sampled_from(["date", "title", "fihris", "path", "a  b"]), TEXTS, max_size=3)
ANY = st.builds(
    Article,
    id=TEXTS,
    text=TEXTS,
    title=TEXTS,
    date=DAYS,
    date_source=st.sampled_from(["metadata", "dateline", "caption", ""]),
    source=TEXTS,
    url=TEXTS,
    author=TEXTS,
    category=TEXTS,
    path=TEXTS,
    sha256=TEXTS | st.just("0" * 64),
    extra=EXTRA,
)
"""Any article whatever, as only a program could make it: readers let few of these texts through."""


def line(article: Article) -> bytes:
    return dumped(exported(article)).encode() + b"\n"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.lists(ANY, max_size=4))
def test_what_is_exported_is_read_again(tmp_path: Path, articles: list[Article]) -> None:
    """Every field of any article, whatever it holds, comes back as it was."""
    path = tmp_path / "all.jsonl"
    path.write_bytes(b"".join(map(line, articles)))
    assert list(read(path)) == articles


@pytest.mark.parametrize("name", ["id", "path", "sha256"])
@pytest.mark.parametrize("value", ["\ufffd", "\0", "1", "2", ""])
def test_no_value_is_taken_for_what_a_reader_fills_in(tmp_path: Path, name: str, value: str) -> None:
    """An id, a path or a hash comes back though it is what a reader would have put there itself."""
    fields: dict[str, Any] = {"id": "ب", "text": "نص", name: value}
    article = Article(**fields)
    path = tmp_path / "one.jsonl"
    path.write_bytes(line(article))
    assert list(read(path)) == [article]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.lists(ANY, max_size=6, unique_by=lambda article: article.id))
def test_an_archive_is_made_again(tmp_path_factory: pytest.TempPathFactory, articles: list[Article]) -> None:
    """An archive of what another exported holds the same articles in the same order."""
    folder = tmp_path_factory.mktemp("again")
    first = Archive.create(folder / "first")
    first.add(articles)
    (folder / "all.jsonl").write_bytes(b"".join(map(line, first.articles())))
    second = Archive.create(folder / "second")
    report = build(second, [folder / "all.jsonl"], jobs=1)
    assert (report.added, report.failures) == (len(articles), [])
    assert list(second.articles()) == list(first.articles()) == articles


def test_a_record_is_readable_by_any_program() -> None:
    """What records have keys for stands under them; what they have none for or read otherwise, under `fihris`."""
    assert exported(ARTICLES[0]) == {
        "id": "oil",
        "title": ARTICLES[0].title,
        "text": ARTICLES[0].text,
        "date": "2021-07-15",
        "source": "نشرة الاقتصاد",
        "url": "https://example.org/oil",
        "author": "ليلى",
        "category": "اقتصاد",
        "kicker": "أسواق",
        "fihris": {"path": "/articles/oil.txt", "sha256": "a1"},
    }
    odd = Article(id="1", text="نص\r\n", date=dt.date(2021, 7, 15), extra={"date": "أمس", "k": "v"})
    assert exported(odd)["fihris"] == {
        "date_source": "",
        "extra": {"date": "أمس", "k": "v"},
        "path": "",
        "sha256": "",
        "text": "نص\r\n",
    }


@pytest.mark.parametrize(
    ("exact", "reason"),
    [
        ({"titel": "x"}, '"titel" in its "fihris" is nothing that fihris export writes'),
        ({"title": 5}, '"title" in its "fihris" is nothing that fihris export writes'),
        ({"extra": {"a": 1}}, '"extra" in its "fihris" is nothing that fihris export writes'),
        ({"date": "yesterday"}, "Invalid isoformat string: 'yesterday'"),
    ],
)
def test_a_record_that_was_tampered_with(tmp_path: Path, exact: object, reason: str) -> None:
    """What no export wrote is reported with its line, and the others are read."""
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps({"text": "نص", "fihris": exact}) + '\n{"id": "b", "text": "نص"}\n', "utf-8")
    bad, good = read(path)
    assert str(bad) == f"{path}: line 1: {reason}"
    assert isinstance(good, Article)


@pytest.mark.parametrize("value", ["x", 5, [1], None])
def test_a_key_of_that_name_is_a_key(tmp_path: Path, value: object) -> None:
    """Other programs may have a key "fihris" too: what is no object is kept as any key is."""
    path = tmp_path / "docs.jsonl"
    path.write_text(json.dumps({"text": "نص", "fihris": value}), "utf-8")
    (article,) = read(path)
    assert isinstance(article, Article)
    assert ("fihris" in article.extra) == (value is not None)
