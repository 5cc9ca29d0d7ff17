"""Which terminal is recognised by what, and what is remembered of it."""

import plistlib
import sys
from pathlib import Path

import pytest
from fihris.index.errors import BadInput
from fihris.search.commands import remembered, terminal
from fihris.search.render.terminals import (
    SUREST_FIRST,
    TERMINALS,
    Order,
    in_tmux,
    order_for,
    recognise,
    recognise_in_tmux,
)

TABLE: list[tuple[str, str, Order, bool]] = [
    ("TERM=xterm-kitty KITTY_WINDOW_ID=1", "kitty", "words", True),
    ("TERM=alacritty ALACRITTY_WINDOW_ID=1", "Alacritty", "visual", True),
    ("TERM=xterm-ghostty TERM_PROGRAM=ghostty", "Ghostty", "visual", True),
    ("TERM=foot-extra", "foot", "visual", True),
    ("TERM=mlterm MLTERM=3.9.0", "mlterm", "lines", False),
    ("TERM=putty-256color", "PuTTY", "lines", False),
    ("TERM=rxvt-unicode-256color", "rxvt", "visual", False),
    ("TERM=linux", "Linux console", "visual", False),
    ("TERM=xterm-256color TERM_PROGRAM=iTerm.app ITERM2_BIDI=1", "iTerm2, reading from the right", "terminal", True),
    ("TERM=xterm-256color TERM_PROGRAM=iTerm.app", "iTerm2", "visual", True),
    ("TERM=xterm-256color LC_TERMINAL=iTerm2", "iTerm2", "visual", True),
    ("TERM=xterm-256color TERM_PROGRAM=Apple_Terminal", "Apple Terminal", "terminal", False),
    ("TERM=xterm-256color TERM_PROGRAM=mintty", "mintty", "lines", True),
    ("TERM=xterm-256color TERM_PROGRAM=WezTerm", "WezTerm", "visual", True),
    ("TERM=xterm-256color TERM_PROGRAM=vscode", "VS Code", "visual", True),
    ("TERM=xterm-256color WT_SESSION=0e1f", "Windows Terminal", "visual", True),
    ("TERM=xterm XTERM_VERSION=XTerm(379)", "xterm", "visual", False),
    ("TERM=xterm-256color KONSOLE_VERSION=221203", "Konsole", "terminal", True),
    ("TERM=xterm-256color VTE_VERSION=7006", "VTE", "terminal", True),
    ("TERM=xterm-256color VTE_VERSION=5800", "VTE", "terminal", True),
    ("TERM=xterm-256color VTE_VERSION=5703", "VTE before 0.58", "visual", False),
]
"""One row a terminal, as the environment says it there."""


def environment(variables: str) -> dict[str, str]:
    return dict(one.split("=", 1) for one in variables.split())


@pytest.mark.parametrize(("variables", "name", "order", "links"), TABLE, ids=[row[0] for row in TABLE])
def test_each_terminal_is_recognised(variables: str, name: str, order: Order, links: bool) -> None:
    """By its environment, with the way that Arabic is sent to it and whether it has hyperlinks."""
    found, variable = recognise(environment(variables))
    assert (found.name, found.order, found.links) == (name, order, links)
    assert variable in environment(variables)


def test_every_row_has_its_test() -> None:
    """No terminal of the table is without a row above, and every sign is a variable that is looked at."""
    assert {row[1] for row in TABLE} == {one.name for one in TERMINALS}
    assert {variable for one in TERMINALS for variable in one.signs} == set(SUREST_FIRST)


@pytest.mark.parametrize(
    ("variables", "name"),
    [
        ("TERM=xterm-kitty VTE_VERSION=7006 TERM_PROGRAM=vscode", "kitty"),
        ("TERM=xterm-256color TERM_PROGRAM=vscode VTE_VERSION=7006 XTERM_VERSION=1", "VS Code"),
        ("TERM=xterm XTERM_VERSION=1 VTE_VERSION=7006", "xterm"),
        ("TERM=xterm-256color KITTY_WINDOW_ID=1 VTE_VERSION=7006", "kitty"),
    ],
)
def test_a_terminal_started_from_another(variables: str, name: str) -> None:
    """It has the other's variables, too; the surest is believed."""
    assert recognise(environment(variables))[0].name == name


@pytest.mark.parametrize(
    ("variables", "name", "order"),
    [
        ("TERM=xterm-256color", "xterm-256color", "terminal"),
        ("TERM=dumb", "dumb", "terminal"),
        ("", "a terminal without TERM", "terminal"),
        ("TERM=screen.xterm-256color STY=1.pts", "screen or tmux in an unknown terminal", "visual"),
        ("TERM=tmux-256color", "screen or tmux in an unknown terminal", "visual"),
        ("TERM=xterm-256color ZELLIJ=0", "screen or tmux in an unknown terminal", "visual"),
        ("TERM=screen STY=1.pts VTE_VERSION=7006", "VTE", "terminal"),
    ],
)
def test_a_terminal_that_nothing_tells(variables: str, name: str, order: Order) -> None:
    """It has the name of its TERM and gets text as it is written, except behind a multiplexer."""
    found, _ = recognise(environment(variables))
    assert (found.name, found.order, found.links) == (name, order, found.name == "VTE")


