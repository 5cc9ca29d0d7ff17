"""Where a query says to look: the articles of some days, and those of an outlet, an author or a category.

Each filter becomes a truth value for every number of a snapshot. It is worth nothing: it only takes articles away.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..index.keys import keys
from ..index.segments.snapshot import Snapshot
from ..index.segments.stored import to_day
from ..index.text import words
from .matching import Matcher
from .query import Days, Leaf, Name, Word
from .terms import TermsOf

Truths = NDArray[np.bool_]
MOST_KEPT = 1 << 16
"""Names whose words are kept."""


def matching(snapshot: Snapshot, node: Days | Name | Leaf, terms_of: TermsOf) -> Truths:
    """Return which articles stand inside a filter; a leaf is one by its field, which is that of a name."""
    match node:
        case Days():
            return _dated(snapshot, node)
        case Name(_, "date"):
            return np.equal(snapshot.column("dates"), to_day(None), dtype=bool)
        case Name(forms):
            wanted = _canonical(" ".join(forms))
            return _of_names(snapshot, node.field, lambda name: _canonical(name) == wanted)
        case _:
            exact = replace(node, layer="exact") if isinstance(node, Word) else node  # a name, not a word of a text
            matcher = Matcher(exact, terms_of, node.field)
            return _of_names(snapshot, node.field, lambda name: bool(matcher.matches(name)))


def _dated(snapshot: Snapshot, days: Days) -> Truths:
    """Return the articles of some days; one without a date is of none."""
    dates = snapshot.column("dates")
    return (dates >= to_day(days.first or dt.date.min)) & (dates <= to_day(days.last or dt.date.max))


def _of_names(snapshot: Snapshot, field: str, is_meant: Callable[[str], bool]) -> Truths:
    """Return the articles of some names: names are few, and each is looked at once."""
    matches = [np.zeros(0, bool)]
    for segment in snapshot.segments:
        names, places = segment.stored.names(field)
        matches.append(np.fromiter(map(is_meant, names), bool, len(names))[places])
    return np.concatenate(matches)


@lru_cache(MOST_KEPT)
def _canonical(name: str) -> tuple[str, ...]:
    """Return the words of a name, each in the usual spelling of its class."""
    return tuple(keys(form).canonical for form in words.keys(name))
