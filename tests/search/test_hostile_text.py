"""Articles are hostile text, and so is what is typed: no command and no format lets them drive a terminal."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest
from click.testing import CliRunner
from fihris import Archive, Article
from fihris.search.cli import COMMANDS, fihris

from .hostile import ALL, ATTACKS, hostile

OnTerminal = Callable[..., Any]

TYPED = f"{ALL}\udc9b"
"""What can come from a command line: half a character, too."""
OURS = re.compile("\x1b\\[[0-9;]*m|\x1b\\[8[lh]|\x1b]8;;(?:https?|file)://[!-~]*\x1b\\\\|\x1b]8;;\x1b\\\\")
"""What we send ourselves: styles, the guard, links to addresses of nothing but printable ASCII."""
BAR = re.compile("\x1b\\[[0-9;?]*[A-Zhlm]|\r")
"""What Rich sends too, to draw its progress over what it drew before."""
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def raw(shown: str) -> list[str]:
    return RAW.findall(OURS.sub("", shown))


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Return an archive whose articles hold every attack in every field, one each and one all of them; and a batch.

    What was asked of it, a query and an article, stands in a log that is off again.
    """
    folder = tmp_path_factory.mktemp("attacked")
    archive = Archive.create(folder / "archive")
    for number, attack in enumerate([*ATTACKS.values(), ALL]):
        made = hostile(attack)
        archive.add([replace(made, source=f"{made.source}{number}", sha256=made.id, date_source=made.id)])
    archive.add([replace(made, id=f"{made.id}2", date=None)])
    lines = [json.dumps({"id": f"q{ALL}", "text": "قمر"}), f'{{"id": {ALL}', json.dumps({"id": ALL, "text": TYPED})]
    (folder / "queries").write_text("\n".join(lines), "utf-8")
    said = f"«سمك قمر{ALL} نفط. سمك قمر» قمر{ALL} 50{ALL} سمك{ALL} وقال{ALL} قمر{ALL} إن 30 سمك{ALL} سمك نفط {ALL}"
    (folder / "draft").write_text(said, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FIHRIS_AUDIT", str(folder / "log"))
        asked = (["search", *IN_AN_ARCHIVE, f"قمر {ALL}"], ["show", *IN_AN_ARCHIVE, hostile(ALL).id])
        for command in (["audit", "on"], *asked, ["audit", "off"]):
            typed = [one.replace("{archive}", str(archive.path)) for one in command]
            assert CliRunner().invoke(fihris, typed).exit_code == 0
        archive.add([replace(hostile(ALL), title="آخر")])
        yield {name: str(folder / name) for name in ("archive", "queries", "draft")}


class Call(NamedTuple):
    """A command line; {archive}, {queries} and {draft} are places of the test, {hostile} is every attack at once."""

    command: str
    arguments: tuple[str, ...]


def choices(command: str, option: str) -> tuple[str, ...]:
    """Return the values of an option of a command; none if it has no such option."""
    named = fihris.get_command(click.Context(fihris), command)
    assert named
    types = [one.type for one in named.params if f"--{option}" in one.opts]
    return tuple(types[0].choices) if types and isinstance(types[0], click.Choice) else ()


IN_AN_ARCHIVE = ("-a", "{archive}")
WHOLE = ("-n", "100")
ORDINARY = {
    "search": (*IN_AN_ARCHIVE, *WHOLE, "قمر"),
    "quote": (*IN_AN_ARCHIVE, *WHOLE, f"سمك {TYPED} قمر"),
    "check": (*IN_AN_ARCHIVE, "{draft}"),
    "timeline": (*IN_AN_ARCHIVE, "قمر"),
    "similar": (*IN_AN_ARCHIVE, hostile(ALL).id),
    "show": (*IN_AN_ARCHIVE, hostile(ALL).id, "--query", "سمك"),
    "analyze": (f"قمر{TYPED}نفط",),
    "info": IN_AN_ARCHIVE,
    "doctor": IN_AN_ARCHIVE,
    "merge": IN_AN_ARCHIVE,
    "remove": (*IN_AN_ARCHIVE, TYPED),
    "export": IN_AN_ARCHIVE,
    "audit": ("show",),
    "completion": ("bash",),
    "index": ("/{hostile}", "-a", "/dev/null"),
}
"""One call of each command, that prints what articles, queries and names hold."""


def calls() -> Iterator[Call]:
    """Yield calls of every command in every format, and of what is printed only now and then."""
    for command, arguments in ORDINARY.items():
        yield Call(command, arguments)
        for form in choices(command, "format"):
            yield Call(command, ("--format", form, *arguments))
    for command in ("search", "timeline"):
        yield Call(command, (*IN_AN_ARCHIVE, f"غواصة{TYPED}"))
        yield Call(command, (*IN_AN_ARCHIVE, f'"{TYPED}'))
        yield Call(command, (*IN_AN_ARCHIVE, f"«سمك قمر» سمم{TYPED}"))
        yield Call(command, (*IN_AN_ARCHIVE, "--source", "{hostile}", "--to", "2022", "قمر"))
        yield Call(command, (*IN_AN_ARCHIVE, "--from", "{hostile}", "قمر"))
        yield Call(command, (*IN_AN_ARCHIVE, f'كاتب:"{TYPED}" تصنيف:="{TYPED}" تاريخ:2021 قمر'))
    for form in ("text", "json"):
        yield Call("search", ("--facets", "--format", form, *ORDINARY["search"]))
        yield Call("similar", ("--timeline", "--format", form, *ORDINARY["similar"]))
        yield Call("quote", ("--timeline", "--format", form, *IN_AN_ARCHIVE, hostile(ALL).text))
        yield Call("search", ("--explain", "--group", "source", "--format", form, *ORDINARY["search"]))
    for form in choices("quote", "format"):
        yield Call("quote", ("--format", form, *IN_AN_ARCHIVE, hostile(ALL).text))
        yield Call("quote", ("--format", form, *IN_AN_ARCHIVE, hostile(ALL).text.replace("قمر", "شمس", 1)))
        yield Call("quote", ("--format", form, *IN_AN_ARCHIVE, hostile(ALL).title))
    for form in choices("search", "cite"):
        yield Call("quote", ("--cite", form, *IN_AN_ARCHIVE, hostile(ALL).text))
        yield Call("search", ("--cite", form, *ORDINARY["search"]))
        yield Call("show", ("--cite", form, *ORDINARY["show"]))
        yield Call("similar", ("--cite", form, *ORDINARY["similar"]))
    for form in choices("audit", "format"):
        yield Call("audit", ("replay", "--format", form))
    yield Call("audit", ("verify",))
    for form in choices("search", "format"):
        yield Call("search", ("--batch", "{queries}", "--format", form, *IN_AN_ARCHIVE))
    yield Call("search", ("--batch", "{queries}", "--count", *IN_AN_ARCHIVE))
    yield Call("search", ("--passages", "5", *IN_AN_ARCHIVE, f"قمر {TYPED}"))
    yield Call("search", (*IN_AN_ARCHIVE, "--batch", "/{hostile}"))
    yield Call("search", ("--format", "{hostile}", "x"))
    yield Call("check", (*IN_AN_ARCHIVE, "/{hostile}"))
    yield Call("check", (*IN_AN_ARCHIVE, "{draft}", "--html", "/dev/null/{hostile}"))
    yield Call("show", (*IN_AN_ARCHIVE, "{hostile}"))
    yield Call("info", ("-a", "/{hostile}"))
    yield Call(TYPED, ())


CALLS = tuple(calls())


def filled(call: Call, places: dict[str, str]) -> list[str]:
    names = {**places, "hostile": TYPED}
    return [one.format_map(names) if re.search(r"\{[a-z]+\}", one) else one for one in call.arguments]


def test_every_command_is_called() -> None:
    """None is left out, and none of its formats."""
    assert {call.command for call in CALLS} == {*COMMANDS, TYPED}
    assert len(choices("search", "format")) == 7


def orders(call: Call) -> tuple[str, ...]:
    """Return the orders in which a call is tried: all in which text for a person is sent; that of a script has one."""
    forms = dict(zip(call.arguments, call.arguments[1:], strict=False))
    return ("terminal", "visual", "off") if forms.get("--format", "text") == "text" else ("terminal",)


@pytest.mark.parametrize(("call", "order"), [(call, order) for call in CALLS for order in orders(call)], ids=str)
def test_nothing_raw_is_sent_to_a_terminal(
    on_terminal: OnTerminal, places: dict[str, str], call: Call, order: str
) -> None:
    """Whatever order text is sent in, what is left after our own sequences is text; directions are ours, in pairs."""
    ordered = order if call.command in COMMANDS and order in choices(call.command, "bidi") else ""
    options = ["--bidi", order] if ordered else []
    shown = on_terminal(
        call.command, *options, *filled(call, places), TERM="xterm-256color", XTERM_VERSION="", VTE_VERSION="7006"
    ).text
    assert shown
    for row in (BAR.sub("", shown) if call.command == "index" else shown.replace("\r\n", "\n")).split("\n"):
        found = raw(row)
        assert set(found) <= (set() if ordered in ("visual", "off") else {"\u2066", "\u2067", "\u2069"})
        assert found.count("\u2069") == len(found) / 2


@pytest.mark.parametrize("call", CALLS, ids=[str(number) for number in range(len(CALLS))])
def test_nothing_raw_is_put_into_a_pipe(places: dict[str, str], call: Call) -> None:
    """A pipe may lead to a terminal: fihris search … | head. So may standard error."""
    done = CliRunner().invoke(fihris, [call.command, *filled(call, places)], prog_name="fihris")
    assert done.output
    assert raw(done.output.replace("\r\n", "\n")) == []
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_files_and_manifests_are_hostile_too(on_terminal: OnTerminal, tmp_path: Path) -> None:
    """What is named in an error, a report or a progress bar is a file's own word, or a manifest's."""
    name = ALL.replace("/", "")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / f"{name}.jsonl").write_text(f'broken {name}\n{{"text": "قمر", "id": "1"}}\n', "utf-8")
    indexed = on_terminal("index", tmp_path / "articles", "-a", tmp_path / "archive")
    assert "not read" in indexed.text
    assert raw(BAR.sub("", indexed.text)) == []
    manifest = tmp_path / "archive" / "manifest.json"
    written = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps({**written, "analyzer": ALL}), "utf-8")
    for command in (["search", "قمر"], ["info"], ["doctor"]):
        shown = on_terminal(*command, "-a", tmp_path / "archive")
        assert (shown.code, "was made with" in shown.text, raw(shown.text)) == (2, True, [])


def test_links_of_hostile_addresses(on_terminal: OnTerminal, tmp_path: Path) -> None:
    """A link leads to http, https or a file, percent-encoded; other schemes and what is no address are no links."""
    archive = Archive.create(tmp_path / "archive")
    addresses = {
        "script": "javascript:alert(1)",
        "file": "file:///etc/passwd",
        "none": "https:",
        "bracket": "https://[x",
        "escape": "https://example.org/\x1b\\\x07 x",
        "long": "https://example.org/" + "x" * 3000,
        "plain": "https://example.org/?q=قمر&a=%D9;b",
    }
    archive.add(
        Article(id=name, title="قمر", text="قمر", url=url, path="relative.txt") for name, url in addresses.items()
    )
    links = {
        name: re.findall(
            "\x1b]8;;([^\x1b]+)\x1b",
            on_terminal(
                "show", "-a", archive.path, name, TERM="xterm-256color", VTE_VERSION="7006", XTERM_VERSION=""
            ).text,
        )
        for name in addresses
    }
    assert {name: found for name, found in links.items() if found} == {
        "escape": ["https://example.org/%1B%5C%07%20x"],
        "plain": ["https://example.org/?q=%D9%82%D9%85%D8%B1&a=%D9;b"],
    }
