"""Long output goes through a pager, as that of git and man does."""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from pathlib import PurePath
from typing import Final

from .terminal import is_dumb

_NOT_RUN: Final = (126, 127)
"""What a shell exits with when it cannot start a command (POSIX)."""
_LINK: Final = re.compile("\x1b]8;[^\x1b]*\x1b\\\\")
_LESS_WITH_LINKS: Final = 581
"""The first released less that passes hyperlinks on."""


def show_rows(rows: Iterable[str], *, paged: bool = True) -> None:
    """Write rows to standard output: through the pager if there are more than the screen has, else as they come.

    A pager that cannot be started is done without; one that is left early ends the writing.
    """
    command = pager() if paged else ""
    if not command:
        _write(rows)
        return
    coming, height = iter(rows), shutil.get_terminal_size().lines
    first = list(islice(coming, height))
    if len(first) < height:  # one line is the prompt's
        _write(first)
        return
    given: list[str] = []
    if not _through(command, _noted(chain(first, coming), given)):
        _write(chain(given, coming))


def _write(rows: Iterable[str]) -> None:
    for row in rows:
        sys.stdout.write(row + "\n")
    sys.stdout.flush()


def _noted(rows: Iterable[str], given: list[str]) -> Iterator[str]:
    for row in rows:
        given.append(row)
        yield row


def pager() -> str:
    """Return the command of the user's pager: `$PAGER`, else less if it is there; empty if there is none to use."""
    if is_dumb():
        return ""
    named = os.environ.get("PAGER")
    if named is None:
        return "less" if shutil.which("less") else ""
    return named if _words(named) not in ([], ["cat"]) else ""


def _through(command: str, rows: Iterable[str]) -> bool:
    """Write rows to a pager and wait until its user leaves it; tell whether it could be started.

    An interrupt is the pager's to answer: it only ends the writing.
    """
    from subprocess import PIPE, Popen

    sys.stdout.flush()  # what was written to the terminal comes before what the pager shows
    links = _is_less(command) and _version_of_less() >= _LESS_WITH_LINKS
    process = Popen(  # noqa: S602 -- $PAGER is a command line of the shell (POSIX)
        command, shell=True, stdin=PIPE, env=_environment(), text=True, encoding="utf-8", errors="replace"
    )
    assert process.stdin is not None
    try:
        with suppress(BrokenPipeError, KeyboardInterrupt):
            for row in rows:
                process.stdin.write((row if links else _LINK.sub("", row)) + "\n")
    finally:
        with suppress(OSError, KeyboardInterrupt):
            process.stdin.close()
        while process.poll() is None:
            with suppress(KeyboardInterrupt):
                process.wait()
    return process.returncode not in _NOT_RUN


def _environment() -> dict[str, str]:
    """Return our environment with what less and lv need to pass colours and Arabic on."""
    environment = {"LESSCHARSET": "utf-8", "LV": "-c", **os.environ}
    environment["LESS"] = f"-R {os.environ.get('LESS', '-FX')}"
    return environment


def _is_less(command: str) -> bool:
    return PurePath(_words(command)[0]).stem == "less"


def _words(command: str) -> list[str]:
    """Return the words of a command line; none if a quotation mark lacks its other."""
    with suppress(ValueError):
        return shlex.split(command)
    return []


def _version_of_less() -> int:
    from subprocess import DEVNULL, SubprocessError, run

    with suppress(OSError, SubprocessError):
        done = run(["less", "--version"], stdin=DEVNULL, capture_output=True, check=False, timeout=1)  # noqa: S607
        if found := re.match(rb"less (\d+)", done.stdout):
            return int(found[1])
    return 0
