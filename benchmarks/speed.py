"""Speed: fihris beside Lucene, tantivy, SQLite FTS5 and Whoosh, the same articles and queries through each, in one run.

python benchmarks/speed.py [--articles N...] [--engines NAME...] [--queries N] [--work FOLDER] [--skip-indexing]
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from collections_of_texts import DATA
from timing import articles, queries, report
from timing.articles import Corpus
from timing.engines import KEYS, Engine, installed
from timing.processes import Usage, Worker, measured, whole_run
from timing.queries import Queries
from timing.report import Measured
from timing.rounds import Running, figures, found, timed, warm_up
from timing.waits import waits

SIZES = (1_000, 10_000, 95_762, 383_048)
ASKED = 3
"""How often the queries are asked; the first and the last time are told."""
COLD_RUNS = 15
OURS = "fihris"
READ = 300
"""Headlines whose hits are read."""


def main() -> None:
    """Measure every engine with every number of articles; print the tables and write them."""
    asked = _options()
    asked.work = asked.work.resolve()  # Maven and Python take a relative path from different folders
    asked.work.mkdir(parents=True, exist_ok=True)
    day = datetime.now().astimezone().date().isoformat()
    facts = report.machine()
    source = articles.unpacked(asked.data, asked.work)
    engines, missing = installed(asked.engines, asked.work)
    run = Run(engines, queries.make(source, asked.queries), asked.work, asked.skip_indexing, facts)
    sizes: list[Measured] = []
    for size in asked.articles:
        sizes.append(run.measure(articles.corpus(source, size, asked.work)))
        sizes[-1].left_out[:0] = missing
        _say("", *report.section(sizes[-1]), "")
        written = report.write(asked.results, day, facts, sizes)  # after every size: the larger may fail
    _say(f"written: {written}")


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, nargs="+", default=SIZES, help="more than there are: recombined")
    options.add_argument("--engines", nargs="+", choices=KEYS, default=KEYS)
    options.add_argument("--queries", type=int, default=1_000, help="of each kind, and as many others to warm up")
    options.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "fihris-speed", help="for indexes")
    options.add_argument("--skip-indexing", action="store_true", help="use the indexes that are in the work folder")
    options.add_argument("--data", type=Path, default=DATA / "perf" / "docs.jsonl.xz", help="JSON lines, .xz or not")
    options.add_argument("--results", type=Path, default=Path(__file__).parent / "results", help="for the report")
    return options.parse_args()


@dataclass
class Run:
    """All that stays the same from one number of articles to the next."""

    engines: Sequence[Engine]
    kinds: Sequence[Queries]
    work: Path
    reuse: bool
    facts: dict[str, str] = field(default_factory=dict)
    """What the report says of the machine; the engines' versions are added."""

    def measure(self, corpus: Corpus) -> Measured:
        """Index with every engine, then ask them all in turns."""
        result = Measured(corpus.articles, corpus.raw_bytes)
        for engine in self.engines:
            if corpus.articles > engine.most_articles:
                result.left_out.append(f"{engine.name}: not with more than {engine.most_articles:,} articles")
                continue
            try:
                self._index(engine, corpus, result)
            except (OSError, subprocess.CalledProcessError) as problem:
                result.left_out.append(f"{engine.name}: indexing failed, {problem}")
        with ExitStack() as stack:
            if running := list(self._opened(result, stack)):
                self._ask(running, result)
        self._run_whole([one.engine for one in running], result)
        if OURS in result.indexing:
            _say(f"{corpus.articles:,} articles: reading hits, adding articles")
            folder = self.work / f"{OURS}-{corpus.articles}"
            result.waits = waits(folder, corpus.path, self.kinds[0].measured[:READ])
        return result

    def _folder(self, engine: Engine, articles: int) -> Path:
        return self.work / f"{engine.folder}-{articles}"

    def _index(self, engine: Engine, corpus: Corpus, result: Measured) -> None:
        folder = self._folder(engine, corpus.articles)
        record = folder.with_suffix(".json")
        if not (self.reuse and record.exists() and folder.exists()):
            _say(f"{corpus.articles:,} articles: {engine.name} indexes")
            shutil.rmtree(folder, ignore_errors=True)
            record.unlink(missing_ok=True)
            used = measured(engine.index(str(folder), str(corpus.path)))
            record.write_text(json.dumps(asdict(used)), encoding="utf-8")
        result.indexing[engine.name] = Usage(**json.loads(record.read_text(encoding="utf-8")))
        result.disk_bytes[engine.name] = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())

    def _opened(self, result: Measured, stack: ExitStack) -> Iterator[Running]:
        """Start a worker for every index; the stack ends it."""
        for engine in self.engines:
            if engine.name not in result.indexing or not engine.serve:
                continue
            try:
                worker = Worker(engine.serve(str(self._folder(engine, result.articles))))
            except (OSError, subprocess.CalledProcessError) as problem:
                result.left_out.append(f"{engine.name}: the index could not be opened, {problem}")
                continue
            self.facts[engine.name] = worker.version
            yield Running(engine, stack.enter_context(worker), result.articles)

    def _ask(self, running: Sequence[Running], result: Measured) -> None:
        """Warm up, then time each kind of queries in turns."""
        _say(f"{result.articles:,} articles: {', '.join(one.engine.name for one in running)} warm up")
        warm_up(running, self.kinds)
        for asked in self.kinds:
            _say(f"{result.articles:,} articles: {asked.kind}")
            times = [timed(running, asked) for _ in range(ASKED)]
            for kind, those in ((asked.kind, times[0]), (f"{asked.kind}, again", times[-1])):
                result.queries[kind] = {name: figures(one) for name, one in those.items()}
            result.found[asked.kind] = found(running, asked)

    def _run_whole(self, engines: Sequence[Engine], result: Measured) -> None:
        """Start a process for each of a few queries, the engines in turns."""
        _say(f"{result.articles:,} articles: a process a query")
        for query in self.kinds[0].measured[:COLD_RUNS]:
            for engine in engines:
                if engine.search:
                    command = engine.search(str(self._folder(engine, result.articles)), query)
                    result.cold.setdefault(engine.name, []).append(whole_run(command))


def _say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)


if __name__ == "__main__":
    main()
