"""Dates: every way the Arabic press prints a full date, and what is none."""

from datetime import date, timedelta
from time import process_time

import pytest
from fihris.index.text.calendars import MONTHS, to_date
from fihris.index.text.dates import find_date, find_dates, parse_date
from hijridate import Gregorian
from hypothesis import given
from hypothesis import strategies as st

WRITTEN = [
    ("2021-07-25", date(2021, 7, 25)),
    ("2021-07-25T22:16:00+03:00", date(2021, 7, 25)),
    ("2021/7/25", date(2021, 7, 25)),
    ("2021.07.25", date(2021, 7, 25)),
    ("2021.07.25 - 22:16", date(2021, 7, 25)),
    ("20210725", date(2021, 7, 25)),
    ("20210725T221600Z", date(2021, 7, 25)),
    ("25/7/2021", date(2021, 7, 25)),
    ("3-9-2021", date(2021, 9, 3)),
    ("03.09.2021", date(2021, 9, 3)),
    ("25 / 7 / 2021", date(2021, 7, 25)),
    ("25\u200f/7\u200f/2021", date(2021, 7, 25)),
    ("٢٥/٧/٢٠٢١", date(2021, 7, 25)),
    ("٢٠٢١/٧/٢٥", date(2021, 7, 25)),
    ("۲۵ تموز ۲۰۲۱", date(2021, 7, 25)),
    ("٢٥ تموز ٢٠٢١", date(2021, 7, 25)),
    ("15 يوليو 2021", date(2021, 7, 15)),
    ("15 يوليو، 2021", date(2021, 7, 15)),
    ("15 يوليو, 2021م", date(2021, 7, 15)),
    ("15يوليو2021", date(2021, 7, 15)),
    ("15 يوليو من عام 2021", date(2021, 7, 15)),
    ("15 من شهر يوليو لعام 2021", date(2021, 7, 15)),
    ("25 تموز/يوليو 2021", date(2021, 7, 25)),
    ("25 تموز / يوليو 2021", date(2021, 7, 25)),
    ("25 تموز (يوليو) 2021", date(2021, 7, 25)),
    ("11 تشرين الأول/أكتوبر 2021", date(2021, 10, 11)),
    ("11 تِشْرِين الأوّل 2021", date(2021, 10, 11)),
    ("25-27 تموز 2021", date(2021, 7, 27)),
    ("الأحد، 25 تموز 2021", date(2021, 7, 25)),
    ("يوم الأحد الموافق 25 تموز 2021 في بغداد", date(2021, 7, 25)),
    ("July 25, 2021", date(2021, 7, 25)),
    ("25th July 2021", date(2021, 7, 25)),
    ("Sun, 25 Jul 2021 22:16:00 +0300", date(2021, 7, 25)),
    ("29 شباط 2020", date(2020, 2, 29)),
    ("1 يناير 1800", date(1800, 1, 1)),
    ("السادس من يوليو 2021", date(2021, 7, 6)),
    ("في الحادي والثلاثين من آب من عام 2020", date(2020, 8, 31)),
    ("25 تموز 2021 ميلادية", date(2021, 7, 25)),
    # the Hijri calendar
    ("9 ذو الحجة 1442", date(2021, 7, 19)),
    ("٩ ذي الحِجّة ١٤٤٢ هـ", date(2021, 7, 19)),
    ("التاسع من ذي الحجة لعام 1442 للهجرة", date(2021, 7, 19)),
    ("1442/12/9 هـ", date(2021, 7, 19)),
    ("1442-12-09هـ", date(2021, 7, 19)),
    ("9/12/1442 هـ", date(2021, 7, 19)),
    ("9\u200f/12\u200f/1442 هجرية", date(2021, 7, 19)),
    ("1 رمضان المبارك 1442", date(2021, 4, 13)),
    ("1 محرم 1343", date(1924, 8, 1)),
    ("30 ذو الحجة 1500", date(2077, 11, 16)),
    # a day in both calendars: a country that sights the moon may be a day off the computed one
    ("10 ذو الحجة 1442 هـ الموافق 19 يوليو 2021 م", date(2021, 7, 19)),
    ("الاثنين 19 يوليو 2021 الموافق 10 ذو الحجة 1442", date(2021, 7, 19)),
    ("10/12/1442 هـ - الموافق لـ 19/7/2021", date(2021, 7, 19)),
    ("9 ذو الحجة 1442 هـ، 1 آب 2021", date(2021, 7, 19)),
]

NOT_DATES = [
    "",
    "تموز 2021",
    "25 تموز",
    "25 تموز/أغسطس 2021",
    "29 شباط 2021",
    "31/4/2021",
    "7/25/2021",
    "2021-13-01",
    "2021/07-25",
    "15/12/1442",
    "1442/12/9",
    "15 يوليو 1442 هـ",
    "15 ذو الحجة 2021",
    "15 ذو الحجة 1442 م",
    "30 صفر 1443",
    "30 ذو الحجة 1342",
    "1 محرم 1501",
    "2021/7/25 هـ",
    "الأول يوليو 2021",
    "الثاني والثلاثين من تموز 2021",
    "1 يناير 2201",
    "15 يوليو. 2021 جندياً",
    "15 يوليو عاد 2021 جندياً",
    "الآية 25 من 2021",
    "10.20.7.2021",
    "125/7/20211",
    "٪٪ \ud800 \0",
]


@pytest.mark.parametrize(("text", "day"), WRITTEN)
def test_a_full_date_is_read_however_it_is_written(text: str, day: date) -> None:
    """Figures of every script, months of every country and English are understood, the day first."""
    assert parse_date(text) == day


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_is_no_full_and_possible_date_is_none(text: str) -> None:
    """Nothing is guessed: without day, month and year of 1800 to 2200 there is no date."""
    assert parse_date(text) is None


