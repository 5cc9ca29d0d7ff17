"""Figures: a number with what it counts, how exactly it is given, and numbers that count nothing."""

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest
from fihris.index.text import figures as module
from fihris.index.text.figures import Figure, figures
from hypothesis import given
from hypothesis import strategies as st

DATA = tomllib.loads(Path(module.__file__).with_name("figures.toml").read_text("utf-8"))

Row = tuple[Fraction | int, str, str]

COUNTED: list[tuple[str, list[Row]]] = [
    ("شن التنظيم ٥٠ هجوما على القرية", [(50, "٥٠", "هجوما")]),
    ("شن التنظيم خمسين هجوماً", [(50, "خمسين", "هجوماً")]),
    ("في البلاد 2500 جندي أجنبي", [(2500, "2500", "جندي")]),
    ("في البلاد 2,500 جندي", [(2500, "2,500", "جندي")]),
    ("ألفان وخمسمئة جندي", [(2500, "ألفان وخمسمئة", "جندي")]),
    ("2.5 مليون دولار", [(2_500_000, "2.5 مليون", "دولار")]),
    ("نصف مليون نازح", [(500_000, "نصف مليون", "نازح")]),
    ("50 من الجنود", [(50, "50", "الجنود")]),
    ("50 من أصل 60 نائبا", [(60, "60", "نائبا")]),
    ("سقط (50) جريحا", [(50, "50", "جريحا")]),
    ("وصلت «20» سفينة", [(20, "20", "سفينة")]),
    ("بلغ عدد القتلى 50 وقال المتحدث", [(50, "50", "القتلى")]),
    ("ارتفعت حصيلة الجرحى أمس إلى خمسين", [(50, "خمسين", "الجرحى")]),
    ("أعداد المصابين تجاوزت 90", [(90, "90", "المصابين")]),
    ("قتل ثلاثة وأصيب خمسة آخرون", []),
    ("قتل 50 وأصيب 60 في الهجوم", []),
    ("بقي 50 على الطريق", []),
    ("بين 20 و30 شخصا", [(30, "30", "شخصا")]),
    ("القرار 1701 الدولي والمادة 140", []),
    ("في عام 2021 نزاع", []),
    ("منذ 2015 حرب", []),
    ("وصل 2015 لاجئا", [(2015, "2015", "لاجئا")]),
    ("في 25 تموز 2021 وصل 30 نائبا", [(30, "30", "نائبا")]),
    ("الساعة 8 صباحا", []),
    ("كوفيد-19 مرض", []),
    ("30% من السكان", [(30, "30%", "السكان")]),
    ("٣٠٪ من السكان", [(30, "٣٠٪", "السكان")]),
    ("%30 من السكان", [(30, "%30", "السكان")]),
    ("ارتفع التضخم 30 %", [(30, "30 %", "")]),
    ("أيد «50 في المئة» من الناخبين القرار", [(50, "50 في المئة", "الناخبين")]),
    ("خمسون في المئة من الناخبين", [(50, "خمسون في المئة", "الناخبين")]),
    (
        "دفع $500 ثم 700$ ثم 20 € ثم £9",
        [(500, "$500", "دولار"), (700, "700$", "دولار"), (20, "20 €", "يورو"), (9, "£9", "جنيه")],
    ),
    ("20%30", [(20, "20%", "")]),
    ("جندي. 50", []),
    ("50\nجنديا", []),
    ("50. جنديا", []),
]
"""A text, and its figures: value, as it is printed, what is counted."""


def found(text: str) -> list[Row]:
    return [(one.value, text[one.start : one.end], one.counted(text)) for one in figures(text)]


@pytest.mark.parametrize(("text", "wanted"), COUNTED)
def test_what_is_counted(text: str, wanted: list[Row]) -> None:
    """The noun after a number, after من, or after عدد before it; numbers that count nothing are left out."""
    assert found(text) == wanted


def test_a_figure_whole() -> None:
    """Offsets are those of the text, of the number and of its noun."""
    text = "وقع البيان. نحو ٣٠٪ من السكان نزحوا."
    assert list(figures(text)) == [Figure(Fraction(30), 16, 19, percent=True, hedge="about", noun=(23, 29))]
    assert text[slice(*next(figures(text)).span)] == "٣٠٪ من السكان"


@pytest.mark.parametrize("name", [*DATA["percent"]["signs"], *DATA["percent"]["words"]])
def test_what_says_that_it_is_a_percentage(name: str) -> None:
    """After figures and after words, with and without a space."""
    assert [(int(one.value), one.percent) for one in figures(f"زادت 12 {name} فقط")] == [(12, True)]
    assert [(int(one.value), one.percent) for one in figures(f"زادت عشرين {name} فقط")] == [(20, True)]


@pytest.mark.parametrize(("sign", "name"), DATA["currencies"].items())
def test_signs_of_currencies(sign: str, name: str) -> None:
    """On either side of the number."""
    assert [one.currency for one in figures(f"بلغ 5{sign} و{sign}6")] == [name, name]


HEDGES = [(hedge, words) for hedge, phrases in DATA["hedges"].items() for words in phrases]


@pytest.mark.parametrize(("hedge", "words"), HEDGES)
def test_what_stands_before_a_number_says_how_exact_it_is(hedge: str, words: str) -> None:
    """With a proclitic, too; a word between the two ends that."""
    for before in (words, f"و{words}", f"قال إن {words}"):
        assert [one.hedge for one in figures(f"{before} 50 شخصا")] == [hedge]
    assert [one.hedge for one in figures(f"{words} البلاد 50 شخصا")] == [""]


AFTER = [(hedge, words) for hedge, phrases in DATA["after"].items() for words in phrases]


@pytest.mark.parametrize(("hedge", "words"), AFTER)
def test_what_stands_after_a_number_says_how_exact_it_is(hedge: str, words: str) -> None:
    """What is counted follows it."""
    assert [(one.hedge, one.percent) for one in figures(f"50 {words} من الجنود")] == [(hedge, False)]


@pytest.mark.parametrize("word", DATA["beside"]["labels"].split())
def test_a_name_of_figures_counts_nothing(word: str) -> None:
    """In words it counts: المادة خمسون شخصا is no label."""
    assert (found(f"{word} 12 شخصا"), len(found(f"{word} خمسون شخصا"))) == ([], 1)


@pytest.mark.parametrize("word", ["عام", "منذ", "نهاية", "في", "تموز"])
def test_a_year_counts_nothing(word: str) -> None:
    """What looks like a year after such a word is one; another figure is not."""
    assert (found(f"{word} 2015 شخصا"), len(found(f"{word} 2915 شخصا"))) == ([], 1)


@pytest.mark.parametrize("word", DATA["beside"]["counting"].split())
def test_a_word_that_counts(word: str) -> None:
    """The noun after it is counted by a number that comes later in the sentence."""
    assert found(f"بلغت {word} القتلى في المدينة 12") == [(12, "12", "القتلى")]
    assert found(f"بلغت {word} القتلى. 12") == []


@pytest.mark.parametrize("word", DATA["beside"]["apart"].split())
def test_a_word_that_is_never_counted(word: str) -> None:
    """It only says something of what is."""
    assert found(f"وصل 12 {word}") == []


@given(st.one_of(st.text(), st.text(alphabet="05٥,.% $من نحو عدد جنديا\nخمسون")))
def test_any_text(text: str) -> None:
    """Whatever it holds, its figures lie in order and inside it."""
    end = 0
    for one in figures(text):
        assert end <= one.start < one.end <= len(text)
        assert 0 <= one.noun[0] <= one.noun[1] <= len(text)
        end = one.end
