"""Who is said to have said something, by the words around it.

What stands in a statement (`statements`) is said by its speaker. Where no verb before it says who speaks, one after it
may («…»، قال فلان; «…»، بحسب فلان), and in a headline a name and a colon («فلان: …»). Where nothing does, nobody is
named: empty is better than wrong.
"""

import re
from dataclasses import dataclass
from typing import Final

from . import words
from .saying import CLOSES, COLON, CONNECTS, JOINED, OPENS, OWN_WORDS, SOURCE, TITLED, VERB, marked
from .statements import NOBODY as NO_NAME
from .statements import Found, Reader, with_mark
from .words import Word

BEFORE: Final = 3000
"""Characters before a quotation that are read."""
AFTER: Final = 300
LONGEST_QUOTATION: Final = 200
"""Words from an opening quotation mark to what stands between it and the closing one."""
LONGEST_HEADLINE: Final = 200
LONGEST_HEADLINE_NAME: Final = 5

_AFTER_QUOTATION: Final = re.compile(r"[^\w.!?؟؛…\n]*(?:[.!?؟…]+[»›\"“”][^\w.!?؟؛…\n]*)?")
"""What may stand between a quotation and the verb that says whose it was: no end of a sentence but its own."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker and a verb of saying, as a text names them."""

    speaker: str = ""
    """Empty where the text does not say."""
    verb: str = ""
    start: int = 0
    end: int = 0
    """Where the speaker is named: offsets into the text."""
    doubtful: bool = False
    """Whether the speaker was carried over from an earlier verb of saying, or stands before the colon of a headline."""


NOBODY = Attribution()
"""Where a text does not name who speaks."""


def attribution_of(text: str, start: int, end: int) -> Attribution:
    """Return who says `text[start:end]`, and by which verb; `start` and `end` are characters of the text.

    The verb may be there without a speaker, when the text leaves open who that is.
    """
    return _Around(text, start, end).attribution()


class _Around:
    """A quotation and the words around it."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._start, self._end = start, end
        self._offset = text.rfind("\n", 0, max(0, start - BEFORE)) + 1 if start > BEFORE else 0
        self._offset = max(self._offset, start - 2 * BEFORE)
        stretch = text[self._offset : end + AFTER]
        self._words = [
            Word(key, first + self._offset, last + self._offset) for key, first, last in words.split(stretch)
        ]
        self._kinds, self._after = marked(text, self._words)
        self._reader = Reader(self._kinds, self._after)

    def attribution(self) -> Attribution:
        """Return who says it."""
        if self._is_title():
            return NOBODY
        before = self._statement()
        if before and before.speaker[1] and not before.doubtful:
            return self._attributed(before.speaker, before.verb, False)
        return self._said_after() or self._said_before(before) or self._headline() or NOBODY

    def _is_title(self) -> bool:
        """Tell whether the words before the quotation make a title of it."""
        last = next((at for at, word in enumerate(self._words) if word.start >= self._start), len(self._words)) - 1
        return last >= 0 and bool(self._kinds[last] & TITLED and self._after[last] & OPENS)

    def _statement(self) -> Found | None:
        """Return the last statement that holds the quotation, or the beginning of a longer one around it."""
        first = next((at for at, word in enumerate(self._words) if word.start >= self._start), len(self._words))
        places = (first, self._opening(first))
        holding = [one for one in self._reader.found() if any(one.said[0] <= place < one.said[1] for place in places)]
        return holding[-1] if holding else None

    def _opening(self, at: int) -> int:
        """Return the first word between the quotation marks in which a word stands; the word itself outside any."""
        for place in range(at - 1, max(at - LONGEST_QUOTATION, -1), -1):
            if self._after[place] & OPENS:
                return place + 1
            if self._after[place] & CLOSES:
                break
        return at

    def _said_before(self, before: Found | None) -> Attribution | None:
        return self._attributed(before.speaker, before.verb, before.doubtful) if before else None

    def _said_after(self) -> Attribution | None:
        """Return whom the words right after the quotation name."""
        gap = _AFTER_QUOTATION.match(self._text, self._end)
        at = next((at for at, word in enumerate(self._words) if word.start >= self._end), len(self._words))
        if at >= len(self._words) - 1 or not gap or gap.end() != self._words[at].start:
            return None
        verb = at + 1 if self._kinds[at] & CONNECTS and self._kinds[at + 1] & VERB else at
        if self._kinds[verb] & JOINED:
            return None
        if self._kinds[verb] & SOURCE and not self._kinds[verb + 1] & OWN_WORDS:
            name = self._reader.name_at(verb + 1)
        elif self._kinds[verb] & VERB:
            name = self._reader.speaker(verb) or NO_NAME
        else:
            return None
        return self._attributed(name, verb, False) if name[1] and not self._reader.begins_after(name[1]) else None

    def _headline(self) -> Attribution | None:
        """Return the name before the colon of a headline in which the quotation stands."""
        line = self._text.find("\n") if "\n" in self._text else len(self._text)
        if self._offset or self._end > line or line > LONGEST_HEADLINE:
            return None
        for at in range(min(LONGEST_HEADLINE_NAME, len(self._words))):
            if self._after[at] & COLON and self._words[at].end <= self._start:
                return self._attributed((0, at + 1), None, True) if self._reader.name_at(0) == (0, at + 1) else None
        return None

    def _attributed(self, name: tuple[int, int], verb: int | None, doubtful: bool) -> Attribution:
        said = self._text[self._words[verb].start : self._words[verb].end] if verb is not None else ""
        if not name[1]:
            return Attribution("", said)
        start, end = with_mark(self._text, self._words[name[0]].start, self._words[name[1] - 1].end)
        return Attribution(self._text[start:end], said, start, end, doubtful)
