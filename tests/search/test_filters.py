"""Filters beside a query: days and outlets, and what they say of articles without a date."""

import datetime as dt
from pathlib import Path
from typing import Literal

import pytest
from fihris import Archive, Article, FihrisError
from fihris.search.query import Node, Query
from hypothesis import given, settings
from hypothesis import strategies as st

from .test_evaluate import DAYS, KEYS, ROWS, TREES, Row, archive_of, holds

BOTH: tuple[Literal["any", "all"], ...] = ("any", "all")
JULY = dt.date(2021, 7, 1), dt.date(2021, 7, 31)


def ids(archive: Archive, query: str, **options: object) -> list[str]:
    results = archive.search(query, limit=100, **options)  # type: ignore[arg-type]
    assert results.total == len(results.hits)
    return sorted(hit.article.id for hit in results.hits)


@pytest.mark.parametrize(
    ("options", "found", "undated"),
    [
        ({}, ["cup", "dust", "market 5", "oil", "visit"], 0),
        ({"since": JULY[0]}, ["oil", "visit"], 2),
        ({"until": dt.date(2021, 7, 24)}, ["cup", "oil"], 2),
        ({"since": JULY[0], "until": JULY[1]}, ["oil", "visit"], 2),
        ({"since": dt.date(2021, 7, 15), "until": dt.date(2021, 7, 15)}, ["oil"], 2),
        ({"sources": ["نشرة الصباح"]}, ["dust", "visit"], 0),
        ({"sources": ["نشره  الصباحِ!"]}, [], 0),
        ({"sources": ["نشـرة-الصباح"]}, ["dust", "visit"], 0),
        ({"sources": ["الصباح"]}, [], 0),
        ({"sources": ["نشرة الصباح", "نشرة الاقتصاد"]}, ["dust", "market 5", "oil", "visit"], 0),
        ({"sources": [""]}, ["cup"], 0),
        ({"sources": ["نشرة الصباح"], "since": JULY[0]}, ["visit"], 1),
    ],
)
def test_articles_of_some_days_and_outlets(
    archive: Archive, options: dict[str, object], found: list[str], undated: int
) -> None:
    """Both ends are inside; a name is whole, in any spelling; without a date an article is of no day, and counted."""
    assert ids(archive, "*", **options) == found
    assert archive.search("*", **options).missed_undated == undated  # type: ignore[arg-type]


def test_the_echo_has_the_filters(archive: Archive) -> None:
    """What was asked for beside the query is understood with it, and finds the same when it is typed."""
    results = archive.search("النفط الذهب", since=JULY[0], until=JULY[1], sources=["نشرة الاقتصاد"])
    assert results.query.understood_as == (
        '(النفط الذهب) AND date:[2021-07-01..2021-07-31] AND source:="نشرة الاقتصاد"'
    )
    again = archive.search(results.query.understood_as)
    assert [(hit.article.id, hit.score) for hit in again.hits] == [(hit.article.id, hit.score) for hit in results.hits]


@pytest.mark.parametrize("query", ["أسعار النفط الذهب", "الحكومة", "من السوق", "«رئيس الحكومة»", "ال*"])
@pytest.mark.parametrize("options", [{"until": dt.date(2021, 7, 24)}, {"sources": ["نشرة الاقتصاد"]}])
def test_a_filter_takes_articles_away_and_nothing_else(
    archive: Archive, query: str, options: dict[str, object]
) -> None:
    """The articles that are left have the scores, the passages and the order that they have without it."""
    everything = {hit.article.id: hit for hit in archive.search(query).hits}
    hits = archive.search(query, **options).hits  # type: ignore[arg-type]
    kept = [one for one in everything if one in {hit.article.id for hit in hits}]
    assert [hit.article.id for hit in hits] == kept
    for hit in hits:
        before = everything[hit.article.id]
        assert (hit.score, hit.passages, hit.title_spans) == (before.score, before.passages, before.title_spans)


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_what_is_filtered_can_be_sorted(archive: Archive, sort: str) -> None:
    """Order and filter are asked for together."""
    hits = archive.search("*", since=JULY[0], sort=sort).hits  # type: ignore[arg-type]
    assert [hit.article.id for hit in hits] == (["visit", "oil"] if sort == "newest" else ["oil", "visit"])


def test_days_that_end_before_they_begin_are_an_error(archive: Archive) -> None:
    """Nothing would be found, and nobody means that."""
    with pytest.raises(FihrisError, match="no day from 2021-07-31 to 2021-07-01"):
        archive.search("*", since=JULY[1], until=JULY[0])


@pytest.mark.parametrize("day", [dt.date.min, dt.date(1, 1, 2), dt.date(9999, 12, 30), dt.date.max])
def test_any_day_is_found_by_itself(tmp_path: Path, day: dt.date) -> None:
    """The first and the last day of all, too."""
    archive = Archive.create(tmp_path)
    archive.add([Article(id="one", text="نفط", date=day), Article(id="none", text="نفط")])
    assert ids(archive, "نفط", since=day, until=day) == ["one"]
    assert archive.search("نفط", since=day, until=day).missed_undated == 1
    assert ids(archive, "نفط", until=day) == ids(archive, "نفط", since=day) == ["one"]


def test_a_name_is_the_same_in_any_spelling_of_its_class(tmp_path: Path) -> None:
    """Names of outlets are compared as words are: by their exact keys."""
    archive = Archive.create(tmp_path)
    archive.add([Article(id="1", text="نفط", source="الأخبار الأميركية", author="", category="")])
    assert ids(archive, "نفط", sources=["الاخبار الأمريكية"]) == ["1"]


@settings(max_examples=40)
@given(
    rows=st.lists(ROWS, min_size=1, max_size=6),
    trees=st.lists(TREES, min_size=2, max_size=4),
    first=DAYS,
    last=DAYS,
    names=st.lists(st.lists(KEYS, max_size=2).map(" ".join), max_size=2),
)
def test_filters_over_any_query(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[Row],
    trees: list[Node],
    first: dt.date | None,
    last: dt.date | None,
    names: list[str],
) -> None:
    """Any tree, any days, any outlets: what matches is what matches the tree and stands inside."""
    archive = archive_of(tmp_path_factory.mktemp("filters"), rows)
    since, until = (first, last) if not first or not last or first <= last else (last, first)

    def inside(row: Row) -> bool:
        if (since or until) and not row.day:
            return False
        after, before = not since or (row.day and row.day >= since), not until or (row.day and row.day <= until)
        return bool(after and before) and (not names or " ".join(row.source) in names)

    for tree in trees:
        for match in BOTH:
            found = archive.search(
                Query("", tree),
                limit=100,
                match=match,
                since=since,
                until=until,
                sources=names,
            )
            expected = [str(at) for at, row in enumerate(rows) if inside(row) and holds(row, tree, match)]
            assert sorted(hit.article.id for hit in found.hits) == expected


@settings(max_examples=40)
@given(
    rows=st.lists(ROWS, min_size=1, max_size=6),
    trees=st.lists(TREES.filter(lambda tree: "Days" not in repr(tree) and "'date'" not in repr(tree)), max_size=4),
    since=st.dates(JULY[0], dt.date(2021, 7, 6)),
)
def test_undated_articles_are_those_that_a_day_would_let_in(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], trees: list[Node], since: dt.date
) -> None:
    """Of the articles without a date those count that match the query itself."""
    archive = archive_of(tmp_path_factory.mktemp("undated"), rows)
    for tree in trees:
        undated = [row for row in rows if row.day is None and holds(row, tree, "any")]
        assert archive.search(Query("", tree), since=since).missed_undated == len(undated)
