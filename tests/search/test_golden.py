"""Whole outputs, as a terminal is sent them, in files that can be read: tests/golden/.

`pytest tests/search/test_golden.py --update-golden` writes them anew; read the difference before it is committed. The
characters that say a direction are written by their names, and there are no colours: NO_COLOR leaves bold and dim, and
these are left away here too.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fihris.search.cli import fihris

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
SEEDS = ROOT / "seeds"

COMMANDS = {
    "search": ["search", "-n", "3", "انسحاب القوات الامريكيه"],
    "facets": [
        "search",
        "-n",
        "1",
        "--passages",
        "0",
        "--explain",
        "--facets",
        "--group",
        "source",
        "الكاظمي أو القمح",
    ],
    "nothing": ["search", "«الاستراتيجي الحوار» hg;h/ld"],
    "quote": [
        "quote",
        "الروابط بين البلدين يجب أن تقوم على «الاحترام المتبادل … وأن تنظيم الملف الامني شأن العراقيين»",
    ],
    "timeline": ["timeline", "الحوار الاستراتيجي"],
    "similar": ["similar", "d-01-dust.txt"],
    "spread": ["similar", "--timeline", "bulletin-03"],
    "show": ["show", "c-01-mcgurk.txt", "--query", "الحوار الاستراتيجي"],
    "analyze": ["analyze", "بالولايات", "كتب"],
}
TERMINALS = {
    "terminal": {"TERM": "xterm-256color", "VTE_VERSION": "7006"},
    "lines": {"TERM": "mlterm"},
    "visual": {"TERM": "alacritty"},
    "words": {"TERM": "xterm-kitty"},
    "off": {"TERM": "xterm-256color"},
}
"""Each way of sending text, and a terminal that gets it."""
NAMES = {
    "\x1b": "<ESC>",
    "\u200e": "<LRM>",
    "\u200f": "<RLM>",
    "\u2066": "<LRI>",
    "\u2067": "<RLI>",
    "\u2069": "<PDI>",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of our own articles."""
    made = tmp_path_factory.mktemp("golden") / "archive"
    assert CliRunner().invoke(fihris, ["index", str(SEEDS), "-a", str(made)]).exit_code == 0
    return made


def readable(shown: str) -> str:
    """Return what a terminal was sent, without styles and links, with names for what cannot be seen."""
    text = re.sub("\x1b\\[[0-9;]*m|\x1b]8;[^\x1b]*\x1b\\\\", "", shown)
    return "".join(NAMES.get(one, one) for one in text)


@pytest.mark.parametrize("width", [60, 100])
@pytest.mark.parametrize("order", TERMINALS)
@pytest.mark.parametrize("name", COMMANDS)
def test_golden(
    request: pytest.FixtureRequest, on_terminal: Callable[..., Any], archive: Path, name: str, order: str, width: int
) -> None:
    """What is printed is what was read and found right."""
    command, *arguments = COMMANDS[name]
    where = [] if command == "analyze" else ["-a", archive]
    bidi = ["--bidi", "off"] if order == "off" else []
    options = [*where, *bidi, "--no-pager", "--width", width]
    environment = {"XTERM_VERSION": "", "NO_COLOR": "1", **TERMINALS[order]}
    shown = on_terminal(command, *options, *arguments, columns=120, **environment)
    assert shown.code == {"nothing": 1, "quote": 3}.get(name, 0)
    path, found = GOLDEN / f"{name}-{order}-{width}.txt", readable(shown.text)
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_nothing_else_is_there() -> None:
    """Every file is one that a test writes."""
    wanted = {f"{name}-{order}-{width}.txt" for name in COMMANDS for order in TERMINALS for width in (60, 100)}
    assert {path.name for path in GOLDEN.iterdir()} == wanted
