"""What the commands write to a terminal, and what they write when there is none."""

import fcntl
import os
import pty
import re
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fihris import Archive
from fihris.search.cli import fihris
from fihris.search.commands import output
from rich.cells import cell_len

OnTerminal = Callable[..., Any]
MAIN = "import sys; from fihris.search.cli import main; sys.argv[0] = 'fihris'; main()"
ESCAPES = re.compile("\x1b\\[[0-9;]*[mhl]|\x1b]8;[^\x1b]*\x1b\\\\")
EXPLICIT, IMPLICIT = "\x1b[8l", "\x1b[8h"
VTE = {"VTE_VERSION": "7006", "XTERM_VERSION": "", "TERM": "xterm-256color"}


@pytest.fixture
def search(on_terminal: OnTerminal, archive: Archive) -> Callable[..., str]:
    """Return a caller of `fihris search` on a terminal, without a pager."""

    def call(*arguments: object, **options: object) -> str:
        return str(on_terminal("search", "-a", archive.path, "--no-pager", *arguments, **options).text)

    return call


def test_an_answer_on_a_terminal(search: Callable[..., str]) -> None:
    """How the query was understood, the hits, and how many there are; the guard stands around what is ordered."""
    shown = search("البرميل", columns=40, NO_COLOR="1")
    lines = ESCAPES.sub("", re.sub(r"\d\.\d\d", "6.92", shown)).splitlines()
    assert [(len(line), line.strip()) for line in lines] == [
        (40, "ﻞﻴﻣﺮﺒﻟﺍ"),
        (0, ""),
        (40, "ﻕﺍﻮﺳﺄﻟﺍ ﻲﻓ ﻊﻔﺗﺮﺗ ﻂﻔﻨﻟﺍ ﺭﺎﻌﺳﺃ .1"),
        (37, "oil  score 6.92  2021-07-15"),
        (37, "ﺩﺎﺼﺘﻗﺎﻟﺍ ﺓﺮﺸﻧ"),
        (40, "ﺪﻌﺻﻭ ،ﺲﻴﻤﺨﻟﺍ ﻡﻮﻳ ﻂﻔﻨﻟﺍ ﺭﺎﻌﺳﺃ ﺖﻌﻔﺗﺭﺍ ·"),
        (39, ".ﺍًﺪﺣﺍﻭ ﺍًﺭﺎﻟﻭﺩ ﻞﻴﻣﺮﺒﻟﺍ ﺮﻌﺳ"),
        (0, ""),
        (7, "1 found"),
    ]
    assert [shown.count(one) for one in (EXPLICIT, IMPLICIT)] == [1, 1]
    assert shown.startswith(EXPLICIT)
    assert shown.endswith(f"{IMPLICIT}1 found\n")


def test_the_header_is_for_a_terminal_only(archive: Archive, search: Callable[..., str]) -> None:
    """In a pipe the line below says it; on a terminal it is said once, above, dim; with no hit, below."""
    piped = CliRunner().invoke(fihris, ["search", "-a", str(archive.path), "البرميل"])
    assert piped.stdout.startswith("1. ")
    assert piped.stderr == "1 found: البرميل\n"
    shown = search("البرميل", **VTE)
    assert "\x1b[2mالبرميل\x1b[0m" in shown.splitlines()[0]
    assert shown.endswith("\n1 found\n")
    nothing = ESCAPES.sub("", search("غواصة", **VTE)).splitlines()
    assert nothing[0] == "0 found: \u2067غواصة\u2069"
    assert nothing[2] == "      0       0       0  \u2067غواصة\u2069"


