"""`fihris index`: files and folders into an archive."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from ...index.archive import Archive
from ...index.build import MEMORY, Progress, Report, build
from ..cli import ERROR, FOUND, archive_option
from ..render.clean import clean_line
from .output import note, note_options, write
from .terminal import is_terminal


@click.command("index")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@archive_option
@click.option("--jobs", type=click.IntRange(1), help="How many processes work on it.  [default: one a processor]")
@click.option(
    "--memory",
    type=click.IntRange(64),
    default=MEMORY,
    show_default=True,
    metavar="MB",
    help="How much of texts and words all of them hold at once.",
)
@click.option("--prune", is_flag=True, help="Remove the articles of these paths that are no longer there.")
@note_options
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[Path, ...], archive: Path, **options: Any) -> None:
    """Read articles and add them to the archive.

    PATHS are files or folders of .txt, .md, .html, .jsonl, .csv, .tsv and TREC files. What is new is added, what
    has changed is replaced, the rest is left as it is; what cannot be read is reported and the run goes on. Exits
    with 2 only if nothing was indexed.

    Example: fihris index أخبار/ -a archive
    """
    with _progress() as progress:
        report = build(Archive.create(archive), paths, progress=progress, **options)
    for failure in report.failures:
        note(f"fihris: not read: {failure}")
    write([summary(report)])
    ctx.exit(FOUND if report.indexed or report.pruned else ERROR)


def summary(report: Report) -> str:
    """Return a run in one line."""
    counts = [
        f"{report.added} added",
        f"{report.replaced} replaced",
        f"{report.unchanged} unchanged",
        *([f"{report.pruned} pruned"] if report.pruned else []),
        *([f"{len(report.failures)} not read"] if report.failures else []),
    ]
    return "indexed: " + ", ".join(counts)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """Draw a bar on a terminal; draw nothing elsewhere."""
    if not is_terminal(sys.stderr):
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from ..render.screen import ordered
    from .output import console, screen_of

    screen = screen_of(sys.stderr)
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def progress(done: int, total: int, file: Path) -> None:
            bar.update(task, completed=done, total=total, description=ordered(clean_line(file.name), screen))

        yield progress
