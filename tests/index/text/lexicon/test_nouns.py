"""The inflection of nouns and adjectives: a row for each table of rules, whole."""

import pytest
from fihris.index.text.lexicon.classes import Inflection, Place, Trait
from fihris.index.text.lexicon.nouns import inflect, may_be_defective, rules_for

FREE, BARE, BOUND = Place.FREE, Place.BARE, Place.BOUND


@pytest.mark.parametrize(
    ("spelling", "traits", "free", "bare", "bound"),
    [
        pytest.param(
            "حكومة", Trait.ALL, "حكومة حكومتان حكومتين حكومات", "حكومتا حكومتي", "حكومت حكومتا حكومتي حكومات", id="teh"
        ),
        pytest.param("صلاة", Trait.FEMININE_PLURAL, "صلاة صلوات صليات", "", "صلات صلوات صليات", id="alef-teh"),
        pytest.param(
            "مستوى",
            Trait.FEMININE_PLURAL | Trait.DUAL,
            "مستوي مستويان مستويين مستويات",
            "مستوا",
            "مستوا مستويات",
            id="alef-maksura",
        ),
        pytest.param(
            "كاميرا", Trait.FEMININE_PLURAL, "كاميرا كاميرات كاميريات", "كاميري", "كاميرا كاميرات كاميريات", id="alef"
        ),
        pytest.param("ثريا", Trait.NONE, "ثريا ثريات", "ثريي", "ثريا ثريات", id="yeh-alef"),
        pytest.param(
            "قرار",
            Trait.FEMININE_PLURAL | Trait.DUAL,
            "قرار قرارات قراران قرارين",
            "قرارا قراري",
            "قرار قرارات قرارا قراري",
            id="consonant",
        ),
        pytest.param(
            "كبير",
            Trait.FEMININE | Trait.MASCULINE_PLURAL,
            "كبير كبيرة كبيرتان كبيرتين كبيرات كبيرون كبيرين",
            "كبيرا كبيرو كبيري",
            "كبير كبيرت كبيرات كبيرو كبيري",
            id="adjective",
        ),
        pytest.param(
            "لقاء",
            Trait.FEMININE_PLURAL | Trait.DUAL,
            "لقاء لقاءات لقاوات لقاءان لقاءين لقاوان لقاوين",
            "",
            "لقاء لقاءات",
            id="long-hamza",
        ),
        pytest.param("ماضي", Trait.DEFECTIVE, "ماضي ماضين ماضون", "ماضيا ماض", "ماضي", id="defective"),
        pytest.param(
            "سيناريو",
            Trait.FEMININE_PLURAL,
            "سيناريو سيناريوات سيناريوهات",
            "سيناريوا",
            "سيناريو سيناريوات سيناريوهات",
            id="foreign-waw",
        ),
    ],
)
def test_a_headword_has_the_forms_of_its_table(spelling: str, traits: Trait, free: str, bare: str, bound: str) -> None:
    """Every form of a headword stands where its rule says."""
    forms = list(inflect(spelling, traits))
    for place, wanted in ((FREE, free), (BARE, bare), (BOUND, bound)):
        assert {form.letters for form in forms if form.place is place} == set(wanted.split())


@pytest.mark.parametrize(
    ("form", "inflection"),
    [
        ("كبيرة", Inflection.FEMININE),
        ("كبيرتين", Inflection.FEMININE_DUAL),
        ("كبيرات", Inflection.FEMININE_PLURAL),
        ("كبيرون", Inflection.PLURAL),
        ("كبيرا", Inflection.ACCUSATIVE),
        ("كبيرو", Inflection.CONSTRUCT),
    ],
)
def test_a_form_is_named(form: str, inflection: Inflection) -> None:
    """The name of an inflection is that of the rule that made the form."""
    forms = inflect("كبير", Trait.FEMININE | Trait.MASCULINE_PLURAL)
    assert [one.inflection for one in forms if one.letters == form and one.place is not BOUND] == [inflection]


def test_forms_of_a_rival_headword_are_dearer() -> None:
    """شرطات and شرطة belong to شرطة, not to شرط; long nouns keep their plural."""
    traits = Trait.FEMININE_PLURAL
    plain = {form.letters: form.cost for form in inflect("شرط", traits) if form.place is FREE}
    rival = {form.letters: form.cost for form in inflect("شرط", traits, 4.0) if form.place is FREE}
    long = {form.letters: form.cost for form in inflect("خلاف", traits, 4.0) if form.place is FREE}
    assert rival["شرطات"] - plain["شرطات"] == 4.0
    assert rival["شرط"] == plain["شرط"]
    assert long["خلافات"] - plain["شرطات"] == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("spelling", "may"),
    [("ماضي", True), ("مغني", True), ("متوالي", True), ("مصري", True), ("عراقي", False), ("نظام", False)],
)
def test_participles_of_weak_verbs_are_told_by_their_shape(spelling: str, may: bool) -> None:
    """Only a shape can be defective; the headwords decide which of them is."""
    assert may_be_defective(spelling) is may


def test_one_letter_has_no_forms() -> None:
    """A headword of one letter is none."""
    assert list(inflect("و", Trait.ALL)) == []


def test_every_rule_leaves_letters() -> None:
    """No rule cuts more than the ending of its table."""
    for spelling in ("حكومة", "صلاة", "مستوى", "كاميرا", "ثريا", "قرار", "لقاء", "ماضي", "سيناريو"):
        assert all(rule.cut <= 2 for rule in rules_for(spelling, Trait.ALL | Trait.DEFECTIVE))
