"""The words and signs by which a text says who speaks: what each word may be, and what stands between two.

Words are known by their exact keys, and the table is data, in `saying.toml`. Both the kinds of a word and the signs
between two are sums of the constants here, so that one text or a million words are read by the same table.
"""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from .characters import VANISHES, CharacterTable, folded
from .folding import fold
from .words import Word

# What a word may be.
VERB: Final = 1 << 0
"""A verb of saying: قال, يقول."""
PARTICIPLE: Final = 1 << 1
"""What somebody is while he says it: قائلا."""
FEMININE: Final = 1 << 2
JOINED: Final = 1 << 3
"""A verb with و or ف written onto it: it goes on with the text."""
GOES_ON: Final = 1 << 4
"""A verb that goes on with what was being said: أضاف, and any verb after و."""
WHERE_A_CLAUSE_BEGINS: Final = 1 << 5
"""A verb where a clause begins, another word elsewhere: بين."""
SAYING_OF: Final = 1 << 6
"""قوله, after «عن» and whoever it was."""
SOURCE: Final = 1 << 7
"""بحسب: the source follows."""
THAT: Final = 1 << 8
"""What is said begins after it: أن."""
HEARER: Final = 1 << 9
"""To whom it is said: له."""
HEARER_APART: Final = 1 << 10
"""ل, before the name of an outlet in quotation marks."""
HAD: Final = 1 << 11
WAS: Final = 1 << 12
FROM: Final = 1 << 13
JOINS: Final = 1 << 14
"""It may stand inside what somebody is called, before a `NAME`: في."""
NAME: Final = 1 << 15
"""What may follow such a word there: anything definite but an occasion."""
LEAVES_OPEN: Final = 1 << 16
"""Right after a verb: the verb does not name who speaks."""
STOPS: Final = 1 << 17
"""It ends what somebody is called."""
LETTER: Final = 1 << 18
"""One letter: a full stop after it shortens a word."""
OCCASION: Final = 1 << 19
"""When it was said: never part of what somebody is called."""
LIKE_A_NAME: Final = 1 << 20
"""علي or على."""
OWN_WORDS: Final = 1 << 21
"""تعبيره, قوله after بحسب: whoever was named before."""

AND: Final = 1 << 22
"""و that stands by itself."""
NOT: Final = 1 << 23
CONNECTS: Final = 1 << 25
"""A verb after it belongs to no word before: فيما."""
TITLED: Final = 1 << 26
"""What stands in quotation marks after it is a title: كتاب."""
WHERE_A_SENTENCE_BEGINS: Final = 1 << 24
"""A verb where a sentence begins, another word elsewhere: وبين."""

SAYS: Final = VERB | PARTICIPLE | SAYING_OF

# What may stand between two words.
ENDS: Final = 1 << 0
"""The sentence ends."""
COLON: Final = 1 << 1
COMMA: Final = 1 << 2
OPENS: Final = 1 << 3
"""A quotation mark opens what follows."""
CLOSES: Final = 1 << 4
"""A quotation mark closes what stands before."""
APART: Final = 1 << 5
"""A bracket or a dash."""
POINT: Final = 1 << 6
"""A full stop; the sentence ends unless it shortens a word."""
LAST: Final = 1 << 7
"""The text ends."""

SPACE, NEW_LINE, STOP_SIGN, FULL_STOP, COLON_SIGN, COMMA_SIGN, QUOTE, OPENING, CLOSING, ASIDE = range(10)
"""The sorts of characters that part words."""
SIGNS: Final = {
    NEW_LINE: "\n",
    STOP_SIGN: "!?؟؛;…",
    FULL_STOP: ".",
    COLON_SIGN: ":",
    COMMA_SIGN: ",،",
    QUOTE: '"“”„‟',
    OPENING: "«‹",
    CLOSING: "»›",
    ASIDE: "()[]{}-–—*|/",
}
SIGN_OF: Final = {sign: sort for sort, signs in SIGNS.items() for sign in signs}
"""The sort of each character; of any other `SPACE`."""
BITS_OF: Final = (0, ENDS, ENDS, POINT, COLON, COMMA, 0, OPENS, CLOSES, APART)
"""What each sort of character says wherever it stands; of a `QUOTE` its place decides."""
LOOKED_AT: Final = 4
"""Of the signs between two words the first ones are looked at, and the last."""

_DATA: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("saying.toml").read_text(encoding="utf-8"))
THE, FOR_THE, BY_THE = "ال", "لل", "بال"
"""How a `NAME` and a `HEARER` begin, and what `STOPS`."""
LETTERS: Final = frozenset("ءابةتثجحخدذرزسشصضطظعغفقكلمنهوي")
"""Words that are a `LETTER`."""
LONGEST: Final = 16
"""Letters of a word whose beginning is looked at."""
_AND, _SO = "و", "ف"
_PRONOUNS: Final = ("ه", "ها", "هم")


def between(signs: Sequence[int], after_letter: bool) -> int:
    """Return what stands between two words, given the sorts of the characters there.

    A quotation mark that is the same on both sides opens where a word follows it and something stands before it,
    and closes where a word stands before it; between two spaces it may do either. `after_letter` tells whether the
    word before is one letter: that may be a preposition written onto a quotation, or an abbreviation.
    """
    said = 0
    seen = (*signs[:LOOKED_AT], *signs[-1:])
    for sign in seen:
        said |= BITS_OF[sign]
    if QUOTE in seen:
        said |= _quote(signs, after_letter)
    return said | ENDS if said & POINT and not after_letter else said


