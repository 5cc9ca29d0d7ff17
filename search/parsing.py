"""What was typed, to a tree of values that knows nothing of any engine.

    words          العراق الحوار            any of them, or all with `--match all`
    phrases        "…" «…» “…” ‘…’ „…“     the words in this order, spelling folded, nothing else
    operators      AND OR NOT، و أو ليس     between two terms, in capitals or Arabic; AND binds before OR
                   -word                    without the word, as NOT
    groups         (… )
    fields         title: عنوان: source: مصدر:
    layers         =word: this form only; root: جذر: every word of a root; "…"~ a phrase in any inflection
    near           "…"~3 up to three other words between two words of a phrase; "…"~~3 in any inflection too
    misspelt       word~ one letter may be wrong, word~2 two; for words of `SHORTEST_FUZZY` letters or more
    wildcards      * any letters, ? or ؟ one letter

The Arabic operator words are also plain words. They count as operators only between two terms, and only in a query
that reads like a formula: up to `FORMULA_WORDS` words, none of them a question word. A query with bad syntax is
read as words and says so; no string makes the parser raise.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import Final, Literal

from ..index.text import words
from ..index.text.folding import fold
from .query import And, Every, Field, Fuzzy, Layer, Node, Not, Or, Pattern, Phrase, Query, Sequence, Word, within_layer

FORMULA_WORDS: Final = 4
"""A query of more words, without quotation marks or capital operators, is a headline or a question."""
MOST_WORDS: Final = 300
"""How many words of a query count: an engine's tree of thousands is slow, and too deep for the stack."""
DEEPEST: Final = 20
"""How deep groups may be nested."""
MOST_SLOP: Final = 100
"""How many words may stand between two of a phrase; more count as so many."""
SHORTEST_FUZZY: Final = 4
"""Letters of a word that may be misspelt; a shorter one is too near to too many others."""
MOST_WRONG: Final = 2
"""How many letters of it may be wrong."""

FIELDS: Final[dict[str, Field]] = {
    "title": "title", "عنوان": "title", "العنوان": "title",
    "source": "source", "مصدر": "source", "المصدر": "source",
}  # fmt: skip
"""Parts of an article that may stand before a colon."""

ROOTS: Final = frozenset(("root", "جذر", "الجذر"))
"""What may stand before a colon for a root."""

AND, OR, NOT = "AND", "OR", "NOT"
OPERATORS: Final = {"AND": AND, "&&": AND, "OR": OR, "||": OR, "NOT": NOT}
ARABIC_OPERATORS: Final = {"و": AND, "أو": OR, "او": OR, "ليس": NOT}
QUESTION_WORDS: Final = frozenset(map(fold, "من ما ماذا متى أين كيف كم لماذا هل أي أية بماذا لمن مما عما".split()))
QUOTES: Final = {
    '"': '"', "«": "»", "»": "«", "“": "”“", "”": "“”", "„": "“”", "‟": "”", "‘": "’", "’": "‘",
    "‹": "›", "＂": "＂",
}  # fmt: skip
"""Each opening quotation mark and what may close it; some are typed in either order."""
NO_WORDS: Final = "the query has no words"
_FORMULA: Final = re.compile(
    "[" + "".join(QUOTES) + r"()*?؟=:~\\]|&&|\|\||(?:^|\s)-|(?:^|\s)(?:AND|OR|NOT|و|أو|او|ليس)(?:$|\s)"
)
"""Finds what may be more than words side by side."""


def parse(text: str) -> Query:
    """Return what a query means; never raises."""
    return plain(text) if is_plain(text) else formula(text)


def is_plain(text: str) -> bool:
    """Tell whether a query is nothing but words side by side, whatever they are."""
    return not _FORMULA.search(text) and len(text) <= MOST_WORDS  # characters: of so few, not too many words


def formula(text: str) -> Query:
    """Return what a query means by the whole of the syntax; `parse` gives the same, sooner where it is plain."""
    try:
        tree = _Parser(_with_operators(_short(list(islice(_tokens(text), MOST_WORDS + 1))))).query()
        return Query(text, tree, "" if tree != Sequence(()) else NO_WORDS)
    except _BadSyntax as problem:
        return Query(text, plain(text).tree, f"{problem}: the query is read as plain words")


def plain(text: str) -> Query:
    """Return a text as a query of its words, whatever else it holds."""
    found = list(islice(chain.from_iterable(map(words_between_spaces, text.split())), MOST_WORDS))
    return Query(text, found[0] if len(found) == 1 else Sequence(tuple(found)), "" if found else NO_WORDS)


@lru_cache(maxsize=1 << 14)
def words_between_spaces(run: str) -> tuple[Word, ...]:
    """Return the words of a run without white space, which no word reaches across; kept, since words come again."""
    return tuple(Word(word.key, "", "", _typed(run, word)) for word in words.split(run))


