"""Articles are hostile text: no command and no format lets them drive a terminal."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click import Choice
from click.testing import CliRunner
from fihris import Archive, Article
from fihris.search.cli import fihris
from fihris.search.commands.search import command as search

OnTerminal = Callable[..., Any]

ATTACKS = {
    "escape": "\x1b[31m",
    "CSI of C1": "\x9b2J",
    "clipboard": "\x1b]52;c;cm0=\x07",
    "clipboard of C1": "\x9d52;c;cm0=\x9c",
    "link": "\x1b]8;;https://evil.example/\x1b\\",
    "ordering off": "\x1b[8l",
    "device control": '\x1bP$q"p\x1b\\',
    "title": "\x1b]0;x\x07",
    "bell": "\a",
    "backspaces": "\b\b\b",
    "carriage return": "\rfihris",
    "shift out": "\x0e",
    "delete": "\x7f",
    "NEL": "\x85",
    "RLO": "\u202e",
    "LRE": "\u202a",
    "LRI": "\u2066",
    "FSI": "\u2068",
    "PDI": "\u2069",
    "PDF": "\u202c",
    "LRM": "\u200e",
    "RLM": "\u200f",
    "ALM": "\u061c",
    "line separator": "\u2028",
    "half a character": "\udc9b",
}
EVERY = "".join(ATTACKS.values())
STORED = [attack for name, attack in ATTACKS.items() if name != "half a character"]
"""What an article can hold; the rest can come from a command line."""
FORMATS = next(
    option.type.choices for option in search.params if option.name == "form" and isinstance(option.type, Choice)
)
FOR_PROGRAMS = {"paths"}
"""Formats whose lines name files to other programs: in a pipe a name must come as it is."""

OURS = re.compile("\x1b\\[[0-9;]*m|\x1b\\[8[lh]|\x1b]8;;(?:https?|file)://[!-~]*\x1b\\\\|\x1b]8;;\x1b\\\\")
"""What we send ourselves: styles, the guard, links to addresses of nothing but printable ASCII."""
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def hostile(attack: str) -> Article:
    field = f"قمر{attack}نفط"
    return Article(
        id=field,
        text=f"سمك {field} سمك.\n{field}",
        title=field,
        source=field,
        url=f"https://example.org/{field}",
        author=field,
        category=field,
        path=f"/{field}.txt",
        sha256=field,
        date_source=field,
        extra={field: field},
    )


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Return an archive whose articles hold every attack in every field, one each and one all of them."""
    archive = Archive.create(tmp_path_factory.mktemp("attacked") / "archive")
    archive.add(hostile(attack) for attack in [*STORED, "".join(STORED)])
    return archive


def raw(shown: str) -> list[str]:
    return RAW.findall(OURS.sub("", shown))


def commands(archive: Archive) -> list[list[str]]:
    """Return command lines that print what articles, queries and names hold."""
    where = ["-a", str(archive.path)]
    every = hostile("".join(STORED)).id
    return [
        ["search", *where, "--no-pager", "-n", "100", "قمر"],
        ["search", *where, "--no-pager", "-n", "100", "--passages", "5", f"قمر {EVERY}"],
        ["search", *where, "--no-pager", f'"{EVERY}'],
        ["search", *where, "--no-pager", "غواصة" + EVERY],
        ["show", *where, "--no-pager", every, "--query", "سمك"],
        ["show", *where, "--no-pager", EVERY],
        ["analyze", "--no-pager", f"قمر{EVERY}نفط"],
        ["analyze", "--format", "tsv", f"قمر{EVERY}نفط"],
        ["info", *where, "--no-pager"],
        ["info", "-a", f"/{EVERY}"],
        ["doctor", *where, "--no-pager"],
        ["search", *where, "--batch", f"/{EVERY}"],
        ["search", *where, "--format", EVERY, "x"],
        [EVERY],
    ]


@pytest.mark.parametrize("order", ["terminal", "visual", "off"])
@pytest.mark.parametrize("place", range(14))
def test_no_command_sends_a_terminal_anything_raw(
    on_terminal: OnTerminal, attacked: Archive, place: int, order: str
) -> None:
    """Whatever order text is sent in, what is left after our own sequences is text; directions are ours, in pairs."""
    arguments = commands(attacked)[place]
    ordered = "--no-pager" in arguments  # the command got so far that it knows its options
    if ordered:
        arguments = [*arguments[:1], "--bidi", order, *arguments[1:]]
    shown = on_terminal(*arguments, TERM="xterm-256color", XTERM_VERSION="", VTE_VERSION="7006").text
    assert shown
    for row in shown.split("\n"):
        found = raw(row)
        assert set(found) <= (set() if ordered and order != "terminal" else {"\u2067", "\u2068", "\u2069"})
        assert found.count("\u2069") == len(found) / 2


def test_files_and_manifests_are_hostile_too(on_terminal: OnTerminal, tmp_path: Path) -> None:
    """What is named in an error, a report or a progress bar is a file's own word, or a manifest's."""
    name = "".join(STORED).replace("/", "")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / f"{name}.jsonl").write_text(f'broken {name}\n{{"text": "قمر", "id": "1"}}\n', "utf-8")
    indexed = on_terminal("index", tmp_path / "articles", "-a", tmp_path / "archive")
    assert "not read" in indexed.text
    bars = re.compile("\x1b\\[[0-9;?]*[A-Zhlm]|\r")  # Rich draws its progress over what it drew before
    assert raw(bars.sub("", indexed.text)) == []
    manifest = tmp_path / "archive" / "manifest.json"
    written = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps({**written, "analyzer": EVERY}), "utf-8")
    for command in (["search", "قمر"], ["info"], ["doctor"]):
        shown = on_terminal(*command, "-a", tmp_path / "archive")
        assert (shown.code, "was made with" in shown.text, raw(shown.text)) == (2, True, [])


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_sends_a_terminal_anything_raw(on_terminal: OnTerminal, attacked: Archive, form: str) -> None:
    """Every format that there is, on a terminal, in whatever state it is."""
    arguments = ("search", "-a", attacked.path, "--no-pager", "--bidi", "visual", "-n", "100", "--format", form)
    shown = on_terminal(*arguments, f"قمر OR {EVERY}", VTE_VERSION="7006", XTERM_VERSION="").text
    assert shown
    assert raw(shown) == []


@pytest.mark.parametrize("form", [one for one in FORMATS if one not in FOR_PROGRAMS])
def test_no_format_puts_anything_raw_into_a_pipe(attacked: Archive, form: str) -> None:
    """A pipe may lead to a terminal: fihris search … | head."""
    done = CliRunner().invoke(fihris, ["search", "-a", str(attacked.path), "-n", "100", "--format", form, "قمر"])
    assert done.exit_code == 0
    assert raw(done.output) == []


@pytest.mark.parametrize("words", ["show", "analyze", "info", "doctor"])
def test_no_command_puts_anything_raw_into_a_pipe(attacked: Archive, words: str) -> None:
    """Nor do the others, on either stream."""
    for arguments in commands(attacked):
        if arguments[0] == words:
            assert raw(CliRunner().invoke(fihris, arguments).output) == []


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
