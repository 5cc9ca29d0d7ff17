"""A query against one text: which of its words match, through which key.

An article is matched again when it is shown: offsets into the raw text are never stored, so that they can never
be stale. Every word, phrase and pattern of the query is one *term*, known by its place in `leaves(query)`.
What stands for a word that may be misspelt matches as a "spelling" of it, unless it is that very word.

Articles say the same words again and again. So a text is cut into chunks of about a word, and of every chunk that was
met it is remembered which keys find it (`_Met`). Which chunks of a text may match is then a question of sets, and only
those are read word by word.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import translate
from functools import lru_cache
from itertools import chain, islice
from typing import Final, NamedTuple

from ..index.keys import EXACT, LEMMA, ROOT, Keys, keys, keys_of_all, lexicon_in_use
from ..index.text import words
from ..index.text.lexicon.frozen import Lexicon
from ..index.text.words import Word as TextWord
from .query import NAMES, Fuzzy, Leaf, Node, Pattern, Phrase, Word, leaves
from .results import Kind, Span
from .terms import TermsOf, only_ranks

KEPT: Final = 2_000_000
"""Characters of the chunks that are remembered; with more, it begins anew."""


class Match(NamedTuple):
    """One word of a text that matches a term of the query."""

    term: int
    span: Span


_Place = tuple[str, int]
"""A chunk, and where it begins in a text."""


class Matcher:
    """The terms of one query, ready to be looked for in many texts."""

    def __init__(self, tree: Node, terms_of: TermsOf, field: str = "") -> None:
        """Keep the terms that may match in a field: those of no field, and those of `field`."""
        self._terms: dict[str, dict[str, int]] = {EXACT: {}, LEMMA: {}, ROOT: {}}
        self._typed: set[str] = set()
        self._patterns: list[tuple[int, re.Pattern[str]]] = []
        self._fuzzy: list[tuple[int, Callable[[str], bool]]] = []
        self._phrases: list[tuple[int, Phrase]] = []
        parts = list(leaves(tree))
        nothing_else = all(only_ranks(leaf) for leaf in parts if leaf.field not in NAMES)
        for term, leaf in enumerate(parts):
            if leaf.field in ("", field) and (nothing_else or not only_ranks(leaf)):
                self._take(term, leaf, terms_of)
        firsts = (form for _, phrase in self._phrases for form in phrase.keys[:1])
        self._met = _met()
        self._near = _Near(self._met, {*self._terms[LEMMA], *map(_key_met_by, chain(self._terms[EXACT], firsts))})
        self._found: dict[str, list[tuple[int, int, int, Kind]]] = {}

    def _take(self, term: int, leaf: Leaf, terms_of: TermsOf) -> None:
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
            case Fuzzy(key, distance):
                self._typed.add(key)
                self._fuzzy.append((term, _similar_to(key, distance)))

    def matches(self, text: str) -> list[Match]:
        """Return the matching words of a text in their order; a word counts once."""
        spaced = f" {words.spaced(text)} "
        chunks = spaced.split(" ")
        distinct = set(chunks)
        near = self._near.among(distinct)
        if self._patterns or self._fuzzy or self._terms[ROOT]:  # no key that is remembered leads to these
            near.update(filter(self._matches_in, distinct))
        places = list(_places(spaced, filter(near.__contains__, chunks)))
        if not self._phrases:
            return list(self._word_matches(places))
        by_start: dict[int, Match] = {}
        for match in chain(self._phrase_matches(spaced, places), self._word_matches(places)):
            by_start.setdefault(match.span.start, match)
        return [by_start[start] for start in sorted(by_start)]

    def _word_matches(self, places: Iterable[_Place]) -> Iterator[Match]:
        for chunk, at in places:
            for term, start, end, kind in self._matches_in(chunk):
                yield Match(term, Span(at + start, at + end, kind))

    def _matches_in(self, chunk: str) -> list[tuple[int, int, int, Kind]]:
        """Return the term, start, end and kind of each matching word of a chunk; worked out once."""
        found = self._found.get(chunk)
        if found is None:
            found = self._found[chunk] = []
            for form, start, end in self._met.words_of(chunk):
                if (match := self._match_word(form, keys(form))) is not None:
                    found.append((match[0], start, end, match[1]))
        return found

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
        for term, is_similar in self._fuzzy:
            if any(map(is_similar, found.exact)):
                return term, self._exact_or_spelling(form)
        return None

    def _exact_or_spelling(self, form: str) -> Kind:
        """Tell whether a word stands as it was typed, or in another spelling of its class."""
        return "exact" if form in self._typed else "spelling"

    def _phrase_matches(self, spaced: str, places: Sequence[_Place]) -> Iterator[Match]:
        for term, phrase in self._phrases:
            is_same, wanted = _same_of(phrase), [keys(form) for form in phrase.keys]
            longest = len(wanted) + phrase.slop * (len(wanted) - 1)
            for row in chain.from_iterable(self._rows(spaced, place, longest) for place in places):
                for word, want in zip(_in_order(row, wanted, is_same, phrase.slop), wanted, strict=False):
                    exact = keys(word.key).canonical == want.canonical
                    kind = self._exact_or_spelling(word.key) if exact else "lemma"
                    yield Match(term, Span(word.start, word.end, kind))

    def _rows(self, spaced: str, place: _Place, longest: int) -> Iterator[list[TextWord]]:
        """Yield up to so many words in a row, from each word of a chunk on."""
        chunk, start = place
        first = len(self._met.words_of(chunk))
        row = list(islice(self._words_from(spaced, start), first + longest - 1))
        for at in range(first):
            yield row[at : at + longest]

    def _words_from(self, spaced: str, at: int) -> Iterator[TextWord]:
        """Yield the words of a text from a place on, one more in `spaced`."""
        while (until := spaced.find(" ", at + 1)) >= 0:
            for key, start, end in self._met.words_of(spaced[at + 1 : until]):
                yield TextWord(key, at + start, at + end)
            at = until


def _similar_to(key: str, distance: int) -> Callable[[str], bool]:
    """Return what tells whether a key is another one with so many letters wrong at the most."""
    from rapidfuzz.distance import OSA

    return lambda other: OSA.distance(key, other, score_cutoff=distance) <= distance


def _same_of(phrase: Phrase) -> Callable[[Keys, Keys], bool]:
    """Return what tells whether a word of a text is a word of a phrase."""
    if phrase.layer == "lemma" and all(keys(form).lemma for form in phrase.keys):
        return lambda held, wanted: wanted.lemma[0] in held.lemma
    return lambda held, wanted: wanted.canonical == held.canonical


def _in_order(
    row: Sequence[TextWord], wanted: Sequence[Keys], is_same: Callable[[Keys, Keys], bool], slop: int
) -> list[TextWord]:
    """Return the words of a phrase that begins with a row, up to `slop` others between two of them; or none."""
    reached = {0: [row[0]]} if is_same(keys(row[0].key), wanted[0]) else {}
    for want in wanted[1:]:
        further: dict[int, list[TextWord]] = {}
        for at, words_before in reached.items():
            for place in range(at + 1, min(at + slop + 2, len(row))):
                if place not in further and is_same(keys(row[place].key), want):
                    further[place] = [*words_before, row[place]]
        reached = further
    return next(iter(reached.values()), [])


def _places(spaced: str, chunks: Iterable[str]) -> Iterator[_Place]:
    """Yield where each of some chunks stands: all that are the same as one of them, in the order of the text.

    A place in a text is one more in `spaced`, where a space stands on both sides of every chunk.
    """
    at = 0
    for chunk in chunks:
        start = spaced.index(f" {chunk} ", at)
        yield chunk, start
        at = start + len(chunk) + 1


class _Met:
    """The chunks that were met in texts, and the keys that find them, by one set of words in use."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.holding: defaultdict[str, list[str]] = defaultdict(list)
        """By key (see `_key_met_by`): the chunks that hold a word with it."""
        self.size = 0
        """Characters of all chunks."""
        self._chunks: set[str] = set()
        self._words: dict[str, tuple[TextWord, ...]] = {}
        self._met_by: dict[str, tuple[str, ...]] = {}
        """The keys by which a form is met."""

    def meet(self, chunks: set[str]) -> None:
        """Remember the chunks that are new."""
        forms_of = {chunk: words.keys(chunk) for chunk in chunks.difference(self._chunks)}
        new = list({form for forms in forms_of.values() for form in forms if form not in self._met_by})
        for form, found in zip(new, keys_of_all(new), strict=True):
            self._met_by[form] = found.lemma or found.exact
        for chunk, forms in forms_of.items():
            for form in forms:
                for key in self._met_by[form]:
                    self.holding[key].append(chunk)
            self._chunks.add(chunk)  # last: what is met must be found, whoever else is searching
            self.size += len(chunk)

    def words_of(self, chunk: str) -> tuple[TextWord, ...]:
        """Return the words of a chunk, kept from the first time they are asked for."""
        found = self._words.get(chunk)
        if found is None:
            found = self._words[chunk] = tuple(words.split(chunk))
        return found


def _met() -> _Met:
    """Return what was met with the words in use."""
    met = _met_with(lexicon_in_use())
    if met.size > KEPT:
        _met_with.cache_clear()
    return met


@lru_cache(maxsize=1)
def _met_with(lexicon: Lexicon) -> _Met:
    return _Met(lexicon)


def _key_met_by(form: str) -> str:
    """Return a key by which all words with the exact key of a form are met: all of them have the same lemmas."""
    found = keys(form)
    return (found.lemma or found.exact)[0]


class _Near:
    """The chunks that have some keys, of all that were met."""

    def __init__(self, met: _Met, wanted: Iterable[str]) -> None:
        self._met = met
        self._wanted = tuple(wanted)
        self._chunks: set[str] = set()
        self._entries = 0

    def among(self, chunks: set[str]) -> set[str]:
        """Return those of the chunks of a text that have one of the keys."""
        self._met.meet(chunks)
        holding = [self._met.holding[key] for key in self._wanted if key in self._met.holding]
        entries = sum(map(len, holding))
        if entries > self._entries:  # more of them were met, in this text or in another
            self._chunks = set().union(*holding)
            self._entries = entries
        return chunks & self._chunks
