"""Days that are told from another day."""

from datetime import date, timedelta

import pytest
from fihris.index.text.calendars import RELATIVE, WEEKDAY_OF
from fihris.index.text.dates import find_dates
from hypothesis import given
from hypothesis import strategies as st

FRIDAY = date(2021, 7, 16)

TOLD = [
    ("اليوم", "اليوم", 16),
    ("امس", "امس", 15),
    ("أَمْسِ", "أَمْسِ", 15),
    ("البارحة", "البارحة", 15),
    ("أول أمس", "أول أمس", 14),
    ("أمس الأول", "أمس الأول", 14),
    ("أول من أمس", "أول من أمس", 14),
    ("غداً", "غداً", 17),
    ("بعد غد", "بعد غد", 18),
    ("قال اليوم الجمعة إن", "اليوم الجمعة", 16),
    ("أصدره، امس الخميس، العلاقات", "امس الخميس", 15),
    ("أمس، الخميس", "أمس، الخميس", 15),
    ("أمس يوم الخميس", "أمس يوم الخميس", 15),
    ("وأول من أمس الأربعاء، أكد", "وأول من أمس الأربعاء", 14),
    ("غداً السبت", "غداً السبت", 17),
    # the weekday is right where it is a day off
    ("أمس الأربعاء", "أمس الأربعاء", 14),
    ("أول من أمس الثلاثاء", "أول من أمس الثلاثاء", 13),
    ("اليوم السبت", "اليوم السبت", 17),
    # weekdays before and after the day
    ("الخميس الماضي", "الخميس الماضي", 15),
    ("يوم الجمعة الماضية", "يوم الجمعة الماضية", 9),
    ("والسبت الفائت", "والسبت الفائت", 10),
    ("الجمعة المقبلة", "الجمعة المقبلة", 23),
    ("السبت القادم", "السبت القادم", 17),
]


@pytest.mark.parametrize(("text", "slice_", "day"), TOLD)
def test_a_day_is_told_from_another(text: str, slice_: str, day: int) -> None:
    """Seen from Friday, 16 July 2021."""
    (found,) = find_dates(text, FRIDAY)
    assert (text[found.start : found.end], found.day) == (slice_, date(2021, 7, day))


@pytest.mark.parametrize(
    "text",
    [
        "الخميس",
        "يوم الخميس",
        "أمس الأحد",
        "اليوم الثاني",
        "اليوم التالي",
        "اليوم الوطني",
        "أول",
        "أول من",
        "أول من. أمس الأحد",
        "الخميس، الماضي",
        "الأسبوع الماضي",
        "يومياً",
        "",
    ],
)
def test_what_tells_no_day_is_none(text: str) -> None:
    """A weekday alone, a contradiction, a day that is another: nothing is guessed."""
    assert list(find_dates(text, FRIDAY)) == []


@pytest.mark.parametrize(("text", "slice_", "day"), TOLD)
def test_without_a_day_of_reference_nothing_is_told(text: str, slice_: str, day: int) -> None:
    """An article without a date of its own gets none from أمس."""
    assert list(find_dates(text)) == []


def test_a_full_date_wins_over_what_it_overlaps() -> None:
    """«اليوم الأحد 18 تموز 2021» is one day; what stands apart is another."""
    line = "اليوم الأحد 18 تموز 2021 بعد لقاء أمس"
    assert [(line[one.start : one.end], one.day.day) for one in find_dates(line, FRIDAY)] == [
        ("الأحد 18 تموز 2021", 18),
        ("أمس", 15),
    ]


@given(
    st.dates(),
    st.sampled_from([" ".join(name) for names in RELATIVE.values() for name in names]),
    st.sampled_from(sorted(WEEKDAY_OF)),
)
def test_days_are_near_and_of_their_weekday(reference: date, name: str, weekday: str) -> None:
    """Whatever the day of reference, at the ends of the calendar too."""
    for text, most in ((name, 2), (f"{name} {weekday}", 3), (f"{weekday} الماضي", 7), (f"{weekday} المقبل", 7)):
        for found in find_dates(text, reference):
            assert abs(found.day - reference) <= timedelta(days=most)
            assert weekday not in text or found.day.weekday() == WEEKDAY_OF[weekday]
            assert ("الماضي" in text) <= (found.day < reference)
            assert ("المقبل" in text) <= (found.day > reference)
