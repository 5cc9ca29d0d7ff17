"""Figures and days of a draft beside those that articles print of the same."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Final

from ...index.text.figures import Figure, figures
from ...index.text.folding import fold
from ...index.text.periods import find_periods
from .context import lemmas_of
from .looking import Near
from .values import Claim, Days, Printed

NEAR: Final = 0.3
"""Likeness from which a passage tells of the same matter."""
VERY_NEAR: Final = 0.6
"""Likeness from which another figure in it may contradict the draft."""
NEAR_IN_TIME: Final = 0.75
"""The same of another date: there is one in every other sentence."""
SHARED: Final = 4
"""Words that a passage must share with a draft to contradict it: of fewer, all may be there by chance."""
ABOUT: Final = Fraction(1, 10)
"""By how much of it a figure that is said to be about so much may be another."""
SHOWN: Final = 5
"""Articles that are shown."""


def agree(one: Figure, other: Figure) -> bool:
    """Tell whether two figures may both be right: the same value, or one within what the other leaves open."""
    return one.value == other.value or _leaves_open(one, other.value) or _leaves_open(other, one.value)


def _leaves_open(one: Figure, value: Fraction) -> bool:
    match one.hedge:
        case "over":
            return one.value <= value <= 2 * one.value
        case "under":
            return one.value / 2 <= value <= one.value
        case "about":
            return abs(one.value - value) <= ABOUT * one.value
        case _:
            return False


def compare_figures(draft: str, claim: Claim, near: Sequence[Near]) -> tuple[list[Printed], list[Printed]]:
    """Return where passages print a figure of a draft, and where another for the same noun; the nearest first."""
    ours = claim.figure
    if not ours:
        return [], []
    lemmas = lemmas_of([fold(ours.counted(draft))]) if ours.counted(draft) else frozenset()
    return _compared(claim, near, lambda one: _printed_figures(one, ours, lemmas), _agrees_in_figure)


def _printed_figures(near: Near, ours: Figure, lemmas: frozenset[str]) -> Iterator[Printed]:
    """Yield the figures of a passage that count the same."""
    text = near.text
    for one in _figures_in(text):
        counted = one.counted(text)
        if one.percent != ours.percent:
            continue
        if lemmas and counted and lemmas.isdisjoint(lemmas_of([fold(counted)])):
            continue
        if not ours.percent and not counted:
            continue
        start, end = (near.start + offset for offset in one.span)
        noun = (near.start + one.noun[0], near.start + one.noun[1]) if one.noun != (0, 0) else (0, 0)
        figure = one._replace(start=near.start + one.start, end=near.start + one.end, noun=noun)
        yield Printed(near.article, start, end, (near.start, near.end), near.likeness, figure=figure)


@lru_cache(maxsize=2048)
def _figures_in(passage: str) -> tuple[Figure, ...]:
    """Return the figures of a passage; several figures of a draft are compared with the same passages."""
    return tuple(figures(passage))


def _agrees_in_figure(claim: Claim, printed: Printed) -> bool:
    return bool(claim.figure and printed.figure and agree(claim.figure, printed.figure))


def compare_days(claim: Claim, near: Sequence[Near]) -> tuple[list[Printed], list[Printed]]:
    """Return where passages print a day, month or year of a draft, and where another; the nearest first.

    Of two of them that lie in one another, both may be right. What an article of that time, or of the day after, tells
    without a date is of that time, too.
    """
    return _compared(claim, near, lambda one: _printed_days(claim, one), lambda ours, one: _meet(ours.days, one.days))


def _printed_days(claim: Claim, near: Near) -> Iterator[Printed]:
    found = False
    for first, last, start, end in find_periods(near.text, near.article.date):
        found = True
        place = near.start + start, near.start + end
        yield Printed(near.article, *place, (near.start, near.end), near.likeness, days=(first, last))
    if not found and claim.days and _is_told_in(near.article.date, claim.days):
        yield Printed(near.article, near.start, near.end, (near.start, near.end), near.likeness, days=claim.days)


def _meet(ours: Days | None, theirs: Days | None) -> bool:
    """Tell whether one of two spans of days lies in the other."""
    if not ours or not theirs:
        return False
    (first, last), (begins, ends) = ours, theirs
    return (begins <= first and last <= ends) or (first <= begins and ends <= last)


def _is_told_in(printed: date | None, days: Days) -> bool:
    first, last = days
    return printed is not None and first <= printed and printed - last <= timedelta(1)


def _compared(
    claim: Claim,
    near: Sequence[Near],
    printed_in: Callable[[Near], Iterator[Printed]],
    agrees: Callable[[Claim, Printed], bool],
) -> tuple[list[Printed], list[Printed]]:
    """Return what agrees with a claim in some passages, and what does not; of each article the nearest alone."""
    same: dict[str, Printed] = {}
    others: dict[str, Printed] = {}
    for one in near:
        if one.likeness < NEAR:
            break
        for printed in printed_in(one):
            if agrees(claim, printed):
                same.setdefault(one.article.id, printed)
            elif claim.figure or one.likeness >= VERY_NEAR:
                others.setdefault(one.article.id, _opposing(claim, printed, one))
    apart = [one for one in others.values() if one.article.id not in same]
    return list(same.values())[:SHOWN], apart[:SHOWN]


def _opposing(claim: Claim, printed: Printed, near: Near) -> Printed:
    """Return another figure or day, marked as one that may contradict the draft where it is near enough to it."""
    if near.shared < SHARED or near.likeness < (VERY_NEAR if claim.figure else NEAR_IN_TIME):
        return printed
    return replace(printed, against="figure" if claim.figure else "date", ours=(claim.start, claim.end))
