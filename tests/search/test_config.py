"""The config file, and completion in a shell."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from fihris import Archive
from fihris.index.errors import BadInput
from fihris.search.cli import COMMANDS, fihris
from fihris.search.commands.config import config_file, defaults

from ..conftest import MAIN, Run


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def with_config(run: Run, config: Path, written: str, *arguments: str, **environment: str) -> Result:
    config.write_text(written, "utf-8")
    return run(*arguments, FIHRIS_CONFIG=str(config), **environment)


def test_options_are_what_the_file_says(run: Run, config: Path) -> None:
    """By command, by the long name of an option; what is typed wins."""
    written = '[search]\nlimit = 1\nformat = "paths"\n[timeline]\nby = "year"\n'
    assert with_config(run, config, written, "search", "النفط").stdout == "/articles/oil.txt\n"
    assert with_config(run, config, written, "search", "-n", "2", "النفط").stdout.count("\n") == 2
    assert with_config(run, config, written, "timeline", "النفط").stdout.startswith("2021             1\n")


def test_flags(run: Run, config: Path) -> None:
    """A flag is true or false; of flags that exclude each other, one that is typed wins over one that is written."""
    exact = "[search]\nexact = true\ncount = true\n"
    assert with_config(run, config, exact, "search", "حكومته").stdout == "1\n"
    assert with_config(run, config, exact, "search", "--root", "حكومته").stdout == "2\n"
    off = "[search]\nexact = false\nroot = true\ncount = true\n"
    assert with_config(run, config, off, "search", "حكومته").stdout == "2\n"


def test_the_archive(run: Run, config: Path, archive: Archive, tmp_path: Path) -> None:
    """Typed, else in the environment, else in the file, else in the user's data folder."""
    written = f'[info]\narchive = "{archive.path}"\n'
    named = {"FIHRIS_ARCHIVE": "", "XDG_DATA_HOME": str(tmp_path)}
    assert with_config(run, config, written, "info", **named).stdout.startswith(f"archive    {archive.path}\n")
    Archive.create(tmp_path / "other")
    other = {"FIHRIS_ARCHIVE": str(tmp_path / "other")}
    assert with_config(run, config, written, "info", **other).stdout.startswith(f"archive    {tmp_path / 'other'}\n")
    typed = with_config(run, config, written, "info", "-a", str(archive.path), **other)
    assert typed.stdout.startswith(f"archive    {archive.path}\n")


def test_a_path_may_begin_at_home(run: Run, config: Path, archive: Archive) -> None:
    """~ is the user's folder, as in a shell."""
    written = f'[info]\narchive = "~/{archive.path.name}"\n'
    done = with_config(run, config, written, "info", FIHRIS_ARCHIVE="", HOME=str(archive.path.parent))
    assert done.stdout.startswith(f"archive    {archive.path}\n")


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("[search]\nlimt = 3\n", "search.limt: there is no such option; fihris search takes archive, limit, "),
        ("[search]\nhelp = true\n", "search.help: there is no such option; "),
        ('[search]\nbatch = "x"\n', "search.batch: there is no such option; "),
        ('[search]\nlimit = "a"\n', "search.limit: 'a' is no whole number"),
        ("[search]\nlimit = true\n", "search.limit: True is no whole number"),
        ("[search]\nlimit = 0\n", "search.limit: 0 is not in the range x>=1"),
        ("[search]\nformat = 3\n", "search.format: 3 is no string"),
        ('[search]\nformat = "xml"\n', "search.format: 'xml' is not one of 'text', "),
        ("[search]\nexplain = 1\n", "search.explain: 1 is neither true nor false"),
        ("[search]\nexact = true\nroot = true\n", "search.root: it excludes another option that is there; "),
        ("[serch]\nlimit = 3\n", "serch: there is no such command; a table is one of index, search, "),
        ("limit = 3\n", "limit: there is no such command; "),
        ("search = 3\n", "search: options stand below [search], not after it"),
    ],
)
def test_what_is_wrong_with_a_file(run: Run, config: Path, written: str, problem: str) -> None:
    """One line that names the file and the key, exit code 2."""
    done = with_config(run, config, written, "search", "النفط")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"fihris: {config}: {problem}")


