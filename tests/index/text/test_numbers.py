"""Numbers: every way the press writes one, its value and where it stands."""

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest
from fihris.index.text import numbers as module
from fihris.index.text.numbers import Number, numbers
from hypothesis import given
from hypothesis import strategies as st
from pyarabic.number import ArNumbers
from pyarabic.number_const import NUMBER_WORDS

DATA = tomllib.loads(Path(module.__file__).with_name("numbers.toml").read_text("utf-8"))

WRITTEN = [
    ("50", 50),
    ("٥٠", 50),
    ("۵۰", 50),
    ("2500", 2500),
    ("2,500", 2500),
    ("٢٬٥٠٠", 2500),
    ("٢،٥٠٠", 2500),
    ("2.500", 2500),
    ("2 500", 2500),
    ("٢ ٥٠٠", 2500),
    ("1\u00a0234\u202f567", 1_234_567),
    ("2 500 ألف", 2_500_000),
    ("1.234.560", None),
    ("12.75", Fraction("12.75")),
    ("٣٫٥", Fraction("3.5")),
    ("2,5", Fraction("2.5")),
    ("١٢،٧٥", Fraction("12.75")),
    ("2.5 مليون", 2_500_000),
    ("2,5 مليون", 2_500_000),
    ("2.3 مليون", 2_300_000),
    ("500 ألف", 500_000),
    ("50 ألفا", 50_000),
    ("3 آلاف", 3000),
    ("3 ملايين و200 ألف", 3_200_000),
    ("3 ملايين و 200 ألف", 3_200_000),
    ("مليون و200 ألف و50", 1_200_050),
    ("خمسون", 50),
    ("خمسين", 50),
    ("خَمسُونَ", 50),
    ("خمسة وخمسون", 55),
    ("خمسة و خمسون", 55),
    ("أربع وعشرين", 24),
    ("أحد عشر", 11),
    ("إحدى عشرة", 11),
    ("اثنا عشر", 12),
    ("اثنتي عشرة", 12),
    ("تسعة عشر", 19),
    ("إحدى وعشرون", 21),
    ("واحد وعشرون", 21),
    ("مئة وخمسون", 150),
    ("مائة وخمسين", 150),
    ("مئة وخمسة وخمسون", 155),
    ("مئة وثلاثة عشر", 113),
    ("مئتان وعشرة", 210),
    ("مئتان وأحد عشر", 211),
    ("مئتان وإحدى عشرة", 211),
    ("ألف وواحد", 1001),
    ("ثلاث مئة", 300),
    ("ثلاثمائة", 300),
    ("ثماني مئة", 800),
    ("خمسمئة وستة عشر ألفا وأربعمئة", 516_400),
    ("ألف", 1000),
    ("ألف وخمسمئة", 1500),
    ("ألفان وخمسمئة", 2500),
    ("ألفين وخمسمائة", 2500),
    ("ألفا", 2000),
    ("خمسة آلاف", 5000),
    ("خمسة آلاف وستمئة وثلاثة وعشرون", 5623),
    ("ثلاثة وعشرين ألفا", 23_000),
    ("مئة ألف", 100_000),
    ("ثلاث مئة ألف", 300_000),
    ("مئتان وخمسون مليونا", 250_000_000),
    ("مليون ومئتا ألف", 1_200_000),
    ("مليونا", 2_000_000),
    ("مليوني", 2_000_000),
    ("ألف مليار", 10**12),
    ("تريليوني", 2 * 10**12),
    ("نصف مليون", 500_000),
    ("ربع مليون", 250_000),
    ("ثلاثة أرباع المليون", 750_000),
    ("مليون ونصف", 1_500_000),
    ("مليون ونصف المليون", 1_500_000),
    ("مليون و نصف", 1_500_000),
    ("ثمانية ملايين وربع المليون", 8_250_000),
    ("ألف ونصف", 1500),
    ("بخمسين ألف", 50_000),
    ("وخمسين", 50),
    ("فلخمسين", 50),
    ("الخمسة آلاف", 5000),
    ("للخمسة آلاف", 5000),
]
"""A number alone, and its value; None where it is none."""

INSIDE = [
    ("قتل ثلاثة وأصيب أربعة", [(3, "ثلاثة"), (4, "أربعة")]),
    ("خمسة وعشرون وثلاثون", [(25, "خمسة وعشرون"), (30, "وثلاثون")]),
    ("ثلاثة وأربعة", [(3, "ثلاثة"), (4, "وأربعة")]),
    ("عشرون وثلاثة", [(20, "عشرون"), (3, "وثلاثة")]),
    ("مئة وألف", [(100, "مئة"), (1000, "وألف")]),
    ("في 2015 300", [(2015, "2015"), (300, "300")]),
    ("2 50", [(2, "2"), (50, "50")]),
    ("12 345 67", [(12, "12"), (345, "345"), (67, "67")]),
    ("0 500", [(0, "0"), (500, "500")]),
    ("2500 و300", [(2500, "2500"), (300, "300")]),
    ("خمسة\nوعشرون", [(5, "خمسة"), (20, "وعشرون")]),
    ("خمسة، وعشرون", [(5, "خمسة"), (20, "وعشرون")]),
    ("1,2,3", [(1, "1"), (2, "2"), (3, "3")]),
    ("2, 5", [(2, "2"), (5, "5")]),
    ("ب50 ألفا", [(50_000, "50 ألفا")]),
    ("الحصيلة:50 قتيلا", [(50, "50")]),
    ("نصف السكان", []),
    ("آلاف الجنود وملايين الدولارات", []),
    ("مجموعة السبع والقرن العشرين", []),
    ("أحد الجنود وإحدى المدن", []),
    ("يوم الاثنين", []),
    ("لست متأكدا", []),
    ("إف-16 وكوفيد-19 وF-16 وG20", []),
    ("10:30", []),
    ("25/7", []),
    ("2-1", []),
    ("#2", []),
    ("2021.07.25", []),
    ("123456789012345678901", []),
    ("ثلاثة أرباع", []),
]
"""Numbers among other words."""


