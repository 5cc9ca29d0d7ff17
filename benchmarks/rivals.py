"""Stock Arabic stemmers to compare with; nothing of them ships.

`light10` is written here from its description (Larkey, Ballesteros and Connell, Light Stemming for Arabic
Information Retrieval, 2007); the others are PyStemmer's Snowball, NLTK's ISRI and Tashaphyne.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

Stemmer = Callable[[str], str]
"""A folded word to its stem."""

_LIGHT10_PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل")
_LIGHT10_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي")


def light10(word: str) -> str:
    """Return the light10 stem of a folded word."""
    if word.startswith("و") and len(word) > 3:
        word = word[1:]
    for prefix in _LIGHT10_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            word = word[len(prefix) :]
            break
    for suffix in _LIGHT10_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            word = word[: -len(suffix)]
    return word


def snowball() -> Stemmer:
    """Return PyStemmer's Arabic stemmer."""
    stemmer: Any = import_module("Stemmer").Stemmer("arabic")
    return lambda word: str(stemmer.stemWord(word))


def isri() -> Stemmer:
    """Return NLTK's ISRI root stemmer."""
    stemmer: Any = import_module("nltk.stem.isri").ISRIStemmer()
    return lambda word: str(stemmer.stem(word))


def tashaphyne() -> Stemmer:
    """Return Tashaphyne's light stemmer."""
    stemmer: Any = import_module("tashaphyne.stemming").ArabicLightStemmer()

    def stem(word: str) -> str:
        stemmer.light_stem(word)
        return str(stemmer.get_stem())

    return stem


def installed() -> dict[str, Stemmer]:
    """Return the rivals that are installed here, by name."""
    found: dict[str, Stemmer] = {"light10": light10}
    for name, make in (("snowball", snowball), ("isri", isri), ("tashaphyne", tashaphyne)):
        try:
            found[name] = cache(make())
        except ImportError:
            print(f"{name}: not installed, left out")
    return found
