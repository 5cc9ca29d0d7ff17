"""What is told of a query that found nothing, as lines for a person: figures first, Arabic at the end of its line."""

from collections.abc import Iterator
from typing import Final

from rich.text import Text

from ..suggestions import Suggestions
from .clean import clean_line
from .line import Line, isolated, labelled, query_text

RUNGS: Final = {
    "orthography": "letters often confused",
    "spelling": "spelled by ear",
    "lemma": "in any form",
    "near": "near each other",
    "anywhere": "anywhere in the article",
    "filters": "without the filters",
    "all": "all of the words",
    "any": "any of the words",
    "root": "every word of the root",
    "misspelt": "letters wrong",
}
"""What each way of loosening a query is called."""
_WIDTH: Final = max(map(len, RUNGS.values()))


def lines(suggestions: Suggestions) -> Iterator[Line]:
    """Yield the lines; of looser queries those that find something."""
    yield _said("articles that hold each word (as typed, in any form, with its root):")
    for word in suggestions.words:
        of_root = word.root.articles if word.root else "-"
        yield labelled(
            f"{word.exact.articles:7} {word.lemma.articles:7} {of_root:>7}  ", isolated(clean_line(word.word))
        )
    looser = [one for one in suggestions.looser if one.total]
    if looser:
        yield _said("looser searches, and how many articles they find:")
    for one in looser:
        yield labelled(f"{one.total:7}  {RUNGS[one.name]:<{_WIDTH}}  ", _query(one.query))
    if suggestions.looser and not looser:
        yield _said("no looser search finds anything")
    if suggestions.did_you_mean:
        yield _said("did you mean:")
    for meant in suggestions.did_you_mean:
        why = "  (the other keyboard)" if meant.why == "keyboard" else ""
        yield labelled(f"{meant.total:7}{why}  ", _query(meant.query))


def _query(query: str) -> str:
    return isolated(query_text(clean_line(query)))


def _said(text: str) -> Line:
    return Line(Text(text), direction="ltr")
