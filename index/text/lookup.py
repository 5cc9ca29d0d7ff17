"""The fast path: folded forms to lemmas and roots, a batch at a time, about five microseconds a form.

It gives what `morphology.analyse` gives, which is held by a test, and it is fast because it does less:

- most forms are read once and for all: a bit of the lexicon says that no cut into clitics competes with the whole
  word, and then the form's value alone decides;
- of other forms only the proclitics and pronouns are tried that their first four and last two letters allow;
- what the lexicon says of a core is kept, since cores come again and again;
- once a core is found that no shorter cut competes with, the rest is not looked at.
"""

import gc
from collections.abc import Container, Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from .clitics import ENCLITICS, MISTYPED, PROCLITICS, SHORTEST, TEH_MARBUTA
from .lexicon.classes import STANDS_FREE
from .lexicon.frozen import Lexicon, PackedEntry, encoded
from .lexicon.layout import CODING, MARGIN, SPLIT, STEPS
from .unknown import guess, respellings
from .words import date_parts

DEAREST: Final = 38
"""Steps of cost beyond which a reading is not believed."""

_MARGIN: Final = round(MARGIN * STEPS)
_FREE: Final = int(STANDS_FREE)
_ALL: Final = int(PROCLITICS[0].admits_bound)
_KEPT: Final = 200_000
_FIRST_ARABIC: Final = "\u0621"
_PROCLITIC_LETTERS: Final = frozenset("وفبكلس")
_TEH: Final = TEH_MARBUTA.encode(CODING)
_MISTYPED: Final = {letter.encode(CODING)[0]: round(cost * STEPS) for letter, cost in MISTYPED.items()}


class Keys(NamedTuple):
    """The lemmas of a form within the margin and their roots, best first."""

    lemmas: tuple[str, ...]
    roots: tuple[str, ...]
    """Roots that are only guessed are left out."""


NO_KEYS: Final = Keys((), ())

Costs = dict[int, int]
"""Numbers of lemmas and the least cost of each, in steps."""


_Pre = tuple[int, int, int, int]
"""A proclitic: its length, cost, and the places that it admits, without a pronoun and with one."""

_Post = tuple[int, bytes, int, int]
"""A pronoun: its length, letters, cost, and the places that it admits."""

_PRE: Final = tuple(
    (one.letters.encode(CODING), (len(one.letters), round(one.cost * STEPS), int(one.admits), int(one.admits_bound)))
    for one in sorted(PROCLITICS, key=lambda one: len(one.letters))
    if one.letters
)
_POST: Final[tuple[_Post, ...]] = tuple(
    (len(one.letters), one.letters.encode(CODING), round(one.cost * STEPS), int(one.admits)) for one in ENCLITICS
)


_FIRST: Final = frozenset(letters[0] for letters, _ in _PRE)
"""The codes of the letters that begin a proclitic."""


@cache
def _proclitics_of(beginning: bytes) -> tuple[_Pre, ...]:
    return tuple(rest for letters, rest in _PRE if beginning.startswith(letters))


@cache
def _enclitics_of(end: bytes) -> tuple[_Post, ...]:
    """Return the pronouns that a word may end in whose last two letters are these."""
    return tuple(one for one in _POST if one[1].endswith(end) or end.endswith(one[1]))


Core = tuple[tuple[PackedEntry, ...], bool]
"""What the lexicon says of a form inside a word: its entries, and whether no cut of the form competes with it."""

_NO_CORE: Final[Core] = ((), False)


