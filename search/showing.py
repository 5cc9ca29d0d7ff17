"""What is found, made ready to be shown: articles read, their matching words found, passages chosen.

The forward index knows the words of an article by the numbers of their forms. Which of them may match is asked of the
numbers, all at once; only those are looked at as words, and only then it matters where they stand in the text.
"""

from collections.abc import Container, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..index.article import Article
from ..index.impacts import STEP, idf_of
from ..index.keys import EXACT, LAYERS, LEMMA, ROOT
from ..index.segments.segment import Segment
from ..index.segments.snapshot import keys_of
from ..index.segments.spans import word_spans
from . import passages
from .answer import Reader
from .asked import Asked
from .evaluate import Match as AnyOrAll
from .evaluate import phrase_slots
from .matching import Match, Matched, Matcher, Truths, in_a_row
from .phrases import Fits
from .query import Node, Word, asked_statements, leaves
from .results import Hit, Kind, Scored, Span

if TYPE_CHECKING:  # most searches do without
    from ..index.segments.key_table import Readings
    from .attributed import AskedStatements
    from .explain import Explainer

Forms = NDArray[np.uint32]
NOWHERE: Final[Mapping[int, Container[int]]] = {}
"""No term is bound to places."""


class Matches(NamedTuple):
    """The matching words of an article."""

    title: list[Match]
    """Offsets count characters of the title."""
    text: list[Match]


class ArticleMatcher:
    """The terms of one query, ready to be looked for in the articles of a snapshot."""

    def __init__(self, reader: Reader, asked: Asked) -> None:
        self._snapshot = reader.snapshot
        tree = asked.query.tree
        self._in_title, self._in_text = Matcher(tree, reader.terms_of, "title"), Matcher(tree, reader.terms_of)
        self._of_segments: dict[str, tuple[_InSegment, _InSegment]] = {}
        self._statements = _statements_asked_for(reader, tree)

    def matches(self, number: int, article: Article) -> Matches:
        """Return the matching words of the article of a number."""
        segment, within = self._snapshot.place(number)
        if segment.name not in self._of_segments:
            self._of_segments[segment.name] = _InSegment(self._in_title, segment), _InSegment(self._in_text, segment)
        in_title, in_text = self._of_segments[segment.name]
        words = segment.forward.between(within, within + 1)
        title = int(words.title_lengths[0])
        inside = self._statements.places(segment, within) if self._statements else NOWHERE
        return Matches(
            in_title.matches(article.title, words.forms[:title], inside),
            in_text.matches(article.text, words.forms[title:], inside, title),
        )


def _statements_asked_for(reader: Reader, tree: Node) -> "AskedStatements | None":
    if not any(asked_statements(tree)):
        return None
    from .attributed import AskedStatements  # on first use: most queries ask for no speaker

    return AskedStatements(reader.snapshot, tree, reader.terms_of)


