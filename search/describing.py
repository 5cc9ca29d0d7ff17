"""A query's tree in one unambiguous spelling: what was understood, so that it can be read, and typed again.

Words stand as they were typed, operators in English capitals, fields in English, days in figures. Read by `parsing`, a
description gives the tree that it describes.
"""

from typing import Final

from .lexing import OPERATOR_WORDS
from .query import And, Days, Every, Field, Fuzzy, Must, Name, Node, Not, Or, Pattern, Phrase, Said, Sequence, Word

ENGLISH_OPERATORS: Final = frozenset(("AND", "OR", "NOT"))
"""Operators in capitals; in small letters they are words."""


def describe(node: Node) -> str:
    """Return a tree in one unambiguous spelling; its words as they were typed, where that is known."""
    match node:
        case Word(key, field, layer, typed):
            shown = key if typed.upper() in ENGLISH_OPERATORS else typed or key
            plain = "\\" + shown if key in OPERATOR_WORDS else shown  # a word, though it is spelt as an operator
            return _prefixed(field, {"exact": "=", "root": "root:"}.get(layer, "") + plain)
        case Phrase(keys, field, layer, typed, slop):
            loose = ("~" if layer == "lemma" else "") + (f"~{slop}" if slop else "")
            return _prefixed(field, f'"{typed or " ".join(keys)}"{loose}')
        case Pattern(pattern, field):
            shown = _prefixed(field, pattern)
            return f"({shown})" if pattern.endswith("?") else shown  # or it would end a question
        case Fuzzy(key, distance, field):
            return _prefixed(field, f"{key}~{distance}" if distance > 1 else f"{key}~")
        case Name(keys, name, typed):
            return f'{name}:="{typed or " ".join(keys)}"'
        case Days():
            return _days(node)
        case _:
            return _joined(node)


def _days(days: Days) -> str:
    """Return days in brackets, so that nothing that follows is taken for a part of them."""
    first, last = (day.isoformat() if day else "" for day in (days.first, days.last))
    return f"date:[{first}]" if first == last else f"date:[{first}..{last}]"


def _joined(node: Node) -> str:
    match node:
        case Not(part):
            return f"NOT ({describe(part)})" if isinstance(part, Not) else f"NOT {_grouped(part)}"
        case Must(part):
            shown = _grouped(part)
            return f"+({shown})" if shown[0].isdecimal() else f"+{shown}"  # or it would be a figure with its sign
        case Sequence(parts):
            return " ".join(map(_grouped, parts))
        case Said(speaker, parts):
            return " ".join((f"speaker:{_grouped(speaker)}", *map(_grouped, parts)))
        case And(parts):
            return " AND ".join(map(_grouped, parts))
        case Or(parts):
            return " OR ".join(map(_grouped, parts))
        case _:
            assert isinstance(node, Every)
            return "*"


def _prefixed(field: Field, text: str) -> str:
    return f"{field}:{text}" if field else text


def _grouped(node: Node) -> str:
    several = isinstance(node, Sequence | And | Or | Said) and len(node.parts) > (not isinstance(node, Said))
    return f"({describe(node)})" if several else describe(node)
