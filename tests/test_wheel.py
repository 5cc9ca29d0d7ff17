"""The wheel: what is in it, and that it works where only it is installed."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import fihris
import pytest

ROOT = Path(fihris.__file__).resolve().parent
PACKAGE = ("__init__.py", "py.typed", "index", "search")
"""What of the tree is the package."""
LEFT_OUT = (".*", "__pycache__", "*.egg-info", "build", "dist", "demo-archive")
KINDS = {".py", ".html", ".txt", ".toml", ".bin", ".typed"}


def call(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of the tree, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "tree", ignore=shutil.ignore_patterns(*LEFT_OUT))
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "wheel",
        "--no-build-isolation",
        "--no-deps",
    ]
    call(*pip, "--no-index", "-w", folder / "out", folder / "tree", cwd=folder)
    (built,) = (folder / "out").iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone into a new environment that sees the dependencies of this one; return its scripts."""
    folder = tmp_path_factory.mktemp("installed")
    call(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    new = {"base": str(folder / "venv"), "platbase": str(folder / "venv")}
    scripts, packages = (Path(sysconfig.get_path(name, "venv", new)) for name in ("scripts", "purelib"))
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", scripts / "python"]
    call(*pip, "install", "--no-index", "--no-deps", wheel, cwd=folder)
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return scripts


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    """Every module and data file of the two folders, no test, no seed, no benchmark."""
    named = zipfile.ZipFile(wheel).namelist()
    inside = {name for name in named if not name.split("/")[0].endswith(".dist-info")}
    files = [path for name in PACKAGE for path in [ROOT / name, *(ROOT / name).rglob("*")] if path.suffix in KINDS]
    files += (ROOT / "docs" / "schema").glob("*.json")
    assert inside == {f"fihris/{path.relative_to(ROOT).as_posix()}" for path in files}
    assert {"fihris/py.typed", "fihris/index/text/furniture.txt"} <= inside
    metadata = {name.split("/", 1)[1] for name in set(named) - inside}
    assert metadata == {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "top_level.txt", "licenses/LICENSE"}
    assert wheel.name == f"fihris-{fihris.__version__}-py3-none-any.whl"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a folder whose modules must never be taken for ours."""
    for name in ("search", "index", "fihris_search", "errors"):
        (tmp_path / f"{name}.py").write_text(f"raise RuntimeError('{name} of the folder was imported')\n")
    return tmp_path


def test_the_installed_command_works_anywhere(installed: Path, hostile: Path) -> None:
    """From a folder with modules named as ours, outside the checkout."""
    command = installed / "fihris"
    assert call(command, "--version", cwd=hostile) == f"fihris, version {fihris.__version__}\n"
    assert "صاروخ" in call(command, "analyze", "بالصواريخ", cwd=hostile)


def test_the_installed_package_is_the_wheels(installed: Path, hostile: Path) -> None:
    """What is imported lies in the new environment, and can index and search there."""
    code = "import fihris; print(fihris.__file__)"
    assert Path(call(installed / "python", "-c", code, cwd=hostile).strip()).is_relative_to(installed.parent)
    (hostile / "one.jsonl").write_text('{"id": "1", "text": "وصل الوفد."}\n', encoding="utf-8")
    call(installed / "fihris", "index", "one.jsonl", "-a", "archive", cwd=hostile)
    found = call(installed / "fihris", "search", "-a", "archive", "--format", "jsonl", "الوفد", cwd=hostile)
    assert found.startswith('{"rank": 1,')
