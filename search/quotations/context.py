"""What stands round a quotation in an article: the rest of its own sentence, and the sentences before and after.

With the quotation between them, the two make one stretch of the text.
"""

from typing import Final

from ...index.text import sentences

LONGEST: Final = 400
"""Characters of what is shown before a quotation, and after it, at the most."""


def before(text: str, start: int) -> tuple[int, int]:
    """Return the stretch from the beginning of the sentence before up to a place in a text."""
    near = max(0, start - LONGEST)
    bounds = [near, *(near + end for end in sentences.ends(text[near:start]))]
    first = bounds[max(0, len(bounds) - 3)]
    if first == near > 0:  # cut: begin with a whole word
        first += len(text[near:start].split(maxsplit=1)[0]) if not text[near - 1].isspace() else 0
    lead = text[first:start]
    return first + len(lead) - len(lead.lstrip()), start


def after(text: str, end: int) -> tuple[int, int]:
    """Return the stretch from a place in a text to the end of the sentence after."""
    near = min(len(text), end + LONGEST)
    bounds = [end + one for one in sentences.ends(text[end:near])]
    last = bounds[min(1, len(bounds) - 1)]
    rest = text[end:last]
    if last == near < len(text) and not text[near].isspace():  # cut: end with a whole word
        rest = rest.rsplit(maxsplit=1)[0] if len(rest.split()) > 1 else rest
    return end, end + len(rest.rstrip())
