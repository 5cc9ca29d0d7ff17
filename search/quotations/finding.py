"""Where an archive prints a quotation: from a text to `values.Quotation`.

1. Articles that hold most of its words (`candidates`), read from the forward index (`rows`).
2. Those that print its words in a row. Of the others, those whose densest windows hold most of them.
3. In these windows the fewest edits (`alignment`), and for the best few of them a verdict (`judging`).

The quotation is first taken as it is, then, where that is not printed, as the parts between its ellipses.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from time import perf_counter
from typing import Final

import numpy as np

from ...index.errors import BadInput
from ...index.segments.snapshot import Snapshot
from ..phrases import in_blocks
from .alignment import Stretch
from .candidates import MOST, candidates
from .classes import Classes, Words
from .judging import RUN
from .locating import Found, nearest
from .parts import MOST as MOST_PARTS
from .parts import Part, parts, whole
from .placing import Placer, sort_key
from .rows import Rows, printed, read_rows
from .values import Place, Quotation

LONGEST: Final = 1000
"""Words of a quotation: a text of more is no quotation, and the time grows with their square."""
WINDOWS: Final = 24
"""Rows in which edits are counted, those with the densest windows; more if more places are wanted."""
JUDGED: Final = 10
"""How many of them are judged."""
FURTHER: Final = 3
"""Edits more than the fewest of all with which a row is still judged."""
EVERYWHERE: Final = 256
"""How many of the articles that print a quotation are judged, the earliest first."""
NEAR: Final = 0.5
"""Least similarity of what is shown as nearest."""


def find(snapshot: Snapshot, text: str, limit: int) -> Quotation:
    """Return what the articles of a snapshot have of a quotation, with up to `limit` places.

    Raises `BadInput` for a text of more than `LONGEST` words, and for a limit below 0.
    """
    if limit < 0:
        raise BadInput(f"limit {limit}: it may not be less than 0")
    began = perf_counter()
    quotation = whole(text)
    if quotation is None:
        return Quotation(text, "not_found", took_ms=_since(began))
    if len(quotation.words) > LONGEST:
        raise BadInput(
            f"the quotation has {len(quotation.words):,} words; quote takes up to {LONGEST:,}: give a part of it"
        )
    finder = _Finder(snapshot, quotation, max(1, limit))
    places = finder.places([quotation])
    if not places or places[0].verdict not in ("verbatim", "same_words"):
        pieces = parts(text)
        if 1 < len(pieces) <= MOST_PARTS:
            places = _best_of_each([*places, *finder.places(pieces)])
    found = [place for place in places if place.verdict != "not_found"]
    nearest = places[0] if places and not found and places[0].similarity >= NEAR else None
    shown = tuple(map(finder.placer.completed, found[:limit]))
    return Quotation(
        text,
        found[0].verdict if found else "not_found",
        shown,
        finder.placer.completed(nearest) if nearest else None,
        _since(began),
    )


def _since(began: float) -> float:
    return (perf_counter() - began) * 1000


def _best_of_each(places: Sequence[Place]) -> list[Place]:
    """Return the best place of each article, the best first; in the text rather than in the title."""
    best: dict[str, Place] = {}
    for place in sorted(places, key=sort_key):
        best.setdefault(place.article.id, place)
    return list(best.values())


class _Finder:
    """What is known of a quotation in a snapshot, whichever way it is cut into parts."""

    def __init__(self, snapshot: Snapshot, quotation: Part, limit: int) -> None:
        self._snapshot = snapshot
        self._limit = limit
        self._classes = Classes(quotation.forms, snapshot)
        self._most = max(MOST, limit)
        self._candidates = candidates(snapshot, self._classes, self._most)
        self._rows = read_rows(snapshot, self._classes, self._candidates.best)
        dates = snapshot.column("dates")
        self._dates = np.where(dates == 0, np.iinfo(np.int64).max, dates)
        self.placer = Placer(snapshot, quotation, self._classes)

    def places(self, pieces: Sequence[Part]) -> list[Place]:
        """Return where the parts of the quotation stand, one place an article, the best first."""
        words = [self._classes.of(part.forms) for part in pieces]
        found = self._printed(pieces[0], words[0]) if len(pieces) == 1 else {}
        places = list(found.values())
        if sum(place.verdict == "verbatim" for place in places) < self._limit:
            places += self._near(pieces, words, set(found))
        return _best_of_each(places)

    def _printed(self, part: Part, words: Words) -> dict[int, Place]:
        """Return where all words stand in a row, by article: the earliest, until there are as many as are wanted."""
        found: dict[int, Place] = {}
        for one in islice(self._rows_printing(words), EVERYWHERE):
            place = self.placer.place([part], one)
            found[one.article] = min(place, found.get(one.article, place), key=sort_key)
            if sum(place.verdict == "verbatim" for place in found.values()) == self._limit:
                break
        return found

    def _rows_printing(self, words: Words) -> Iterator[Found]:
        """Yield where all words stand in a row, the earliest article first."""
        for rows in self._rows_holding_all():
            places = printed(rows, words, self._classes.bits)
            owners = rows.of_places(places)
            firsts = np.flatnonzero(np.diff(owners, prepend=-1))
            order = np.argsort(self._dates[rows.articles[owners[firsts] // 2]], kind="stable")
            for at in firsts[order].tolist():
                start = int(places[at])
                yield Found(rows, int(owners[at]), (Stretch(start, start + words.size),), 0)

    def _rows_holding_all(self) -> Iterator[Rows]:
        whole = self._candidates.whole
        if whole.size <= self._most:
            yield self._rows
            return
        for some in in_blocks(whole[np.argsort(self._dates[whole], kind="stable")]):
            yield read_rows(self._snapshot, self._classes, np.sort(some))

    def _near(self, pieces: Sequence[Part], words: Sequence[Words], printed_in: set[int]) -> list[Place]:
        """Return the places in other articles than those that print all words which take the fewest edits."""
        size = sum(part.size for part in words)
        ways = nearest(self._rows, words, self._classes, max(WINDOWS, self._limit) + 2 * len(printed_in))
        sums = sorted(
            (located.total(at), int(self._dates[article]), number, at)
            for number, located in enumerate(ways)
            for at, article in enumerate(located.articles.tolist())
            if article not in printed_in
        )
        if printed_in:  # what is no more than alike in part is of no interest then
            most = max(FURTHER, size // 3)
        else:
            most = min(max(size // 2, size - RUN), sums[0][0] + FURTHER) if sums else 0
        near = [one for one in sums[: max(JUDGED, self._limit)] if one[0] <= most]
        return [self.placer.place(pieces, ways[number].found(at)) for _, _, number, at in near]
