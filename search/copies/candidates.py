"""Articles that may be copies of another: those that hold its rare words.

Every article gets, of each rare word of the asked one that it holds, that word's IDF. A copy that is as long gets
nearly all there is, one half as long nearly half of it. So what an article has is measured by what a copy of its
length would have, and whoever has a fair part of that is a candidate.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...index.impacts import idf_of
from ...index.keys import EXACT
from ...index.segments.snapshot import Snapshot
from .vocabulary import Vocabulary

MOST_WORDS: Final = 160
"""The rarest words that are looked for."""
MOST_POSTINGS: Final = 60_000
"""Words are looked for, the rarest first, until so many postings were read."""
FAIR: Final = 0.15
"""The part of what a copy would have that makes a candidate: half a copy has half of it, most others a twentieth."""
LONG: Final = 5_000
"""An article of more words than this, a whole book, holds a part of anything."""
FAIR_OF_LONG: Final = 0.6
"""The part that makes such an article a candidate."""
MOST: Final = 128
"""How many candidates there are at the most, those with the largest part."""
SHORT: Final = 40
"""Words that every article is taken to have at the least, so that one rare word makes no candidate."""

Numbers = NDArray[np.int64]


def candidates(snapshot: Snapshot, vocabulary: Vocabulary, asked: int) -> Numbers:
    """Return the numbers of articles that may be copies of the asked one, ascending, without it."""
    votes, total = _votes(snapshot, vocabulary)
    votes[asked] = 0
    if snapshot.live is not None:
        votes[~snapshot.live] = 0
    lengths = np.concatenate([segment.forward.lengths for segment in snapshot.segments])
    part = votes / np.minimum(np.maximum(lengths, SHORT) / max(vocabulary.classes.size, 1), 1)
    fair = np.flatnonzero(part > np.where(lengths > LONG, FAIR_OF_LONG, FAIR) * total)
    return np.sort(fair[np.argsort(-part[fair], kind="stable")[:MOST]])


def _votes(snapshot: Snapshot, vocabulary: Vocabulary) -> tuple[NDArray[np.float32], float]:
    """Return the IDF of the rare words that each article holds, summed, and that of all of them."""
    held = _holding(snapshot, vocabulary)
    words = np.flatnonzero(held > 1)  # a word that is nowhere else tells nothing
    words = words[np.argsort(held[words], kind="stable")][:MOST_WORDS]
    words = words[: max(1, int(np.searchsorted(np.cumsum(held[words]), MOST_POSTINGS)))]
    weights = {int(word): np.float32(idf_of(snapshot.articles, int(held[word]))) for word in words}
    votes = np.zeros(snapshot.size, np.float32)
    for start, segment in zip(snapshot.starts, snapshot.segments, strict=False):
        keys, classes = vocabulary.in_segment(segment)
        layer = segment.layers[EXACT]
        for key, word in zip(keys.tolist(), classes.tolist(), strict=True):
            if weight := weights.get(word):
                for run in layer.runs(key):
                    votes[run.numbers() + start] += weight
    return votes, float(sum(weights.values()))


def _holding(snapshot: Snapshot, vocabulary: Vocabulary) -> Numbers:
    """Return how many articles hold each class, those that hold two spellings of it counted twice."""
    held = np.zeros(int(vocabulary.classes.max(initial=0)) + 1, np.int64)
    for segment in snapshot.segments:
        keys, classes = vocabulary.in_segment(segment)
        counts = np.fromiter(map(segment.layers[EXACT].holding, keys.tolist()), np.int64, keys.size)
        np.add.at(held, classes, counts)
    held[0] = 0
    return held
