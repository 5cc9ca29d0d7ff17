"""Web pages: one article a file.

What a page declares of its article (Open Graph, JSON-LD, ``<time>``) is believed first, what it prints
second; a date in the file's name comes last. The body is the part of the page with the most running text, a line
a block, without menus, lists of links and the rest of the furniture.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ..errors import UnreadableFile
from ..text.dates import parse_date
from ..text.furniture import body_lines, is_furniture
from ..text.words import keys
from .decoding import BYTE_ORDER_MARKS, decode, looks_like_windows_arabic
from .plain import NO_TEXT
from .printed import date_of, outlet
from .records import Reading, SourceFile, clean, one_line, sha256

if TYPE_CHECKING:  # imported on first use: most runs read no page
    from selectolax.lexbor import LexborHTMLParser, LexborNode

DEEPEST: Final = 5_000
"""How many elements may be open at once; the work of a parser grows with the square of it."""

SURE_DATE_TAGS: Final = ("article:published_time", "og:article:published_time")
"""Names of the <meta> tags that are made for the day of publication."""

DATE_TAGS: Final = ("datepublished", "date", "pubdate", "publish-date", "dc.date", "dc.date.issued")
"""Names of the <meta> tags that mostly hold it."""

DROPPED: Final = (
    "script, style, noscript, template, nav, footer, aside, button, iframe, svg, select, textarea, dialog, "
    "[hidden], [role=navigation], [role=complementary]"
)
BLOCKS: Final = (
    "address, article, blockquote, caption, dd, div, dl, dt, fieldset, figcaption, figure, form, h1, h2, h3, "
    "h4, h5, h6, header, hr, li, main, ol, p, pre, section, table, td, th, tr, ul, br"
)
LINK_SHARE: Final = 0.7
"""A line with more of its letters in links is a list of links."""

_END, _LINK, _LINK_END = "\u2029", "\ufdd0", "\ufdd1"
_MARKERS: Final = re.compile(f"[{_END}{_LINK}{_LINK_END}]")
_LINKED: Final = re.compile(f"{_LINK}[^{_LINK}{_LINK_END}]*{_LINK_END}?")
_DECLARED: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_SINGLE_BYTE: Final = re.compile(r"(?:windows-|x-cp|cp)(125\d)|(iso-8859-\d{1,2})")
_LATIN: Final = ("1252", "iso-8859-1", "iso-8859-15")
_NESTING: Final = re.compile(r"<(/?)(?!(?:p|li|d[dt]|br|hr|img|meta|embed)\b)([a-z][a-z0-9]*)", re.IGNORECASE)


def read(source: SourceFile) -> Reading:
    """Yield the article of a page."""
    from selectolax.lexbor import LexborHTMLParser

    raw = source.raw()
    text = _MARKERS.sub(" ", clean(page_text(raw)))
    if _depth(text) > DEEPEST:
        raise UnreadableFile(source.path, f"more than {DEEPEST} elements inside each other")
    page = LexborHTMLParser(text)
    fields = declared(page)
    titles = [fields["title"], *(one_line(node.text()) for node in page.css("h1, title"))]
    lines = _main_lines(page)
    day, place = ("", "metadata") if fields["date"] else printed_date_of(lines, source.id)
    fields["date"] = fields["date"] or day
    fields["source"] = fields["source"] or outlet([line for line in lines if line not in titles])
    fields["text"] = "\n".join(body_lines(lines, filter(None, titles)))
    if not fields["text"]:
        raise UnreadableFile(source.path, NO_TEXT)
    yield source.article(fields, sha256(raw), source.id, place)


def page_text(raw: bytes) -> str:
    """Return the text of a page: what it declares of its encoding counts where its bytes leave a doubt.

    Sound UTF-8 is UTF-8 whatever is declared, and Latin is not believed of a page that reads as Arabic.
    """
    declared = _DECLARED.search(raw[:4096])
    match = _SINGLE_BYTE.fullmatch(declared[1].decode("latin-1").lower()) if declared else None
    marked = any(raw.startswith(mark) for mark, _ in BYTE_ORDER_MARKS)
    if match and not marked and b"\0" not in raw:
        name = match[1] or match[2]
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            if name not in _LATIN or not looks_like_windows_arabic(raw):
                return _decoded(raw, f"cp{name}" if match[1] else name)
    return decode(raw)[0]


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return decode(raw)[0]


def declared(page: "LexborHTMLParser") -> dict[str, str]:
    """Return what a page says of its article in its tags; the date as it is written, if it is one."""
    meta: dict[str, str] = {}
    for node in page.css("meta"):
        meta.setdefault(_name_of(node), one_line(node.attributes.get("content") or ""))
    outlet = meta.get("og:site_name", "")
    links = [meta.get("og:url", ""), *_attributes(page, "link[rel=canonical]", "href")]
    author = meta.get("author") or _first_text(page, "[itemprop=author], [rel=author]")
    return {
        "title": _title(page, meta.get("og:title", ""), outlet),
        "date": next((one for one in _dates(page, meta) if parse_date(one)), ""),
        "source": outlet,
        "url": next((link for link in reversed(links) if link.startswith(("http://", "https://"))), ""),
        "author": "" if author.startswith("http") else author,
        "category": meta.get("article:section", ""),
    }


def _name_of(meta: "LexborNode") -> str:
    attributes = meta.attributes
    name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
    return name.strip().lower()


def _title(page: "LexborHTMLParser", open_graph: str, outlet: str) -> str:
    """Return the title, without the outlet's name that pages put after it."""
    heading = _first_text(page, "article h1") or _first_text(page, "h1")
    title = open_graph or heading or _first_text(page, "title")
    if heading and title.startswith(heading):
        return heading
    return re.sub(rf"\s*[|\-–—:•]\s*{re.escape(outlet)}$", "", title) if outlet else title


