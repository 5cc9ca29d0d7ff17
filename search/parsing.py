"""What was typed, to a tree of values that knows nothing of any engine.

    words          العراق الحوار            any of them, or all with `--match all`
                   +word -word              needed; not wanted, as NOT
    phrases        "…" «…» “…” ‘…’ „…“     the words in this order, spelling folded, nothing else
    operators      AND OR NOT، و أو ليس     between two terms, in capitals or Arabic; AND binds before OR
    groups         (… )
    fields         title: عنوان: source: مصدر: author: كاتب: category: تصنيف:
                   source:="…"              the whole name
    speakers       speaker: قائل:           what stands beside it is said by somebody of that name
    days           date:2021-07 تاريخ:[15 يوليو 2021 إلى 28 تموز 2021]
    layers         =word: this form only; root: جذر: every word of a root; "…"~ a phrase in any inflection
    near           "…"~3 up to three other words between two words of a phrase; "…"~~3 in any inflection too
    misspelt       word~ one letter may be wrong, word~2 two
    wildcards      * any letters, ? or ؟ one letter

The Arabic operator words are also plain words. They count as operators only between two terms, and only in a query
that reads like a formula: up to `FORMULA_WORDS` words, none of them a question word. Days and names say where to look:
they hold for everything beside them. A query with bad syntax is read as words and says so; no string makes the parser
raise. docs/query-language.md has all of it by task.
"""

import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress
from itertools import chain, islice
from typing import Final

from . import typed
from .lexing import (
    AND,
    DIRECTIONS,
    FIELDS,
    MOST_WORDS,
    NOT,
    OR,
    QUOTES,
    ROOT,
    SPEAKER,
    TOO_LONG,
    BadSyntax,
    Token,
    tokens,
)
from .query import (
    NAMES,
    And,
    Every,
    Fuzzy,
    Layer,
    Must,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Query,
    Said,
    Sequence,
    is_filter,
    size,
    unmarked,
    within_field,
    within_layer,
)
from .speakers import has_speaker, is_of_words, with_speakers

DEEPEST: Final = 20
"""How deep groups may be nested in one another."""
MOST_OPEN: Final = 60
"""How many brackets may be open at once: more than `DEEPEST`, since those that change nothing may be typed too."""
NO_WORDS: Final = "the query has no words"
_FORMULA: Final = re.compile(
    "["
    + "".join(QUOTES)
    + DIRECTIONS
    + rf"()\[\]?؟=:~\\{typed.STAR}]|&&|\|\||(?:^|\s)(?:[-+]|(?:AND|OR|NOT|و|أو|او|ليس)(?:$|\s))"
)
"""Finds what may be more than words side by side."""
words_between_spaces: Final = typed.known_words_of
_TURNED: Final = str.maketrans("()", ")(")


def parse(text: str, today: dt.date | None = None) -> Query:
    """Return what a query means; never raises.

    Days such as أمس are told from `today`; if it is not given, from the day on which it is.
    """
    return plain(text) if is_plain(text) else formula(text, today)


def is_plain(text: str) -> bool:
    """Tell whether a query is nothing but words side by side, whatever they are."""
    return not _FORMULA.search(text) and len(text) <= MOST_WORDS  # characters: of so few, not too many words


def formula(text: str, today: dt.date | None = None) -> Query:
    """Return what a query means by the whole of the syntax; `parse` gives the same, sooner where it is plain."""
    try:
        return _read(text, text, today)
    except BadSyntax as problem:
        with suppress(BadSyntax):
            if "(" in text or ")" in text:
                return _read(text, text.translate(_TURNED), today, "the brackets are read the other way round")
        return Query(text, plain(text).tree, f"{problem}: the query is read as plain words")


def _read(text: str, spelt: str, today: dt.date | None, *notes: str) -> Query:
    """Return what a query means, given in the spelling in which it is read; raises `BadSyntax`."""
    found = list(notes)
    tree = _Parser(tokens(spelt, today, found), found).query()
    if tree == Sequence(()):
        found.append(NO_WORDS)
    return Query(text, tree, "; ".join(dict.fromkeys(found)))


def plain(text: str) -> Query:
    """Return a text as a query of its words, whatever else it holds."""
    words_of = words_between_spaces if len(text) <= MOST_WORDS else typed.words_of
    found = list(islice(chain.from_iterable(map(words_of, text.split())), MOST_WORDS))
    return Query(text, found[0] if len(found) == 1 else Sequence(tuple(found)), "" if found else NO_WORDS)


