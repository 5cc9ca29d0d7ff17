"""One word to its analyses: what is written onto it, which form of which lemma it is, and the root behind it.

    >>> best = analyse("بالولايات")[0]
    >>> best.proclitics, best.base, best.lemma, best.inflection, best.root
    (('ب', 'ال'), 'ولايات', 'ولاية', 'plural', 'ولي')

A word is cut in every way that the tables of `clitics` allow; cuts whose core the lexicon holds are readings, and
the least cost (-ln of how probable, in nats) is the best. `keys` gives the same for many words at once, lemmas and
roots only, and fast. Both are pure functions of the word and the lexicon.
"""

from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from .clitics import Split, parts_of, spelt_with_teh, splits
from .folding import fold
from .lexicon.classes import Part
from .lexicon.frozen import Lexicon, Reading, default_lexicon
from .lexicon.layout import STEPS
from .lookup import DEAREST, Keys, Lookup, is_analysed, is_number
from .unknown import guess, respellings
from .words import date_parts

__all__ = ["Analysis", "Keys", "analyse", "canonical", "has_pronoun", "keys"]

WINDOW: Final = 6.0
"""Readings dearer than the best by more than this, in nats, are not worth showing."""


class Analysis(NamedTuple):
    """One reading of a word."""

    proclitics: tuple[str, ...]
    """What is written before it: ("و", "ال")."""
    base: str
    """The word without its clitics, folded."""
    enclitics: tuple[str, ...]
    """The pronoun written after it."""
    inflection: str
    """Which form of the lemma the base is: "plural"; empty for the lemma itself."""
    lemma: str
    root: str
    """Empty where the lemma has none."""
    root_guessed: bool
    """Only the shape of the lemma gives the root; such a root is shown but not searched."""
    part_of_speech: str
    cost: float
    """-ln of how probable the reading is, in nats."""
    known: bool = True
    """The lexicon holds the lemma."""


def analyse(word: str, lexicon: Lexicon | None = None, attested: Container[str] | None = None) -> tuple[Analysis, ...]:
    """Return the readings of a word, best first; one for an unknown word, none for the empty string.

    Any string may be given; it is folded first. `attested` holds words that an archive shows bare: an unknown word
    loses a proclitic of one letter only where it does.
    """
    lexicon = lexicon or default_lexicon()
    form = lexicon.spellings.canonical(fold(word))
    if not form:
        return ()
    if not is_analysed(form):
        return tuple(_other(form))
    found = _known(form, lexicon)
    if not found:
        found = next(filter(None, (_known(other, lexicon) for other in respellings(form))), [])
    return tuple(found) or (_guessed(form, attested),)


def keys(forms: Sequence[str], lexicon: Lexicon | None = None, attested: Container[str] | None = None) -> list[Keys]:
    """Return the lemmas and roots of exact keys, in their order; fast, about five microseconds a form.

    The forms are folded words in canonical spelling (`canonical`). The first lemma is the best, further
    ones are within the margin of it. Lemmas are empty for the empty string and for a proclitic letter on its own.
    """
    return lookup_in(lexicon or default_lexicon()).keys(forms, attested)


def has_pronoun(form: str, lexicon: Lexicon) -> bool:
    """Tell whether the best reading of an exact key takes its end for a pronoun."""
    bare, joined = lookup_in(lexicon).least_costs(form)
    if bare != joined:
        return joined < bare
    return bool(analyse(form, lexicon)[0].enclitics)


def canonical(form: str) -> str:
    """Return the exact key of a folded word, by the spelling classes that come with fihris."""
    return default_lexicon().spellings.canonical(form)


@lru_cache(maxsize=4)
def lookup_in(lexicon: Lexicon) -> Lookup:
    """Return the lookup of a lexicon, which keeps what it finds."""
    return Lookup(lexicon)


def _known(form: str, lexicon: Lexicon) -> list[Analysis]:
    """Return the readings of a form that the lexicon holds, best first, each lemma once."""
    best: dict[tuple[str, Part], Analysis] = {}
    for one in _readings(form, lexicon):
        key = one.lemma, Part[one.part_of_speech.upper()]
        if key not in best or one.cost < best[key].cost:
            best[key] = one
    ranked = sorted(best, key=lambda key: (best[key].cost, *key))
    if not ranked:
        return []
    least = best[ranked[0]].cost
    if least > DEAREST / STEPS:
        return []
    return [best[key] for key in ranked if best[key].cost <= least + WINDOW]


def _readings(form: str, lexicon: Lexicon) -> Iterator[Analysis]:
    yield from _readings_as(form, lexicon, 0.0)
    other = spelt_with_teh(form)
    if other:
        yield from _readings_as(other[0], lexicon, other[1])


def _readings_as(form: str, lexicon: Lexicon, extra: float) -> Iterator[Analysis]:
    for cut in splits(form):
        for reading in lexicon.readings(cut.core):
            if reading.places & cut.admits:
                yield _analysis(cut, reading, extra)


def _analysis(cut: Split, reading: Reading, extra: float) -> Analysis:
    lemma = reading.lemma
    return Analysis(
        proclitics=cut.proclitic.parts,
        base=cut.core,
        enclitics=(cut.enclitic.letters,) if cut.enclitic else (),
        inflection=reading.inflection.label,
        lemma=lemma.letters,
        root=lemma.root,
        root_guessed=lemma.root_guessed,
        part_of_speech=lemma.part.label,
        cost=reading.cost + cut.cost + extra,
    )


def _other(form: str) -> Iterator[Analysis]:
    """Yield the analyses of what is no Arabic word: a number, the parts of a date, a foreign word, a letter."""
    for lemma in (form, *date_parts(form)):
        known = is_number(lemma)
        part = Part.NUMBER if known else Part.OTHER
        yield Analysis((), form, (), "", lemma, "", False, part.label, 0.0, known)


def _guessed(form: str, attested: Container[str] | None) -> Analysis:
    found = guess(form, attested)
    proclitics = parts_of(found.proclitic)
    return Analysis(
        proclitics, found.base, (), "", found.lemma, "", False, Part.OTHER.label, DEAREST / STEPS, known=False
    )
