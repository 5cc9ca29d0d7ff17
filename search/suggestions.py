"""What is told of a query that finds nothing: its words one by one, and what a looser query would find.

Nothing looser is ever mixed into what was found: it is offered, with how much it finds, for whoever asked to choose. A
word that is nowhere is told of even where other words find something.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final, Literal, NamedTuple

from ..index.keys import EXACT, LEMMA, keys
from ..index.text import words
from . import keyboard
from .answer import Answer, Reader
from .asked import Asked
from .describing import describe
from .evaluate import Match
from .loosening import (
    Loosened,
    all_words,
    any_form,
    any_word,
    anywhere,
    misspelt,
    near,
    replaced,
    same_root,
    text_words,
    unfiltered,
)
from .misspelling import Meant, meant
from .parsing import parse
from .query import Node, Query, Word

MOST_WORDS: Final = 30
"""Words of a query that are told of; of a longer one the first."""
MOST_OFFERED: Final = 3
"""Corrections that are offered for one word."""
SHORTEST_SWITCHED: Final = 3
"""Letters that a word has at the least to be taken for one typed in the other layout."""

Rung = Literal["orthography", "spelling", "lemma", "near", "anywhere", "filters", "all", "any", "root", "misspelt"]


@dataclass(frozen=True, slots=True)
class Count:
    """How many articles hold a word in one layer, and the keys it is looked for under there."""

    keys: tuple[str, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class WordCount:
    """How often a word of the query occurs."""

    word: str
    """As it was typed."""
    exact: Count
    """As it stands, in any spelling."""
    lemma: Count
    """In any form."""
    root: Count | None
    """With every other word of its root; None for a word that has none."""


@dataclass(frozen=True, slots=True)
class Looser:
    """A looser query and what it would find."""

    name: Rung
    query: str
    """What to type for it."""
    total: int


@dataclass(frozen=True, slots=True)
class Correction:
    """What may have been meant."""

    why: Literal["spelling", "keyboard"]
    query: str
    total: int


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is told of a query."""

    words: tuple[WordCount, ...]
    looser: tuple[Looser, ...]
    """Each loosened in one way alone; empty where something was found."""
    did_you_mean: tuple[Correction, ...]


def suggestions(reader: Reader, query: Query, total: int, match: Match, max_expansions: int) -> Suggestions | None:
    """Return what to tell of a query that found `total` articles; None if there is nothing to tell."""
    typed = list(islice(text_words(query.tree), MOST_WORDS))
    nowhere = {word.key for word in typed if not _is_somewhere(reader, word)}
    if total and not nowhere:
        return None
    asked = _Asked(reader, query, match, max_expansions, {key: meant(reader.snapshot, key) for key in nowhere})
    return Suggestions(
        tuple(map(asked.word_count, typed)),
        () if total else tuple(asked.looser()),
        tuple(asked.did_you_mean()),
    )


def _is_somewhere(reader: Reader, word: Word) -> bool:
    terms = reader.terms_of(Word(word.key))
    held = [(EXACT, key) for key in terms.exact] + [(LEMMA, key) for key in terms.lemma]
    return any(reader.snapshot.holding(layer, key) for layer, key in held)


class _Rule(NamedTuple):
    name: Rung
    loosened: Callable[[Node], Loosened]


class _Asked:
    """One query, asked again in other ways."""

    def __init__(
        self, reader: Reader, query: Query, match: Match, max_expansions: int, nowhere: dict[str, list[Meant]]
    ) -> None:
        self._reader = reader
        self._query = query
        self._match = match
        self._max_expansions = max_expansions
        self._nowhere = nowhere
        """Words that no article holds in any form, by key, and what may have been meant."""

    def _total(self, tree: Node) -> int:
        return Answer(self._reader, Asked(Query("", tree)), self._match, self._max_expansions).total()

    def word_count(self, word: Word) -> WordCount:
        """Return how often a word occurs."""
        terms_of = self._reader.terms_of
        exact, plain, root = (Word(word.key, "", layer) for layer in ("exact", "", "root"))
        return WordCount(
            word.typed or word.key,
            Count(terms_of(exact).exact, self._total(exact)),
            Count(terms_of(plain).lemma, self._total(plain)),
            Count(terms_of(root).root, self._total(root)) if keys(word.key).root else None,
        )

    def looser(self) -> Iterator[Looser]:
        """Yield what each way of loosening the query would find, the nearest to it first."""
        for name, loosened in self._rules():
            tree = loosened(self._query.tree)
            if tree is not None:
                yield Looser(name, describe(tree), self._total(tree))

    def _rules(self) -> tuple[_Rule, ...]:
        return (
            _Rule("orthography", partial(replaced, words=self._meant("orthography"))),
            _Rule("spelling", partial(replaced, words=self._meant("spelling"))),
            _Rule("lemma", any_form),
            _Rule("near", near),
            _Rule("anywhere", anywhere),
            _Rule("filters", unfiltered),
            _Rule("all", all_words),
            _Rule("any", partial(any_word, match=self._match)),
            _Rule("root", same_root),
            _Rule("misspelt", partial(misspelt, nowhere=frozenset(self._nowhere))),
        )

    def _meant(self, way: str) -> dict[str, tuple[str, ...]]:
        found = {key: tuple(one.key for one in words if one.way == way) for key, words in self._nowhere.items()}
        return {key: words for key, words in found.items() if words}

    def did_you_mean(self) -> Iterator[Correction]:
        """Yield what may have been meant and finds something, the likeliest first."""
        for text in self._switched():
            tree = parse(text).tree
            if total := self._total(tree):
                yield Correction("keyboard", describe(tree), total)
        for words_meant in self._corrections():
            corrected = replaced(self._query.tree, words_meant)
            if corrected is not None and (total := self._total(corrected)):
                yield Correction("spelling", describe(corrected), total)

    def _corrections(self) -> Iterator[dict[str, tuple[str, ...]]]:
        """Yield words to put in the place of those that are nowhere: of one its best, of several the best of each."""
        known = {key: found for key, found in self._nowhere.items() if found}
        if len(known) == 1:
            ((key, found),) = known.items()
            for one in found[:MOST_OFFERED]:
                yield {key: (one.key,)}
        elif known:
            yield {key: (found[0].key,) for key, found in known.items()}

    def _switched(self) -> Iterator[str]:
        """Yield the query with the words that are nowhere read in the other keyboard layout."""
        runs = self._query.text.split()
        meant_by = {run: self._typed_elsewhere(run) for run in dict.fromkeys(runs)}
        if any(meant_by.values()):
            yield " ".join(meant_by[run] or run for run in runs)

    def _typed_elsewhere(self, run: str) -> str:
        """Return a run in the other layout if that makes words that the archive holds; else nothing."""
        if not all(key in self._nowhere or len(key) < SHORTEST_SWITCHED for key in words.keys(run)):
            return ""
        for candidate in keyboard.switched(run):
            forms = words.keys(candidate)
            held = all(_is_somewhere(self._reader, Word(form)) for form in forms)
            if held and max(map(len, forms), default=0) >= SHORTEST_SWITCHED:
                return candidate
        return ""