class _Parser:
    """Recursive descent: sequence > or > and > not > atom."""

    def __init__(self, tokens: list[Token], notes: list[str]) -> None:
        self._tokens = tokens
        self._notes = notes
        self._at = 0
        self._open = 0
        self._words = sum(one.kind == "word" for one in tokens)

    def query(self) -> Node:
        """Return the tree of the whole query."""
        node = self._sequence()
        if self._peek():
            raise BadSyntax("there is a closing bracket too many")
        leaves, deep = size(node)
        if leaves > MOST_WORDS:
            raise BadSyntax(TOO_LONG)
        if deep > DEEPEST:
            raise BadSyntax("the brackets are nested too deep")
        return node

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _next_is(self, kind: str, name: str = "") -> bool:
        token = self._peek()
        return token is not None and token.kind == kind and token.name == name

    def _sequence(self) -> Node:
        parts: list[Node] = []
        while (token := self._peek()) and token.kind != ")":
            part = self._or()
            if part is not None:
                parts += _parts(part)
        return _side_by_side(parts)

    def _or(self) -> Node | None:
        return self._chain(OR, Or, self._and)

    def _and(self) -> Node | None:
        return self._chain(AND, And, self._not)

    def _chain(self, operator: str, make: type[And] | type[Or], part: Callable[[], Node | None]) -> Node | None:
        first = part()
        if not self._next_is("operator", operator):
            return first
        parts = [first]
        while self._next_is("operator", operator):
            sign = self._take()
            parts.append(part())
        real = tuple(unmarked(one) for one in parts if one is not None)
        if len(real) < len(parts):
            raise BadSyntax(f"{sign.text} wants a term on either side")
        return make(real)

    def _not(self) -> Node | None:
        token = self._peek()
        if not token or not (token.kind == "sign" or (token.kind == "operator" and token.name == NOT)):
            return self._atom()
        self._at += 1
        part = self._atom(as_one=True)
        if part is None:
            raise BadSyntax(f"nothing stands after {token.text}")
        if token.text != "+":
            return Not(part)
        return part if isinstance(part, Not) else Must(part)

    def _atom(self, *, as_one: bool = False) -> Node | None:
        """Return the next term or group, nothing if there is none; a run of several words may be needed as one."""
        token = self._peek()
        if token is None or token.kind == ")":
            return None
        if token.kind == "operator":
            raise BadSyntax(f"{token.text} has no term before it")
        if token.kind == "sign":
            raise BadSyntax(f"{token.text} stands where a term should")
        self._at += 1
        match token.kind:
            case "(":
                return self._group()
            case "field":
                return self._of_field(token)
            case "filter":
                return token.filter
            case "=":
                node = self._atom(as_one=True)
                return node and within_layer(node, "exact")
            case "phrase":
                layer: Layer = "lemma" if token.loose else "exact"
                return typed.phrase(token.text, layer, token.slop, self._notes)
            case _:
                return typed.term(token.text, as_one, self._is_question_mark(), self._notes)

    def _group(self) -> Node | None:
        self._open += 1
        if self._open > MOST_OPEN:
            raise BadSyntax("the brackets are nested too deep")
        node = self._sequence()
        if self._peek() is None:
            raise BadSyntax("a bracket is never closed")
        self._at += 1
        self._open -= 1
        return None if node == Sequence(()) else node

    def _of_field(self, field: Token) -> Node | None:
        """Return the term or group that a field's name stands before."""
        following = self._peek()
        kinds = ("word", "phrase", "(", "=")
        if not following or not (following.kind in kinds or (following.name == ROOT and field.name != ROOT)):
            raise BadSyntax(f"{field.text}: has no word after it")
        if field.name == ROOT:
            node = self._atom()
            if isinstance(node, Phrase | Pattern | Fuzzy):
                self._notes.append(f"{field.text}: stands for nothing but before a word")
            return node and within_layer(node, "root")
        if field.name == SPEAKER:
            return self._said_by(field)
        name = FIELDS[field.name]
        if name in NAMES and (whole := self._whole_name()) is not None:
            return typed.name(whole, name)
        node = self._atom(as_one=True)
        if node == Every():
            raise BadSyntax(f"{field.text}: has no word after it")
        if node and has_speaker(node):
            raise BadSyntax(f"{field.text}: holds for words, not for whoever says them")
        return node and _settled(within_field(node, name))

    def _said_by(self, field: Token) -> Node | None:
        """Return what asks for the statements of whoever is named after a field."""
        node = self._atom(as_one=True)
        if node is not None and not is_of_words(node, with_exclusions=False):
            raise BadSyntax(f"{field.text}: wants a name, and nothing but words in it")
        return node and Said(node)

    def _whole_name(self) -> str | None:
        """Take the name after a =, if that is what comes next."""
        first, *others = self._tokens[self._at : self._at + 2]
        if first.kind == "word" and first.text.startswith("="):
            self._at += 1
            return first.text
        if first.kind == "=" and others and others[0].kind == "phrase":
            self._at += 2
            return others[0].text
        return None

    def _is_question_mark(self) -> bool:
        """Tell whether a ؟ at the end of the word just taken ends a question of several words."""
        return self._at == len(self._tokens) and self._words > 1


def _settled(node: Node) -> Node:
    """Return a tree whose sequences are as if their parts had been typed with the field that they now have."""
    match node:
        case Sequence(parts):
            return _side_by_side([one for part in parts for one in _parts(_settled(part))])
        case And(parts) | Or(parts):
            return type(node)(tuple(map(_settled, parts)))
        case Not(part) | Must(part):
            return type(node)(_settled(part))
        case _:
            return node


def _parts(node: Node) -> tuple[Node, ...]:
    """Return the parts of a sequence that means the same without its brackets; any other node alone."""
    if isinstance(node, Sequence) and not any(isinstance(part, Not | Must) for part in node.parts):
        return node.parts
    return (node,)


def _side_by_side(parts: list[Node]) -> Node:
    """Return parts that stand side by side: days and names hold for all, two names of a field are alternatives."""
    parts = with_speakers(parts)
    filters = [part for part in map(unmarked, parts) if is_filter(part)]
    others = tuple(part for part in parts if not is_filter(unmarked(part)))
    if not filters:
        return unmarked(others[0]) if len(others) == 1 else Sequence(others)
    by_field: dict[object, list[Node]] = {}
    for place, part in enumerate(filters):
        by_field.setdefault(getattr(part, "field", place), []).append(part)  # days have no field: all of them count
    needed = [some[0] if len(some) == 1 else Or(tuple(some)) for some in by_field.values()]
    if others:
        needed.insert(0, _side_by_side(list(others)))
    return And(tuple(needed)) if len(needed) > 1 else needed[0]
