"""What was typed, cut into tokens: words, phrases, operators, signs, fields, days, brackets.

What a token is depends on what stands beside it, and on whether the query reads like a sentence: in a headline و and a
dash are what they always are. Marks that only turn the direction of a line count for nothing.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import Final, Literal

from ..index.text import words
from ..index.text.folding import fold
from .query import Days, Field, Name, Node

MOST_WORDS: Final = 300
"""How many words of a query count: an engine's tree of thousands is slow, and too deep for the stack."""
TOO_LONG: Final = f"longer than {MOST_WORDS} words, of which only the first count"
FORMULA_WORDS: Final = 4
"""A query of more words, without quotation marks or capital operators, is a headline or a question."""
MOST_SLOP: Final = 100
"""How many words may stand between two of a phrase; more count as so many."""
MOST_TOKENS: Final = 8 * MOST_WORDS
"""How many tokens are read: enough for every word that counts, with all that may stand round it."""
MOST_PIECES: Final = 12
"""How many words may tell of days that stand in no brackets."""

FIELDS: Final[dict[str, Field]] = {
    "title": "title", "عنوان": "title",
    "source": "source", "مصدر": "source",
    "author": "author", "كاتب": "author",
    "category": "category", "تصنيف": "category",
}  # fmt: skip
"""Parts of an article that may stand before a colon, folded; before the Arabic ones ال may."""
ROOT: Final = "root"
DATE: Final = "date"
SPEAKER: Final = "speaker"
_NAMED: Final = {
    **{name: name for name in FIELDS},
    "root": ROOT, "جذر": ROOT, "date": DATE, "تاريخ": DATE, "speaker": SPEAKER, fold("قائل"): SPEAKER,
}  # fmt: skip
_ARTICLE: Final = "ال"

AND, OR, NOT = "AND", "OR", "NOT"
OPERATORS: Final = {"AND": AND, "&&": AND, "OR": OR, "||": OR, "NOT": NOT}
ARABIC_OPERATORS: Final = {"و": AND, "أو": OR, "او": OR, "ليس": NOT}
"""Words that are operators between two terms."""
OPERATOR_WORDS: Final = frozenset(map(fold, ARABIC_OPERATORS))
"""The same, folded."""
QUESTION_WORDS: Final = frozenset(map(fold, "من ما ماذا متى أين كيف كم لماذا هل أي أية بماذا لمن مما عما".split()))
QUOTES: Final = {
    '"': '"', "«": "»", "»": "«", "“": "”“", "”": "“”", "„": "“”", "‟": "”", "‘": "’", "’": "‘",
    "‹": "›", "＂": "＂",
}  # fmt: skip
"""Each opening quotation mark and what may close it; some are typed in either order."""
BRACKETS: Final = {"[": "]", "]": "[", "(": ")"}
"""What may stand round days; in a line from right to left square brackets are typed in either order."""
DIRECTIONS: Final = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff"
"""Characters that only turn the direction of a line, as the inside of a class."""

TokenKind = Literal["word", "phrase", "operator", "sign", "field", "filter", "=", "(", ")"]


class BadSyntax(Exception):
    """Why a query could not be read as a formula."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a query."""

    kind: TokenKind
    text: str
    """What was typed; of a phrase, what stands between its marks."""
    name: str = ""
    """The name of an operator or a field, however it was typed."""
    loose: bool = False
    """Whether a ~ of its own follows a phrase."""
    slop: int = 0
    """The figure after the ~ of a phrase."""
    spaced: bool = False
    """Whether a space stands at the colon of a field."""
    filter: Node | None = None
    """What a filter asks for."""


def tokens(text: str, today: dt.date | None, notes: list[str]) -> list[Token]:
    """Return the tokens of a query; what its reader should know is added to the notes.

    Days such as أمس are told from `today`, the day on which it is if none is given. Raises `BadSyntax`.
    """
    text = _DIRECTION.sub("", text)
    found, said = _cut(text, today)
    sentence = any(token.kind in ("sign", "operator") or token.spaced for token in found) and _is_sentence(found)
    if spaced := next((token.text for token in found if token.spaced and sentence), ""):
        notes.append(f"{spaced}: with a space is a word in so long a query; leave the space out to name a field")
        found, said = _cut(text, today, spaced_fields=False)
    notes += said
    return list(_with_operators(found, sentence, notes))


