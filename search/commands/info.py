"""`fihris info`: an archive's figures."""

from collections import Counter
from pathlib import Path

import click

from ...index.archive import Archive
from ...index.keys import EXACT, version
from ...index.segments.snapshot import keys_of
from ...index.versions import ANALYZER, FORMAT
from ..cli import archive_option
from .output import output_options, show


@click.command("info")
@archive_option
@output_options
def command(archive: Path) -> None:
    """Print what the archive holds and how large it is."""
    from ..render import text

    show(text.figures(figures(Archive.open(archive))))


def figures(archive: Archive) -> dict[str, str]:
    """Return an archive's figures by name."""
    known, snapshot = archive.known().values(), archive.snapshot
    size = sum(file.stat().st_size for file in archive.path.iterdir() if file.is_file())
    held = {key for segment in snapshot.segments for key in keys_of(segment, EXACT)}
    kinds = Counter(Path(one.path).suffix.lower() or "other" for one in known)
    return {
        "archive": str(archive.path),
        "articles": str(len(known)),
        "words": str(snapshot.words),
        "keys": str(len(held)),
        "files": ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())),
        "segments": str(len(snapshot.segments)),
        "bytes": str(size),
        "state": archive.fingerprint,
        "made with": f"format {FORMAT}, analyzer {ANALYZER}, lexicon {version()}",
    }
