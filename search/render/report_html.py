"""The report on a draft as one page that needs nothing else: read from the right, printable, without a script.

Everything that comes from outside (the draft, an article, the name of a file) is cleaned of controls and turns of
direction and escaped; only http and https addresses become links. The page forbids itself scripts and anything from
elsewhere (Content-Security-Policy). Its frame and its style are `report.html`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import pairwise
from pathlib import Path
from string import Template
from typing import Final

from ...index.article import Article
from ...index.text.attribution import Attribution
from ..drafts.values import STATUSES, Finding, Kind, Printed, Report, Status
from ..quotations.values import Operation, Place, Quotation, Verdict
from . import links
from .clean import clean, clean_line

TITLE: Final = "فحص المسودة"
KINDS: Final[dict[Kind, str]] = {
    "quotation": "اقتباس", "statement": "قول منسوب", "figure": "رقم", "date": "تاريخ", "sentence": "جملة",
}  # fmt: skip
STATUS: Final[dict[Status, str]] = {"found": "وُجد كما هو", "altered": "وُجد على غير هذا", "missing": "لم يوجد"}
VERDICTS: Final[dict[Verdict, str]] = {
    "verbatim": "بالنص", "same_words": "الكلمات نفسها بإملاء آخر", "altered": "معدّل", "part_found": "جزء منه",
    "not_found": "غير مطبوع",
}  # fmt: skip
CHANGES: Final[dict[Operation, str]] = {
    "spelling": "إملاء", "dropped": "حُذف", "added": "أُضيف", "changed": "بُدّل", "moved": "نُقل",
}  # fmt: skip
OTHERS: Final[dict[Kind, str]] = {
    "figure": "أرقام أخرى للشيء نفسه", "date": "تواريخ أخرى له", "statement": "بكلمات أخرى",
}  # fmt: skip
FOOTER: Final = "يعرض هذا التقرير ما تطبعه مقالات الأرشيف، ولا يحكم بصحة شيء: القرار لمن يقرأ."
NOTHING: Final = "ليس في المسودة اقتباس ولا قول منسوب ولا رقم ولا تاريخ يُبحث عنه."
SHOWN: Final = 5
"""Places of a quotation that are shown."""


def page(report: Report, facts: Mapping[str, str]) -> str:
    """Return the page; `facts` say what was checked: the draft's name, the archive, the day."""
    template = Template(Path(__file__).with_name("report.html").read_text("utf-8"))
    return template.substitute(
        title=TITLE,
        facts="\n".join(f'<p class="facts">{name}: {_code(value)}</p>' for name, value in facts.items()),
        counts=_counts(report),
        draft=_draft(report),
        findings=_findings(report),
        footer=f"<p>{FOOTER}</p>",
    )


def _counts(report: Report) -> str:
    items = (f'<li class="{one}">{STATUS[one]}: {report.counts[one]}</li>' for one in STATUSES)
    return f'<ul class="counts">{"".join(items)}</ul>'


def _draft(report: Report) -> str:
    """Return the text of the draft, each claim a link to what was found of it; of one inside another the inner."""
    text, claims = report.text, [one.claim for one in report.findings]
    bounds = sorted({0, len(text), *(one.start for one in claims), *(one.end for one in claims)})
    parts: list[str] = []
    open_: list[int] = []
    begins: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(claims):
        begins[one.start].append(number)
    for start, end in pairwise(bounds):
        open_ = [number for number in open_ if claims[number].end > start] + begins[start]
        piece = _text(text[start:end])
        if open_:
            inner = min(open_, key=lambda number: (claims[number].end - claims[number].start, number))
            status = report.findings[inner].status
            piece = f'<a class="{status}" href="#c{inner + 1}">{piece}</a>'
            ended = [number for number in open_ if claims[number].end == end]
            piece += "".join(f'<sup class="{report.findings[one].status}">{one + 1}</sup>' for one in ended)
        parts.append(piece)
    return "".join(parts)


def _findings(report: Report) -> str:
    if not report.findings:
        return f"<p>{NOTHING}</p>"
    items = (_finding(report.text, number, one) for number, one in enumerate(report.findings, 1))
    return f'<ol class="findings">\n{"".join(items)}</ol>'


def _finding(text: str, number: int, finding: Finding) -> str:
    claim = finding.claim
    labels = f'<span class="number">{number}</span><span>{KINDS[claim.kind]}</span>'
    labels += f'<span class="label">{_status(finding)}</span><a class="back" href="#draft">↑ المسودة</a>'
    parts = [
        f'<p class="labels">{labels}</p>',
        f'<p class="claim">{_text(text[claim.start : claim.end])}</p>',
        _said(claim.said, "في المسودة"),
        *_sections(text, finding),
    ]
    return f'<li class="finding {finding.status}" id="c{number}">\n' + "\n".join(filter(None, parts)) + "\n</li>\n"


