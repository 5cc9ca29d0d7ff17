"""What was typed, to a tree of values that knows nothing of any engine.

    words          العراق الحوار            any of them, or all with `--match all`
    phrases        "…" «…» “…” ‘…’ „…“     the words in this order, spelling folded, nothing else
    operators      AND OR NOT، و أو ليس     between terms, in capitals or Arabic; AND binds before OR
    groups         (… )
    fields         title: عنوان: source: مصدر:
    wildcards      * any letters, ? or ؟ one letter

The Arabic operator words are also plain words. They count as operators only between two terms, and only in a query
that reads like a formula: up to `FORMULA_WORDS` words, none of them a question word. A query with bad syntax is
read as words and says so; no string makes the parser raise.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from ..index.text import words
from ..index.text.folding import fold

Field = Literal["", "title", "source"]
FORMULA_WORDS: Final = 4
"""A query of more words, without quotation marks or capital operators, is a headline or a question."""
DEEPEST: Final = 20
"""How deep groups may be nested."""

FIELDS: Final[dict[str, Field]] = {
    "title": "title", "عنوان": "title", "العنوان": "title",
    "source": "source", "مصدر": "source", "المصدر": "source",
}  # fmt: skip
"""What may stand before a colon."""

AND, OR, NOT = "AND", "OR", "NOT"
OPERATORS: Final = {"AND": AND, "&&": AND, "OR": OR, "||": OR, "NOT": NOT}
ARABIC_OPERATORS: Final = {"و": AND, "أو": OR, "او": OR, "ليس": NOT}
QUESTION_WORDS: Final = frozenset(map(fold, "من ما ماذا متى أين كيف كم لماذا هل أي أية بماذا لمن مما عما".split()))
QUOTES: Final = {
    '"': '"', "«": "»", "»": "«", "“": "”“", "”": "“”", "„": "“”", "‟": "”", "‘": "’", "’": "‘",
    "‹": "›", "＂": "＂",
}  # fmt: skip
"""Each opening quotation mark and what may close it; some are typed in either order."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word, as its exact key."""

    key: str
    field: Field = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row, as exact keys."""

    keys: tuple[str, ...]
    field: Field = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word with wildcards: folded letters, ``*`` for any run of letters, ``?`` for one."""

    pattern: str
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


Node = Word | Phrase | Pattern | Every | Sequence | And | Or | Not


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


def parse(text: str) -> Query:
    """Return what a query means; never raises."""
    try:
        return Query(text, _Parser(_with_operators(list(_tokens(text)))).query())
    except _BadSyntax as problem:
        return Query(text, plain(text).tree, f"{problem}: the query is read as plain words")


def plain(text: str) -> Query:
    """Return a text as a query of its words, whatever else it holds."""
    return Query(text, Sequence(tuple(map(Word, words.keys(text)))))


def leaves(node: Node) -> Iterator[Word | Phrase | Pattern]:
    """Yield the words, phrases and patterns that an article may hold to match, in order."""
    match node:
        case Word() | Phrase() | Pattern():
            yield node
        case Sequence(parts) | And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)


def describe(node: Node) -> str:
    """Return a tree in one unambiguous spelling, with exact keys for words."""
    match node:
        case Word(key, field):
            return _prefixed(field, key)
        case Phrase(keys, field):
            return _prefixed(field, f'"{" ".join(keys)}"')
        case Pattern(pattern, field):
            return _prefixed(field, pattern)
        case Every():
            return "*"
        case Not(part):
            return f"NOT {_grouped(part)}"
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


