"""The report on a draft: paragraphs for a person, one JSON object for scripts. The page is `report_html`."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from ...index.article import Article
from ...index.text.figures import Figure
from ..drafts.values import STATUSES, Days, Finding, Printed, Report
from ..quotations.values import Place
from .clean import clean_line
from .places import place_record
from .records import SCHEMA_VERSION, dumped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .line import Line

DIGITS: Final = 3
"""Decimals of a likeness."""
SHOWN: Final = 3
"""Places of a quotation that are shown to a person."""
_OTHERS: Final = {"figure": "other figures for it:", "date": "other dates for it:", "statement": "in other words:"}
_AGAINST: Final = "may contradict it:"
STYLES: Final = {"found": "green", "altered": "bold yellow", "missing": "bold red"}


def to_json(report: Report, name: str) -> str:
    """Return a report as one JSON object; `name` is what the draft is called."""
    answer = {
        "schema_version": SCHEMA_VERSION,
        "draft": name,
        "sound": report.is_sound,
        "counts": dict(report.counts),
        "took_ms": round(report.took_ms, 2),
        "claims": [_claim_record(report.text, one) for one in report.findings],
        "text": report.text,
    }
    return dumped(answer, indent=2)


def _claim_record(text: str, finding: Finding) -> dict[str, Any]:
    claim, found = finding.claim, finding.quotation
    return {
        "kind": claim.kind,
        "status": finding.status,
        "start": claim.start,
        "end": claim.end,
        "text": text[claim.start : claim.end],
        **_answer(claim.figure, text),
        **_days(claim.days),
        **({"speaker": claim.said.speaker, "verb": claim.said.verb} if found else {}),
        **({"verdict": found.verdict, "places": [place_record(one) for one in found.places]} if found else {}),
        **({"nearest": place_record(found.nearest)} if found and found.nearest else {}),
        "same": [_printed_record(one) for one in finding.same],
        "others": [_printed_record(one) for one in finding.others],
        "against": [_printed_record(one) for one in finding.against],
    }


def _answer(figure: Figure | None, text: str) -> dict[str, Any]:
    if not figure:
        return {}
    return {
        "value": _number(figure.value),
        "percent": figure.percent,
        "hedge": figure.hedge,
        "counted": figure.counted(text),
    }


def _days(days: Days | None) -> dict[str, str]:
    return {"first_day": days[0].isoformat(), "last_day": days[1].isoformat()} if days else {}


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)


def _printed_record(printed: Printed) -> dict[str, Any]:
    start, end = printed.sentence
    return {
        **_article_record(printed.article),
        "start": printed.start,
        "end": printed.end,
        "text": printed.text,
        "passage": {"start": start, "end": end, "text": printed.passage},
        "likeness": round(printed.likeness, DIGITS),
        **_answer(printed.figure, printed.article.text),
        **_days(printed.days),
        **({"by": printed.against, "ours": list(printed.ours)} if printed.against else {}),
    }


def _article_record(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "date": article.date.isoformat() if article.date else None,
        "url": article.url,
        "path": article.path,
    }


def lines(report: Report) -> "Iterator[Line]":
    """Yield a report line by line: each claim with what was found of it, an empty line after each, then the counts."""
    from .line import Line, labelled

    for number, finding in enumerate(report.findings, 1):
        yield from _finding(report.text, number, finding)
        yield Line()
    counts = ", ".join(f"{report.counts[status]} {status}" for status in STATUSES)
    yield labelled(f"claims: {counts}" if report.findings else "nothing in the draft to look up")


def _finding(text: str, number: int, finding: Finding) -> "Iterator[Line]":
    from rich.text import Text

    from .line import Line, isolated

    claim, found = finding.claim, finding.quotation
    first = f"{number}. "
    yield Line(Text(clean_line(text[claim.start : claim.end]), "bold"), len(first), first, "bold")
    says = f"{claim.kind}: {finding.status}"
    if found and found.verdict not in ("not_found", finding.status):
        says += f" ({found.verdict.replace('_', ' ')})"
    yield Line(Text(says, STYLES[finding.status]), len(first), direction="ltr")
    if found and claim.said.speaker:
        yield Line(
            Text.assemble(("said by ", "dim"), isolated(clean_line(claim.said.speaker))), len(first), direction="ltr"
        )
    for place in found.places[:SHOWN] if found else ():
        yield from _place(place, len(first))
    if found and found.nearest and not found.places:
        yield Line(Text("nearest:", "bold"), len(first), direction="ltr")
        yield from _place(found.nearest, len(first))
    others = [one for one in finding.others if one not in finding.against]
    for heading, printed in (("", finding.same), (_AGAINST, finding.against), (_OTHERS.get(claim.kind, ""), others)):
        if heading and printed:
            yield Line(Text(heading, "bold red" if heading == _AGAINST else "bold"), len(first), direction="ltr")
        for one in printed:
            yield from _printed(text, one, len(first))


def _named(name: str, value: str, indent: int) -> "Line":
    from rich.text import Text

    from .line import Line

    return Line(Text.assemble((name, "dim"), value), indent, direction="ltr")


def _source(article: Article, indent: int) -> "Iterator[Line]":
    from rich.text import Text

    from .line import Line
    from .text import meta

    yield Line(meta(article), indent, direction="rtl")
    if article.source:
        yield Line(Text(clean_line(article.source)), indent)


def _place(place: Place, indent: int) -> "Iterator[Line]":
    from rich.text import Text

    from .line import Line, isolated

    yield from _source(place.article, indent)
    if place.verdict != "verbatim":
        yield Line(Text(clean_line(place.text)), indent, mark="· ".rjust(indent))
    for operation, theirs, ours in place.diff:
        change = " → ".join(isolated(clean_line(one)) if one else "…" for one in (theirs, ours))
        yield _named(f"{operation}: ", change, indent)
    if place.said.speaker:
        said = isolated(clean_line(place.said.speaker)) + (" (doubtful)" if place.said.doubtful else "")
        yield _named("printed as said by ", said, indent)


def _printed(text: str, printed: Printed, indent: int) -> "Iterator[Line]":
    """Yield where a passage is printed, and it, the words that answer the claim marked; then what opposes what."""
    from rich.text import Text

    from .line import Line, isolated

    yield from _source(printed.article, indent)
    start, end = printed.sentence
    whole = printed.article.text
    marked = Text.assemble(
        clean_line(whole[start : printed.start]),
        (clean_line(printed.text), "bold magenta"),
        clean_line(whole[printed.end : end]),
    )
    yield Line(marked, indent, mark="· ".rjust(indent))
    if printed.days and printed.days[0] != printed.article.date:
        yield _named("date: ", " to ".join(dict.fromkeys(day.isoformat() for day in printed.days)), indent)
    if printed.against:
        pair = (printed.text, text[slice(*printed.ours)])
        change = " ≠ ".join(isolated(clean_line(one)) for one in pair)
        yield _named(f"{printed.against}: ", change, indent)
