"""The one table: what each character is inside a word.

A character separates words, vanishes, joins digits, or becomes one or more letters or digits. Folding and
splitting read the same table, so that a word found in a text always folds to the key of its own slice.

The rules, in the order in which they are tried:

1. digits of every script become 0 to 9;
2. the thousands signs ``, ٬ ،`` and the decimal signs ``. ٫`` may join digits (`words` decides where);
3. ``LETTERS`` below: the spellings that Arabic writes for one letter;
4. non-spacing marks (vowel signs, dagger alef, Quranic signs, accents) and format characters (zero-width
   characters, bidi controls, soft hyphen) vanish, and so does tatweel;
5. other letters lose their compatibility form (NFKC: presentation forms, ligatures), their accents and case;
6. everything else separates words, the underscore (it joins the words of a hashtag) among it.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from pyarabic.araby import ALEF, HAMZA, HEH, KAF, TATWEEL, YEH

SEPARATES: Final = " "
VANISHES: Final = ""


GROUP_SIGNS: Final = ",\u066c\u060c"
"""Thousands signs: comma, Arabic thousands separator, Arabic comma."""

DECIMAL_SIGNS: Final = ".\u066b"
"""Decimal signs: full stop, Arabic decimal separator."""

LETTERS: Final[dict[str, str]] = {
    # alef with or without hamza, madda, wasla
    "أ": ALEF, "إ": ALEF, "آ": ALEF, "ٱ": ALEF, "ٲ": ALEF, "ٳ": ALEF, "ٵ": ALEF,
    # the seats of a hamza inside and at the end of a word: مسؤول = مسئول, لقائه = لقاءه
    "ؤ": HAMZA, "ئ": HAMZA, "ٶ": HAMZA, "ٸ": HAMZA,
    # alef maksura and the yehs of Persian, Urdu and other keyboards
    "ى": YEH, "ی": YEH, "ے": YEH, "ې": YEH, "ۍ": YEH, "ێ": YEH,
    # heh and kaf of other keyboards
    "ۀ": HEH, "ە": HEH, "ہ": HEH, "ھ": HEH, "ۂ": HEH, "ۃ": "ة",
    "ک": KAF, "ڪ": KAF, "گ": KAF, "ڭ": KAF, "ݣ": KAF,
    # letters that the press borrows for foreign sounds
    "پ": "ب", "چ": "ج", "ڤ": "ف", "ڥ": "ف", "ژ": "ز", "ڨ": "ق",
}  # fmt: skip
"""Every spelling that stands for another letter, and that letter."""


@lru_cache(maxsize=4096)
def folded(character: str) -> str:
    """Return what one character becomes inside a word.

    `SEPARATES` (a space) for a character that no word holds, `VANISHES` (the empty string) for one that
    words lose, "," or "." for one that may join digits, else the letters or digits it becomes.
    """
    if (digit := unicodedata.digit(character, None)) is not None and character.isdecimal():
        return str(digit)
    if character in GROUP_SIGNS:
        return ","
    if character in DECIMAL_SIGNS:
        return "."
    return _folded_letters(character)


def _folded_letters(character: str) -> str:
    if character in LETTERS:
        return LETTERS[character]
    kind = unicodedata.category(character)
    if kind in ("Mn", "Me", "Cf") or character == TATWEEL:
        return VANISHES
    if kind[0] != "L" and kind != "Mc":
        return SEPARATES
    return _plain(character)


def _plain(letter: str) -> str:
    """Take compatibility form, accents and case from a letter."""
    compatible = unicodedata.normalize("NFKC", letter)
    if " " in compatible:  # ﷺ opens to four words, ﹰ to a space and a mark
        has_letters = any(unicodedata.category(one)[0] == "L" for one in compatible)
        return SEPARATES if has_letters else VANISHES
    plain = "".join(LETTERS.get(one) or _bare(one) for one in compatible.lower())
    return "".join(LETTERS.get(one, one) for one in plain if _is_word_character(one))


def _bare(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character)
    kept = "".join(one for one in parts if unicodedata.category(one) not in ("Mn", "Me", "Cf"))
    bare = unicodedata.normalize("NFC", kept.lower())
    return bare if len(bare) <= 1 else character


def _is_word_character(character: str) -> bool:
    kind = unicodedata.category(character)
    return (kind[0] == "L" and character != TATWEEL) or kind in ("Nd", "Mc")


ARABIC_LETTER, OTHER_LETTER, DIGIT, GROUP, POINT, NOTHING, SEPARATOR = "A", "L", "D", ",", ".", "m", " "


@lru_cache(maxsize=4096)
def shape(character: str) -> str:
    """Return the kind of one character as one letter, from what it becomes.

    `ARABIC_LETTER`, `OTHER_LETTER`, `DIGIT`, `GROUP` (may join digits, then vanishes), `POINT` (may join
    digits, then stays), `NOTHING` (vanishes), `SEPARATOR`.
    """
    becomes = folded(character)
    if becomes in (SEPARATES, GROUP, POINT):
        return becomes
    if becomes == VANISHES:
        return NOTHING
    if becomes.isdecimal():
        return DIGIT
    return ARABIC_LETTER if is_arabic(becomes[0]) else OTHER_LETTER


def is_arabic(letter: str) -> bool:
    """Tell whether a folded letter is of the Arabic script."""
    return "\u0620" <= letter <= "\u06ff" or "\u0750" <= letter <= "\u077f" or "\u0870" <= letter <= "\u08ff"


class CharacterTable(dict[int, str]):
    """A table for `str.translate` that asks a function for each character once."""

    def __init__(self, of: Callable[[str], str]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, code: int) -> str:
        value = self[code] = self._of(chr(code))
        return value


FOLD_TABLE: Final = CharacterTable(folded)
"""For `str.translate`: what each character becomes (see `folded`)."""

SHAPE_TABLE: Final = CharacterTable(shape)
"""For `str.translate`: the kind of each character; the result is as long as the text."""
