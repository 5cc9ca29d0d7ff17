"""A query's tree to the articles that match and what they are worth, every article of a snapshot at once.

Each kind of node becomes a `Found`: a truth value and a score for every number. A word is found through its exact key
or its lemma. Its root only adds to the score of what matches: nothing is found through a root that was not asked
for. Nor is anything found through a function word that stands side by side with other words: in «من فاز بالكأس» it
adds to the score. A phrase is worth what its words are worth, in the articles that hold it; a pattern the best of the
keys that it expands to. A filter (days, an outlet, every article) is worth nothing.
"""

from collections.abc import Iterable
from collections.abc import Sequence as Parts
from functools import reduce
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..index.keys import EXACT, LAYERS, ROOT, keys
from . import filters
from .impact_lists import ImpactLists
from .patterns import expanded
from .phrases import candidates, holding, holding_numbers
from .query import (
    NAMES,
    And,
    Days,
    Every,
    Fuzzy,
    Layer,
    Leaf,
    Must,
    Name,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Said,
    Sequence,
    Word,
    leaves,
)
from .terms import Terms, TermsOf, only_ranks

Match = Literal["any", "all"]


class Found(NamedTuple):
    """What matches, and what it is worth."""

    matches: NDArray[np.bool_]
    """One truth value a number."""
    steps: NDArray[np.uint32]
    """The score of each, in steps; what stands where nothing matches means nothing."""


def without_function_words(parts: Parts[Node]) -> tuple[Node, ...]:
    """Return the parts of a sequence that an article may match through: all of them if none is a content word."""
    content = tuple(part for part in parts if not only_ranks(part))
    return content if any(not isinstance(part, Not) for part in content) else tuple(parts)