@pytest.mark.parametrize(
    ("environment", "bidi", "explicit"),
    [
        ({}, "auto", True),
        ({}, "visual", True),
        ({}, "terminal", False),
        ({}, "off", False),
        (VTE, "auto", False),
        (VTE, "visual", True),
        ({"TERM": "xterm-kitty"}, "auto", True),
        ({"TERM": "dumb", "XTERM_VERSION": ""}, "visual", False),
    ],
)
def test_the_guard_stands_where_text_is_reordered(
    search: Callable[..., str], environment: dict[str, str], bidi: str, explicit: bool
) -> None:
    """A terminal that orders Arabic is told to leave it only while it comes in the order in which it is seen."""
    shown = search("--bidi", bidi, "البرميل", **environment)
    assert (EXPLICIT in shown, shown.count(EXPLICIT)) == (explicit, shown.count(IMPLICIT))


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_the_guard_is_taken_back_whatever_happens(
    monkeypatch: pytest.MonkeyPatch, on_terminal: OnTerminal, archive: Archive, error: type[BaseException]
) -> None:
    """An exception, or Ctrl-C, in the middle of a line leaves the terminal as it was."""

    def broken(*_: object) -> object:
        yield "a"
        raise error

    monkeypatch.setattr("fihris.search.render.screen.rows", broken)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fihris.search.commands.output.note", lambda *_: None)
        if error is RuntimeError:
            with pytest.raises(RuntimeError):
                on_terminal("search", "-a", archive.path, "--no-pager", "البرميل")
        else:
            shown = on_terminal("search", "-a", archive.path, "--no-pager", "البرميل")
            assert (shown.code, shown.text) == (130, f"{EXPLICIT}a\n{IMPLICIT}")


def test_width(search: Callable[..., str]) -> None:
    """Text takes the terminal's columns, 100 at the most, or those that are asked for."""

    def widest(*arguments: str, columns: int) -> int:
        lines = ESCAPES.sub("", search(*arguments, "النفط", columns=columns)).splitlines()
        return max(map(cell_len, (line for line in lines if "found" not in line)))

    assert (widest(columns=60), widest(columns=300)) == (60, 100)
    assert (widest("--width", "40", columns=60), widest("--width", "140", columns=60)) == (40, 140)


COLOURS = [
    ({}, True, True),
    ({"NO_COLOR": "1"}, False, False),
    ({"NO_COLOR": ""}, True, True),
    ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
    ({"CLICOLOR_FORCE": "1"}, True, True),
    ({"FORCE_COLOR": "3"}, True, True),
    ({"FORCE_COLOR": "0"}, True, True),
    ({"CLICOLOR": "0"}, False, False),
    ({"CLICOLOR": "0", "CLICOLOR_FORCE": "1"}, True, True),
    ({"TERM": "dumb"}, False, False),
]
IN_PIPES = [False, False, False, False, True, True, False, False, True, False]


@pytest.mark.parametrize(("environment", "coloured", "_"), COLOURS, ids=[str(row[0]) for row in COLOURS])
def test_colours_on_a_terminal(
    search: Callable[..., str], environment: dict[str, str], coloured: bool, _: bool
) -> None:
    """NO_COLOR takes the colours, bold stays; CLICOLOR=0 too; a dumb terminal gets no escape sequence."""
    shown = search("النفط", **environment)
    assert ("\x1b[1;31m" in shown) is coloured
    assert ("\x1b" in shown) is (environment.get("TERM") != "dumb")


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [(row[0], in_pipe) for row, in_pipe in zip(COLOURS, IN_PIPES, strict=True)],
    ids=[str(row[0]) for row in COLOURS],
)
def test_colours_in_a_pipe(archive: Archive, environment: dict[str, str], coloured: bool) -> None:
    """Only where they are forced; and even then lines are whole, in the order of writing, without links."""
    env = {"TERM": "xterm", **environment}
    done = CliRunner().invoke(fihris, ["search", "-a", str(archive.path), "النفط"], env=env)
    assert ("\x1b[1;31m" in done.stdout) is coloured
    assert not {"]8;", "\u2067", EXPLICIT} & set(re.findall("]8;|\u2067|\x1b\\[8l", done.stdout))
    assert "ارتفعت أسعار النفط يوم الخميس، وصعد سعر البرميل دولاراً واحداً." in ESCAPES.sub("", done.stdout)


def test_links(search: Callable[..., str], on_terminal: OnTerminal, archive: Archive) -> None:
    """The title leads to the article's page, the id to its file, where the terminal has links."""
    shown = search("البرميل", **VTE)
    assert re.findall("\x1b]8;;(.+?)\x1b", shown)[:1] == ["https://example.org/oil"]
    assert re.findall("\x1b]8;;(file:.+?)\x1b", shown)[0].endswith("/articles/oil.txt")
    assert "]8;" not in search("البرميل")
    page = on_terminal("show", "-a", archive.path, "oil", **VTE)
    assert "\x1b]8;;https://example.org/oil\x1b\\" in page.text