def _quote(signs: Sequence[int], after_letter: bool) -> int:
    first, last = signs[0] == QUOTE, signs[-1] == QUOTE
    if len(signs) == 1:
        return OPENS if after_letter else CLOSES
    return (first * CLOSES | last * OPENS) or OPENS | CLOSES


def marked(raw: str, words: Sequence[Word]) -> tuple[list[int], list[int]]:
    """Return the kinds of the words of a text, and what stands after each."""
    kinds = [kind_of(word.key) for word in words]
    after = [
        between([ord(sign) for sign in raw[word.end : following.start].translate(SORTS)], bool(kind & LETTER))
        for (word, following), kind in zip(pairwise(words), kinds, strict=False)
    ]
    return kinds, [*after, ENDS | LAST] if words else after


def _sort(character: str) -> str:
    return "" if folded(character) == VANISHES else chr(SIGN_OF.get(character, SPACE))


SORTS: Final = CharacterTable(_sort)
"""For `str.translate`: the sort of each character that parts words, as the character of that number."""


def kind_of(key: str) -> int:
    """Return what a word may be, by its exact key."""
    listed = kinds().get(key, 0)
    if key in LETTERS:
        return listed | LETTER
    if len(key) > LONGEST:
        return listed
    if key.startswith(BY_THE):
        return listed | STOPS
    if key.startswith(FOR_THE):
        return listed | HEARER
    return listed | NAME if key.startswith(THE) and not listed & STOPS else listed


@cache
def kinds() -> dict[str, int]:
    """Return what the words of the table may be, by their exact keys."""
    found: dict[str, int] = {}
    for key, kind in (*_verbs(), *_listed()):
        found[key] = found.get(key, 0) | kind
    return found


def _verbs() -> Iterator[tuple[str, int]]:
    for group, rows in _DATA["verbs"].items():
        for did, (does, doing) in rows.items():
            to_whom = list(_to_somebody(did)) if group == "to_somebody" else []
            for form, kind in (*_did(did), *to_whom, *_does(does), *_doing(doing)):
                more = _MORE.get(group, 0) if kind & VERB else _MORE.get(group, 0) & GOES_ON
                if group != "after_and" or form != did:
                    yield fold(form), kind | more
                yield fold(_AND + form), kind | more | JOINED | GOES_ON
                yield fold(_SO + form), kind | more | JOINED


_MORE: Final = {
    "going_on": GOES_ON,
    "where_a_clause_begins": WHERE_A_CLAUSE_BEGINS,
    "after_and": WHERE_A_SENTENCE_BEGINS,
}
"""What the verbs of a group are besides, but for what somebody is while he says it."""


def _did(verb: str) -> Iterator[tuple[str, int]]:
    stem = verb.rstrip("ىا")
    yield verb, VERB
    yield from ((stem + ending, VERB | FEMININE) for ending in ("ت", "تا"))
    yield from ((stem + ending, VERB) for ending in ("وا", "ا") if stem + ending != verb)


def _to_somebody(verb: str) -> Iterator[tuple[str, int]]:
    for pronoun in (*_PRONOUNS, "ني", "نا"):
        yield verb + pronoun, VERB
        yield verb + "ت" + pronoun, VERB | FEMININE


def _does(verb: str) -> Iterator[tuple[str, int]]:
    if verb:
        stem = verb.rstrip("ىيو") if verb[-1] in "ىيو" else verb
        yield from ((form, VERB) for form in (verb, stem + "ون", verb + "ان"))
        yield from (("ت" + form[1:], VERB | FEMININE) for form in (verb, verb + "ان"))


def _doing(participle: str) -> Iterator[tuple[str, int]]:
    if participle:
        yield from ((participle + ending, PARTICIPLE) for ending in ("ا", "ين"))
        yield from ((participle + ending, PARTICIPLE | FEMININE) for ending in ("ة", "تين", "ات"))


def _listed() -> Iterator[tuple[str, int]]:
    for name, (kind, joined) in _KIND_OF.items():
        for word in _DATA["words"][name].split():
            yield fold(word), kind
            if name == "declared":
                yield from _declared(word, kind)
            if joined:
                yield from ((fold(prefix + word), kind | JOINED) for prefix in (_AND, _SO))


def _declared(word: str, kind: int) -> Iterator[tuple[str, int]]:
    for form in (word, *(word.replace("ة", "ت") + pronoun for pronoun in _PRONOUNS)):
        yield fold(form), kind
        yield fold("ب" + form), kind | STOPS


_KIND_OF: Final = {
    "that": (THAT | STOPS, False),
    "saying_of": (SAYING_OF, False),
    "own_words": (OWN_WORDS, False),
    "source": (SOURCE | STOPS, True),
    "hearer": (HEARER, False),
    "hearer_apart": (HEARER_APART, False),
    "had": (HAD, False),
    "was": (WAS | STOPS, True),
    "from": (FROM, False),
    "joins": (JOINS, False),
    "like_a_name": (LIKE_A_NAME, False),
    "names": (NAME, False),
    "occasions": (OCCASION, False),
    "leaves_open": (LEAVES_OPEN, False),
    "declared": (LEAVES_OPEN, False),
    "stops": (STOPS, False),
    "and": (AND, False),
    "not": (NOT, False),
    "connects": (CONNECTS, False),
    "titled": (TITLED, False),
}
"""What the words of each list may be, and whether و and ف are written onto them."""