class Lookup:
    """Looks up forms in a lexicon and keeps what it found."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._find, self._values, self._unpacked = lexicon.trie.get, lexicon.values, lexicon.unpacked
        self._added = lexicon.added
        self._cores: dict[bytes, Core] = {}
        self._found: dict[tuple[int, ...], Keys] = {}

    def keys(self, forms: Sequence[str], attested: Container[str] | None = None) -> list[Keys]:
        """Return the keys of folded forms, in their order."""
        # Millions of small tuples and not one cycle among them: looking for cycles would take a third of the time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            return self._all_keys(forms, attested)
        finally:
            if collecting:
                gc.enable()

    def _all_keys(self, forms: Sequence[str], attested: Container[str] | None) -> list[Keys]:
        find, values, whole, candidates, found = (
            self._find, self._values, self._whole, self._candidates, self._found,
        )  # fmt: skip
        result: list[Keys] = []
        for form, code in zip(forms, _all_encoded(forms), strict=True):
            number = find(code)
            best: tuple[int, ...] = ()
            value = None
            if number is not None:
                value = values[number]
                if not value & SPLIT and code not in self._added:
                    best = whole(value)
            if not best:
                best = candidates(code, value) if len(form) >= SHORTEST and form[0] >= _FIRST_ARABIC else ()
            if best:
                result.append(found.get(best) or self._keys(best))
            else:
                result.append(self._keys_of_unknown(form, attested))
        return result

    def _whole(self, value: int) -> tuple[int, ...]:
        """Return the likeliest lemmas of a form that no cut competes with, from its value alone."""
        costs: Costs = {}
        for lemma, kind, cost in self._unpacked(value):
            if kind & _FREE and lemma not in costs:
                costs[lemma] = cost
        return _best(costs)

    def _keys(self, lemmas: tuple[int, ...]) -> Keys:
        if lemmas not in self._found:
            records = [self.lexicon.lemma(number) for number in lemmas]
            roots = (one.root for one in records if one.root and not one.root_guessed)
            self._found[lemmas] = Keys(
                tuple(dict.fromkeys(one.letters for one in records)), tuple(dict.fromkeys(roots))
            )
        return self._found[lemmas]

    def _keys_of_unknown(self, form: str, attested: Container[str] | None) -> Keys:
        if not is_analysed(form):
            return _keys_of_other(form)
        for other in respellings(form):
            best = self.candidates(encoded(other))
            if best:
                return self._keys(best)
        return Keys((guess(form, attested).lemma,), ())

    def candidates(self, word: bytes) -> tuple[int, ...]:
        """Return the numbers of the likeliest lemmas of a word, best first; none for an unknown word."""
        return self._candidates(word, self._value(word))

    def _value(self, word: bytes) -> int | None:
        number = self._find(word)
        return None if number is None else self._values[number]

    def _candidates(self, word: bytes, value: int | None) -> tuple[int, ...]:
        costs: Costs = {}
        self._cut(word, value, costs)
        extra = _MISTYPED.get(word[-1])
        if extra and len(word) > SHORTEST + 1:
            spelt = word[:-1] + _TEH
            other: Costs = {}
            self._cut(spelt, self._value(spelt), other)
            for lemma, cost in other.items():
                if lemma not in costs or cost + extra < costs[lemma]:
                    costs[lemma] = cost + extra
        return _best(costs)

    def _cut(self, word: bytes, value: int | None, costs: Costs) -> None:
        """Note the lemmas of a word, whose value in the lexicon is given, and of every cut of it."""
        if value is not None:
            _note(self._unpacked(value), 0, _FREE, costs)
        if word in self._added:
            _note(self._added[word], 0, _FREE, costs)
        if enclitics := _enclitics_of(word[-2:]):
            self._cut_pronouns(word, 0, _ALL, enclitics, costs)
        cores = self._cores
        if word[0] not in _FIRST:
            return
        for length, cost, admits, admits_bound in _proclitics_of(word[:4]):
            rest = word[length:]
            entries, alone = cores.get(rest) or self._core(rest)
            if entries and _note(entries, cost, admits, costs) and alone:
                return
            if enclitics and admits_bound:
                self._cut_pronouns(rest, cost, admits_bound, enclitics, costs)

    def _cut_pronouns(self, rest: bytes, cost: int, admits: int, enclitics: tuple[_Post, ...], costs: Costs) -> None:
        cores = self._cores
        for length, letters, own, after in enclitics:
            if len(rest) < length + SHORTEST or not rest.endswith(letters):
                continue
            stem = rest[:-length]
            entries, _ = cores.get(stem) or self._core(stem)
            if entries:
                _note(entries, cost + own, admits & after, costs)

    def _core(self, form: bytes) -> Core:
        """Look up a form inside a word and keep what was found."""
        if len(self._cores) > _KEPT:
            self._cores.clear()
        number = self._find(form) if len(form) >= SHORTEST else None
        if number is None and form not in self._added:
            return _NO_CORE
        core = _NO_CORE
        if number is not None:
            value = self._values[number]
            core = tuple(self._unpacked(value)), not value & SPLIT
        if form in self._added:
            core = (*self._added[form], *core[0]), core[1]
        self._cores[form] = core
        return core


def _note(entries: Iterable[PackedEntry], cost: int, admits: int, costs: Costs) -> bool:
    """Note the entries that may stand at a place, and tell whether there are any."""
    found = False
    for lemma, kind, own in entries:
        if kind & admits:
            found = True
            if lemma not in costs or own + cost < costs[lemma]:
                costs[lemma] = own + cost
    return found


def is_analysed(form: str) -> bool:
    """Tell whether a folded form is an Arabic word of two letters at the least; the rest is its own lemma."""
    return len(form) >= SHORTEST and form[0] >= _FIRST_ARABIC


def _keys_of_other(form: str) -> Keys:
    """Return the keys of a number, a date and its parts, a foreign word, a single letter."""
    if form in _PROCLITIC_LETTERS or not form:
        return NO_KEYS
    return Keys((form, *date_parts(form)), ())


def _best(costs: Costs) -> tuple[int, ...]:
    """Return the lemmas within the margin of the cheapest, cheapest first."""
    if len(costs) == 1:
        ((lemma, cost),) = costs.items()
        return (lemma,) if cost <= DEAREST else ()
    if not costs:
        return ()
    least = min(costs.values())
    if least > DEAREST:
        return ()
    limit = least + _MARGIN
    ranked = sorted((cost, lemma) for lemma, cost in costs.items() if cost <= limit)
    return tuple([lemma for _, lemma in ranked])


def _all_encoded(forms: Sequence[str]) -> list[bytes]:
    """Return every form in the coding of the lexicon; one encoding for all is the fast way."""
    codes = "\n".join(forms).encode(CODING, "replace").split(b"\n")
    return codes if len(codes) == len(forms) else [encoded(form) for form in forms]
