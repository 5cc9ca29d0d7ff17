"""The copies of an article: candidates by rare words, measured by runs of words, the earliest first."""

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import Final

import numpy as np

from ...index.article import Article
from ...index.segments.snapshot import Snapshot
from ...index.segments.spans import word_spans
from ..quotations.spelling import are_one
from .candidates import Numbers, candidates
from .differences import Range, changes
from .likeness import Likeness, likenesses
from .values import Copies, Copy, Difference
from .vocabulary import Classes, Vocabulary

_NO_DAY: Final = 1 << 30
"""Sorts behind every day."""
MOST_RESPELLED: Final = 6
"""Words that are looked at for being the same in another spelling, or run together."""


def copies_of(snapshot: Snapshot, asked: int, limit: int) -> Copies:
    """Return the first copies of an article, given by its number, and how many there are."""
    began = perf_counter()
    vocabulary = Vocabulary(snapshot, asked)
    may_be = candidates(snapshot, vocabulary, asked)
    found = [number for number, likeness in measured(snapshot, vocabulary, may_be) if likeness.is_copy]
    ordered = _ordered(snapshot, asked, found)
    shown = ordered[:limit]
    if ordered[0] != asked:
        vocabulary = Vocabulary(snapshot, ordered[0])
    first = snapshot.article(ordered[0])
    rest = _compared(snapshot, vocabulary, first, shown[1:])
    own = Copy(first, 1.0, 1.0)
    took = (perf_counter() - began) * 1000
    return Copies(snapshot.article(asked), (own, *rest), len(found), took)


def measured(snapshot: Snapshot, vocabulary: Vocabulary, numbers: Numbers) -> list[tuple[int, Likeness]]:
    """Return how alike the article of a vocabulary and some others are, by their numbers, which ascend."""
    found: list[tuple[int, Likeness]] = []
    for start, segment in zip(snapshot.starts, snapshot.segments, strict=False):
        within = numbers[(numbers >= start) & (numbers < start + len(segment))] - start
        if within.size:
            likely = likenesses(vocabulary.classes, vocabulary.texts(segment, within))
            found += zip((within + start).tolist(), likely, strict=True)
    return found


def _ordered(snapshot: Snapshot, asked: int, found: Sequence[int]) -> list[int]:
    """Return an article and its copies, the earliest first; of one day the asked one first."""
    days = snapshot.column("dates")
    return sorted([asked, *found], key=lambda number: (int(days[number]) or _NO_DAY, number != asked, number))


def _compared(snapshot: Snapshot, vocabulary: Vocabulary, first: Article, numbers: Sequence[int]) -> list[Copy]:
    """Return articles as copies of the first, whose vocabulary is given."""
    likely = dict(measured(snapshot, vocabulary, np.array(sorted(numbers), np.int64)))
    own = _Text(first.text, vocabulary.classes)
    found: list[Copy] = []
    for number in numbers:
        article, likeness = snapshot.article(number), likely[number]
        segment, within = snapshot.place(number)
        classes = vocabulary.texts(segment, np.array([within])).classes[:-1]
        differences = tuple(_differences(own, _Text(article.text, classes)))
        found.append(Copy(article, likeness.share_there, likeness.share, differences))
    return found


class _Text:
    """A text by the classes of its words and by its characters."""

    def __init__(self, text: str, classes: Classes) -> None:
        self.text = text
        self.classes = classes
        self._spans = word_spans(text)

    def characters(self, words: Range) -> Range:
        """Return a range of words as a range of characters; an empty one stands behind the word before it."""
        start, end = words
        if start < end:
            return int(self._spans.starts[start]), int(self._spans.ends[end - 1])
        at = int(self._spans.ends[start - 1]) if start else 0
        return at, at

    def words(self, words: Range) -> list[str]:
        """Return a range of words as they are printed."""
        return [self.text[slice(*self.characters((at, at + 1)))] for at in range(*words)]


def _differences(first: _Text, copy: _Text) -> Iterator[Difference]:
    """Yield where a copy has other words, not where it only spells them otherwise."""
    for kind, here, there in changes(first.classes, copy.classes):
        is_short = here[1] - here[0] <= MOST_RESPELLED
        if kind == "changed" and is_short and are_one(first.words(here), copy.words(there)):
            continue
        yield Difference(kind, first.characters(here), copy.characters(there))
