"""What the tests share: a few articles of our own, and an archive of them that is only read."""

import datetime as dt
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from math import inf
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result
from fihris import Archive, Article
from fihris.index import writing
from fihris.search.cli import fihris
from fihris.search.matching import Match, Matcher
from fihris.search.parsing import parse
from hypothesis import settings

os.environ["FIHRIS_CONFIG"] = os.devnull  # a developer's own defaults decide nothing
os.environ["FIHRIS_AUDIT"] = os.devnull  # nor is anything written to their log

# How busy a machine is decides nothing; and a verdict on a change is no lottery: whoever builds looks for new examples.
settings.register_profile("steady", deadline=None, derandomize="CI" in os.environ, max_examples=35)
settings.register_profile("thorough", deadline=None, max_examples=200)  # of make slow
settings.load_profile("steady")

Matches = Callable[..., list[Match]]
InSegments = Callable[..., Archive]
Run = Callable[..., Result]

MAIN = "import sys; from fihris.search.cli import main; sys.argv[0] = 'fihris'; main()"
"""The command line as a program, for Python's `-c`."""


class Shown(NamedTuple):
    """What a command wrote to a terminal, and its exit code."""

    code: int
    text: str


OnTerminal = Callable[..., Shown]

TERMINAL_VARIABLES = (
    "ALACRITTY_WINDOW_ID COLORTERM CLICOLOR CLICOLOR_FORCE COLUMNS FORCE_COLOR KITTY_WINDOW_ID KONSOLE_VERSION "
    "LC_TERMINAL LESS LESSCHARSET LINES NO_COLOR PAGER STY TERM TERM_PROGRAM TMUX VTE_VERSION WT_SESSION "
    "XTERM_VERSION ZELLIJ"
).split()
"""What the terminal of whoever runs the tests would decide."""

ARTICLES = (
    Article(
        id="oil",
        title="أسعار النفط ترتفع في الأسواق",
        text="ارتفعت أسعار النفط يوم الخميس، وصعد سعر البرميل دولاراً واحداً.\n\n"
        "وتستهلك الولايات المتحدة خُمس الإنتاج. وقال خبير: «النفط أغلى من الذهب».",
        date=dt.date(2021, 7, 15),
        date_source="metadata",
        source="نشرة الاقتصاد",
        url="https://example.org/oil",
        author="ليلى",
        category="اقتصاد",
        path="/articles/oil.txt",
        sha256="a1",
        extra={"kicker": "أسواق"},
    ),
    Article(
        id="visit",
        title="رئيس الحكومة يزور واشنطن",
        text="وصل رئيس الحكومة إلى واشنطن في زيارة رسمية. وقالت حكومته إن الوفد يبحث «التعاون بين البلدين».\n"
        "وتدوم الزيارة ثلاثة أيام في ولايات عدة.",
        date=dt.date(2021, 7, 25),
        date_source="dateline",
        source="نشرة الصباح",
        path="/articles/visit.txt",
        sha256="b2",
    ),
    Article(
        id="dust",
        title="عاصفة ترابية تضرب العاصمة",
        text="ضربت عاصفة ترابية العاصمة فجراً، وأغلق المطار ساعتين. ولم تقع إصابات في عاصفة الأمس.",
        source="نشرة الصباح",
        path="/articles/dust.txt",
        sha256="c3",
    ),
    Article(
        id="cup",
        text="فاز الفريق بكأس الجمهورية. وسجل المهاجم هدفين في 2,500 ثانية من اللعب.",
        date=dt.date(2020, 1, 2),
        path="/articles/cup.txt",
        sha256="d4",
    ),
    Article(
        id="market 5",
        title="النفط والذهب",
        text="سعر الذهب ثابت. رئيس السوق متفائل. الحكومة تراقب أسعار الذهب والفضة ولا تتدخل في السوق.",
        source="نشرة الاقتصاد",
        path="/articles/market.jsonl",
        sha256="e5",
    ),
)
"""Five articles; `cup` has no title, `dust` no date, and one id holds a space."""