class _BadSyntax(Exception):
    """Why a query could not be read as a formula."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["word", "phrase", "operator", "field", "(", ")"]
    text: str
    arabic: bool = False
    """Whether an operator is one of the Arabic words."""


_FIELD_NAME = re.compile("({}):".format("|".join(FIELDS)), re.IGNORECASE)
_RUN = re.compile(r"[^\s()" + "".join(QUOTES) + "]+")


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        character = text[at]
        if character.isspace():
            at += 1
        elif character in "()":
            yield _Token("(" if character == "(" else ")", character)
            at += 1
        elif character in QUOTES:
            end = _closing(text, at)
            yield _Token("phrase", text[at + 1 : end])
            at = end + 1
        elif field := _FIELD_NAME.match(text, at):
            yield _Token("field", field[1].lower())
            at = field.end()
        elif run := _RUN.match(text, at):
            yield _run_token(run.group())
            at = run.end()


def _closing(text: str, opening: int) -> int:
    closers = QUOTES[text[opening]]
    for at in range(opening + 1, len(text)):
        if text[at] in closers:
            return at
    raise _BadSyntax(f"the quotation mark {text[opening]} is never closed")


def _run_token(run: str) -> _Token:
    if run in OPERATORS:
        return _Token("operator", OPERATORS[run])
    if run in ARABIC_OPERATORS:
        return _Token("operator", run, arabic=True)
    return _Token("word", run)


def _with_operators(tokens: list[_Token]) -> list[_Token]:
    """Make words again of the Arabic operator words that are no operators here."""
    sentence = _reads_like_a_sentence(tokens)
    return [
        _Token("word", token.text) if token.arabic and (sentence or not _joins(tokens, at)) else token
        for at, token in enumerate(tokens)
    ]


def _reads_like_a_sentence(tokens: list[_Token]) -> bool:
    """Tell whether the query is a question or a long plain text."""
    typed = [token.text for token in tokens if token.kind == "word"]
    if any(token.kind == "phrase" or (token.kind == "operator" and not token.arabic) for token in tokens):
        return False
    return len(typed) > FORMULA_WORDS or any(fold(word) in QUESTION_WORDS for word in typed)


def _joins(tokens: list[_Token], at: int) -> bool:
    """Tell whether the token at a place has a term on either side."""
    before = tokens[at - 1].kind if at else ""
    after = tokens[at + 1].kind if at + 1 < len(tokens) else ""
    return before in ("word", "phrase", ")") and after in ("word", "phrase", "field", "(")


class _Parser:
    """Recursive descent: sequence > or > and > not > atom."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._last_word = max((i for i, one in enumerate(tokens) if one.kind == "word"), default=-1)

    def query(self) -> Node:
        node = self._sequence()
        if self._peek():
            raise _BadSyntax("there is a closing bracket too many")
        return node

    def _peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next_operator(self) -> str | None:
        token = self._peek()
        if token is None or token.kind != "operator":
            return None
        return ARABIC_OPERATORS[token.text] if token.arabic else token.text

    def _sequence(self) -> Node:
        parts: list[Node] = []
        while (token := self._peek()) and token.kind != ")":
            part = self._or()
            if part is not None:
                parts.extend(part.parts if isinstance(part, Sequence) else [part])
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _or(self) -> Node | None:
        return self._chain(OR, Or, self._and)

    def _and(self) -> Node | None:
        return self._chain(AND, And, self._not)

    def _chain(self, operator: str, make: type[And] | type[Or], part: Callable[[], Node | None]) -> Node | None:
        first = part()
        if self._next_operator() != operator:
            return first
        parts = [first]
        while self._next_operator() == operator:
            sign = self._tokens[self._at].text
            self._at += 1
            parts.append(part())
        real = tuple(one for one in parts if one is not None)
        if len(real) < len(parts):
            raise _BadSyntax(f"{sign} stands between nothing and a term")
        return make(real)

    def _not(self) -> Node | None:
        if self._next_operator() != NOT:
            return self._atom("")
        sign = self._tokens[self._at].text
        self._at += 1
        part = self._atom("")
        if part is None:
            raise _BadSyntax(f"nothing stands after {sign}")
        return Not(part)

    def _atom(self, field: Field) -> Node | None:
        token = self._peek()
        if token is None or token.kind == ")":
            return None
        if token.kind == "operator":
            raise _BadSyntax(f"{token.text} has no term before it")
        self._at += 1
        match token.kind:
            case "(":
                return self._group()
            case "field":
                return self._of_field(token.text)
            case "phrase":
                return _phrase(token.text, field)
            case _:
                return _word(token.text, field, self._is_question_mark())

    def _group(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _BadSyntax("the brackets are nested too deep")
        node = self._sequence()
        if self._peek() is None:
            raise _BadSyntax("a bracket is never closed")
        self._at += 1
        self._depth -= 1
        return node

    def _of_field(self, name: str) -> Node | None:
        following = self._peek()
        if following is None or following.kind not in ("word", "phrase"):
            raise _BadSyntax(f"{name}: has no word after it")
        return self._atom(FIELDS[name])

    def _is_question_mark(self) -> bool:
        """Tell whether a ؟ at the end of the word just taken ends a question of several words."""
        return self._at - 1 == self._last_word and self._last_word > 0


def _phrase(text: str, field: Field) -> Node | None:
    keys = tuple(words.keys(text))
    return Phrase(keys, field) if keys else None


_WILDCARD = re.compile(r"[*?؟]+")


def _word(text: str, field: Field, ends_question: bool) -> Node | None:
    if ends_question:
        text = text.rstrip("؟?!")
    if text == "*" and not field:
        return Every()
    if _WILDCARD.search(text):
        return _pattern(text, field)
    keys = words.keys(text)
    parts: tuple[Node, ...] = tuple(Word(key, field) for key in keys)
    return parts[0] if len(parts) == 1 else Sequence(parts) if parts else None


def _pattern(text: str, field: Field) -> Node | None:
    literal = [fold(part) for part in _WILDCARD.split(text)]
    if not any(literal):
        return None
    signs = [sign.replace("؟", "?") for sign in _WILDCARD.findall(text)]
    signs = ["*" if "*" in sign else sign for sign in signs]
    return Pattern("".join(a + b for a, b in zip(literal, [*signs, ""], strict=True)), field)
