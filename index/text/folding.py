"""One word to its exact key: what differs only in orthography becomes the same string.

``الأمريكية`` and ``الامريكية``, ``مسؤول`` and ``مسئول``, ``كـل`` and ``كل``, ``٢٬٥٠٠`` and ``2,500``. The table is in
`characters`; what depends on a character's neighbours is here.
"""

import re

from pyarabic.araby import HAMZA_ABOVE

from .characters import FOLD_TABLE

# A text in decomposed form writes ؤ and ئ as two characters. Marks may stand between letter and hamza.
_DECOMPOSED_SEAT = re.compile(f"[ويىی](?=[\u064b-\u0653\u0655\u0670]*{HAMZA_ABOVE})")
_SEAT = "ئ"
_LOOSE_POINT = re.compile(r"(?<![0-9])\.|\.(?![0-9])")


def fold(word: str) -> str:
    """Return the exact key of one word.

    The key holds lower-case letters, digits and the decimal point only; it is empty when the word is nothing
    but marks. Folding a key changes nothing, and a key is never longer than its word once the word's ligatures
    (``ﻻ``) are opened. Characters that separate words are dropped: split first, with `words.split`.
    """
    if HAMZA_ABOVE in word:
        word = _DECOMPOSED_SEAT.sub(_SEAT, word)
    key = word.translate(FOLD_TABLE).replace(" ", "").replace(",", "")
    return _LOOSE_POINT.sub("", key) if "." in key else key