class Evaluator:
    """Evaluates one query over one snapshot."""

    def __init__(self, lists: ImpactLists, terms_of: TermsOf, match: Match, most_expansions: int) -> None:
        self._lists = lists
        self._snapshot = lists.snapshot
        self._terms_of = terms_of
        self._match = match
        self._most_expansions = most_expansions
        self._bonus = np.zeros(self._snapshot.size, np.uint32)
        self.left_out = 0
        """How many expansions of patterns were left out, the rarest first."""

    def found(self, tree: Node) -> Found:
        """Return what matches a whole query; deleted articles never do."""
        matches, steps = self._of(tree)
        for word in leaves(tree):
            if isinstance(word, Word) and not word.layer and word.field not in NAMES:
                self._add(self._bonus, ROOT, self._terms_of(word).root)
        if self._snapshot.live is not None:
            matches &= self._snapshot.live
        return Found(matches, steps + self._bonus)

    def _of(self, node: Node) -> Found:
        match node:
            case Word() | Phrase() | Pattern() | Fuzzy() if node.field in NAMES:
                return self._filter(node)
            case Word() | Phrase() | Pattern() | Fuzzy():
                return self._leaf(node)
            case Days() | Name():
                return self._filter(node)
            case Every():
                return self._every()
            case Not() | Must():
                return self._all([node])
            case Sequence(parts) if self._match == "any":
                return self._any_of_sequence(parts)
            case Sequence(parts) | And(parts):
                return self._all(parts)
            case Or(parts):
                return reduce(_either, map(self._of, parts))
            case Said():
                return self._said(node)

    def _leaf(self, leaf: Leaf) -> Found:
        match leaf:
            case Word():
                return self._word(leaf)
            case Phrase():
                return self._phrase(leaf)
            case _:
                return self._pattern(leaf)

    def _nothing(self) -> Found:
        size = self._snapshot.size
        return Found(np.zeros(size, bool), np.zeros(size, np.uint32))

    def _every(self) -> Found:
        return self._nothing()._replace(matches=np.ones(self._snapshot.size, bool))

    def _add(self, steps: NDArray[np.uint32], layer: str, keys: tuple[str, ...]) -> None:
        for numbers, impacts in self._lists.impacts(layer, keys) if keys else ():
            np.add.at(steps, numbers, impacts.astype(np.uint32))

    def _any_of_sequence(self, parts: Parts[Node]) -> Found:
        if any(isinstance(part, Must) for part in parts):
            return self._needed(parts)
        wanted = without_function_words(parts)
        for part in parts:
            if part not in wanted:
                self._bonus += self._of(part).steps
        found = [self._of(part) for part in wanted if not isinstance(part, Not)]
        return self._without(reduce(_either, found), wanted) if found else self._all(wanted)

    def _needed(self, parts: Parts[Node]) -> Found:
        """Return what holds the parts that must be there; the others only add to its score."""
        found = self._all([part for part in parts if isinstance(part, Must)])
        for part in parts:
            if not isinstance(part, Must | Not):
                found = found._replace(steps=found.steps + _worth(self._of(part)))
        return self._without(found, parts)

    def _all(self, parts: Parts[Node]) -> Found:
        if not parts:
            return self._nothing()
        wanted = [part.part if isinstance(part, Must) else part for part in parts if not isinstance(part, Not)]
        return self._without(reduce(_both, map(self._of, wanted)) if wanted else self._every(), parts)

    def _without(self, found: Found, parts: Iterable[Node]) -> Found:
        bonus = self._bonus.copy()  # what is not wanted adds nothing to what is
        for part in parts:
            if isinstance(part, Not):
                found = found._replace(matches=found.matches & ~self._of(part.part).matches)
        self._bonus = bonus
        return found

    def _said(self, said: Said) -> Found:
        """Return the articles with a statement that fits; they are worth what its words are worth."""
        from . import attributed  # on first use: most queries ask for no speaker

        wanted = without_function_words(said.parts)
        for part in said.parts:
            if part not in wanted:
                self._bonus += self._of(part).steps
        found = self._all([said.speaker, *map(without_exclusions, wanted)])
        slots_of = attributed.slots_in(self._snapshot, self._terms_of, self._most_expansions)
        return found._replace(matches=attributed.holding(self._snapshot, found.matches, said, slots_of))

    def _word(self, word: Word) -> Found:
        terms = self._terms_of(word)
        if not word.layer:
            terms = terms._replace(root=())
        found = self._found_by(terms)
        if word.field:
            return found._replace(matches=holding(self._snapshot, found.matches, [terms], 0, word.field))
        return found

    def _phrase(self, phrase: Phrase) -> Found:
        slots = phrase_slots(phrase)
        numbers, steps = candidates(self._lists, slots)
        found = self._nothing()
        found.steps[numbers] = steps
        found.matches[holding_numbers(self._snapshot, numbers, slots, phrase.slop, phrase.field)] = True
        return found

    def _found_by(self, terms: Terms) -> Found:
        """Return the articles that hold a key, and what the whole word is worth there."""
        found = self._nothing()
        for layer, some in zip(LAYERS, terms, strict=True):
            if some:
                self._add(found.steps, layer, some)
        return found._replace(matches=found.steps > 0)

    def _pattern(self, pattern: Pattern | Fuzzy) -> Found:
        expansion = expanded(self._snapshot, pattern, self._most_expansions)
        self.left_out += expansion.left_out
        found = self._nothing()
        for key in expansion.keys:
            for numbers, impacts in self._lists.impacts(EXACT, (key,)):
                found.steps[numbers] = np.maximum(found.steps[numbers], impacts)  # a key has an article once
        matches = found.steps > 0
        if pattern.field == "title":
            matches = holding(self._snapshot, matches, [Terms(expansion.keys, (), ())], 0, "title")
        return found._replace(matches=matches)

    def _filter(self, node: Days | Name | Leaf) -> Found:
        return self._nothing()._replace(matches=filters.matching(self._snapshot, node))


def without_exclusions(node: Node) -> Node:
    """Return a tree that asks for nothing not to be there."""
    match node:
        case Not():
            return Every()
        case Sequence(parts) | And(parts) | Or(parts):
            return type(node)(tuple(map(without_exclusions, parts)))
        case _:
            return node


def _either(one: Found, other: Found) -> Found:
    return Found(one.matches | other.matches, _worth(one) + _worth(other))


def _both(one: Found, other: Found) -> Found:
    return Found(one.matches & other.matches, one.steps + other.steps)


def _worth(found: Found) -> NDArray[np.uint32]:
    """Return the scores with nothing where nothing matches."""
    return found.steps * found.matches


def phrase_slots(phrase: Phrase) -> list[Terms]:
    """Return what each word of a phrase is looked for under: one key."""
    slots = [_slot(form, phrase.layer) for form in phrase.keys]
    if all(map(any, slots)):
        return slots
    return [_slot(form, "exact") for form in phrase.keys]  # a proclitic that stands alone has no lemma


def _slot(form: str, layer: Layer) -> Terms:
    """Return what a word of a phrase is looked for under."""
    found = keys(form)
    return Terms((), found.lemma[:1], ()) if layer == "lemma" else Terms(found.exact[:1], (), ())
