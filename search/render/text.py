"""Results as paragraphs for a person.

Each field stands on a line of its own and Arabic ends its line, because terminals that reorder would mix two
fields on one line. Whole words are styled, never letters inside a word: a change of colour breaks the joins.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from rich.style import Style
from rich.text import Text

from ...index.article import Article
from ..query import Query
from ..results import Hit, Passage, Results, Span
from . import links
from .clean import clean, clean_line
from .line import END_ISOLATE, Direction, Line, direction_of, isolate_of, isolated, labelled, query_text

TITLE, META = "bold", "dim"
PASSAGE: Final = "· "
"""What tells one passage from the one before it."""
STYLES: Final = {"exact": "bold red", "spelling": "bold red", "lemma": "bold magenta", "root": "magenta underline"}
"""How a matching word looks, by the key through which it matched: readable on light and on dark, and without colour."""


def header(query: Query) -> Iterator[Line]:
    """Yield the lines that stand above an answer on a terminal: how the query was understood."""
    yield Line(Text(query_text(clean_line(query.understood_as)), META))
    yield Line()


def hits(results: Results) -> Iterator[Line]:
    """Yield the lines of an answer, an empty one after each hit."""
    for hit in results.hits:
        yield from _hit(hit)
        yield Line()


def _hit(hit: Hit) -> Iterator[Line]:
    article = hit.article
    number = f"{hit.rank}. "
    side = side_of(article)
    yield Line(title(article, hit.title_spans), len(number), number, TITLE, direction=side)
    yield Line(meta(article, f"score {hit.score:.2f}"), len(number), direction=side)
    if article.source:
        yield Line(Text(clean_line(article.source)), len(number), direction=side)
    if hit.more:
        yield Line(Text(isolated(f"{hit.more} more of this source"), META), len(number), direction=side)
    for passage in hit.passages:
        yield Line(passage_text(article, passage), len(number), first_style=META, mark=PASSAGE.rjust(len(number)))
    if hit.explanation:
        from . import explanation

        yield from explanation.lines(hit.explanation)


def side_of(article: Article) -> Direction:
    """Return the side at which the fields of an article stand: that of its title, else of its text."""
    return direction_of(article.title.strip() or article.text[:1000])


def meta(article: Article, measure: str = "") -> Text:
    """Return date, a score or a verdict, and id on one line, in this order from the side at which they stand."""
    parts = [Text(article.date.isoformat())] if article.date else []
    parts += [Text(measure)] if measure else []
    parts.append(_linked(Text(clean_line(article.id)), links.file(article)))
    apart = (Text.assemble(isolate_of(part.plain), part, END_ISOLATE) for part in parts)
    return Text("  ", META).join(apart)


def passage_text(article: Article, passage: Passage) -> Text:
    """Return a passage on one line, its matches styled, with … where it begins or ends inside a sentence."""
    text = marked(passage.text(article), passage.spans, passage.start)
    before = article.text[: passage.start].rstrip()
    after = article.text[passage.end :].lstrip(" \t")
    if before and before[-1] not in ".!؟?؛…\n\"'»”’)],،" and not _ends_line(article.text, passage.start):
        text = Text("… ").append_text(text)
    if after and after[0] != "\n" and text.plain[-1:] not in (*".!؟?؛…\"'»”’)],،", ""):
        text.append(" …")
    return text


def _ends_line(text: str, at: int) -> bool:
    return "\n" in text[:at][len(text[:at].rstrip()) :]


def marked(raw: str, spans: Iterable[Span], start: int = 0, cleaned: Callable[[str], str] = clean_line) -> Text:
    """Return a text, clean, with the words of `spans` in the style of their kind; they count from `start` before it."""
    text, at = Text(), 0
    for span in spans:
        text.append(cleaned(raw[at : span.start - start]))
        text.append(cleaned(raw[span.start - start : span.end - start]), STYLES[span.kind])
        at = span.end - start
    return text.append(cleaned(raw[at:]))


def title(article: Article, spans: Iterable[Span] = ()) -> Text:
    """Return the title of an article, or its id if it has none; it may be opened from a terminal that can."""
    shown = marked(article.title, spans)
    if not shown:
        shown = Text(isolated(clean_line(article.id)))
    shown.stylize_before(TITLE)
    return _linked(shown, links.page(article) or links.file(article))


def _linked(text: Text, address: str) -> Text:
    if address:
        text.stylize(Style(link=address))
    return text


def article(shown: Article, title_spans: Iterable[Span], spans: Iterable[Span]) -> Iterator[Line]:
    """Yield the lines of one whole article, its matches styled."""
    side = side_of(shown)
    if shown.title:
        heading = marked(shown.title, title_spans)
        heading.stylize_before(TITLE)
        yield Line(heading, direction=side)
    yield Line(meta(shown), direction=side)
    for name in (shown.source, shown.author, shown.category):
        if name:
            yield Line(Text(clean_line(name)), direction=side)
    if shown.url:
        yield Line(_linked(Text(isolated(clean_line(shown.url))), links.page(shown)), direction=side)
    for name, value in shown.extra.items():
        yield Line(Text(f"{clean_line(name)}: {clean_line(value)}", META))
    yield Line()
    for paragraph in marked(shown.text, spans, cleaned=clean).split("\n", allow_blank=True):
        yield Line(paragraph)


def figures(named: Mapping[str, str]) -> Iterator[Line]:
    """Yield figures by name, one a line."""
    for name, value in named.items():
        yield labelled(name, isolated(clean_line(value)), 11)
