"""Roots: cells of the dictionary cleaned, and roots read off the shape of a lemma.

A root is a string of three or four radicals: weak radicals as و or ي, a doubled one written twice (مدد), hamza as ا,
which is what folding makes of a root as people write it (أخذ, سأل, قرأ); no other ا is ever a radical.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

WEAK: Final = "وي"
HAMZA: Final = "ا"

_HAMZAS: Final = str.maketrans("أإآٱؤئء", HAMZA * 7)
_RADICALS: Final = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_CLEAN: Final = re.compile(f"[{_RADICALS}]{{3,4}}")
_NOT_LETTERS: Final = re.compile("[^ء-غف-ي]")
_BETWEEN_ROOTS: Final = re.compile("[;،,/]|أو ")


def clean(cell: str) -> Iterator[str]:
    """Yield the roots of one cell of the dictionary, most often one; nothing when it holds a word instead.

    Stray signs go, a cell of two roots gives both, a doubled root of two letters is written out (خف: خفف), a final ى
    is ي.
    """
    for part in _BETWEEN_ROOTS.split(cell):
        root = _NOT_LETTERS.sub("", part).replace("ى", "ي").translate(_HAMZAS)
        if len(root) == 2:
            root += root[1]
        if _CLEAN.fullmatch(root) and not _has_bare_alef(part):
            yield root


def _has_bare_alef(cell: str) -> bool:
    """Tell whether a cell holds an alef that is no hamza: a word (ساكب), not a root."""
    return "ا" in _NOT_LETTERS.sub("", cell)[1:]


def fits(root: str, lemma: str) -> bool:
    """Tell whether the radicals of a root occur in a folded lemma in order; weak ones and hamza may be missing.

    A doubled radical may be written once.
    """
    place = 0
    previous = ""
    for radical in root:
        if radical in WEAK or radical == HAMZA:
            previous = ""
            continue
        found = lemma.find(radical, place)
        if found < 0:
            if radical == previous:
                continue
            return False
        place = found + 1
        previous = radical
    return True


class Shape(NamedTuple):
    """A shape of lemmas and where its radicals stand.

    In `lemma` a digit is a radical and a letter itself; in `root` a digit is that radical, و or ي a weak one.
    """

    lemma: str
    root: str


SHAPES: Final = (
    # ten letters of increase first: the longer a shape, the surer it is
    Shape("است12ا3", "123"),  # استثمار
    Shape("است1ا2ة", "1و2"),  # استقالة
    Shape("است1ا2ة", "1ي2"),  # استفادة
    Shape("است12اء", "12و"),  # استدعاء
    Shape("است12اء", "12ي"),  # استثناء
    Shape("استي1ا2", "و12"),  # استيراد
    Shape("است123", "123"),  # استخدم
    Shape("است1ا2", "1و2"),  # استعان
    Shape("است1ا2", "1ي2"),  # استفاد
    Shape("است12ي", "12و"),  # استدعى
    Shape("است12ي", "12ي"),  # استثنى
    Shape("است12", "122"),  # استمر
    Shape("مست123", "123"),  # مستخدم
    Shape("مست1ي2", "1و2"),  # مستقيم
    Shape("مست1ي2", "1ي2"),  # مستفيد
    Shape("مست1ا2", "1و2"),  # مستشار
    Shape("مست12ي", "12ي"),  # مستثنى
    Shape("مست12ي", "12و"),  # مستدعى
    Shape("مستو12ي", "و12"),
    Shape("مست12", "122"),  # مستمر
    Shape("ان12ا3", "123"),  # انفجار
    Shape("ان123", "123"),  # انفجر
    Shape("ان1ا2", "1و2"),  # انقاد
    Shape("ان1ي2د", "1و2"),
    Shape("ان12", "122"),  # انضم
    Shape("من123", "123"),  # منفجر
    Shape("ا1ت2ا3", "123"),  # اجتماع
    Shape("ا1ت2اء", "12و"),  # ابتلاء
    Shape("ا1ت2اء", "12ي"),  # اكتفاء
    Shape("ا1تي2", "1و2"),
    Shape("ا1تيا2", "1ي2"),  # اختيار
    Shape("ا1تيا2", "1و2"),  # احتياج
    Shape("ا1ت23", "123"),  # اجتمع
    Shape("ا1تا2", "1و2"),  # احتاج
    Shape("ا1تا2", "1ي2"),  # اختار
    Shape("ا1ت2ي", "12و"),  # احتوى
    Shape("ا1ت2ي", "12ي"),  # اكتفى
    Shape("ا1ت2", "122"),  # احتل
    Shape("م1ت23", "123"),  # مجتمع
    Shape("م1تا2", "1و2"),  # محتاج
    Shape("م1تا2", "1ي2"),  # مختار
    Shape("م1ت2ي", "12ي"),  # مكتفي
    Shape("م1ت2ي", "12و"),
    Shape("م1ت2", "122"),  # محتل
    Shape("ات1ا2", "و12"),  # اتصال
    Shape("ات12", "و12"),  # اتصل
    Shape("مت12", "و12"),  # متصل
    Shape("اص2ط3", "ص23"),
    Shape("اصط2ا3", "ص23"),  # اصطدام
    Shape("اصط23", "ص23"),  # اصطدم
    Shape("اضط2ا3", "ض23"),  # اضطراب
    Shape("اضط23", "ض23"),  # اضطرب
    Shape("ازد2ا3", "ز23"),  # ازدهار
    Shape("ازد23", "ز23"),  # ازدهر
    Shape("ازديا2", "زي2"),  # ازدياد
    Shape("متف1و2", "ف1و2"),
    Shape("مت1ا23", "123"),  # متعاون
    Shape("مت123", "123"),  # متحدث
    Shape("مت1ا2ي", "12و"),
    Shape("مت1ا2ي", "12ي"),  # متوالي
    Shape("ت1ا23", "123"),  # تعاون
    Shape("ت1ا2ي", "12ي"),
    Shape("ت1ا2ي", "12و"),
    Shape("ت12ي3", "123"),  # تنظيم
    Shape("ت12ية", "12و"),  # تسمية
    Shape("ت12ية", "12ي"),  # تنمية
    Shape("ت123ة", "123"),  # تجربة
    Shape("ت123", "123"),  # تقدم
    Shape("ت12ي", "12ي"),  # تبنى
    Shape("ت12ي", "12و"),
    Shape("م12و3", "123"),  # مشروع
    Shape("م12و3ة", "123"),  # مجموعة
    Shape("م12ا3", "123"),  # مفتاح
    Shape("م1ا23ة", "123"),  # مكافحة
    Shape("م1ا23", "123"),  # محارب
    Shape("م1ا2ة", "1و2"),  # مسافة
    Shape("م1ا2ة", "1ي2"),
    Shape("م1ا2", "1و2"),  # مكان
    Shape("م1ا2", "1ي2"),  # مطار
    Shape("م1ي2", "1و2"),  # مدير
    Shape("م1ي2", "1ي2"),  # مسير
    Shape("م12ي", "12ي"),  # مرمى
    Shape("م12ي", "12و"),  # معنى، ملهى
    Shape("م123ة", "123"),  # مكتبة
    Shape("م123", "123"),  # مكتب
    Shape("م12ة", "122"),  # محطة
    Shape("م12", "122"),  # محل
    Shape("ا12ا3", "123"),  # إعلان
    Shape("ا1ا2ة", "1و2"),  # إدارة
    Shape("ا1ا2ة", "1ي2"),  # إضافة
    Shape("اي1ا2", "و12"),  # إيجاد
    Shape("ا12اء", "12و"),  # إعطاء
    Shape("ا12اء", "12ي"),  # إجراء
    Shape("ا123", "123"),  # أعلن، أكبر
    Shape("ا1ا2", "1و2"),  # أدار
    Shape("ا1ا2", "1ي2"),  # أضاف
    Shape("ا12ي", "12ي"),  # أجرى
    Shape("ا12ي", "12و"),  # أعطى
    Shape("ا12", "122"),  # أحب
    Shape("1ا23ة", "123"),  # قاعدة
    Shape("1ا23", "123"),  # حاكم
    Shape("1اء2", "1و2"),  # قائد
    Shape("1اء2", "1ي2"),  # غائب
    Shape("1ا2ي", "12ي"),  # قاضي
    Shape("1ا2ي", "12و"),  # داعي
    Shape("1ا2و3", "123"),  # قانون
    Shape("1وا23", "123"),  # عواصم
    Shape("12ا3ة", "123"),  # وزارة
    Shape("12ا3", "123"),  # نظام
    Shape("12ي3ة", "123"),  # جريمة
    Shape("12ي3", "123"),  # رئيس
    Shape("12و3ة", "123"),  # حكومة
    Shape("12و3", "123"),  # هجوم
    Shape("12اء", "12و"),  # سماء
    Shape("12اء", "12ي"),  # بناء
    Shape("123ان", "123"),  # برهان
    Shape("123اء", "123"),  # صحراء
    Shape("1234", "1234"),  # سيطر
    Shape("ت1234", "1234"),  # تدهور
    Shape("م1234", "1234"),  # مبرمج
    Shape("12ا34", "1234"),
    Shape("1234ة", "1234"),  # سيطرة
    Shape("123ة", "123"),  # دولة
    Shape("123", "123"),  # قتل
    Shape("1ا2", "1و2"),  # قال
    Shape("1ا2", "1ي2"),  # باع
    Shape("12ي", "12ي"),  # رمى
    Shape("12ا", "12و"),  # دعا
    Shape("1ا2ة", "1و2"),  # ساعة
    Shape("1ا2ة", "1ي2"),
    Shape("12ة", "122"),  # قصة
    Shape("12ة", "و12"),  # ثقة
    Shape("12", "122"),  # حق
)
"""Shapes of lemmas, the surest first; rivals in the same shape (و, ي) are told apart by the roots known."""


def _expression(shape: str) -> re.Pattern[str]:
    return re.compile("".join("([ء-ئب-ي])" if one.isdigit() else one for one in shape))


_COMPILED: Final = tuple(
    (_expression(one.lemma), [int(digit) for digit in one.lemma if digit.isdigit()], one.root) for one in SHAPES
)


def shaped(lemma: str) -> Iterator[str]:
    """Yield the roots that the shape of a folded lemma allows, the surest first."""
    for expression, digits, template in _COMPILED:
        match = expression.fullmatch(lemma)
        if match is None:
            continue
        radicals = {str(digit): match[place + 1] for place, digit in enumerate(digits)}
        root = "".join(radicals.get(one, one) for one in template).translate(_HAMZAS)
        if _CLEAN.fullmatch(root):
            yield root


class Root(NamedTuple):
    """The root of a lemma; empty for a word that has none."""

    letters: str
    guessed: bool = False
    """Only the shape of the lemma says so."""


NO_ROOT: Final = Root("")


def choose(candidates: Iterable[str], lemma: str, known: frozenset[str]) -> str:
    """Return the best of the roots that the dictionary gives a lemma, the empty string when there is none.

    Roots whose radicals the lemma holds come first, then those given most often, then roots of verbs.
    """
    votes = list(candidates)
    if not votes:
        return ""
    return min(
        sorted(set(votes)),
        key=lambda root: (not fits(root, lemma), -votes.count(root), root not in known),
    )


def guess(lemma: str, known: frozenset[str]) -> Root:
    """Return the root that the shape of a lemma gives: sure when it is the root of a known word."""
    roots = list(shaped(lemma))
    for root in roots:
        if root in known:
            return Root(root)
    return Root(roots[0], guessed=True) if roots else NO_ROOT