def _status(finding: Finding) -> str:
    if finding.quotation and finding.quotation.verdict != "not_found":
        return VERDICTS[finding.quotation.verdict]
    return STATUS[finding.status]


def _sections(text: str, finding: Finding) -> Iterator[str]:
    """Yield what was found of a claim, a heading above each kind of it."""
    if finding.quotation:
        yield from _quotation(finding.quotation)
    others = [one for one in finding.others if one not in finding.against]
    yield _list("مطبوع في", (_printed(one) for one in finding.same))
    yield _list("قد يناقضه", (_opposed(text, one) for one in finding.against), "against")
    yield _list(OTHERS.get(finding.claim.kind, ""), map(_printed, others))


def _quotation(found: Quotation) -> Iterator[str]:
    yield _list("مطبوع في", map(_place, found.places[:SHOWN]))
    if len(found.places) > SHOWN:
        yield f'<p class="facts">ومواضع أخرى: {len(found.places) - SHOWN}</p>'
    if found.nearest and not found.places:
        yield _list("أقرب ما طُبع إليه", [_place(found.nearest)])


def _list(heading: str, items: Iterable[str], kind: str = "") -> str:
    inside = "".join(f"<li>{item}</li>\n" for item in items)
    return f'<h3 class="{kind}">{heading}</h3>\n<ul class="places">\n{inside}</ul>' if inside else ""


def _place(place: Place) -> str:
    article = place.article
    around = (article.text[slice(*place.before)], article.text[slice(*place.after)])
    before, after = (f'<span class="around">{_text(one)}</span>' if one else "" for one in around)
    return (
        _source(article)
        + f'<p class="printed">{before}<mark>{_text(place.text)}</mark>{after}</p>'
        + _said(place.said, "في المقال")
        + _changes(place)
    )


def _changes(place: Place) -> str:
    def item(operation: Operation, theirs: str, ours: str) -> str:
        return f'<li><span class="what">{CHANGES[operation]}:</span> {_side_by_side(theirs, ours)}</li>'

    items = "".join(item(*change) for change in place.diff)
    return f'<ul class="changes">{items}</ul>' if items else ""


def _said(said: Attribution, where: str) -> str:
    if not said.speaker:
        return ""
    doubt = " (غير مؤكد)" if said.doubtful else ""
    return f'<p class="said">القائل {where}: {_line(said.speaker)}{doubt} · {_line(said.verb)}</p>'


def _printed(printed: Printed) -> str:
    """Return a passage with the words in it that answer a claim."""
    text, (start, end) = printed.article.text, printed.sentence
    marked = f"<mark>{_text(printed.text)}</mark>"
    around = (text[start : printed.start], text[printed.end : end])
    return _source(printed.article) + f'<p class="printed">{_text(around[0])}{marked}{_text(around[1])}</p>'


def _opposed(text: str, printed: Printed) -> str:
    return _printed(printed) + f"<p>{_side_by_side(printed.text, text[slice(*printed.ours)])}</p>"


def _side_by_side(theirs: str, ours: str) -> str:
    """Return words of an article and words of the draft; either may be empty."""
    printed = f'<span class="what">في المقال</span> <b class="theirs">{_line(theirs)}</b>' if theirs else ""
    drafted = f'<span class="what">في المسودة</span> <b class="ours">{_line(ours)}</b>' if ours else ""
    return " ".join(filter(None, (printed, drafted)))


def _source(article: Article) -> str:
    """Return the line that says where something is printed: outlet, day, title, id."""
    title = _line(article.title) if article.title.strip() else ""
    address = links.page(article)
    if address and title:
        title = f'<a href="{escape(address)}" rel="noopener noreferrer">{title}</a>'
    parts = [
        f'<span class="source">{_line(article.source)}</span>' if article.source else "",
        _code(article.date.isoformat()) if article.date else "بلا تاريخ",
        title,
        _code(article.id),
    ]
    return f'<p class="facts">{" · ".join(filter(None, parts))}</p>'


def _text(raw: str) -> str:
    """Return a text of several lines, harmless in a page."""
    return escape(clean(raw))


def _code(raw: str) -> str:
    """Return a day, a path or an id, harmless in a page and read from the left."""
    return f'<bdi class="code" dir="ltr">{escape(clean_line(raw))}</bdi>'


def _line(raw: str) -> str:
    """Return a text on one line, harmless in a page and kept in its own order."""
    return f"<bdi>{escape(clean_line(raw))}</bdi>"