def _dates(page: "LexborHTMLParser", meta: dict[str, str]) -> Iterator[str]:
    """Yield what may be the day of publication, the most trusted first.

    Last comes a <time> outside the article: it may belong to another article that the page names.
    """
    yield from (meta.get(name, "") for name in SURE_DATE_TAGS)
    yield from _attributes(page, "article time[datetime], main time[datetime]", "datetime")
    for name in ("content", "datetime"):
        yield from _attributes(page, "[itemprop=datePublished]", name)
    for script in page.css('script[type="application/ld+json"]'):
        yield from _published(script.text())
    yield from (meta.get(name, "") for name in DATE_TAGS)
    yield from _attributes(page, "time[datetime]", "datetime")


def _published(script: str) -> Iterator[str]:
    """Yield each datePublished of a block of JSON-LD, the outermost first."""
    try:
        level = [json.loads(script)]
    except (ValueError, RecursionError):
        return
    while level:
        objects = [one for one in level if isinstance(one, dict)]
        yield from (one_line(date) for one in objects if isinstance(date := one.get("datePublished"), str))
        inside = [value for one in objects for value in one.values()]
        level = inside + [value for one in level if isinstance(one, list) for value in one]


def printed_date_of(lines: list[str], name: str) -> tuple[str, str]:
    """Return the date that a page's lines print, or else its file's name, in ISO form; and where."""
    day, place = date_of([line for line in lines if not is_furniture(line)], name)
    return day.isoformat() if day else "", place


def _main_lines(page: "LexborHTMLParser") -> list[str]:
    """Return the lines of the main part of a page."""
    for node in page.css(DROPPED):
        node.decompose()
    kept = {node.mem_id for node in page.css("article header, main header")}  # they hold byline and date
    for node in page.css("header"):
        if node.mem_id not in kept:
            node.decompose()
    most = sum(len(part.text()) for part in page.css("p")) / 2
    for node in page.css("form"):  # some software puts the whole page into one
        if sum(len(part.text()) for part in node.css("p")) <= most:
            node.decompose()
    _drop_repeated_captions(page)
    main = _main(page)
    return list(_lines(main)) if main else []


def _drop_repeated_captions(page: "LexborHTMLParser") -> None:
    seen: set[str] = set()
    for node in page.css("figcaption"):
        caption = one_line(node.text())
        if caption in seen:
            node.decompose()
        seen.add(caption)


def _main(page: "LexborHTMLParser") -> "LexborNode | None":
    """Return the element that holds the article.

    The <article> or <main> with the most running text, unless most of the page's is elsewhere: then the
    element that has the most of it in its own paragraphs.
    """
    paragraphs: dict[int, tuple[int, LexborNode]] = {}
    for node in page.css("p"):
        parent = node.parent
        if parent is not None:
            length, _ = paragraphs.get(parent.mem_id, (0, parent))
            paragraphs[parent.mem_id] = length + len(node.text()), parent
    marks = page.css("[itemprop=articleBody], article, main, [role=main]")
    marked = [(_length(node), node) for node in marks]
    length, best = max(paragraphs.values(), key=lambda one: one[0], default=(0, page.body))
    longest, chosen = max(marked, key=lambda one: one[0], default=(0, None))
    return chosen if chosen is not None and longest and longest * 2 >= length else best


def _length(node: "LexborNode") -> int:
    return sum(len(part.text()) for part in node.css("p")) or len(node.text().strip())


def _lines(main: "LexborNode") -> Iterator[str]:
    """Yield the text of each block on a line, without lists of links."""
    for node in main.css(BLOCKS):
        node.insert_before(_END)
        node.insert_after(_END)
    for node in main.css("a"):
        node.insert_before(_LINK)
        node.insert_after(_LINK_END)
    for line in main.text().split(_END):
        shown = one_line(_MARKERS.sub("", line))
        linked = sum(map(_letters, _LINKED.findall(line)))
        if shown and (not linked or linked <= LINK_SHARE * _letters(shown)):
            yield shown
            yield ""


def _letters(text: str) -> int:
    return sum(len(key) for key in keys(text))


def _first_text(page: "LexborHTMLParser", selector: str) -> str:
    node = page.css_first(selector)
    return one_line(node.text()) if node else ""


def _attributes(page: "LexborHTMLParser", selector: str, name: str) -> list[str]:
    return [one_line(node.attributes.get(name) or "") for node in page.css(selector)]


def _depth(text: str) -> int:
    """Return how many elements may be open at once, at most; paragraphs and the like close by themselves."""
    depth = deepest = 0
    opened: Counter[str] = Counter()
    for tag in _NESTING.finditer(text):
        name, step = tag[2].lower(), -1 if tag[1] else 1
        if step > 0 or opened[name]:
            opened[name] += step
            depth += step
            deepest = max(deepest, depth)
    return deepest
