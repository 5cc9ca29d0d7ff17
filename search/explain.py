"""What a hit's score is made of: which key of which word gives how much.

The parts are worked out anew, from the words of the article and the formula of `index.impacts`; the engine's own sums
are not asked. Both agree to the rounding: a posting is worth a whole number of steps (`index.impacts.STEP`), so that
each part may be a step away, and `Explanation.rounding` says how far all of them are.

What gives something is told by the same rules as in `evaluate`: a part of the query that the article does not match
gives nothing; a root adds to what matches otherwise; so do function words; a phrase is worth its words, a pattern the
best of what it stands for, a filter nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..index.impacts import STEP, bm25, early, early_weight, idf_of, in_steps, key_weight, length_norm
from ..index.keys import EXACT, LAYERS, LEMMA, ROOT
from ..index.segments.snapshot import Snapshot, keys_of
from .answer import Reader
from .describing import describe
from .evaluate import Evaluator, Match, phrase_slots, without_function_words
from .patterns import expanded
from .query import NAMES, And, Fuzzy, Must, Node, Not, Or, Pattern, Phrase, Said, Word, leaves
from .query import Sequence as Side
from .results import Scored
from .terms import Terms


@dataclass(frozen=True, slots=True)
class Part:
    """What one key of one word of the query gives an article."""

    word: str
    """As it was typed."""
    layer: Literal["exact", "lemma", "root"]
    key: str
    score: float
    """A whole number of steps."""
    early: float
    """How much of it because the key stands so early."""
    times: int
    """How often the key stands in the article."""
    first: int
    """Its first position: words from the beginning of the title, some left empty before the text."""
    holding: int
    """How many articles of the archive hold the key."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a score is made of."""

    score: float
    """As the engine has it."""
    parts: tuple[Part, ...]

    @property
    def rounding(self) -> float:
        """How much the engine's score is more than the sum of the parts."""
        return round((self.score - sum(part.score for part in self.parts)) / STEP) * STEP


class Explainer:
    """Explains the hits of one query."""

    def __init__(self, reader: Reader, tree: Node, match: Match, most_expansions: int, mean_length: float) -> None:
        """`mean_length` is the mean number of words of an article that the archive's impacts were made with."""
        self._reader = reader
        self._snapshot = reader.snapshot
        self._tree = tree
        self._match = match
        self._most_expansions = most_expansions
        self._mean_length = mean_length
        self._matching: dict[Node, NDArray[np.bool_]] = {}
        self._expanded: dict[Node, tuple[str, ...]] = {}

    def explanation(self, found: Scored) -> Explanation:
        """Return what the score of a hit is made of."""
        article = _Article(self._snapshot, found.number, self._mean_length)
        parts = [*self._parts(self._tree, article), *self._roots(article)]
        return Explanation(found.steps * STEP, tuple(parts))

    def _parts(self, node: Node, article: "_Article") -> Iterator[Part]:
        if isinstance(node, Not) or not self._matches(node, article):
            return
        match node:
            case Word() | Phrase() | Pattern() | Fuzzy():
                yield from self._of_leaf(node, article)
            case Side(parts):
                wants_some = self._match == "all" or any(isinstance(part, Must) for part in parts)
                wanted = parts if wants_some else without_function_words(parts)
                for part in parts:
                    found = self._parts if part in wanted else self._of_leaf
                    yield from found(part, article)
            case And(parts) | Or(parts):
                for part in parts:
                    yield from self._parts(part, article)
            case Must(part):
                yield from self._parts(part, article)
            case Said(speaker, parts):
                for part in (speaker, *parts):
                    yield from self._parts(part, article)

    def _matches(self, node: Node, article: "_Article") -> bool:
        """Tell whether an article matches a part of the query, as the engine sees it."""
        if node not in self._matching:
            reader = self._reader
            evaluator = Evaluator(reader.lists, reader.terms_of, self._match, self._most_expansions)
            self._matching[node] = evaluator.found(node).matches
        return bool(self._matching[node][article.number])

    def _of_leaf(self, node: Node, article: "_Article") -> Iterator[Part]:
        """Yield what a word, a phrase or a pattern gives; a name gives nothing."""
        match node:
            case Word() | Phrase() | Pattern() | Fuzzy() if node.field in NAMES:
                return
            case Word(_, _, layer):
                terms = self._reader.terms_of(node)
                yield from article.best_of_layers(_typed(node), terms if layer else terms._replace(root=()))
            case Phrase():
                for word, slot in zip(_words(node), phrase_slots(node), strict=True):
                    yield from article.best_of_layers(word, slot)
            case Pattern() | Fuzzy():
                if node not in self._expanded:
                    self._expanded[node] = expanded(self._snapshot, node, self._most_expansions).keys
                yield from article.best(describe(node), EXACT, article.held(self._expanded[node]))

    def _roots(self, article: "_Article") -> Iterator[Part]:
        """Yield what the roots of words give, whichever of the words brought the article here."""
        for word in leaves(self._tree):
            if isinstance(word, Word) and not word.layer and word.field not in NAMES:
                yield from article.best(_typed(word), ROOT, self._reader.terms_of(word).root)


