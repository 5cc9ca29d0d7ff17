"""Evidence as a citation: for a page in Markdown, for citation managers, for LaTeX, for a published fact-check.

One form, one module. What comes from an article can neither drive a terminal nor become markup of any form.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:  # whoever only asks which forms there are does without
    from ...evidence.values import Evidence

Form = Literal["markdown", "csl", "bibtex", "claimreview"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)


def cited(found: "Sequence[Evidence]", form: Form, *, indent: int | None = 2) -> Iterator[str]:
    """Yield the citations of some evidence, one after the other; in a form that is JSON, one array of all.

    `indent` is how far JSON is indented; None has it on one line.
    """
    match form:
        case "markdown":
            from .markdown import box

            yield from _apart(map(box, found))
        case "bibtex":
            from .bibtex import entry

            yield from _apart(map(entry, found))
        case "csl":
            from ..records import dumped
            from .csl import item

            yield dumped([item(one) for one in found], indent)
        case "claimreview":
            from ..records import dumped
            from .claimreview import reviews

            yield dumped(reviews(found), indent)


def _apart(blocks: Iterable[str]) -> Iterator[str]:
    """Yield blocks of lines with an empty line between two."""
    for place, block in enumerate(blocks):
        yield f"\n{block}" if place else block
