"""A posting as one integer of 32 bits: the article in the high bits, what the key adds to its score in the low.

    article, by its place in its section (19 bits) | impact (13 bits)

One array of such integers is one list to copy, and sorts by article as it stands. A section is up to 524,288
neighbouring articles of a segment.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..impacts import LARGEST

IMPACT_BITS: Final = LARGEST.bit_length()
SECTION_ARTICLES: Final = 1 << 32 - IMPACT_BITS
"""The most articles of a section."""

Packed = NDArray[np.uint32]


def packed(articles: NDArray[np.uint32], impacts: NDArray[np.uint16]) -> Packed:
    """Return postings of articles, given by their places in their section, and impacts."""
    postings: Packed = articles << np.uint32(IMPACT_BITS) | impacts
    return postings


def articles_of(postings: Packed) -> NDArray[np.intp]:
    """Return the place in its section of each posting's article."""
    return (postings >> np.uint32(IMPACT_BITS)).astype(np.intp)


def impacts_of(postings: Packed) -> NDArray[np.uint16]:
    """Return each posting's impact."""
    return (postings & np.uint32(LARGEST)).astype(np.uint16)
