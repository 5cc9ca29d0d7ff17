"""A pattern or a misspelt word to the exact keys of a snapshot that it stands for."""

import re
from collections.abc import Iterable, Iterator
from fnmatch import translate
from typing import Final, NamedTuple

from ..index.keys import EXACT
from ..index.segments.dictionary import Dictionary
from ..index.segments.snapshot import Snapshot, keys_of
from .query import Fuzzy, Pattern

MOST_EXPANSIONS: Final = 1000
"""How many keys a pattern stands for unless more is asked for."""


class Expansion(NamedTuple):
    """What a pattern stands for."""

    keys: tuple[str, ...]
    """Exact keys; those that most articles hold, if there were too many."""
    left_out: int
    """How many were left out."""


def expanded(snapshot: Snapshot, pattern: Pattern | Fuzzy, most: int = MOST_EXPANSIONS) -> Expansion:
    """Return the exact keys of a snapshot that a pattern stands for, `most` at the most."""
    found: dict[str, int] = {}
    for segment in snapshot.segments:
        layer, forms = segment.layers[EXACT], keys_of(segment, EXACT)
        for number in _numbers(forms, pattern):
            if held := layer.holding(number):
                key = forms[number]
                found[key] = found.get(key, 0) + held
    best = sorted(found, key=lambda key: (-found[key], key))[:most] if len(found) > most else found
    return Expansion(tuple(best), len(found) - len(best))


def _numbers(forms: Dictionary, pattern: Pattern | Fuzzy) -> Iterable[int]:
    match pattern:
        case Fuzzy(key, distance):
            return _similar(forms, key, distance)
        case Pattern(text) if text.endswith("*") and not any(sign in text[:-1] for sign in "*?"):
            return forms.prefixed(text[:-1])
        case Pattern(text):
            return _matching(forms, text)


def _matching(forms: Dictionary, pattern: str) -> Iterator[int]:
    """Yield the forms that match a pattern with wildcards.

    Python's own translation of wildcards never tries a star twice; a plain .* for each would.
    """
    matches = re.compile(translate(pattern)).fullmatch
    literals = re.split(r"[*?]+", pattern)
    if literals[0]:
        yield from (number for number in forms.prefixed(literals[0]) if matches(forms[number]))
        return
    yield from (number for number in forms.containing(max(literals, key=len)) if matches(forms[number]))


def _similar(forms: Dictionary, key: str, distance: int) -> list[int]:
    """Return the forms within so many insertions, deletions, replacements and swaps of neighbours."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(key, forms.all(), scorer=OSA.distance, score_cutoff=distance, limit=None)
    return [number for _, _, number in found]