class _InSegment:
    """What a matcher looks for among the forms of a segment, as numbers: the same as `Matcher` on words."""

    def __init__(self, matcher: Matcher, segment: Segment) -> None:
        self._matcher = matcher
        self._segment = segment
        self._table = segment.table
        self._terms = {layer: self._numbers(layer) for layer in LAYERS}
        """For each layer, the keys of words that match, and the term of each."""
        forms = keys_of(segment, EXACT)
        self._typed = {number for form in matcher.typed if (number := forms.find(form)) is not None}
        self._by_exact = [forms.find(key) for key in matcher.only_exact]
        self._held = [
            (self._table.readings(layer).readings, segment.readings_holding(layer, list(self._terms[layer])))
            for layer in (LEMMA, ROOT)
            if self._terms[layer]
        ]
        self._phrases = [
            (term, phrase, [Fits(segment, slot) for slot in phrase_slots(phrase)]) for term, phrase in matcher.phrases
        ]
        self._of_forms: dict[int, Matched | None] = {}

    def _numbers(self, layer: str) -> dict[int, int]:
        keys, terms = keys_of(self._segment, layer), self._matcher.keys[layer]
        return {number: term for key, term in terms.items() if (number := keys.find(key)) is not None}

    def matches(
        self, text: str, forms: Forms, inside: Mapping[int, Container[int]] = NOWHERE, before: int = 0
    ) -> list[Match]:
        """Return the matching words of a text, given the form of each of its words, in their order.

        A term of `inside` matches at those places of the article alone; `before` of its words stand before the text.
        """
        matched = dict(self._of_phrases(forms))
        for place in np.flatnonzero(self._may_match(forms)).tolist():
            if place not in matched and (match := self._of_form(forms.item(place))) is not None:
                matched[place] = match
        if inside:
            bound = {at: inside.get(one.term) for at, one in matched.items()}
            matched = {at: matched[at] for at, places in bound.items() if places is None or at + before in places}
        if not matched:
            return []
        spans = word_spans(text)
        starts, ends = spans.starts.item, spans.ends.item
        return [Match(term, Span(starts(place), ends(place), kind)) for place, (term, kind) in sorted(matched.items())]

    def _may_match(self, forms: Forms) -> Truths:
        """Return which words have a key that is looked for; all where letters decide."""
        if self._matcher.reads_every_form:
            return np.ones(forms.size, bool)
        may = np.zeros(forms.size, bool)
        for key in self._by_exact:
            if key is not None:
                may |= self._table.exact[forms] == key
        for readings, held in self._held:
            may |= held[readings[forms]]
        return may

    def _of_form(self, form: int) -> Matched | None:
        if form not in self._of_forms:
            self._of_forms[form] = self._by_number(form) or self._by_letters(form)
        return self._of_forms[form]

    def _by_number(self, form: int) -> Matched | None:
        if (term := self._terms[EXACT].get(self._table.exact.item(form))) is not None:
            return Matched(term, "exact" if form in self._typed else "spelling")
        layers: tuple[tuple[Kind, Readings], ...] = (("lemma", self._table.lemma), ("root", self._table.root))
        for kind, readings in layers:
            if self._terms[kind]:
                for key in readings.of(form):
                    if (term := self._terms[kind].get(key)) is not None:
                        return Matched(term, kind)
        return None

    def _by_letters(self, form: int) -> Matched | None:
        if not self._matcher.reads_every_form:
            return None
        return self._matcher.of_form(self._table.forms[form], self._table.of_form(form))

    def _of_phrases(self, forms: Forms) -> Iterator[tuple[int, Matched]]:
        """Yield the words of phrases; of several at one place the first counts."""
        met: set[int] = set()
        for term, phrase, slots in self._phrases:
            for row in in_a_row([slot.of(forms) for slot in slots], phrase.slop):
                for place, wanted in zip(row, phrase.keys, strict=True):
                    if place not in met:
                        met.add(place)
                        form = forms.item(place)
                        keys = self._table.of_form(form)
                        yield place, self._matcher.of_phrase(term, wanted, self._table.forms[form], keys)


class Shower:
    """Makes hits of what was found."""

    def __init__(self, reader: Reader, asked: Asked, limit: int) -> None:
        """Show up to `limit` passages of each article."""
        self._reader = reader
        self._asked = asked
        self._limit = limit
        self._explainer: Explainer | None = None
        self.more: dict[int, int] = {}
        """How many more articles the source of each has, by number; empty unless hits are grouped."""

    def explain_with(self, match: AnyOrAll, max_expansions: int, mean_length: float) -> None:
        """Have each hit explained."""
        from .explain import Explainer

        self._explainer = Explainer(self._reader, self._asked.query.tree, match, max_expansions, mean_length)

    def hit(self, rank: int, found: Scored) -> Hit:
        """Return the hit of a rank."""
        article = self._reader.snapshot.article(found.number)
        matches = self._matcher.matches(found.number, article)
        return Hit(
            rank,
            found.steps * STEP,
            article,
            tuple(match.span for match in matches.title),
            passages.best(article.text, matches.text, self._weights, self._limit) if self._limit else (),
            self.more.get(found.number),
            self._explainer.explanation(found) if self._explainer else None,
        )

    @cached_property
    def _matcher(self) -> ArticleMatcher:
        return ArticleMatcher(self._reader, self._asked)

    @cached_property
    def _weights(self) -> list[float]:
        """How rare each term of the query is in the archive."""
        snapshot = self._reader.snapshot
        weights: list[float] = []
        for leaf in leaves(self._asked.query.tree):
            holding = 0
            if isinstance(leaf, Word):
                terms = self._reader.terms_of(leaf)
                held = [(EXACT, key) for key in terms.exact] + [(LEMMA, key) for key in terms.lemma]
                holding = max((snapshot.holding(layer, key) for layer, key in held), default=0)
            weights.append(idf_of(snapshot.articles, holding))
        return weights
