"""Quotation marks of every kind, as the press sets and mistakes them."""

import pytest
from fihris.search.drafts.quoted import DEEPEST, quotations
from hypothesis import given
from hypothesis import strategies as st

SAID = "لن نوقع على هذا الاتفاق"
MARKS = ["«{}»", '"{}"', "“{}”", "”{}“", "„{}“", "‹{}›", "‘{}’", "＂{}＂", "« {} »", '" {} "', "“{}“", "”{}”"]


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in quotations(text)]


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize("around", ["قال الوزير {}.", "{}", "قال: {}، ثم خرج", "({})"])
def test_marks_of_any_kind(marks: str, around: str) -> None:
    """On both sides the same or not, the right way round or not, with spaces or without."""
    assert found(around.format(marks.format(SAID))) == [SAID]


ROWS = [
    ("وقال«لن نوقع على هذا الاتفاق»وخرج", [SAID]),
    ('وقال"لن نوقع على هذا الاتفاق"وخرج', [SAID]),
    (
        'قال «إن الوزير قال لي "لن نوقع هذا الاتفاق" وخرج»',
        ['إن الوزير قال لي "لن نوقع هذا الاتفاق" وخرج', "لن نوقع هذا الاتفاق"],
    ),
    (
        'قال "إن الوزير قال لي «لن نوقع هذا الاتفاق» وخرج"',
        ["إن الوزير قال لي «لن نوقع هذا الاتفاق» وخرج", "لن نوقع هذا الاتفاق"],
    ),
    ('"قال لي "لن نوقع على هذا" وخرج"', ['قال لي "لن نوقع على هذا" وخرج', "لن نوقع على هذا"]),
    ("«هذه أول جملة قيلت» و«هذه ثاني جملة قيلت»", ["هذه أول جملة قيلت", "هذه ثاني جملة قيلت"]),
    ('"من الطبيعي أن نقول، قائلا "لن نوقع على هذا".', ["لن نوقع على هذا"]),
    ("قال: «لن نوقع»", ["لن نوقع"]),
    ("قال : “لن نوقع“", ["لن نوقع"]),
    ("قال: «لا»", []),
    ("تنظيم «داعش» وإذاعة «صوت أهل المدينة»", []),
    ("قال: «نحن هنا لنبقى\nفي هذه الأرض» ثم خرج", ["نحن هنا لنبقى\nفي هذه الأرض"]),
    ("«هذه الفقرة الأولى منه\n\n«وهذه هي الفقرة الثانية» كذلك", ["هذه الفقرة الأولى منه", "وهذه هي الفقرة الثانية"]),
    ("«لن نوقع على هذا الاتفاق", [SAID]),
    ("“لن نوقع على هذا الاتفاق", []),
    ("لن نوقع على هذا» الاتفاق", []),
    ("l’Orient le Jour n’est pas d’accord", []),
    ("قبل\n> لن نوقع على\n> هذا الاتفاق\nبعد", ["لن نوقع على\n> هذا الاتفاق"]),
    ("> «لن نوقع على هذا الاتفاق»", [SAID]),
    ("", []),
    ('«»""“”‘’', []),
    ("«" * 50 + SAID + "»" * 50, ["«" * (DEEPEST - 1 - at) + SAID + "»" * (DEEPEST - 1 - at) for at in range(DEEPEST)]),
]


@pytest.mark.parametrize(("text", "wanted"), ROWS)
def test_quotations(text: str, wanted: list[str]) -> None:
    """Nested, side by side, over lines, not closed, too short, in a block; what is inside another comes after it."""
    assert found(text) == wanted


@given(st.one_of(st.text(), st.text(alphabet='«»"“”‘’‹›> \n:لن نوقع')))
def test_any_text(text: str) -> None:
    """Whatever it holds, each quotation lies inside it and has no white space round it."""
    for start, end in quotations(text):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
