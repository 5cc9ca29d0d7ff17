"""Spelling classes: one exact key, whatever stands before and after."""

import pytest
from fihris.index.text.folding import fold
from fihris.index.text.morphology import canonical
from fihris.index.text.spellings import Spellings, Variant
from hypothesis import given
from hypothesis import strategies as st

ARABIC = st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويةء"), max_size=12)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        pytest.param("ترمب", "ترامب", id="a-name"),
        pytest.param("لترمب", "لترامب", id="after-a-proclitic"),
        pytest.param("بتموز", "بيوليو", id="a-month"),
        pytest.param("الكونجرس", "الكونغرس", id="after-the-article"),
        pytest.param("للكونجرس", "للكونغرس", id="after-the-joined-article"),
        pytest.param("والأميركيين", "والامريكيين", id="with-an-ending"),
        pytest.param("الأميركية", "الامريكية", id="feminine"),
        pytest.param("سورية", "سوريا", id="a-country"),
        pytest.param("السورية", "السورية", id="the-adjective-is-no-country"),
        pytest.param("كتاب", "كتاب", id="any-other-word"),
        pytest.param("سترمب", "سترمب", id="not-after-the-future"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_spelling_has_the_key_of_its_class(word: str, key: str) -> None:
    """The first spelling of the class is the key of all."""
    assert canonical(fold(word)) == key


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("بليشيا", "بليشيا"), ("مليشية", "ميليشية"), ("ومليشياتهم", "وميليشياتهم"), ("مليشيت", "مليشيت"),
        ("فدرالي", "فيدرالي"), ("فدراليون", "فيدراليون"), ("كفدرالي", "كفدرالي"), ("غرش", "قرش"), ("غرشان", "غرشان"),
    ],
)  # fmt: skip
def test_endings_are_those_of_the_class(word: str, key: str) -> None:
    """Only a class that inflects takes endings; a guarded word stays."""
    classes = Spellings(
        [
            Variant("مليشية", "ميليشية", inflects=True),
            Variant("فدرالي", "فيدرالي", inflects=True),
            Variant("غرش", "قرش", inflects=False),
        ],
        guarded=["كفدرالي"],
    )
    assert classes.canonical(word) == key


@given(ARABIC)
def test_the_key_of_a_key_is_itself(word: str) -> None:
    """Asking twice changes nothing."""
    assert canonical(canonical(word)) == canonical(word)
