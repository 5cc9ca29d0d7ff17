"""The little words that Arabic writes onto a word: before it (و، ف، ب، ك، ل، س، ال) and after it (pronouns).

Two tables, a row each, with the cost of each (-ln of how probable it is, in nats; whole halves, as the lexicon
counts) and the places of a form that it may stand beside (`lexicon.classes.Place`). `splits` cuts a word in every
way that the tables allow; which of them are words is for the lexicon to say.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from .lexicon.classes import VERB_BOUND, Place

SHORTEST: Final = 2
"""Letters that must be left of a word without its clitics."""

_ANY_FREE: Final = Place.FREE | Place.BARE | Place.NAME | Place.PAST | Place.IMPERFECT | Place.FUNCTION
_NOMINAL: Final = Place.FREE | Place.BARE | Place.NAME | Place.FUNCTION
_NOTHING: Final = Place(0)


class Proclitic(NamedTuple):
    """Letters before a word."""

    letters: str
    parts: tuple[str, ...]
    """The little words it is made of: وبال is و, ب and ال."""
    cost: float
    admits: Place
    """Places of a form that it may stand before."""
    admits_bound: Place
    """The same for a form that a pronoun follows."""


class Enclitic(NamedTuple):
    """A pronoun after a word."""

    letters: str
    cost: float
    admits: Place
    """Places of a form that it may stand after."""


_ALL_BOUND: Final = Place.BOUND | VERB_BOUND

CONJUNCTIONS: Final = (("", 0.0), ("و", 3.0), ("ف", 5.0))
"""And, so: before any word, and before every other proclitic."""

PREPOSITIONS: Final = (("ب", 3.5), ("ك", 5.0), ("ل", 3.5))
"""By, like, to: before a nominal; ل before an imperfect as well (ليكتب)."""

FUTURE: Final = ("س", 3.5)
"""Will: before an imperfect."""

ARTICLE: Final = ("ال", 0.5)
"""The: before a nominal that no pronoun follows. With ل it is written لل."""

ENCLITICS: Final = (
    Enclitic("ه", 2.5, _ALL_BOUND),  # his, him
    Enclitic("ها", 2.5, _ALL_BOUND),  # her
    Enclitic("هم", 3.0, _ALL_BOUND),  # their, them
    Enclitic("هما", 5.0, _ALL_BOUND),  # of the two
    Enclitic("هن", 5.5, _ALL_BOUND),  # their, of women
    Enclitic("ي", 5.0, Place.BOUND),  # my
    Enclitic("ني", 4.5, VERB_BOUND),  # me
    Enclitic("ك", 6.0, _ALL_BOUND),  # your, you
    Enclitic("كم", 5.0, _ALL_BOUND),  # your, of several
    Enclitic("كن", 7.0, _ALL_BOUND),  # your, of women
    Enclitic("كما", 6.0, _ALL_BOUND),  # your, of two
    Enclitic("نا", 4.0, _ALL_BOUND),  # our, us
)
"""The pronouns."""


MISTYPED: Final = {"ه": 5.0, "ت": 4.0}
"""Final letters that stand for ة now and then, and what that costs: حكومه; حكومت cut off before its pronoun."""

TEH_MARBUTA: Final = "ة"


def _proclitics() -> Iterator[Proclitic]:
    """Yield every joint of conjunction, preposition, future and article."""
    article, article_cost = ARTICLE
    future, future_cost = FUTURE
    for conjunction, cost in CONJUNCTIONS:
        before = (conjunction,) if conjunction else ()
        yield Proclitic(conjunction, before, cost, _ANY_FREE, _ALL_BOUND)
        yield Proclitic(conjunction + article, (*before, article), cost + article_cost, Place.FREE, _NOTHING)
        yield Proclitic(
            conjunction + future, (*before, future), cost + future_cost, Place.IMPERFECT, Place.IMPERFECT_BOUND
        )
        for preposition, own in PREPOSITIONS:
            verb, verb_bound = _NOTHING, _NOTHING
            if preposition == "ل":
                verb, verb_bound = Place.IMPERFECT, Place.IMPERFECT_BOUND
            parts = (*before, preposition)
            yield Proclitic(conjunction + preposition, parts, cost + own, _NOMINAL | verb, Place.BOUND | verb_bound)
            joined = "لل" if preposition == "ل" else preposition + article
            yield Proclitic(conjunction + joined, (*parts, article), cost + own + article_cost, Place.FREE, _NOTHING)


PROCLITICS: Final = tuple(_proclitics())
"""Every run of proclitics, the empty one first."""

_BY_LETTERS: Final = {one.letters: one for one in PROCLITICS}
_LONGEST_PROCLITIC: Final = max(map(len, _BY_LETTERS))
_ENCLITIC_BY_LETTERS: Final = {one.letters: one for one in ENCLITICS}
_LONGEST_ENCLITIC: Final = max(map(len, _ENCLITIC_BY_LETTERS))

ARTICLE_JOINTS: Final = tuple(
    sorted((one.letters for one in PROCLITICS if one.parts[-1:] == (ARTICLE[0],)), key=len, reverse=True)
)
"""The runs of proclitics that end in the article, longest first."""


class Split(NamedTuple):
    """One way to cut a word."""

    proclitic: Proclitic
    core: str
    enclitic: Enclitic | None

    @property
    def cost(self) -> float:
        """The cost of the clitics."""
        return self.proclitic.cost + (self.enclitic.cost if self.enclitic else 0.0)

    @property
    def admits(self) -> Place:
        """The places that a form must have one of to stand between these clitics."""
        if self.enclitic is None:
            return self.proclitic.admits
        return self.proclitic.admits_bound & self.enclitic.admits


def proclitics_of(word: str) -> list[Proclitic]:
    """Return the proclitics that a folded word can begin with, the empty one first."""
    runs = (_BY_LETTERS.get(word[:end]) for end in range(min(_LONGEST_PROCLITIC, len(word)) + 1))
    return [one for one in runs if one is not None]


def parts_of(letters: str) -> tuple[str, ...]:
    """Return the little words that a run of proclitics is made of."""
    return _BY_LETTERS[letters].parts


def enclitics_of(word: str) -> list[Enclitic]:
    """Return the pronouns that a folded word can end in."""
    runs = (_ENCLITIC_BY_LETTERS.get(word[-length:]) for length in range(1, _LONGEST_ENCLITIC + 1))
    return [one for one in runs if one is not None]


def splits(word: str) -> Iterator[Split]:
    """Yield every cut of a folded word into proclitics, core and pronoun, the whole word first."""
    enclitics = enclitics_of(word)
    for proclitic in proclitics_of(word):
        rest = word[len(proclitic.letters) :]
        if len(rest) < SHORTEST and proclitic.letters:
            continue
        yield Split(proclitic, rest, None)
        if proclitic.admits_bound:
            for enclitic in enclitics:
                core = rest[: -len(enclitic.letters)]
                if len(core) >= SHORTEST:
                    yield Split(proclitic, core, enclitic)


def spelt_with_teh(word: str) -> tuple[str, float] | None:
    """Return a word that ends in ه or ت with ة instead, and what that costs; None for any other word."""
    if len(word) <= SHORTEST + 1 or word[-1] not in MISTYPED:
        return None
    return word[:-1] + TEH_MARBUTA, MISTYPED[word[-1]]
