"""`fihris doctor`: the archive's soundness, the terminal that is recognised, the test card and its answer."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fihris import Archive
from fihris.search.cli import fihris
from fihris.search.render import card
from fihris.search.render.terminals import Order

OnTerminal = Callable[..., Any]


def run(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(fihris, ["doctor", *map(str, arguments)], env=environment, prog_name="fihris")


def figures(shown: str) -> dict[str, str]:
    return {line[:11].strip(): line[11:] for line in shown.splitlines()}


def test_a_sound_archive(archive: Archive) -> None:
    """What it holds, how large it is, what it was made with, and that each file is as it was written."""
    done = run("-a", archive.path, TERM="xterm-256color", VTE_VERSION="7006")
    told = figures(done.stdout)
    assert (done.exit_code, done.stderr) == (0, "")
    names = [
        "terminal",
        "archive",
        "articles",
        "words",
        "keys",
        "files",
        "segments",
        "bytes",
        "state",
        "made with",
        "sound",
    ]
    assert list(told) == names
    assert told["terminal"] == "VTE (told by VTE_VERSION); text is sent as: terminal"
    assert (told["archive"], told["articles"]) == (str(archive.path), "5")
    assert re.fullmatch(r"yes: \d+ files, each as it was written", told["sound"])


def test_a_damaged_archive(archive: Archive, tmp_path: Path) -> None:
    """A single byte that is not as it was written is found, and named; the exit code says so."""
    copy = tmp_path / "archive"
    shutil.copytree(archive.path, copy)
    (file,) = copy.glob("*.articles")
    written = bytearray(file.read_bytes())
    written[len(written) // 2] ^= 1
    file.write_bytes(written)
    done = run("-a", copy)
    assert done.exit_code == 2
    assert figures(done.stdout)["sound"] == f"no: not as written: {file.name}"
    assert done.stderr == f"fihris: {copy} is damaged; delete the folder and index the articles again\n"


def test_no_archive(tmp_path: Path) -> None:
    """The terminal is told all the same."""
    done = run("-a", tmp_path / "none", TERM="linux")
    assert (done.exit_code, done.stderr.startswith("fihris: no archive at ")) == (2, True)
    assert done.stdout == "terminal   Linux console (told by TERM); text is sent as: visual\n"
    unknown = run("-a", tmp_path / "none", TERM="strange")
    assert unknown.stdout == "terminal   strange (not in the table of terminals); text is sent as: terminal\n"


def test_the_card_needs_a_terminal() -> None:
    """There is nobody to ask in a pipe."""
    done = run("--terminal")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_the_card(on_terminal: OnTerminal, tmp_path: Path) -> None:
    """Joins, marks, order, brackets, isolates, colours as they are sent here, then one sentence in every way."""
    shown = on_terminal(
        "doctor", "--terminal", typed="1\n", TERM="xterm-256color", VTE_VERSION="7006", XTERM_VERSION=""
    )
    text = re.sub("\x1b\\[[0-9;]*m", "", shown.text)
    labels = [line.split()[0] for line in text.splitlines() if line[:1].isalpha()][:7]
    assert labels == ["terminal", "joined", "marks", "order", "brackets", "apart", "colours"]
    assert "\u2067كَلَّمَ مُحَمَّدٌ\u2069" in text
    assert f"\u20671. {card.SENTENCE}\u2069" in text
    assert f"2. {card.SENTENCE}" in text
    third, fourth = (line for line in text.splitlines() if line.endswith((" .3", " .4")))
    assert "\x1b[8l" in third
    assert ("ﺖﻠَﺻَﻭَ" in third, "وَصَلَت" in fourth, ".ﺕﺩﺎﻋ" in third, ".عادت" in fourth) == (True, True, True, True)


@pytest.mark.parametrize(("answer", "order"), [("1", "terminal"), ("2", "lines"), ("3", "visual"), ("4", "words")])
def test_the_answer_is_remembered(
    on_terminal: OnTerminal, archive: Archive, tmp_path: Path, answer: str, order: Order
) -> None:
    """From then on text is sent to this kind of terminal in that way, and to no other."""
    done = on_terminal("doctor", "--terminal", typed=f"{answer}\n")
    assert done.code == 0
    assert f"xterm: text is sent as {order} from now on; kept in {tmp_path}/fihris/terminal.toml" in done.text
    assert f'"xterm" = "{order}"' in (tmp_path / "fihris/terminal.toml").read_text("utf-8")
    told = on_terminal("doctor", "-a", archive.path, columns=120).text
    assert f"text is sent as: {order}, as you answered" in told
    shown = on_terminal("search", "-a", archive.path, "--no-pager", "البرميل").text
    assert ("\u2067" in shown, "\x1b[8l" in shown) == (order == "terminal", order in ("visual", "words"))
    other = on_terminal("search", "-a", archive.path, "--no-pager", "البرميل", TERM="alacritty").text
    assert "\x1b[8l" in other


def test_no_line_reads_right(on_terminal: OnTerminal, tmp_path: Path) -> None:
    """Then nothing is remembered, and what can be done is said; an answer that is none is asked for again."""
    done = on_terminal("doctor", "--terminal", typed="7\nx\n0\n")
    assert (done.code, done.text.count("Which line reads right"), "--bidi off" in done.text) == (1, 3, True)
    assert not (tmp_path / "fihris").exists()


def test_an_answer_takes_the_place_of_the_one_before(on_terminal: OnTerminal, tmp_path: Path) -> None:
    """The file keeps what was said of other terminals."""
    on_terminal("doctor", "--terminal", typed="1\n")
    on_terminal("doctor", "--terminal", typed="4\n", TERM="xterm-kitty")
    on_terminal("doctor", "--terminal", typed="3\n")
    assert (tmp_path / "fihris/terminal.toml").read_text("utf-8") == '[bidi]\n"xterm" = "visual"\n"kitty" = "words"\n'


def test_no_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever leaves the question leaves everything as it was."""
    monkeypatch.setattr("fihris.search.commands.doctor.is_terminal", lambda _: True)
    assert run("--terminal", XDG_CONFIG_HOME=str(tmp_path)).exit_code == 130
    assert list(tmp_path.iterdir()) == []
