"""Proclitics and pronouns: what may stand before and after what."""

import pytest
from fihris.index.text.clitics import ENCLITICS, PROCLITICS, parts_of, spelt_with_teh, splits
from fihris.index.text.lexicon.classes import Place


@pytest.mark.parametrize(
    ("letters", "parts"),
    [
        ("", ()), ("و", ("و",)), ("ف", ("ف",)), ("ال", ("ال",)), ("س", ("س",)), ("ب", ("ب",)), ("ك", ("ك",)),
        ("ل", ("ل",)), ("بال", ("ب", "ال")), ("كال", ("ك", "ال")), ("لل", ("ل", "ال")), ("وال", ("و", "ال")),
        ("فال", ("ف", "ال")), ("وبال", ("و", "ب", "ال")), ("ولل", ("و", "ل", "ال")), ("فلل", ("ف", "ل", "ال")),
        ("وس", ("و", "س")), ("فس", ("ف", "س")), ("ول", ("و", "ل")), ("فب", ("ف", "ب")),
    ],
)  # fmt: skip
def test_a_run_of_proclitics_is_made_of_little_words(letters: str, parts: tuple[str, ...]) -> None:
    """Each joint says what it is made of."""
    assert parts_of(letters) == parts


def test_the_joints_are_all_there() -> None:
    """Three conjunctions (none, و, ف), each alone, with the article, with the future, with each preposition twice."""
    assert len({one.letters for one in PROCLITICS}) == len(PROCLITICS) == 27


@pytest.mark.parametrize(
    ("letters", "admitted", "refused"),
    [
        ("ال", Place.FREE, Place.BARE | Place.BOUND | Place.NAME | Place.PAST | Place.FUNCTION),
        ("س", Place.IMPERFECT, Place.FREE | Place.PAST | Place.NAME),
        ("ب", Place.FREE | Place.BARE | Place.NAME | Place.FUNCTION, Place.PAST | Place.IMPERFECT),
        ("ل", Place.FREE | Place.NAME | Place.IMPERFECT, Place.PAST),
        ("و", Place.FREE | Place.PAST | Place.IMPERFECT | Place.NAME | Place.FUNCTION, Place.BOUND),
    ],
)
def test_a_proclitic_stands_before_its_kind(letters: str, admitted: Place, refused: Place) -> None:
    """The article stands before nominals, س before imperfects, prepositions before nominals."""
    (proclitic,) = [one for one in PROCLITICS if one.letters == letters]
    assert proclitic.admits & admitted == admitted
    assert not proclitic.admits & refused


def test_no_pronoun_follows_the_article() -> None:
    """الكتابه is no word."""
    assert all(not one.admits_bound for one in PROCLITICS if one.parts[-1:] == ("ال",))


@pytest.mark.parametrize(("letters", "place"), [("ي", Place.BOUND), ("ني", Place.PAST_BOUND | Place.IMPERFECT_BOUND)])
def test_my_and_me_are_told_apart(letters: str, place: Place) -> None:
    """ي follows nominals, ني follows verbs."""
    (pronoun,) = [one for one in ENCLITICS if one.letters == letters]
    assert pronoun.admits == place


def test_every_cut_of_a_word() -> None:
    """The whole word comes first, then every cut that leaves two letters."""
    cuts = [(one.proclitic.letters, one.core, one.enclitic and one.enclitic.letters) for one in splits("وبيتها")]
    assert cuts == [
        ("", "وبيتها", None),
        ("", "وبيت", "ها"),
        ("و", "بيتها", None),
        ("و", "بيت", "ها"),
        ("وب", "يتها", None),
        ("وب", "يت", "ها"),
    ]


def test_costs_are_whole_steps() -> None:
    """Every cost is a whole number of half nats, as the lexicon counts."""
    costs = [one.cost for one in PROCLITICS] + [one.cost for one in ENCLITICS]
    assert all((2 * cost).is_integer() for cost in costs)


@pytest.mark.parametrize(
    ("word", "other"), [("حكومه", ("حكومة", 5.0)), ("حكومت", ("حكومة", 4.0)), ("بيت", None), ("قرار", None)]
)
def test_heh_and_teh_may_stand_for_teh_marbuta(word: str, other: tuple[str, float] | None) -> None:
    """At the end of words of four letters and more."""
    assert spelt_with_teh(word) == other
