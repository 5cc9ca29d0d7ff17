"""Results as Rich text for a person.

Each field stands on a line of its own and Arabic ends its line, because terminals that reorder would mix two
fields on one line. Whole words are styled, never letters inside a word: a change of colour breaks the joins.
"""

from collections.abc import Iterable, Iterator

from rich.text import Text

from ...index.article import Article
from ..results import Hit, Passage, Results, Span
from .clean import clean, clean_line

TITLE, META, SOURCE = "bold", "dim", "cyan"
STYLES = {"exact": "bold red", "spelling": "bold red", "lemma": "bold magenta", "root": "magenta"}
"""How a matching word looks, by the key through which it matched."""

ISOLATE, END_ISOLATE = "\u2068", "\u2069"
"""First-strong isolate and its end: keep a name of one direction apart from what stands beside it."""


def hits(results: Results) -> Iterator[Text]:
    """Yield the lines of an answer, an empty one after each hit."""
    for hit in results.hits:
        yield _title(hit)
        yield Text(f"   {meta(hit.article, hit.score)}", META)
        if hit.article.source:
            yield Text(f"   {clean_line(hit.article.source)}", SOURCE)
        if hit.more:
            yield Text(f"   {hit.more} more of this source", META)
        for passage in hit.passages:
            yield Text("   ").append_text(passage_text(hit.article, passage))
        if hit.explanation:
            from . import explanation

            yield from explanation.lines(hit.explanation)
        yield Text()


def meta(article: Article, score: float | None = None) -> str:
    """Return date, score and id on one left-to-right line."""
    parts = [article.date.isoformat()] if article.date else []
    parts += [f"score {score:.2f}"] if score is not None else []
    return "  ".join([*parts, f"{ISOLATE}{clean_line(article.id)}{END_ISOLATE}"])


def passage_text(article: Article, passage: Passage) -> Text:
    """Return a passage on one line, its matches styled, with … where it begins or ends inside a sentence."""
    text = marked(clean_line(passage.text(article)), passage.spans, -passage.start)
    before = article.text[: passage.start].rstrip()
    after = article.text[passage.end :].lstrip(" \t")
    if before and before[-1] not in ".!؟?؛…\n\"'»”’)],،" and not _ends_line(article.text, passage.start):
        text = Text("… ").append_text(text)
    if after and after[0] != "\n" and text.plain[-1] not in ".!؟?؛…\"'»”’)],،":
        text.append(" …")
    return text


def _ends_line(text: str, at: int) -> bool:
    return "\n" in text[:at][len(text[:at].rstrip()) :]


def marked(text: str, spans: Iterable[Span], shift: int = 0) -> Text:
    """Return a text with the words of `spans` (moved by `shift`) in the style of their kind."""
    styled = Text(text)
    for span in spans:
        styled.stylize(STYLES[span.kind], span.start + shift, span.end + shift)
    return styled


def _title(hit: Hit) -> Text:
    title = clean_line(hit.article.title)
    line = Text(f"{hit.rank}. ", TITLE)
    if not title:
        return line.append(f"{ISOLATE}{clean_line(hit.article.id)}{END_ISOLATE}", TITLE)
    shown = marked(title, hit.title_spans)
    shown.stylize_before(TITLE)
    return line.append_text(shown)


def article(shown: Article, title_spans: Iterable[Span], spans: Iterable[Span]) -> Iterator[Text]:
    """Yield the lines of one whole article, its matches styled."""
    if shown.title:
        title = marked(clean_line(shown.title), title_spans)
        title.stylize_before(TITLE)
        yield title
    yield Text(meta(shown), META)
    for field in (shown.source, shown.author, shown.category, shown.url):
        if field:
            yield Text(clean_line(field), SOURCE)
    for name, value in shown.extra.items():
        yield Text(f"{clean_line(name)}: {clean_line(value)}", META)
    yield Text()
    yield marked(clean(shown.text), spans)
