"""What a score is made of: word by word, key by key, figures first and Arabic at the end of its line."""

from collections.abc import Iterator

from rich.text import Text

from ..explain import Explanation, Part
from .clean import clean_line
from .line import Line, isolated, labelled
from .text import META


def lines(explanation: Explanation) -> Iterator[Line]:
    """Yield a line for each word of the query with what it gives, and below it one for each of its keys."""
    by_word: dict[str, list[Part]] = {}
    for part in explanation.parts:
        by_word.setdefault(part.word, []).append(part)
    for word, parts in by_word.items():
        yield labelled(_score(sum(part.score for part in parts)), isolated(clean_line(word)))
        for part in parts:
            why = Text.assemble((f"{_why(part)}  ", META), isolated(clean_line(part.key)))
            yield labelled(f"{'':9}{_score(part.score)}", why)
    if explanation.rounding:
        yield labelled(_score(explanation.rounding), "rounding")


def _score(score: float) -> str:
    return f"   {score:7.3f}  "


def _why(part: Part) -> str:
    early = f", {part.early:.3f} of it for coming early" if part.early else ""
    often = "once" if part.times == 1 else f"{part.times} times"
    held = "in no other article" if part.holding == 1 else f"in {part.holding} articles"
    return f"{part.layer}: {often}, {held}{early}"
