"""Broken plurals that the shape of a singular makes likely, for singulars whose plural no source lists.

A pattern is written with digits for the letters that it keeps and with the letters that it adds or expects:
``1ا23ة`` to ``1وا23`` is قاعدة, قواعد. What a digit may stand for is in `KEPT`.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_LETTER: Final = "[ء-ئبت-ي]"  # any folded letter but ا and ة
KEPT: Final = "1234"
"""The digits: each stands for one letter of the singular, neither ا nor ة."""


class Pattern(NamedTuple):
    """A shape of singulars, the shape of their plural and its cost in nats."""

    singular: str
    plural: str
    cost: float
    refuses: str = ""
    """A regular expression: singulars that it finds have no such plural."""


PATTERNS: Final = (
    Pattern("1ا23ة", "1وا23", 1.5, "[اي]ة$"),  # قاعدة قواعد
    Pattern("1ا23", "1وا23", 2.5, "[اي]$"),  # دافع دوافع
    Pattern("12ا3ة", "12اء3", 1.5),  # رسالة رسائل
    Pattern("12و3ة", "12اء3", 1.5),  # عقوبة عقائب
    Pattern("12ي3ة", "12اء3", 1.5),  # وسيلة وسائل
    Pattern("م123ة", "م1ا23", 1.5, "ا|[وي].ة$"),  # مدرسة مدارس
    Pattern("م123", "م1ا23", 1.5, "ا|[وي].$"),  # مشغل مشاغل
    Pattern("1234ة", "12ا34", 2.5, "ا|[وي].ة$"),  # تجربة تجارب
    Pattern("1234", "12ا34", 2.5, "ا|[وي].$"),  # خندق خنادق
    Pattern("1ا2و3", "1وا2ي3", 1.5),  # صاروخ صواريخ
    Pattern("1ا2ي3", "1وا2ي3", 1.5),  # تاريخ تواريخ
    Pattern("123و4", "12ا3ي4", 1.5, "^.[اوي]|^..ا"),  # مشروع مشاريع
    Pattern("123ي4", "12ا3ي4", 1.5, "^.[اوي]|^..ا"),  # تقليد تقاليد
    Pattern("123ا4", "12ا3ي4", 1.5, "^.[اوي]|^..ا"),  # مفتاح مفاتيح
    Pattern("123ة", "123", 4.0, "ا"),  # فرقة فرق
    Pattern("12", "ا12ا2", 3.5, "ة$"),  # جد أجداد
    Pattern("12", "12و2", 4.0, "ة$"),  # حد حدود
    Pattern("123", "ا12ا3", 3.5, "^.[اء]|ة$"),  # بطل أبطال
    Pattern("123", "12و3", 4.0, "^.[اء]|ة$"),  # ملف; نمر نمور
)


def _expression(shape: str) -> re.Pattern[str]:
    return re.compile("".join(f"(?P<k{one}>{_LETTER})" if one in KEPT else one for one in shape))


def _template(shape: str) -> str:
    return "".join(f"\\g<k{one}>" if one in KEPT else one for one in shape)


_COMPILED: Final = tuple(
    (_expression(one.singular), _template(one.plural), re.compile(one.refuses) if one.refuses else None, one.cost)
    for one in PATTERNS
)


class Plural(NamedTuple):
    """A likely plural, folded, and its cost."""

    letters: str
    cost: float


def likely(singular: str) -> Iterator[Plural]:
    """Yield the broken plurals that the shape of a folded singular makes likely, each once."""
    seen = set()
    for expression, template, refuses, cost in _COMPILED:
        match = expression.fullmatch(singular)
        if match is None or (refuses is not None and refuses.search(singular)):
            continue
        plural = match.expand(template)
        if plural not in seen:
            seen.add(plural)
            yield Plural(plural, cost)
