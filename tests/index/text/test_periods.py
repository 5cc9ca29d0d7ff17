"""Days, months and years in a text: each way to tell of one, and figures that are none."""

from datetime import date

import pytest
from fihris.index.text.calendars import BESIDE, MONTHS
from fihris.index.text.periods import find_periods
from hypothesis import given
from hypothesis import strategies as st

Row = tuple[str, date, date]


def found(text: str, reference: date | None = None) -> list[Row]:
    return [(text[one.start : one.end], one.first, one.last) for one in find_periods(text, reference)]


def year(number: int) -> tuple[date, date]:
    return date(number, 1, 1), date(number, 12, 31)


JULY = date(2021, 7, 1), date(2021, 7, 31)
ROWS = [
    ("في 25 تموز 2021", [("25 تموز 2021", date(2021, 7, 25), date(2021, 7, 25))]),
    ("في تموز 2021", [("تموز 2021", *JULY)]),
    ("في تموز/يوليو 2021", [("تموز/يوليو 2021", *JULY)]),
    ("في تموز (يوليو) من عام 2021", [("تموز (يوليو) من عام 2021", *JULY)]),
    ("في يوليو ٢٠٢١", [("يوليو ٢٠٢١", *JULY)]),
    ("في تشرين الأول 2020", [("تشرين الأول 2020", date(2020, 10, 1), date(2020, 10, 31))]),
    ("في رمضان 1442", [("رمضان 1442", date(2021, 4, 13), date(2021, 5, 12))]),
    ("بقي حتى نهاية عام 2021", [("حتى نهاية عام 2021", *year(2021))]),
    ("نهاية 2021", [("نهاية 2021", *year(2021))]),
    ("ومنذ 2015", [("ومنذ 2015", *year(2015))]),
    ("2021م", [("2021", *year(2021))]),
    ("سنة 1442 هـ", [("سنة 1442", date(2020, 8, 20), date(2021, 8, 8))]),
    (
        "من 25 تموز 2021 حتى نهاية 2022",
        [("25 تموز 2021", date(2021, 7, 25), date(2021, 7, 25)), ("حتى نهاية 2022", *year(2022))],
    ),
    ("بين عامي 2014 و2017", [("عامي 2014", *year(2014))]),
    ("في تموز", []),
    ("في تموز. 2021 شخصا", []),
    ("وصل 2021 شخصا", []),
    ("عام 2,021", []),
    ("عام 20211", []),
    ("القرار 1701", []),
]


@pytest.mark.parametrize(("text", "wanted"), ROWS)
def test_what_is_told_of(text: str, wanted: list[Row]) -> None:
    """A month with its year, a year after a word that says so or with its era; a day counts once."""
    assert found(text) == wanted


@pytest.mark.parametrize("word", sorted(BESIDE["before_bare_year"]))
def test_a_word_before_a_year(word: str) -> None:
    """With a conjunction, too; a word between the two ends that."""
    for before in (word, f"و{word}"):
        assert found(f"{before} 2015") == [(f"{before} 2015", *year(2015))]
    assert found(f"{word} هذا 2015") == []


@pytest.mark.parametrize(("name", "month"), MONTHS["gregorian"].items())
def test_every_month(name: str, month: int) -> None:
    """By each of its names, whole."""
    ((text, first, last),) = found(f"في {name} 2021")
    assert (text, first, (last.month, last.year)) == (f"{name} 2021", date(2021, month, 1), (month, 2021))


def test_days_told_from_another() -> None:
    """Where the day of the article is known."""
    assert found("وصل أمس", date(2021, 7, 25)) == [("أمس", date(2021, 7, 24), date(2021, 7, 24))]
    assert found("وصل أمس") == []


@given(st.one_of(st.text(), st.text(alphabet="0129 /عامتموزمنذ.هـم")))
def test_any_text(text: str) -> None:
    """Whatever it holds, periods lie in order and apart, and none ends before it begins."""
    end = 0
    for one in find_periods(text):
        assert end <= one.start < one.end <= len(text)
        assert one.first <= one.last
        end = one.end
