"""The fast path: folded forms to lemmas and roots, a batch at a time, about five microseconds a form.

It gives what `morphology.analyse` gives, which is held by a test, and it is fast because it does less:

- most words of the lexicon are read once and for all: a bit of it says that no cut into clitics competes with the
  whole word, and then the whole word alone decides;
- of other forms only those cuts are tried that their first four and last three letters allow;
- once a core is found that no shorter cut competes with, the rest is not looked at;
- what the lexicon says is read in place, since touching much memory costs more than counting.
"""

from array import array
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from .clitics import ENCLITICS, MISTYPED, PROCLITICS, SHORTEST, TEH_MARBUTA, spelt_with_teh
from .lexicon.classes import STANDS_FREE
from .lexicon.frozen import Lexicon, PackedEntry, encoded
from .lexicon.layout import CODING, COST_BITS, KIND_BITS, LEMMA_BITS, MANY, MARGIN, SPLIT, STEPS
from .unknown import guess, respellings
from .words import date_parts

DEAREST: Final = 38
"""Steps of cost beyond which a reading is not believed."""

MARGIN_STEPS: Final = round(MARGIN * STEPS)
FREE: Final = int(STANDS_FREE)
_FIRST_ARABIC: Final = "\u0621"
_PROCLITIC_LETTERS: Final = frozenset("وفبكلس")
TEH: Final = TEH_MARBUTA.encode(CODING)
MISTYPED_CODES: Final = {letter.encode(CODING)[0]: round(cost * STEPS) for letter, cost in MISTYPED.items()}

LEMMA: Final = (1 << LEMMA_BITS) - 1
KIND: Final = (1 << KIND_BITS) - 1
KIND_SHIFT: Final = LEMMA_BITS
COST: Final = (1 << COST_BITS) - 1
COST_SHIFT: Final = LEMMA_BITS + KIND_BITS
_PLACE: Final = ~(MANY | SPLIT)
"""Where an entry of the lexicon has what, see `lexicon.layout`."""


class Keys(NamedTuple):
    """The lemmas of a form within the margin and their roots, best first."""

    lemmas: tuple[str, ...]
    roots: tuple[str, ...]
    """Roots that are only guessed are left out."""
    known: bool
    """The lexicon holds the lemmas, or the form is a number; else the lemma is the form or a guess."""


NO_KEYS: Final = Keys((), (), known=False)

Found = list[tuple[int, int]]
"""Readings of a word: the cost of each in steps, and the number of its lemma."""

_Cut = tuple[int, int | None, int, int]
"""One way to cut a word: where its core begins and ends, the cost of the clitics, the places that they admit."""

PROCLITIC_CODES: Final = tuple(
    (one.letters.encode(CODING), round(one.cost * STEPS), int(one.admits), int(one.admits_bound))
    for one in sorted(PROCLITICS, key=lambda one: len(one.letters))
)
"""Every run of proclitics, the shortest first: its letters, its cost in steps, the places that it admits, and those of
a core that a pronoun follows."""
_RUNS: Final = frozenset(letters for letters, *_ in PROCLITIC_CODES)
_FIRST: Final = frozenset(letters[0] for letters in _RUNS if letters)
ENCLITIC_CODES: Final = tuple(
    (one.letters.encode(CODING), round(one.cost * STEPS), int(one.admits)) for one in ENCLITICS
)
"""The pronouns: letters, cost in steps, the places that each admits."""
_NO_PRONOUN: Final = 0
_ENDINGS: Final = (b"", *sorted((letters for letters, _, _ in ENCLITIC_CODES), key=len))


def _cuts(beginning: bytes, end: bytes) -> Iterator[_Cut]:
    """Yield the cuts of a word that begins and ends so, shortest proclitic first; not the word as a whole."""
    for pre, cost, admits, admits_bound in PROCLITIC_CODES:
        if beginning.startswith(pre):
            if pre:
                yield len(pre), None, cost, admits
            for post, own, after in ENCLITIC_CODES:
                if end.endswith(post) and admits_bound & after:
                    yield len(pre), -len(post), cost + own, admits_bound & after


@cache
def _cuts_of(proclitics: bytes) -> tuple[tuple[_Cut, ...], ...]:
    """Return the cuts of a word by its longest run of proclitics, one row for each of `_ENDINGS`."""
    return tuple(tuple(_cuts(proclitics, end)) for end in _ENDINGS)


