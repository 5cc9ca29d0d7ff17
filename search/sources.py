"""The sources of a snapshot's articles as one column, and the best article of each."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..index.segments.snapshot import Snapshot
from .results import Scored


class Sources(NamedTuple):
    """Whose each article is."""

    names: list[str]
    """Every source, in the order in which the segments name them; "" for articles without one."""
    places: NDArray[np.int64]
    """The place in `names` of every number's."""


class Best(NamedTuple):
    """The best article of a source."""

    scored: Scored
    more: int
    """How many more articles of the source there are."""


def source_column(snapshot: Snapshot) -> Sources:
    """Return the source of every number of a snapshot; each segment has numbers of its own for them."""
    names: dict[str, int] = {}
    columns = [np.zeros(0, np.int64)]
    for segment in snapshot.segments:
        stored = segment.stored
        known = [names.setdefault(name, len(names)) for name in stored.sources]
        columns.append(np.array(known, np.int64)[stored.source_places])
    return Sources(list(names), np.concatenate(columns))


def best_of_each(snapshot: Snapshot, ranked: Sequence[Scored]) -> list[Best]:
    """Return the first article of each source, of articles in an order, and how many more each source has."""
    numbers = np.fromiter((one.number for one in ranked), np.int64, len(ranked))
    _, firsts, counts = np.unique(source_column(snapshot).places[numbers], return_index=True, return_counts=True)
    found = sorted(zip(firsts.tolist(), counts.tolist(), strict=True))
    return [Best(ranked[first], count - 1) for first, count in found]
