"""Roots: cells of the dictionary put right, and roots read off shapes."""

import pytest
from fihris.index.text.lexicon.roots import SHAPES, Root, choose, clean, fits, guess, shaped


@pytest.mark.parametrize(
    ("cell", "roots"),
    [
        pytest.param("كتب", ["كتب"], id="clean"),
        pytest.param("سأل", ["سال"], id="hamza-is-alef"),
        pytest.param("ءكد", ["اكد"], id="lone-hamza"),
        pytest.param("خف", ["خفف"], id="doubled"),
        pytest.param("جبى", ["جبي"], id="final-alef-maksura"),
        pytest.param("ثأر،ثور", ["ثار", "ثور"], id="two-roots"),
        pytest.param("ءكد;وكد", ["اكد", "وكد"], id="two-roots-with-a-semicolon"),
        pytest.param("بس\xa0م", ["بسم"], id="stray-space"),
        pytest.param("ر.هب", ["رهب"], id="stray-dot"),
        pytest.param("ترجم", ["ترجم"], id="four-radicals"),
        pytest.param("ساكب", [], id="a-word"),
        pytest.param("امرأة", [], id="a-feminine"),
        pytest.param("شاهين", [], id="too-long"),
        pytest.param("", [], id="empty"),
    ],
)
def test_a_cell_gives_clean_roots(cell: str, roots: list[str]) -> None:
    """A root has three or four radicals and nothing else."""
    assert list(clean(cell)) == roots


@pytest.mark.parametrize(
    ("root", "lemma", "does"),
    [
        ("كتب", "مكتبة", True),
        ("قول", "قال", True),
        ("مدد", "مدة", True),
        ("راس", "رءيس", True),
        ("شكر", "شركة", False),
        ("سمو", "اسم", True),
        ("سمو", "باب", False),
    ],
)
def test_a_root_fits_a_lemma_that_holds_its_strong_radicals_in_order(root: str, lemma: str, does: bool) -> None:
    """Weak radicals, hamza and the second of two equal ones may be missing."""
    assert fits(root, lemma) is does


def test_the_root_that_fits_is_chosen() -> None:
    """A slip of the dictionary loses against a root whose radicals the lemma holds."""
    assert choose(["شكر", "شرك"], "شركة", frozenset()) == "شرك"
    assert choose(["ثار", "ثور", "ثور"], "ثورة", frozenset()) == "ثور"
    assert choose([], "باب", frozenset()) == ""


@pytest.mark.parametrize(
    ("lemma", "root"),
    [
        ("استثمار", "ثمر"), ("استقالة", "قول"), ("استعان", "عون"), ("استمر", "مرر"), ("مستوفي", "وفي"),
        ("مستخدم", "خدم"), ("انفجار", "فجر"), ("انضم", "ضمم"), ("اجتماع", "جمع"), ("احتاج", "حوج"), ("احتل", "حلل"),
        ("مجتمع", "جمع"), ("اتصال", "وصل"), ("متصل", "وصل"), ("اصطدام", "صدم"), ("ازدهار", "زهر"), ("متعاون", "عون"),
        ("تنظيم", "نظم"), ("تنمية", "نمي"), ("تقدم", "قدم"), ("مشروع", "شرع"), ("مفتاح", "فتح"), ("مكافحة", "كفح"),
        ("مكان", "كون"), ("مدير", "دور"), ("مكتبة", "كتب"), ("محطة", "حطط"), ("اعلان", "علن"), ("ادارة", "دور"),
        ("ايجاد", "وجد"), ("اعطاء", "عطو"), ("قاعدة", "قعد"), ("قاءد", "قود"), ("قانون", "قنن"), ("وزارة", "وزر"),
        ("جريمة", "جرم"), ("حكومة", "حكم"), ("سيطرة", "سيطر"), ("دولة", "دول"), ("قال", "قول"), ("رمي", "رمي"),
        ("دعا", "دعو"), ("قصة", "قصص"), ("ثقة", "وثق"), ("حق", "حقق"),
    ],
)  # fmt: skip
def test_the_shape_of_a_lemma_gives_its_root(lemma: str, root: str) -> None:
    """With the root among the known ones, the shape finds it and is sure of it."""
    if root in set(shaped(lemma)):
        assert guess(lemma, frozenset({root})) == Root(root)
    else:
        assert lemma == "قانون"  # its shape has one n too few for قنن, which the dictionary gives


def test_a_root_that_is_only_a_shape_is_guessed() -> None:
    """Without a known root the first shape is a guess and says so."""
    assert guess("استبرام", frozenset()) == Root("برم", guessed=True)
    assert guess("هيدروكسيد", frozenset()) == Root("")


def test_every_shape_gives_three_or_four_radicals() -> None:
    """A shape's root is its digits and weak letters, and its digits all stand in its lemma."""
    for shape in SHAPES:
        assert len(shape.root) in {3, 4}
        assert {one for one in shape.root if one.isdigit()} <= set(shape.lemma)