def _cut(text: str, today: dt.date | None, *, spaced_fields: bool = True) -> tuple[list[Token], list[str]]:
    """Return the tokens of a text before it is known whether they are a sentence, and what is to be said of them."""
    notes: list[str] = []
    found = list(islice(_Lexer(text, today, notes, spaced_fields).tokens(), MOST_TOKENS + 1))
    if len(found) > MOST_TOKENS:
        raise BadSyntax(TOO_LONG)
    return found, notes


_DIRECTION: Final = re.compile(f"[{DIRECTIONS}]")
_FIELD: Final = re.compile(r"([^\W\d_][^\s:()]{1,19})(\s?):(\s?)")
_RUN: Final = re.compile(r"[^\s()" + "".join(QUOTES) + "]+")
_PIECE: Final = re.compile(r"\s*([^\s()" + "".join(QUOTES) + "]+)")
_ENDS_OPEN: Final = re.compile(r"\s(?:[إا]ل[ىي]|و?حت[ىي]|لغاية)$")
_NOTHING: Final = re.compile("=(?:" + "|".join(f"{opening}[{closing}]" for opening, closing in QUOTES.items()) + ")")
_LOOSE: Final = re.compile(r"(~(?!\d))?(?:~(\d+))?")
_SPACES: Final = re.compile(r"\s*")


