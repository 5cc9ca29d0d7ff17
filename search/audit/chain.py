"""The chain: each record is one line of JSON that ends with its own hash and holds that of the line before.

    {"number": 2, "time": …, "command": "search", …, "previous": "<hash of line 1>", "sha256": "<hash of this line>"}

A line's hash is the SHA-256 of its bytes without the key `sha256`. So no byte of a line can be another without the hash
being wrong, and no line can be gone, added or moved without the next one naming another before it. What is cut off at
the end is not seen by the lines that are left: the log keeps the last hash in a file of its own (`log`).

>>> first = to_line({"number": 1, "time": "2021-07-15", "command": "on"}, GENESIS)
>>> second = to_line({"number": 2, "time": "2021-07-16", "command": "off"}, first.sha256)
>>> list(faults([first.text, second.text]))
[]
>>> list(faults([first.text.replace(b"15", b"14"), second.text]))
[Fault(line=1, what='is not as it was written')]
>>> list(faults([second.text]))
[Fault(line=1, what='does not follow what is before it')]
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, Final, NamedTuple

from ..render.records import dumped

GENESIS: Final = "0" * 64
"""What the first record names before it."""
_LINE: Final = re.compile(rb'(\{.*), "sha256": "([0-9a-f]{64})"\}\n')


class Line(NamedTuple):
    """A record as it is written."""

    text: bytes
    """With its line end."""
    sha256: str


class Link(NamedTuple):
    """A record as it is read."""

    record: dict[str, Any]
    sha256: str
    text: bytes
    """Its line, with the line end."""


class Fault(NamedTuple):
    """A line, counted from 1, and what is wrong with it."""

    line: int
    what: str


def to_line(record: Mapping[str, Any], previous: str) -> Line:
    """Return the line of a record that follows the one of a hash; what could drive a terminal is escaped."""
    body = dumped({**record, "previous": previous}).encode()
    found = sha256(body).hexdigest()
    return Line(b'%b, "sha256": "%b"}\n' % (body[:-1], found.encode()), found)


def read_line(line: bytes) -> Link | None:
    """Return the record of a line; None for a line that is not as `to_line` made it."""
    parts = _LINE.fullmatch(line)
    if parts is None or sha256(parts[1] + b"}").hexdigest().encode() != parts[2]:
        return None
    try:
        record = json.loads(parts[1] + b"}")
    except (ValueError, RecursionError):
        return None
    needed = [type(record.get(key)) for key in ("number", "command", "previous")]
    return Link(record, parts[2].decode(), line) if needed == [int, str, str] else None


def follows(link: Link, number: int, sha256: str) -> bool:
    """Tell whether a record comes next after that of a number and a hash: after `0, GENESIS` comes the first."""
    return (link.record["previous"], link.record["number"]) == (sha256, number + 1)


def faults(lines: Iterable[bytes]) -> Iterator[Fault]:
    """Yield what is wrong with the lines of a log, in their order."""
    before: tuple[int, str] | None = 0, GENESIS  # None where it is not known
    for number, line in enumerate(lines, 1):
        link = read_line(line)
        if link is None:
            yield Fault(number, "is not as it was written")
        elif before and not follows(link, *before):
            yield Fault(number, "does not follow what is before it")
        before = (link.record["number"], link.sha256) if link else None
