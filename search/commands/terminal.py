"""The terminal that is there: its environment, its size, what its user said of it."""

import os
import shutil
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from ..render.screen import Screen
    from ..render.terminals import Order, Terminal

WIDEST: Final = 100
"""Columns of text; a longer line is hard to follow."""


def is_terminal(stream: TextIO) -> bool:
    """Tell whether a person reads what goes there."""
    return stream.isatty()


def colours(stream: TextIO) -> bool:
    """Tell whether colours go to a stream (the conventions of no-color.org, force-color.org, bixense.com/clicolors).

    NO_COLOR wins over FORCE_COLOR and CLICOLOR_FORCE, these over CLICOLOR=0 and over what the stream is.
    """
    environment = os.environ
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return is_terminal(stream) and not is_dumb() and environment.get("CLICOLOR") != "0"


def is_dumb() -> bool:
    """Tell whether the terminal knows no escape sequences."""
    return os.environ.get("TERM") == "dumb"


def recognised() -> "tuple[Terminal, str]":
    """Return the terminal that is there, and the variable that told."""
    from ..render.terminals import in_tmux, recognise, recognise_in_tmux

    environment = {**os.environ, "ITERM2_BIDI": _iterm2_reads_from_the_right(os.environ)}
    if in_tmux(environment):
        return recognise_in_tmux(environment, *_tmux_draws_on())
    return recognise(environment)


def suits(terminal: "Terminal") -> "Order":
    """Return what suits a terminal: what its user said, else what its kind needs."""
    from . import remembered

    return remembered.read().get(terminal.name, terminal.order)


def screen(stream: TextIO, asked: str = "auto", width: int | None = None) -> "Screen":
    """Return what is known of the terminal behind a stream."""
    from ..render.screen import Screen
    from ..render.terminals import order_for

    terminal, _ = recognised()
    columns = shutil.get_terminal_size().columns
    return Screen(
        order=order_for(asked, suits(terminal) if asked != "off" else "off"),
        width=width or min(columns, WIDEST),
        columns=columns,
        colour=colours(stream),
        links=terminal.links,
        styles=not is_dumb(),
    )


def _tmux_draws_on() -> tuple[str, str]:
    """Ask tmux what the terminal calls itself (tmux 3.2 and later knows) and what its TERM is; empty if it is mute."""
    import subprocess

    command = ["tmux", "display-message", "-p", "#{client_termtype}\n#{client_termname}"]
    try:
        done = subprocess.run(  # noqa: S603 -- words of our own
            command, capture_output=True, text=True, errors="replace", timeout=1, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return "", ""
    calls_itself, _, term = done.stdout.removesuffix("\n").partition("\n")
    return calls_itself, term


def _iterm2_reads_from_the_right(environment: Mapping[str, str]) -> str:
    """Return "1" if iTerm2's setting for right-to-left scripts is on: `Bidi` in its preferences."""
    if sys.platform != "darwin" or environment.get("TERM_PROGRAM") != "iTerm.app":
        return ""
    import plistlib
    from pathlib import Path

    try:
        with (Path.home() / "Library/Preferences/com.googlecode.iterm2.plist").open("rb") as file:
            return "1" if plistlib.load(file).get("Bidi") else ""
    except (OSError, ValueError, AttributeError, plistlib.InvalidFileException):
        return ""
