"""Small things that arrays of numbers need."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def ranges(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return every number of ranges given by their starts and lengths, one range after the other."""
    ends = np.cumsum(lengths)
    return np.repeat(starts - ends + lengths, lengths) + np.arange(int(ends[-1]) if ends.size else 0)


def taken(values: NDArray[Any], places: NDArray[Any]) -> NDArray[Any]:
    """Return `values[places]` of places in integers of any kind, in two thirds of the time."""
    return values.take(places.astype(np.intp))


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """Return what `np.unique` does, which imports numpy's masked arrays: 30 ms that a single search has no use for."""
    ordered = np.sort(values, axis=None)
    new = np.ones(ordered.size, bool)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return ordered[new]
