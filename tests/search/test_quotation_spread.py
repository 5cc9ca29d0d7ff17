"""How a quotation spread."""

import datetime as dt

import pytest
from fihris import Archive, Article
from fihris.search.render.quotation_spread import lines, records

from ..conftest import InSegments

SAID = "لن يفتح الجسر قبل أن تنتهي البلدية من إصلاح الطريق المؤدي إليه"
OTHERWISE = SAID.replace("البلدية", "الوزارة")


def printed(identifier: str, day: int, source: str, text: str) -> Article:
    return Article(id=identifier, text=text, date=dt.date(2021, 7, day) if day else None, source=source)


@pytest.fixture(scope="module")
def desk(in_segments: InSegments) -> Archive:
    """Return an archive in which a sentence is printed by three papers, in two ways."""
    return in_segments(
        [
            [
                printed("later", 6, "الصباح", f"قال المهندس: «{SAID}»."),
                printed("first", 3, "النهر", f"بيروت - أ ف ب: قال المهندس: «{SAID}»."),
            ],
            [
                printed("again", 7, "الصباح", f"وكان المهندس قال: «{SAID}»."),
                printed("altered", 4, "المساء", f"قال المهندس: «{OTHERWISE}»."),
                printed("undated", 0, "", f"قال المهندس: «{SAID}»."),
            ],
        ]
    )


def test_outlets_in_the_order_of_their_days(desk: Archive) -> None:
    """The verdict beside each day; below what is altered what it has otherwise."""
    assert [line.plain for line in lines(desk.quote(SAID))] == [
        "2021-07-03  first     verbatim         النهر  فرانس برس",
        "2021-07-04  +1 d      altered          المساء",
        "  - البلدية",
        "  + الوزارة",
        "2021-07-06  +3 d      verbatim     +1  الصباح",
        "no date               verbatim         no source",
    ]


def test_records(desk: Archive) -> None:
    """The same for a script."""
    found = records(desk.quote(SAID))
    assert [(one["id"], one["verdict"], one["days_after"], one["more"]) for one in found] == [
        ("first", "verbatim", 0, []),
        ("altered", "altered", 1, []),
        ("later", "verbatim", 3, ["again"]),
        ("undated", "verbatim", None, []),
    ]
    assert found[0] == {
        "id": "first",
        "date": "2021-07-03",
        "source": "النهر",
        "verdict": "verbatim",
        "is_first": True,
        "days_after": 0,
        "credits": [{"agency": "فرانس برس", "place": "head", "start": 8, "end": 13}],
        "more": [],
    }


def test_nothing_spreads_that_is_not_found(desk: Archive) -> None:
    """No place, no line."""
    found = desk.quote("مئة سفينة محملة بالقمح رست في ميناء المدينة هذا الصباح الباكر")
    assert (list(lines(found)), records(found)) == ([], [])
