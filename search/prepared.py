"""A word of a query, ready to be added up: its lists, its row, and what they can be worth.

A word is prepared once and kept. Rare keys are lists; from the first key on that many articles hold, the word's parts
are one row (see `ranking`).
"""

from operator import attrgetter
from typing import Final, NamedTuple

from ..index.keys import LAYERS, ROOT
from ..index.segments.packed import Packed
from .impact_lists import ImpactLists, Part, Parts, Row
from .parsing import words_between_spaces
from .query import Word
from .terms import TermsOf, only_ranks

COMMON: Final = 12
"""A key that one article in so many holds is added up as a row."""
MOST_KEPT: Final = 1 << 15
"""Words that are kept prepared."""


class Prepared(NamedTuple):
    """One word of a query, ready to be added up."""

    finding: list[Packed]
    """The lists that make an article a hit: for each of their parts, a run a section of the snapshot."""
    others: list[Packed]
    """The lists that only add to its score, in the same way."""
    row: Row | None
    top: int
    """No article gets more from the word."""
    beyond: int
    """The most that an article may get which the word does not make a hit."""
    finds: list[Part]
    """All parts that make an article a hit, those of the row among them."""
    listed: int
    """How many postings `finding` has."""
    often: int
    """How often an article is there among those, at the most."""
    is_listed: bool
    """Whether every article that the word makes a hit is listed."""


_finds: Final = attrgetter("finds")


class PreparedWords:
    """The words of queries over one snapshot, each prepared when it is first asked for; threads may share one."""

    def __init__(self, lists: ImpactLists, terms_of: TermsOf) -> None:
        self._lists = lists
        self._terms_of = terms_of
        self._kept: dict[tuple[str, str, bool], Prepared] = {}
        self._of_runs: dict[str, list[Prepared]] = {}
        """What stands between two spaces, as the words in it."""
        self._cleared = 0

    def of_text(self, text: str) -> list[Prepared] | None:
        """Return the words of a plain text side by side; None where all only rank beside others."""
        known = self._of_runs
        found: list[Prepared] = []
        for run in text.split():
            found += known.get(run) or self._of_run(run)
        return found if any(map(_finds, found)) else None

    def _of_run(self, run: str) -> list[Prepared]:
        found = [self._of(word, alone=False) for word in words_between_spaces(run)]
        if len(self._of_runs) >= MOST_KEPT:
            self._of_runs.clear()
        self._of_runs[run] = found
        return found

    def of(self, words: tuple[Word, ...]) -> list[Prepared]:
        """Return words side by side; where all only rank beside others, they are what is looked for."""
        found = [self._of(word, alone=False) for word in words]
        return found if any(map(_finds, found)) else [self._of(word, alone=True) for word in words]

    def _of(self, word: Word, *, alone: bool) -> Prepared:
        """Return a word, prepared to be all of a query or one of several."""
        name = word.key, word.layer, alone
        found = self._kept.get(name)
        if found is None:
            found = prepared(self._lists, self._parts_of(word), finds=alone or not only_ranks(word))
            if len(self._kept) >= MOST_KEPT or self._lists.times_cleared != self._cleared:
                self._kept.clear()
                self._of_runs.clear()
                self._cleared = self._lists.times_cleared
            self._kept[name] = found
        return found

    def _parts_of(self, word: Word) -> Parts:
        """Return the layers and keys that a word is looked for under."""
        quickly = None if word.layer else self._lists.of_form(word.key)
        if quickly:
            return quickly
        return tuple((layer, keys) for layer, keys in zip(LAYERS, self._terms_of(word), strict=True) if keys)


def prepared(lists: ImpactLists, named: Parts, *, finds: bool = True) -> Prepared:
    """Return a word, given by its parts; with `finds` its exact keys and lemmas make an article a hit."""
    size = lists.snapshot.size
    finding: list[Packed] = []
    others: list[Packed] = []
    found: list[Part] = []
    row = None
    top = beyond = listed = often = 0
    is_listed = True
    for at, (layer, keys) in enumerate(named):
        part = lists.part(layer, keys)
        makes_hits = finds and layer != ROOT
        if makes_hits:
            found.append(part)
        else:
            beyond += part.top
        if row is None and part.holding * COMMON > size:
            row = lists.row(named[at:])
            top += row.top
        if row is not None:
            is_listed = is_listed and not makes_hits
            continue
        top += part.top
        (finding if makes_hits else others).extend(part.runs)
        if makes_hits:
            listed, often = listed + part.holding, often + 1
    return Prepared(finding, others, row, top, beyond, found, listed, often, is_listed)
