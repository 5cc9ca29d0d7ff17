"""Dates: every way the Arabic press prints a full date, and what is none."""

from datetime import date

import pytest
from fihris.index.text.dates import MONTHS, find_date, parse_date
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
    "15 ذو الحجة 1442",
    "15/12/1442",
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


@pytest.mark.parametrize(("name", "month"), MONTHS.items())
def test_every_name_of_a_month_is_known(name: str, month: int) -> None:
    """Each name stands for its month, between a day and a year."""
    assert parse_date(f"9 {name} 2021") == date(2021, month, 9)


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
    ],
)
def test_the_first_date_is_found_with_its_place(line: str, slice_: str) -> None:
    """The place is that of the raw line; a weekday right before the date is part of it."""
    found = find_date(line)
    assert found is not None
    assert line[found[1] : found[2]] == slice_


@given(st.text(st.sampled_from("0123456789٢٥/.- ،()تموزيلأحد\u200f"), max_size=30) | st.text())
def test_a_date_that_is_found_is_read_again_from_its_slice(line: str) -> None:
    """Any text at all is searched without an error, and offsets and date agree."""
    found = find_date(line)
    if found is not None:
        day, start, end = found
        assert parse_date(line[start:end]) == day
