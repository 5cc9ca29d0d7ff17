"""What the documentation shows is run: shell blocks, runs with what they print, and Python.

A `sh` block is run line by line until a command fails, in a folder with seeds/ as a checkout has it and the archive of
`make demo`; a line that is more than a command and its arguments is run by bash. A `text` block that begins with
`$ ` is a run: the command, and all that it prints. Lines of Python with `>>>` are doctests; a block without is run.
"""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from fihris import Archive
from fihris.index.build import build
from fihris.search.cli import fihris

from .conftest import MAIN

ROOT = Path(__file__).parents[1]
DOCUMENTS = (
    "README.md",
    "docs/evidence.md",
    "docs/fact-checking.md",
    "docs/guide.md",
    "docs/json.md",
    "docs/python.md",
    "docs/scripts.md",
    "docs/terminal.md",
)
OTHER_PROGRAMS = ("jq",)
"""Programs of the examples that a machine may lack; a block that needs one is skipped there."""
BASH = re.compile(r"[|<>;&$`]")
"""What only a shell understands."""
ASKS_A_PERSON = "fihris doctor --terminal"
"""What no script can answer; `test_doctor` does."""


def blocks(kind: str) -> Iterator[tuple[str, str]]:
    """Yield the blocks of a kind, each with its document."""
    for name in DOCUMENTS:
        for block in re.findall(rf"^```{kind}\n(.*?)^```", (ROOT / name).read_text("utf-8"), re.DOTALL | re.MULTILINE):
            yield name, block


SHELL = [(name, block) for name, block in blocks("sh") if not block.startswith("make ")]
RUNS = [(name, block) for name, block in blocks("text") if block.startswith("$ ")]
PYTHON = [(name, block) for name, block in blocks("python") if not block.startswith(">>>")]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder in which the examples run: articles, archives, and the program on the path."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(ROOT / "seeds", folder / "أخبار")
    (folder / "مسودة.txt").write_text("وصف الكاظمي العلاقة بأنها «أقوى من أي وقت مضى».\n", "utf-8")
    (folder / "words.txt").write_text("بالولايات\nصاروخ\n", "utf-8")
    for name in ("archive", "demo-archive"):
        build(Archive.create(folder / name), [folder / "seeds"], jobs=1)
    program = folder / "bin" / "fihris"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c {shlex.quote(MAIN)} "$@"\n')
    program.chmod(0o755)
    return folder


def environment(checkout: Path) -> dict[str, str]:
    path = f"{checkout / 'bin'}:{os.environ['PATH']}"
    return {
        **os.environ,
        "PATH": path,
        "FIHRIS_ARCHIVE": "demo-archive",
        "FIHRIS_AUDIT": "log",
        "FIHRIS_CONFIG": os.devnull,
        "LC_ALL": "C.UTF-8",
    }


class Done(NamedTuple):
    """How a command ended, and what it printed to either stream."""

    code: int
    output: str


def shell(checkout: Path, script: str) -> Done:
    """Run a script; a plain call of fihris in this process, which starts faster."""
    arguments = shlex.split(script, comments=True)
    with chdir(checkout):
        if arguments[:1] == ["fihris"] and not BASH.search(script.split(" #", maxsplit=1)[0]):
            here = CliRunner().invoke(fihris, arguments[1:], env=environment(checkout), prog_name="fihris")
            return Done(here.exit_code, here.output)
        command = ["bash", "-euo", "pipefail", "-c", script]
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "stdin": subprocess.DEVNULL}
        done = subprocess.run(command, env=environment(checkout), text=True, check=False, timeout=120, **streams)  # type: ignore[call-overload]
    return Done(done.returncode, done.stdout)


def lines(block: str) -> list[str]:
    """Return the commands of a block, each with the lines that it goes on to."""
    return [line for line in re.sub(r"\\\n", " ", block).splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize(("name", "block"), SHELL, ids=[f"{name} {block[:40]}" for name, block in SHELL])
def test_a_shell_block_runs(checkout: Path, name: str, block: str) -> None:
    """Every command of it succeeds."""
    missing = [one for one in OTHER_PROGRAMS if re.search(rf"\b{one}\b", block) and not shutil.which(one)]
    if missing:
        pytest.skip(f"needs {missing}")
    for line in lines(block.replace(ASKS_A_PERSON, "true")):
        code, output = shell(checkout, line)
        assert code == 0, f"{line}\n{output}"


@pytest.mark.parametrize(("name", "block"), RUNS, ids=[f"{name} {block[:40]}" for name, block in RUNS])
def test_a_run_prints_what_is_shown(checkout: Path, name: str, block: str) -> None:
    """To the letter, what goes to either stream."""
    command, shown = block.removeprefix("$ ").split("\n", 1)
    assert shell(checkout, command).output.strip() == shown.strip()


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if ">>>" in (ROOT / name).read_text("utf-8")])
def test_the_examples_in_python_hold(checkout: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a document shows is what happens, line by line."""
    monkeypatch.chdir(checkout)
    monkeypatch.setenv("PATH", environment(checkout)["PATH"])
    failed, tried = doctest.testfile(str(ROOT / name), module_relative=False, encoding="utf-8")
    assert (failed, tried > 0) == (0, True)


@pytest.mark.parametrize(("name", "block"), PYTHON)
def test_a_block_of_python_runs(checkout: Path, name: str, block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a program of its own."""
    monkeypatch.chdir(checkout)
    exec(compile(block, name, "exec"), {})


def test_there_are_examples() -> None:
    """The tests above are about something, of each kind and each document."""
    assert (len(SHELL) >= 15, len(RUNS) >= 2, len(PYTHON) >= 1) == (True, True, True)
    assert {name for name, _ in [*SHELL, *blocks("python")]} == set(DOCUMENTS)