@pytest.mark.parametrize("written", [b"[search", b"\xff\xfe", b"x = \x1b"])
def test_a_file_that_is_no_toml(run: Run, config: Path, written: bytes) -> None:
    """One line too, with nothing in it that drives a terminal."""
    config.write_bytes(written)
    done = run("search", "النفط", FIHRIS_CONFIG=str(config))
    assert (done.exit_code, done.stderr.count("\n"), "\x1b" in done.stderr) == (2, 1, False)
    assert done.stderr.startswith(f"fihris: {config} is not TOML (")


def test_a_file_that_is_not_there(run: Run, config: Path, tmp_path: Path) -> None:
    """One that was named is missed; the usual one need not be there; a folder is no file."""
    done = run("search", "النفط", FIHRIS_CONFIG=str(config))
    assert (done.exit_code, done.stderr) == (
        2,
        f"fihris: $FIHRIS_CONFIG names {config}, which is not there; make it, or unset the variable\n",
    )
    assert run("search", "النفط", FIHRIS_CONFIG="", XDG_CONFIG_HOME=str(tmp_path)).exit_code == 0
    assert run("search", "النفط", FIHRIS_CONFIG=str(tmp_path)).stderr == f"fihris: {tmp_path}: Is a directory\n"
    assert run("search", "--exact", "النفط", FIHRIS_CONFIG=os.devnull).exit_code == 0


def test_the_usual_place(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """config.toml among the user's settings."""
    monkeypatch.delenv("FIHRIS_CONFIG")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert config_file() == tmp_path / "fihris" / "config.toml"
    config_file().parent.mkdir()
    config_file().write_text("[search]\ncount = true\n")
    assert run("search", "النفط", XDG_CONFIG_HOME=str(tmp_path)).stdout == "2\n"


def test_help_and_completion_need_no_sound_file(run: Run, config: Path) -> None:
    """Whoever looks up how to mend it is answered."""
    assert with_config(run, config, "[search", "search", "--help").exit_code == 0
    assert with_config(run, config, "[search", "--help").exit_code == 0
    done = complete("fihris search --form", FIHRIS_CONFIG=str(config))
    assert (done.stdout, done.stderr) == ("plain,--format\n", "")


def test_an_option_of_several_values(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list, each of its values of the option's type."""
    monkeypatch.setenv("FIHRIS_CONFIG", str(config))
    option = click.Option(["--source"], multiple=True)
    command = click.Command("search", params=[option])
    config.write_text('[search]\nsource = ["a", "b"]\n')
    assert defaults(command, "search", COMMANDS) == {"source": ["a", "b"]}
    for written, problem in (('"a"', "is no list; write"), ("[1]", "is no string")):
        config.write_text(f"[search]\nsource = {written}\n")
        with pytest.raises(BadInput, match=problem):
            defaults(command, "search", COMMANDS)


# Completion


def complete(typed: str, **environment: str) -> Result:
    """Return what bash is told when TAB is pressed behind what is typed."""
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - (typed[-1] != " "))}
    env = {"_FIHRIS_COMPLETE": "bash_complete", **words, **environment}
    return CliRunner().invoke(fihris, [], env=env, prog_name="fihris")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("fihris ti", ["timeline"]),
        ("fihris ", list(COMMANDS)),
        ("fihris search --form", ["--format"]),
        ("fihris search --format js", ["json", "jsonl"]),
        ("fihris timeline --by ", ["day", "month", "year"]),
        ("fihris completion z", ["zsh"]),
    ],
)
def test_what_is_completed(typed: str, offered: list[str]) -> None:
    """Commands, options, and the values of those that have a list."""
    done = complete(typed)
    assert (done.exit_code, done.stderr) == (0, "")
    assert [line.removeprefix("plain,") for line in done.stdout.split()] == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(run: Run, shell: str) -> None:
    """Each shell has its script, which asks this program."""
    done = run("completion", shell)
    assert (done.exit_code, f"_FIHRIS_COMPLETE={shell}_complete" in done.stdout) == (0, True)
    assert run("completion", "csh").exit_code == 2


def test_bash_takes_its_script() -> None:
    """In a real shell the script makes TAB complete fihris."""
    script = 'eval "$("$0" -c "$1" completion bash)"; complete -p fihris'
    done = subprocess.run(["bash", "-c", script, sys.executable, MAIN], capture_output=True, text=True, check=True)
    assert done.stdout == "complete -o nosort -F _fihris_completion fihris\n"
