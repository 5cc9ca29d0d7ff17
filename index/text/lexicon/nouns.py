"""Nouns and adjectives to their inflected forms: a table for each way a headword can end, a row a rule.

A rule cuts letters from the end of the folded headword and adds others. Its cost is -ln of how probable the
inflection is, as counted by eye in press text: only differences matter, and half a nat is fine enough.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from ..folding import fold
from .classes import Form, Inflection, Place, Trait

_FREE, _BARE, _BOUND = Place.FREE, Place.BARE, Place.BOUND
_BASE, _DUAL, _PLURAL = Inflection.BASE, Inflection.DUAL, Inflection.PLURAL
_FEMININE, _FEMININE_PLURAL = Inflection.FEMININE, Inflection.FEMININE_PLURAL
_FEMININE_DUAL = Inflection.FEMININE_DUAL
_ACCUSATIVE, _CONSTRUCT, _INDEFINITE = Inflection.ACCUSATIVE, Inflection.CONSTRUCT, Inflection.INDEFINITE


class Rule(NamedTuple):
    """One inflection: what to cut from the headword, what to add, where the form stands, its cost."""

    cut: int
    add: str
    place: Place
    cost: float
    inflection: Inflection = Inflection.BASE
    needs: Trait = Trait.NONE
    """The trait that the headword must have; none: every headword inflects so."""
    unless: Trait = Trait.NONE
    """A trait that the headword must not have."""
    shared: bool = False
    """The form is as well one of headword + ة (قرارات, قرارة): dearer where that is a headword of its own."""


_HAS_FEMININE, _HAS_DUAL = Trait.FEMININE, Trait.DUAL
_HAS_PLURAL, _HAS_FEMININE_PLURAL = Trait.MASCULINE_PLURAL, Trait.FEMININE_PLURAL

_TEH_DUALS: Final = (
    Rule(1, "تان", _FREE, 2.8, _DUAL, _HAS_DUAL),  # حكومتان
    Rule(1, "تين", _FREE, 2.3, _DUAL, _HAS_DUAL),  # حكومتين
    Rule(1, "تا", _BARE, 4.0, _DUAL, _HAS_DUAL),  # حكومتا العراق وسوريا
    Rule(1, "تي", _BARE, 3.5, _DUAL, _HAS_DUAL),  # حكومتي العراق وسوريا
    Rule(1, "تا", _BOUND, 4.0, _DUAL, _HAS_DUAL),  # حكومتاهما
    Rule(1, "تي", _BOUND, 3.5, _DUAL, _HAS_DUAL),  # حكومتيهما
)

TEH_MARBUTA: Final = (
    Rule(0, "", _FREE, 0.0),  # حكومة
    Rule(1, "ت", _BOUND, 0.1),  # حكومتها
    *_TEH_DUALS,
    Rule(1, "ات", _FREE, 1.2, _PLURAL, _HAS_FEMININE_PLURAL),  # حكومات
    Rule(1, "ات", _BOUND, 1.5, _PLURAL, _HAS_FEMININE_PLURAL),  # حكوماتهم
)
"""Headwords in ة."""

ALEF_TEH: Final = (
    Rule(0, "", _FREE, 0.0),  # صلاة
    Rule(1, "ت", _BOUND, 0.1),  # صلاتها
    *_TEH_DUALS,
    Rule(2, "وات", _FREE, 1.2, _PLURAL, _HAS_FEMININE_PLURAL),  # صلوات
    Rule(2, "وات", _BOUND, 1.5, _PLURAL, _HAS_FEMININE_PLURAL),  # صلواته
    Rule(2, "يات", _FREE, 2.0, _PLURAL, _HAS_FEMININE_PLURAL),  # فتيات
    Rule(2, "يات", _BOUND, 2.3, _PLURAL, _HAS_FEMININE_PLURAL),  # فتياتها
)
"""Headwords in اة, whose alef was a waw or a yeh."""

_FINAL_ALEF: Final = (
    Rule(0, "", _FREE, 0.0),  # مستوى
    Rule(1, "ا", _BOUND, 0.2),  # مستواه
    Rule(1, "اة", _FREE, 0.9, _FEMININE, _HAS_FEMININE),  # مستثناة
    Rule(1, "ات", _BOUND, 0.9, _FEMININE, _HAS_FEMININE),  # مستثناته
    Rule(1, "يان", _FREE, 3.0, _DUAL, _HAS_DUAL),  # مستويان
    Rule(1, "يين", _FREE, 2.7, _DUAL, _HAS_DUAL),  # مستويين
    Rule(1, "يات", _FREE, 1.5, _PLURAL, _HAS_FEMININE_PLURAL),  # مستويات
    Rule(1, "يات", _BOUND, 1.8, _PLURAL, _HAS_FEMININE_PLURAL),  # مستوياتها
    Rule(1, "ين", _FREE, 2.5, _PLURAL, _HAS_PLURAL),  # مصطفين
    Rule(1, "ون", _FREE, 2.5, _PLURAL, _HAS_PLURAL),  # مصطفون
)
ALEF_MAKSURA: Final = (*_FINAL_ALEF, Rule(1, "ا", _BARE, 2.0))  # مستوا, as it is misspelt
"""Headwords in ى."""

ALEF: Final = (
    *_FINAL_ALEF,
    Rule(1, "ي", _BARE, 2.0),  # عصى for عصا
    Rule(0, "ت", _FREE, 1.2, _PLURAL, _HAS_FEMININE_PLURAL),  # كاميرات
    Rule(0, "ت", _BOUND, 1.5, _PLURAL, _HAS_FEMININE_PLURAL),  # كاميراتها
)
"""Headwords in ا."""

YEH_ALEF: Final = (
    *ALEF,
    Rule(1, "ات", _FREE, 1.2, _PLURAL),  # ثريات
    Rule(1, "ات", _BOUND, 1.5, _PLURAL),  # ثرياته
)
"""Headwords in يا."""

_CONSONANT_BASE: Final = (
    Rule(0, "", _FREE, 0.0),  # كتاب
    Rule(0, "", _BOUND, 0.1),  # كتابه
)
_ALEF_ACCUSATIVE: Final = Rule(0, "ا", _BARE, 1.6, _ACCUSATIVE)  # كتابا

_FEMININES: Final = (
    Rule(0, "ة", _FREE, 0.7, _FEMININE, _HAS_FEMININE, shared=True),  # كبيرة
    Rule(0, "ت", _BOUND, 1.5, _FEMININE, _HAS_FEMININE, shared=True),  # كبيرتهم
    Rule(0, "تان", _FREE, 3.5, _FEMININE_DUAL, _HAS_FEMININE, shared=True),  # كبيرتان
    Rule(0, "تين", _FREE, 3.0, _FEMININE_DUAL, _HAS_FEMININE, shared=True),  # كبيرتين
    Rule(0, "ات", _FREE, 1.7, _FEMININE_PLURAL, _HAS_FEMININE, shared=True),  # كبيرات
    Rule(0, "ات", _BOUND, 2.2, _FEMININE_PLURAL, _HAS_FEMININE, shared=True),  # كبيراتهم
)
_SOUND_FEMININE_PLURALS: Final = (
    Rule(0, "ات", _FREE, 1.2, _PLURAL, _HAS_FEMININE_PLURAL, _HAS_FEMININE, shared=True),  # قرارات
    Rule(0, "ات", _BOUND, 1.5, _PLURAL, _HAS_FEMININE_PLURAL, _HAS_FEMININE, shared=True),  # قراراته
)
_SOUND_MASCULINE_PLURALS: Final = (
    Rule(0, "ون", _FREE, 1.8, _PLURAL, _HAS_PLURAL),  # معلمون
    Rule(0, "ين", _FREE, 1.2, _PLURAL, _HAS_PLURAL),  # معلمين
    Rule(0, "و", _BARE, 3.0, _CONSTRUCT, _HAS_PLURAL),  # معلمو المدرسة
    Rule(0, "ي", _BARE, 2.8, _CONSTRUCT, _HAS_PLURAL),  # معلمي المدرسة
    Rule(0, "و", _BOUND, 3.5, _PLURAL, _HAS_PLURAL),  # معلموها
    Rule(0, "ي", _BOUND, 3.0, _PLURAL, _HAS_PLURAL),  # معلميها
)
_DUALS: Final = (
    Rule(0, "ان", _FREE, 2.8, _DUAL, _HAS_DUAL),  # كتابان
    Rule(0, "ين", _FREE, 2.5, _DUAL, _HAS_DUAL),  # كتابين
    Rule(0, "ا", _BOUND, 4.5, _DUAL, _HAS_DUAL),  # كتاباه
    Rule(0, "ي", _BOUND, 4.0, _DUAL, _HAS_DUAL),  # كتابيه
    Rule(0, "ي", _BARE, 4.0, _DUAL, _HAS_DUAL),  # كتابي المؤلف
)
CONSONANT: Final = (
    *_CONSONANT_BASE,
    _ALEF_ACCUSATIVE,
    *_FEMININES,
    *_SOUND_FEMININE_PLURALS,
    *_SOUND_MASCULINE_PLURALS,
    *_DUALS,
)
"""Headwords in any other letter."""

LONG_HAMZA: Final = (
    *_CONSONANT_BASE,
    *_FEMININES,
    *_SOUND_MASCULINE_PLURALS,
    Rule(0, "ان", _FREE, 3.0, _DUAL, _HAS_DUAL),  # لقاءان
    Rule(0, "ين", _FREE, 2.6, _DUAL, _HAS_DUAL),  # لقاءين
    Rule(1, "وان", _FREE, 3.5, _DUAL, _HAS_DUAL),  # صحراوان
    Rule(1, "وين", _FREE, 3.0, _DUAL, _HAS_DUAL),  # صحراوين
    Rule(0, "ات", _FREE, 1.5, _PLURAL, _HAS_FEMININE_PLURAL),  # لقاءات
    Rule(1, "وات", _FREE, 2.0, _PLURAL, _HAS_FEMININE_PLURAL),  # صحراوات
    Rule(0, "ات", _BOUND, 1.8, _PLURAL, _HAS_FEMININE_PLURAL),  # لقاءاته
)
"""Headwords in اء: no alef in the accusative (لقاءً)."""

FOREIGN_WAW: Final = (
    *CONSONANT,
    Rule(0, "هات", _FREE, 1.2, _PLURAL, _HAS_FEMININE_PLURAL),  # سيناريوهات
    Rule(0, "هات", _BOUND, 1.5, _PLURAL, _HAS_FEMININE_PLURAL),  # سيناريوهاته
)
"""Headwords in و of four letters and more: they are foreign."""

DEFECTIVE: Final = (
    *CONSONANT,
    Rule(1, "", _BARE, 4.0, _INDEFINITE),  # ماض
    Rule(1, "ين", _FREE, 3.0, _PLURAL),  # ماضين
    Rule(1, "ون", _FREE, 3.5, _PLURAL),  # ماضون
)
"""Participles of weak verbs in ي, which lose it when indefinite."""

INVARIABLE: Final = _CONSONANT_BASE
"""Names and whatever else does not inflect."""


LONG_NOUN: Final = 1.5
"""The most that the plural in ات of a noun of four letters or more is made dearer: خلافات is of خلاف, not of خلافة."""


def rules_for(spelling: str, traits: Trait) -> tuple[Rule, ...]:
    """Return the table for a headword in its own spelling (ى is not ي, اء is not ء)."""
    if spelling.endswith("ة"):
        return ALEF_TEH if spelling.endswith("اة") and len(spelling) > 3 else TEH_MARBUTA
    if spelling[-1] in "ىا" and len(spelling) > 2:
        if spelling[-1] == "ى":
            return ALEF_MAKSURA
        return YEH_ALEF if spelling.endswith("يا") else ALEF
    if spelling.endswith("اء"):
        return LONG_HAMZA
    if spelling.endswith("و") and len(spelling) > 3:
        return FOREIGN_WAW
    return DEFECTIVE if traits & Trait.DEFECTIVE else CONSONANT


def may_be_defective(spelling: str) -> bool:
    """Tell whether a headword has the shape of a participle that loses its ي: ماضي, مغني, متوالي; مصري has it too."""
    if not spelling.endswith("ي"):
        return False
    is_agent = len(spelling) == 4 and spelling[1] == "ا"
    return is_agent or (len(spelling) in {4, 5, 6} and spelling[0] == "م")


def inflect(spelling: str, traits: Trait, shared_cost: float = 0.0) -> Iterator[Form]:
    """Yield the forms of a headword, folded.

    `shared_cost` is added to the forms that belong as well to headword + ة, where that is a headword of its own;
    the feminine itself keeps its cost as long as the two are no rivals (below 2).
    """
    headword = fold(spelling)
    if len(headword) < 2:
        return
    for rule in rules_for(spelling, traits):
        if (rule.needs and not traits & rule.needs) or traits & rule.unless:
            continue
        cost = rule.cost
        if rule.shared and not (rule.add == "ة" and shared_cost <= 2):
            cost += min(shared_cost, LONG_NOUN) if rule.unless and len(headword) > 3 else shared_cost
        stem = headword[: len(headword) - rule.cut]
        yield Form(stem + rule.add, rule.place, cost, rule.inflection)