@cache
def _cuts_from(beginning: bytes) -> tuple[tuple[_Cut, ...], ...]:
    """Return the cuts of a word by its first four letters, one row for each of `_ENDINGS`."""
    proclitics = beginning
    while proclitics not in _RUNS:
        proclitics = proclitics[:-1]
    return _cuts_of(proclitics)


@cache
def _ending_of(end: bytes) -> int:
    """Return the place in `_ENDINGS` of the longest pronoun that words with these last three letters may end in."""
    return max(place for place, letters in enumerate(_ENDINGS) if end.endswith(letters))


class Lookup:
    """Looks up forms in a lexicon and keeps the keys that it made."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._kinds, self._more = lexicon.kinds, lexicon.more
        self._values: Sequence[int] = lexicon.values
        self._frozen = len(self._values)
        self._own: list[list[PackedEntry]] = []
        self._find: Callable[[bytes], int | None] = lexicon.trie.get
        if lexicon.added:
            self._find = self._with_own()
        self._made: dict[int | tuple[int, ...], Keys] = {}

    def _with_own(self) -> Callable[[bytes], int | None]:
        """Give a user's own forms numbers and values above those of the lexicon, and return what finds either."""
        find, numbers, values = self._find, dict[bytes, int](), array("I", bytes(self.lexicon.values))
        for form, entries in self.lexicon.added.items():
            if len(form) < SHORTEST:
                continue
            value = self._value(form)
            numbers[form] = len(values)
            values.append(MANY | len(self._more) + len(self._own) | (SPLIT if value is None else value & SPLIT))
            self._own.append([*entries, *(() if value is None else self.lexicon.unpacked(value))])
        self._values = values
        return lambda form: numbers.get(form) or find(form)

    def keys(self, forms: Sequence[str], attested: Container[str] | None = None) -> list[Keys]:
        """Return the keys of folded forms, in their order."""
        find, values, of_cuts, result = self._find, self._values, self._keys_of_cuts, list[Keys]()
        for form, code in zip(forms, all_encoded(forms), strict=True):
            found = value = None
            number = find(code)
            if number is not None:
                value = values[number]
                if number < self._frozen and not value & SPLIT:
                    found = self._best(self._fitting(value, 0, FREE))
            if not found and form >= _FIRST_ARABIC and len(form) >= SHORTEST:
                found = of_cuts(code, value)
            result.append(found or self._keys_of_unknown(form, attested))
        return result

    def least_costs(self, form: str) -> tuple[int, int]:
        """Return what the likeliest readings of a form cost, without a pronoun and with one, in steps."""
        bare, joined = [DEAREST + 1], [DEAREST + 1]
        for spelling, extra in filter(None, ((form, 0.0), spelt_with_teh(form))):
            word = encoded(spelling)
            for start, end, cost, admits in ((0, None, 0, FREE), *_cuts_from(word[:4])[_ending_of(word[-3:])]):
                value = self._value(word[start:end])
                if value is not None:
                    found = self._fitting(value, cost + round(extra * STEPS), admits)
                    (joined if end else bare).extend(own for own, _ in found)
        return min(bare), min(joined)

    def _keys_of_cuts(self, word: bytes, value: int | None) -> Keys | None:
        """Return the keys of a word, whose value in the lexicon is given, by every cut of it."""
        found = self._cut(word, value, 0, _ending_of(word[-3:]))
        if word[-1] in MISTYPED_CODES:
            found += self._mistyped(word)
        return self._best(found)

    def _mistyped(self, word: bytes) -> Found:
        """Return the readings of a word with ة for its last letter, where that letter is typed for it."""
        if len(word) <= SHORTEST + 1 or word[-1] not in MISTYPED_CODES:
            return []
        spelt = word[:-1] + TEH
        return self._cut(spelt, self._value(spelt), MISTYPED_CODES[word[-1]], _NO_PRONOUN)

    def _value(self, word: bytes) -> int | None:
        number = self._find(word)
        return None if number is None else self._values[number]

    def _cut(self, word: bytes, value: int | None, extra: int, ending: int) -> Found:
        """Return the readings of a word as a whole and by every cut that the pronoun at its end allows."""
        find, values, fitting, kinds = self._find, self._values, self._fitting, self._kinds
        found = [] if value is None else fitting(value, extra, FREE)
        cuts = _cuts_from(word[:4] if word[0] in _FIRST else b"")
        for start, end, cost, admits in cuts[ending]:
            number = find(word[start:end])
            if number is not None:
                value = values[number]
                if value >= MANY:
                    readings = fitting(value, cost + extra, admits)
                    if not readings:
                        continue
                    found += readings
                elif kinds[value >> KIND_SHIFT & KIND] & admits:
                    found.append(((value >> COST_SHIFT & COST) + cost + extra, value & LEMMA))
                else:
                    continue
                if not (value & SPLIT or end):
                    break
        return found

    def _fitting(self, value: int, cost: int, admits: int) -> Found:
        """Return the entries of a form that may stand at a place, at the cost of what is around it."""
        kinds = self._kinds
        if value < MANY:
            fits = kinds[value >> KIND_SHIFT & KIND] & admits
            return [((value >> COST_SHIFT & COST) + cost, value & LEMMA)] if fits else []
        more, place = self._more, value & _PLACE
        if place >= len(more):
            return [(own + cost, lemma) for lemma, kind, own in self._own[place - len(more)] if kind & admits]
        return [
            ((entry >> COST_SHIFT & COST) + cost, entry & LEMMA)
            for entry in more[place + 1 : place + 1 + more[place]].tolist()
            if kinds[entry >> KIND_SHIFT & KIND] & admits
        ]

    def _best(self, found: Found) -> Keys | None:
        """Return the keys of the lemmas within the margin of the cheapest, cheapest first."""
        if not found:
            return None
        if len(found) > 1:
            found.sort()
        least, best = found[0]
        if least > DEAREST:
            return None
        lemmas: int | tuple[int, ...] = best
        if len(found) > 1 and found[1][0] <= least + MARGIN_STEPS:
            likely = dict.fromkeys([lemma for cost, lemma in found if cost <= least + MARGIN_STEPS])
            lemmas = tuple(likely) if len(likely) > 1 else best
        return self._made.get(lemmas) or self.made_of(lemmas)

    def made_of(self, lemmas: int | tuple[int, ...]) -> Keys:
        """Return the keys of a lemma or of several, made once for all the words that have them."""
        if isinstance(lemmas, int):
            letters, _, root, guessed = self.lexicon.lemma(lemmas)
            made = Keys((letters,), (root,) if root and not guessed else (), known=True)
        else:
            several = [self._made.get(one) or self.made_of(one) for one in lemmas]
            letters_of_all = dict.fromkeys(key for one in several for key in one.lemmas)
            roots_of_all = dict.fromkeys(key for one in several for key in one.roots)
            made = Keys(tuple(letters_of_all), tuple(roots_of_all), known=True)
        self._made[lemmas] = made
        return made

    def _keys_of_unknown(self, form: str, attested: Container[str] | None) -> Keys:
        if not is_analysed(form):
            return keys_of_other(form)
        for other in respellings(form):
            code = encoded(other)
            found = self._keys_of_cuts(code, self._value(code))
            if found:
                return found
        return Keys((guess(form, attested).lemma,), (), known=False)


def is_analysed(form: str) -> bool:
    """Tell whether a folded form is an Arabic word of two letters at the least; the rest is its own lemma."""
    return len(form) >= SHORTEST and form >= _FIRST_ARABIC


def places_of_analysed(forms: Sequence[str]) -> list[int]:
    """Return the places of the forms that `is_analysed` tells; of many, in half the time."""
    return [place for place, form in enumerate(forms) if len(form) >= SHORTEST and form >= _FIRST_ARABIC]


def is_number(form: str) -> bool:
    """Tell whether a folded form is a number."""
    return form.replace(".", "").isdigit()


def keys_of_other(form: str) -> Keys:
    """Return the keys of a number, a date and its parts, a foreign word, a single letter."""
    if form in _PROCLITIC_LETTERS or not form:
        return NO_KEYS
    lemmas = form, *date_parts(form)
    return Keys(lemmas, (), known=any(map(is_number, lemmas)))


def all_encoded(forms: Sequence[str]) -> list[bytes]:
    """Return every form in the coding of the lexicon; one encoding for all is the fast way."""
    codes = "\n".join(forms).encode(CODING, "replace").split(b"\n")
    return codes if len(codes) == len(forms) else [encoded(form) for form in forms]
