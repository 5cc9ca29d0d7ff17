"""Orthographic folding: one row a rule, and what holds for any string."""

import unicodedata

import pytest
from fihris.index.text.characters import LETTERS, is_arabic
from fihris.index.text.folding import fold
from hypothesis import given
from hypothesis import strategies as st

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("word", "key"),
    [
        pytest.param("كتاب", "كتاب", id="plain"),
        # zero-width characters vanish
        pytest.param("مي\u200cخواهم", "ميخواهم", id="zero-width-non-joiner"),
        pytest.param("\u202bقال\u202c", "قال", id="bidi-embedding"),
        pytest.param("\u2067قال\u2069", "قال", id="bidi-isolate"),
        pytest.param("قا\u200fل", "قال", id="right-to-left-mark"),
        pytest.param("\ufeffقال", "قال", id="byte-order-mark"),
        pytest.param("كل\u00adمة", "كلمة", id="soft-hyphen"),
        pytest.param("قال\u061c", "قال", id="arabic-letter-mark"),
        # compatibility forms
        pytest.param("ﻣﺼﻄﻔﻰ", "مصطفي", id="presentation-forms"),
        pytest.param("ﻷن", "لان", id="lam-alef-ligature"),
        pytest.param("ﷲ", "الله", id="allah-ligature"),
        pytest.param("ﬁn", "fin", id="latin-ligature"),
        pytest.param("Ａ１", "a1", id="full-width"),
        pytest.param("ﷺ", "", id="a-ligature-of-several-words-is-no-word"),
        # marks and tatweel
        pytest.param("وَبَيَّنَ", "وبين", id="vowel-signs-and-shadda"),
        pytest.param("قدماً", "قدما", id="tanwin"),
        pytest.param("رحمٰن", "رحمن", id="dagger-alef"),
        pytest.param("ٱلۡكِتَٰبُۖ", "الكتب", id="quranic-signs"),
        pytest.param("كـــل", "كل", id="tatweel"),
        pytest.param("لـ", "ل", id="tatweel-at-the-end"),
        pytest.param("ًٌَ", "", id="nothing-but-marks"),
        # letters written in several ways
        pytest.param("أإآٱا", "ااااا", id="alef"),
        pytest.param("على", "علي", id="alef-maksura"),
        pytest.param("مسؤول", "مسءول", id="hamza-on-waw"),
        pytest.param("مسئول", "مسءول", id="hamza-on-yeh"),
        pytest.param("لقاءه", "لقاءه", id="hamza-on-the-line"),
        pytest.param("مسو\u0654ول", "مسءول", id="decomposed-hamza-on-waw"),
        pytest.param("لقاي\u0650\u0654ه", "لقاءه", id="decomposed-hamza-after-a-vowel"),
        pytest.param("ا\u0653ن", "ان", id="decomposed-madda"),
        pytest.param("الکاظمی", "الكاظمي", id="persian-keheh-and-yeh"),
        pytest.param("گرگان", "كركان", id="gaf"),
        pytest.param("ڤيديو", "فيديو", id="veh"),
        pytest.param("پاريس", "باريس", id="peh"),
        pytest.param("مدرسة", "مدرسة", id="teh-marbuta-stays"),
        # digits and their signs
        pytest.param("٢٠٢١", "2021", id="arabic-indic-digits"),
        pytest.param("۲۰۲۱", "2021", id="extended-arabic-indic-digits"),
        pytest.param("2,500", "2500", id="thousands-comma"),
        pytest.param("٢٬٥٠٠", "2500", id="arabic-thousands-sign"),
        pytest.param("2،500", "2500", id="thousands-arabic-comma"),
        pytest.param("٣٫٥", "3.5", id="arabic-decimal-sign"),
        pytest.param("2021.07.25", "2021.07.25", id="dotted-date"),
        pytest.param("3.", "3", id="a-point-joins-digits-only"),
        # other scripts
        pytest.param("Getty", "getty", id="case"),
        pytest.param("Café", "cafe", id="accent"),
        pytest.param("İzmir", "izmir", id="dotted-capital-i"),
        pytest.param("가나", "가나", id="hangul-stays-composed"),
    ],
)
def test_fold(word: str, key: str) -> None:
    """A word's key keeps its letters and loses every difference of orthography."""
    assert fold(word) == key


@pytest.mark.parametrize(("written", "meant"), LETTERS.items(), ids=map(unicodedata.name, LETTERS))
def test_letters(written: str, meant: str) -> None:
    """Every letter of the table folds to the letter that it stands for, and that letter to itself."""
    assert fold(written) == meant == fold(meant)


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    """A key is its own key."""
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_never_longer(text: str) -> None:
    """A key is never longer than its word with the ligatures opened."""
    assert len(fold(text)) <= len(unicodedata.normalize("NFKC", text)) or len(fold(text)) <= sum(
        len(unicodedata.normalize("NFKC", one)) for one in text
    )


@given(ANY_TEXT)
def test_nothing_but_letters_digits_and_points(text: str) -> None:
    """No mark, tatweel, control or sign survives folding, and a point only between digits."""
    key = fold(text)
    kinds = {unicodedata.category(one) for one in key.replace(".", "")}
    assert kinds <= {"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Mc"}
    assert "\u0640" not in key
    assert all(key[i - 1 : i].isdigit() and key[i + 1 : i + 2].isdigit() for i, one in enumerate(key) if one == ".")


@pytest.mark.parametrize(("letter", "arabic"), [("ا", True), ("ي", True), ("a", False), ("1", False), ("я", False)])
def test_is_arabic(letter: str, arabic: bool) -> None:
    """Letters of the Arabic script are told from all others."""
    assert is_arabic(letter) is arabic
