"""One term as it was typed, to its node: a word, a phrase, a pattern, a word that may be misspelt.

The order of the letters is what counts, never the side on which a terminal shows a sign: a * after the letters
stands for what follows them, a * before them for what goes before.
"""

import re
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Final

from ..index.text import words
from ..index.text.characters import is_arabic
from ..index.text.folding import fold
from .query import Every, Fuzzy, Layer, Name, NameField, Node, Pattern, Phrase, Sequence, Word

SHORTEST_FUZZY: Final = 4
"""Letters of a word that may be misspelt; a shorter one is too near to too many others."""
MOST_WRONG: Final = 2
"""How many letters of it may be wrong."""
LONGEST_PATTERN: Final = 200
"""Characters of a pattern that count; no word is as long."""
LONGEST_KNOWN: Final = 100
"""Characters of a run that is kept."""

STAR: Final = "*٭"
_WILDCARD: Final = re.compile(f"[{STAR}?؟]+")
_QUESTION_MARK: Final = re.compile(rf"(?<![^\w{STAR}~])[^\w{STAR}~]+$")
_WRONG: Final = re.compile(r"([1-9١-٩]?)\W*")


def typed_word(text: str, word: words.Word) -> str:
    """Return a word of a text as it was typed, without the characters that nobody sees."""
    typed = text[word.start : word.end]
    return typed if typed.isprintable() else "".join(filter(str.isprintable, typed))


def name(text: str, field: NameField) -> Name:
    """Return a text as the whole name of a source, an author or a category."""
    found = list(words.split(text))
    return Name(tuple(word.key for word in found), field, " ".join(typed_word(text, word) for word in found))


def phrase(text: str, layer: Layer, slop: int, notes: list[str]) -> Phrase | None:
    """Return the words between quotation marks, nothing if there are none."""
    found = list(words.split(text))
    if not found:
        return None
    if any(star in text for star in STAR):
        notes.append("* in quotation marks stands for nothing")
    typed = " ".join(typed_word(text, word) for word in found)
    return Phrase(tuple(word.key for word in found), layer=layer, typed=typed, slop=slop)


def words_of(run: str) -> tuple[Word, ...]:
    """Return the words of a run without white space, which no word reaches across."""
    return tuple(Word(word.key, "", "", typed_word(run, word)) for word in words.split(run))


known_words_of: Final = lru_cache(maxsize=1 << 14)(words_of)
"""The same for short runs: words come again."""


def term(run: str, as_one: bool, ends_question: bool, notes: list[str]) -> Node | None:
    """Return what a run of characters without spaces means, nothing if it has no letters.

    A run of several words (F-16) is a phrase `as_one`, else so many words. A ؟ that ends a question is a question mark.
    """
    if ends_question and ("؟" in run or "?" in run):
        run = _QUESTION_MARK.sub("", run)
    if run in STAR and run:
        return Every()
    if _WILDCARD.search(run):
        return _pattern(run, notes)
    if "~" in run and (fuzzy := _fuzzy(run)):
        return fuzzy
    parts = known_words_of(run) if len(run) <= LONGEST_KNOWN else words_of(run)
    if as_one and len(parts) > 1:
        return phrase(run, "exact", 0, notes)
    if run.startswith("="):
        parts = tuple(replace(part, layer="exact") for part in parts)
    return parts[0] if len(parts) == 1 else Sequence(parts) if parts else None


def _fuzzy(run: str) -> Fuzzy | None:
    """Return a word with a ~ at its end as one that may be misspelt, if it is one long word of letters."""
    typed, _, after = run.rpartition("~")
    figure = _WRONG.fullmatch(after)
    keys = list(islice(words.split(typed), 2)) if figure and typed else []
    key = keys[0].key if len(keys) == 1 else ""
    if not figure or len(key) < SHORTEST_FUZZY or not key.isalpha() or typed[0] == "=":
        return None
    return Fuzzy(key, min(int(figure[1] or 1), MOST_WRONG))


def _pattern(run: str, notes: list[str]) -> Pattern | None:
    run = run[:LONGEST_PATTERN]
    literal = [fold(f"0{part}0")[1:-1] for part in _WILDCARD.split(run)]  # digits keep a point at an end
    if not any(literal):
        return None
    pattern = "".join(a + b for a, b in zip(literal, [*_WILDCARD.findall(run), ""], strict=True))
    pattern = _WILDCARD.sub(lambda signs: _ascii(signs[0]), pattern)
    if hint := _hint(pattern):
        notes.append(hint)
    return Pattern(pattern)


def _ascii(signs: str) -> str:
    """Return wildcards as * and ?; a * among them makes the others idle."""
    return "*" if any(star in signs for star in STAR) else "?" * len(signs)


def _hint(pattern: str) -> str:
    """Return how a sign was read that is easily typed at the wrong end, or as a question mark."""
    letters = pattern.strip("*?")
    if any(sign in letters for sign in "*?") or not letters or not is_arabic(letters[0]):
        return ""
    if pattern == f"*{letters}":
        return f"a * typed before a word finds what ends in it; for what begins with it, type {letters}*"
    if pattern == f"{letters}?":
        return f"a ؟ typed after a word stands for one more letter; to ask for the word, type {letters}"
    return ""
