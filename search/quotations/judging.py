"""From an alignment to a verdict: what a place in an article makes of a quotation, and what it changed.

Pure functions on words. The thresholds come from a grid over two collections that was to call at most one in a hundred
quotations altered that are printed nowhere (docs/quality.md).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from rapidfuzz.fuzz import ratio

from .alignment import Step, Stretch
from .spelling import are_one, seen, usual_form
from .values import Change, Verdict

FEWEST: Final = 8
"""A quotation of fewer words is never called altered: too many others are as near to it."""
SHORT: Final = 12
"""Words of a quotation up to which the stricter thresholds hold."""
RUN: Final = 6
"""Fewest words in a row of a part that is found."""
ALIKE: Final = 70
"""Hundredths of their letters that two words share which count as one misspelt."""


class Thresholds(NamedTuple):
    """What a quotation of some length must reach to be called altered."""

    similarity: float
    weight: float
    """Of all that its words are worth, the share of those that are printed."""
    loose_end: int
    """The most words in a row at its beginning or end that are not."""


OF_SHORT: Final = Thresholds(0.5, 0.55, 0)
OF_SHORT_LOOSE: Final = Thresholds(0.76, 0.65, 2)
"""Of a short one that is not printed to both its ends: formulae of the press match at one end alone."""
OF_LONG: Final = Thresholds(0.7, 0.35, 3)


class Aligned(NamedTuple):
    """A part of a quotation beside its place in an article."""

    ours: Sequence[str]
    """The words as they were typed."""
    theirs: Sequence[str]
    """The words as they are printed."""
    bits: Sequence[float]
    """What each of our words is worth."""
    steps: Sequence[Step]
    same_signs: bool
    """Whether nothing at all differs but quotation marks and white space."""
    in_order: bool
    """Whether it stands behind the part before it."""
    joins: Callable[[Step], bool]
    """Tells whether words of theirs only say between two quotation marks that the speaker went on."""


class Difference(NamedTuple):
    """A change, and how much of the quotation it edits."""

    change: Change
    theirs: Stretch
    """Where it stands among the words of the article's part."""
    edits: float = 0.0
    """In words; 0 for what leaves the words as they are."""


class Judged(NamedTuple):
    """What a place makes of a quotation."""

    verdict: Verdict
    similarity: float
    differences: tuple[tuple[Difference, ...], ...]
    """Of each part, in the order of the article's words."""


def judged(parts: Sequence[Aligned], needed_bits: float) -> Judged:
    """Return the verdict on a place; `needed_bits` is what a run must be worth for a part to be found."""
    words = sum(len(part.ours) for part in parts)
    raw = [list(_differences(part)) for part in parts]
    differences = tuple((*_out_of_order(part), *_moved(found)) for part, found in zip(parts, raw, strict=True))
    edited = sum(one.edits for of_part in differences for one in of_part)
    similarity = max(0.0, 1 - (edited - 0.5 * sum(map(_words_moved, raw))) / words)
    if not edited:
        same = all(part.same_signs for part in parts) and not any(differences)
        return Judged("verbatim" if same else "same_words", 1.0, differences)
    return Judged(_of_edited(parts, words, similarity, needed_bits), similarity, differences)


def _of_edited(parts: Sequence[Aligned], words: int, similarity: float, needed_bits: float) -> Verdict:
    if words < FEWEST:
        return "not_found"
    loose = max(map(_loose_end, parts))
    least = OF_LONG if words > SHORT else OF_SHORT_LOOSE if loose else OF_SHORT
    weight = sum(map(_bits_printed, parts)) / sum(sum(part.bits) for part in parts)
    near = similarity - 0.5 * max(loose - 1, 0) / words
    if near >= least.similarity and weight >= least.weight and loose <= least.loose_end:
        return "altered"
    return "part_found" if any(longest_run(part, needed_bits) for part in parts) else "not_found"


def longest_run(part: Aligned, needed_bits: float) -> Step | None:
    """Return the run of a part's words that is worth most, if it is long and rare enough to be no chance."""
    runs = [step for step in part.steps if step.equal and step.ours.end - step.ours.start >= RUN]
    best = max(runs, key=lambda step: _worth(part, step), default=None)
    return best if best and _worth(part, best) >= needed_bits else None


