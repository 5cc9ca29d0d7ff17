"""Where a quotation is printed, as paragraphs for a person; `places` has the records for scripts.

Every word of fihris's own stands in an isolate: beside Arabic it would be seen in the wrong place.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from rich.text import Text

from ...index.text.attribution import Attribution
from ..quotations.values import Change, Operation, Place, Quotation
from .clean import clean_line
from .line import Line, isolated
from .text import META, PASSAGE, TITLE, meta, side_of, title

SAME, OTHER = "bold red", "bold magenta underline"
"""How the words of a quotation look where they are printed, and what is printed in place of others."""
SPELLINGS: Final = 5
"""Changes of spelling that are shown of a place; the others are counted."""

_SAYS: Final[dict[Operation, tuple[str, str]]] = {
    "changed": ("quoted", "printed"),
    "spelling": ("spelled", "printed"),
    "moved": ("moved", ""),
    "dropped": ("", "left out"),
    "added": ("not printed", ""),
}
"""What is said before our words, and before theirs."""


def lines(found: Quotation) -> Iterator[Line]:
    """Yield the lines of every place, an empty one after each."""
    for number, place in enumerate(found.places, 1):
        yield from _place(place, f"{number}. ")
        yield Line()


def nearest(place: Place) -> Iterator[Line]:
    """Yield the lines of what comes nearest to a quotation that is not found."""
    yield from _place(place, "≈ ")


def summary(found: Quotation) -> str:
    """Return on one line how often a quotation is found, and in which words."""
    counts = Counter(place.verdict for place in found.places)
    parts = (f"{name(verdict)} in {count} article{'s' * (count > 1)}" for verdict, count in counts.items())
    return ", ".join(parts) or "not found"


def name(verdict: str) -> str:
    """Return a verdict as words."""
    return verdict.replace("_", " ")


def _place(place: Place, number: str) -> Iterator[Line]:
    article, side, indent = place.article, side_of(place.article), len(number)
    yield Line(title(article), indent, number, TITLE, direction=side)
    yield Line(meta(article, _verdict(place)), indent, direction=side)
    if article.source:
        yield Line(Text(clean_line(article.source)), indent, direction=side)
    if place.said.speaker:
        yield Line(_speaker(place.said), indent, direction=side)
    if place.part == "text":
        yield Line(_passage(place), indent, first_style=META, mark=PASSAGE.rjust(indent))
    for change in _changes(place):
        yield Line(change, indent, direction=side)


def _verdict(place: Place) -> str:
    where = ", in the title" if place.part == "title" else ""
    match place.verdict:
        case "verbatim" | "same_words":
            measure = ""
        case "part_found":
            measure = f", {place.similarity:.0%} of it"
        case _:
            measure = f", {place.similarity:.0%} alike"
    return name("nearest" if place.verdict == "not_found" else place.verdict) + measure + where


def _speaker(said: Attribution) -> Text:
    label = "said by" if not said.doubtful else "said by (doubtful)"
    shown = f"{said.speaker} ({said.verb})" if said.verb else said.speaker
    return Text.assemble((isolated(label), META), " ", clean_line(shown))


def _passage(place: Place) -> Text:
    """Return what is printed with what stands round it, the quotation's words marked, and those it has not."""
    text = place.article.text
    shown = Text()
    if (ahead := text[: place.before[0]]).rstrip()[-1:] not in (*".!؟?؛…", "") and "\n" not in ahead[
        len(ahead.rstrip()) :
    ]:
        shown.append("… ", META)
    shown.append(clean_line(text[slice(*place.before)]), META)
    at = place.start
    for change, (start, end) in zip(place.diff, place.changed, strict=True):
        if change.operation != "spelling" and start >= at:
            shown.append(clean_line(text[at:start]), SAME).append(clean_line(text[start:end]), OTHER)
            at = end
    shown.append(clean_line(text[at : place.end]), SAME)
    return shown.append(clean_line(text[slice(*place.after)]), META)


def _changes(place: Place) -> Iterator[Text]:
    """Yield what is changed, what leaves the words as they are last."""
    yield from (_change(one) for one in place.diff if one.operation != "spelling")
    spelled = [one for one in place.diff if one.operation == "spelling"]
    yield from map(_change, islice(spelled, SPELLINGS))
    if len(spelled) > SPELLINGS:
        yield Text(isolated(f"and {len(spelled) - SPELLINGS} more words in another spelling"), META)


def _change(change: Change) -> Text:
    ours, theirs = _SAYS[change.operation]
    sides = ((ours, change.ours, SAME), (theirs, change.theirs, OTHER))
    shown = [(isolated(label), clean_line(words), style) for label, words, style in sides if label]
    return Text("  ").join(Text.assemble((label, META), " «", (words, style), "»") for label, words, style in shown)
