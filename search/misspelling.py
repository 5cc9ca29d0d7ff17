"""Words of the archive that may have been meant by a word that it does not hold.

The dictionary is asked for words that are a letter or two away, in a word long enough; and for words of the same
consonants, since a foreign name is spelled by ear (`index.text.consonants`). Letters that are confused in writing
(``CONFUSED``) count for nothing. Of words equally near, the one that more articles hold is likelier: each wrong letter
weighs as much as being held by `e` to the power of `WRONG` times as many articles.
"""

from math import log
from typing import Final, Literal, NamedTuple

import numpy as np

from ..index.keys import EXACT, ROOT, root_keys
from ..index.segments.snapshot import Snapshot, keys_of
from ..index.text.consonants import MARK
from .loosening import LONG, may_be_misspelt
from .patterns import expanded
from .query import Fuzzy
from .typed import MOST_WRONG

CONFUSED: Final = str.maketrans({"ة": "ه", "ء": None, "ظ": "ض"})
"""Letters that are written for one another, or left out; what folding makes the same is the same already."""
WRONG: Final = 4.0
"""What a wrong letter costs."""
FEWEST_RIGHT: Final = 3
"""One letter in so many may be wrong: words of the same consonants may be very different ones."""
MOST: Final = 5
"""Words that are offered for one, none of them a form of another."""

Way = Literal["orthography", "spelling", "misspelt"]
"""How a word may have been meant: letters that are confused, the same consonants, or letters that are wrong."""


class Meant(NamedTuple):
    """A word that may have been meant."""

    key: str
    """Its exact key."""
    way: Way
    worth: float
    """How likely it is, to compare."""


def meant(snapshot: Snapshot, key: str) -> list[Meant]:
    """Return the words of an archive that may have been meant by a folded word, the likeliest first."""
    found: dict[str, Way] = dict.fromkeys(_of_same_consonants(snapshot, key), "spelling")
    if may_be_misspelt(key):
        distance = MOST_WRONG if len(key) >= LONG else 1
        for near in expanded(snapshot, Fuzzy(key, distance)).keys:
            found.setdefault(near, "misspelt")
    plain = _plain(key)
    found = {near: "orthography" if _plain(near) == plain else way for near, way in found.items() if near != key}
    words = [
        Meant(near, way, log(holding) - WRONG * wrong)
        for near, way in found.items()
        if (holding := snapshot.holding(EXACT, near)) and (wrong := _wrong(key, near)) * FEWEST_RIGHT <= len(key)
    ]
    return _one_a_lemma(snapshot, sorted(words, key=lambda one: (-one.worth, one.key)))


def _one_a_lemma(snapshot: Snapshot, words: list[Meant]) -> list[Meant]:
    """Return the first words, of those of one lemma the first: each finds what the others do."""
    found: dict[str, Meant] = {}
    for word in words:
        keys = snapshot.form_keys(word.key)
        found.setdefault(keys.lemma[0] if keys and keys.lemma else word.key, word)
    return list(found.values())[:MOST]


def _plain(key: str) -> str:
    return key.translate(CONFUSED)


def _wrong(key: str, other: str) -> int:
    """Return how many letters are wrong, those that are confused left out."""
    from rapidfuzz.distance import OSA

    return OSA.distance(_plain(key), _plain(other))


def _of_same_consonants(snapshot: Snapshot, key: str) -> set[str]:
    """Return the exact keys of the words that have no root and the consonants of a word without one."""
    wanted = [root for root in root_keys(key) if root.startswith(MARK)]
    found: set[str] = set()
    for segment in snapshot.segments:
        numbers = [number for root in wanted if (number := keys_of(segment, ROOT).find(root)) is not None]
        if numbers:
            table = segment.table
            forms = np.flatnonzero(table.root.holding(numbers)[table.root.readings])
            found.update(table.forms[number] for number in np.unique(table.exact[forms]).tolist())
    return found
