"""One sentence denies what another says: «لم يوقع الوزير الاتفاق» and «وقع الوزير الاتفاق».

A denied word is the one after لا، لم، لن، ليس …; where a word such as يكن stands between, the two after it. After نفى
and its like, whatever is told is denied. A sentence denies another where what it denies stands there by its lemma or
root, and is not denied there. Both are shown, so that whoever reads them decides. The words are in `denying.toml`.
"""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from ...index.keys import keys
from ...index.text.folding import fold
from ...index.text.function_words import is_function_word
from ...index.text.words import Word, split
from ...index.text.words import keys as keys_of

TOLD: Final = 6
"""Words after a verb of denial of which two, by lemma or root, must stand in what it denies."""
_AFTER_AUXILIARY: Final = 2
_CONJUNCTIONS: Final = ("و", "ف")


class Denial(NamedTuple):
    """A word that denies, and what it denies."""

    start: int
    end: int
    """From the word that denies to the last word that is denied, in characters of the text."""
    denied: tuple[Word, ...]
    needed: int
    """How many of the denied words must stand in a sentence that is contradicted."""


class Opposed(NamedTuple):
    """Words of two texts that deny each other, as offsets into each."""

    ours: tuple[int, int]
    theirs: tuple[int, int]


def opposed(ours: str, theirs: str) -> Opposed | None:
    """Return the words by which one sentence denies what the other says; nothing where none does."""
    our_words, their_words = list(split(ours)), list(split(theirs))
    our_denials, their_denials = list(denials(our_words)), list(denials(their_words))
    for denial in our_denials:
        if said := _said(denial, their_words, their_denials):
            return Opposed((denial.start, denial.end), said)
    for denial in their_denials:
        if said := _said(denial, our_words, our_denials):
            return Opposed(said, (denial.start, denial.end))
    return None


def denials(words: Sequence[Word]) -> Iterator[Denial]:
    """Yield what a sentence, given with its words, denies; in order."""
    for place, word in enumerate(words):
        denying = _listed("before") | _listed("verbs")
        key = word.key[1:] if word.key not in denying and word.key[:1] in _CONJUNCTIONS else word.key
        if _begins_phrase(words, place, key):
            continue
        if key in _listed("before"):
            yield from _denial(words, place)
        elif key in _listed("verbs"):
            told = [one for one in words[place + 1 : place + 1 + 2 * TOLD] if _says_something(one)][:TOLD]
            if told:
                yield Denial(word.start, told[-1].end, tuple(told), 2)


def _denial(words: Sequence[Word], place: int) -> Iterator[Denial]:
    following = words[place + 1 : place + 2]
    if not following:
        return
    if _says_something(following[0]) and not _helps(following[0].key):
        yield Denial(words[place].start, following[0].end, (following[0],), 1)
        return
    after = [one for one in words[place + 2 : place + 5] if _says_something(one)][:_AFTER_AUXILIARY]
    if len(after) == _AFTER_AUXILIARY:
        yield Denial(words[place].start, after[-1].end, tuple(after), _AFTER_AUXILIARY)


def _begins_phrase(words: Sequence[Word], place: int, key: str) -> bool:
    return (key, words[place + 1].key) in _phrases() if place + 1 < len(words) else False


def _said(denial: Denial, words: Sequence[Word], denials: Sequence[Denial]) -> tuple[int, int] | None:
    """Return where a sentence says what a denial denies, and does not deny it itself; nothing where it does not."""
    if len(denial.denied) > _AFTER_AUXILIARY and denials:  # what is told may be a denial: «نفى أنه لم يوقع»
        return None
    refused = {word for one in denials for word in one.denied}
    found: list[Word] = []
    for wanted in denial.denied:
        same = [word for word in words if _is_same(wanted.key, word.key)]
        if not refused.isdisjoint(same):
            return None
        found += same[:1]
    if len(found) < denial.needed:
        return None
    return min(word.start for word in found), max(word.end for word in found)


@cache
def _is_same(one: str, other: str) -> bool:
    """Tell whether two words are of one lemma, or of one root."""
    if not _says_something(Word(other, 0, 0)):
        return False
    ours, theirs = keys(one), keys(other)
    return not {*ours.lemma}.isdisjoint(theirs.lemma) or not {*ours.root}.isdisjoint(theirs.root)


@cache
def _helps(key: str) -> bool:
    """Tell whether a word only helps the verb or noun after it to say something: لن يستطيع الوزير السفر."""
    return not _helping().isdisjoint(keys(key).lemma)


def _says_something(word: Word) -> bool:
    return len(word.key) > 1 and not word.key[0].isdecimal() and not is_function_word(word.key)


@cache
def _listed(name: str) -> frozenset[str]:
    words: list[str] = _data()[name]
    return frozenset(map(fold, words))


@cache
def _helping() -> frozenset[str]:
    return frozenset(map(fold, _data()["helping"]))


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    phrases: list[str] = _data()["not_denying"]
    return frozenset(tuple(keys_of(phrase)) for phrase in phrases)


@cache
def _data() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("denying.toml").read_text("utf-8"))
