"""A test card: what a person looks at to see how their terminal prints Arabic."""

from collections.abc import Iterator
from typing import Final

from rich.text import Text

from .line import Line, isolated, labelled
from .terminals import Order
from .text import META, STYLES

SENTENCE: Final = "وَصَلَت 2,500 طائرة (F-16) إلى بغداد، ثم عادت."
"""Seen right it has joined letters, marks, a number, a Latin name in brackets, a comma, and ends with its full stop."""

CANDIDATES: Final[tuple[Order, ...]] = ("terminal", "lines", "visual", "words")
"""The ways of sending text that a person chooses from, the better ones first."""
NONE: Final = 0
"""The answer that none reads right."""


def lines() -> Iterator[Line]:
    """Yield lines that each show one thing, under a label that says how it should look."""
    yield from _shown("joined", "one word, its letters joined", Text("الصحافة"))
    yield from _shown("marks", "two words, with marks above and below their letters", Text("كَلَّمَ مُحَمَّدٌ"))
    yield from _shown("order", "three letters from the right, then 1, 2 and 3", Text("ا ب ت 1 2 3"))
    yield from _shown("brackets", "a number in brackets, before it two words", Text("الكأس (1998) الأولى [2]"))
    names = "  ".join(map(isolated, ("2021-07-15", "خبر.txt", "F-16")))
    yield from _shown("apart", "from the right: a date, a file's name, F-16", Text(names))
    word = Text.assemble("في ", ("العراق", STYLES["exact"]), " ثم ", ("العراقيين", STYLES["lemma"]))
    yield from _shown("colours", "two words in red and purple, joined as any other", word)
    yield Line()


def _shown(name: str, says: str, sample: Text) -> Iterator[Line]:
    yield labelled(name, Text(says, META), 11)
    yield Line(sample, direction="rtl")


QUESTION: Final = (
    "Which line reads right, from its number at the right edge to the full stop at its end? If several do, the first; "
    f"{NONE} if none does"
)


def candidate(number: int) -> Line:
    """Return the sentence that is sent in the way of the candidate of a number, from 1."""
    return Line(Text(SENTENCE), 3, f"{number}. ", direction="rtl")
