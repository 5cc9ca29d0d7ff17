"""What the lexicon says of a form: where it may stand, which inflection it is, which part of speech its lemma is.

These are the words in which the build and the analysis talk to each other; the frozen file holds their numbers,
so a change here needs a new `freeze.VERSION`.
"""

from enum import IntEnum, IntFlag
from typing import Final, NamedTuple


class Place(IntFlag):
    """What may stand around a form; a form may have several places."""

    FREE = 1
    """A nominal form that stands free, after the article and after proclitics: كتاب، الكتاب، بكتاب."""
    BARE = 2
    """A nominal form that stands free and never takes the article: كتابا, the construct معلمو."""
    BOUND = 4
    """A nominal form before a pronoun: كتاب in كتابه, حكومت in حكومتها, معلمي in معلميهم."""
    NAME = 8
    """A proper name: stands free, takes proclitics, does not take the article: بايدن."""
    PAST = 16
    """A past form that stands free: كتبوا."""
    PAST_BOUND = 32
    """A past form before a pronoun: كتبو in كتبوها."""
    IMPERFECT = 64
    """An imperfect form that stands free, also after س: يكتبون، سيكتبون."""
    IMPERFECT_BOUND = 128
    """An imperfect form before a pronoun: يكتبو in لم يكتبوها."""
    FUNCTION = 256
    """A function word: stands free, takes proclitics, takes no article: الذي."""


STANDS_FREE: Final = Place.FREE | Place.BARE | Place.NAME | Place.PAST | Place.IMPERFECT | Place.FUNCTION
"""The places of a whole word without any clitic."""

VERB_BOUND: Final = Place.PAST_BOUND | Place.IMPERFECT_BOUND
"""The places of a verb before a pronoun."""


class Inflection(IntEnum):
    """Which form of its lemma a form is, as it is shown to a reader."""

    BASE = 0
    FEMININE = 1
    DUAL = 2
    PLURAL = 3
    FEMININE_PLURAL = 4
    BROKEN_PLURAL = 5
    ACCUSATIVE = 6
    CONSTRUCT = 7
    INDEFINITE = 8
    FEMININE_DUAL = 9
    PAST = 10
    PASSIVE_PAST = 11
    IMPERFECT = 12
    SUBJUNCTIVE = 13
    JUSSIVE = 14
    PASSIVE_IMPERFECT = 15
    PARTICLE = 16

    @property
    def label(self) -> str:
        """The inflection in words: "broken plural"; nothing for the base form."""
        return "" if self is Inflection.BASE else self.name.lower().replace("_", " ")


class Part(IntEnum):
    """The part of speech of a lemma."""

    NOUN = 0
    ADJECTIVE = 1
    VERB = 2
    NAME = 3
    FUNCTION = 4
    NUMBER = 5
    OTHER = 6

    @property
    def label(self) -> str:
        """The part of speech in words."""
        return self.name.lower()


NOMINAL: Final = frozenset((Part.NOUN, Part.ADJECTIVE, Part.NAME))
"""Parts of speech that are inflected as nouns."""


class Trait(IntFlag):
    """Which inflections a noun or adjective has."""

    NONE = 0
    FEMININE = 1
    """A feminine in ة of the same lemma: كبيرة of كبير."""
    MASCULINE_PLURAL = 2
    """A plural in ون: معلمون."""
    FEMININE_PLURAL = 4
    """A plural in ات: قرارات."""
    DUAL = 8
    """A dual in ان: كتابان."""
    DEFECTIVE = 16
    """A participle of a weak verb, which loses its ي when indefinite: ماض of ماضي."""
    ALL = 15
    """Everything but `DEFECTIVE`: the traits of a relative adjective."""


class Form(NamedTuple):
    """One inflected form of a lemma, folded."""

    letters: str
    place: Place
    cost: float
    """-ln of how probable the inflection is, given the lemma and the place, in nats."""
    inflection: Inflection
