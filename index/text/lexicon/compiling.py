"""Compiles the sources into a dictionary: every headword, its inflected forms and their costs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from ..folding import fold
from . import nouns, plurals, roots, verbs
from .classes import Form, Inflection, Part, Place, Trait
from .costs import Count, cost_of
from .dictionary import Dictionary
from .headwords import Headwords, Sources
from .sources import SourceVerb

DICTIONARY_FLOOR: Final = 60
"""A headword of the noun table counts at least so often."""

NAME_FLOOR: Final = 3000
"""A word of our own lists counts at least so often: they are newer than the frequency list."""

NAME_WITHIN: Final = 1.0
"""A name of our own list costs no more than the best reading of its letters and this: it is kept as a second lemma."""

VERB_FLOOR: Final = 8
BROKEN_PLURAL_FLOOR: Final = 30
LIKELY_PLURAL_FLOOR: Final = 20
FUNCTION_FLOOR: Final = 1_000_000
"""A listed function word counts at least so often."""

NUMERAL_FLOOR: Final = 200_000
"""A numeral counts at least so often: the frequency list has none."""

IRREGULAR_FLOOR: Final = 20_000
"""A word of irregular forms counts at least so often."""

UNLISTED: Final = 0.3
"""Added to a noun that only the frequency list has, in nats."""

BROKEN_PLURAL: Final = 0.3
"""A broken plural beside its singular."""

RIVAL_PLURAL: Final = 3.0
"""Added to a broken plural that is often a headword of its own (حقوق)."""

LISTED_PLURAL: Final = 3.0
"""Added to the other readings of a form that plurals.toml knows to be a plural."""

SECOND_PLURAL: Final = 1.0
"""Added to a likely plural of a form that is listed as the plural of another word."""

IRREGULAR_STEP: Final = 0.2
"""Added for each further irregular form of a word: they are listed the commonest first."""

OFTEN: Final = 100
FREQUENT: Final = 2000
FREQUENT_VERB: Final = 300
"""How often a rival headword, a headword that is also a plural, and a verb without a table is counted."""


class Compiler:
    """Adds one source after another to a dictionary."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.headwords = Headwords(sources)
        self.frequencies = self.headwords.frequencies
        self.dictionary = Dictionary(sources.spellings.canonical)
        self.known: set[str] = set()
        """Folded headwords that were added."""
        self.singulars: dict[str, set[str]] = defaultdict(set)
        """Folded broken plurals and their folded singulars."""

    def compile(self) -> Dictionary:
        """Return the dictionary of all sources."""
        self.dictionary.parts.update(self.headwords.parts())
        self.add_nouns()
        self.add_counted()
        self.add_own_nouns()
        self.add_names()
        self.add_irregular()
        self.add_broken_plurals()
        self.add_likely_plurals()
        self.add_verbs()
        self.keep_names()
        return self.dictionary

    def add_noun(self, spelling: str, traits: Trait, cost: float) -> None:
        """Add the forms of a headword."""
        headword = fold(spelling)
        self.known.add(headword)
        if self.headwords.is_defective(spelling):
            traits |= Trait.DEFECTIVE
        forms = nouns.inflect(spelling, traits, self.headwords.feminine_cost(headword))
        self.dictionary.add(self.dictionary.lemma(headword, Part.NOUN), forms, cost)

    def add_whole(self, spelling: str, part: Part, place: Place, cost: float) -> None:
        """Add a word that does not inflect."""
        word = fold(spelling)
        form = Form(word, place, 0.0, Inflection.BASE)
        self.dictionary.add(self.dictionary.lemma(word, part), [form], cost)

    def add_nouns(self) -> None:
        """Add the noun table of arramooz."""
        seen = set()
        for row in self.sources.nouns:
            headword, singular = fold(row.spelling), fold(row.singular)
            self.dictionary.roots[singular or headword].extend(roots.clean(row.root))
            if singular:
                self.add_plural(headword, singular)
                continue
            for plural in row.plurals:
                self.add_plural(plural, headword)
            if (row.spelling, row.traits) not in seen:
                seen.add((row.spelling, row.traits))
                cost = self.frequencies.cost(headword, Part.NOUN, DICTIONARY_FLOOR)
                self.add_noun(row.spelling, row.traits, cost)

    def add_plural(self, plural: str, singular: str) -> None:
        """Note a broken plural that arramooz lists, unless the two have little in common."""
        if plural != singular and akin(plural, singular):
            self.singulars[plural].add(singular)

    def add_counted(self) -> None:
        """Add the headwords of the frequency list, its verbs apart."""
        seen = set()
        for one in self.headwords.counts:
            if len(one.spelling) < 2 or (one.spelling, one.part) in seen:
                continue
            seen.add((one.spelling, one.part))
            if one.part is Part.NAME:
                self.known.add(fold(one.spelling))
                self.add_whole(one.spelling, Part.NOUN, Place.FREE, cost_of(one.times))
            elif one.part is Part.FUNCTION:
                self.add_whole(one.spelling, Part.FUNCTION, Place.FUNCTION, cost_of(one.times))
                self.add_whole(one.spelling, Part.FUNCTION, Place.BOUND, cost_of(one.times) + 1.0)
            elif one.part is not Part.VERB:
                self._add_counted_noun(one)

    def _add_counted_noun(self, one: Count) -> None:
        headword = fold(one.spelling)
        cost = self.frequencies.cost(headword, Part.NOUN, 1)
        if one.part is Part.ADJECTIVE:
            self.dictionary.add(self.dictionary.lemma(headword, Part.NOUN), elative_feminines(one.spelling), cost)
        if headword in self.singulars and headword not in self.known and one.times < FREQUENT:
            return
        listed = one.part is Part.ADJECTIVE or headword in self.dictionary.roots
        self.add_noun(one.spelling, self.headwords.traits(one), cost + (0.0 if listed else UNLISTED))

    def add_own_nouns(self) -> None:
        """Add nouns.toml."""
        for spelling, traits in self.sources.own_nouns:
            self.add_noun(spelling, traits, self.frequencies.cost(fold(spelling), Part.NOUN, NAME_FLOOR))

    def add_names(self) -> None:
        """Add names.toml: the names, their nisbas and the plurals of peoples."""
        for name in self.sources.names:
            headword = fold(name.spelling)
            self.known.add(headword)
            cost = self.frequencies.cost(headword, Part.NOUN, NAME_FLOOR)
            if name.people:
                self.add_noun(name.spelling, Trait.ALL, cost)
            else:
                place = Place.FREE if name.takes_article else Place.NAME
                self.add_whole(name.spelling, Part.NOUN, place, cost)
            if name.nisba:
                cost = self.frequencies.cost(fold(name.nisba), Part.NOUN, NAME_FLOOR)
                self.add_noun(name.nisba, Trait.ALL, cost)
            if name.plural:
                self.singulars[fold(name.plural)].add(fold(name.nisba or name.spelling))

    def add_irregular(self) -> None:
        """Add the words of stopwords.toml whose forms no inflection makes; a few of them are nouns (أب)."""
        listed = self.sources.function_words
        for spelling, others in self.sources.irregular.items():
            as_noun, as_function = (self.frequencies.count(fold(spelling), part) for part in (Part.NOUN, Part.FUNCTION))
            times = max(as_noun, as_function, FUNCTION_FLOOR if spelling in listed else IRREGULAR_FLOOR)
            part = Part.NOUN if as_noun > as_function else Part.FUNCTION
            self._add_forms([spelling, *others], part, cost_of(times))
        for spelling, others in self.sources.numerals.items():
            times = max(self.frequencies.count(fold(spelling), Part.NOUN), NUMERAL_FLOOR)
            self._add_forms([spelling, *others], Part.NOUN, cost_of(times))

    def _add_forms(self, spellings: list[str], part: Part, cost: float) -> None:
        """Add the forms of an irregular word, the lemma first."""
        lemma = self.dictionary.lemma(fold(spellings[0]), part)
        place = Place.FREE | Place.BOUND if part is Part.NOUN else Place.FUNCTION
        forms = [
            Form(fold(spelling), one, IRREGULAR_STEP * step, Inflection.BASE)
            for step, spelling in enumerate(spellings)
            for one in place
        ]
        self.dictionary.add(lemma, forms, cost)

    def add_broken_plurals(self) -> None:
        """Add the broken plurals that a source lists; what plurals.toml says of a plural replaces all else."""
        for spelling, singulars in self.sources.plurals:
            plural = fold(spelling)
            self.singulars[plural] = {fold(one) for one in singulars} - {plural}
            if singulars and spelling not in singulars:
                self.frequencies.forget(spelling)
                for form in sorted({one.letters for one in nouns.inflect(spelling, Trait.NONE)}):
                    self.dictionary.make_dearer(form, self.singulars[plural], LISTED_PLURAL)
        for plural in sorted(self.singulars):
            rival = self.frequencies.count(plural, Part.NOUN) > OFTEN
            for singular in sorted(self.singulars[plural]):
                cost = self.frequencies.cost(singular, Part.NOUN, BROKEN_PLURAL_FLOOR) + BROKEN_PLURAL
                self._add_plural_forms(plural, singular, cost + (RIVAL_PLURAL if rival else 0.0))

    def _add_plural_forms(self, plural: str, singular: str, cost: float) -> None:
        lemma = self.dictionary.lemma(singular, Part.NOUN)
        forms = (form._replace(inflection=Inflection.BROKEN_PLURAL) for form in nouns.inflect(plural, Trait.NONE))
        self.dictionary.add(lemma, forms, cost)

    def add_likely_plurals(self) -> None:
        """Add plurals that no source lists, where the plural is no headword."""
        for singular in sorted(self.known):
            for plural, own in plurals.likely(singular):
                listed = self.singulars.get(plural, ())
                if singular in listed or (plural in self.known and not listed):
                    continue
                cost = self.frequencies.cost(singular, Part.NOUN, LIKELY_PLURAL_FLOOR) + own
                self._add_plural_forms(plural, singular, cost + (SECOND_PLURAL if listed else 0.0))

    def add_verbs(self) -> None:
        """Add the verbs of arramooz, of verbs.toml and of the frequency list."""
        listed = {fold(one.spelling) for one in self.sources.verbs}
        counted = counted_verbs(self.sources.counts, listed)
        done = set()
        for one in [*self.sources.verbs, *self.sources.own_verbs, *counted]:
            if (one.verb.vocalized, one.verb.future) in done:
                continue
            done.add((one.verb.vocalized, one.verb.future))
            headword = fold(one.spelling)
            self.dictionary.roots[headword].extend(roots.clean(one.root))
            lemma = self.dictionary.lemma(headword, Part.VERB)
            cost = self.frequencies.cost(headword, Part.VERB, VERB_FLOOR)
            self.dictionary.add(lemma, verbs.conjugate(one.verb), cost)

    def keep_names(self) -> None:
        """Keep every listed name among the likeliest lemmas of its form, whatever word is spelt the same."""
        for name in self.sources.names:
            headword = fold(name.spelling)
            lemma = self.dictionary.lemma(headword, Part.NOUN)
            self.dictionary.keep_among_best(headword, lemma, NAME_WITHIN)