def _typed(word: Word) -> str:
    return word.typed or word.key


def _words(phrase: Phrase) -> Sequence[str]:
    typed = phrase.typed.split(" ")
    return typed if len(typed) == len(phrase.keys) else phrase.keys


class _Article:
    """The words of one article, and what keys are worth there."""

    def __init__(self, snapshot: Snapshot, number: int, mean_length: float) -> None:
        self.number = number
        self._snapshot = snapshot
        self._segment, within = snapshot.place(number)
        words = self._segment.forward.between(within, within + 1)
        self._forms = words.forms
        self._positions = words.positions()
        self._norm = length_norm(words.lengths, mean_length)

    def best_of_layers(self, word: str, terms: Terms) -> Iterator[Part]:
        """Yield what a word gives in each layer: the best of the alternatives."""
        for layer, keys in zip(LAYERS, terms, strict=True):
            yield from self.best(word, layer, keys)

    def best(self, word: str, layer: str, keys: Iterable[str]) -> Iterator[Part]:
        """Yield the most that one of some alternative keys gives, if the article holds any."""
        parts = (self._part(word, layer, key) for key in keys)
        best = max((part for part in parts if part), key=lambda part: part.score, default=None)
        if best:
            yield best

    @cached_property
    def _exact_keys(self) -> set[str]:
        table = self._segment.table
        numbers = np.union1d(self._forms, table.exact[self._forms])
        return {table.forms[number] for number in numbers.tolist()}

    def held(self, keys: Iterable[str]) -> list[str]:
        """Return those of some exact keys that the article holds."""
        return [key for key in keys if key in self._exact_keys]

    def _part(self, word: str, layer: str, key: str) -> Part | None:
        positions = self._positions[self._standing(layer, key)]
        if not positions.size:
            return None
        holding = self._snapshot.holding(layer, key)
        rarity = np.float32(idf_of(self._snapshot.articles, holding))
        often = bm25(np.array([positions.size], np.uint32), self._norm) * rarity * np.float32(key_weight(layer, key))
        soon = np.zeros(1, np.float32)
        if layer == LEMMA:
            soon = early(positions[:1]) * rarity * np.float32(early_weight(key))
        score = int(in_steps(often + soon)[0]) * STEP
        return Part(word, layer, key, score, float(soon[0]), positions.size, int(positions[0]), holding)  # type: ignore[arg-type]

    def _standing(self, layer: str, key: str) -> NDArray[np.bool_]:
        """Return which words of the article have a key."""
        number = keys_of(self._segment, layer).find(key)
        if number is None:
            return np.zeros(self._forms.size, bool)
        table = self._segment.table
        if layer == EXACT:
            standing: NDArray[np.bool_] = (self._forms == number) | (table.exact[self._forms] == number)
            return standing
        readings = table.readings(layer)
        return readings.holding([number])[readings.readings[self._forms]]
