"""The command line: days and outlets beside a query, and what is said on stderr."""

import json
from pathlib import Path

import pytest
from fihris import Archive, Article
from fihris.search.parsing import parse

from ..conftest import Run


def ids(run: Run, *arguments: str) -> list[str]:
    done = run("search", "--format", "jsonl", *arguments, "*")
    return sorted(json.loads(line)["id"] for line in done.stdout.splitlines())


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--from", "2021"], ["oil", "visit"]),
        (["--from", "تموز 2021", "--to", "2021-07-24"], ["oil"]),
        (["--from", "٢٠٢١/٧/١٦"], ["visit"]),
        (["--from", "16 يوليو 2021"], ["visit"]),
        (["--from", "6 ذو الحجة 1442"], ["visit"]),
        (["--from", "1442/12/6 هـ"], ["visit"]),
        (["--to", "2020"], ["cup"]),
        (["--to", "جانفي 2020"], ["cup"]),
        (["--to", "كانون الثاني 2020"], ["cup"]),
        (["--to", "أمس"], ["cup", "oil", "visit"]),
        (["--from", "أمس"], []),
        (["--source", "نشرة الصباح"], ["dust", "visit"]),
        (["--source", "نشرة الصباح", "--source", "نشـرة-الاقتصاد"], ["dust", "market 5", "oil", "visit"]),
        (["--source", ""], ["cup"]),
        (["--source", "نشرة الصباح", "--from", "2021"], ["visit"]),
    ],
)
def test_days_and_outlets(run: Run, options: list[str], found: list[str]) -> None:
    """A day, a month or a year in any spelling, the first day of it after --from and the last after --to."""
    assert ids(run, *options) == found


@pytest.mark.parametrize("option", ["--from", "--to"])
@pytest.mark.parametrize("value", ["xyz", "", "2021-13", "15 تموز", "1442", "2021..2022", "\x1b[31m"])
def test_a_date_that_cannot_be_read_is_one_line(run: Run, option: str, value: str) -> None:
    """It names the option and what was given, and says what is accepted."""
    done = run("search", option, value, "نفط")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"fihris: Invalid value for '{option}': {value!r} is no day, month or year; write ")
    assert "2021-07-15, 2021-07, 2021, 15 تموز 2021" in done.stderr


def test_days_that_end_before_they_begin(run: Run) -> None:
    """Nothing would be found; whoever exchanged them is told."""
    done = run("search", "--from", "2022", "--to", "2021", "نفط")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr == "fihris: there is no day from 2022-01-01 to 2021-12-31; exchange the two\n"


def test_articles_without_a_date_are_counted(run: Run) -> None:
    """Nobody takes silence for absence: they match, and are of no day."""
    done = run("search", "--from", "2021-07", "الذهب")
    assert done.stderr.splitlines() == [
        "1 found: الذهب AND date:[2021-07-01..]",
        'fihris: 1 more article matches but has no date; date:="" in a query asks for such',
    ]
    assert "2 more articles match but have no date" in run("search", "--format", "jsonl", "تاريخ:2021").stderr
    assert "no date" not in run("search", "الذهب").stderr
    assert "no date" not in run("search", "--from", "2021-07", "الخميس").stderr


def test_an_outlet_that_is_not_there_is_said(run: Run) -> None:
    """With those that are there, the likest first; nothing is found, and that is no error."""
    done = run("search", "--source", "الصباح", "الحكومة")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.splitlines()[:2] == [
        "fihris: no article is from الصباح; there are articles from نشرة الصباح، نشرة الاقتصاد",
        '0 found: الحكومة AND source:="الصباح"',
    ]


def test_hostile_outlets_are_named_safely(run: Run, tmp_path: Path) -> None:
    """What an article calls its outlet cannot drive the terminal of whoever names another."""
    Archive.create(tmp_path / "hostile").add([Article(id="1", text="نص", source="نشرة\x1b]0;x\x07\u202e")])
    done = run("search", "-a", tmp_path / "hostile", "--source", "نشرة\x1b", "نص")
    assert not {"\x1b", "\x07", "\u202e"} & set(done.output)


def test_a_batch_is_filtered_too(run: Run) -> None:
    """Every query of it."""
    done = run("search", "--batch", "-", "--format", "trec", "--to", "2020", stdin="النفط\nكأس\n")
    assert [line.split()[:3] for line in done.stdout.splitlines()] == [["2", "Q0", "cup"]]


def test_json_says_what_was_understood(run: Run) -> None:
    """The echo has the days and the outlet, and can be typed again."""
    options = ["--from", "2021-07", "--to", "2021-07", "--source", "نشرة الاقتصاد"]
    first = json.loads(run("search", "--format", "json", *options, "أسعار النفط").stdout)
    assert first["understood_as"] == '(أسعار النفط) AND date:[2021-07-01..2021-07-31] AND source:="نشرة الاقتصاد"'
    again = json.loads(run("search", "--format", "json", first["understood_as"]).stdout)
    assert (again["understood_as"], again["hits"]) == (first["understood_as"], first["hits"])


def test_the_help_shows_the_language(run: Run) -> None:
    """Each part of it in a sentence, and an example in Arabic on a line of its own, which no terminal mixes up."""
    shown = run("search", "--help").stdout
    examples = [line.strip() for line in shown.split("What QUERY may say:")[1].splitlines() if line.startswith(" " * 6)]
    assert len(examples) >= 8
    assert [parse(query).warning for query in examples] == [""] * len(examples)
    for sign in (
        "title:",
        "source:",
        "author:",
        "category:",
        "root:",
        "تاريخ:",
        "جذر:",
        "AND",
        "OR",
        "NOT",
        "~3",
        "~2",
    ):
        assert sign in shown
