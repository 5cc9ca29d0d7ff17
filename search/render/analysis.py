"""What a word is taken for, and why: for a person to read, and as rows for scripts."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from ...index.keys import Keys
from ...index.text.lexicon.layout import MARGIN
from ...index.text.morphology import Analysis
from .clean import clean_line
from .line import Line, isolated, labelled
from .text import STYLES, TITLE

ARROW = " -> "


def explanation(word: str, form: str, keys: Keys, readings: Iterable[Analysis]) -> Iterator[Line]:
    """Yield the lines that explain one word: its best reading, its keys, and the readings that lost."""
    best, *rivals = readings
    yield _path(word, best)
    if keys.canonical != form:
        yield _field("spelling", f"{isolated(form)} is a spelling of {isolated(keys.canonical)}")
    yield _field("exact", keys.canonical)
    yield _field("lemma", " | ".join(map(isolated, keys.lemma)) or "none: a letter on its own")
    yield _field("root", " | ".join(map(isolated, keys.root)) or _no_root(best))
    yield _field("reading", f"{_named(best)}, cost {best.cost:.1f}")
    for rival in rivals:
        yield _field("rival", f"{_rival(rival, best)}: {_steps(rival)}")
    yield Line()


def _path(word: str, best: Analysis) -> Line:
    """Return the way from the word to its root on one line."""
    line = Text().append(isolated(clean_line(word)), TITLE)
    line.append(ARROW + isolated("+".join(_parts(best))))
    line.append(ARROW).append(isolated(best.lemma), STYLES["lemma"])
    if best.inflection:
        line.append(f" ({best.inflection})")
    if best.root:
        line.append(f"{ARROW}root ").append(isolated(best.root), STYLES["root"])
        line.append(" (guessed)" if best.root_guessed else "")
    return Line(line, direction="ltr")


def _parts(reading: Analysis) -> list[str]:
    return [*reading.proclitics, reading.base, *reading.enclitics]


def _named(reading: Analysis) -> str:
    kind = f"{reading.part_of_speech}, {reading.inflection}" if reading.inflection else reading.part_of_speech
    return kind if reading.known else f"{kind}, not in the lexicon"


def _rival(rival: Analysis, best: Analysis) -> str:
    """Say by how much a reading lost, and whether it is kept beside the best."""
    behind = rival.cost - best.cost
    return f"kept too, {behind:.1f} behind" if behind <= MARGIN else f"lost by {behind:.1f}"


def _steps(reading: Analysis) -> str:
    """Return a reading on one line: its parts, its lemma and what it is."""
    return f"{isolated('+'.join(_parts(reading)))}{ARROW}{isolated(reading.lemma)} ({_named(reading)})"


def _no_root(best: Analysis) -> str:
    return f"none (guessed: {isolated(best.root)}, not searched)" if best.root_guessed else "none"


def _field(name: str, value: str) -> Line:
    return labelled(f"  {name}", Text(value), 11)
