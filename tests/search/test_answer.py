"""How an answer is ordered and counted."""

import datetime as dt
from pathlib import Path

import pytest
from fihris import Archive, Article
from fihris.search.answer import Sort, plain_words
from fihris.search.parsing import parse
from fihris.search.query import Word


@pytest.fixture
def dated(tmp_path: Path) -> Archive:
    """Two commits, an article replaced, one without a date, two of one day."""
    archive = Archive.create(tmp_path / "archive")
    rows = [
        ("old", "سعر النفط", dt.date(2020, 1, 2), "نشرة-أ"),
        ("none", "سوق النفط", None, "نشرة-ب"),
        ("gone", "نفط قديم", dt.date(2019, 5, 5), "نشرة-ج"),
        ("strong", "النفط والنفط والنفط", dt.date(2021, 7, 15), "نشرة-أ"),
        ("weak", "لا ذكر هنا لشيء سوى كلمة طويلة بعيدة عن الأول ثم نفط", dt.date(2021, 7, 15), ""),
    ]
    archive.add(Article(id=name, text=text, date=day, source=source) for name, text, day, source in rows)
    archive.add([Article(id="gone", text="لا شيء", source="نشرة-ج")])
    return archive


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        ("newest", ["strong", "weak", "old", "none"]),
        ("oldest", ["old", "strong", "weak", "none"]),
    ],
)
def test_hits_may_be_ordered_by_date(dated: Archive, sort: Sort, ids: list[str]) -> None:
    """Of one day the best comes first; what has no date comes last, whichever way."""
    assert [hit.article.id for hit in dated.search("النفط", sort=sort).hits] == ids
    assert [hit.article.id for hit in dated.search("النفط", sort=sort, limit=2).hits] == ids[:2]


def test_sources_are_counted(dated: Archive) -> None:
    """Every article that matches counts for its source, shown or not; the most first, then by name."""
    results = dated.search("النفط", limit=1)
    assert (results.total, results.sources) == (4, {"نشرة-أ": 2, "": 1, "نشرة-ب": 1})
    assert dated.search("زلزال").sources == {}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("النفط", ["النفط"]),
        ("سعر النفط", ["سعر", "النفط"]),
        ("=النفط", ["النفط"]),
        ("سعر -النفط", None),
        ('"سعر النفط"', None),
        ("title:النفط", None),
        ("root:كتب", None),
        ("سعر AND النفط", None),
    ],
)
def test_plain_words_are_told_from_other_queries(query: str, words: list[str] | None) -> None:
    """Only words side by side, of which any may match, can be answered without looking at every article."""
    found = plain_words(parse(query).tree, "any")
    assert (None if found is None else [word.key for word in found]) == words


def test_all_words_wanted_is_another_query() -> None:
    """Several words that must all be there are no plain words; one is."""
    assert plain_words(parse("سعر النفط").tree, "all") is None
    assert plain_words(parse("النفط").tree, "all") == (Word("النفط"),)
