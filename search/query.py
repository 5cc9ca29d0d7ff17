"""A query as a tree of values that knows nothing of any engine; `parsing` makes it of what was typed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import Final, Literal

Field = Literal["", "title", "source"]
Layer = Literal["", "exact", "lemma", "root"]
"""The layer of keys that a word matches through; empty for all of them, ranked."""


ENGLISH_OPERATORS: Final = frozenset(("AND", "OR", "NOT"))
"""Operators in capitals; in small letters they are words."""
OPERATOR_WORDS: Final = frozenset(("و", "او", "ليس"))
"""The Arabic operators, folded; each is a word as well."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word, as its folded form."""

    key: str
    field: Field = ""
    layer: Layer = ""
    typed: str = dataclass_field(default="", compare=False)
    """The word as it was typed; it is echoed, nothing else."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row, as folded forms."""

    keys: tuple[str, ...]
    field: Field = ""
    layer: Layer = "exact"
    """"exact", or "lemma" for words in any inflection."""
    typed: str = dataclass_field(default="", compare=False)
    """The words as they were typed, a space between two."""
    slop: int = 0
    """How many other words may stand between two of them."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word with wildcards: folded letters, ``*`` for any run of letters, ``?`` for one."""

    pattern: str
    field: Field = ""


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word that may be misspelt: its folded form, and how many letters may be wrong."""

    key: str
    distance: int = 1
    field: Field = ""


@dataclass(frozen=True, slots=True)
class Every:
    """Every article: a lone ``*``."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts side by side: any or all of them, as the search was told; a `Not` among them excludes."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts; a `Not` among them excludes."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the parts."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Nothing that holds the part."""

    part: "Node"


Node = Word | Phrase | Pattern | Fuzzy | Every | Sequence | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood."""

    text: str
    """What was typed."""
    tree: Node
    warning: str = ""
    """What the reader should know of how it was read; empty when it was read as typed."""

    @property
    def understood_as(self) -> str:
        """The query in one unambiguous spelling."""
        return describe(self.tree)


def of_layer(query: Query, layer: Layer) -> Query:
    """Return a query whose words match through one layer; words that name their own keep it."""
    return replace(query, tree=within_layer(query.tree, layer)) if layer else query


def within_layer(node: Node, layer: Layer) -> Node:
    """Return a tree whose words match through one layer; words that name their own keep it."""
    match node:
        case Word(layer=""):
            return replace(node, layer=layer)
        case Sequence(parts) | And(parts) | Or(parts):
            return type(node)(tuple(within_layer(part, layer) for part in parts))
        case Not(part):
            return Not(within_layer(part, layer))
        case _:
            return node


Leaf = Word | Phrase | Pattern | Fuzzy


def with_leaves(node: Node, change: Callable[[Leaf], Node]) -> Node:
    """Return a tree with its leaves changed; what it excludes stays as it is."""
    match node:
        case Word() | Phrase() | Pattern() | Fuzzy():
            return change(node)
        case Sequence(parts) | And(parts) | Or(parts):
            return type(node)(tuple(with_leaves(part, change) for part in parts))
        case _:
            return node


def leaves(node: Node) -> Iterator[Leaf]:
    """Yield the words, phrases and patterns that an article may hold to match, in order."""
    match node:
        case Word() | Phrase() | Pattern() | Fuzzy():
            yield node
        case Sequence(parts) | And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)


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
        case Every():
            return "*"
        case Not(part):
            return f"NOT ({describe(part)})" if isinstance(part, Not) else f"NOT {_grouped(part)}"
        case Sequence(parts):
            return " ".join(map(_grouped, parts))
        case And(parts):
            return " AND ".join(map(_grouped, parts))
        case Or(parts):
            return " OR ".join(map(_grouped, parts))


def _prefixed(field: Field, text: str) -> str:
    return f"{field}:{text}" if field else text


def _grouped(node: Node) -> str:
    several = isinstance(node, Sequence | And | Or) and len(node.parts) > 1
    return f"({describe(node)})" if several else describe(node)
