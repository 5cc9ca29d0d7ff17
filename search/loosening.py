"""Looser queries: one tree to another that asks for less, or None where there is nothing of that kind to loosen.

Each rule loosens one thing alone. What a query excludes stays excluded, and what says where to look (days, an outlet)
is asked for as before, except by the rule that drops it.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from ..index.keys import keys
from .evaluate import Match
from .query import (
    NAMES,
    And,
    Every,
    Fuzzy,
    Leaf,
    Must,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Said,
    Sequence,
    Word,
    leaves,
    with_leaves,
)
from .terms import only_ranks
from .typed import MOST_WRONG, SHORTEST_FUZZY

NEAR: Final = 5
"""Other words that may stand between two of a phrase that is loosened."""
LONG: Final = 7
"""Letters of a word in which two may be wrong; in a shorter one another word is too near."""

Loosened = Node | None


def any_form(tree: Node) -> Loosened:
    """Match words in all their forms, and phrases in any inflection."""

    def change(leaf: Leaf) -> Node:
        match leaf:
            case Word(layer="exact"):
                return replace(leaf, layer="")
            case Phrase(layer="exact") if _is_text(leaf):
                return replace(leaf, layer="lemma")
        return leaf

    return _changed(tree, with_leaves(tree, change))


def near(tree: Node) -> Loosened:
    """Let other words stand between those of a phrase, in any inflection."""

    def change(leaf: Leaf) -> Node:
        if isinstance(leaf, Phrase) and len(leaf.keys) > 1 and leaf.slop < NEAR and _is_text(leaf):
            return replace(leaf, layer="lemma", slop=NEAR)
        return leaf

    return _changed(tree, with_leaves(tree, change))


def anywhere(tree: Node) -> Loosened:
    """Look for the words of a title, or of a statement, in the whole article."""

    def change(leaf: Leaf) -> Node:
        return replace(leaf, field="") if leaf.field == "title" else leaf

    return _changed(tree, _of_nobody(with_leaves(tree, change)))


def unfiltered(tree: Node) -> Loosened:
    """Ask for no days, no outlet, and for nothing else but words."""
    kept = _words_only(tree)
    return None if kept is None else _changed(tree, kept)


def all_words(tree: Node) -> Loosened:
    """Ask for the words of phrases in any order and any form, all of them."""

    def change(leaf: Leaf) -> Node:
        return And(tuple(_words_of(leaf))) if isinstance(leaf, Phrase) and _is_text(leaf) else leaf

    return _changed(tree, with_leaves(tree, change))


def any_word(tree: Node, match: Match = "any") -> Loosened:
    """Ask for any of the words in any form, where all were asked for; not for those that only rank."""
    words, others = _split(tree)
    content = tuple(word for word in words if not only_ranks(word)) or tuple(words)
    if len(words) < 2 or not _wants_all(tree, match):
        return None
    return _changed(tree, _one((_any_of(content), *others)))


def same_root(tree: Node) -> Loosened:
    """Match every word of the roots of the words."""

    def change(leaf: Leaf) -> Node:
        match leaf:
            case Word(key, _, layer) if _is_text(leaf) and layer != "root" and keys(key).root:
                return replace(leaf, layer="root")
            case Phrase() if _is_text(leaf) and any(keys(key).root for key in leaf.keys):
                return _one(tuple(with_leaves(word, change) for word in _words_of(leaf)))
        return leaf

    return _changed(tree, with_leaves(tree, change))


def misspelt(tree: Node, nowhere: frozenset[str]) -> Loosened:
    """Let letters be wrong in words that are nowhere, given by their keys."""

    def change(leaf: Leaf) -> Node:
        match leaf:
            case Word(key) if key in nowhere and _is_text(leaf) and may_be_misspelt(key):
                return Fuzzy(key, MOST_WRONG if len(key) >= LONG else 1, leaf.field)
            case Phrase() if _is_text(leaf) and any(key in nowhere and may_be_misspelt(key) for key in leaf.keys):
                return _one(tuple(with_leaves(word, change) for word in _words_of(leaf)))
        return leaf

    return _changed(tree, with_leaves(tree, change))


def replaced(tree: Node, words: dict[str, tuple[str, ...]]) -> Loosened:
    """Ask for other words in place of some, given by their keys; any of several."""

    def change(leaf: Leaf) -> Node:
        match leaf:
            case Word(key) if key in words and _is_text(leaf):
                return _any_of(tuple(replace(leaf, key=word, typed="") for word in words[key]))
            case Phrase() if _is_text(leaf) and any(key in words for key in leaf.keys):
                return replace(leaf, keys=tuple(words.get(key, (key,))[0] for key in leaf.keys), typed="")
        return leaf

    return _changed(tree, with_leaves(tree, change))


def may_be_misspelt(key: str) -> bool:
    """Tell whether a word is long enough to be told from others by most of its letters; figures never are."""
    return len(key) >= SHORTEST_FUZZY and key.isalpha()


def text_words(tree: Node) -> list[Word]:
    """Return the words of a query that articles may hold in their text, those of phrases too, in order."""
    return [word for word in _split(tree)[0] if isinstance(word, Word)]


def _is_text(leaf: Leaf) -> bool:
    return leaf.field not in NAMES


def _has_text(tree: Node) -> bool:
    return any(map(_is_text, leaves(tree)))


def _wants_all(tree: Node, match: Match) -> bool:
    """Tell whether an article must hold several words."""
    match tree:
        case Phrase(keys):
            return len(keys) > 1
        case Said():
            return True
        case And(parts):
            return len(parts) > 1 or any(_wants_all(part, match) for part in parts)
        case Sequence(parts):
            wants_some = match == "all" or any(isinstance(part, Must) for part in parts)
            return (wants_some and len(parts) > 1) or any(_wants_all(part, match) for part in parts)
        case Must(part):
            return _wants_all(part, match)
        case Or(parts):
            return any(_wants_all(part, match) for part in parts)
    return False


def _split(tree: Node) -> tuple[list[Leaf], list[Node]]:
    """Return what articles may hold in their text, phrases as their words; and the other parts of a query."""
    match tree:
        case _ if not _has_text(tree):
            return [], [tree]
        case Phrase():
            return list(_words_of(tree)), []
        case Word() | Pattern() | Fuzzy():
            return [tree], []
        case Must(part):
            return _split(part)
        case Said(speaker, said):
            found = [_split(part) for part in (speaker, *said) if not isinstance(part, Not)]
            return [leaf for words, _ in found for leaf in words], []
        case Sequence(parts) | And(parts) | Or(parts):
            found = [_split(part) for part in parts]
            return [leaf for words, _ in found for leaf in words], [part for _, others in found for part in others]
    return [], [tree]


def _words_only(tree: Node) -> Loosened:
    """Return what a query asks of texts and what it excludes; None if that is nothing."""
    match tree:
        case Word() | Phrase() | Pattern() | Fuzzy():
            return tree if _is_text(tree) else None
        case Sequence(parts) | And(parts) | Or(parts):
            kept = tuple(part for part in map(_words_only, parts) if part is not None)
            if not any(map(_has_text, kept)):
                return None
            return kept[0] if len(kept) == 1 else type(tree)(kept)
        case Must(part):
            inside = _words_only(part)
            return None if inside is None else Must(inside)
        case Not() | Every() | Said():
            return tree
    return None


def _of_nobody(tree: Node) -> Node:
    """Return a tree that asks for the words of statements, whoever says them and wherever they stand."""
    match tree:
        case Said(speaker, parts):
            return _one((speaker, *parts))
        case Sequence(parts) | And(parts) | Or(parts):
            return type(tree)(tuple(map(_of_nobody, parts)))
        case Must(part):
            return Must(_of_nobody(part))
        case _:
            return tree


def _changed(before: Node, after: Node) -> Loosened:
    return None if after == before else after


def _words_of(phrase: Phrase) -> Iterable[Word]:
    typed = phrase.typed.split(" ")
    shown = typed if len(typed) == len(phrase.keys) else phrase.keys
    return (Word(key, phrase.field, "", word) for key, word in zip(phrase.keys, shown, strict=True))


def _one(parts: tuple[Node, ...]) -> Node:
    return parts[0] if len(parts) == 1 else And(parts)


def _any_of(parts: tuple[Node, ...]) -> Node:
    return parts[0] if len(parts) == 1 else Or(parts)
