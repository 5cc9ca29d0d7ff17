"""The root of every lemma of a dictionary: from the dictionary, from the base of a derived word, from its shape."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from typing import Final

from ..folding import fold
from .classes import Part
from .dictionary import Dictionary, Lemma
from .roots import NO_ROOT, Root, choose, guess

DERIVED: Final = (
    ("ية", "ي"), ("ية", ""), ("ية", "ة"), ("ية", "ا"), ("ي", ""), ("ي", "ة"), ("ي", "ا"), ("ي", "ية"), ("ة", ""),
    ("اني", ""), ("وي", "ة"), ("وي", "ا"), ("وي", "ي"), ("ان", ""),
)  # fmt: skip
"""Endings of derived words and what their base has instead: مدرسي of مدرسة, حرية of حر."""

SEEN: Final = 2
"""A root of nouns counts as known when so many rows have it; one row may be a slip."""


def known_roots(dictionary: Dictionary) -> frozenset[str]:
    """Return the roots that the sources are sure of."""
    counts = Counter(root for roots in dictionary.roots.values() for root in roots)
    return frozenset(root for root, count in counts.items() if count >= SEEN)


def all_roots(dictionary: Dictionary, overrides: Mapping[str, str], nisbas: Mapping[str, str]) -> dict[Lemma, Root]:
    """Return the root of each lemma.

    `overrides` are the roots of roots.toml by folded lemma. `nisbas` are the relative adjectives of names and those
    names: such an adjective has the root of its name or none (لبناني is not of لبن).
    """
    known = known_roots(dictionary)
    chosen = {lemma: choose(some, lemma, known) for lemma, some in dictionary.roots.items()}
    listed = {lemma: root for lemma, root in chosen.items() if root}
    listed.update((lemma, fold(root)) for lemma, root in overrides.items())
    listed.update((nisba, listed.get(name, "")) for nisba, name in nisbas.items())
    return {lemma: _root(lemma, dictionary, listed, known, nisbas) for lemma in sorted(dictionary.lemmas())}


def _root(
    lemma: Lemma,
    dictionary: Dictionary,
    listed: Mapping[str, str],
    known: frozenset[str],
    nisbas: Container[str],
) -> Root:
    letters = lemma.letters
    if letters in nisbas:
        return Root(listed[letters])
    if letters in listed:
        return Root(listed[letters])
    if dictionary.part_of(lemma) in (Part.FUNCTION, Part.NAME):
        return NO_ROOT
    for base in bases(letters):
        if listed.get(base):
            return Root(listed[base])
    return guess(letters, known)


def bases(letters: str) -> Iterator[str]:
    """Yield the words that a folded lemma may be derived from."""
    for ending, instead in DERIVED:
        if letters.endswith(ending) and len(letters) - len(ending) >= 2:
            yield letters[: -len(ending)] + instead
