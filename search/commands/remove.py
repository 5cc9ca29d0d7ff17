"""`fihris remove`: articles out of the archive."""

from pathlib import Path

import click

from ...index.archive import Archive
from ..cli import FOUND, NOT_FOUND, archive_option, complain
from .output import note_options, write


@click.command("remove")
@click.argument("identifiers", metavar="ID...", nargs=-1, required=True)
@archive_option
@note_options
@click.pass_context
def command(ctx: click.Context, identifiers: tuple[str, ...], archive: Path) -> None:
    """Remove articles by their ids, in one commit.

    An id that is not there is reported, and the others are removed; the exit code is 1 then. The files that articles
    were read from are left alone: indexing them again brings the articles back.

    Example: fihris remove 004.txt "bulletin.jsonl#3"
    """
    opened = Archive.open(archive)
    wanted = dict.fromkeys(identifiers)
    with opened.writer() as writer:
        there = [identifier for identifier in wanted if opened.snapshot.find(identifier) is not None]
        for identifier in there:
            writer.remove(identifier)
    for identifier in wanted:
        if identifier not in there:
            complain(f"not removed: no article {identifier!r}")
    write([f"removed: {len(there)} articles; left: {len(opened)}"])
    ctx.exit(FOUND if len(there) == len(wanted) else NOT_FOUND)
