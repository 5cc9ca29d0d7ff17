"""The manifest: one JSON file that says which segments an archive has. Renaming it into place is the commit.

    {"format": 4, "analyzer": …, "lexicon": …, "schema": …, "commit": 7, "mean_length": 371.2, "next": 9,
     "segments": [{"name": "s1", "nominal": 95762, "deletions": "s1.deleted-7",
                   "files": {"s1.words": {"bytes": 61340, "crc32": 2914036}, …}}, …]}

Before the rename every file that the new manifest names, and the folder, are on the disk. So whatever is killed when,
the folder holds the old commit or the new one, whole; files that no manifest names are removed by the next writer.
"""

import json
import math
import os
import re
import stat
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from .. import keys
from ..errors import ArchiveDamaged, ArchiveMissing, ArchiveOutdated
from ..versions import ANALYZER, FORMAT
from .arrays import Written
from .segment import GATHERED, PARTS

MANIFEST: Final = "manifest.json"
LOCK: Final = "write.lock"
_BLOCK: Final = 1 << 20
_NEW: Final = f"{MANIFEST}.new"
_OURS: Final = re.compile(rf"s[0-9]{{1,18}}\.({'|'.join(PARTS)}|{GATHERED}|deleted-[0-9]{{1,19}})")
"""What the files of a segment are called."""
FIELDS: Final = ("title", "text", "date", "source", "url", "author", "category", "path", "sha256", "extra")
"""What is kept of an article, beside its id."""


@dataclass(frozen=True)
class Entry:
    """One segment, as the manifest names it."""

    name: str
    nominal: int
    """The number of articles that the IDF in its impacts counts."""
    files: dict[str, Written]
    deletions: str = ""
    """The file of what is deleted, one of `files`; empty if nothing is."""


@dataclass(frozen=True)
class Manifest:
    """What a commit holds."""

    commit: int = 0
    mean_length: float = 0.0
    """The mean number of words that all impacts are made with; 0 before the first article."""
    next: int = 1
    """The number of the next segment."""
    segments: tuple[Entry, ...] = field(default=())

    def files(self) -> dict[str, Written]:
        """Return every file of the commit."""
        return {name: written for entry in self.segments for name, written in entry.files.items()}


def made_with() -> dict[str, Any]:
    """Return what decides an archive's keys and files, for comparison."""
    return {"format": FORMAT, "analyzer": ANALYZER, "lexicon": keys.version()}


def fingerprint(manifest: Manifest) -> str:
    """Return what tells one state of an archive from another: a SHA-256, in hexadecimal.

    It is of what decides every answer, and of nothing else: what the archive was made with, and the sizes and checksums
    of the files of its segments. Which commit wrote them, how many there were before it, and where the folder lies are
    left out, so that the same articles, written in the same steps, have the same fingerprint.
    """
    segments = [
        {"nominal": entry.nominal, "files": {_part_of(name): list(one) for name, one in entry.files.items()}}
        for entry in manifest.segments
    ]
    state = {**made_with(), "mean_length": manifest.mean_length, "segments": segments}
    return sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()


