"""`fihris export`: every article of an archive, to be read again."""

from pathlib import Path

import click

from ...index.archive import Archive
from ...index.exporting import exported
from ..cli import FOUND, NOT_FOUND, archive_option
from ..render.records import dumped
from .output import write


@click.command("export")
@archive_option
@click.pass_context
def command(ctx: click.Context, archive: Path) -> None:
    """Print every article of the archive as JSON Lines, from which fihris index makes the same articles again.

    Nothing is lost: what the keys of an article have no place for (the file it was read from, its hash, where its date
    was found) stands under the key "fihris". Exits with 1 if there is no article.

    \b
    Example, an archive made anew:
      fihris export -a archive > all.jsonl
      fihris index all.jsonl -a another
    """
    opened = Archive.open(archive)
    write(dumped(exported(article)) for article in opened.articles())
    ctx.exit(FOUND if len(opened) else NOT_FOUND)
