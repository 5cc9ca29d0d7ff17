"""From rows of numbers back to texts: a place in an article, with its words, what changed and what stands round it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from math import log2
from typing import Final, NamedTuple

from ...index.article import Article
from ...index.segments.snapshot import Snapshot
from ...index.segments.spans import Spans, word_spans
from ...index.text.attribution import attribution_of
from . import context
from .alignment import Step, Stretch, nearest_stretch, steps
from .classes import OTHER, Classes
from .judging import Aligned, judged, longest_run
from .locating import Found
from .parts import Part, has_joint
from .spelling import respellings, seen
from .values import VERDICTS, Change, Place

SLACK: Final = 2
"""Words by which a place may turn out longer or shorter, when spellings are forgiven."""
CHANCE: Final = 5
"""Bits less than the logarithm of all words of an archive at which a run of words is no chance."""


def sort_key(place: Place) -> tuple[int, float, date, str, bool, int]:
    """Return what places are sorted by: the best verdict, the most alike, the earliest; without a date last.

    Of one article it is the text before the title, and the place in which the parts are nearest to each other.
    """
    article = place.article
    return (
        VERDICTS.index(place.verdict),
        -round(place.similarity, 3),
        article.date or date.max,
        article.id,
        place.part == "title",
        place.end - place.start,
    )


class _Row(NamedTuple):
    """The text of a row, and where its words stand."""

    article: Article
    is_title: bool
    text: str
    spans: Spans
    begin: int
    """The place of its first word among the words of all rows."""

    def words(self, stretch: Stretch) -> list[str]:
        """Return the words of a stretch as they are printed."""
        first, last = stretch.start - self.begin, stretch.end - self.begin
        return [
            self.text[start:end]
            for start, end in zip(
                self.spans.starts[first:last].tolist(), self.spans.ends[first:last].tolist(), strict=True
            )
        ]


class _Fitted(NamedTuple):
    """A part of the quotation and the words of an article that stand for it."""

    part: Part
    stretch: Stretch
    ours: list[int]
    theirs: list[int]
    """Both as classes; a word of theirs that is one of ours in another spelling has its class."""


class Placer:
    """Makes places of what is found of one quotation."""

    def __init__(self, snapshot: Snapshot, quotation: Part, classes: Classes) -> None:
        self._snapshot = snapshot
        self._classes = classes
        self._quotation = quotation
        self._articles: dict[int, Article] = {}
        self._needed_bits = log2(max(2, snapshot.words)) - CHANCE

    def place(self, pieces: Sequence[Part], found: Found) -> Place:
        """Return what a row makes of the parts of the quotation."""
        row = self._row(found)
        fitted = [self._fitted(found, row, *one) for one in zip(pieces, found.stretches, strict=True)]
        ends = [-1, *(one.stretch.end for one in fitted)]
        aligned = [
            self._aligned(row, one, in_order=one.stretch.start >= end) for one, end in zip(fitted, ends, strict=False)
        ]
        result = judged(aligned, self._needed_bits)
        changed = tuple(
            _where(row, one.theirs, its.stretch.start)
            for its, of_part in zip(fitted, result.differences, strict=True)
            for one in of_part
        )
        place = Place(
            result.verdict,
            row.article,
            *_offsets(row, [one.stretch for one in fitted]),
            result.similarity,
            tuple(one.change for of_part in result.differences for one in of_part),
            changed,
            part="title" if row.is_title else "text",
        )
        return place if result.verdict != "part_found" else self._of_run(place, row, fitted, aligned)

    def _row(self, found: Found) -> _Row:
        article = self._articles.get(found.article)
        if article is None:
            article = self._articles[found.article] = self._snapshot.article(found.article)
        is_title = found.row % 2 == 0
        text = article.title if is_title else article.text
        return _Row(article, is_title, text, word_spans(text), int(found.rows.starts[found.row]))

    def _fitted(self, found: Found, row: _Row, part: Part, stretch: Stretch) -> _Fitted:
        """Return the words that stand for a part, now that they can be read and their spelling forgiven."""
        ours = self._classes.of(part.forms).tolist()
        if not found.edits:
            return _Fitted(part, stretch, ours, ours)
        low = max(stretch.start - SLACK, row.begin)
        high = min(stretch.end + SLACK, int(found.rows.ends[found.row]))
        theirs = found.rows.words[low:high].tolist()
        printed = row.words(Stretch(low, high))
        theirs = [number or self._forgiven(word) for number, word in zip(theirs, printed, strict=True)]
        most = len(theirs)
        start, end = nearest_stretch(ours, theirs, range(2 * SLACK + 1), range(most - 2 * SLACK, most + 1))
        return _Fitted(part, Stretch(low + start, low + end), ours, theirs[start:end])

    def _forgiven(self, word: str) -> int:
        """Return the class of a word of the quotation that is spelled so, if one is."""
        return next((self._spelled[one] for one in respellings(word) if one in self._spelled), OTHER)

    @cached_property
    def _spelled(self) -> dict[str, int]:
        numbers = self._classes.of(self._quotation.forms).tolist()
        pairs = zip(self._quotation.words, numbers, strict=True)
        return {one: number for word, number in pairs for one in respellings(word)}

    def _aligned(self, row: _Row, fitted: _Fitted, *, in_order: bool) -> Aligned:
        def joins(step: Step) -> bool:
            begin, finish = fitted.stretch
            first, last = max(begin, begin + step.theirs.start - 1), min(finish, begin + step.theirs.end + 1)
            start, end = _offsets(row, [Stretch(first, last)])
            return has_joint(row.text[start:end])

        start, end = _offsets(row, [fitted.stretch])
        return Aligned(
            fitted.part.words,
            row.words(fitted.stretch),
            self._classes.bits[fitted.ours].tolist(),
            steps(fitted.ours, fitted.theirs),
            seen(fitted.part.text) == seen(row.text[start:end]),
            in_order,
            joins,
        )

    def _of_run(self, place: Place, row: _Row, fitted: Sequence[_Fitted], aligned: Sequence[Aligned]) -> Place:
        """Return a place that is nothing but the longest run of words that is printed there."""
        runs = [
            (one, of_part, longest_run(of_part, self._needed_bits))
            for one, of_part in zip(fitted, aligned, strict=True)
        ]
        whole, part, run = max(runs, key=lambda one: one[2].ours.end - one[2].ours.start if one[2] else 0)
        assert run is not None
        begin = whole.stretch.start
        start, end = _offsets(row, [Stretch(begin + run.theirs.start, begin + run.theirs.end)])
        left = [(part.ours[: run.ours.start], start), (part.ours[run.ours.end :], end)]
        diff = tuple(Change("added", "", " ".join(words)) for words, _ in left if words)
        changed = tuple((edge, edge) for words, edge in left if words)
        share = (run.ours.end - run.ours.start) / len(self._quotation.words)
        return replace(place, start=start, end=end, similarity=share, diff=diff, changed=changed)

    def completed(self, place: Place) -> Place:
        """Return a place with who said it, and what stands round it."""
        if place.part == "title":
            return place
        text, start, end = place.article.text, place.start, place.end
        return replace(
            place,
            before=context.before(text, start),
            after=context.after(text, end),
            said=attribution_of(text, start, end),
        )


def _offsets(row: _Row, stretches: Sequence[Stretch]) -> tuple[int, int]:
    """Return where the text of some stretches begins and ends; twice the same place if they have no words."""
    words = [(one.start - row.begin, one.end - row.begin) for one in stretches if one.start < one.end]
    if not words:
        return 0, 0
    first, last = min(start for start, _ in words), max(end for _, end in words)
    return int(row.spans.starts[first]), int(row.spans.ends[last - 1])


def _where(row: _Row, words: Stretch, begin: int) -> tuple[int, int]:
    """Return where words of a part stand in the text; what was added would stand behind the word before."""
    if words.start < words.end:
        return _offsets(row, [Stretch(begin + words.start, begin + words.end)])
    at = begin + words.start - row.begin
    edge = int(row.spans.ends[at - 1]) if at else 0
    return edge, edge
