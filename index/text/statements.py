"""A text to its statements: who is said to have said what.

A statement is a verb of saying, who speaks, and what is said: what follows a colon, an opening quotation mark or أن.
The rules see a text as two rows of numbers, what each word may be and what stands after it (`saying`), so that they
are the same for one text and for a million words at once.

Who speaks is, in this order:

1. what stands between the verb and أن, a colon, or whatever else ends what somebody is called («قال الوزير أمس إن»),
   with an apposition between commas («قال الوزير، علي حسن، إن»);
2. before «قوله», what stands after «عن»; before a verb without و, what the sentence begins with («الوزير يؤكد أن»,
   «وكان الوزير قد أكد أن»);
3. whoever the last verb of saying before names, if this one goes on («وأضاف:», «مؤكدا أن»). That is doubtful.

Where none of them holds nobody is named: empty is better than wrong. Nor is anybody by a verb amid what somebody says:
in «قال الوزير إن الحزب أبلغ الناس أن» the name after the second verb is not who speaks.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from . import saying, words
from .saying import (
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
    SOURCE,
    STOPS,
    THAT,
    TITLED,
    VERB,
    WAS,
    WHERE_A_CLAUSE_BEGINS,
    WHERE_A_SENTENCE_BEGINS,
)  # fmt: skip

LONGEST_NAME: Final = 10
"""Words of what somebody is called."""
REACH: Final = 30
"""Words from a verb to what is said."""
BACK: Final = 120
"""Words from a verb back to the one whose speaker it goes on with."""
SHORT_QUOTE: Final = 4
"""Words in quotation marks that are a name, no statement."""
LONGEST_QUOTE: Final = 200


NOBODY: Final = (0, 0)
"""The speaker where none is named."""


class Statement(NamedTuple):
    """Somebody says something; all offsets are characters of the text."""

    speaker: tuple[int, int]
    """Where whoever speaks is named."""
    verb: tuple[int, int]
    said: tuple[int, int]
    doubtful: bool
    """Whether the speaker was carried over from an earlier verb."""


class Found(NamedTuple):
    """The same, all offsets in words; the speaker may be `NOBODY`."""

    speaker: tuple[int, int]
    verb: int
    said: tuple[int, int]
    doubtful: bool


def statements(text: str) -> list[Statement]:
    """Return the statements of a text whose speaker it names, in order."""
    split = list(words.split(text))

    def place(first: int, end: int) -> tuple[int, int]:
        return with_mark(text, split[first].start, split[end - 1].end)

    return [
        Statement(place(*one.speaker), place(one.verb, one.verb + 1), place(*one.said), one.doubtful)
        for one in find(*saying.marked(text, split))
        if one.speaker[1]
    ]


def with_mark(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a place with the quotation mark right after it if another one inside it waits for that."""
    held = text[start:end]
    closing = text[end : end + 1]
    waits = (closing == '"' and held.count('"') % 2) or (closing == "»" and held.count("«") > held.count("»"))
    return start, end + bool(waits)


def find(kinds: Sequence[int], after: Sequence[int]) -> list[Found]:
    """Return the statements of a text, given what its words may be and what stands after each (see `saying`)."""
    return Reader(kinds, after).found()


_BREAKS: Final = ENDS | COLON | COMMA | APART


def joined(kinds: Sequence[int]) -> list[int]:
    """Return the kinds of words, a verb after a و that stands by itself as if it were written onto it."""
    found = list(kinds)
    for at in range(1, len(kinds)):
        if kinds[at - 1] & AND and kinds[at] & (VERB | PARTICIPLE):
            found[at] |= JOINED | GOES_ON
    return found