def test_analyze_info_and_errors_know_the_options(on_terminal: OnTerminal, archive: Archive) -> None:
    """Every command that prints text for a person takes them; errors are printed in the same order."""
    assert on_terminal("analyze", "--bidi", "off", "بالولايات").text.startswith("\x1b[1mبالولايات\x1b[0m -> ")
    assert "ﺕﺎﻳﺎﻟﻮﻟﺎﺑ" in on_terminal("analyze", "بالولايات").text
    assert "archive" in on_terminal("info", "-a", archive.path, "--bidi", "visual", "--width", "40").text
    missing = on_terminal("show", "-a", archive.path, "كتاب")
    assert (missing.code, "ﺏﺎﺘﻛ" in missing.text) == (2, True)


def test_help_is_put_in_order(on_terminal: OnTerminal, tmp_path: Path) -> None:
    """Its examples are read from the right or from the left, each where it stands; unsound settings hide no help."""
    shown = on_terminal("search", "--help").text
    assert '\n    fihris search "ﻥﺪﻳﺎﺑ ﻭ «ﻰﻀﻣ ﺖﻗﻭ ﻱﺃ ﻦﻣ ﻯﻮﻗﺃ»"\n' in shown
    assert "\n      ﺐﻫﺬﻟﺍ- ﺭﺎﻌﺳﺄﻟﺍ ﻂﻔﻨﻟﺍ+\n" in shown
    assert "      \u2067+النفط الأسعار -الذهب\u2069" in on_terminal("search", "--help", **VTE).text
    (tmp_path / "fihris").mkdir()
    (tmp_path / "fihris" / "terminal.toml").write_text("[bidi")
    assert "+النفط الأسعار -الذهب" in on_terminal("search", "--help").text


def test_unusable_settings_do_not_hide_what_is_wrong(on_terminal: OnTerminal, archive: Archive, tmp_path: Path) -> None:
    """What the terminal was said to be cannot be read: that is said, on one line."""
    (tmp_path / "fihris").mkdir()
    (tmp_path / "fihris" / "terminal.toml").write_text("[bidi")
    done = on_terminal("search", "-a", archive.path, "النفط")
    assert (done.code, done.text.count("\n")) == (2, 1)
    assert "terminal.toml is not what fihris doctor --terminal wrote" in done.text
    assert on_terminal("search", "-a", archive.path, "--bidi", "off", "النفط").code == 0


# A pager


@pytest.fixture
def small(on_terminal: OnTerminal, archive: Archive) -> Callable[..., Any]:
    """Return a caller of a command on a terminal of ten lines, with a pager."""

    def call(command: str, *arguments: str, lines: int = 10, **environment: str) -> Any:
        settings = {"LINES": str(lines), "TERM": "xterm", "XTERM_VERSION": "1", **environment}
        return on_terminal(command, "-a", archive.path, *arguments, columns=60, **settings)

    return call


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """Return a pager that says that it was there, with its settings."""
    script = tmp_path / "pager"
    script.write_text('#!/bin/sh\necho "PAGER $LESS $LESSCHARSET"\ncat\n')
    script.chmod(0o755)
    return str(script)


def test_what_is_longer_than_the_screen_goes_through_the_pager(small: Callable[..., Any], pager: str) -> None:
    """And what fits does not; the guard stands outside, because a pager would show it."""
    code, shown = small("search", "النفط", PAGER=pager, LESS="-S")
    assert (code, shown.count("PAGER -R -S utf-8\n")) == (0, 1)
    assert shown.startswith(f"{EXPLICIT}PAGER")
    assert shown.count(EXPLICIT) == shown.count(IMPLICIT) == 1
    assert "]8;" not in shown
    assert "PAGER" not in small("search", "النفط", lines=50, PAGER=pager).text
    assert "PAGER" not in small("search", "--no-pager", "النفط", PAGER=pager).text
    assert "PAGER" not in small("search", "النفط", TERM="dumb", PAGER=pager).text


