"""A query against one text: which of its words match, through which key.

An article is matched again when it is shown: offsets into the raw text are never stored, so that they can never
be stale. Every word, phrase and pattern of the query is one *term*, known by its place in `leaves(query)`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..index.analyzer import stem_keys
from ..index.text import words
from ..index.text.words import Word as TextWord
from .query import Node, Pattern, Phrase, Word, leaves
from .results import Kind, Span


class Match(NamedTuple):
    """One word of a text that matches a term of the query."""

    term: int
    span: Span


class Matcher:
    """The terms of one query, ready to be looked for in many texts."""

    def __init__(self, tree: Node, field: str = "") -> None:
        """Keep the terms that may match in a field: those of no field, and those of `field`."""
        self._exact: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._patterns: list[tuple[int, re.Pattern[str]]] = []
        self._phrases: list[tuple[int, tuple[str, ...]]] = []
        for term, leaf in enumerate(leaves(tree)):
            if leaf.field in ("", field):
                self._take(term, leaf)

    def _take(self, term: int, leaf: Word | Phrase | Pattern) -> None:
        match leaf:
            case Word(key):
                self._exact.setdefault(key, term)
                for stem in stem_keys(key)[:1]:
                    self._stems.setdefault(stem, term)
            case Phrase(keys):
                self._phrases.append((term, keys))
            case Pattern(pattern):
                letters = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
                self._patterns.append((term, re.compile(letters)))

    def matches(self, text: str) -> list[Match]:
        """Return the matching words of a text in their order; a word counts once."""
        found = list(words.split(text))
        by_start: dict[int, Match] = {}
        for match in [*self._phrase_matches(found), *self._word_matches(found)]:
            by_start.setdefault(match.span.start, match)
        return [by_start[start] for start in sorted(by_start)]

    def _word_matches(self, found: Iterable[TextWord]) -> Iterator[Match]:
        for key, start, end in found:
            term, kind = self._match_word(key)
            if term is not None:
                yield Match(term, Span(start, end, kind))

    def _match_word(self, key: str) -> tuple[int | None, Kind]:
        if (term := self._exact.get(key)) is not None:
            return term, "exact"
        for stem in stem_keys(key):
            if (term := self._stems.get(stem)) is not None:
                return term, "lemma"
        for term, pattern in self._patterns:
            if pattern.fullmatch(key):
                return term, "exact"
        return None, "exact"

    def _phrase_matches(self, found: list[TextWord]) -> Iterator[Match]:
        keys = [word.key for word in found]
        for term, phrase in self._phrases:
            for at in range(len(keys) - len(phrase) + 1):
                if keys[at] == phrase[0] and tuple(keys[at : at + len(phrase)]) == phrase:
                    for word in found[at : at + len(phrase)]:
                        yield Match(term, Span(word.start, word.end, "exact"))