def akin(plural: str, singular: str) -> bool:
    """Tell whether two folded words share their strong letters, as a plural and its singular do."""
    weak = set("اويءةن")
    left, right = set(plural) - weak, set(singular) - weak
    return len(left & right) >= min(2, len(left), len(right))


def elative_feminines(spelling: str) -> Iterator[Form]:
    """Yield the feminines of a headword of the shape أفعل: خضراء of أخضر, كبرى of أكبر."""
    if len(spelling) == 4 and spelling[0] == "أ" and spelling[-1] not in "ىاة":
        stem = fold(spelling)[1:]
        for ending, cost in (("اء", 1.0), ("ي", 2.0)):
            yield Form(stem + ending, Place.FREE, cost, Inflection.FEMININE)
            yield Form(stem + ending, Place.BOUND, cost + 1.0, Inflection.FEMININE)


def counted_verbs(counts: Iterable[Count], listed: set[str]) -> Iterator[SourceVerb]:
    """Yield the frequent verbs of the frequency list that arramooz has no conjugation for."""
    for one in counts:
        headword = fold(one.spelling)
        if one.part is Part.VERB and one.times > FREQUENT_VERB and headword not in listed and len(headword) > 3:
            vocalized = one.vocalized if one.vocalized[-1] in "ىا\u064e" else one.vocalized + "\u064e"
            yield SourceVerb(verbs.Verb(vocalized, "فتحة"), "")