def found(text: str) -> list[tuple[Fraction | int, str]]:
    return [(one.value, text[one.start : one.end]) for one in numbers(text)]


@pytest.mark.parametrize(("text", "value"), WRITTEN)
def test_a_number_alone(text: str, value: Fraction | int | None) -> None:
    """All of what is written is the number, and its value is exact."""
    assert found(text) == ([] if value is None else [(value, text)])


@pytest.mark.parametrize(("text", "wanted"), INSIDE)
def test_numbers_among_other_words(text: str, wanted: list[tuple[int, str]]) -> None:
    """A number ends where it ends; what is no number is none."""
    assert found(text) == wanted


@pytest.mark.parametrize(("word", "value"), [(word, value) for word, value in NUMBER_WORDS.items() if 2 < value < 1000])
def test_the_words_of_pyarabic(word: str, value: int) -> None:
    """Each is the number that pyarabic says, where its meaning does not depend on what stands beside it."""
    assert found(word) == [(value, word)]


ALONE = [
    (word, value * (1 if table in ("units", "hundreds", "one") else 2))
    for table in ("units", "hundreds", "one", "accusative", "dual")
    for word, value in DATA[table].items()
]
AFTER = [(word, value) for table in ("one", "accusative", "plural") for word, value in DATA[table].items()]


@pytest.mark.parametrize(("word", "value"), ALONE)
def test_a_word_of_the_table_alone(word: str, value: int) -> None:
    """A dual is two, and so is ألفا where no number stands before it."""
    assert found(word) == [(value, word)]


@pytest.mark.parametrize(("word", "value"), AFTER)
def test_a_scale_after_a_number(word: str, value: int) -> None:
    """It multiplies what stands before it, in figures and in words."""
    assert found(f"7 {word}") == [(7 * value, f"7 {word}")]
    assert found(f"سبعة {word}") == [(7 * value, f"سبعة {word}")]


@pytest.mark.parametrize("word", DATA["plural"])
def test_a_plural_alone_is_no_number(word: str) -> None:
    """Thousands of something are not counted."""
    assert found(word) == []


@pytest.mark.parametrize(("word", "value"), DATA["fractions"].items())
def test_a_fraction_of_a_scale(word: str, value: str) -> None:
    """Before a scale and after one; alone it is none."""
    assert found(f"{word} مليون") == [(Fraction(value) * 10**6, f"{word} مليون")]
    assert found(f"4 ملايين و{word}") == [((4 + Fraction(value)) * 10**6, f"4 ملايين و{word}")]
    assert found(word) == []


@pytest.mark.parametrize(("word", "value"), DATA["parts"].items())
def test_parts_of_a_scale(word: str, value: str) -> None:
    """Three of them of a million."""
    assert found(f"ثلاثة {word} المليون") == [(3 * Fraction(value) * 10**6, f"ثلاثة {word} المليون")]


@pytest.mark.parametrize("word", ["أحد", "إحدى", "واحد", "واحدة"])
def test_one_is_a_number_inside_one_alone(word: str) -> None:
    """Alone it is whoever, or says no more than its noun does."""
    assert (found(word), found(f"و{word}"), found(f"{word} وعشرون")) == ([], [], [(21, f"{word} وعشرون")])


@pytest.mark.parametrize("word", DATA["none"]["words"])
def test_a_word_that_is_none(word: str) -> None:
    """Its letters are those of a number."""
    assert found(word) == []


@given(st.integers(3, 10**12 - 1), st.booleans(), st.sampled_from([1, 2]))
def test_numbers_in_words(value: int, joined: bool, case: int) -> None:
    """What pyarabic writes for a number is read as that number, with و written onto the next word or not."""
    writer = ArNumbers()
    writer.set_format(case)
    text = writer.int2str(str(value))
    text = text.replace(" و ", " و") if joined else text
    if "واحد مليون" in text or "صفر" in text:
        return
    assert found(text) == [(value, text)]


@given(st.integers(0, 10**17))
def test_numbers_in_figures(value: int) -> None:
    """With a thousands sign or without, in the digits of either script."""
    eastern = str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬")
    plain, grouped = str(value), f"{value:,}"
    for text in (plain, grouped, plain.translate(eastern), grouped.translate(eastern)):
        assert found(text) == [(value, text)]


NAMES = [name for table in DATA.values() for name in table]
WORDS = st.sampled_from([*NUMBER_WORDS, *NAMES, "و", "50", "2,5", "كتاب", "،", "\n"])


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.text(alphabet="0123456789٠٥,،.٫٬-:/ ومئةألف%")))
def test_any_text(text: str) -> None:
    """Whatever it holds, its numbers lie in order and apart, and none is too large."""
    end = 0
    for one in numbers(text):
        assert isinstance(one, Number)
        assert end <= one.start < one.end <= len(text)
        assert 0 <= one.value <= 2 * 10**18
        end = one.end
