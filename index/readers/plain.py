"""Plain text and Markdown: one article a file, often as a page was scraped.

The title is the headline among the first lines, the date and the outlet what the text prints of them; where it
prints no date, one in the file's name counts. The body keeps datelines, captions and what stands above the
headline, which are evidence, and loses title and page furniture.
"""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from ..article import Article
from ..errors import UnreadableFile
from ..text.furniture import body_lines, is_furniture
from ..text.words import keys
from .printed import TOP, date_of, is_headline, is_paragraph, outlet
from .records import Reading, SourceFile, clean

NO_TEXT: Final = "no text in it"

_FRONT_MATTER: Final = re.compile(r"(?ms)\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_PAIR: Final = re.compile(r"([\w-]+)[ \t]*:[ \t]+(\S.*?)\s*")
_HEADING: Final = re.compile(r"\s*#[ \t]+(\S[^\n]*)(?:\n|\Z)")
_LONGEST_FRONT_MATTER: Final = 20_000


def read(source: SourceFile) -> Reading:
    """Yield the article of a text file."""
    text, digest = source.page()
    yield printed_article(source, clean(text), digest, {})


def read_markdown(source: SourceFile) -> Reading:
    """Yield the article of a Markdown file: what its front matter says wins over what it prints."""
    text, digest = source.page()
    fields, text = front_matter(clean(text))
    heading = _HEADING.match(text)
    if heading and "title" not in fields:
        fields["title"], text = heading[1].rstrip(" \t#"), text[heading.end() :]
    yield printed_article(source, text, digest, fields)


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Split the ``key: value`` lines between two ``---`` at the beginning from the text after them."""
    match = _FRONT_MATTER.match(text, 0, _LONGEST_FRONT_MATTER)
    if not match:
        return {}, text
    pairs = filter(None, map(_PAIR.fullmatch, match[1].split("\n")))
    fields = {pair[1].lower(): pair[2].strip("\"'") for pair in pairs}
    fields.pop("text", None)
    return fields, text[match.end() :]


def printed_article(source: SourceFile, text: str, digest: str, known: dict[str, str]) -> Article:
    """Return the article of a printed text; what is known of it already is not looked for."""
    lines = text.split("\n")
    shown = [line.strip() for line in lines if not is_furniture(line)]
    title = known.get("title") or headline(shown)
    body = "\n".join(body_lines(lines, [title]))
    if not body and not title:
        raise UnreadableFile(source.path, NO_TEXT)
    fields = {**known, "title": title, "text": body} if body else {**known, "title": "", "text": title}
    day, place = date_of(shown, source.id)
    if "date" in known or day is None:
        place = "metadata"
    else:
        fields["date"] = day.isoformat()
    fields.setdefault("source", outlet([line for line in shown if line != title]))
    return source.article(fields, digest, source.id, place)


def headline(shown: Sequence[str]) -> str:
    """Return the headline among an article's lines, or nothing when it begins with a paragraph.

    The first line that may be one, unless another such line comes again before the first paragraph, not
    right after itself: pages say the headline once more under the photograph, but never the banner above it.
    """
    lead = list(takewhile(lambda line: not is_paragraph(line), shown[:TOP]))
    said = [tuple(keys(line)) for line in lead]
    places = [place for place, line in enumerate(lead) if is_headline(line)]
    again = [place for place in places if said[place] in said[place + 2 :]]
    first = [place for place in places if place == 0 or not outlet([lead[place]])]
    return next((lead[place] for place in again + first), "")
