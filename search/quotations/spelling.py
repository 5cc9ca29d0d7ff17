"""Two spellings of one word: what an exact key tells apart and a reader does not.

An exact key forgets marks and the seats of a hamza (`index.text.folding`). A reader forgives more: ه for ة, a hamza
that was left out, one that stands on another letter, two words run together. Pure functions on words as they are
printed.
"""

import unicodedata
from collections.abc import Sequence
from typing import Final

from pyarabic.araby import HAMZA, HEH, TEH_MARBUTA

from ...index.text.characters import CharacterTable
from ...index.text.folding import fold

_HAMZAS: Final = str.maketrans(dict.fromkeys("أإؤئ", HAMZA) | {"آ": HAMZA + "ا"})
"""Every hamza by itself, whatever letter it stands on."""
_SEATS: Final = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ي"})
"""Every hamza left out, the letter it stands on kept."""
_SHORT: Final = 4
"""Letters of a word that is another one without its hamza: ماء and ما."""


def usual_form(word: str) -> str:
    """Return a word folded, and its ة, if it ends so, written as ه."""
    return usual(fold(word))


def usual(form: str) -> str:
    """Return a folded word with its ة, if it ends so, written as ه."""
    return form[: -len(HEH)] + HEH if form.endswith(TEH_MARBUTA) else form


def other_heh(form: str) -> str | None:
    """Return a folded word that ends in ه with ة in its place, or the other way round; None for any other word."""
    if form.endswith(HEH):
        return f"{form[: -len(HEH)]}{TEH_MARBUTA}"
    return usual(form) if form.endswith(TEH_MARBUTA) else None


def respellings(word: str) -> frozenset[str]:
    """Return what a word is known by to whoever forgives its spelling: two words with one in common are one word."""
    word = unicodedata.normalize("NFC", word)
    plain = usual_form(word)
    known = {plain, usual_form(word.translate(_HAMZAS)), usual_form(word.translate(_SEATS))}
    if len(plain) >= _SHORT:
        known.add(plain.replace(HAMZA, ""))
    return frozenset(known)


def are_one(theirs: Sequence[str], ours: Sequence[str]) -> bool:
    """Tell whether some words are some others but for spelling and the spaces between them."""
    return not respellings("".join(theirs)).isdisjoint(respellings("".join(ours)))


QUOTES: Final = "«»‹›\"“”„‟❝❞〝〞＂'‘’‚‛`´"
"""Every quotation mark, and what is typed for one."""


def seen(text: str) -> str:
    """Return what a reader sees of a text, quotation marks and white space left out of account.

    Two texts of which this is the same are the same word for word and sign for sign.
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_SEEN).split())


def _seen(character: str) -> str:
    return "" if character in QUOTES or unicodedata.category(character) == "Cf" else character


_SEEN: Final = CharacterTable(_seen)