@pytest.mark.parametrize(
    ("variables", "inside"),
    [
        ("TMUX=/tmp/x TERM=tmux-256color TERM_PROGRAM=tmux", True),
        ("TMUX=/tmp/x TERM=screen", True),
        ("TMUX=/tmp/x TERM=xterm-256color TERM_PROGRAM=tmux", True),
        ("TMUX=/tmp/x TERM=xterm XTERM_VERSION=1", False),
        ("TERM=screen", False),
    ],
)
def test_inside_tmux(variables: str, inside: bool) -> None:
    """A terminal started inside tmux has its variable, but is not inside."""
    assert in_tmux(environment(variables)) is inside


@pytest.mark.parametrize(
    ("calls_itself", "term", "variables", "name", "order"),
    [
        ("XTerm(379)", "xterm", "VTE_VERSION=7006", "tmux in xterm", "visual"),
        ("VTE(7600)", "xterm-256color", "", "tmux in VTE", "terminal"),
        ("", "mlterm", "VTE_VERSION=7006", "tmux in mlterm", "lines"),
        ("", "xterm-kitty", "", "tmux in kitty", "words"),
        ("", "xterm-256color", "VTE_VERSION=7006", "tmux in VTE", "terminal"),
        ("", "xterm-256color", "", "screen or tmux in an unknown terminal", "visual"),
        ("", "", "", "screen or tmux in an unknown terminal", "visual"),
    ],
)
def test_tmux_says_what_it_draws_on(calls_itself: str, term: str, variables: str, name: str, order: Order) -> None:
    """What the terminal calls itself is surest, then its TERM, then what is left of the one where tmux was started."""
    here = {**environment(variables), "TMUX": "/tmp/x", "TERM": "tmux-256color", "TERM_PROGRAM": "tmux"}
    found, _ = recognise_in_tmux(here, calls_itself, term)
    assert (found.name, found.order) == (name, order)


def test_tmux_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By its own command; one that is missing or mute leaves the terminal unknown."""
    monkeypatch.setattr("os.environ", {"TMUX": "x", "TERM": "tmux", "PATH": str(tmp_path)})
    assert terminal.recognised()[0].name == "screen or tmux in an unknown terminal"
    for calls_itself, term, name in (("foot(1.13)", "xterm", "tmux in foot"), ("", "mlterm", "tmux in mlterm")):
        says = f'[ "$1 $2" = "display-message -p" ] && echo "{calls_itself}" && echo {term}'
        (tmp_path / "tmux").write_text(f"#!/bin/sh\n{says}\n")
        (tmp_path / "tmux").chmod(0o755)
        assert terminal.recognised()[0].name == name


@pytest.mark.parametrize(
    ("setting", "name"), [(True, "iTerm2, reading from the right"), (False, "iTerm2"), (None, "iTerm2")]
)
def test_iterm2_per_its_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, setting: bool | None, name: str
) -> None:
    """Its preferences say whether it orders Arabic by itself; without them it does not."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr("os.environ", {"TERM_PROGRAM": "iTerm.app", "TERM": "xterm-256color", "HOME": str(tmp_path)})
    preferences = tmp_path / "Library/Preferences/com.googlecode.iterm2.plist"
    preferences.parent.mkdir(parents=True)
    preferences.write_bytes(
        b"broken" if setting is None else plistlib.dumps({"Bidi": setting}, fmt=plistlib.FMT_BINARY)
    )
    assert terminal.recognised()[0].name == name


@pytest.mark.parametrize(
    ("asked", "suits", "order"),
    [
        ("auto", "words", "words"),
        ("auto", "off", "off"),
        ("terminal", "lines", "lines"),
        ("terminal", "terminal", "terminal"),
        ("terminal", "visual", "terminal"),
        ("visual", "words", "words"),
        ("visual", "visual", "visual"),
        ("visual", "lines", "visual"),
        ("off", "visual", "off"),
    ],
)
def test_what_is_asked_is_done_as_it_suits(asked: str, suits: Order, order: Order) -> None:
    """`--bidi` says who orders Arabic; how, the terminal's kind or its user says."""
    assert order_for(asked, suits) == order


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the file of what was told, in a folder of its own that is not there yet."""
    monkeypatch.setattr(remembered, "place", lambda: tmp_path / "fihris" / "terminal.toml")
    return tmp_path / "fihris" / "terminal.toml"


def test_what_was_told_is_remembered(settings: Path) -> None:
    """Each terminal by its name, whatever that holds; the last word counts."""
    assert remembered.read() == {}
    told: dict[str, Order] = {"kitty": "visual", 'a "b" \\ \x7f ع': "off"}
    remembered.write(told)
    assert remembered.read() == told
    remembered.write({**remembered.read(), "kitty": "words"})
    assert remembered.read()["kitty"] == "words"
    assert settings.read_text("utf-8").startswith('[bidi]\n"kitty" = "words"\n')


@pytest.mark.parametrize(
    "content", ["[bidi", '[bidi]\nx = "no"\n', "[bidi]\nx = []\n", "bidi = 1\n", b"\xff"], ids=range(5)
)
def test_settings_that_cannot_be_used_are_an_error(settings: Path, content: str | bytes) -> None:
    """The message names the file and says what to do."""
    settings.parent.mkdir()
    settings.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BadInput, match=r"terminal\.toml .*delete it and answer again"):
        remembered.read()
