"""A query as a tree of values that knows nothing of any engine; `parsing` makes it of what was typed."""

import datetime as dt
from collections.abc import Callable, Iterator
from collections.abc import Sequence as Several
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import Final, Literal, get_args

from ..index.errors import BadInput

Field = Literal["", "title", "source", "author", "category"]
"""The part of an article that must hold a term; empty for title or text."""
NameField = Literal["source", "author", "category"]
NAMES: Final[tuple[NameField, ...]] = get_args(NameField)
"""Fields that hold a name: to ask for one is to say where to look, so it adds nothing to a score."""
Layer = Literal["", "exact", "lemma", "root"]
"""The layer of keys that a word matches through; empty for all of them, ranked."""


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
class Days:
    """Articles of some days, the first and the last among them; None where there is no first or no last."""

    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Name:
    """Articles whose source, author or category is these words, as folded forms, and no others.

    Without words, articles that have none; of a "date" only this can be asked.
    """

    keys: tuple[str, ...]
    field: NameField | Literal["date"]
    typed: str = dataclass_field(default="", compare=False)
    """The name as it was typed."""


@dataclass(frozen=True, slots=True)
class Every:
    """Every article: a lone ``*``."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts side by side: any or all of them, as the search was told.

    A `Not` among them excludes; where any may match, a `Must` is needed, and the rest only adds to the score.
    """

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


@dataclass(frozen=True, slots=True)
class Must:
    """A part of a sequence that is needed, whatever may match beside it."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Said:
    """Articles with a statement whose speaker's name holds one tree, and whose words hold some parts, all of them.

    Both are made of words, phrases and patterns, none of which names a field.
    """

    speaker: "Node"
    parts: "tuple[Node, ...]" = ()


Filter = Days | Name
Node = Word | Phrase | Pattern | Fuzzy | Filter | Every | Sequence | And | Or | Not | Must | Said


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
        """The query in one unambiguous spelling, which can be typed again; see `describing`."""
        from .describing import describe

        return describe(self.tree)


def of_layer(query: Query, layer: Layer) -> Query:
    """Return a query whose words match through one layer; words that name their own keep it."""
    return replace(query, tree=within_layer(query.tree, layer)) if layer else query


def within_layer(node: Node, layer: Layer) -> Node:
    """Return a tree whose words match through one layer; words that name their own keep it, and so do names."""

    def within(leaf: Node) -> Node:
        if isinstance(leaf, Word) and not leaf.layer and leaf.field not in NAMES:
            return replace(leaf, layer=layer)
        return leaf

    return mapped(node, within)


def within_field(node: Node, field: Field) -> Node:
    """Return a tree whose terms are looked for in one field; terms that name their own keep it."""

    def within(leaf: Node) -> Node:
        if not isinstance(leaf, Leaf) or leaf.field:
            return leaf
        if isinstance(leaf, Word) and field in NAMES:  # a name has no layers: what stands there is what counts
            return (
                Name((leaf.key,), field, leaf.typed) if leaf.layer == "exact" else Word(leaf.key, field, "", leaf.typed)
            )
        return replace(leaf, field=field)

    return mapped(node, within)


def mapped(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return a tree with each part that has no parts of its own changed."""
    match node:
        case Sequence(parts) | And(parts) | Or(parts):
            return type(node)(tuple(mapped(part, change) for part in parts))
        case Not(part) | Must(part):
            return type(node)(mapped(part, change))
        case Said(speaker, parts):
            return Said(mapped(speaker, change), tuple(mapped(part, change) for part in parts))
        case _:
            return change(node)


Leaf = Word | Phrase | Pattern | Fuzzy


def with_leaves(node: Node, change: Callable[[Leaf], Node]) -> Node:
    """Return a tree with its leaves changed; what it excludes stays as it is."""
    match node:
        case Word() | Phrase() | Pattern() | Fuzzy():
            return change(node)
        case Sequence(parts) | And(parts) | Or(parts):
            return type(node)(tuple(with_leaves(part, change) for part in parts))
        case Must(part):
            return Must(with_leaves(part, change))
        case Said(speaker, parts):
            return Said(with_leaves(speaker, change), tuple(with_leaves(part, change) for part in parts))
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
        case Must(part):
            yield from leaves(part)
        case Said(speaker, parts):
            for part in (speaker, *parts):
                yield from leaves(part)


def every_leaf(node: Node) -> Iterator[Leaf]:
    """Yield the words, phrases and patterns of a tree, those that it excludes too, in order."""
    match node:
        case Not(part):
            yield from every_leaf(part)
        case Sequence(parts) | And(parts) | Or(parts):
            for part in parts:
                yield from every_leaf(part)
        case Said(speaker, parts):
            for part in (speaker, *parts):
                yield from every_leaf(part)
        case _:
            yield from leaves(node)


def unmarked(node: Node) -> Node:
    """Return what is needed without the sign that says so, where everything is."""
    return node.part if isinstance(node, Must) else node


def is_filter(node: Node) -> bool:
    """Tell whether a part says where to look: at some days, an outlet, an author, a category, or several of them."""
    if isinstance(node, And | Or):
        return all(map(is_filter, node.parts))
    return isinstance(node, Filter) or (isinstance(node, Leaf) and node.field in NAMES)


def asked_statements(node: Node) -> Iterator[tuple[Said, int]]:
    """Yield what a query asks of statements, with the number of the first of its terms among `leaves(node)`."""
    first = 0
    for part in _outermost(node):
        if isinstance(part, Said):
            yield part, first
        first += len(list(leaves(part)))


def _outermost(node: Node) -> Iterator[Node]:
    """Yield the words, phrases, patterns and statements of a tree that it does not exclude, in order."""
    match node:
        case Sequence(parts) | And(parts) | Or(parts):
            for part in parts:
                yield from _outermost(part)
        case Must(part):
            yield from _outermost(part)
        case _:
            yield node


def size(node: Node) -> tuple[int, int]:
    """Return how many words and filters a tree has, those that exclude too, and how deep its groups are nested."""
    match node:
        case Sequence(parts) | And(parts) | Or(parts):
            sizes = list(map(size, parts))
            return sum(count for count, _ in sizes), 1 + max((deep for _, deep in sizes), default=0)
        case Not(part) | Must(part):
            return size(part)
        case Said(speaker, parts):
            return size(Sequence((speaker, *parts)))
        case Phrase(keys):
            return len(keys), 0
        case _:
            return 1, 0


Filters = tuple[Node, ...]
"""Parts that say where to look: all of them hold for the whole query."""


def filters_for(since: dt.date | None, until: dt.date | None, names: Several[Name] = ()) -> Filters:
    """Return filters for articles from one day to another, and of one of some names; raises `BadInput`."""
    if since and until and since > until:
        raise BadInput(f"there is no day from {since} to {until}; exchange the two")
    days = (Days(since, until),) if since or until else ()
    if not names:
        return days
    return (*days, names[0] if len(names) == 1 else Or(tuple(names)))


def within(query: Query, filters: Filters) -> Query:
    """Return a query that looks inside some filters alone; one that asks for nothing stays as it is."""
    return replace(query, tree=And((query.tree, *filters))) if filters and query.tree != Sequence(()) else query


def undated(tree: Node) -> Node | None:
    """Return what finds the articles without a date that a tree would find if they had the right one.

    Nothing for a tree that asks for no days: it leaves out no article for its date.
    """
    without_date = Name((), "date")
    anyhow = mapped(tree, lambda leaf: without_date if isinstance(leaf, Days) else leaf)
    return None if anyhow == tree else And((anyhow, without_date, Not(tree)))
