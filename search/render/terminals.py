"""Which terminal shows what: a table with a row a terminal, and how each is recognised by its environment.

What each does with Arabic was seen where it could be run (xterm 379, VTE 0.70, Konsole 22.12, mlterm 3.9, PuTTY 0.78,
kitty 0.26, Alacritty 0.11, tmux 3.3) and is taken from its makers' word for the others; docs/terminal.md says which.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, get_args

Order = Literal["terminal", "lines", "visual", "words", "off"]
"""How text is sent.

terminal  as it is written, with the direction of each line said: the terminal orders Arabic by itself
lines     as it is written: so does the terminal, and reads each line from the side of its first letter
visual    as it is seen: the terminal prints what comes as it comes
words     as it is seen, but for the letters of a word: the terminal joins these and turns them round
off       as it is written, and nothing is known of the terminal
"""
ORDERS: Final[tuple[Order, ...]] = get_args(Order)


@dataclass(frozen=True, slots=True)
class Terminal:
    """What one kind of terminal does."""

    name: str
    order: Order
    signs: Mapping[str, str] = field(default_factory=dict)
    """By which variable of the environment it is recognised: what its whole value must match."""
    links: bool = False
    """Whether it has hyperlinks (OSC 8)."""


TERMINALS: Final = (
    Terminal("kitty", "words", {"XTVERSION": r"kitty\b.*", "TERM": "xterm-kitty", "KITTY_WINDOW_ID": ".+"}, links=True),
    Terminal("Alacritty", "visual", {"TERM": "alacritty.*", "ALACRITTY_WINDOW_ID": ".+"}, links=True),
    Terminal(
        "Ghostty",
        "visual",
        {"XTVERSION": r"ghostty\b.*", "TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty"},
        links=True,
    ),
    Terminal("foot", "visual", {"XTVERSION": r"foot\b.*", "TERM": "foot.*"}, links=True),
    Terminal("mlterm", "lines", {"XTVERSION": r"mlterm\b.*", "TERM": "mlterm.*"}),
    Terminal("PuTTY", "lines", {"TERM": "putty.*"}),
    Terminal("rxvt", "visual", {"TERM": "rxvt.*"}),
    Terminal("Linux console", "visual", {"TERM": "linux"}),
    Terminal("iTerm2, reading from the right", "terminal", {"ITERM2_BIDI": "1"}, links=True),
    Terminal(
        "iTerm2",
        "visual",
        {"XTVERSION": r"iTerm2\b.*", "TERM_PROGRAM": r"iTerm\.app", "LC_TERMINAL": "iTerm2"},
        links=True,
    ),
    Terminal("Apple Terminal", "terminal", {"TERM_PROGRAM": "Apple_Terminal"}),
    Terminal(
        "mintty",
        "lines",
        {"XTVERSION": r"mintty\b.*", "TERM_PROGRAM": "mintty", "TERM": "mintty.*"},
        links=True,
    ),
    Terminal(
        "WezTerm",
        "visual",
        {"XTVERSION": r"WezTerm\b.*", "TERM": "wezterm", "TERM_PROGRAM": "WezTerm"},
        links=True,
    ),
    Terminal("VS Code", "visual", {"XTVERSION": r"xterm\.js\b.*", "TERM_PROGRAM": "vscode"}, links=True),
    Terminal("Windows Terminal", "visual", {"WT_SESSION": ".+"}, links=True),
    Terminal("xterm", "visual", {"XTVERSION": r"XTerm\b.*", "XTERM_VERSION": ".+"}),
    Terminal("Konsole", "terminal", {"XTVERSION": r"Konsole\b.*", "KONSOLE_VERSION": ".+"}, links=True),
    Terminal("VTE", "terminal", {"XTVERSION": r"VTE\b.*", "VTE_VERSION": r"5[89]\d\d|[6-9]\d{3}|\d{5,}"}, links=True),
    Terminal("VTE before 0.58", "visual", {"VTE_VERSION": r"[1-4]\d{3}|5[0-7]\d\d|\d{1,3}"}),
)
"""VTE is the terminal inside GNOME Terminal, GNOME Console, Ptyxis, Tilix, Terminator, Xfce Terminal and others."""

_KINDS: Final[dict[str, tuple[Order, ...]]] = {"terminal": ("terminal", "lines"), "visual": ("visual", "words")}
"""Who orders Arabic, as it is asked for: the terminal or fihris, each in the way that suits the terminal."""


def order_for(asked: str, suits: Order) -> Order:
    """Return in which order text is sent: as asked ("auto", "terminal", "visual", "off"), in the way that suits."""
    if asked == "off":
        return "off"
    kinds = _KINDS.get(asked, (suits,))
    return suits if suits in kinds else kinds[0]


SUREST_FIRST: Final = (
    "XTVERSION",
    "TERM",
    "ITERM2_BIDI",
    "TERM_PROGRAM",
    "LC_TERMINAL",
    "WT_SESSION",
    "KITTY_WINDOW_ID",
    "ALACRITTY_WINDOW_ID",
    "XTERM_VERSION",
    "KONSOLE_VERSION",
    "VTE_VERSION",
)
"""The variables in the order in which they are believed: a terminal started from another has the other's, too.

Two are none of the environment's: XTVERSION is what a terminal calls itself when it is asked, ITERM2_BIDI whether that
setting is on.
"""
_IN_MULTIPLEXER: Final = re.compile(r"(screen|tmux)\b.*")
"""The TERM of a program inside screen or tmux, here or at the other end of a connection."""


def in_tmux(environment: Mapping[str, str]) -> bool:
    """Tell whether tmux stands between a program and the terminal; a terminal started inside tmux has its variable."""
    inside = environment.get("TERM_PROGRAM") == "tmux" or _IN_MULTIPLEXER.fullmatch(environment.get("TERM", ""))
    return bool(inside) and bool(environment.get("TMUX"))


def recognise(environment: Mapping[str, str]) -> tuple[Terminal, str]:
    """Return the terminal of an environment, and the variable that told.

    Inside screen it is the one in which screen was started, whose variables are still there; if it left none, it is
    taken for one that does not order Arabic. Any other that is in no row is taken for one that does, under the name of
    its TERM, told by nothing: if it does not, text is no worse there than what every other program prints.
    """
    for variable in SUREST_FIRST:
        value = environment.get(variable, "")
        for terminal in TERMINALS:
            if value and variable in terminal.signs and re.fullmatch(terminal.signs[variable], value):
                return terminal, variable
    if _IN_MULTIPLEXER.fullmatch(environment.get("TERM", "")) or environment.get("ZELLIJ"):
        return Terminal("screen or tmux in an unknown terminal", "visual"), ""
    return Terminal(environment.get("TERM") or "a terminal without TERM", "terminal"), ""


def recognise_in_tmux(environment: Mapping[str, str], calls_itself: str, term: str) -> tuple[Terminal, str]:
    """Return the terminal that tmux draws on: by what tmux says of its own name and its TERM, then as inside screen."""
    asked = {**environment, "XTVERSION": calls_itself, "TERM": term, "TERM_PROGRAM": ""}
    terminal, variable = recognise(asked)
    if not variable:
        terminal, variable = recognise({**asked, "TERM": "tmux"})
    return replace(terminal, name=terminal.name if not variable else f"tmux in {terminal.name}"), variable
