"""What was asked, asked again: what is answered otherwise now."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from ...index.errors import ArticleMissing, FihrisError
from ..local import Archive
from .recording import answered

_DAYS: Final = ("since", "until")


@dataclass(frozen=True, slots=True)
class Replayed:
    """One thing that was asked, and what became of its answer."""

    number: int
    """That of its record."""
    then: Mapping[str, Any]
    """What was answered, as the log has it."""
    now: Mapping[str, Any]
    """What is answered now, in the same keys; empty if it cannot be asked any more."""
    archive: str = ""
    """The folder of the archive that is asked now."""
    fingerprint: str = ""
    """Its state."""
    gone: tuple[str, ...] = ()
    """Articles that were answered and that the archive no longer holds."""
    out: tuple[str, ...] = ()
    """Articles that were answered, are there still, and are not answered now."""
    new: tuple[str, ...] = ()
    """Articles that are answered now and were not."""
    moved: tuple[str, ...] = ()
    """Articles that are answered in another order among those of both answers."""
    changed: tuple[str, ...] = ()
    """Articles whose text, or anything else of them, is not what it was."""
    otherwise: tuple[str, ...] = ()
    """Articles that are what they were, and in which a quotation has another verdict or another place."""
    problem: str = ""
    """Why it cannot be asked any more."""

    @property
    def same(self) -> bool:
        """Whether the answer is what it was, to the articles, their order, their text and the counts."""
        articles = (self.gone, self.out, self.new, self.moved, self.changed, self.otherwise)
        return not self.problem and not any(articles) and _counted(self.then) == _counted(self.now)


def replay(record: Mapping[str, Any], open_archive: Callable[[Path], Archive]) -> Replayed:
    """Ask again what a record says was asked, of the archive that it was asked of."""
    try:
        archive = open_archive(Path(record["archive"]))
        now = _answered(archive, record)
    except FihrisError as error:
        return Replayed(record["number"], record, {}, problem=str(error))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        problem = f"this version of fihris cannot ask it again ({error}); it was asked with {record.get('fihris')}"
        return Replayed(record["number"], record, {}, problem=problem)
    before, after = _by_id(record), _by_id(now)
    both, missing = ([one for one in before if (one in after) == there] for there in (True, False))
    changed = tuple(one for one in both if before[one]["sha256"] != after[one]["sha256"])
    held = {one for one in missing if archive.snapshot.find(one) is not None}
    return Replayed(
        record["number"],
        record,
        now,
        str(archive.path.resolve()),
        archive.fingerprint,
        gone=tuple(one for one in missing if one not in held),
        out=tuple(one for one in missing if one in held),
        new=tuple(one for one in after if one not in before),
        moved=_moved(both, [one for one in after if one in before]),
        changed=changed,
        otherwise=tuple(one for one in both if one not in changed and _read(before[one]) != _read(after[one])),
    )


def _answered(archive: Archive, record: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is answered now; nothing where an article is asked for that is gone, which is an answer too."""
    try:
        return answered(_ask(archive, record))
    except ArticleMissing:
        return {"articles": []}


def _ask(archive: Archive, record: Mapping[str, Any]) -> object:
    """Return the answer to what a record says was asked."""
    asked, options = record["asked"], dict(record["options"])
    options |= {name: dt.date.fromisoformat(options[name]) for name in _DAYS if options.get(name)}
    match record["command"]:
        case "search":
            return archive.search(asked, passages=0, **options)
        case "timeline":
            by = options.pop("by")
            return archive.search(asked, limit=0, **options).timeline(by)
        case "quote":
            return archive.quote(asked, **options)
        case "check":
            return archive.check(asked)
        case "similar":
            return archive.similar(asked, **options)
        case "show":
            return archive.article(asked)
    raise ValueError(f"no command {record['command']}")


def _by_id(answer: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the articles of an answer in their order."""
    return {one["id"]: one for one in answer.get("articles", ())}


def _read(article: Mapping[str, Any]) -> list[Any]:
    """Return what was found in an article, for comparison with what is found in the same text."""
    return [article.get(key) for key in ("verdict", "part", "start", "end")]


def _moved(then: list[str], now: list[str]) -> tuple[str, ...]:
    """Return those of some articles that have to be moved to have another order."""
    blocks = SequenceMatcher(None, then, now, autojunk=False).get_matching_blocks()
    kept = {one for block in blocks for one in then[block.a : block.a + block.size]}
    return tuple(one for one in now if one not in kept)


def _counted(answer: Mapping[str, Any]) -> list[Any]:
    return [answer.get(key) for key in ("total", "verdict", "counts", "claims")]
