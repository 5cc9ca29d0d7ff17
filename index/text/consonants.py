"""The consonants of a word that has no root: names and loanwords that the press spells by ear.

Long vowels are written or left out as each outlet likes, and letters of near sounds stand for one another: ``سامسونغ``
and ``سامسونج``, ``غوتيريش`` and ``جوتيرش``. Two words of the same consonants are most often one name, or a name and its
relative adjective. That is a signal for ranking and never a match of its own.
"""

from typing import Final

from .characters import is_arabic

MARK: Final = "~"
"""Before the consonants: no root begins with it, so none is ever mistaken for one."""
FEWEST: Final = 2

_NEAR_SOUNDS: Final = {"ج": "غ", "ق": "غ", "ك": "غ", "ط": "ت", "ث": "ت", "ص": "س", "ذ": "د", "ظ": "د", "ض": "د"}
_LEFT: Final = str.maketrans({**_NEAR_SOUNDS, **dict.fromkeys("اويةهء", "")})
"""What is left of each letter: nothing of a vowel."""


def consonants(key: str) -> str:
    """Return `MARK` and the consonants of a folded word; the word itself where fewer than `FEWEST` are left."""
    if not key or not is_arabic(key[0]):
        return key
    left = key.translate(_LEFT)
    return MARK + left if len(left) >= FEWEST else key
