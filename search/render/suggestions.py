"""What is told of a query that found nothing, as lines for a person: figures first, Arabic at the end of its line."""

from collections.abc import Iterator
from typing import Final

from ..suggestions import Suggestions
from .clean import clean_line

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


def lines(suggestions: Suggestions) -> Iterator[str]:
    """Yield the lines; of looser queries those that find something."""
    yield "articles that hold each word (as typed, in any form, with its root):"
    for word in suggestions.words:
        of_root = word.root.articles if word.root else "-"
        yield f"{word.exact.articles:7} {word.lemma.articles:7} {of_root:>7}  {clean_line(word.word)}"
    looser = [one for one in suggestions.looser if one.total]
    if looser:
        yield "looser searches, and how many articles they find:"
    for one in looser:
        yield f"{one.total:7}  {RUNGS[one.name]:<{_WIDTH}}  {clean_line(one.query)}"
    if suggestions.looser and not looser:
        yield "no looser search finds anything"
    if suggestions.did_you_mean:
        yield "did you mean:"
    for meant in suggestions.did_you_mean:
        why = "  (the other keyboard)" if meant.why == "keyboard" else ""
        yield f"{meant.total:7}{why}  {clean_line(meant.query)}"