class Reader:
    """The rules, one a method. Places are numbers of words, and -1 is none."""

    def __init__(self, kinds: Sequence[int], after: Sequence[int]) -> None:
        self._kinds = joined(kinds)
        self._after = after
        places = range(len(kinds))
        self._is_verb = list(map(self._says, places))
        self._opens = list(map(self._opens_quotation, places))
        self._stops = list(map(self._stops_name, places))

    def found(self) -> list[Found]:
        """Return the statements."""
        verbs = [place for place, says in enumerate(self._is_verb) if says]
        begins = list(map(self._begin, verbs))
        new = [verb for verb, begin in zip(verbs, begins, strict=True) if begin >= 0 and self._is_new(verb)]
        found: list[Found] = []
        named, by, said, last = NOBODY, -1, -1, -1
        for verb, begin in zip(verbs, begins, strict=True):
            speaker = self.speaker(verb)
            carried = speaker is None and bool(self._kinds[verb] & (GOES_ON | PARTICIPLE))
            if carried:
                speaker = named if by >= 0 and self._goes_on(verb, by, last) else NOBODY
            elif self._is_within(verb, said):
                speaker = NOBODY
            else:
                named, by = speaker or NOBODY, verb if speaker and speaker[1] else -1
            said = max(said, begin)
            if not self._kinds[verb] & PARTICIPLE:
                last = verb
            if begin < 0:
                continue
            end = self._end(begin, next((one for one in new if one > verb), len(self._kinds)))
            if begin < end:
                found.append(Found(speaker or NOBODY, verb, (begin, end), carried and bool(speaker and speaker[1])))
        return found

    def _says(self, at: int) -> bool:
        """Tell whether a word is a verb of saying where it stands."""
        kind = self._kinds[at]
        if at and self._kinds[at - 1] & NOT:
            return False
        if kind & SAYING_OF:
            return at == 0 or not self._kinds[at - 1] & (SOURCE | VERB | PARTICIPLE)
        if kind & (WHERE_A_CLAUSE_BEGINS | WHERE_A_SENTENCE_BEGINS):
            before = at - 1 - bool(at and self._kinds[at - 1] & AND)
            begins = (_BREAKS if kind & WHERE_A_CLAUSE_BEGINS else ENDS) | CLOSES
            return before < 0 or bool(self._after[before] & begins)
        return bool(kind & (VERB | PARTICIPLE))

    def _opens_quotation(self, at: int) -> bool:
        """Tell whether a quotation begins after a word, and not merely a name or a title in quotation marks."""
        closed = (after & CLOSES for after in self._after[at + 1 : at + 1 + SHORT_QUOTE])
        return bool(self._after[at] & OPENS) and not self._kinds[at] & TITLED and not any(closed)

    def _stops_name(self, at: int) -> bool:
        """Tell whether what somebody is called cannot go on with a word."""
        if self._kinds[at] & JOINS:
            following = self._kinds[at + 1] if at + 1 < len(self._kinds) else 0
            return not following & NAME or bool(following & OCCASION)
        if self._kinds[at] & LIKE_A_NAME:
            return self._is_preposition(at)
        return self._is_verb[at] or bool(self._kinds[at] & STOPS)

    def _is_preposition(self, at: int) -> bool:
        """Tell whether what may be «على» or «علي» is not the name."""
        if self._after[at] & _BREAKS:
            return False
        following = self._kinds[at + 1]
        return bool(self._after[at] & OPENS or following & THAT) or not following & (NAME | STOPS)

    def speaker(self, verb: int) -> tuple[int, int] | None:
        """Return who speaks by a verb itself: `NOBODY` if it names nobody, None if it leaves that open."""
        if self._kinds[verb] & PARTICIPLE:
            return None
        if self._kinds[verb] & SAYING_OF:
            return self._before_saying_of(verb)
        first = verb + 1
        if self._after[verb] & (ENDS | COLON) or self._opens[verb] or self._leaves_open(first):
            return self._before(verb)
        if self._after[verb] & _BREAKS:
            return NOBODY
        if self._kinds[first] & (HEARER | HEARER_APART):
            first = self._after_hearer(first)
            if self._after[first - 1] & _BREAKS or self._opens[first - 1]:
                return NOBODY
        return self.name_at(first)

    def name_at(self, first: int) -> tuple[int, int]:
        """Return what somebody is called from a word on; `NOBODY` if that is no name, or its end cannot be told."""
        end = self._name_end(first)
        return (first, self._with_apposition(end)) if end > first else NOBODY

    def begins_after(self, at: int) -> bool:
        """Tell whether what is said begins right at a place."""
        return bool(self._after[at - 1] & COLON) or (at < len(self._kinds) and bool(self._kinds[at] & THAT))

    def _leaves_open(self, at: int) -> bool:
        """Tell whether a word right after a verb means that the verb does not name who speaks."""
        kind = self._kinds[at]
        return bool(kind & (THAT | LEAVES_OPEN)) or (bool(kind & LIKE_A_NAME) and self._stops[at])

    def _after_hearer(self, at: int) -> int:
        """Return the place after the one to whom it is said, an outlet in quotation marks as a whole."""
        if self._kinds[at] & HEARER_APART and self._after[at] & OPENS:
            for place in range(at + 1, min(at + 1 + SHORT_QUOTE, len(self._after))):
                if self._after[place] & CLOSES:
                    return place + 1
        return at + 1

    def _name_end(self, first: int) -> int:
        """Return the place after what somebody is called; none if it goes on for too long."""
        in_quotes = self._after[first - 1] & OPENS if first else 0
        for at in range(first, min(first + LONGEST_NAME, len(self._kinds))):
            if self._stops[at]:
                return at
            if self._after[at] & _BREAKS or self._opens[at] or (in_quotes and self._after[at] & CLOSES):
                return at + 1
        return -1

    def _with_apposition(self, end: int) -> int:
        """Return the place after an apposition between commas, if one follows; else the same place."""
        if self._after[end - 1] & _BREAKS != COMMA:
            return end
        last = self._name_end(end)
        if last <= end:
            return end
        closed = self._after[last - 1] & (COLON | COMMA) or self._opens[last - 1]
        return last if closed or (last < len(self._kinds) and self._kinds[last] & THAT) else end

    def _before(self, verb: int) -> tuple[int, int] | None:
        """Return whom a sentence begins with, if it goes on with the verb."""
        first = self._sentence_start(verb)
        if self._kinds[verb] & JOINED or first < 0:
            return None
        first += bool(self._kinds[first] & WAS)
        end = verb - bool(self._kinds[verb - 1] & HAD)
        return (first, end) if self._is_name(first, end, verb) else None

    def _sentence_start(self, verb: int) -> int:
        """Return the first word of the sentence of a verb, none if it is too far."""
        for at in range(verb - 1, max(verb - LONGEST_NAME - 3, -1), -1):
            if self._after[at] & ENDS:
                return at + 1
        return 0 if verb <= LONGEST_NAME + 1 else -1

    def _before_saying_of(self, verb: int) -> tuple[int, int]:
        for at in range(verb - 1, max(verb - LONGEST_NAME - 2, -1), -1):
            if self._kinds[at] & FROM:
                return (at + 1, verb) if self._is_name(at + 1, verb, verb) else NOBODY
        return NOBODY

    def _is_name(self, first: int, end: int, verb: int) -> bool:
        """Tell whether words up to a verb may be what somebody is called."""
        return (
            0 < end - first <= LONGEST_NAME
            and not any(self._stops[first:end])
            and not any(self._after[at] & _BREAKS or self._opens[at] for at in range(first, verb))
        )

    def _goes_on(self, verb: int, by: int, last: int) -> bool:
        """Tell whether a verb without a name may go on with the speaker of another; `last` is the last full verb."""
        if verb - by > BACK or (self._kinds[verb] ^ self._kinds[by]) & FEMININE:
            return False
        return not self._kinds[verb] & PARTICIPLE or not any(after & ENDS for after in self._after[last:verb])

    def _is_within(self, verb: int, said: int) -> bool:
        """Tell whether a verb stands inside what somebody says from a place on: «قال إن الحزب اقترح»."""
        if self._kinds[verb] & (JOINED | SAYING_OF) or said < 0 or said > verb:
            return False
        if verb and (self._kinds[verb - 1] & CONNECTS or self._after[verb - 1] & _BREAKS or self._opens[verb - 1]):
            return False
        return not any(after & ENDS for after in self._after[said:verb])

    def _is_new(self, verb: int) -> bool:
        """Tell whether what was said before ends with a verb."""
        return bool(self._kinds[verb] & (JOINED | PARTICIPLE))

    def _begin(self, verb: int) -> int:
        """Return where what is said begins."""
        for at in range(verb, min(verb + REACH, len(self._kinds) - 1)):
            if self._after[at] & COLON:
                return at + 1
            if self._after[at] & ENDS:
                return -1
            if self._opens[at]:
                return at + 1
            if self._is_verb[at + 1]:
                return -1
            if self._kinds[at + 1] & THAT:
                return -1 if self._after[at + 1] & (ENDS | LAST) else at + 2
        return -1

    def _end(self, begin: int, next_verb: int) -> int:
        """Return where it ends: with the quotation, the sentence, or before the next verb."""
        at = begin
        while not self._after[at] & ENDS:
            at += 1
        end = min(at + 1, next_verb)
        first = begin - 1 if self._after[begin - 1] & OPENS else begin
        opened = next((at for at in range(first, end) if at < begin or self._opens[at]), None)
        if opened is None:
            return end
        for at in range(opened + 1, min(opened + 1 + LONGEST_QUOTE, len(self._kinds))):
            if self._after[at] & CLOSES:
                return at + 1
            if self._after[at] & LAST:
                break
        return end
