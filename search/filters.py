"""Where a query says to look: the articles of some days, and those of an outlet, an author or a category.

Each filter becomes a truth value for every number of a snapshot. It is worth nothing: it only takes articles away.
"""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..index.segments.snapshot import Snapshot
from ..index.segments.stored import to_day
from .query import Days, Leaf, Name

if TYPE_CHECKING:
    from .names import NameWords

Truths = NDArray[np.bool_]


def matching(snapshot: Snapshot, node: Days | Name | Leaf) -> Truths:
    """Return which articles stand inside a filter; a leaf is one by its field, which is that of a name."""
    match node:
        case Days():
            return _dated(snapshot, node)
        case Name(_, "date"):
            return np.equal(snapshot.column("dates"), to_day(None), dtype=bool)
        case Name(forms):
            return _of_names(snapshot, node.field, lambda names: names.being(forms))
        case _:
            return _of_names(snapshot, node.field, lambda names: names.holding(node))


def _dated(snapshot: Snapshot, days: Days) -> Truths:
    """Return the articles of some days; one without a date is of none."""
    dates = snapshot.column("dates")
    return (dates >= to_day(days.first or dt.date.min)) & (dates <= to_day(days.last or dt.date.max))


def _of_names(snapshot: Snapshot, field: str, meant: Callable[["NameWords"], Truths]) -> Truths:
    from .names import words_of_names  # on first use: most queries ask for no name

    matches = [np.zeros(0, bool)]
    for segment in snapshot.segments:
        names, places = segment.stored.names(field)
        matches.append(meant(words_of_names(names))[places])
    return np.concatenate(matches)
