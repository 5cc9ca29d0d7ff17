"""Trees of queries: their parts, layers, fields and filters."""

import datetime as dt

import pytest
from fihris.search.parsing import parse
from fihris.search.query import (
    And,
    Days,
    Name,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Sequence,
    Word,
    filters_for,
    is_filter,
    leaves,
    of_layer,
    size,
    undated,
    within,
)

SINCE, UNTIL = dt.date(2021, 7, 1), dt.date(2021, 7, 31)
NO_DATE = Name((), "date")


def test_a_query_may_be_of_one_layer() -> None:
    """Words that name their own layer keep it; phrases, patterns and names have one of their own."""
    tree = of_layer(parse('a (=b OR NOT c) AND "d" e* +f source:g'), "root").tree
    assert tree == parse('root:a (=b OR NOT root:c) AND "d" e* +root:f source:g').tree


def test_leaves_leave_out_what_is_excluded() -> None:
    """Terms are numbered in the order in which they were typed; what no article may hold is none, nor is a filter."""
    assert list(leaves(parse('+a "b c" d* AND NOT (e f) OR g تاريخ:2021 مصدر:=h').tree)) == [
        Word("a"),
        Phrase(("b", "c")),
        Pattern("d*"),
        Word("g"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a", (1, 0)),
        ('a "b c"', (3, 1)),
        ("a (b OR -c)", (3, 2)),
        ("a +(b c)", (3, 2)),
        ("a تاريخ:2021 مصدر:=b", (3, 1)),
        ("", (0, 1)),
    ],
)
def test_size(text: str, found: tuple[int, int]) -> None:
    """Words and filters count, wanted or not; a group in a group is deeper."""
    assert size(parse(text).tree) == found


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("تاريخ:2021", True),
        ("مصدر:a", True),
        ("كاتب:a*", True),
        ("تصنيف:=a", True),
        ("مصدر:a OR تاريخ:2021", True),
        ("مصدر:a تاريخ:2021", True),
        ("مصدر:a OR b", False),
        ("a", False),
        ("عنوان:a", False),
        ("-مصدر:a", False),
    ],
)
def test_filters_are_told_from_terms(text: str, is_one: bool) -> None:
    """Days and names say where to look; what is not wanted is left to the parts beside it."""
    assert is_filter(parse(text).tree) == is_one


@pytest.mark.parametrize(
    ("since", "until", "names", "described"),
    [
        (None, None, [], "a b"),
        (SINCE, None, [], "(a b) AND date:[2021-07-01..]"),
        (None, UNTIL, [], "(a b) AND date:[..2021-07-31]"),
        (SINCE, UNTIL, [Name(("c",), "source")], '(a b) AND date:[2021-07-01..2021-07-31] AND source:="c"'),
        (None, None, [Name(("c",), "source"), Name((), "source")], '(a b) AND (source:="c" OR source:="")'),
    ],
)
def test_a_query_may_be_filtered(
    since: dt.date | None, until: dt.date | None, names: list[Name], described: str
) -> None:
    """What was asked for beside the query stands in the echo, and can be typed into a query."""
    query = within(parse("a b"), filters_for(since, until, names))
    assert (query.text, query.understood_as) == ("a b", described)
    assert parse(described).tree == query.tree


def test_nothing_is_left_of_nothing() -> None:
    """A query without words finds nothing, whatever the days."""
    assert within(parse(""), filters_for(SINCE, UNTIL, [Name(("c",), "source")])) == parse("")


@pytest.mark.parametrize(
    ("text", "anyhow"),
    [
        ("a", None),
        ("a مصدر:b", None),
        ("a تاريخ:2021", And((Word("a"), NO_DATE))),
        ("a -تاريخ:2021", Sequence((Word("a"), Not(NO_DATE)))),
        ("تاريخ:2021 OR تاريخ:2019", Or((NO_DATE, NO_DATE))),
    ],
)
def test_articles_without_a_date_can_be_asked_for(text: str, anyhow: Node | None) -> None:
    """Those that days alone leave out: found if any day may be theirs, and not found as it is."""
    tree = parse(text).tree
    assert undated(tree) == (And((anyhow, NO_DATE, Not(tree))) if anyhow else None)


def test_days_have_two_ends() -> None:
    """Either may be open."""
    assert parse("تاريخ:2021-07..").tree == Days(SINCE, None)
