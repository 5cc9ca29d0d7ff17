"""Which articles hold a statement that somebody makes, of some words: «قائل:الكاظمي العلاقة».

The engine finds the articles that hold all the words, wherever they stand; here the statements of those are read
(`index.segments.statements`), and their words: a statement fits if the name of its speaker holds what was asked of the
speaker, and what is said the rest.
"""

from collections.abc import Callable, Iterable
from functools import partial, reduce
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..index.segments.ranges import ranges
from ..index.segments.segment import Segment
from ..index.segments.snapshot import Snapshot
from .evaluate import phrase_slots, without_function_words
from .matching import in_a_row
from .patterns import MOST_EXPANSIONS, expanded
from .phrases import AT_ONCE, Fits
from .query import (
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
    asked_statements,
    every_leaf,
    leaves,
)
from .terms import Terms, TermsOf

Places = NDArray[np.int64]
Truths = NDArray[np.bool_]
SlotsOf = Callable[[Leaf], list[Terms]]
"""Gives what each word of a term is looked for under."""


class Fitting(NamedTuple):
    """A statement that fits, in words of its article from the first of the title on."""

    speaker: range
    said: range


def slots_in(snapshot: Snapshot, terms_of: TermsOf, most_expansions: int) -> SlotsOf:
    """Return what gives each term of a query the keys that its words are looked for under in a snapshot."""

    def slots_of(leaf: Leaf) -> list[Terms]:
        match leaf:
            case Word(_, _, layer):
                terms = terms_of(leaf)
                return [terms if layer else terms._replace(root=())]
            case Phrase():
                return phrase_slots(leaf)
            case _:
                return [Terms(expanded(snapshot, leaf, most_expansions).keys, (), ())]

    return slots_of


def holding(snapshot: Snapshot, candidates: Truths, said: Said, slots_of: SlotsOf) -> Truths:
    """Return which of the candidates (a truth value a number) hold a statement that fits."""
    found = np.zeros_like(candidates)
    numbers = np.flatnonzero(candidates)
    for start, segment in zip(snapshot.starts, snapshot.segments, strict=False):
        here = numbers[(numbers >= start) & (numbers < start + len(segment))] - start
        if not here.size:
            continue
        asked = Asked(segment, said, slots_of)
        for at in range(0, here.size, AT_ONCE):
            some = here[at : at + AT_ONCE]
            found[start + some[asked.articles(some)]] = True
    return found


class Asked:
    """A question for statements, ready to be asked of the articles of one segment."""

    def __init__(self, segment: Segment, said: Said, slots_of: SlotsOf) -> None:
        self._segment = segment
        self._speaker = said.speaker
        self._parts = without_function_words(said.parts)
        self._fits = {leaf: [Fits(segment, slot) for slot in slots_of(leaf)] for leaf in every_leaf(said)}

    def articles(self, articles: Places) -> Places:
        """Return those of some articles that hold a statement that fits, as places among them."""
        owners, _, _ = self._fitting(articles)
        return owners

    def statements(self, article: int) -> list[Fitting]:
        """Return the statements of an article that fit."""
        _, speakers, said = self._fitting(np.array([article]))
        return list(map(Fitting, speakers.as_ranges(), said.as_ranges()))

    def _fitting(self, articles: Places) -> tuple[Places, "_Spans", "_Spans"]:
        """Return the articles of the statements that fit, where their speakers are named and where what is said."""
        statements = self._segment.statements.of(articles)
        words = self._segment.forward.of(articles)
        owners = np.repeat(np.arange(articles.size), statements.counts)
        ends = np.cumsum(words.lengths, dtype=np.int64)
        starts = ends - words.lengths
        speakers = _Spans.of(starts[owners], ends[owners], statements.speakers, statements.speaker_lengths)
        said = _Spans.of(starts[owners], ends[owners], statements.said, statements.said_lengths)
        left = np.flatnonzero(self._fit(self._speaker, words.forms, speakers))
        for part in self._parts:
            left = left[self._fit(part, words.forms, said.only(left))]
        return owners[left], speakers.only(left), said.only(left)

    def _fit(self, node: Node, forms: NDArray[np.uint32], spans: "_Spans") -> Truths:
        """Return which spans of words fit a part of the question."""
        fit = partial(self._fit, forms=forms, spans=spans)
        match node:
            case Sequence(parts) | And(parts):
                return reduce(np.logical_and, map(fit, parts))
            case Or(parts):
                return reduce(np.logical_or, map(fit, parts))
            case Not(part):
                return ~fit(part)
            case Must(part):
                return fit(part)
            case Every():
                return np.ones(spans.starts.size, bool)
            case Word() | Phrase() | Pattern() | Fuzzy():
                inside = forms[spans.words()]
                fits = [slot.of(inside) for slot in self._fits[node]]
                return spans.holding(fits, node.slop if isinstance(node, Phrase) else 0)
            case _:
                raise AssertionError(f"no statement holds {node}")


class AskedStatements:
    """What one query asks of statements, ready to be shown in the articles of a snapshot."""

    def __init__(self, snapshot: Snapshot, tree: Node, terms_of: TermsOf) -> None:
        self._said = list(asked_statements(tree))
        self._slots_of = slots_in(snapshot, terms_of, MOST_EXPANSIONS)
        self._of_segments: dict[str, list[Asked]] = {}

    def places(self, segment: Segment, article: int) -> dict[int, set[int]]:
        """Return for each term of theirs at which words of an article it stands in a statement that fits.

        Words are counted from the first of the title on; terms as in `query.leaves`.
        """
        if segment.name not in self._of_segments:
            self._of_segments[segment.name] = [Asked(segment, said, self._slots_of) for said, _ in self._said]
        found: dict[int, set[int]] = {}
        for asked, (said, first) in zip(self._of_segments[segment.name], self._said, strict=True):
            fitting = asked.statements(article)
            speaker = first + len(list(leaves(said.speaker)))
            for term in range(first, first + len(list(leaves(said)))):
                spans = (one.speaker if term < speaker else one.said for one in fitting)
                found[term] = set(chain.from_iterable(spans))
        return found


class _Spans(NamedTuple):
    """Words that follow one another, as places among the words of several articles."""

    starts: Places
    lengths: Places

    @classmethod
    def of(cls, starts: Places, ends: Places, first: NDArray[np.uint32], lengths: NDArray[np.uint32]) -> "_Spans":
        """Return spans, given in words of articles that begin and end somewhere; none reaches out of its article."""
        begin = np.minimum(starts + first, ends)
        return cls(begin, np.minimum(begin + lengths, ends) - begin)

    def only(self, kept: Places) -> "_Spans":
        return _Spans(self.starts[kept], self.lengths[kept])

    def words(self) -> Places:
        """Return the places of all their words."""
        return ranges(self.starts, self.lengths)

    def holding(self, fits: list[Truths], slop: int) -> Truths:
        """Return which spans hold words in a row; `fits` says of all their words which fit each."""
        owners = np.repeat(np.arange(self.starts.size), self.lengths)
        found = np.zeros(self.starts.size, bool)
        if len(fits) == 1:
            found[owners[fits[0]]] = True
        else:
            rows = ((owners[row[0]], owners[row[-1]]) for row in in_a_row(fits, slop))
            found[[first for first, last in rows if first == last]] = True
        return found

    def as_ranges(self) -> Iterable[range]:
        return map(range, self.starts.tolist(), (self.starts + self.lengths).tolist())
