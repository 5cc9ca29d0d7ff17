"""`fihris similar`: what it prints, in every format, and its exit codes."""

import datetime as dt
import json
from pathlib import Path

import pytest
from fihris import Archive, Article

from ..conftest import OnTerminal, Run
from .stories import GUARD, LEAD, LONGER, OTHER_LEAD, STORY


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of a story, of copies by two papers and of one without a day."""
    wire = f"البصرة - أ ف ب: {STORY.replace('أربعين', 'خمسين')}"
    articles = [
        Article(id="wire", title="الجسر يفتح", text=wire, date=dt.date(2021, 7, 4), source="النهر"),
        Article(id="story", title="افتتاح الجسر", text=STORY, date=dt.date(2021, 7, 2), source="الصباح"),
        Article(id="longer", title="الجسر", text=LONGER, date=dt.date(2021, 7, 3), source="الصباح"),
        Article(id="undated", text=OTHER_LEAD, source="المساء"),
        Article(id="moved", text=STORY.replace(f"{LEAD}\n", "").replace(GUARD, f"{GUARD}\n{LEAD}"), author="رويترز"),
        Article(id="alone", text="هدأت الريح مساء أمس وعادت الزوارق إلى المرفأ."),
    ]
    made = Archive.create(tmp_path_factory.mktemp("desk") / "archive")
    made.add(articles)
    return made.path


TEXT = """\
1. افتتاح الجسر
   2021-07-02  story
   first; asked for; what the others are measured by
   الصباح

2. الجسر
   2021-07-03  longer
   86% of its words, 100% of the first's
   الصباح
  + وحضر الحفل جمهور غفير ورقصت الفرق الشعبية حتى المساء

3. الجسر يفتح
   2021-07-04  wire
   92% of its words, 98% of the first's
   النهر
   فرانس برس
  + البصرة - أ ف ب
  - أربعين
  + خمسين

4. undated
   undated
   78% of its words, 73% of the first's; no date
   المساء
  - افتتح وزير النقل صباح اليوم الجسر الجديد فوق النهر بعد ثلاث سنوات من العمل المتواصل
  + بعد طول انتظار صار بوسع أهل المدينة أن يعبروا النهر بسياراتهم

5. moved
   moved
   100% of its words, 100% of the first's; no date
   رويترز
  ~ افتتح وزير النقل صباح اليوم الجسر الجديد فوق النهر بعد ثلاث سنوات من العمل المتواصل

"""


def test_copies_for_a_person(run: Run, desk: Path) -> None:
    """The earliest first, each with what it has otherwise."""
    done = run("similar", "-a", desk, "story")
    assert (done.stdout, done.stderr, done.exit_code) == (TEXT, "4 copies: story\n", 0)


TIMELINE = """\
2021-07-02  first       100%                   +1  الصباح
2021-07-04  +2 d         92%     +5       -1       النهر  فرانس برس
  + البصرة - أ ف ب
  - أربعين
no date                  78%    +11      -15       المساء
  + بعد طول انتظار صار بوسع أهل المدينة أن يعبروا النهر بسياراتهم
  - افتتح وزير النقل صباح اليوم الجسر الجديد فوق النهر بعد ثلاث سنوات من العمل المتواصل
no date                 100%                       no source  رويترز
"""


def test_a_timeline_for_a_person(run: Run, desk: Path) -> None:
    """A line an outlet, and the longest piece that it added and dropped."""
    done = run("similar", "-a", desk, "--timeline", "wire")
    assert (done.stdout, done.stderr, done.exit_code) == (TIMELINE, "4 copies: wire\n", 0)


def test_a_timeline_on_a_terminal_has_headings(on_terminal: OnTerminal, desk: Path) -> None:
    """Above the figures stands what they are."""
    shown = on_terminal("similar", "-a", desk, "--timeline", "story", "--bidi", "off", columns=100)
    assert "day         after     shared  added  dropped  more  outlet, agency" in shown.text


def test_records(run: Run, desk: Path) -> None:
    """What a script reads of the same."""
    answer = json.loads(run("similar", "-a", desk, "story", "--format", "json").stdout)
    assert {key: answer[key] for key in ("schema_version", "id", "first", "total")} == {
        "schema_version": 1,
        "id": "story",
        "first": "story",
        "total": 4,
    }
    wire = next(one for one in answer["copies"] if one["id"] == "wire")
    assert (wire["is_first"], wire["days_after"], wire["share"], wire["share_of_first"]) == (False, 2, 0.915, 0.982)
    assert wire["credits"] == [{"agency": "فرانس برس", "place": "head", "start": 9, "end": 14}]
    assert wire["differences"][1] == {
        "kind": "changed",
        "first": {"text": "أربعين", "start": 104, "end": 110},
        "copy": {"text": "خمسين", "start": 120, "end": 125},
    }
    assert STORY[104:110] == "أربعين"
    lines = run("similar", "-a", desk, "story", "--format", "jsonl").stdout.splitlines()
    assert list(map(json.loads, lines)) == answer["copies"]


def test_records_of_a_timeline(run: Run, desk: Path) -> None:
    """What one outlet printed again stands beside what it printed first."""
    answer = json.loads(run("similar", "-a", desk, "story", "--timeline", "--format", "json").stdout)
    assert [(one["id"], [other["id"] for other in one["more"]]) for one in answer["copies"]] == [
        ("story", ["longer"]),
        ("wire", []),
        ("undated", []),
        ("moved", []),
    ]


def test_a_limit(run: Run, desk: Path) -> None:
    """Of articles, or of outlets."""
    for extra in ([], ["--timeline"]):
        answer = json.loads(run("similar", "-a", desk, "story", "-n", "2", *extra, "--format", "json").stdout)
        assert (len(answer["copies"]), answer["total"]) == (2, 4)
    assert run("similar", "-a", desk, "story", "-n", "2").stderr == "4 copies (the first 2 of 5 articles): story\n"
    timeline = run("similar", "-a", desk, "story", "-n", "2", "--timeline")
    assert timeline.stderr == "4 copies (the first 2 of 4 outlets): story\n"


def test_an_article_without_copies(run: Run, desk: Path) -> None:
    """Nothing is printed but a note, in JSON the article alone; the exit code is that of finding nothing."""
    done = run("similar", "-a", desk, "alone")
    assert (done.stdout, done.exit_code) == ("", 1)
    assert done.stderr == "no article shares half of its words with: alone\n"
    assert run("similar", "-a", desk, "alone", "--timeline").stdout == ""
    assert run("similar", "-a", desk, "alone", "--format", "jsonl").stdout == ""
    answer = json.loads(run("similar", "-a", desk, "alone", "--format", "json").stdout)
    assert ([one["id"] for one in answer["copies"]], answer["total"]) == (["alone"], 0)


def test_an_article_that_is_not_there(run: Run, desk: Path) -> None:
    """One line that says so."""
    done = run("similar", "-a", desk, "nowhere")
    assert (done.stdout, done.exit_code, done.stderr.count("\n")) == ("", 2, 1)
