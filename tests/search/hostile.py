"""Hostile text: what drives a terminal, in every place of an article from which it may be printed."""

import datetime as dt
import unicodedata

from fihris import Article

ATTACKS = {
    "escape": "\x1b[31m",
    "escape alone": "\x1b",
    "CSI of C1": "\x9b2J",
    "clipboard": "\x1b]52;c;cm0=\x07",
    "clipboard of C1": "\x9d52;c;cm0=\x9c",
    "link": "\x1b]8;;https://evil.example/\x1b\\",
    "ordering off": "\x1b[8l",
    "device control": '\x1bP$q"p\x1b\\',
    "title": "\x1b]0;x\x07",
    "title of C1": "\x9d0;title\x9c",
    "bell": "\a",
    "backspaces": "\b\b\b",
    "carriage return": "\rfihris",
    "vertical tab": "\v",
    "shift out": "\x0e",
    "delete": "\x7f",
    "NEL": "\x85",
    "RLO": "\u202e",
    "LRE": "\u202a",
    "LRI": "\u2066",
    "FSI": "\u2068",
    "PDI": "\u2069",
    "PDF": "\u202c",
    "LRM": "\u200e",
    "RLM": "\u200f",
    "ALM": "\u061c",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
}
ALL = "".join(ATTACKS.values())
DIRECTIONS = {chr(code) for code in [0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]}


def hostile(attack: str) -> Article:
    """Return an article that holds an attack in every field of text."""
    field = f"قمر{attack}نفط"
    return Article(
        id=field,
        text=f"سمك {field}. سمك\n{field}",
        title=field,
        date=dt.date(2021, 7, 25),
        source=field,
        url=f"https://example.org/{field}",
        author=field,
        category=field,
        path=f"/{field}.txt",
        extra={field: field},
    )


def unsafe(text: str, allowed: str = "") -> set[str]:
    """Return the characters of a text that may drive a terminal, but for those that are ours."""
    bad = {one for one in text if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") or one in DIRECTIONS}
    return bad - set(allowed)
