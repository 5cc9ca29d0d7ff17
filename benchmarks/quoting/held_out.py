"""An archive of a collection from which some articles were left out, so that what they say is quoted from nowhere."""

import gzip
import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import IO, Final

from fihris import Archive, Article

SEED: Final = 1442
LEFT_OUT: Final = 500
LONG_ENOUGH: Final = 80
"""Words of an article that may be left out."""
_NO_WORD: Final = re.compile(r"\W+")


@dataclass(frozen=True)
class HeldOut:
    """An archive, the ids of its articles that are long enough to quote from, and texts that it does not hold."""

    archive: Archive
    ids: list[str]
    texts: list[str]


def held_out(source: Path, folder: Path) -> HeldOut:
    """Return an archive of a file of JSON lines (`.gz`, `.xz`) in a folder, where it is made once."""
    articles = list(_read(source))
    long = [one for one in articles if len(one.text.split()) > LONG_ENOUGH]
    left_out = Random(SEED).sample(long, LEFT_OUT)
    gone = {_letters(one.text) for one in left_out}
    kept = [one for one in articles if _letters(one.text) not in gone]  # without their copies
    archive = Archive.create(folder)
    if not len(archive):
        archive.add(kept)
    kept_ids = {one.id for one in kept}
    return HeldOut(archive, [one.id for one in long if one.id in kept_ids], [one.text for one in left_out])


def _letters(text: str) -> str:
    return _NO_WORD.sub("", text)


def _read(path: Path) -> Iterator[Article]:
    with _opened(path) as lines:
        for line in lines:
            record = json.loads(line)
            yield Article(str(record["id"]), record["text"], record.get("title") or "")


def _opened(path: Path) -> IO[bytes]:
    match path.suffix:
        case ".gz":
            return gzip.open(path, "rb")  # type: ignore[return-value]
        case ".xz":
            return lzma.open(path, "rb")
        case _:
            return path.open("rb")
