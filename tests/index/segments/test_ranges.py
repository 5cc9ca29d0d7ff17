"""Ranges and distinct numbers: the same as written out."""

import numpy as np
from fihris.index.segments.ranges import distinct, ranges
from hypothesis import given
from hypothesis import strategies as st


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5))))
def test_ranges_are_written_out(pairs: list[tuple[int, int]]) -> None:
    """Every number of every range, one range after the other."""
    starts, lengths = (np.array([pair[at] for pair in pairs], np.int64) for at in (0, 1))
    expected = [number for start, length in pairs for number in range(start, start + length)]
    assert ranges(starts, lengths).tolist() == expected


@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2)))
def test_distinct_numbers_are_sorted_and_there_once(rows: list[list[int]]) -> None:
    """Whatever the shape, as numpy's own."""
    values = np.array(rows, np.int64).reshape(-1, 2)
    assert distinct(values).tolist() == np.unique(values).tolist()
