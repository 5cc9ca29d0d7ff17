r"""Evidence as an entry of BibTeX, in UTF-8: Arabic stays as it is, and what TeX would obey is escaped.

Braces are written as commands, since BibTeX counts them even behind a backslash. Fields of BibLaTeX (`date`, `urldate`,
`langid`) stand beside those that BibTeX itself knows, and neither minds the other's. What nobody prints in a list of
sources, the place and the hashes, stands under a name that is known to neither, `fihris`.
"""

from typing import Final

from ...evidence.values import Evidence
from .. import links
from ..clean import clean_line
from .facts import is_arabic, note, quoted

_ESCAPED: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{one: f"\\{one}" for one in "&%$#_"},
    }
)


def entry(evidence: Evidence) -> str:
    """Return an entry: an article of its outlet, or of nobody in particular if that is not known."""
    article, day = evidence.article, evidence.article.date
    fields = {
        "title": escaped(article.title or article.id),
        "author": f"{{{escaped(article.author)}}}" if article.author else "",  # one name, however many words
        "journal": escaped(article.source),
        "date": day.isoformat() if day else "",
        "year": f"{day.year:04}" if day else "",
        "url": links.page(article),  # percent-encoded: nothing in it ends a field
        "urldate": evidence.day.isoformat(),
        "langid": "arabic" if is_arabic(evidence) else "",
        "fihris": escaped(note(evidence)),
        "annotation": escaped(quoted(evidence)),
    }
    lines = (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{'article' if article.source else 'misc'}{{{evidence.key},\n{''.join(lines)}}}"


def escaped(text: str) -> str:
    r"""Return a text on one line that TeX prints as it is.

    >>> escaped("50% {من} أ_ب")
    '50\\% \\textbraceleft{}من\\textbraceright{} أ\\_ب'
    """
    return " ".join(clean_line(text).split()).translate(_ESCAPED)
