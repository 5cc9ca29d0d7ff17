"""Days from one to another, as they are asked for."""

from datetime import date, timedelta
from time import process_time

import pytest
from fihris.index.text.calendars import MONTHS, Calendar, to_date
from fihris.index.text.date_ranges import LONGEST, DateRange, parse_period, parse_range
from hypothesis import example, given
from hypothesis import strategies as st

TODAY = date(2021, 7, 16)

RANGES = [
    # years, months and days
    ("2021", "2021-01-01", "2021-12-31"),
    ("٢٠٢١", "2021-01-01", "2021-12-31"),
    ("عام 2021", "2021-01-01", "2021-12-31"),
    ("2021م", "2021-01-01", "2021-12-31"),
    ("2021-07", "2021-07-01", "2021-07-31"),
    ("٢٠٢١/٧", "2021-07-01", "2021-07-31"),
    ("7/2021", "2021-07-01", "2021-07-31"),
    ("2021.02", "2021-02-01", "2021-02-28"),
    ("2020-02", "2020-02-01", "2020-02-29"),
    ("تموز 2021", "2021-07-01", "2021-07-31"),
    ("يوليو، 2021", "2021-07-01", "2021-07-31"),
    ("تموز/يوليو 2021", "2021-07-01", "2021-07-31"),
    ("شهر تموز من عام 2021", "2021-07-01", "2021-07-31"),
    ("July 2021", "2021-07-01", "2021-07-31"),
    ("2021-07-15", "2021-07-15", "2021-07-15"),
    ("20210715", "2021-07-15", "2021-07-15"),
    ("15/7/2021", "2021-07-15", "2021-07-15"),
    ("الخميس 15 تموز 2021", "2021-07-15", "2021-07-15"),
    # the Hijri calendar
    ("1442 هـ", "2020-08-20", "2021-08-08"),
    ("رمضان 1442", "2021-04-13", "2021-05-12"),
    ("1442/9 هـ", "2021-04-13", "2021-05-12"),
    ("9 ذو الحجة 1442", "2021-07-19", "2021-07-19"),
    ("ذو الحجة 1500", "2077-10-18", "2077-11-16"),
    # from today
    ("أمس", "2021-07-15", "2021-07-15"),
    ("أول من أمس الأربعاء", "2021-07-14", "2021-07-14"),
    ("الخميس الماضي..اليوم", "2021-07-15", "2021-07-16"),
    # from one to another
    ("2021-07..2021-08", "2021-07-01", "2021-08-31"),
    ("2021-07 … 2021-08", "2021-07-01", "2021-08-31"),
    ("15 يوليو 2021 إلى 28 تموز 2021", "2021-07-15", "2021-07-28"),
    ("من 15 يوليو 2021 الى 2021-07-28", "2021-07-15", "2021-07-28"),
    ("من 15 يوليو 2021 وحتى 28 يوليو 2021", "2021-07-15", "2021-07-28"),
    ("2021-07-15 TO 2021-07-28", "2021-07-15", "2021-07-28"),
    ("\u200f2021-07\u200f..\u200f2021-08", "2021-07-01", "2021-08-31"),
    ("1442 هـ إلى 2022", "2020-08-20", "2022-12-31"),
    # what the first leaves out
    ("15 إلى 28 تموز 2021", "2021-07-15", "2021-07-28"),
    ("15 تموز إلى 3 آب 2021", "2021-07-15", "2021-08-03"),
    ("تموز إلى آب 2021", "2021-07-01", "2021-08-31"),
    # open on one side
    ("2021-07..", "2021-07-01", None),
    ("..2021-07", None, "2021-07-31"),
    ("منذ تموز 2021", "2021-07-01", None),
    ("حتى تموز 2021", None, "2021-07-31"),
    ("إلى 2021", None, "2021-12-31"),
    ("2021 إلى", "2021-01-01", None),
    ("* TO 2021", None, "2021-12-31"),
]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("text", "first", "last"), RANGES)
def test_a_range_is_read_however_it_is_written(text: str, first: str | None, last: str | None) -> None:
    """Both ends are inside, and stand in their order."""
    assert parse_range(text, TODAY) == DateRange(day(first), day(last))


@pytest.mark.parametrize("text", ["2021-08..2021-07", "آب 2021 إلى تموز 2021"])
def test_a_range_that_is_turned_is_turned_again(text: str) -> None:
    """In a line from right to left it is easily typed so; whoever asks is told."""
    assert parse_range(text) == DateRange(date(2021, 7, 1), date(2021, 8, 31), turned=True)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "..", "من إلى", "* إلى *", "كلام", "تموز", "15 تموز", "15..28", "15 تموز إلى 28 تموز", "2021 2022",
        "2021-07-15 2021-07-16", "تموز 2021 النفط", "النفط 2021", "13/2021", "1442", "1500 م", "2021 هـ",
        "تموز 1442 هـ", "رمضان 2021", "2021..2022..2023", "2021-07-15T10:00", "1799", "2201", "أمس", "2021-02-30", "٪",
        "2021" + " " * LONGEST + "2021",
    ],
)  # fmt: skip
def test_what_is_no_range_is_none(text: str) -> None:
    """Nothing is guessed, and days are told from today only by whoever says which day that is."""
    assert parse_range(text) is None


@pytest.mark.parametrize(("calendar", "year"), [("gregorian", 2021), ("hijri", 1442)])
def test_every_month_is_a_period(calendar: Calendar, year: int) -> None:
    """By any of its names a month reaches from its first day to the one before the next month's first."""
    for name, month in MONTHS[calendar].items():
        following = to_date(year + month // 12, month % 12 + 1, 1, calendar)
        assert following is not None
        last = following - timedelta(days=1)
        assert parse_period(f"{name} {year}") == DateRange(to_date(year, month, 1, calendar), last)


@given(st.dates(date(1800, 1, 1), date(2200, 12, 31)), st.dates(date(1800, 1, 1), date(2200, 12, 31)))
def test_a_range_of_days_is_read_as_it_is_written(one: date, other: date) -> None:
    """From any day to any other, whichever comes first."""
    found = parse_range(f"{one}..{other}")
    assert found == DateRange(min(one, other), max(one, other), turned=one > other)


PIECES = st.sampled_from("2021 1442 7 15 تموز رمضان هـ م إلى .. من حتى - / أمس *".split())


@given(st.lists(PIECES, max_size=8).map(" ".join) | st.text(), st.none() | st.dates())
@example("." * 100_000, None)
@example("إلى " * 20, None)
@example("15 " * 30 + "إلى " + "15 " * 3, None)
def test_no_text_is_a_bad_range(text: str, today: date | None) -> None:
    """Any text at all is a range or none; of a range the first day is never after the last."""
    began = process_time()
    found = parse_range(text, today)
    assert found is None or found.first is None or found.last is None or found.first <= found.last
    assert found is None or found.first or found.last
    assert process_time() - began < 5
