"""Which news agencies a text credits, and where: «بغداد - رويترز:», «(أ ف ب)», «ونقلت وكالة الأناضول عن».

The agencies are data, in `agencies.toml`. An agency that a text only speaks of («صحافي في وكالة رويترز») is none that
it credits.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from .words import Word, keys, split

Place = Literal["head", "end", "brackets", "cited"]
"""Where an agency is credited: before the first sentence of a paragraph, behind the last of the text, in brackets of
its own; or cited in a sentence, for that sentence."""

PLACES: Final[tuple[Place, ...]] = ("head", "end", "brackets", "cited")
"""The places, that which says most of the whole text first."""

HEAD_WORDS: Final = 9
"""The words that a head may have before its agency: a reporter, a town, a paper."""
BEFORE: Final = 5
AFTER: Final = 2
"""How many words before and after an agency one that cites it is looked for."""

_DATA: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("agencies.toml").read_text(encoding="utf-8"))
_OPENING, _CLOSING, _DASH = "[«“\"'(\\[]", "[»”\"')\\]]", "[-–—ـ]"
_BEGINS: Final = re.compile(rf"(?:^|[A-Za-z]\s|{_DASH}|[،,/|:*(]|{_CLOSING}|\sو)\s*{_OPENING}*\s*$")
"""What stands in its line before an agency that is not part of a sentence."""
_HEAD_ENDS: Final = re.compile(rf"\s*\.?{_CLOSING}*\s*(?:{_DASH}|:)")
_DATED: Final = re.compile(r"\d\s*م\s*$")
"""The day that stands before the agency at the end of a line: «جدة 10 أغسطس 2015 م واس»."""
_LINE_ENDS: Final = re.compile(r"[ \t\u00a0]*(?:\n|$)")
_LISTED: Final = re.compile(rf"\.?{_CLOSING}*\s*(?:[،,/+]|{_DASH}|و)*\s*{_OPENING}*$")
"""What stands between two agencies of a list."""
_TEXT_ENDS: Final = re.compile(rf"[\s.]*{_CLOSING}*[\s.*]*$")
_OPENED: Final = re.compile(rf"{_OPENING}\s*$")
_CLOSED: Final = re.compile(rf"\s*\.?\s*{_CLOSING}")
_BRACKET: Final = re.compile(r"\(\s*$")
_SENTENCE: Final = re.compile(r"[.؟!\n]\s")
_BEFORE_NAMES: Final = ("و", "ف", "ب", "ل", "ول", "ك")
"""What is written onto the first word of a name."""
_INTRODUCING: Final = frozenset(keys("وكالة لوكالة ووكالة بوكالة وكالتا وكالتي أنباء الأنباء للأنباء"))


class Credit(NamedTuple):
    """A news agency that a text credits."""

    agency: str
    """By the one name that all its spellings stand for."""
    place: Place
    start: int
    """Where it is named first in such a place: `text[start:end]`."""
    end: int


class _Named(NamedTuple):
    """A place where an agency may be named."""

    agency: str
    is_sign: bool
    first: int
    """Its first word and the word after its last, as places among the words of the text."""
    last: int
    start: int
    end: int


def credited(text: str) -> tuple[Credit, ...]:
    """Return the agencies that a text credits, each once, by the best of its places; the better place first."""
    words = list(split(text))
    found: dict[str, Credit] = {}
    named = list(_named(words))
    for at, one in enumerate(named):
        place = _place(text, words, one, named[at - 1] if at else None, named[at + 1 : at + 4])
        if place and (one.agency not in found or _rank(place) < _rank(found[one.agency].place)):
            found[one.agency] = Credit(one.agency, place, one.start, one.end)
    return tuple(sorted(found.values(), key=lambda credit: (_rank(credit.place), credit.start)))


def agency_named(field: str) -> str:
    """Return the agency that a short text, such as the name of an author, is the name of; "" if it is none's."""
    words = list(split(field))
    whole = [one.agency for one in _named(words) if one.last - one.first == len(words)]
    introduced = [one.agency for one in _named(words) if one.last == len(words) and words[0].key in _INTRODUCING]
    return next(iter(whole + introduced), "")


def _rank(place: Place) -> int:
    return PLACES.index(place)


