"""`fihris audit`: the log of what was asked and answered."""

from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ..cli import ERROR, FOUND, NOT_FOUND, complain
from .auditing import place
from .output import note, output_options, show, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..audit.chain import Link
    from ..audit.log import Log

DIFFERS: Final = 3
"""The exit code where something is answered otherwise now."""
OPEN: Final = 4
"""Archives that are kept open while things are asked again."""


@click.command("audit")
@click.argument("action", type=click.Choice(("on", "off", "show", "verify", "replay")))
@click.argument("number", nargs=-1, type=click.IntRange(1))
@click.option(
    "-a",
    "--archive",
    type=click.Path(path_type=Path),
    help="Ask this archive again, in place of the ones that the log names.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "jsonl")),
    default="text",
    show_default=True,
    help="How show and replay print; show --format jsonl prints the lines of the log as they are.",
)
@output_options
@click.pass_context
def command(ctx: click.Context, action: str, number: tuple[int, ...], archive: Path | None, form: str) -> None:
    """Log what is asked and what is answered, and prove the log whole.

    \b
    on      log from now on each search, quote, check, similar, show and timeline
    off     log no more; what was logged stays
    show    print the records, or those of some NUMBERs
    verify  find any record that was changed, moved, put in or taken out
    replay  ask everything again, or some NUMBERs, and tell what is answered otherwise now

    The log lies in the folder that $FIHRIS_AUDIT names, else among your user data. It holds what you typed. Note the
    last hash that verify prints somewhere else: whoever can write to the folder could write the whole of it anew, but
    not with that hash in it.

    Exits with 0 if all is well, 1 if there is no record, 2 on an error and for a log that is not as it was written, and
    replay with 3 if anything is answered otherwise now.

    \b
    Examples:
      fihris audit on
      fihris search "«أقوى من أي وقت مضى»"
      fihris audit verify
      fihris audit replay
    """
    from ..audit.log import Log

    _check(action, number, archive, form)
    log = Log(place())
    match action:
        case "on" | "off":
            _turn(log, on=action == "on")
        case "verify":
            ctx.exit(_verify(log))
        case "show":
            ctx.exit(_told(_Chosen(log, number), partial(_show, form=form)))
        case "replay":
            ctx.exit(_told(_Chosen(log, number), partial(_replay, archive=archive, form=form)))


def _check(action: str, number: tuple[int, ...], archive: Path | None, form: str) -> None:
    """Refuse what an action has no use for."""
    for given, what, actions in (
        (number, "NUMBER", ("show", "replay")),
        (archive, "--archive", ("replay",)),
        (form != "text", "--format", ("show", "replay")),
    ):
        if given and action not in actions:
            raise click.UsageError(f"{what} goes with {' or '.join(actions)}; this is {action}.")


def _turn(log: "Log", *, on: bool) -> None:
    state = "on" if on else "off"
    changed = log.turn(on)
    note(f"the log is {state if changed else f'{state} already'}; it lies in {log.folder}")


def _verify(log: "Log") -> int:
    from ..render.audit import checked

    found = log.check()
    show(checked(found))
    bad = len(found.faults) + bool(found.torn)
    note(f"{log.path}: {f'{bad} places are not as they were written' if bad else 'every record is as it was written'}")
    return ERROR if bad else FOUND


class _Chosen:
    """The records of some numbers, all if none is given; lines that are no records are counted."""

    def __init__(self, log: "Log", numbers: tuple[int, ...]) -> None:
        self._log = log
        self._numbers = numbers
        self.unreadable = 0

    def __iter__(self) -> "Iterator[Link]":
        for link in self._log.links():
            if link is None:
                self.unreadable += 1
            elif not self._numbers or link.record["number"] in self._numbers:
                yield link


def _told(chosen: _Chosen, tell: "Callable[[Iterable[Link]], int]") -> int:
    """Print what is told of records, and what cannot be told."""
    code = tell(chosen)
    if chosen.unreadable:
        complain(f"{chosen.unreadable} lines of the log are not as they were written; fihris audit verify says which")
        return ERROR
    return code


def _show(links: "Iterable[Link]", form: str) -> int:
    from ..render.audit import record

    found = list(links)
    if form == "jsonl":
        write(link.text.decode().rstrip("\n") for link in found)
    else:
        show(line for link in found for line in record(link.record))
    return FOUND if found else NOT_FOUND


def _replay(links: "Iterable[Link]", archive: Path | None, form: str) -> int:
    from ..audit.replaying import replay
    from ..local import Archive
    from ..render.audit import replayed, to_json_line

    opened = lru_cache(OPEN)(Archive.open)
    asked = (link.record for link in links if "asked" in link.record)
    found = [replay(one, lambda path: opened(archive or path)) for one in asked]
    if form == "jsonl":
        write(map(to_json_line, found))
    else:
        show(line for one in found for line in replayed(one))
        note(f"{len(found)} asked again, {sum(not one.same for one in found)} otherwise")
    if any(one.problem for one in found):
        return ERROR
    return NOT_FOUND if not found else FOUND if all(one.same for one in found) else DIFFERS
