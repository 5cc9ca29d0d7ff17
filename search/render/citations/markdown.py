r"""Evidence as a source box in Markdown, read from the right: the words as printed, where they stand, how to compare.

Any Markdown that lets `<div dir="rtl">` through (GitHub, GitLab, pandoc, most blogs) shows it from the right; elsewhere
it is a quotation and a list. What is not Arabic (a path, a hash, an address) is kept in an order of its own, by `<bdi>`
or as code. Nothing in an article becomes markup: punctuation that Markdown or HTML would read is escaped.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final
from unicodedata import bidirectional

from ....index.article import Article
from ...evidence.values import Evidence, article_sha256, lines_of
from .. import links
from ..clean import clean, clean_line

MONTHS: Final = (
    "كانون الثاني/يناير، شباط/فبراير، آذار/مارس، نيسان/أبريل، أيار/مايو، حزيران/يونيو، "
    "تموز/يوليو، آب/أغسطس، أيلول/سبتمبر، تشرين الأول/أكتوبر، تشرين الثاني/نوفمبر، كانون الأول/ديسمبر"
).split("، ")
VERDICTS: Final = {
    "verbatim": "بالنص",
    "same_words": "الكلمات نفسها بإملاء آخر",
    "altered": "معدّل",
    "part_found": "جزء منه",
}
DATED: Final = {"dateline": "من سطر التاريخ", "caption": "من شرح صورة", "file": "من اسم الملف"}
"""Where a date was found that the page itself did not say, by `Article.date_source`."""
COMMANDS: Final = {
    "search": "البحث",
    "quote": "الاقتباس المبحوث عنه",
    "similar": "المقال المبحوث عن نسخه",
    "show": "البحث",
}
_HTML: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_READ_BY_MARKDOWN: Final = re.compile(r"[\\`*_\[\]|~#!$@:&<>]|(?<=www)\.|^[-+=]")
_NUMBERED: Final = re.compile(r"^(\d+)([.)])")
_OTHER_ORDER: Final = ("L", "EN", "AN")


def box(evidence: Evidence) -> str:
    """Return a source box."""
    article = evidence.article
    head = [
        f"**{_isolated(article.title)}**" if article.title.strip() else "",
        _isolated(article.source),
        _isolated(article.author),
        _published(article),
    ]
    lines = [
        *(f"> {line}".rstrip() for line in _quoted(evidence)),
        "" if evidence.passages else None,
        " · ".join(filter(None, head)),
        "",
        *(f"- {name}: {value}" for name, value in _facts(evidence) if value),
    ]
    body = "\n".join(line for line in lines if line is not None)
    return f'<div dir="rtl" lang="ar">\n\n{body}\n\n</div>'


def _quoted(evidence: Evidence) -> Iterator[str]:
    """Yield the lines of the passages, a paragraph each, … between two passages."""
    for place, words in enumerate(evidence.quoted):
        if place:
            yield from ("", "[…]", "")
        paragraphs = filter(None, map(escaped, clean(words).split("\n")))
        for at, paragraph in enumerate(paragraphs):
            yield from ("", paragraph) if at else (paragraph,)


def _facts(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Yield what else is told, by name; what is not known is empty."""
    article, question, origin, said = evidence.article, evidence.question, evidence.origin, evidence.said
    page = links.page(article)
    verb = f" ({_isolated(said.verb)})" if said.verb else ""
    yield "القائل", f"{_isolated(said.speaker)}{verb}{'، غير مؤكد' if said.doubtful else ''}" if said.speaker else ""
    yield "مطابقة الكلمات", VERDICTS.get(evidence.verdict, "")
    yield "الرابط", f"<{page}>" if page else ""
    yield "الملف", _isolated(article.path)
    yield "معرّف المقال", _isolated(article.id)
    where = "؛ ".join(_where(evidence.printed, start, end) for start, end in evidence.spans)
    yield "الموضع", f"العنوان، {where}" if evidence.part == "title" else where
    yield "بصمة المقال كما حُفظ (SHA-256)", _code(article_sha256(article))
    yield "بصمة الملف كما قُرئ (SHA-256)", _code(article.sha256)
    yield "بصمة الأرشيف", _code(origin.fingerprint)
    yield "المحلّل", _code(origin.analyzer)
    yield "المعجم", _code(origin.lexicon)
    yield "البرنامج", _code(f"fihris {origin.program}")
    yield COMMANDS.get(question.command, "البحث"), _isolated(question.text)
    if question.understood_as != question.text:
        yield "كما فُهم", _isolated(question.understood_as)
    yield "تاريخ الاطلاع", _date(evidence.day)


def _where(text: str, start: int, end: int) -> str:
    first, last = lines_of(text, start, end)
    lines = f"السطر {first}" if first == last else f"الأسطر {first}–{last}"
    return f"الأحرف {start}–{end}، {lines}"


def _published(article: Article) -> str:
    """Return the day of publication, and where it was found."""
    found = DATED.get(article.date_source, "")
    return f"{_date(article.date)} ({found})" if article.date and found else _date(article.date)


def _date(day: dt.date | None) -> str:
    """Return a day as the press writes it, both names of the month: digits between hyphens would turn round."""
    if day is None:
        return ""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _isolated(text: str) -> str:
    """Return a text that keeps its own order in a line of Arabic."""
    shown = escaped(text)
    return f"<bdi>{shown}</bdi>" if any(bidirectional(one) in _OTHER_ORDER for one in text) else shown


def _code(text: str) -> str:
    """Return a hash or a version as code; one that is no word of ASCII as text."""
    return f"`{text}`" if re.fullmatch(r"[\w.+ -]+", text, re.ASCII) else _isolated(text)


def escaped(text: str) -> str:
    r"""Return a text on one line in which neither Markdown nor HTML reads anything.

    >>> escaped("2. *مهم* <b> http://example.org")
    '2\\. \\*مهم\\* &lt;b&gt; http\\://example.org'
    """
    line = " ".join(clean_line(text).split())
    shown = _READ_BY_MARKDOWN.sub(lambda found: _HTML.get(found[0], f"\\{found[0]}"), line)
    return _NUMBERED.sub(r"\1\\\2", shown)