def _part_of(name: str) -> str:
    """Return what a file holds of its segment: "words" of "s1.words", "deleted" of "s1.deleted-7"."""
    return name.partition(".")[2].partition("-")[0]


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of an archive.

    Raises `ArchiveMissing`, `ArchiveOutdated` (another format, analyzer or lexicon) or `ArchiveDamaged`.
    """
    wanted = made_with()  # what is wrong with the words in use is not the archive's fault
    try:
        data = json.loads(_text(folder / MANIFEST))
        found = {name: data[name] for name in wanted}
    except FileNotFoundError as error:
        raise ArchiveMissing(folder) from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ArchiveDamaged(folder, f"{MANIFEST}: {error}") from error
    others = [f"{name} {found[name]}, not {now}" for name, now in wanted.items() if found[name] != now]
    if others:
        raise ArchiveOutdated(folder, " and ".join(others))
    try:
        return _manifest(data)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ArchiveDamaged(folder, f"{MANIFEST}: {error!r}") from error


def _text(path: Path) -> str:
    if stat.S_ISFIFO(path.stat().st_mode):  # reading would wait for it
        raise ValueError("it is a pipe")
    return path.read_text(encoding="utf-8")


def _manifest(data: dict[str, Any]) -> Manifest:
    segments = tuple(_entry(one) for one in data["segments"])
    if len({entry.name for entry in segments}) < len(segments):
        raise ValueError("two segments have one name")
    mean_length = float(data["mean_length"])
    if not 0 <= mean_length < math.inf:
        raise ValueError(f"{mean_length} is no length")
    return Manifest(_count(data["commit"]), mean_length, _count(data["next"]), segments)


def _entry(data: dict[str, Any]) -> Entry:
    """Return an entry whose files are those of its segment and nothing else: no manifest leads out of its folder."""
    name, deletions = data["name"], data["deletions"]
    files = {file: Written(_count(one["bytes"]), _count(one["crc32"])) for file, one in data["files"].items()}
    wanted = {f"{name}.{part}" for part in PARTS} | ({deletions} if deletions else set())
    if set(files) != wanted or not all(map(_OURS.fullmatch, files)) or len({file.split(".")[0] for file in files}) > 1:
        raise ValueError(f"{name!r} is no segment of files of its own")
    return Entry(name, _count(data["nominal"]), files, deletions)


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 1 << 63:
        raise ValueError(f"{value!r} is no count")
    return value


def check_sizes(folder: Path, manifest: Manifest) -> None:
    """Check that every file is there and as long as it was written; raises `ArchiveDamaged`."""
    for name, written in manifest.files().items():
        try:
            found = (folder / name).stat()
        except OSError as error:
            raise ArchiveDamaged(folder, f"{name}: {error.strerror}") from error
        if not stat.S_ISREG(found.st_mode):  # a pipe would be waited for
            raise ArchiveDamaged(folder, f"{name} is no file")
        if found.st_size != written.size:
            raise ArchiveDamaged(folder, f"{name} has {found.st_size} bytes, not {written.size}")


def damaged_files(folder: Path, files: Mapping[str, Written]) -> list[str]:
    """Read files and return the names of those that are not as they were written."""
    return [name for name, written in files.items() if _checksum(folder / name) != written.checksum]


def _checksum(path: Path) -> int | None:
    """Return a file's CRC-32; None if it cannot be read."""
    checksum = 0
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                checksum = zlib.crc32(block, checksum)
    except OSError:
        return None
    return checksum


def commit(folder: Path, manifest: Manifest, new_files: Iterable[str]) -> None:
    """Put a manifest in the place of the one there, its new files first on the disk."""
    for name in new_files:
        _to_disk(folder / name)
    entries = [
        {**asdict(entry), "files": {name: {"bytes": size, "crc32": crc} for name, (size, crc) in entry.files.items()}}
        for entry in manifest.segments
    ]
    data = {
        **made_with(),
        "schema": FIELDS,
        "commit": manifest.commit,
        "mean_length": manifest.mean_length,
        "next": manifest.next,
        "segments": entries,
    }
    temporary = folder / _NEW
    temporary.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    _to_disk(temporary)
    _to_disk(folder)
    temporary.replace(folder / MANIFEST)
    _to_disk(folder)


def _to_disk(path: Path) -> None:
    """Have the system write a file or a folder to the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows writes a folder with its files, and cannot open one
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_others(folder: Path, manifest: Manifest) -> None:
    """Remove the files of earlier commits and of writers that were killed; what is none of ours stays."""
    kept = manifest.files()
    for path in folder.iterdir():
        if path.name not in kept and (path.name == _NEW or _OURS.fullmatch(path.name)):
            try:
                path.unlink()
            except PermissionError:  # Windows, where a reader still has it open; the next writer removes it
                continue
