"""Words that the lexicon does not hold: other spellings of known ones, and what can be taken off the rest.

An unknown word is most often a name. It loses the article, and the ending of a relative adjective becomes its
masculine; a proclitic of one letter goes only where the archive has shown the word without it. Nothing else goes:
an ending cut off a name joins it to another.
"""

import re
from collections.abc import Container, Iterator
from typing import Final, NamedTuple

from .clitics import ARTICLE_JOINTS

_ARTICLE: Final = re.compile(f"(?:{'|'.join(ARTICLE_JOINTS)})(?=...)")
_NISBA: Final = re.compile("(?<=...)(?:يون|يين|يات|ية|يتين|يتان)$")
_SINGLE: Final = frozenset("وفبكل")
_MAY_BEGIN: Final = "اوفبكل"
_MAY_END: Final = "نتة"
_SHORTEST_AFTER_LETTER: Final = 4

LETTERS: Final = (
    ("ءا", "ا"),  # القرءان: القرآن in a text that was typed without madda
    ("جراف", "غراف"),  # جرافيك: غرافيك
    ("جرام", "غرام"),  # برنامجرام
    ("لوجي", "لوغي"),  # أيديولوجي
)
"""Letters that are written otherwise in some countries, and what the dictionary has."""

FINAL_LETTERS: Final = {
    "ا": ("اء", 5),  # استثنا, typed without the hamza
    "و": ("وا", 4),  # شاركو, typed without the silent alef
}
"""Final letters that are often mistyped, the right ones, and how many letters such a word has at the least."""


class Guess(NamedTuple):
    """What is left of an unknown word."""

    proclitic: str
    base: str
    lemma: str


def respellings(word: str) -> Iterator[str]:
    """Yield other spellings under which an unknown word, not an empty one, may be known."""
    if word[-1] in FINAL_LETTERS:
        right, length = FINAL_LETTERS[word[-1]]
        if len(word) >= length:
            yield word[:-1] + right
    for foreign, usual in LETTERS:
        if foreign in word:
            yield word.replace(foreign, usual)


def guess(word: str, attested: Container[str] | None = None) -> Guess:
    """Return an unknown word, not an empty one, without its article; a relative adjective's lemma is its masculine.

    `attested` holds the words that the archive shows bare.
    """
    proclitic = _proclitic(word, attested) if word[0] in _MAY_BEGIN else ""
    base = word[len(proclitic) :]
    return Guess(proclitic, base, _masculine(base) if base[-1] in _MAY_END else base)


def guessed_lemma(word: str) -> str:
    """Return the lemma that `guess` gives, quickly: most unknown words lose nothing."""
    if word[0] in _MAY_BEGIN and (match := _ARTICLE.match(word)):
        word = word[match.end() :]
    return _masculine(word) if word[-1] in _MAY_END else word


def _masculine(base: str) -> str:
    match = _NISBA.search(base)
    return base[: match.start()] + "ي" if match else base


def _proclitic(word: str, attested: Container[str] | None) -> str:
    match = _ARTICLE.match(word)
    if match:
        return match[0]
    is_joined = word[:1] in _SINGLE and len(word) > _SHORTEST_AFTER_LETTER
    return word[0] if attested is not None and is_joined and word[1:] in attested else ""
