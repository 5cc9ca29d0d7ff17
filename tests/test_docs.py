"""The documentation says what the program does."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from fihris.search.cli import COMMANDS, fihris

ROOT = Path(__file__).parents[1]
README, GUIDE = ((ROOT / name).read_text("utf-8") for name in ("README.md", "docs/guide.md"))
QUERIES = [query for row in re.findall(r"^\| (`.+?) \|", GUIDE, re.MULTILINE) for query in re.findall("`(.+?)`", row)]
SEARCHES = [query for query in QUERIES if not query.startswith(".") and "…" not in query.replace('"…"', "")]
SHELL = "\n".join(re.findall(r"```sh\n(.*?)```", README + GUIDE, re.DOTALL))


@pytest.fixture(scope="session")
def seeds_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the archive that `make demo` makes."""
    place = tmp_path_factory.mktemp("demo") / "archive"
    assert CliRunner().invoke(fihris, ["index", str(ROOT / "seeds"), "-a", str(place)]).exit_code == 0
    return place


@pytest.mark.parametrize("query", SEARCHES)
def test_every_query_of_the_guide_finds_something(seeds_archive: Path, query: str) -> None:
    """What the guide offers to type finds articles of the demonstration."""
    done = CliRunner().invoke(fihris, ["search", "-a", str(seeds_archive), "--", query])
    assert (done.exit_code, "plain words" in done.stderr) == (0, False)


def test_the_readme_shows_a_real_run(seeds_archive: Path) -> None:
    """The sample is what the command prints, to the letter."""
    sample = re.search(r"```text\n\$ fihris (.*?)\n(.*?)```", README, re.DOTALL)
    assert sample
    arguments = shlex.split(sample[1].replace("demo-archive", str(seeds_archive)))
    done = CliRunner().invoke(fihris, arguments)
    assert done.output.strip() == sample[2].strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_described(command: str) -> None:
    """Each command has help with an example, and stands in the README."""
    shown = CliRunner().invoke(fihris, [command, "--help"]).stdout
    assert "Example" in shown or command == "info"
    assert f"fihris {command}" in README


@pytest.mark.parametrize("line", [line for line in SHELL.splitlines() if line.startswith("fihris ")])
def test_every_option_of_an_example_is_there(line: str) -> None:
    """A command line of the documentation uses options that the command has."""
    command, *arguments = shlex.split(line.split("|", maxsplit=1)[0], comments=True)[1:]
    shown = CliRunner().invoke(fihris, [command, "--help"]).stdout
    assert [one for one in arguments if one.startswith("-") and one != "-" and one not in shown] == []