def _named(words: Sequence[Word]) -> Iterator[_Named]:
    """Yield where agencies may be named, the longest name at each word."""
    known, place = _names(), 0
    while place < len(words):
        longest = next(
            (
                _Named(agency, is_sign, place, place + len(name), words[place].start, words[place + len(name) - 1].end)
                for name, agency, is_sign in known.get(words[place].key, ())
                if tuple(word.key for word in words[place + 1 : place + len(name)]) == name[1:]
            ),
            None,
        )
        if longest:
            yield longest
        place = longest.last if longest else place + 1


def _place(
    text: str, words: Sequence[Word], one: _Named, before: _Named | None, after: Sequence[_Named]
) -> Place | None:
    """Return where a text credits an agency that it may name; None where it does not."""
    if before and before.agency == one.agency and _OPENED.fullmatch(text[before.end : one.start].strip()):
        return None  # «وكالة الأنباء الألمانية (د.ب.أ)» is one, and was seen
    line = text.rfind("\n", 0, one.start) + 1
    first = _introduced_from(words, one.first)
    lead, end = text[line : words[first].start], _end_of_list(text, one, after)
    cited = _says_to(text, words, one.first)
    if _DATED.search(lead) and _LINE_ENDS.match(text, end):
        return "head"
    if _BEGINS.search(lead) and not cited:
        if _HEAD_ENDS.match(text, end) and len(list(split(lead))) <= HEAD_WORDS:
            return "head"
        if _TEXT_ENDS.match(text, end):
            return "end"
    in_marks = _OPENED.search(text[line : one.start]) is not None and _CLOSED.match(text, end) is not None
    if in_marks and first == one.first and not cited and _BRACKET.search(text[line : one.start]):
        return "brackets"
    may_be_cited = not one.is_sign or in_marks or first < one.first
    return "cited" if may_be_cited and _is_cited(text, words, one) else None


def _introduced_from(words: Sequence[Word], first: int) -> int:
    """Return the place of the first of the words that introduce a name (وكالة أنباء), or that of the name."""
    while first and words[first - 1].key in _INTRODUCING:
        first -= 1
    return first


def _end_of_list(text: str, one: _Named, after: Sequence[_Named]) -> int:
    """Return where a list of agencies ends: «بغداد - رويترز، أ ف ب:»."""
    end = one.end
    for other in after:
        if not _LISTED.fullmatch(text, end, other.start):
            break
        end = other.end
    return end


def _says_to(text: str, words: Sequence[Word], first: int) -> bool:
    """Tell whether the word right before a name cites it; «المصدر:» stands before a credit."""
    before = words[first - 1] if first else None
    return before is not None and before.key in _citing() and ":" not in text[before.end : words[first].start]


def _is_cited(text: str, words: Sequence[Word], one: _Named) -> bool:
    """Tell whether a word that cites stands beside an agency in its sentence, or something is said to it."""
    first = words[one.first].key
    if first.startswith("ل") and first not in _first_words():
        return True
    before = (word for word in words[max(0, one.first - BEFORE) : one.first] if _joined(text, word.end, one.start))
    after = (word for word in words[one.last : one.last + AFTER] if _joined(text, one.end, word.start))
    return any(word.key in _citing() for word in (*before, *after))


def _joined(text: str, start: int, end: int) -> bool:
    return _SENTENCE.search(text, start, end) is None


@cache
def _names() -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    """Return the names of all agencies by their first word, the longest first, and whether each is but a sign."""
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for agency in _DATA["agency"]:
        for column in ("names", "signs"):
            for spelling in filter(None, agency.get(column, "").split(" / ")):
                name = tuple(keys(spelling))
                for first in _written(name[0]) if column == "names" else (name[0],):
                    found.setdefault(first, []).append(((first, *name[1:]), agency["name"], column == "signs"))
    for names in found.values():
        names.sort(key=lambda name: -len(name[0]))
    return found


def _written(first: str) -> Iterator[str]:
    """Yield the first word of a name, alone and with what is written onto it."""
    yield first
    yield from (before + first for before in _BEFORE_NAMES)
    if first.startswith("ال"):
        yield from (before + first[2:] for before in ("لل", "ولل"))


@cache
def _first_words() -> frozenset[str]:
    """Return the first words of all names as the data has them."""
    columns = (agency.get(column, "") for agency in _DATA["agency"] for column in ("names", "signs"))
    return frozenset(keys(spelling)[0] for column in columns for spelling in filter(None, column.split(" / ")))


@cache
def _citing() -> frozenset[str]:
    return frozenset(key for row in _DATA["citing"]["words"] for key in keys(row))
