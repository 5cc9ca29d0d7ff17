"""The statements of many articles at once.

They are those of `text.statements.find`, always, of a hundred thousand words at a time: a rule there is a few
operations on arrays here, over the verbs of saying and the few words around each. Only statements whose speaker is
named are found.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..text import saying
from ..text import statements as rules
from ..text.saying import (
    AND,
    APART,
    CLOSES,
    COLON,
    COMMA,
    CONNECTS,
    ENDS,
    FEMININE,
    FROM,
    GOES_ON,
    HAD,
    HEARER,
    HEARER_APART,
    JOINED,
    JOINS,
    LAST,
    LEAVES_OPEN,
    LIKE_A_NAME,
    NAME,
    NOT,
    OCCASION,
    OPENS,
    PARTICIPLE,
    SAYING_OF,
    SAYS,
    SOURCE,
    STOPS,
    THAT,
    TITLED,
    VERB,
    WAS,
    WHERE_A_CLAUSE_BEGINS,
    WHERE_A_SENTENCE_BEGINS,
)  # fmt: skip
from .analysed import Numbers
from .forms import FormTable
from .ranges import taken
from .statements import Statements, nothing

Places = NDArray[np.int64]
Truths = NDArray[np.bool_]
Signs = NDArray[np.uint8]

_BREAKS: Final = ENDS | COLON | COMMA | APART
_BEFORE: Final = rules.LONGEST_NAME + 3
_MARGIN: Final = 64
"""Empty words on both sides, so that the words around any word can be looked at."""
_FAR: Final = np.iinfo(np.int64).max
assert max(rules.REACH, 2 * rules.LONGEST_NAME + rules.SHORT_QUOTE) + 4 < _MARGIN


class Kinds:
    """What each form of a table may be (see `text.saying`), worked out when it is first met."""

    def __init__(self, table: FormTable) -> None:
        self._table = table
        self._kinds = np.zeros(0, np.uint32)
        self._known = 0
        self._heads = table.heads(saying.kinds())

    def of(self, forms: Numbers) -> Numbers:
        """Return the kinds of words, given by the numbers of their forms."""
        since, self._known = self._known, len(self._table.forms)
        if self._known > self._kinds.size:
            self._kinds = np.concatenate((self._kinds, np.zeros(self._known + since, np.uint32)))
        if self._known > since:
            self._kinds[since : self._known] = self._new(since)
        return taken(self._kinds, forms)

    def _new(self, since: int) -> Numbers:
        table, listed = self._table, saying.kinds()
        kinds = np.zeros(len(table.forms) - since, np.uint32)
        for at in table.having(self._heads, since).tolist():  # few: the words of the table, and longer ones like them
            kinds[at] = listed.get(table.forms[since + at], 0)
        kinds[table.beginning(saying.THE, since) & (kinds & np.uint32(STOPS) == 0)] |= np.uint32(NAME)
        kinds[table.beginning(saying.BY_THE, since)] |= np.uint32(STOPS)
        kinds[table.beginning(saying.FOR_THE, since)] |= np.uint32(HEARER)
        kinds[table.letters(since)] |= np.uint32(saying.LETTER)
        return kinds


def find(kinds: Numbers, after: Signs, lengths: Numbers) -> Statements:
    """Return the statements with a speaker of articles of so many words, which follow one another.

    `kinds` and `after` are what `text.saying` says of each word and of what stands after it. A text ends where `after`
    holds `LAST`: nothing reaches from a title into the text below it.
    """
    return _Reader(kinds, after).found(lengths)


class _Reader:
    """The rules of `text.statements.Reader`, each for many verbs at once; -1 is no place."""

    def __init__(self, kinds: Numbers, after: Signs) -> None:
        self._kinds = np.zeros(kinds.size + 2 * _MARGIN, np.uint32)
        self._kinds[_MARGIN : _MARGIN + kinds.size] = kinds
        self._after = np.full(self._kinds.size, ENDS | LAST, np.uint8)
        self._after[_MARGIN : _MARGIN + kinds.size] = after
        self._verbs = self._find_verbs()
        self._is_verb = np.zeros(self._kinds.size, bool)
        self._is_verb[self._verbs] = True
        self._ends = _where(self._after, ENDS)
        self._lasts = self._ends[self._has(self._ends, LAST)]
        self._opens = np.zeros(self._kinds.size, bool)
        opening = _where(self._after, OPENS)
        opening = opening[~self._is(opening, TITLED)]
        self._opens[opening[self._closed_soon(opening) == 0]] = True
        self._open = np.flatnonzero(self._opens)
        self._stops = (self._kinds & np.uint32(STOPS)).astype(bool) | self._is_verb
        self._breaks = (self._after & np.uint8(_BREAKS)).astype(bool) | self._opens

    def found(self, lengths: Numbers) -> Statements:
        """Return the statements of articles of so many words."""
        verbs = self._verbs
        if not verbs.size:
            return nothing(lengths.size)
        begins = self._begin(verbs)
        first, end, is_open = self._speaker(verbs)
        first, end, doubtful = self._carried(verbs, begins, first, end, is_open)
        until = self._end(verbs, begins)
        kept = np.flatnonzero((begins >= 0) & (end > 0) & (until > begins))
        ends = _MARGIN + np.cumsum(lengths, dtype=np.int64)
        owners = np.searchsorted(ends, verbs[kept], "right")
        starts = (ends - lengths)[owners]
        return Statements(
            np.bincount(owners, minlength=lengths.size).astype(np.uint32),
            (first[kept] - starts).astype(np.uint32),
            (end - first)[kept].astype(np.uint32),
            (verbs[kept] - starts).astype(np.uint32),
            (begins[kept] - starts).astype(np.uint32),
            (until - begins)[kept].astype(np.uint32),
            doubtful[kept].astype(np.uint8),
        )

    def _is(self, places: Places, kinds: int) -> Truths:
        return (self._kinds.take(places) & np.uint32(kinds)).astype(bool)

    def _has(self, places: Places, signs: int) -> Truths:
        return (self._after.take(places) & np.uint8(signs)).astype(bool)

    def _find_verbs(self) -> Places:
        """Return the verbs of saying, after giving those after a lone و what the و makes of them."""
        found = _where(self._kinds, SAYS)
        first_of_text = self._has(found - 1, LAST)
        after_and = self._is(found - 1, AND) & ~first_of_text
        joined = found[after_and & self._is(found, VERB | PARTICIPLE)]
        self._kinds[joined] |= np.uint32(JOINED | GOES_ON)
        before = found - 1 - after_and
        begins = ~self._is(found, WHERE_A_CLAUSE_BEGINS) | self._has(before, _BREAKS | CLOSES)
        begins &= ~self._is(found, WHERE_A_SENTENCE_BEGINS) | self._has(before, ENDS | CLOSES)
        own_words = self._is(found, SAYING_OF) & self._is(found - 1, SOURCE | VERB | PARTICIPLE) & ~first_of_text
        denied = self._is(found - 1, NOT) & ~first_of_text
        return found[begins & ~own_words & ~denied]

    def _closed_soon(self, places: Places) -> Places:
        """Return how many words after a place its quotation is closed, 0 where that is not soon."""
        found = np.zeros(places.size, np.int64)
        inside = ~self._has(places, LAST)
        for step in range(1, rules.SHORT_QUOTE + 1):
            found[inside & (found == 0) & self._has(places + step, CLOSES)] = step
            inside &= ~self._has(places + step, LAST)
        return found

    def _stops_at(self, places: Places) -> Truths:
        """Return at which places what somebody is called cannot go on."""
        stops: Truths = self._stops.take(places)
        at = places[self._is(places, JOINS | LIKE_A_NAME)]
        following = np.where(self._has(at, LAST), 0, self._kinds.take(at + 1))
        joins = (following & NAME == 0) | (following & OCCASION != 0)
        preposition = self._has(at, OPENS) | (following & THAT != 0) | (following & (NAME | STOPS) == 0)
        preposition &= ~self._has(at, _BREAKS)
        stops[self._is(places, JOINS | LIKE_A_NAME)] = np.where(self._is(at, JOINS), joins, preposition)
        return stops

    def _speaker(self, verbs: Places) -> tuple[Places, Places, Truths]:
        """Return by which words each verb itself says who speaks, and whether it leaves that open."""
        first, end = np.zeros(verbs.size, np.int64), np.zeros(verbs.size, np.int64)
        participle, saying_of = self._is(verbs, PARTICIPLE), self._is(verbs, SAYING_OF)
        bare = self._has(verbs, ENDS | COLON) | self._opens[verbs] | self._leaves_open(verbs + 1)
        bare &= ~participle & ~saying_of
        named = np.flatnonzero(~participle & ~saying_of & ~bare & ~self._has(verbs, _BREAKS))
        first[named], end[named] = self._after_verb(verbs[named] + 1)
        at = np.flatnonzero(saying_of)
        first[at], end[at] = self._before_saying_of(verbs[at])
        at = np.flatnonzero(bare)
        first[at], end[at] = self._before(verbs[at])
        return first, end, participle | (bare & (end == 0))

    def _leaves_open(self, places: Places) -> Truths:
        return self._is(places, THAT | LEAVES_OPEN) | (self._is(places, LIKE_A_NAME) & self._stops_at(places))

    def _after_verb(self, first: Places) -> tuple[Places, Places]:
        heard = self._is(first, HEARER | HEARER_APART)
        apart = self._is(first, HEARER_APART) & self._has(first, OPENS)
        first = first + heard + np.where(apart, self._closed_soon(first), 0)
        end = self._name_end(first)
        end[heard & self._breaks[first - 1]] = -1
        named = end > first
        end = np.where(named, self._with_apposition(np.where(named, end, first)), 0)
        return np.where(named, first, 0), end

    def _name_end(self, first: Places) -> Places:
        around = first[:, None] + np.arange(rules.LONGEST_NAME)
        stops = self._stops_at(around)
        events = stops | self._breaks.take(around)
        in_quotes = np.flatnonzero(self._has(first - 1, OPENS))
        events[in_quotes] |= self._has(around[in_quotes], CLOSES)
        which = events.argmax(axis=1)
        row = np.arange(first.size)
        return np.where(events[row, which], first + which + ~stops[row, which], -1)

    def _with_apposition(self, end: Places) -> Places:
        at = np.flatnonzero(self._after[end - 1] & np.uint8(_BREAKS) == COMMA)
        last = self._name_end(end[at])
        before = np.maximum(last, 1) - 1
        closed = self._has(before, COLON | COMMA) | self._opens[before]
        closed |= ~self._has(before, LAST) & self._is(before + 1, THAT)
        longer = end.copy()
        longer[at] = np.where(closed & (last > end[at]), last, end[at])
        return longer

    def _before(self, verbs: Places) -> tuple[Places, Places]:
        """Return what the sentence of each verb begins with."""
        back = self._has(verbs[:, None] - np.arange(1, _BEFORE), ENDS)
        which = back.argmax(axis=1)
        first = verbs - which
        first += self._is(first, WAS)
        end = verbs - self._is(verbs - 1, HAD)
        named = back[np.arange(verbs.size), which] & ~self._is(verbs, JOINED) & self._are_names(first, end, verbs)
        return np.where(named, first, 0), np.where(named, end, 0)

    def _before_saying_of(self, verbs: Places) -> tuple[Places, Places]:
        back = self._is(verbs[:, None] - np.arange(1, rules.LONGEST_NAME + 2), FROM)
        which = back.argmax(axis=1)
        first = verbs - which
        named = back[np.arange(verbs.size), which] & ~self._has(first - 1, LAST)
        named &= self._are_names(first, verbs, verbs)
        return np.where(named, first, 0), np.where(named, verbs, 0)

    def _are_names(self, first: Places, end: Places, verbs: Places) -> Truths:
        around = verbs[:, None] - np.arange(1, _BEFORE)
        stops = self._stops_at(around) & (around >= first[:, None]) & (around < end[:, None])
        breaks = self._breaks.take(around) & (around >= first[:, None])
        broken: Truths = np.logical_or.reduce(stops | breaks, axis=1)
        return (end > first) & (end - first <= rules.LONGEST_NAME) & ~broken

    def _carried(
        self, verbs: Places, begins: Places, first: Places, end: Places, is_open: Truths
    ) -> tuple[Places, Places, Truths]:
        """Return who speaks by each verb, those who are carried over from an earlier verb too, and which these are."""
        number = np.arange(verbs.size)
        goes_on = is_open & self._is(verbs, GOES_ON | PARTICIPLE)
        said = _before_each(np.maximum.accumulate(begins))
        within = (
            ~goes_on
            & ~self._is(verbs, JOINED | SAYING_OF)
            & (said >= 0)
            & (said <= verbs)
            & ~self._ends_between(said, verbs)
        )
        within &= ~self._breaks[verbs - 1] & ~self._is(verbs - 1, CONNECTS)
        by = _before_each(np.maximum.accumulate(np.where(goes_on | within, -1, number)))
        last = _before_each(np.maximum.accumulate(np.where(self._is(verbs, PARTICIPLE), -1, number)))
        namer = verbs[by]
        carried = goes_on & (by >= 0) & (end[by] > 0) & (verbs - namer <= rules.BACK)
        carried &= _next(self._lasts, namer) >= verbs
        carried &= (self._kinds[verbs] ^ self._kinds[namer]) & np.uint32(FEMININE) == 0
        carried &= ~self._is(verbs, PARTICIPLE) | ~self._ends_between(verbs[last], verbs)
        first, end = np.where(within, 0, first), np.where(within, 0, end)
        return np.where(carried, first[by], first), np.where(carried, end[by], end), carried

    def _ends_between(self, places: Places, verbs: Places) -> Truths:
        """Tell whether the sentence of a place ends before a verb."""
        ended: Truths = _next(self._ends, places) < verbs
        return ended

    def _begin(self, verbs: Places) -> Places:
        """Return where what is said begins."""
        that = (self._kinds & np.uint32(THAT)).astype(bool)
        event = (self._after & np.uint8(COLON | ENDS)).astype(bool) | self._opens
        event[:-1] |= that[1:] | self._is_verb[1:]
        at = _next(np.flatnonzero(event), verbs)
        near = at < verbs + rules.REACH
        at = np.where(near, at, verbs)
        colon, ends = self._has(at, COLON), self._has(at, ENDS)
        after_that = ~self._is_verb[at + 1] & that[at + 1] & ~self._has(at + 1, ENDS | LAST)
        begins = np.where(colon | (~ends & self._opens[at]), at + 1, np.where(~ends & after_that, at + 2, -1))
        return np.where(near, begins, -1)

    def _end(self, verbs: Places, begins: Places) -> Places:
        """Return where what is said ends."""
        begins = np.maximum(begins, 1)
        new = verbs[(begins > 1) & self._is(verbs, JOINED | PARTICIPLE)]
        end = np.minimum(_next(self._ends, begins) + 1, _next(new, verbs + 1))
        opened = np.where(self._has(begins - 1, OPENS), begins - 1, _next(self._open, begins))
        close = _next(_where(self._after, CLOSES), np.minimum(opened, self._kinds.size) + 1)
        last = _next(self._lasts, opened)
        closed = (opened < end) & (close - opened <= rules.LONGEST_QUOTE) & (close < last)
        return np.where(closed, close + 1, end)


def _where(row: NDArray[np.unsignedinteger[Any]], bits: int) -> Places:
    """Return where one of some bits is set; four times as fast as finding what is not zero among integers."""
    return np.flatnonzero((row & row.dtype.type(bits)).astype(bool))


def _next(ascending: Places, places: Places) -> Places:
    """Return the first of some ascending places that is not before each place; a far one if there is none."""
    return np.append(ascending, _FAR)[np.searchsorted(ascending, places)]


def _before_each(numbers: Places) -> Places:
    """Return for each number the one before it, -1 for the first."""
    return np.concatenate(([-1], numbers[:-1]))
