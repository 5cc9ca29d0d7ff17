"""What the sources together know of a headword: how frequent it is, what part of speech, how it inflects."""

from dataclasses import dataclass
from typing import Final

from ..folding import fold
from ..spellings import Spellings
from . import nouns
from .classes import NOMINAL, Part, Trait
from .costs import Count, Frequencies
from .names import Name
from .sources import Noun, SourceVerb

RIVAL_FEMININE: Final = 4.0
"""Added to the forms of X that belong rather to the headword X + ة, where X is mostly a noun (شرط, شرطة)."""

ADJECTIVE_FEMININE: Final = 1.5
"""The same where X is mostly an adjective (عسكري, عسكرية)."""

RARE: Final = 0.1
"""A headword so much rarer than a longer one is no base of it."""

RIVAL_COUNT: Final = 200
RIVAL_SHARE: Final = 0.05
"""X + ة is a headword of its own when it is counted so often, or so often beside X."""


@dataclass
class Sources:
    """Everything that a dictionary is compiled from."""

    counts: list[Count]
    nouns: list[Noun]
    verbs: list[SourceVerb]
    own_verbs: list[SourceVerb]
    names: list[Name]
    own_nouns: list[tuple[str, Trait]]
    """Nouns and adjectives that no other source has."""
    spellings: Spellings
    plurals: list[tuple[str, list[str]]]
    roots: dict[str, str]
    function_words: frozenset[str]
    """Function words as they are spelt."""
    irregular: dict[str, list[str]]
    """Lemmas and the forms that no inflection makes."""
    numerals: dict[str, list[str]]
    """The same of numerals."""


class Headwords:
    """The headwords of all sources."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.frequencies = Frequencies(sources.counts)
        counted = {fold(one.spelling) for one in sources.counts if one.part in NOMINAL}
        listed = {fold(row.spelling) for row in sources.nouns if not row.singular}
        self.nominal = counted | listed
        """Folded headwords that are nouns, adjectives or names."""
        for word in sorted(sources.irregular):
            if word.startswith("ال"):  # the frequency list counts الآن as آن with the article
                self.frequencies.give(word.removeprefix("ال"), word)
        self.counts = self._without_indefinites()
        """The frequency list, its slips put right."""

    def _without_indefinites(self) -> list[Count]:
        """Count عال as عالي: the frequency list has some indefinite participles of weak verbs as names."""
        spelt = {one.spelling for one in self.sources.counts if one.part in NOMINAL}
        kept = []
        for one in self.sources.counts:
            full = one.spelling + "ي"
            is_shape = one.part is Part.NAME and full in spelt and len(full) == 4 and full[1] == "ا"
            if is_shape and self.frequencies.count(fold(full), Part.NOUN) > one.times:
                self.frequencies.move(one.spelling, fold(full))
            else:
                kept.append(one)
        return kept

    def parts(self) -> dict[str, Part]:
        """Return the part of speech of every folded nominal headword, in canonical spelling."""
        canonical = self.sources.spellings.canonical
        parts = {canonical(fold(row.spelling)): Part.ADJECTIVE for row in self.sources.nouns if row.adjectival}
        for one in self.counts:
            if one.part in NOMINAL:
                parts[canonical(fold(one.spelling))] = self._likeliest_part(fold(one.spelling))
        for name in self.sources.names:
            parts[canonical(fold(name.spelling))] = Part.ADJECTIVE if name.people else Part.NAME
            if name.nisba:
                parts[canonical(fold(name.nisba))] = Part.ADJECTIVE
        return parts

    def _likeliest_part(self, headword: str) -> Part:
        counts = {part: self.frequencies.count_as(headword, part) for part in sorted(NOMINAL)}
        return max(counts, key=lambda part: (counts[part], -part))

    def feminine_cost(self, headword: str) -> float:
        """Return how much dearer forms of X + ة are as forms of X, where X + ة is a headword of its own."""
        count = self.frequencies.count
        longer = count(headword + "ة", Part.NOUN)
        enough = min(RIVAL_COUNT, RIVAL_SHARE * count(headword, Part.NOUN))
        if headword + "ة" not in self.nominal or longer <= enough:
            return 0.0
        noun = self.frequencies.count_as(headword, Part.NOUN)
        adjective = self.frequencies.count_as(headword, Part.ADJECTIVE)
        return RIVAL_FEMININE if noun >= adjective else ADJECTIVE_FEMININE

    def is_defective(self, spelling: str) -> bool:
        """Tell whether a headword in ي loses it when indefinite: not where it is the adjective of a noun (مناخي)."""
        headword = fold(spelling)
        if not nouns.may_be_defective(spelling):
            return False
        base = self.frequencies.count(headword[:-1], Part.NOUN)
        return headword[:-1] not in self.nominal or base < RARE * self.frequencies.count(headword, Part.NOUN)

    def is_person(self, headword: str) -> bool:
        """Tell whether a folded noun is likely a person: a participle (مهندس), a trade with a feminine (فنان)."""
        trade = len(headword) == 4 and headword[2] == "ا" and headword + "ة" in self.nominal
        return trade or (headword[0] == "م" and len(headword) >= 4)

    def traits(self, one: Count) -> Trait:
        """Return the traits of a noun or adjective of the frequency list, which does not give them."""
        traits = Trait.FEMININE_PLURAL | Trait.DUAL
        is_nisba = one.spelling.endswith("ي") and len(one.spelling) > 4
        if one.part is Part.ADJECTIVE or is_nisba:
            traits |= Trait.FEMININE | Trait.MASCULINE_PLURAL
        elif self.is_person(fold(one.spelling)):
            traits |= Trait.MASCULINE_PLURAL
        return traits
