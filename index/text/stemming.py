"""One folded word to its light stem, by ordered tables of affixes.

One prefix goes, then any run of endings, each only where enough letters are left. The tables are in the order in
which they are tried: longest first, since «وال» must be tried before «و».
"""

from typing import Final, NamedTuple

from .characters import is_arabic


class Affix(NamedTuple):
    """Letters at one end of a word, and how many letters must be left without them."""

    letters: str
    keep: int


PREFIXES: Final = (
    Affix("وبال", 3),  # and by the
    Affix("وكال", 3),  # and like the
    Affix("فبال", 3),  # so by the
    Affix("وال", 3),  # and the
    Affix("فال", 3),  # so the
    Affix("بال", 3),  # by the
    Affix("كال", 3),  # like the
    Affix("ولل", 3),  # and to the
    Affix("فلل", 3),  # so to the
    Affix("لل", 3),  # to the
    Affix("ال", 2),  # the
    Affix("و", 4),  # and; the و of a short word is most often a radical
)
"""Proclitics that a word loses, folded."""

ENDINGS: Final = (
    Affix("تهما", 3),  # حكومتهما
    Affix("تها", 3),  # مساعدتها
    Affix("تهم", 3),  # علاقتهم
    Affix("ات", 3),  # ولايات
    Affix("ان", 3),  # بلدان
    Affix("ون", 3),  # متظاهرون
    Affix("ين", 3),  # متظاهرين
    Affix("يه", 3),  # امريكيه
    Affix("ية", 3),  # امريكية
    Affix("ته", 3),  # حكومته
    Affix("ها", 3),  # قدراتها
    Affix("هم", 3),  # جنودهم
    Affix("نا", 3),  # جنودنا
    Affix("ة", 2),  # حكومة
    Affix("ه", 3),  # حكومه, لقاءه
    Affix("ت", 4),  # اكدت
    Affix("ي", 3),  # عراقي
    Affix("ا", 4),  # بيانا: the alef of an indefinite accusative
)
"""Endings that a word loses, one after another, folded."""

_PROCLITIC_LETTERS: Final = frozenset("وفبكلس")


def stem(key: str) -> str:
    """Return the light stem of one exact key: no longer than the key.

    A proclitic letter that stands alone (``لـ"العربي"``) has no stem of its own: the empty string.
    """
    if key in _PROCLITIC_LETTERS:
        return ""
    if not key or not is_arabic(key[0]):
        return key
    return _without_endings(_without_prefix(key))


def _without_prefix(word: str) -> str:
    for letters, keep in PREFIXES:
        if word.startswith(letters) and len(word) - len(letters) >= keep:
            return word[len(letters) :]
    return word


def _without_endings(word: str) -> str:
    for letters, keep in ENDINGS:
        if word.endswith(letters) and len(word) - len(letters) >= keep:
            word = word[: -len(letters)]
    return word
