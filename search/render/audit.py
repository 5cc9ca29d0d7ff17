"""The log of what was asked: its records, what they say when they are asked again, and whether it is sound."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from rich.text import Text

from ..audit.log import TORN, Checked
from ..audit.replaying import Replayed
from .clean import clean_line
from .line import Line, isolated, labelled, query_text
from .records import dumped

NUMBERS: Final = 6
"""Columns of a number."""
BESIDE: Final = 8
"""Columns before what is told of a record."""
SECONDS: Final = 19
"""Characters of a time up to its seconds."""
CHANGES: Final = {
    "gone": "no longer in the archive",
    "out": "no longer among the answer",
    "new": "new among the answer",
    "moved": "in another place",
    "changed": "other text",
    "otherwise": "read otherwise",
}
"""What became of an article, by the name of `Replayed`'s field."""


def record(one: Mapping[str, Any]) -> Iterator[Line]:
    """Yield the lines of a record: its number, time, command and how much was answered, then what was asked."""
    yield from _head(one, _answered(one))


def _head(one: Mapping[str, Any], state: str) -> Iterator[Line]:
    parts = (one["time"][:SECONDS].replace("T", " "), one["command"], state)
    yield labelled(f"{one['number']:>{NUMBERS}}  ", "  ".join(filter(None, parts)))
    if asked := clean_line(one.get("asked", "")):
        yield Line(Text(query_text(asked)), BESIDE)


def _answered(record: Mapping[str, Any]) -> str:
    if record["command"] == TORN:
        return f"{record['bytes']} bytes"
    if verdict := record.get("verdict"):
        return str(verdict)
    shown = len(record["articles"]) if "articles" in record else None
    counts = [str(one) for one in (shown, record.get("total")) if one is not None]
    return " of ".join(counts)


def replayed(one: Replayed) -> Iterator[Line]:
    """Yield the lines of what was asked again: the record, then how the answer differs."""
    yield from _head(one.then, "the same" if one.same else "not asked" if one.problem else "otherwise")
    if one.problem:
        yield Line(Text(clean_line(one.problem)), BESIDE, direction="ltr")
    for name in ("total", "verdict"):
        before, after = one.then.get(name), one.now.get(name)
        if before != after and not one.problem:
            yield Line(Text(f"{name}: {before}, now {after}"), BESIDE, direction="ltr")
    for name, then, now in (*_counts(one), *_claims(one)):
        yield Line(Text(f"{name}: {then}, now {now}"), BESIDE, direction="ltr")
    for field, what in CHANGES.items():
        for identifier in getattr(one, field):
            yield Line(Text(f"{what}: {isolated(clean_line(identifier))}"), BESIDE, direction="ltr")


def _counts(one: Replayed) -> Iterator[tuple[str, int, int]]:
    """Yield the counts of a timeline that are others now."""
    then, now = (answer.get("counts", {}) for answer in (one.then, one.now))
    for name in sorted({*then, *now}):
        if then.get(name, 0) != now.get(name, 0):
            yield name, then.get(name, 0), now.get(name, 0)


def _claims(one: Replayed) -> Iterator[tuple[str, str, str]]:
    """Yield the claims of a draft, by their place in it, of which something else became now."""
    then, now = (
        {f"{claim['kind']} {claim['start']}-{claim['end']}": claim["status"] for claim in answer.get("claims", ())}
        for answer in (one.then, one.now)
    )
    for name in dict.fromkeys((*then, *now)):
        if then.get(name) != now.get(name):
            yield name, then.get(name, "no claim"), now.get(name, "no claim")


def to_json_line(one: Replayed) -> str:
    """Return what was asked again as one JSON object."""
    then, now = one.then, one.now
    asked = {key: then[key] for key in ("number", "time", "command", "asked", "options")}
    articles = {field: list(getattr(one, field)) for field in CHANGES}
    return dumped(
        {
            **asked,
            "same": one.same,
            "archive": {"then": then["archive"], "now": one.archive},
            "archive_fingerprint": {"then": then["archive_fingerprint"], "now": one.fingerprint},
            **{name: {"then": then.get(name), "now": now.get(name)} for name in ("total", "verdict")},
            "counts": {name: {"then": before, "now": after} for name, before, after in _counts(one)},
            "claims": {name: {"then": before, "now": after} for name, before, after in _claims(one)},
            **articles,
            "problem": one.problem,
        }
    )


def checked(found: Checked) -> Iterator[Line]:
    """Yield what a log was found to be, the worst last."""
    head = found.head
    facts = {"records": str(head.records), "last hash": head.sha256, "log is": "on" if head.on else "off"}
    for name, value in facts.items():
        yield labelled(name, value, 11)
    for remark in _remarks(found):
        yield Line(Text(remark), direction="ltr")


def _remarks(found: Checked) -> Iterator[str]:
    if found.ahead:
        yield f"{found.ahead} of the records were written by a process that was ended before it could count them"
    for number in found.losses:
        yield f"record {number} stands in the place of one that was torn when a process was ended"
    if found.torn:
        yield (
            f"{found.torn} bytes behind the last record are no record: a process was ended as it wrote them, or they "
            "were written by hand; what is asked next is written with a note of them"
        )
    for fault in found.faults:
        yield f"line {fault.line} {fault.what}"