@pytest.mark.parametrize(("name", "month"), MONTHS["gregorian"].items())
def test_every_name_of_a_month_is_known(name: str, month: int) -> None:
    """Each name stands for its month, between a day and a year."""
    assert parse_date(f"9 {name} 2021") == date(2021, month, 9)


@pytest.mark.parametrize(("name", "month"), MONTHS["hijri"].items())
def test_every_name_of_a_hijri_month_is_known(name: str, month: int) -> None:
    """Each name stands for its month of the Hijri calendar."""
    assert parse_date(f"9 {name} 1442") == to_date(1442, month, 9, "hijri") != None  # noqa: E711


@pytest.mark.parametrize("other", ["مارس", "آذار", "March"])
@pytest.mark.parametrize("name", ["آذار", "مارس", "اذار"])
@pytest.mark.parametrize("between", ["/", " / ", " (", "-", " "])
def test_a_month_may_stand_by_two_names(name: str, other: str, between: str) -> None:
    """The press of one country prints the name of another beside its own."""
    assert parse_date(f"9 {name}{between}{other} 2021") == date(2021, 3, 9)


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("كانون الثاني", 1),
        ("اذار", 3),
        ("ابريل", 4),
        ("اغسطس", 8),
        ("آب", 8),
        ("غشت", 8),
        ("تشرين الاول", 10),
    ],
)
def test_a_month_without_its_hamza_is_known(name: str, month: int) -> None:
    """Names are compared by their exact keys, as all words are."""
    assert parse_date(f"9 {name} 2021") == date(2021, month, 9)


@pytest.mark.parametrize(
    ("line", "slice_"),
    [
        ("في بيان، (25 تموز 2021)، قال", "25 تموز 2021"),
        ("صدر الأحد 25 تموز 2021 في بغداد", "الأحد 25 تموز 2021"),
        ("صدر يوم الأحد، 25/7/2021", "يوم الأحد، 25/7/2021"),
        ("من 2021.07.25 إلى 2021.07.26", "2021.07.25"),
        ("٢٦ تموز ٢٠٢١ ثم 2021-07-25", "٢٦ تموز ٢٠٢١"),
        ("يوم 9 ذو الحجة 1442هـ الموافق الاثنين 19 يوليو 2021م.", "9 ذو الحجة 1442هـ الموافق الاثنين 19 يوليو 2021م"),
        ("صدر الخميس العشرين من تموز 2021", "الخميس العشرين من تموز 2021"),
    ],
)
def test_the_first_date_is_found_with_its_place(line: str, slice_: str) -> None:
    """The place is that of the raw line; a weekday right before the date is part of it."""
    found = find_date(line)
    assert found is not None
    assert line[found[1] : found[2]] == slice_


def test_all_dates_of_a_line_are_found() -> None:
    """In their order, each with its place, none inside another."""
    line = "بين 15 يوليو 2021 و28/7/2021، ثم الأحد 1 آب 2021 (22 ذو الحجة 1442)"
    assert [(found.day.isoformat(), line[found.start : found.end]) for found in find_dates(line)] == [
        ("2021-07-15", "15 يوليو 2021"),
        ("2021-07-28", "28/7/2021"),
        ("2021-08-01", "الأحد 1 آب 2021 (22 ذو الحجة 1442"),
    ]


def test_the_hijri_calendar_is_that_of_the_library() -> None:
    """Every day of its range, a fortnight apart, is read from words and from figures as the day it is."""
    names = {month: name for name, month in reversed(MONTHS["hijri"].items())}
    day, last = date(1924, 8, 1), date(2077, 11, 16)
    while day <= last:
        hijri = Gregorian.fromdate(day).to_hijri()
        year, month, number = hijri.datetuple()
        assert parse_date(f"{number} {names[month]} {year}") == day
        assert parse_date(f"{hijri.isoformat()} هـ") == day
        day += timedelta(days=14)


@given(st.dates(date(1800, 1, 1), date(2200, 12, 31)), st.sampled_from(list(MONTHS["gregorian"])))
def test_a_date_that_is_written_is_read(day: date, name: str) -> None:
    """In every form that names day, month and year, the date is the one that was written."""
    month = MONTHS["gregorian"][name]
    named = day.replace(day=min(day.day, 28), month=month)
    assert parse_date(f"{named.day} {name} {named.year}") == named
    for pattern in ("%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%d/%m/%Y", "%d.%m.%Y", "%Y%m%d"):
        written = f"{day:{pattern}}"
        assert parse_date(written) == parse_date(written.translate(ARABIC_DIGITS)) == day


ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PIECES = (
    "9 15 2021 1442 تموز يوليو ذو الحجة هـ م / - من الأحد الأول السادس الموافق "
    "2021-07-25 1442/12/9 25/7/2021 ، أمس اليوم الماضي ( و"
)
LINES = st.lists(st.sampled_from(PIECES.split())).map(" ".join)


@given(LINES | st.text(st.sampled_from("0123456789٢٥/.- ،()تموزيلأحد\u200f"), max_size=30) | st.text())
def test_a_date_that_is_found_is_read_again_from_its_slice(line: str) -> None:
    """Any text at all is searched without an error, and offsets and date agree."""
    end = 0
    for day, start, after in find_dates(line):
        assert parse_date(line[start:after]) == day
        assert start >= end
        end = after


def test_a_long_text_is_searched_at_once() -> None:
    """No date looks at all words of the text: 100,000 characters of dates take a moment."""
    began = process_time()
    assert len(list(find_dates("الأحد 25 تموز 2021، " * 5_000, date(2021, 7, 25)))) == 5_000
    assert process_time() - began < 10
