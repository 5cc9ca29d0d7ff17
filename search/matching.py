"""A query against the words of one text: which of them match, through which key.

An article is matched again when it is shown: offsets into the raw text are never stored, so that they can never
be stale. Every word, phrase and pattern of the query is one *term*, known by its place in `leaves(query)`.
What stands for a word that may be misspelt matches as a "spelling" of it, unless it is that very word.

The words of an archive's articles are known by numbers: `showing` finds those that may match without their text.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from fnmatch import translate
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..index.keys import EXACT, LEMMA, ROOT, FormKeys, keys, keys_of_all
from ..index.text import words
from .query import NAMES, Fuzzy, Leaf, Node, Pattern, Phrase, Word, leaves
from .results import Kind, Span
from .terms import TermsOf, only_ranks

Truths = NDArray[np.bool_]


class Match(NamedTuple):
    """One word of a text that matches a term of the query."""

    term: int
    span: Span


class Matched(NamedTuple):
    """Through what a word matches."""

    term: int
    kind: Kind


class Matcher:
    """The terms of one query, ready to be looked for in many texts."""

    def __init__(self, tree: Node, terms_of: TermsOf, field: str = "") -> None:
        """Keep the terms that may match in a field: those of no field, and those of `field`."""
        self.keys: dict[str, dict[str, int]] = {EXACT: {}, LEMMA: {}, ROOT: {}}
        """For each layer, the keys of words that match, and the term of each."""
        self.phrases: list[tuple[int, Phrase]] = []
        self.typed: set[str] = set()
        """The forms that were typed."""
        self.only_exact: set[str] = set()
        """Exact keys that are looked for without a lemma: no other key leads to their words."""
        self._patterns: list[tuple[int, re.Pattern[str]]] = []
        self._fuzzy: list[tuple[int, Callable[[str], bool]]] = []
        parts = list(leaves(tree))
        nothing_else = all(only_ranks(leaf) for leaf in parts if leaf.field not in NAMES)
        for term, leaf in enumerate(parts):
            if leaf.field in ("", field) and (nothing_else or not only_ranks(leaf)):
                self._take(term, leaf, terms_of)

    def _take(self, term: int, leaf: Leaf, terms_of: TermsOf) -> None:
        match leaf:
            case Word(key, _, layer):
                self.typed.add(key)
                terms = terms_of(leaf)
                if not terms.lemma:
                    self.only_exact.update(terms.exact)
                for name, found in terms._asdict().items():
                    if name != ROOT or layer == ROOT:  # a root only ranks, unless it was asked for
                        for one in found:
                            self.keys[name].setdefault(one, term)
            case Phrase(forms):
                self.typed.update(forms)
                self.phrases.append((term, leaf))
            case Pattern(pattern):
                # Python's own translation of wildcards never tries a star twice; a plain .* for each would
                self._patterns.append((term, re.compile(translate(pattern))))
            case Fuzzy(key, distance):
                self.typed.add(key)
                self._fuzzy.append((term, _similar_to(key, distance)))

    @property
    def reads_every_form(self) -> bool:
        """Whether a word may match through its letters, and not only through its keys."""
        return bool(self._patterns or self._fuzzy)

    def matches(self, text: str) -> list[Match]:
        """Return the matching words of a text in their order; a word counts once."""
        found = list(words.split(text))
        distinct = list({word.key for word in found})
        keys_of = dict(zip(distinct, keys_of_all(distinct), strict=True))
        matched: dict[int, Matched] = {}
        for term, phrase in self.phrases:
            fits = [np.array([fit(keys_of[word.key]) for word in found], bool) for fit in _slots(phrase)]
            for row in in_a_row(fits, phrase.slop):
                for place, form in zip(row, phrase.keys, strict=True):
                    matched.setdefault(place, self.of_phrase(term, form, found[place].key, keys_of[found[place].key]))
        for place, word in enumerate(found):
            if place not in matched and (match := self.of_form(word.key, keys_of[word.key])) is not None:
                matched[place] = match
        return [
            Match(term, Span(found[place].start, found[place].end, kind))
            for place, (term, kind) in sorted(matched.items())
        ]

    def of_form(self, form: str, found: FormKeys) -> Matched | None:
        """Return through what a word matches, given by its form and keys; phrases left out."""
        if (term := self.keys[EXACT].get(found.exact[0])) is not None:
            return Matched(term, self._exact_or_spelling(form))
        layers: tuple[tuple[Kind, tuple[str, ...]], ...] = (("lemma", found.lemma), ("root", found.root))
        for kind, layer in layers:
            for key in layer:
                if (term := self.keys[kind].get(key)) is not None:
                    return Matched(term, kind)
        for term, pattern in self._patterns:
            if any(map(pattern.fullmatch, found.exact)):
                return Matched(term, "exact")
        for term, is_similar in self._fuzzy:
            if any(map(is_similar, found.exact)):
                return Matched(term, self._exact_or_spelling(form))
        return None

    def of_phrase(self, term: int, wanted: str, form: str, found: FormKeys) -> Matched:
        """Return through what a word matches that stands for one of a phrase, given by its form and keys."""
        exact = found.exact[0] == keys(wanted).canonical
        return Matched(term, self._exact_or_spelling(form) if exact else "lemma")

    def _exact_or_spelling(self, form: str) -> Kind:
        """Tell whether a word stands as it was typed, or in another spelling of its class."""
        return "exact" if form in self.typed else "spelling"


def _similar_to(key: str, distance: int) -> Callable[[str], bool]:
    """Return what tells whether a key is another one with so many letters wrong at the most."""
    from rapidfuzz.distance import OSA

    return lambda other: OSA.distance(key, other, score_cutoff=distance) <= distance


def _slots(phrase: Phrase) -> list[Callable[[FormKeys], bool]]:
    """Return for each word of a phrase what tells whether a word of a text fits."""
    wanted = [keys(form) for form in phrase.keys]
    if phrase.layer == "lemma" and all(one.lemma for one in wanted):
        return [partial(_has_lemma, one.lemma[0]) for one in wanted]
    return [partial(_has_exact, one.canonical) for one in wanted]


def _has_lemma(lemma: str, found: FormKeys) -> bool:
    return lemma in found.lemma


def _has_exact(key: str, found: FormKeys) -> bool:
    return key == found.exact[0]


def in_a_row(fits: Sequence[Truths], slop: int) -> Iterator[tuple[int, ...]]:
    """Yield the places of the words of a phrase, wherever it stands; from each place on the nearest.

    `fits` says for each slot which words fit; up to `slop` others may stand between two of them.
    """
    for first in np.flatnonzero(fits[0]).tolist():
        reached: dict[int, tuple[int, ...]] = {first: (first,)}
        for fit in fits[1:]:
            further: dict[int, tuple[int, ...]] = {}
            for at, before in reached.items():
                for place in range(at + 1, min(at + slop + 2, fit.size)):
                    if place not in further and fit[place]:
                        further[place] = (*before, place)
            reached = further
        if reached:
            yield next(iter(reached.values()))
