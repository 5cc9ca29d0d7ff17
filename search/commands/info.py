"""`fihris info`: an archive's figures."""

from collections import Counter
from pathlib import Path

import click

from ...index.archive import Archive
from ...index.keys import EXACT, version
from ...index.schema import ANALYZER, FORMAT
from ..cli import archive_option
from ..render.clean import clean_line
from .output import write


@click.command("info")
@archive_option
def command(archive: Path) -> None:
    """Print what the archive holds and how large it is."""
    write(f"{name:<10} {clean_line(value)}" for name, value in figures(Archive.open(archive)).items())


def figures(archive: Archive) -> dict[str, str]:
    """Return an archive's figures by name."""
    size = sum(file.stat().st_size for file in archive.path.iterdir() if file.is_file())
    known = archive.known().values()
    with archive.index.reader() as reader:
        word_count = int(reader.field_length(EXACT))
        keys = sum(1 for _ in reader.lexicon(EXACT))
        segments = len(list(reader.leaf_readers()))
    kinds = Counter(Path(one.path).suffix.lower() or "other" for one in known)
    return {
        "archive": str(archive.path),
        "articles": str(len(known)),
        "words": str(word_count),
        "keys": str(keys),
        "files": ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())),
        "segments": str(segments),
        "bytes": str(size),
        "made with": f"format {FORMAT}, analyzer {ANALYZER}, lexicon {version()}",
    }
