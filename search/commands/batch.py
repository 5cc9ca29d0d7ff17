"""The queries of a batch, one after the other, as they come: from a file, or from whoever writes to standard input.

A line is read as soon as it is there, so that a script may hold one process open and ask when it likes. A line that is
no query is a value too: the run goes on.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final, NamedTuple

import click

from ...index.errors import BadInput

LONGEST: Final = 1 << 20
"""Bytes of a line; a longer one is no query."""


class Asked(NamedTuple):
    """One line of a batch: a query under its id, or why it is none."""

    query_id: str
    """What the line gives as its "id", else its number."""
    text: str
    problem: str = ""
    """What is wrong with the line; empty for a query."""


def read_batch(path: Path) -> Iterator[Asked]:
    """Yield the lines of a file, or of standard input for `-`, that are not blank.

    Raises `BadInput` if the file cannot be read.
    """
    try:
        with click.open_file(str(path), "rb") as stream:
            for number, line in enumerate(_lines(stream), 1):
                if asked := _asked(line, number):
                    yield asked
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}; --batch takes a file of queries") from error


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield lines; of one that is far too long only the beginning."""
    while line := stream.readline(LONGEST + 1):
        rest = line
        while len(rest) > LONGEST and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST + 1)
        yield line


def _asked(line: bytes, number: int) -> Asked | None:
    """Return what a line is; None for a blank one."""
    identifier = str(number)
    if len(line) > LONGEST:
        return _bad(identifier, number, f"longer than {LONGEST >> 20} MiB; a query never is")
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
    except UnicodeDecodeError:
        return _bad(identifier, number, "not UTF-8 text")
    if text.startswith("{"):
        return _of_record(text, number)
    return Asked(identifier, text) if text else None


def _of_record(text: str, number: int) -> Asked:
    identifier = str(number)
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _bad(identifier, number, f"not JSON ({error})")
    named = record.get("id", identifier)
    if isinstance(named, str | int) and not isinstance(named, bool):
        identifier = str(named)
    else:
        return _bad(identifier, number, '"id" is neither a string nor a whole number')
    if not isinstance(record.get("text"), str):
        return _bad(identifier, number, '"text" is no string; write {"id": "…", "text": "…"}')
    return Asked(identifier, record["text"])


def _bad(identifier: str, number: int, problem: str) -> Asked:
    return Asked(identifier, "", f"--batch, line {number}: {problem}")
