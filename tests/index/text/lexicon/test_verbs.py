"""Conjugation, where libqutrub is installed."""

import pytest
from fihris.index.text.lexicon.classes import Inflection, Place
from fihris.index.text.lexicon.verbs import Verb, before_pronoun, conjugate

pytest.importorskip("libqutrub")
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.mark.parametrize(
    ("verb", "form", "place", "inflection"),
    [
        (Verb("كَتَبَ", "ضمة"), "كتبوا", Place.PAST, Inflection.PAST),
        (Verb("كَتَبَ", "ضمة"), "كتبو", Place.PAST_BOUND, Inflection.PAST),
        (Verb("كَتَبَ", "ضمة"), "يكتبون", Place.IMPERFECT, Inflection.IMPERFECT),
        (Verb("كَتَبَ", "ضمة"), "يكتبو", Place.IMPERFECT_BOUND, Inflection.SUBJUNCTIVE),
        (Verb("رَمَى", "كسرة"), "رما", Place.PAST_BOUND, Inflection.PAST),
        (Verb("قَالَ", "ضمة"), "قيل", Place.PAST, Inflection.PASSIVE_PAST),
        (Verb("قَالَ", "ضمة"), "يقل", Place.IMPERFECT, Inflection.JUSSIVE),
        (Verb("قَالَ", "ضمة"), "يقال", Place.IMPERFECT, Inflection.PASSIVE_IMPERFECT),
    ],
)
def test_a_verb_has_all_its_tenses(verb: Verb, form: str, place: Place, inflection: Inflection) -> None:
    """Past and imperfect, active and passive, all moods, free and before a pronoun."""
    found = [one for one in conjugate(verb) if one.letters == form and one.place is place]
    assert min(found, key=lambda one: one.cost).inflection is inflection


def test_a_shortened_jussive_is_dear() -> None:
    """يقل is seldom a form of قال: it needs لم before it."""
    cost = {one.letters: one.cost for one in conjugate(Verb("قَالَ", "ضمة")) if one.place is Place.IMPERFECT}
    assert cost["يقل"] > cost["يقول"] + 3


@pytest.mark.parametrize(("form", "bound"), [("كتبوا", "كتبو"), ("كتبتم", "كتبتمو"), ("رمى", "رما"), ("كتبت", "كتبت")])
def test_the_end_of_a_form_changes_before_a_pronoun(form: str, bound: str) -> None:
    """The silent alef goes, ى becomes ا, تم becomes تمو."""
    assert before_pronoun(form) == bound


def test_what_cannot_be_conjugated_has_no_forms() -> None:
    """A word that is no verb is left out, never an error."""
    assert list(conjugate(Verb("؟", "ضمة"))) == []
