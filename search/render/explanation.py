"""What a score is made of, as Rich text: word by word, key by key, figures first and Arabic at the end of its line."""

from collections.abc import Iterator

from rich.text import Text

from ..explain import Explanation, Part
from .clean import clean_line

INDENT = "   "


def lines(explanation: Explanation) -> Iterator[Text]:
    """Yield a line for each word of the query with what it gives, and below it one for each of its keys."""
    by_word: dict[str, list[Part]] = {}
    for part in explanation.parts:
        by_word.setdefault(part.word, []).append(part)
    for word, parts in by_word.items():
        yield _line(f"{sum(part.score for part in parts):7.3f}  ", clean_line(word))
        for part in parts:
            yield _line(f"{'':7}  {part.score:7.3f}  {_why(part)}  ", clean_line(part.key))
    if explanation.rounding:
        yield _line(f"{explanation.rounding:7.3f}  ", "rounding")


def _why(part: Part) -> str:
    early = f", {part.early:.3f} of it for coming early" if part.early else ""
    often = "once" if part.times == 1 else f"{part.times} times"
    held = "in no other article" if part.holding == 1 else f"in {part.holding} articles"
    return f"{part.layer}: {often}, {held}{early}"


def _line(figures: str, name: str) -> Text:
    return Text(INDENT + figures, "dim").append(name, "none")
