"""How a quotation spread."""

import datetime as dt
import json

import pytest
from fihris import Archive, Article
from fihris.search.render.quotation_spread import lines, outlets, records

from ..conftest import InSegments, Run

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
    assert [line.plain for line in lines(outlets(desk.quote(SAID)))] == [
        "2021-07-03  first     verbatim         النهر  فرانس برس",
        "2021-07-04  +1 d      altered          المساء",
        "  - البلدية",
        "  + الوزارة",
        "2021-07-06  +3 d      verbatim     +1  الصباح",
        "no date               verbatim         no source",
    ]


def test_records(desk: Archive) -> None:
    """The same for a script."""
    found = records(outlets(desk.quote(SAID)))
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
    found = outlets(desk.quote("مئة سفينة محملة بالقمح رست في ميناء المدينة هذا الصباح الباكر"))
    assert (list(lines(found)), records(found)) == ([], [])


def test_the_command_draws_it(run: Run, desk: Archive) -> None:
    """A line an outlet and the summary, as many as are wanted; the exit code is that of the quotation."""
    done = run("quote", "-a", desk.path, "--timeline", "-n", "2", SAID)
    assert done.stdout.splitlines() == [
        "2021-07-03  first     verbatim         النهر  فرانس برس",
        "2021-07-04  +1 d      altered          المساء",
        "  - البلدية",
        "  + الوزارة",
    ]
    told = "the first 2 of 4 outlets\nverbatim in 4 articles, altered in 1 article\n"
    assert (done.stderr, done.exit_code) == (told, 0)
    nowhere = run("quote", "-a", desk.path, "--timeline", "كلمةبعيدة")
    assert (nowhere.stdout, nowhere.stderr, nowhere.exit_code) == ("", "not found\n", 1)


def test_the_command_has_it_as_json(run: Run, desk: Archive) -> None:
    """Beside the places; a line a place has no room for it, and neither has a citation."""
    answer = json.loads(run("quote", "-a", desk.path, "--timeline", "--format", "json", SAID).stdout)
    assert ([one["id"] for one in answer["spread"]], len(answer["places"])) == (
        ["first", "altered", "later", "undated"],
        5,
    )
    for other in (["--format", "jsonl"], ["--cite", "csl"]):
        assert run("quote", "-a", desk.path, "--timeline", *other, SAID).exit_code == 2
