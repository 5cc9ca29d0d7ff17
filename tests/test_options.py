"""Every option of every command is used, and does something.

`USES` has a row for each; a command or an option without one fails `test_every_option_is_used`, and so does a value of
an option with a list of them that no row names. A row is run as it stands: what it gives is checked, and unlike what
the same command gives without the option.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import Result
from fihris import Archive, __version__
from fihris.search.cli import COMMANDS, fihris
from rich.cells import cell_len

from .conftest import OnTerminal, Run

Check = Callable[[Result], bool]


def hits(*identifiers: str) -> Check:
    """Check that JSON Lines are of these articles, in this order."""
    return lambda done: [json.loads(line)["id"] for line in done.stdout.splitlines()] == list(identifiers)


def total(number: int) -> Check:
    """Check how much a JSON answer says was found."""
    return lambda done: bool(json.loads(done.stdout)["total"] == number)


def says(pattern: str) -> Check:
    """Check that a pattern is found in what is printed."""
    return lambda done: re.search(pattern, done.output, re.MULTILINE) is not None


class Use(NamedTuple):
    """A call of a command with an option; words in {} are places of the test."""

    command: str
    option: str
    arguments: str
    """Between spaces; a _ stands for a space inside an argument."""
    check: Check
    without: str | None = None
    """The same without the option, whose output is another; None where only the run itself differs."""


JSONL, JSON = "--format jsonl", "--format json"
USES = (
    Use("", "--version", "--version", says(re.escape(f"fihris, version {__version__}"))),
    Use("index", "--archive", "{folder} -a {new}", says("1 added")),
    Use("index", "--jobs", "{folder} --jobs 1 -a {new}", says("1 added")),
    Use("index", "--memory", "{folder} --memory 64 -a {new}", says("1 added")),
    Use("index", "--prune", "{empty} --prune -a {filled}", says("1 pruned"), "{empty} -a {filled}"),
    Use("search", "--archive", "-a {filled} سفينة", says("1 found"), "سفينة"),
    Use("search", "--limit", f"--limit 1 {JSONL} النفط", hits("oil"), f"{JSONL} النفط"),
    Use("search", "--limit", f"-n 1 {JSONL} النفط", hits("oil"), f"{JSONL} النفط"),
    Use("search", "--offset", f"--offset 1 {JSONL} النفط", hits("market 5"), f"{JSONL} النفط"),
    Use("search", "--match", f"--match all {JSON} الحكومة_واشنطن", total(1), f"{JSON} الحكومة_واشنطن"),
    Use("search", "--match", f"--match any {JSON} الحكومة_واشنطن", total(2), f"--match all {JSON} الحكومة_واشنطن"),
    Use("search", "--from", f"--from 16_تموز_2021 {JSONL} *", hits("visit"), f"{JSONL} *"),
    Use("search", "--to", f"--to 2020 {JSONL} *", hits("cup"), f"{JSONL} *"),
    Use("search", "--source", f"--source نشرة-الصباح {JSON} *", total(2), f"{JSON} *"),
    Use("search", "--exact", f"--exact {JSON} حكومته", total(1), f"{JSON} حكومته"),
    Use("search", "--root", f"--root {JSON} أميركيون_سعره", total(2), f"--exact {JSON} أميركيون_سعره"),
    Use("search", "--max-expansions", "--max-expansions 1 ال*", says("more than 1 words"), "ال*"),
    Use("search", "--sort", f"--sort newest -n 2 {JSONL} *", hits("visit", "oil"), f"-n 2 {JSONL} *"),
    Use("search", "--sort", f"--sort oldest -n 2 {JSONL} *", hits("cup", "oil"), f"-n 2 {JSONL} *"),
    Use("search", "--sort", f"--sort relevance -n 1 {JSONL} النفط", hits("oil"), f"--sort oldest {JSONL} النفط"),
    Use("search", "--group", f"--group source {JSONL} النفط", hits("oil"), f"{JSONL} النفط"),
    Use("search", "--passages", f"--passages 0 {JSONL} البرميل", says(r'"passages": \[\]'), f"{JSONL} البرميل"),
    Use("search", "--explain", "--explain البرميل", says("lemma: once.*  برميل$"), "البرميل"),
    Use("search", "--facets", f"--facets {JSON} النفط", says('"years": {'), f"{JSON} النفط"),
    Use("search", "--count", "--count النفط", lambda done: done.stdout == "2\n", "النفط"),
    Use("search", "--format", "--format text البرميل", says("^1. أسعار"), f"{JSON} البرميل"),
    Use("search", "--format", "--format json البرميل", total(1), "البرميل"),
    Use("search", "--format", "--format jsonl البرميل", hits("oil"), "البرميل"),
    Use("search", "--format", "--format csv البرميل", says("^1,[0-9.]+,oil,"), "البرميل"),
    Use("search", "--format", "--format tsv البرميل", says("^1\t[0-9.]+\toil\t"), "البرميل"),
    Use("search", "--format", "--format trec البرميل", says("^1 Q0 oil 1 [0-9.]+ fihris$"), "البرميل"),
    Use("search", "--format", "--format paths البرميل", says("^/articles/oil.txt$"), "البرميل"),
    Use("search", "--cite", "--cite markdown البرميل", says('^<div dir="rtl" lang="ar">$'), "البرميل"),
    Use("search", "--cite", "--cite csl البرميل", says('"container-title": "نشرة الاقتصاد"'), "البرميل"),
    Use("search", "--cite", "--cite bibtex البرميل", says("^@article{fihris-2021-07-15-"), "البرميل"),
    Use("search", "--cite", "--cite claimreview البرميل", says('"@type": "ClaimReview"'), "البرميل"),
    Use("search", "--null", "--format paths -0 البرميل", says("^/articles/oil.txt\0$"), "--format paths البرميل"),
    Use("search", "--null", "--format paths --null البرميل", says("\0"), "--format paths البرميل"),
    Use("search", "--batch", "--batch {queries} --format trec", says("^2 Q0 dust ")),
    Use("quote", "--archive", "-a {filled} وصلت_سفينة", says("verbatim in 1 article"), "أسعار_النفط"),
    Use("quote", "--limit", f"-n 1 {JSONL} الحكومة", lambda done: done.stdout.count("\n") == 1, f"{JSONL} الحكومة"),
    Use("quote", "--limit", f"--limit 1 {JSONL} الحكومة", says('"id": "visit"'), f"{JSONL} الحكومة"),
    Use("quote", "--format", "--format text سعر_البرميل", says("^1. أسعار"), f"{JSON} سعر_البرميل"),
    Use("quote", "--format", "--format json سعر_البرميل", says('"verdict": "verbatim"'), "سعر_البرميل"),
    Use("quote", "--format", "--format jsonl سعر_البرميل", hits("oil"), "سعر_البرميل"),
    Use("quote", "--timeline", "--timeline سعر_البرميل", says("^2021-07-15  first +verbatim"), "سعر_البرميل"),
    Use("quote", "--cite", "--cite markdown سعر_البرميل", says('^<div dir="rtl" lang="ar">$'), "سعر_البرميل"),
    Use("quote", "--cite", "--cite csl سعر_البرميل", says('"verdict": "verbatim"'), "سعر_البرميل"),
    Use("quote", "--cite", "--cite bibtex سعر_البرميل", says("^@article{fihris-2021-07-15-"), "سعر_البرميل"),
    Use("quote", "--cite", "--cite claimreview سعر_البرميل", says('"claimReviewed": "سعر البرميل"'), "سعر_البرميل"),
    Use("check", "--archive", "{draft} -a {filled}", says("claims: 1 found, 0 altered"), "{empty_draft} -a {filled}"),
    Use(
        "check",
        "--format",
        "{draft} -a {filled} --format text",
        says("quotation: found"),
        "{draft} -a {filled} --format json",
    ),
    Use("check", "--format", "{draft} -a {filled} --format json", says('"sound": true'), "{draft} -a {filled}"),
    Use("check", "--html", "{draft} -a {filled} --html {page}", says("written: "), "{draft} -a {filled}"),
    Use("timeline", "--archive", "-a {filled} سفينة", says("1 found"), "سفينة"),
    Use("timeline", "--by", "--by day النفط", says("^2021-07-15 +1$"), "--by year النفط"),
    Use("timeline", "--by", "--by month النفط", says("^2021-07 +1$"), "النفط"),
    Use("timeline", "--by", "--by year النفط", says("^2021 +1$"), "النفط"),
    Use("timeline", "--match", f"--match all {JSON} الحكومة_واشنطن", total(1), f"{JSON} الحكومة_واشنطن"),
    Use("timeline", "--match", f"--match any {JSON} الحكومة_واشنطن", total(2), f"--match all {JSON} الحكومة_واشنطن"),
    Use("timeline", "--from", f"--from 16_تموز_2021 {JSON} *", total(1), f"{JSON} *"),
    Use("timeline", "--to", f"--to 2020 {JSON} *", total(1), f"{JSON} *"),
    Use("timeline", "--source", f"--source نشرة-الصباح {JSON} *", total(2), f"{JSON} *"),
    Use("timeline", "--exact", f"--exact {JSON} حكومته", total(1), f"{JSON} حكومته"),
    Use("timeline", "--root", f"--root {JSON} سعره", total(2), f"--exact {JSON} سعره"),
    Use("timeline", "--max-expansions", "--max-expansions 1 ال*", says("more than 1 words"), "ال*"),
    Use("timeline", "--format", "--format text النفط", says("^2021-07-15 +1$"), f"{JSON} النفط"),
    Use("timeline", "--format", "--format json النفط", total(2), "النفط"),
    Use("timeline", "--format", "--format csv النفط", says("^day,2021-07-15,1,,"), "النفط"),
    Use("timeline", "--format", "--format tsv النفط", says("^day\t2021-07-15\t1\t\t"), "النفط"),
    Use("similar", "--archive", "-a {copied} one.txt", says("^2. ")),
    Use("similar", "--limit", "-a {copied} --limit 1 one.txt", says("^1. "), "-a {copied} one.txt"),
    Use("similar", "--limit", "-a {copied} -n 1 one.txt", says("^1. "), "-a {copied} one.txt"),
    Use("similar", "--timeline", "-a {copied} --timeline one.txt", says("^no date +100%"), "-a {copied} one.txt"),
    Use("similar", "--cite", "-a {copied} --cite markdown one.txt", says("^- المقال المبحوث"), "-a {copied} one.txt"),
    Use("similar", "--cite", "-a {copied} --cite csl one.txt", says('"command": "similar"'), "-a {copied} one.txt"),
    Use("similar", "--cite", "-a {copied} --cite bibtex one.txt", says("^@misc{fihris-"), "-a {copied} one.txt"),
    Use("similar", "--cite", "-a {copied} --cite claimreview one.txt", says('"Draft"'), "-a {copied} one.txt"),
    Use("similar", "--format", "-a {copied} --format text one.txt", says("^1. "), f"-a {{copied}} {JSON} one.txt"),
    Use("similar", "--format", "-a {copied} --format json one.txt", total(1), "-a {copied} one.txt"),
    Use("similar", "--format", "-a {copied} --format jsonl one.txt", hits("one.txt", "two.txt"), "-a {copied} one.txt"),
    Use("show", "--archive", "-a {filled} one.txt", says("سفينة")),
    Use("show", "--query", "oil --query النفط", says("أسعار النفط")),
    Use("show", "--cite", "oil --cite markdown", says("^- الرابط: <https://example.org/oil>$"), "oil"),
    Use("show", "--cite", "oil --cite csl", says('"whole": true'), "oil"),
    Use("show", "--cite", "oil --cite bibtex", says("^  journal = {نشرة الاقتصاد},$"), "oil"),
    Use("show", "--cite", "oil --cite claimreview", says('"creativeWorkStatus": "Draft"'), "oil"),
    Use("analyze", "--format", "--format tsv الحكومة", says("^الحكومة\tالحكومة\t"), "الحكومة"),
    Use("analyze", "--format", "--format text الحكومة", says("^  exact +الحكومة$"), "--format tsv الحكومة"),
    Use("info", "--archive", "-a {filled}", says("^articles +1$"), ""),
    Use("doctor", "--archive", "-a {filled}", says("^articles +1$"), ""),
    Use("merge", "--archive", "-a {filled}", says("^merged: 1 articles")),
    Use("remove", "--archive", "-a {filled} one.txt", says("^removed: 1 articles; left: 0$")),
    Use("audit", "--archive", "replay --format jsonl -a {twin}", says('"now": "[^"]*twin"'), "replay --format jsonl"),
    Use("audit", "--format", "show --format text", says("^ +2  .* search  1 of 1$"), "show --format jsonl"),
    Use("audit", "--format", "show --format jsonl", says('"command": "search", "asked": "سفينة"'), "show"),
    Use("export", "--archive", "-a {filled}", says("سفينة"), ""),
)


class Screen(NamedTuple):
    """A call of a command on a terminal, with one of the options that say how it prints there."""

    command: str
    option: str
    arguments: str
    check: Callable[[str], bool]
    """What is to be said of what the terminal is sent."""
    environment: dict[str, str] = {}  # noqa: RUF012 -- nobody changes it


EXPLICIT = "\x1b[8l"
ORDERS = {"TERM": "xterm-256color", "VTE_VERSION": "7006", "XTERM_VERSION": ""}
ORDERS_NOT = {"TERM": "alacritty", "XTERM_VERSION": ""}
ESCAPES = re.compile("\x1b\\[[0-9;?]*[A-Zmhl]|\x1b]8;[^\x1b]*\x1b\\\\|\r")


def widest(shown: str) -> int:
    """Return the columns of the longest line; one of figures for a script to read is never wrapped."""
    lines = ESCAPES.sub("", shown.replace("\r", "\n")).splitlines()
    return max(cell_len(line) for line in lines if not line.startswith(("indexed:", "removed:")))


def on_a_screen(command: str, arguments: str, *, paged: bool = True) -> Iterator[Screen]:
    """Yield a row for each option, and each value of one, that says how a command prints on a terminal."""

    def row(option: str, typed: str, check: Callable[[str], bool], **environment: str) -> Screen:
        return Screen(command, option, f"{typed} {arguments}", check, environment)

    yield row("--bidi", "--bidi auto", lambda shown: EXPLICIT in shown, **ORDERS_NOT)
    yield row("--bidi", "--bidi visual", lambda shown: EXPLICIT in shown, **ORDERS)
    yield row("--bidi", "--bidi terminal", lambda shown: EXPLICIT not in shown, **ORDERS_NOT)
    yield row("--bidi", "--bidi off", lambda shown: not re.search(r"\x1b\[8l|[\u2066-\u2069]", shown), **ORDERS_NOT)
    yield row("--width", "--width 30", lambda shown: widest(shown) <= 30)
    if paged:
        one_line = {"LINES": "2", "PAGER": "cat > {paged}"}
        yield row("--pager", "--pager", lambda shown: len(shown.splitlines()) <= 2, **one_line)
        yield row("--pager", "--no-pager", lambda shown: len(shown.splitlines()) > 2, **one_line)


SCREENS = (
    *on_a_screen("index", "{broken} -a {new}", paged=False),
    *on_a_screen("search", "النفط"),
    *on_a_screen("quote", "سعر_البرميل"),
    *on_a_screen("check", "{draft} -a {filled}"),
    *on_a_screen("timeline", "النفط"),
    *on_a_screen("similar", "one.txt -a {copied}"),
    *on_a_screen("show", "oil"),
    *on_a_screen("analyze", "الحكومة"),
    *on_a_screen("info", ""),
    *on_a_screen("doctor", ""),
    *on_a_screen("audit", "replay"),
    Screen("doctor", "--terminal", "--terminal", lambda shown: "Which line reads right" in shown),
    *on_a_screen("remove", "كتاب قصة_طويلة_عن_البحر_والسفن -a {filled}", paged=False),
)


ROWS: tuple[Use | Screen, ...] = (*USES, *SCREENS)


def options(command: str) -> list[click.Option]:
    """Return the options of a command, but for `--help`, which `test_cli.test_help` asks of each; "" is the group."""
    named = fihris if not command else fihris.get_command(click.Context(fihris), command)
    assert named
    return [one for one in named.params if isinstance(one, click.Option)]


def name_of(option: click.Option) -> str:
    return next(one for one in option.opts if one.startswith("--"))


def rows(command: str, option: str) -> list[str]:
    return [use.arguments for use in ROWS if (use.command, use.option) == (command, option)]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_option_is_used(command: str) -> None:
    """No option, and none of the values that it has a list of, is without a row."""
    used = {name_of(one): rows(command, name_of(one)) for one in options(command)}
    missing = [name for name, arguments in used.items() if not arguments]
    values = [
        (name_of(one), value)
        for one in options(command)
        if isinstance(one.type, click.Choice)
        for value in one.type.choices
        if value not in " ".join(used[name_of(one)]).split()
    ]
    assert (missing, values) == ([], [])


@pytest.mark.parametrize("use", ROWS, ids=lambda use: f"{use.command} {use.arguments}")
def test_a_row_is_about_its_option(use: Use | Screen) -> None:
    """A row types its option, in one of its spellings."""
    (option,) = (one for one in options(use.command) if name_of(one) == use.option)
    assert {*option.opts, *option.secondary_opts} & set(use.arguments.split())


@pytest.fixture
def places(tmp_path: Path, run: Run) -> dict[str, str]:
    """Make the folders and files that rows name, one for each name."""
    names = "folder empty broken new filled twin log queries paged copied draft empty_draft page".split()
    made = {name: str(tmp_path / name) for name in names}
    for name in ("folder", "empty", "broken"):
        (tmp_path / name).mkdir()
    (tmp_path / "folder" / "one.txt").write_text("أخبار البحر\n\nوصلت سفينة إلى الميناء مساء الخميس.\n", "utf-8")
    (tmp_path / "empty" / "one.txt").write_text("أخبار البحر\n\nوصلت سفينة إلى الميناء مساء الخميس.\n", "utf-8")
    (tmp_path / "broken" / "نص.txt").write_text("وصلت سفينة إلى الميناء مساء الخميس.\n", "utf-8")
    (tmp_path / "broken" / "أخبار.jsonl").write_text("{\n", "utf-8")
    (tmp_path / "draft").write_text("قال: «وصلت سفينة إلى الميناء مساء الخميس».\n", "utf-8")
    (tmp_path / "empty_draft").write_text("وصلت سفينة.\n", "utf-8")
    (tmp_path / "queries").write_text("البرميل\nعاصفة\n", "utf-8")
    assert run("index", tmp_path / "empty", "-a", tmp_path / "filled").exit_code == 0
    (tmp_path / "empty" / "two.txt").write_text("أخبار\n\nعاجل: وصلت سفينة إلى الميناء مساء الخميس.\n", "utf-8")
    assert run("index", tmp_path / "empty", "-a", tmp_path / "copied").exit_code == 0
    (tmp_path / "empty" / "one.txt").unlink()
    (tmp_path / "empty" / "two.txt").unlink()
    log = {"FIHRIS_AUDIT": made["log"]}
    assert run("audit", "on", **log).exit_code == 0
    for query in ("سفينة", "ميناء", "أخبار البحر"):
        assert run("search", "-a", tmp_path / "filled", query, **log).exit_code == 0
    shutil.copytree(tmp_path / "filled", tmp_path / "twin")
    return made


@pytest.mark.parametrize("use", USES, ids=lambda use: f"{use.command} {use.arguments}")
def test_an_option_does_what_it_says(
    run: Run, monkeypatch: pytest.MonkeyPatch, places: dict[str, str], use: Use
) -> None:
    """With the option the output is what its row says, and it is another without."""
    if use.command == "audit":
        monkeypatch.setenv("FIHRIS_AUDIT", places["log"])

    def call(arguments: str) -> Result:
        typed = [
            one.replace("_", " ").format_map(places) if "{" not in one else one.format_map(places)
            for one in arguments.split()
        ]
        return run(*filter(None, [use.command]), *typed)

    before = None if use.without is None else call(use.without).output
    done = call(use.arguments)
    assert use.check(done), done.output
    assert done.exit_code == 0
    assert before != done.output


@pytest.mark.parametrize("use", SCREENS, ids=lambda use: f"{use.command} {use.arguments}")
def test_an_option_of_a_terminal_does_what_it_says(
    on_terminal: OnTerminal, monkeypatch: pytest.MonkeyPatch, archive: Archive, places: dict[str, str], use: Screen
) -> None:
    """What the terminal is sent is as its row says; all of the lines that a pager takes are there."""
    monkeypatch.setenv("FIHRIS_ARCHIVE", str(archive.path))
    if use.command == "audit":
        monkeypatch.setenv("FIHRIS_AUDIT", places["log"])
    environment = {name: value.format_map(places) for name, value in use.environment.items()}
    typed = [one.replace("_", " ").format_map(places) for one in use.arguments.split()]
    shown = on_terminal(use.command, *typed, typed="0\n", columns=200, **environment)
    assert use.check(shown.text), shown.text
    assert Path(places["paged"]).exists() == ("--pager" in typed)


def test_a_query_marks_what_is_shown(on_terminal: OnTerminal, archive: Archive) -> None:
    """On a terminal, `fihris show --query` colours what matches; without a query nothing is."""
    marked, plain = (
        on_terminal("show", "-a", archive.path, "--bidi", "off", "oil", *query).text
        for query in (["--query", "البرميل"], [])
    )
    assert "\x1b[1;31mالبرميل" in marked
    assert "\x1b[1;31m" not in plain