class _BadSyntax(Exception):
    """Why a query could not be read as a formula."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["word", "phrase", "operator", "field", "(", ")"]
    text: str
    arabic: bool = False
    """Whether an operator is one of the Arabic words."""
    loose: bool = False
    """Whether a ~ of its own follows a phrase."""
    slop: int = 0
    """The figure after the ~ of a phrase."""
    minus: bool = False
    """Whether a word has a - before it."""


_FIELD_NAME = re.compile("({}):".format("|".join((*FIELDS, *sorted(ROOTS)))), re.IGNORECASE)
_RUN = re.compile(r"[^\s()" + "".join(QUOTES) + "]+")
_LOOSE = re.compile(r"(~(?!\d))?(?:~(\d+))?")


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
            signs = _LOOSE.match(text, end + 1)
            assert signs
            slop = min(int((signs[2] or "0")[:3]), MOST_SLOP)
            yield _Token("phrase", text[at + 1 : end], loose=bool(signs[1]), slop=slop)
            at = signs.end()
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
    return _Token("word", run, minus=len(run) > 1 and run[0] == "-" and run[1].isalpha())


def _short(tokens: list[_Token]) -> list[_Token]:
    if len(tokens) > MOST_WORDS:
        raise _BadSyntax(f"longer than {MOST_WORDS} words, of which only the first count")
    return tokens


def _with_operators(tokens: list[_Token]) -> list[_Token]:
    """Make words again of the Arabic operator words that are no operators here."""
    sentence = _reads_like_a_sentence(tokens)
    found: list[_Token] = []
    for at, token in enumerate(tokens):
        if token.minus and not sentence:
            found.append(_Token("operator", NOT))
        word = token.arabic and (sentence or not _joins(tokens, at))
        found.append(_Token("word", token.text) if word else token)
    return found


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
        self._words = sum(one.kind == "word" for one in tokens)

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
            raise _BadSyntax(f"{sign} wants a term on either side")
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
                return _phrase(token.text, field, "lemma" if token.loose else "exact", token.slop)
            case _:
                return _word(token.text, field, self._is_question_mark())

    def _group(self) -> Node | None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _BadSyntax("the brackets are nested too deep")
        node = self._sequence()
        if self._peek() is None:
            raise _BadSyntax("a bracket is never closed")
        self._at += 1
        self._depth -= 1
        return None if node == Sequence(()) else node

    def _of_field(self, name: str) -> Node | None:
        following = self._peek()
        if following is None or following.kind not in ("word", "phrase"):
            raise _BadSyntax(f"{name}: has no word after it")
        if name not in ROOTS:
            return self._atom(FIELDS[name])
        node = self._atom("")
        return node and within_layer(node, "root")

    def _is_question_mark(self) -> bool:
        """Tell whether a ؟ at the end of the word just taken ends a question of several words."""
        return self._at == len(self._tokens) and self._words > 1


def _typed(text: str, word: words.Word) -> str:
    """Return a word as it was typed, without the characters that nobody sees."""
    typed = text[word.start : word.end]
    return typed if typed.isprintable() else "".join(filter(str.isprintable, typed))


def _phrase(text: str, field: Field, layer: Layer = "exact", slop: int = 0) -> Node | None:
    found = list(words.split(text))
    typed = " ".join(_typed(text, word) for word in found)
    return Phrase(tuple(word.key for word in found), field, layer, typed, slop) if found else None


_WILDCARD = re.compile(r"[*?؟]+")
_QUESTION_MARK = re.compile(r"(?<![^\w*~])[^\w*~]+$")
_WRONG = re.compile(r"([1-9١-٩]?)\W*")


def _word(text: str, field: Field, ends_question: bool) -> Node | None:
    if ends_question:
        text = _QUESTION_MARK.sub("", text)
    if text == "*" and not field:
        return Every()
    if _WILDCARD.search(text):
        return _pattern(text, field)
    if fuzzy := _fuzzy(text, field):
        return fuzzy
    layer: Layer = "exact" if text.startswith("=") else ""
    found = list(words.split(text))
    if field and len(found) > 1:  # مصدر:نشرة-ب is one name
        return _phrase(text, field)
    parts = tuple(Word(word.key, field, layer, _typed(text, word)) for word in found)
    return parts[0] if len(parts) == 1 else Sequence(parts) if parts else None


def _fuzzy(text: str, field: Field) -> Fuzzy | None:
    """Return a word with a ~ at its end as one that may be misspelt, if it is one long word of letters."""
    typed, _, after = text.rpartition("~")
    figure = _WRONG.fullmatch(after)
    keys = words.keys(typed) if figure else []
    if not figure or len(keys) != 1 or len(keys[0]) < SHORTEST_FUZZY or not keys[0].isalpha() or typed[0] == "=":
        return None
    return Fuzzy(keys[0], min(int(figure[1] or 1), MOST_WRONG), field)


def _pattern(text: str, field: Field) -> Node | None:
    literal = [fold(f"0{part}0")[1:-1] for part in _WILDCARD.split(text)]  # digits keep a point at an end
    if not any(literal):
        return None
    signs = [sign.replace("؟", "?") for sign in _WILDCARD.findall(text)]
    pattern = "".join(a + b for a, b in zip(literal, [*signs, ""], strict=True))
    return Pattern(_WILDCARD.sub(lambda run: "*" if "*" in run[0] else run[0], pattern), field)
