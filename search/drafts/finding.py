"""What a draft says that can be looked up: quotations, statements, figures and days, in their order."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ...index.text import sentences
from ...index.text.attribution import Attribution, attribution_of
from ...index.text.figures import figures
from ...index.text.periods import find_periods
from ...index.text.statements import statements
from ...index.text.words import spans
from .quoted import SHORTEST, quotations
from .values import Claim, Kind

_ORDER: tuple[Kind, ...] = ("quotation", "statement", "sentence", "figure", "date")
"""Which claim comes first of those that begin at the same character."""


def claims(text: str) -> list[Claim]:
    """Return the claims of a draft in their order; each sentence in which nobody speaks is one of its own."""
    bounds = list(sentences.split(text))
    quoted = list(_quotations(text, bounds))
    spoken = [*quoted, *_statements(text, bounds, quoted)]
    found = [*spoken, *_figures(text, bounds), *_dates(text, bounds)]
    found += [
        Claim("sentence", start, end, (start, end))
        for start, end in bounds
        if not any(one.start < end and start < one.end for one in spoken)
    ]
    return sorted(found, key=lambda one: (one.start, _ORDER.index(one.kind), -one.end))


def _quotations(text: str, bounds: Sequence[tuple[int, int]]) -> Iterator[Claim]:
    for start, end in quotations(text):
        yield Claim("quotation", start, end, _sentence(bounds, start, end), attribution_of(text, start, end))


def _statements(text: str, bounds: Sequence[tuple[int, int]], quoted: Sequence[Claim]) -> Iterator[Claim]:
    """Yield what somebody is said to have said, unless most of that is quoted: then its quotation is looked up."""
    for one in statements(text):
        start, end = one.said
        held = sum(max(0, min(end, other.end) - max(start, other.start)) for other in quoted)
        if held * 2 < end - start and sum(1 for _ in spans(text[start:end])) >= SHORTEST:
            said = Attribution(text[slice(*one.speaker)], text[slice(*one.verb)], *one.speaker, one.doubtful)
            yield Claim("statement", start, end, _sentence(bounds, start, end), said)


def _figures(text: str, bounds: Sequence[tuple[int, int]]) -> Iterator[Claim]:
    for one in figures(text):
        start, end = one.span
        yield Claim("figure", start, end, _sentence(bounds, start, end), figure=one)


def _dates(text: str, bounds: Sequence[tuple[int, int]]) -> Iterator[Claim]:
    for first, last, start, end in find_periods(text):
        yield Claim("date", start, end, _sentence(bounds, start, end), days=(first, last))


def _sentence(bounds: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """Return the sentence in which a claim begins; the claim itself where it stands between two."""
    place = bisect_right(bounds, start, key=lambda one: one[0]) - 1
    if place >= 0 and start < bounds[place][1]:
        return bounds[place]
    return start, end