@pytest.mark.parametrize("broken", ["/no/such/pager", "'", "sh -c 'exit 127'", "sh -c 'exit 126'", "", "cat"])
def test_a_pager_that_does_not_start_is_done_without(small: Callable[..., Any], broken: str) -> None:
    """Everything is printed all the same, once."""
    code, shown = small("search", "النفط", PAGER=broken)
    whole = small("search", "--no-pager", "النفط").text
    told = "" if "/" not in broken else shown[len(EXPLICIT) :].split("\n")[0] + "\n"
    assert (code, shown.replace(told, "", 1)) == (0, whole)
    assert told in ("", shown[len(EXPLICIT) : len(EXPLICIT) + len(told)])


def test_a_pager_that_is_left_early_is_no_error(small: Callable[..., Any]) -> None:
    """Whoever has seen enough is left in peace."""
    code, shown = small("show", "oil", lines=4, PAGER="head -n 1")
    assert (code, "Error" in shown, "Broken" in shown) == (0, False, False)


# Keys that are typed, to a process that has the terminal for itself


def run(*arguments: str | Path, typed: Sequence[bytes]) -> tuple[int, str]:
    """Run the program on a terminal of its own; type keys, one after the other, once it has begun to print."""
    keys = list(typed)
    screen, program = pty.openpty()
    fcntl.ioctl(program, termios.TIOCSWINSZ, struct.pack("HHHH", 10, 60, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-c", MAIN, *map(str, arguments)],
        stdin=program,
        stdout=program,
        stderr=program,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 -- so that Ctrl-C reaches it
        env={**os.environ, "TERM": "xterm", "XTERM_VERSION": "1"},
    )
    os.close(program)
    written = b""
    try:
        while block := os.read(screen, 1 << 16):
            written += block
            while keys and len(written) > 200:
                time.sleep(0.3)
                os.write(screen, keys.pop(0))
    except OSError:
        pass
    os.close(screen)
    return process.wait(timeout=60), written.decode("utf-8", "replace").replace("\r\n", "\n")


@pytest.mark.skipif(not shutil.which("less"), reason="needs less")
@pytest.mark.parametrize("typed", [[b"q"], [b" ", b"q"], [b"\x03", b"q"]], ids=["quit", "next page", "Ctrl-C"])
def test_less(archive: Archive, typed: list[bytes]) -> None:
    """The usual pager shows Arabic and colours as they are, no escape sequence as text, and answers Ctrl-C itself."""
    code, shown = run("search", "-a", archive.path, "النفط", typed=typed)
    assert code == 0
    assert "ESC" not in shown
    assert "<U+" not in shown
    assert "\x1b[1;31m" in shown or "\x1b[31m" in shown
    assert "ﻂﻔﻨﻟﺍ" in shown
    assert shown.endswith(f"{IMPLICIT}2 found\n")


def test_ctrl_c_while_a_terminal_is_written_to(archive: Archive, tmp_path: Path) -> None:
    """The guard is taken back before the program ends with 130."""
    slow = (
        "import sys, time; from fihris.search.render import text; from fihris.search.cli import main\n"
        "real = text.hits\n"
        "def hits(results):\n"
        "    yield from real(results)\n"
        "    print('ready', flush=True); time.sleep(60)\n"
        "text.hits = hits; sys.argv[0] = 'fihris'; main()\n"
    )
    screen, program = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "XTERM_VERSION": "1"}
    command = [sys.executable, "-c", slow, "search", "-a", str(archive.path), "--no-pager", "النفط"]
    process = subprocess.Popen(command, stdin=program, stdout=program, stderr=program, env=environment)
    os.close(program)
    written = b""
    while b"ready" not in written:
        written += os.read(screen, 1 << 16)
    process.send_signal(signal.SIGINT)
    try:
        while block := os.read(screen, 1 << 16):
            written += block
    except OSError:
        pass
    assert process.wait(timeout=60) == 130
    assert written.count(EXPLICIT.encode()) == written.count(IMPLICIT.encode()) > 0
    assert b"interrupted" in written


def test_options_are_known_outside_a_command() -> None:
    """What prints before a command has begun does as if nothing were asked."""
    assert output._asked("bidi", "auto") == "auto"
