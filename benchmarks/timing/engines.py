"""The engines that can be run here, and the commands that index, serve and search with each."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from .processes import BENCHMARKS, ENVIRONMENT

LUCENE: Final = BENCHMARKS / "lucene"
FIHRIS: Final = str(Path(sys.executable).with_name("fihris"))
KEYS: Final = ("fihris", "lucene", "tantivy", "sqlite", "whoosh")
EVERY: Final = sys.maxsize
Command = Callable[..., list[str]]


@dataclass(frozen=True)
class Engine:
    """One row: its commands take the index's folder first."""

    key: str
    """What `--engines` calls it; variants share it."""
    name: str
    index: Command
    """Folder and file of articles."""
    serve: Command | None = None
    """Folder; a row without it is about indexing only."""
    search: Command | None = None
    """Folder and query."""
    most_articles: int = EVERY
    few_queries: tuple[tuple[int, int], ...] = ()
    """Pairs: above so many articles, only so many queries of a kind."""
    warm_up_passes: int = 1

    @property
    def folder(self) -> str:
        """The name of its index's folder."""
        return self.name.lower().replace(",", "").replace(" ", "-")

    def queries_at(self, articles: int, count: int) -> int:
        """Return how many queries of a kind it is asked with so many articles."""
        return min([count, *(few for above, few in self.few_queries if articles > above)])


class LeftOut(Exception):
    """Why an engine cannot be run here."""


def installed(keys: Sequence[str], work: Path) -> tuple[list[Engine], list[str]]:
    """Return the engines that can be run here, and a line for each that cannot."""
    engines: list[Engine] = []
    missing: list[str] = []
    for key in keys:
        try:
            engines.extend(_MAKERS[key](work))
        except LeftOut as problem:
            missing.append(f"{key}: left out, {problem}")
    return engines, missing


def _fihris(_: Path) -> Iterator[Engine]:
    about = subprocess.run([FIHRIS, "index", "--help"], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if about.returncode:
        raise LeftOut("its command does not start")
    jobs = "--jobs" in about.stdout
    yield Engine(
        "fihris",
        "fihris",
        lambda folder, file: _fihris_index(folder, file, 1 if jobs else 0),
        lambda folder: _python("fihris", "serve", folder),
        lambda folder, query: [FIHRIS, "search", "-a", folder, "--format", "jsonl", query],
    )
    if jobs:
        yield Engine("fihris", "fihris, two processes", lambda folder, file: _fihris_index(folder, file, 2))


def _fihris_index(folder: str, file: str, jobs: int) -> list[str]:
    return [FIHRIS, "index", file, "-a", folder, *(["--jobs", str(jobs)] if jobs else [])]


def _lucene(work: Path) -> Iterator[Engine]:
    java = _built(work / "lucene-jars")
    for name, extra in (("Lucene", []), ("Lucene, all words", ["--all-words"])):
        yield Engine(
            "lucene",
            name,
            lambda folder, file, extra=extra: [*java, "index", folder, file, *extra],
            lambda folder, extra=extra: [*java, "serve", folder, *extra],
            lambda folder, query, extra=extra: [*java, "search", folder, query, *extra],
            warm_up_passes=12,  # Java compiles what is called often, and is done with it after ten
        )


def _built(jars: Path) -> list[str]:
    """Build the Java program if it was never built or has changed; return the command that runs it."""
    for tool in ("java", "mvn"):
        if not shutil.which(tool):
            raise LeftOut(f"there is no {tool}")
    jar = jars / "worker.jar"
    sources = [LUCENE / "pom.xml", *LUCENE.glob("src/**/*.java")]
    if not jar.exists() or jar.stat().st_mtime < max(one.stat().st_mtime for one in sources):
        build = ["mvn", "-q", "-B", "-f", str(LUCENE / "pom.xml"), "package", f"-Doutput={jars}"]
        if subprocess.run(build, check=False, env=ENVIRONMENT).returncode:
            raise LeftOut("mvn could not build it")
    return ["java", "-Xmx2g", "-cp", f"{jar}:{jars / 'lib'}/*", "fihris.lucene.Main"]


def _tantivy(_: Path) -> Iterator[Engine]:
    yield _in_python("tantivy", "tantivy")


def _sqlite(_: Path) -> Iterator[Engine]:
    yield _in_python("sqlite", "SQLite FTS5", few_queries=((10_000, 100),))


def _whoosh(_: Path) -> Iterator[Engine]:
    yield _in_python("whoosh", "Whoosh", most_articles=10_000, few_queries=((0, 200), (1_000, 50)))


_MAKERS: Final[dict[str, Callable[[Path], Iterator[Engine]]]] = {
    "fihris": _fihris,
    "lucene": _lucene,
    "tantivy": _tantivy,
    "sqlite": _sqlite,
    "whoosh": _whoosh,
}


def _in_python(
    key: str, name: str, most_articles: int = EVERY, few_queries: tuple[tuple[int, int], ...] = ()
) -> Engine:
    """Return an engine that a module of `engines` runs."""
    if not find_spec({"sqlite": "sqlite3"}.get(key, key)):
        raise LeftOut("its Python package is not installed")
    return Engine(
        key,
        name,
        lambda folder, file: _python(key, "index", folder, file),
        lambda folder: _python(key, "serve", folder),
        lambda folder, query: _python(key, "search", folder, query),
        most_articles,
        few_queries,
    )


def _python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", f"engines.{module}", *arguments]
