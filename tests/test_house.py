"""The rules of the house, held by reading the source."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import fihris
import pytest

ROOT = Path(fihris.__file__).resolve().parent
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [ROOT / "__init__.py", *(ROOT / "index").rglob("*.py"), *(ROOT / "search").rglob("*.py")]
)
LONGEST_MODULE = 350
LONGEST_FUNCTION = 60
MAY_TALK = ("search/cli.py", "search/commands/", "search/render/")
"""Who may import Click and Rich."""
OFFLINE = "index/text/lexicon/"
"""Builds the lexicon on a developer's machine, so it may read files and use the dictionaries."""

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def imports(module: str) -> Iterator[str]:
    """Yield the full names of what a module imports, relative imports resolved below `fihris`."""
    package = ["fihris", *Path(module).parent.parts]
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def definitions(module: str) -> Iterator[Definition]:
    for node in ast.walk(tree_of(module)):
        if isinstance(node, Definition):
            yield node


def public(body: list[ast.stmt]) -> Iterator[Definition]:
    """Yield the public classes and functions of a body, and the public methods of those classes."""
    for node in body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


def run(code: str, *arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_the_modules_are_found() -> None:
    """The rules below are about something: the modules of both folders are read."""
    assert {"__init__.py", "index/archive.py", "index/text/words.py", "search/cli.py"} <= set(MODULES)


@pytest.mark.parametrize("module", [one for one in MODULES if one.startswith("index/")])
def test_index_never_imports_search(module: str) -> None:
    """`search` imports `index`, never back."""
    assert [name for name in imports(module) if name.startswith(("fihris.search", "search"))] == []


@pytest.mark.parametrize("module", [one for one in MODULES if not one.startswith(MAY_TALK)])
def test_only_the_command_line_imports_click_and_rich(module: str) -> None:
    """Click and Rich are imported by `cli`, `commands/` and `render/` only."""
    assert [name for name in imports(module) if name.split(".")[0] in ("click", "rich")] == []


@pytest.mark.parametrize("module", MODULES)
def test_imports_inside_the_package_are_relative(module: str) -> None:
    """No module names the package: its folder may have any name in a checkout."""
    absolute = [
        name
        for node in ast.walk(tree_of(module))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and not node.level
            else []
        )
        if name.split(".")[0] in ("fihris", "index", "search")
    ]
    assert absolute == []


TEXT = [one for one in MODULES if one.startswith("index/text/") and not one.startswith(OFFLINE)]


@pytest.mark.parametrize("module", TEXT)
def test_text_is_pure(module: str) -> None:
    """`index/text` knows strings only: no Whoosh, no numpy, no files."""
    assert [name for name in imports(module) if name.split(".")[0] in ("whoosh", "numpy")] == []
    called = [node.func for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call)]
    assert [one for one in called if isinstance(one, ast.Name) and one.id == "open"] == []


@pytest.mark.parametrize("module", MODULES)
def test_every_public_name_has_a_docstring(module: str) -> None:
    """Modules, public classes, their public methods and public functions say what they are for."""
    tree = tree_of(module)
    assert ast.get_docstring(tree)
    assert [node.name for node in public(tree.body) if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("module", MODULES)
def test_modules_and_functions_are_short(module: str) -> None:
    """A module has at most 350 lines, a function at most 60."""
    lines = (ROOT / module).read_text(encoding="utf-8").count("\n")
    functions = [one for one in definitions(module) if not isinstance(one, ast.ClassDef)]
    long = [one.name for one in functions if (one.end_lineno or 0) - one.lineno + 1 > LONGEST_FUNCTION]
    assert (lines <= LONGEST_MODULE, long) == (True, []), f"{lines} lines"


def test_every_public_name_resolves() -> None:
    """What `fihris.__all__` promises is there, and nothing else is invented."""
    assert all(getattr(fihris, name) is not None for name in fihris.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        getattr(fihris, "Nothing")  # noqa: B009


@pytest.mark.parametrize("folder", ["index", "search"])
def test_the_folders_are_never_packages_of_their_own(folder: str) -> None:
    """Whoever stands in the repository's root and imports `index` is told the right name."""
    done = run(f"import {folder}", cwd=ROOT, PYTHONPATH=".")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"ImportError: import fihris.{folder}, not {folder}"


HEAVY = (
    "rich", "pygments", "asyncio", "ssl", "selectolax", "http", "email", "multiprocessing", "sqlite3", "numpy.ma",
    "charset_normalizer", "fihris.index.readers", "fihris.index.build", "fihris.search.render.text",
    "bidi", "arabic_reshaper", "fihris.search.render.bidi", "fihris.search.render.screen", "fihris.search.render.line",
    "fihris.search.render.terminals", "fihris.search.commands.pager", "subprocess", "socket",
    "whoosh", "rapidfuzz", "concurrent.futures", "fihris.index.writing", "fihris.index.segments.writer",
    "csv", "fihris.search.suggestions", "fihris.search.explain", "fihris.search.timeline", "fihris.search.sources",
    "fihris.search.render.tables", "fihris.search.drafts", "fihris.index.text.figures", "fihris.index.text.numbers",
    "hijridate", "fihris.index.text.calendars", "fihris.search.names", "fihris.index.text.saying",
    "fihris.search.evidence", "fihris.search.quotations", "fihris.index.exporting",
    "fihris.search.audit",
)  # fmt: skip
"""What a search in a pipe does without."""

SEARCH = f"""
import sys
from fihris.search.cli import main
sys.argv[0] = "fihris"
try:
    main()
finally:
    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""


def test_a_search_in_a_pipe_imports_little(archive: fihris.Archive, tmp_path: Path) -> None:
    """Starting costs time: `search --format jsonl` imports no reader, no Rich, no networking."""
    arguments = ("search", "-a", str(archive.path), "--format", "jsonl", "النفط")
    done = run(SEARCH, *arguments, cwd=tmp_path)
    assert (done.returncode, done.stderr.strip()) == (0, "[]")
    assert done.stdout.startswith('{"rank": 1')


def test_the_package_itself_imports_nothing() -> None:
    """`import fihris` loads neither index nor search before a name of theirs is asked for."""
    code = "import sys, fihris; print([name for name in sys.modules if name.startswith('fihris.')])"
    assert run(code, cwd=Path("/")).stdout == "[]\n"
