"""A query against one text: which of its words match, through which key.

An article is matched again when it is shown: offsets into the raw text are never stored, so that they can never
be stale. Every word, phrase and pattern of the query is one *term*, known by its place in `leaves(query)`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from fnmatch import translate
from typing import NamedTuple

from ..index.keys import EXACT, LEMMA, ROOT, Keys, keys
from ..index.text import words
from ..index.text.words import Word as TextWord
from .query import Node, Pattern, Phrase, Word, leaves
from .results import Kind, Span
from .terms import TermsOf, only_ranks


class Match(NamedTuple):
    """One word of a text that matches a term of the query."""

    term: int
    span: Span


class Matcher:
    """The terms of one query, ready to be looked for in many texts."""

    def __init__(self, tree: Node, terms_of: TermsOf, field: str = "") -> None:
        """Keep the terms that may match in a field: those of no field, and those of `field`."""
        self._terms: dict[str, dict[str, int]] = {EXACT: {}, LEMMA: {}, ROOT: {}}
        self._typed: set[str] = set()
        self._patterns: list[tuple[int, re.Pattern[str]]] = []
        self._phrases: list[tuple[int, Phrase]] = []
        parts = list(leaves(tree))
        nothing_else = all(map(only_ranks, parts))
        for term, leaf in enumerate(parts):
            if leaf.field in ("", field) and (nothing_else or not only_ranks(leaf)):
                self._take(term, leaf, terms_of)

    def _take(self, term: int, leaf: Word | Phrase | Pattern, terms_of: TermsOf) -> None:
        match leaf:
            case Word(key, _, layer):
                self._typed.add(key)
                for name, found in terms_of(leaf)._asdict().items():
                    if name != ROOT or layer == ROOT:  # a root only ranks, unless it was asked for
                        for one in found:
                            self._terms[name].setdefault(one, term)
            case Phrase(forms):
                self._typed.update(forms)
                self._phrases.append((term, leaf))
            case Pattern(pattern):
                # Python's own translation of wildcards never tries a star twice; a plain .* for each would
                self._patterns.append((term, re.compile(translate(pattern))))

    def matches(self, text: str) -> list[Match]:
        """Return the matching words of a text in their order; a word counts once."""
        found = list(words.split(text))
        by_start: dict[int, Match] = {}
        for match in [*self._phrase_matches(found), *self._word_matches(found)]:
            by_start.setdefault(match.span.start, match)
        return [by_start[start] for start in sorted(by_start)]

    def _word_matches(self, found: Iterable[TextWord]) -> Iterator[Match]:
        for form, start, end in found:
            if (match := self._match_word(form, keys(form))) is not None:
                term, kind = match
                yield Match(term, Span(start, end, kind))

    def _match_word(self, form: str, found: Keys) -> tuple[int, Kind] | None:
        if (term := self._terms[EXACT].get(found.canonical)) is not None:
            return term, self._exact_or_spelling(form)
        layers: tuple[tuple[Kind, tuple[str, ...]], ...] = (("lemma", found.lemma), ("root", found.root))
        for kind, layer in layers:
            for key in layer:
                if (term := self._terms[kind].get(key)) is not None:
                    return term, kind
        for term, pattern in self._patterns:
            if any(pattern.fullmatch(key) for key in found.exact):
                return term, "exact"
        return None

    def _exact_or_spelling(self, form: str) -> Kind:
        """Tell whether a word stands as it was typed, or in another spelling of its class."""
        return "exact" if form in self._typed else "spelling"

    def _phrase_matches(self, found: list[TextWord]) -> Iterator[Match]:
        for term, phrase in self._phrases:
            wanted = [keys(form) for form in phrase.keys]
            held = [keys(word.key) for word in found]
            for at in range(len(held) - len(wanted) + 1):
                if all(map(_same_of(phrase), held[at : at + len(wanted)], wanted)):
                    for word, want in zip(found[at : at + len(wanted)], wanted, strict=True):
                        exact = keys(word.key).canonical == want.canonical
                        kind = self._exact_or_spelling(word.key) if exact else "lemma"
                        yield Match(term, Span(word.start, word.end, kind))


def _same_of(phrase: Phrase) -> Callable[[Keys, Keys], bool]:
    """Return what tells whether a word of a text is a word of a phrase."""
    if phrase.layer == "lemma" and all(keys(form).lemma for form in phrase.keys):
        return lambda held, wanted: wanted.lemma[0] in held.lemma
    return lambda held, wanted: wanted.canonical == held.canonical