def _worth(part: Aligned, step: Step) -> float:
    return sum(part.bits[step.ours.start : step.ours.end])


def _bits_printed(part: Aligned) -> float:
    return sum(_worth(part, step) for step in part.steps if step.equal or _is_spelling(part, step))


def _loose_end(part: Aligned) -> int:
    """Return the most words in a row, at the beginning or the end of a part, that are not printed."""
    stay = [step.ours for step in part.steps if step.equal]
    if not stay:
        return len(part.ours)
    return max(stay[0].start, len(part.ours) - stay[-1].end)


def _is_spelling(part: Aligned, step: Step) -> bool:
    ours, theirs = part.ours[step.ours.start : step.ours.end], part.theirs[step.theirs.start : step.theirs.end]
    return bool(ours and theirs) and are_one(theirs, ours)


def _out_of_order(part: Aligned) -> Iterator[Difference]:
    if not part.in_order:
        yield Difference(Change("moved", " ".join(part.theirs), " ".join(part.ours)), Stretch(0, len(part.theirs)), 1)


def _differences(part: Aligned) -> Iterator[Difference]:
    for step in part.steps:
        ours, theirs = part.ours[step.ours.start : step.ours.end], part.theirs[step.theirs.start : step.theirs.end]
        if step.equal:
            yield from _respelled(ours, theirs, step.theirs.start)
            continue
        joined = Change("spelling", " ".join(theirs), " ".join(ours))
        if _is_spelling(part, step):
            yield Difference(joined, step.theirs)
        elif not ours:
            yield Difference(joined._replace(operation="dropped"), step.theirs, 0 if part.joins(step) else len(theirs))
        elif not theirs:
            yield Difference(joined._replace(operation="added"), step.theirs, len(ours))
        else:
            yield Difference(joined._replace(operation="changed"), step.theirs, _edits(ours, theirs))


def _respelled(ours: Sequence[str], theirs: Sequence[str], start: int) -> Iterator[Difference]:
    """Yield the words that are the same but not to the eye."""
    for at, (our, their) in enumerate(zip(ours, theirs, strict=True), start):
        if our != their and seen(our) != seen(their):
            yield Difference(Change("spelling", their, our), Stretch(at, at + 1))


def _edits(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Return how many words were edited; one that is almost another counts half."""
    pairs = zip(map(usual_form, ours), map(usual_form, theirs), strict=False)
    return max(len(ours), len(theirs)) - 0.5 * sum(ratio(our, their) >= ALIKE for our, their in pairs)


def _moved(differences: list[Difference]) -> list[Difference]:
    """Return differences in which words that were dropped in one place and added in another are moved."""
    added = {_key(one.change.ours): at for at, one in enumerate(differences) if one.change.operation == "added"}
    gone: set[int] = set()
    for at, one in enumerate(differences):
        other = added.pop(_key(one.change.theirs), None) if one.change.operation == "dropped" and one.edits else None
        if other is not None:
            change = Change("moved", one.change.theirs, differences[other].change.ours)
            differences[at] = Difference(change, one.theirs, one.edits + differences[other].edits)
            gone.add(other)
        elif one.change.operation == "changed" and _counted(one.change.theirs) == _counted(one.change.ours):
            differences[at] = one._replace(change=one.change._replace(operation="moved"))
    return [one for at, one in enumerate(differences) if at not in gone]


def _words_moved(differences: Sequence[Difference]) -> int:
    """Return how many words were both dropped and added, whatever else was: each is half an edit less."""
    edited = [one.change for one in differences if one.edits]
    theirs = _counted(" ".join(one.theirs for one in edited if one.operation != "added"))
    ours = _counted(" ".join(one.ours for one in edited if one.operation != "dropped"))
    return (theirs & ours).total()


def _counted(text: str) -> Counter[str]:
    return Counter(map(usual_form, text.split()))


def _key(text: str) -> tuple[str, ...]:
    return tuple(map(usual_form, text.split()))
