"""Spellings that the press uses for one word share one exact key: ترمب has the key of ترامب.

The classes are in lexicon/spellings.toml; the frozen lexicon holds them as pairs of folded spellings. A word
is looked at without its proclitics (والأميركيين), and for classes that inflect without its ending as well. A pure
function of the folded word.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from .clitics import PROCLITICS, Proclitic, proclitics_of
from .folding import fold

ENDINGS: Final = frozenset(
    "ة ا ان ين ون و ي ات تان تين ه ها هم هما هن نا ك كم ته تها تهم تهما تهن تنا تك تكم"
    " اته اتها اتهم اتهما اتهن اتنا اتك اتكم".split()
)
"""What may follow a spelling whose class inflects: feminine, dual, plural, pronouns."""

TEH_ENDINGS: Final = frozenset(
    "ة تان تين ات ته تها تهم تهما تهن تنا تك تكم اته اتها اتهم اتهما اتهن اتنا اتك اتكم".split()
)
"""The same for a spelling in ة, without it."""

HEAD: Final = 4
"""How many first letters of a spelling tell that a word may hold it."""

FIRST: Final = 2
"""How many first letters of a word tell where to look for them."""


def _may_precede(proclitic: Proclitic) -> bool:
    return "س" not in proclitic.parts  # the future stands before verbs


class Variant(NamedTuple):
    """A folded spelling that is not the key of its class."""

    spelling: str
    key: str
    inflects: bool


def variants_of(tables: Mapping[str, Any]) -> Iterator[Variant]:
    """Yield the variants of a table in the format of spellings.toml."""
    for one in tables.get("class", ()):
        key, *others = (fold(spelling) for spelling in one["spellings"])
        for other in others:
            if other != key:
                yield Variant(other, key, bool(one.get("endings", False)))


class Spellings:
    """Folded words to the exact keys of their spelling classes."""

    def __init__(self, variants: Iterable[Variant], guarded: Iterable[str] = ()) -> None:
        """`guarded` are words that only look like a proclitic and a spelling."""
        self.variants = tuple(variants)
        self.guarded = frozenset(guarded)
        self._keys = {one.spelling: one.key for one in self.variants}
        self._stems = dict(_stems(self.variants))
        self.heads = frozenset(_heads(self._keys, self._stems))
        """The first `HEAD` letters of all that may stand after proclitics in a word that is a variant."""
        self.canonical = self._compiled(self.heads)

    def _compiled(self, heads: frozenset[str]) -> Callable[[str], str]:
        """Return the function from a folded word to its exact key; most words are seen not to be variants."""
        spelt, starts = self._spelt, _Starts(heads)

        def canonical(word: str) -> str:
            for start in starts[word[:FIRST]]:
                if word[start : start + HEAD] in heads:
                    return spelt(word)
            return word

        return canonical

    def _spelt(self, word: str) -> str:
        if word in self.guarded:
            return word
        for proclitic in proclitics_of(word):
            if _may_precede(proclitic):
                key = self._core(word[len(proclitic.letters) :])
                if key is not None:
                    return proclitic.letters + key
        return word

    def _core(self, core: str) -> str | None:
        """Return the key of a word without proclitics, None when it is no variant."""
        if core in self._keys:
            return self._keys[core]
        for end in range(len(core) - 1, 1, -1):
            found = self._stems.get(core[:end])
            if found and core[end:] in found[1]:
                return found[0] + core[end:]
        return None


_RUNS: Final = tuple(one.letters for one in PROCLITICS if _may_precede(one))
LATEST: Final = max(map(len, _RUNS))
"""How many letters may stand before a variant in a word."""
_KEPT: Final = 100_000


class _Starts(dict[str, tuple[int, ...]]):
    """Where a variant may begin in a word, after a proclitic or none, by the first letters of the word."""

    def __init__(self, heads: Iterable[str]) -> None:
        super().__init__()
        self._beginnings = frozenset(head[:length] for head in heads for length in range(FIRST + 1))

    def __missing__(self, first: str) -> tuple[int, ...]:
        if len(self) > _KEPT:
            self.clear()
        starts = dict.fromkeys(len(run) for run in _RUNS if self._may_follow(run, first))
        found = self[first] = tuple(starts)
        return found

    def _may_follow(self, run: str, first: str) -> bool:
        """Tell whether a variant may follow a run of proclitics in a word that begins so."""
        return run.startswith(first) or (first.startswith(run) and first[len(run) :] in self._beginnings)


def _stems(variants: Iterable[Variant]) -> Iterator[tuple[str, tuple[str, frozenset[str]]]]:
    """Yield the beginnings that take endings: each with its key and the endings it takes."""
    for one in variants:
        if not one.inflects:
            continue
        if one.spelling.endswith("ة") and one.key.endswith("ة"):
            yield one.spelling[:-1], (one.key[:-1], TEH_ENDINGS)
        else:
            yield one.spelling, (one.key, ENDINGS)


def _heads(keys: Iterable[str], stems: Iterable[str]) -> Iterator[str]:
    for spelling in keys:
        yield spelling[:HEAD]
    for stem in stems:
        yield stem[:HEAD]
        if len(stem) < HEAD:
            for ending in ENDINGS:
                yield (stem + ending)[:HEAD]


def look_alikes(variants: Iterable[Variant], is_other: Callable[[str, Proclitic, str], bool]) -> Iterator[str]:
    """Yield the words that `canonical` must leave alone: proclitic and variant, but a word of another lemma.

    `is_other(spelling, proclitic, key)` tells whether the dictionary holds such a word: والسورية is "and the Syrian",
    though سورية alone is Syria.
    """
    for one in variants:
        for proclitic in PROCLITICS:
            if proclitic.letters and _may_precede(proclitic) and is_other(one.spelling, proclitic, one.key):
                yield proclitic.letters + one.spelling
