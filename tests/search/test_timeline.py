"""Hits over time and by outlet, and the best of each source: counted by columns, told apart by a plain loop."""

import datetime as dt
from collections import Counter

import pytest
from fihris import Archive, Article
from fihris.index.errors import BadInput
from fihris.search.results import Scored
from fihris.search.sources import best_of_each, source_column
from fihris.search.timeline import By, Outlet, Period, Timeline, period_for
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy import array

from ..conftest import InSegments

ROWS = [
    ("نشرة-أ", dt.date(2021, 7, 15)),
    ("نشرة-ب", dt.date(2021, 7, 15)),
    ("نشرة-أ", dt.date(2021, 12, 1)),
    ("", None),
    ("نشرة-أ", None),
    ("نشرة-ج", dt.date(1, 1, 1)),
    ("نشرة-ب", dt.date(9999, 12, 31)),
]


def articles(rows: list[tuple[str, dt.date | None]]) -> list[Article]:
    return [
        Article(id=str(number), text="نفط" if number % 3 else "نفط نفط", source=source, date=day)
        for number, (source, day) in enumerate(rows)
    ]


@pytest.fixture(scope="module")
def dated(in_segments: InSegments) -> Archive:
    """Two segments with sources of their own and in common; an article of the first is deleted."""
    made = articles(ROWS)
    deleted = Article(id="gone", text="نفط", source="نشرة-د", date=dt.date(2021, 7, 15))
    return in_segments([[*made[:3], deleted], made[3:]], ["gone"])


@pytest.mark.parametrize(
    ("by", "periods"),
    [
        ("day", [("0001-01-01", 1), ("2021-07-15", 2), ("2021-12-01", 1), ("9999-12-31", 1)]),
        ("month", [("0001-01", 1), ("2021-07", 2), ("2021-12", 1), ("9999-12", 1)]),
        ("year", [("0001", 1), ("2021", 3), ("9999", 1)]),
    ],
)
def test_a_timeline(dated: Archive, by: By, periods: list[tuple[str, int]]) -> None:
    """Periods in order, outlets by how much they have, each from when to when; what has no date is counted."""
    july, december = dt.date(2021, 7, 15), dt.date(2021, 12, 1)
    assert dated.search("نفط", limit=0).timeline(by) == Timeline(
        by,
        tuple(Period(name, count) for name, count in periods),
        (
            Outlet("نشرة-أ", 3, july, december),
            Outlet("نشرة-ب", 2, july, dt.date(9999, 12, 31)),
            Outlet("", 1, None, None),
            Outlet("نشرة-ج", 1, dt.date(1, 1, 1), dt.date(1, 1, 1)),
        ),
        undated=2,
        total=7,
    )


def test_a_timeline_of_nothing(dated: Archive) -> None:
    """Nothing found is a timeline too."""
    assert dated.search("غواصة", limit=0).timeline() == Timeline("year", (), (), 0, 0)
    assert Archive.open(dated.path).search("*", limit=0).timeline("day").total == 7


@pytest.mark.parametrize(
    ("days", "by"),
    [
        ([], "year"),
        ([2021_07_15], "day"),
        ([2021_07_15, 2021_08_28], "day"),
        ([2021_07_15, 2021_08_29], "month"),
        ([2021_07_15, 2025_06_30], "month"),
        ([2021_07_15, 2025_07_01], "year"),
    ],
)
def test_what_is_counted_together_follows_from_the_span(days: list[int], by: By) -> None:
    """Days within six weeks, months within four years, else years."""
    assert period_for(array(days, int)) == by


DAYS = st.none() | st.dates(dt.date(2019, 1, 1), dt.date(2022, 12, 31))


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(["نشرة-أ", "نشرة-ب", "", "x"]), DAYS), min_size=1, max_size=12), st.data())
def test_columns_count_as_a_loop_does(
    in_segments: InSegments, rows: list[tuple[str, dt.date | None]], data: st.DataObject
) -> None:
    """However articles fell into segments, a timeline and the best of each source are those of a plain loop."""
    made, cut = articles(rows), data.draw(st.integers(0, len(rows)))
    archive = in_segments([batch for batch in (made[:cut], made[cut:]) if batch])
    hits = archive.search("نفط", limit=100).hits
    for by, length in (("day", 10), ("month", 7), ("year", 4)):
        found = archive.search("نفط", limit=0).timeline(by)  # type: ignore[arg-type]
        expected = Counter(day.isoformat()[:length] for _, day in rows if day)
        assert {period.name: period.count for period in found.periods} == expected
        assert {one.source: one.count for one in found.outlets} == Counter(source for source, _ in rows)
    best: dict[str, str] = {}
    for hit in hits:
        best.setdefault(hit.article.source, hit.article.id)
    grouped = archive.search("نفط", group="source", limit=100).hits
    assert [hit.article.id for hit in grouped] == list(best.values())
    more = Counter(source for source, _ in rows)
    assert [hit.more for hit in grouped] == [more[source] - 1 for source in best]


def test_every_number_has_its_source(dated: Archive) -> None:
    """One column for all segments, deleted articles too."""
    sources = source_column(dated.snapshot)
    assert [sources.names[place] for place in sources.places.tolist()] == [
        "نشرة-أ", "نشرة-ب", "نشرة-أ", "نشرة-د", "", "نشرة-أ", "نشرة-ج", "نشرة-ب",
    ]  # fmt: skip


def test_nothing_has_no_best(dated: Archive) -> None:
    """No hit, no source."""
    assert best_of_each(dated.snapshot, []) == []
    assert best_of_each(dated.snapshot, [Scored(1, 5)])[0] == (Scored(1, 5), 0)


def test_groups_follow_the_order_asked_for(dated: Archive) -> None:
    """The newest of each source, the newest of all first; offset and limit count sources."""
    newest = [hit.article.id for hit in dated.search("نفط", group="source", sort="newest").hits]
    assert newest == ["6", "2", "5", "3"]
    hits = dated.search("نفط", group="source", sort="newest", offset=1, limit=2).hits
    assert [(hit.rank, hit.article.id, hit.more) for hit in hits] == [(2, "2", 2), (3, "5", 0)]


def test_an_offset_passes_over_the_best(dated: Archive) -> None:
    """Ranks go on where the better ones left off; behind the last there is nothing, and the total stays."""
    whole = [hit.article.id for hit in dated.search("نفط", limit=10).hits]
    some = dated.search("نفط", limit=2, offset=3)
    assert [(hit.rank, hit.article.id) for hit in some.hits] == [(4, whole[3]), (5, whole[4])]
    beyond = dated.search("نفط", limit=2, offset=7)
    assert (len(beyond.hits), beyond.total) == (0, 7)


@pytest.mark.parametrize("asked", [{"limit": -1}, {"offset": -1}])
def test_there_is_nothing_before_the_first(archive: Archive, asked: dict[str, int]) -> None:
    """A number below zero is an error, not another way of counting."""
    with pytest.raises(BadInput, match="neither may be less than 0"):
        archive.search("نفط", limit=asked.get("limit", 1), offset=asked.get("offset", 0))


def test_a_search_that_only_counts_tells_what_was_left_out(archive: Archive) -> None:
    """Without hits too, a pattern that stands for too many words says so."""
    results = archive.search("ال*", limit=0, max_expansions=1)
    assert (len(results.hits), results.left_out > 0, results.total > 0) == (0, True, True)
