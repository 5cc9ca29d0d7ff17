"""Broken plurals from the shape of the singular: a row a pattern."""

import pytest
from fihris.index.text.lexicon.plurals import PATTERNS, likely


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("قاعدة", "قواعد"), ("دافع", "دوافع"), ("رسالة", "رساءل"), ("عقوبة", "عقاءب"), ("وسيلة", "وساءل"),
        ("مدرسة", "مدارس"), ("مشغل", "مشاغل"), ("تجربة", "تجارب"), ("خندق", "خنادق"), ("صاروخ", "صواريخ"),
        ("تاريخ", "تواريخ"), ("مشروع", "مشاريع"), ("تقليد", "تقاليد"), ("مفتاح", "مفاتيح"), ("فرقة", "فرق"),
        ("جد", "اجداد"), ("حد", "حدود"), ("بطل", "ابطال"), ("نمر", "نمور"),
    ],
)  # fmt: skip
def test_a_singular_has_the_plural_of_its_shape(singular: str, plural: str) -> None:
    """Each pattern makes the plural that it is named after."""
    assert plural in {one.letters for one in likely(singular)}


@pytest.mark.parametrize("singular", ["باب", "ماء", "قاضي", "مدينة", "مكان", "سماء", ""])
def test_a_singular_of_no_shape_has_no_likely_plural(singular: str) -> None:
    """A weak letter where a pattern wants a strong one makes no plural of أفعال and فعول."""
    assert not {one.letters for one in likely(singular)} & {"ابااب", "باوب", "اماءء", "قواضي", "مداين", "مكاين"}


def test_each_pattern_has_its_row() -> None:
    """The table above has a singular for each pattern."""
    assert len(PATTERNS) == 19
