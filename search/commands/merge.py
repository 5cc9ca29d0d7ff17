"""`fihris merge`: an archive's segments into one."""

from pathlib import Path

import click

from ...index.archive import Archive
from ..cli import archive_option
from .output import write


@click.command("merge")
@archive_option
def command(archive: Path) -> None:
    """Write all articles into one segment, without what was replaced or removed.

    An archive that grew by many small runs is searched a little faster afterwards, and is a little smaller. Runs merge
    small segments by themselves; this is never needed.

    Example: fihris merge -a archive
    """
    opened = Archive.open(archive)
    before = len(opened.manifest.segments)
    opened.merge()
    write([f"merged: {len(opened)} articles; segments before: {before}, now: {len(opened.manifest.segments)}"])
