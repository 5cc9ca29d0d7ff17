"""Verbs to their conjugated forms, by libqutrub; used by the build only.

Every person of past and imperfect, active and passive, in all moods. The costs are -ln of how probable a tense and
a person are in press text, in nats.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from ..folding import fold
from .classes import Form, Inflection, Place


class Verb(NamedTuple):
    """A verb as libqutrub wants it."""

    vocalized: str
    """Third person masculine singular of the past, with its vowels: كَتَبَ."""
    future: str
    """The vowel of the imperfect of form I, by its Arabic name: ضمة، كسرة، فتحة."""
    transitive: bool = True


class Tense(NamedTuple):
    """One tense of libqutrub's tables."""

    name: str
    place: Place
    bound: Place
    cost: float
    inflection: Inflection


_INDICATIVE: Final = "المضارع المعلوم"
_JUSSIVE: Final = "المضارع المجزوم"

TENSES: Final = (
    Tense("الماضي المعلوم", Place.PAST, Place.PAST_BOUND, 0.0, Inflection.PAST),
    Tense(_INDICATIVE, Place.IMPERFECT, Place.IMPERFECT_BOUND, 0.2, Inflection.IMPERFECT),
    Tense(_JUSSIVE, Place.IMPERFECT, Place.IMPERFECT_BOUND, 1.5, Inflection.JUSSIVE),
    Tense("المضارع المنصوب", Place.IMPERFECT, Place.IMPERFECT_BOUND, 1.2, Inflection.SUBJUNCTIVE),
    Tense("الماضي المجهول", Place.PAST, Place.PAST_BOUND, 3.2, Inflection.PASSIVE_PAST),
    Tense("المضارع المجهول", Place.IMPERFECT, Place.IMPERFECT_BOUND, 3.0, Inflection.PASSIVE_IMPERFECT),
)  # fmt: skip

ODD_JUSSIVE: Final = 3.0
"""Added to a jussive that is written otherwise than the indicative (لم يقل): it needs لم or لا before it."""

PERSONS: Final[dict[str, float]] = {
    "هو": 0.5, "هي": 0.8, "هم": 1.5, "أنا": 2.5, "نحن": 2.2, "هما": 3.0, "هما مؤ": 3.3,
    "هن": 4.0, "أنت": 3.8, "أنتِ": 4.5, "أنتم": 4.0, "أنتما": 5.0, "أنتما مؤ": 5.0, "أنتن": 5.5,
}  # fmt: skip
"""The persons by libqutrub's names: newspapers report on others."""

_RARE_PERSON: Final = 3.5

BEFORE_PRONOUN: Final = (
    ("وا", "و"),  # كتبوا، كتبوه
    ("تم", "تمو"),  # كتبتم، كتبتموه
    ("ى", "ا"),  # رمى، رماه
)
"""How the end of a form changes before a pronoun."""

_MARKS: Final = dict.fromkeys(map(ord, "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640"))


def without_marks(word: str) -> str:
    """Return a vocalised word without its vowel signs, its letters as they were."""
    return word.translate(_MARKS)


def conjugate(verb: Verb) -> Iterator[Form]:
    """Yield the forms of a verb, folded; nothing for a verb that libqutrub cannot conjugate."""
    tables = _tables(verb)
    indicative = tables.get(_INDICATIVE, {})
    for tense in TENSES:
        for person, vocalized in tables.get(tense.name, {}).items():
            written = without_marks(vocalized)
            if not written:
                continue
            cost = tense.cost + PERSONS.get(person, _RARE_PERSON)
            if tense.name == _JUSSIVE and not _same_length(vocalized, indicative.get(person)):
                cost += ODD_JUSSIVE
            yield Form(fold(written), tense.place, cost, tense.inflection)
            yield Form(fold(before_pronoun(written)), tense.bound, cost, tense.inflection)


def _same_length(vocalized: str, indicative: str | None) -> bool:
    """Tell whether a jussive is about as long as its indicative: neither shortened nor with doubling undone."""
    return len(vocalized) == len(without_marks(indicative or vocalized))


def before_pronoun(written: str) -> str:
    """Return a verb form as it is written before a pronoun."""
    for ending, instead in BEFORE_PRONOUN:
        if written.endswith(ending):
            return written[: -len(ending)] + instead
    return written


def _tables(verb: Verb) -> Mapping[str, Mapping[str, str]]:
    from libqutrub.mosaref_main import do_sarf

    try:
        tables = do_sarf(
            verb.vocalized,
            verb.future,
            alltense=True,
            past=True,
            future=True,
            passive=False,
            imperative=False,
            future_moode=True,
            confirmed=False,
            transitive=verb.transitive,
            display_format="DICT",
        )
    except Exception:  # noqa: BLE001 - libqutrub fails in many ways on a verb that it does not know
        return {}
    return tables if isinstance(tables, dict) else {}