@pytest.fixture(scope="session")
def articles() -> tuple[Article, ...]:
    return ARTICLES


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Return an archive of the articles; no test writes to it."""
    made = Archive.create(tmp_path_factory.mktemp("shared") / "archive")
    made.add(ARTICLES)
    return made


@pytest.fixture
def run(archive: Archive) -> Run:
    """Return a caller of the command line, the shared archive being the one that is named."""

    def call(*arguments: str | Path, stdin: str | bytes | None = None, **environment: str) -> Result:
        env = {"FIHRIS_ARCHIVE": str(archive.path), **environment}
        result = CliRunner().invoke(fihris, list(map(str, arguments)), input=stdin, env=env, prog_name="fihris")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture(scope="session")
def matches(archive: Archive) -> Matches:
    """Return a function: the matches of a query in a text, as part of an article."""

    def found(query: str, text: str, field: str = "") -> list[Match]:
        return Matcher(parse(query).tree, archive.terms_of(), field).matches(text)

    return found


@pytest.fixture(scope="session")
def in_segments(tmp_path_factory: pytest.TempPathFactory) -> InSegments:
    """Return a function: an archive in which each batch of articles is a segment, and some articles are deleted."""

    def made(batches: Iterable[Sequence[Article]], removed: Iterable[str] = ()) -> Archive:
        archive = Archive.create(tmp_path_factory.mktemp("segments"))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(writing, "DRIFT", inf)
            patch.setattr(writing, "to_merge", lambda live, deleted: range(len(live) - 1, len(live)))
            for batch in batches:
                archive.add(batch)
            if gone := list(removed):
                with archive.writer() as writer:
                    for identifier in gone:
                        writer.remove(identifier)
        return archive

    return made


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/ anew from what is printed now")


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """Have nothing wait until a disk has it: no test cuts the power, and there are thousands of commits."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_terminal(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Forget the terminal of whoever runs the tests, and what they said of it."""
    for name in TERMINAL_VARIABLES:
        os.environ.pop(name, None)
    os.environ["XDG_CONFIG_HOME"] = str(tmp_path_factory.mktemp("settings"))


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> OnTerminal:
    """Return a caller of the command line whose three streams are one terminal, an xterm unless told otherwise."""

    def call(*arguments: object, typed: str = "", columns: int = 80, **environment: str) -> Shown:
        settings = {"XDG_CONFIG_HOME": str(tmp_path), "COLUMNS": str(columns), "LINES": "1000", "TERM": "xterm"}
        for name, value in {**settings, "XTERM_VERSION": "XTerm(379)", **environment}.items():
            monkeypatch.setenv(name, value)
        import pty  # there is none on Windows
        import tty

        screen, program = pty.openpty()
        tty.setraw(program)
        os.write(screen, typed.encode())
        written: list[bytes] = []
        reader = threading.Thread(target=_read_all, args=(screen, written))
        reader.start()
        try:
            with monkeypatch.context() as patch, ExitStack() as streams:
                for place, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
                    streams.callback(_restored, place, os.dup(place))
                    os.dup2(program, place)  # where a pager that the command starts finds it
                    stream = open(os.dup(program), mode, encoding="utf-8", errors="replace")  # noqa: PTH123, SIM115
                    patch.setattr(sys, name, streams.enter_context(stream))
                code = _call(list(map(str, arguments)))
        finally:
            os.close(program)
            reader.join()
            os.close(screen)
        return Shown(code, b"".join(written).decode())

    return call


def _restored(place: int, kept: int) -> None:
    os.dup2(kept, place)
    os.close(kept)


def _call(arguments: list[str]) -> int:
    try:
        fihris.main(arguments, prog_name="fihris")
    except SystemExit as exit_:
        return int(exit_.code or 0)
    raise AssertionError("a command ends with an exit code")


def _read_all(screen: int, written: list[bytes]) -> None:
    while True:
        try:
            block = os.read(screen, 1 << 16)
        except OSError:  # Linux: the other side is closed
            return
        if not block:
            return
        written.append(block)