class _Lexer:
    """Cuts one query."""

    def __init__(self, text: str, today: dt.date | None, notes: list[str], spaced_fields: bool) -> None:
        self._text = text
        self._today = today
        self._notes = notes
        self._spaced_fields = spaced_fields

    def tokens(self) -> Iterator[Token]:
        """Yield the tokens one by one."""
        at = 0
        while at < len(self._text):
            if self._text[at].isspace():
                at += 1
            else:
                token, at = self._next(at)
                yield token

    def _next(self, at: int) -> tuple[Token, int]:
        """Return the token that begins at a character, and the end of it."""
        text, sign = self._text, self._text[at]
        if sign in "()":
            return Token("(" if sign == "(" else ")", sign), at + 1
        if sign in QUOTES:
            return self._phrase(at)
        if sign in "+-" and self._is_sign(at):
            return Token("sign", sign), at + 1
        if sign == "=" and text[at + 1 : at + 2] in {"(", *QUOTES}:
            return Token("=", sign), at + 1
        if sign in "[]" and (days := self._in_brackets(at, of_range=True)):
            return Token("filter", text[at : days[1]], filter=days[0]), days[1]
        if field := self._field(at):
            return field
        end = _end(_RUN, text, at)
        return _run_token(text[at:end]), end

    def _phrase(self, at: int) -> tuple[Token, int]:
        end = self._closing(at, QUOTES[self._text[at]])
        if end < 0:
            raise BadSyntax(f"the quotation mark {self._text[at]} is never closed")
        signs = _LOOSE.match(self._text, end + 1)
        assert signs
        slop = min(int((signs[2] or "0")[:3]), MOST_SLOP)
        return Token("phrase", self._text[at + 1 : end], loose=bool(signs[1]), slop=slop), signs.end()

    def _closing(self, opening: int, closers: str) -> int:
        """Return where the first of some closing marks stands after an opening one, -1 if none does."""
        places = (self._text.find(closer, opening + 1) for closer in closers)
        return min((place for place in places if place >= 0), default=-1)

    def _is_sign(self, at: int) -> bool:
        """Tell whether a + or - stands right before a term, and not right after one."""
        before, after = self._text[at - 1 : at], self._text[at + 1 : at + 2]
        begins = not before or before.isspace() or before == "("
        return begins and after != "" and (after.isalpha() or after in "([]=*?؟\\" or after in QUOTES)

    def _field(self, at: int) -> tuple[Token, int] | None:
        """Return the field that begins at a character; that of the date with its days."""
        match = _FIELD.match(self._text, at)
        name = _field_name(match[1]) if match else ""
        if not match or not name or (match[2] + match[3] and not self._spaced_fields):
            return None
        typed, spaced = match[1].lower(), bool(match[2] + match[3])
        if name != DATE:
            return Token("field", typed, name, spaced=spaced), match.end()
        days = self._days(_end(_SPACES, self._text, match.end()))
        if not days:
            self._notes.append(f"{typed}: is read as a word, since no day, month or year follows it")
            return None
        return Token("filter", typed, spaced=spaced, filter=days[0]), days[1]

    def _days(self, at: int) -> tuple[Node, int] | None:
        """Return the days that are written at a character, in brackets, in quotation marks or in neither."""
        sign = self._text[at : at + 1]
        if sign in BRACKETS or sign in QUOTES:
            return self._in_brackets(at)
        if nothing := _NOTHING.match(self._text, at):
            return Name((), DATE), nothing.end()
        ends: list[int] = []
        while len(ends) < MOST_PIECES and (piece := _PIECE.match(self._text, ends[-1] if ends else at)):
            if piece[1] in OPERATORS or ":" in piece[1]:
                break
            ends.append(piece.end())
        for end in reversed(ends):
            if not _ENDS_OPEN.search(self._text, at, end) and (days := self._range(self._text[at:end])):
                return days, end
        return None

    def _in_brackets(self, at: int, *, of_range: bool = False) -> tuple[Node, int] | None:
        """Return the days in the brackets that open at a character; if so asked, only days from one to another."""
        from ..index.text.date_ranges import LONGEST, parse_period

        sign = self._text[at]
        end = self._closing(at, BRACKETS.get(sign) or QUOTES[sign])
        if not 0 <= end - at <= LONGEST + 1:
            return None
        written = self._text[at + 1 : end]
        days = self._range(written) if not of_range or parse_period(written, self._day) is None else None
        return (days, end + 1) if days else None

    def _range(self, text: str) -> Days | None:
        from ..index.text.date_ranges import parse_range

        found = parse_range(text, self._day)
        if not found:
            return None
        if found.turned:
            self._notes.append(f"the later end of {text.strip()} stands first: read as {found.first} to {found.last}")
        return Days(found.first, found.last)

    @property
    def _day(self) -> dt.date:
        return self._today or dt.datetime.now().astimezone().date()


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return where a pattern that matches at a character ends."""
    match = pattern.match(text, at)
    assert match
    return match.end()


def _field_name(typed: str) -> str:
    """Return the name of a field that may stand before a colon, or nothing."""
    keys = words.keys(typed)
    key = keys[0] if len(keys) == 1 else ""
    return _NAMED.get(key) or _NAMED.get(key.removeprefix(_ARTICLE), "")


def _run_token(run: str) -> Token:
    if name := OPERATORS.get(run) or ARABIC_OPERATORS.get(run):
        return Token("operator", run, name)
    return Token("word", run)


def _is_sentence(found: list[Token]) -> bool:
    """Tell whether a query is a question or a long plain text; the words of a field are none of it."""
    if any(token.text in OPERATORS or (token.kind == "phrase" and any(words.split(token.text))) for token in found):
        return False
    typed = (
        token.text
        for before, token in pairwise([Token("(", ""), *found])
        if token.spaced or (token.kind == "word" and not _names(before))
    )
    every = chain.from_iterable(map(words.keys, typed))
    keys = list(islice((key for key in every if key not in OPERATOR_WORDS), FORMULA_WORDS + 1))
    return len(keys) > FORMULA_WORDS or not QUESTION_WORDS.isdisjoint(keys)


def _names(token: Token) -> bool:
    """Tell whether a token is a field's name that nobody types by chance, so that what follows is its word."""
    return token.kind == "field" and token.name != ROOT and not token.spaced


def _with_operators(found: list[Token], sentence: bool, notes: list[str]) -> Iterator[Token]:
    """Yield the tokens, those words again that are no operators here, and without the signs that are none."""
    for at, token in enumerate(found):
        if token.kind == "sign" and sentence:
            instead = "NOT" if token.text == "-" else "AND"
            notes.append(f"{token.text} before a word is a dash in so long a query; write {instead}, or fewer words")
        elif token.text in ARABIC_OPERATORS and token.kind == "operator" and (sentence or not _joins(found, at)):
            yield Token("word", token.text)
        else:
            yield token


def _joins(found: list[Token], at: int) -> bool:
    """Tell whether the token at a place has a term on either side."""
    before = found[at - 1].kind if at else ""
    after = found[at + 1].kind if at + 1 < len(found) else ""
    return before in ("word", "phrase", "filter", ")") and after not in ("", "operator", ")")
