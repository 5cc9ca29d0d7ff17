"""Text to words with offsets into the raw text."""

import re
from time import process_time

import pytest
from fihris.index.text import words
from fihris.index.text.characters import SHAPE_TABLE
from fihris.index.text.folding import fold
from hypothesis import given
from hypothesis import strategies as st

ANY_TEXT = st.text(st.characters(exclude_categories=()))
TRICKY_TEXT = st.text("ابتةكَّـ\u0654وى ﻻﷺ12٣.,،٬٫ aB-_«»\"'\n\u200f\u00a0\U0001d400")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="empty"),
        pytest.param("قال إن العلاقة", ["قال", "إن", "العلاقة"], id="plain"),
        pytest.param("كُتَّابْ وبيّن", ["كُتَّابْ", "وبيّن"], id="never-split-on-vowel-marks"),
        pytest.param("Sliderالعرب", ["Slider", "العرب"], id="scripts-split"),
        pytest.param('لـ"العربي"', ["لـ", "العربي"], id="quote-glued-to-a-proclitic"),
        pytest.param("الأول.وقال", ["الأول", "وقال"], id="forgotten-space"),
        pytest.param("(و) تبادل", ["و", "تبادل"], id="a-letter-in-brackets"),
        pytest.param("#الحوار_الاستراتيجي", ["الحوار", "الاستراتيجي"], id="hashtag"),
        pytest.param("تم\u00a0ذلك", ["تم", "ذلك"], id="no-break-space"),
        pytest.param("محمدﷺ قال", ["محمد", "قال"], id="honorific-ligature"),
        pytest.param("F-16 وG20", ["F", "16", "و", "G20"], id="latin-and-digits"),
        pytest.param("كوفيد19", ["كوفيد", "19"], id="arabic-letters-and-digits-split"),
        pytest.param("ب50 هجوما", ["ب", "50", "هجوما"], id="proclitic-on-a-figure"),
        pytest.param("2,500 ٢٬٥٠٠ 1،200", ["2,500", "٢٬٥٠٠", "1،200"], id="thousands"),
        pytest.param("2,500,000.75 دولار", ["2,500,000.75", "دولار"], id="thousands-and-decimals"),
        pytest.param("3.5 ٣٫٥", ["3.5", "٣٫٥"], id="decimals"),
        pytest.param("2021.07.25 - 22:16", ["2021.07.25", "22", "16"], id="dotted-date-and-time"),
        pytest.param("في 2021.وقال", ["في", "2021", "وقال"], id="full-stop-after-a-year"),
        pytest.param("1,2,3", ["1", "2", "3"], id="a-list-is-no-number"),
        pytest.param("2019،2020،2021", ["2019", "2020", "2021"], id="a-list-of-years"),
        pytest.param("1,111,11", ["1", "111", "11"], id="a-list-that-begins-as-a-number"),
        pytest.param("1,111,1111 2,222a", ["1", "111", "1111", "2", "222a"], id="a-list-that-ends-otherwise"),
        pytest.param("1111,222,333", ["1111", "222,333"], id="a-number-after-a-figure"),
        pytest.param("1,111.5,5", ["1,111", "5", "5"], id="decimals-in-a-list"),
        pytest.param("12.5m", ["12", "5m"], id="digits-and-latin-letters"),
        pytest.param("25/7/2021", ["25", "7", "2021"], id="slashed-date"),
        pytest.param("ﻣﺼﻄﻔﻰ", ["ﻣﺼﻄﻔﻰ"], id="presentation-forms"),
        pytest.param("\u0651\u0640 و", ["و"], id="marks-alone-are-no-word"),
        pytest.param("x\ud800y", ["x", "y"], id="lone-surrogate"),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    """Words are runs of one script, digits stay together across their signs."""
    assert [text[word.start : word.end] for word in words.split(text)] == expected


FIGURES = st.lists(st.sampled_from(["1", "11", "111", "1111", ",", ",111", ".", "a", "،", "٢٢٢", " "])).map("".join)


@given(FIGURES)
def test_figures_are_split_as_the_rule_says(text: str) -> None:
    """What joins digits is one pattern tried at every place: the quick way gives the same."""
    rule = r"(?<![LD])D{1,3}(?:,D{3})+(?:\.D+)?(?![LD]|,D)|(?<![LD])D+(?:\.D+)+(?![LD])|[LD]+"
    found = [match.span() for match in re.finditer(rule, text.translate(SHAPE_TABLE))]
    assert [(word.start, word.end) for word in words.split(text)] == found


def test_a_long_list_of_figures_is_split_at_once() -> None:
    """Each figure of a list was once compared with all that follow it: 100,000 characters took minutes."""
    began = process_time()
    assert len(words.keys("1" + ",111" * 25_000 + ",11")) == 25_002
    assert process_time() - began < 5


@given(ANY_TEXT | TRICKY_TEXT)
def test_a_slice_folds_to_its_key(text: str) -> None:
    """Every word's slice of the raw text folds to the word's own key, which is never empty."""
    for word in words.split(text):
        assert word.key == fold(text[word.start : word.end]) != ""


@given(ANY_TEXT | TRICKY_TEXT)
def test_words_stand_in_order(text: str) -> None:
    """Words lie inside the text, in its order, and never overlap."""
    at = 0
    for word in words.split(text):
        assert at <= word.start < word.end <= len(text)
        at = word.end


@given(st.text("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي", min_size=1))
def test_a_word_without_marks_is_split_like_any_other(word: str) -> None:
    """A word on its own and the same word beside a separator are the same."""
    assert list(words.split(word)) == [words.Word(fold(word), 0, len(word))] == list(words.split(f"{word}!"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "", id="empty"),
        pytest.param('(قال) «نعم»: "لا"\n\tثم', " قال   نعم    لا   ثم", id="signs-beside-words"),
        pytest.param("أولا، ثانيا. ثالثا", "أولا  ثانيا  ثالثا", id="comma-and-full-stop-before-a-space"),
        pytest.param("1،200 3.5 الأول.وقال", "1،200 3.5 الأول.وقال", id="comma-and-full-stop-inside"),
    ],
)
def test_spaced(text: str, expected: str) -> None:
    """Signs that part words become spaces; a comma and a full stop only where no digit can follow."""
    assert words.spaced(text) == expected


@given(ANY_TEXT | TRICKY_TEXT)
def test_spaces_part_the_words(text: str) -> None:
    """What stands between the spaces of a spaced text has the words of the text, in their places."""
    found = []
    at = 0
    for chunk in words.spaced(text).split(" "):
        found += [(key, at + start, at + end) for key, start, end in words.split(chunk)]
        at += len(chunk) + 1
    assert at == len(text) + 1
    assert found == list(words.split(text))


@given(TRICKY_TEXT)
def test_a_key_is_one_word(text: str) -> None:
    """Splitting a key gives the key again: a query of keys finds what was indexed."""
    for key in words.keys(text):
        assert words.keys(key) == [key]


@pytest.mark.parametrize(
    ("key", "parts"),
    [("2021.07.25", ("2021", "07", "25")), ("3.5", ()), ("2021", ()), ("كتاب", ())],
)
def test_date_parts(key: str, parts: tuple[str, ...]) -> None:
    """A dotted date has parts, a decimal has none."""
    assert words.date_parts(key) == parts
