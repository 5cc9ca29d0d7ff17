"""What an answer comes to in the log: what was asked of which archive, and what of which articles was answered."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ...index.archive import Archive
from ...index.article import Article
from ..copies.values import Copies
from ..drafts.values import Finding, Report
from ..evidence.gathering import origin_of
from ..evidence.values import article_sha256
from ..quotations.values import Quotation
from ..render.records import SCORE_DIGITS
from ..results import Results
from ..timeline import Timeline

_ONLY_SHOWN: Final = ("passages", "explain")
"""Options that say how an answer is shown, and not what is answered."""


def record(archive: Archive, command: str, asked: str, options: Mapping[str, Any], answer: object) -> dict[str, Any]:
    """Return the record of one answer, ready for the log; docs/json.md describes its keys."""
    origin = origin_of(archive)
    return {
        "command": command,
        "asked": asked,
        "options": {name: _plain(value) for name, value in options.items() if name not in _ONLY_SHOWN},
        "archive": str(archive.path.resolve()),
        "archive_fingerprint": origin.fingerprint,
        "analyzer": origin.analyzer,
        "lexicon": origin.lexicon,
        "fihris": origin.program,
        **answered(answer),
    }


def answered(answer: object) -> dict[str, Any]:
    """Return what was answered: how much, the verdict, and of each article its hash, its score and its place."""
    match answer:
        case Results():
            rows = [{**_of(hit.article), "score": round(hit.score, SCORE_DIGITS)} for hit in answer.hits]
            return {"understood_as": answer.query.understood_as, "total": answer.total, "articles": rows}
        case Timeline():
            counts = {period.name: period.count for period in answer.periods}
            return {"total": answer.total, "counts": counts | {"undated": answer.undated}}
        case Quotation():
            return {"verdict": answer.verdict, "articles": list(_of_places(answer))}
        case Report():
            claims = [_of_claim(one) for one in answer.findings]
            articles = {one.id: _of(one) for finding in answer.findings for one in _articles_of(finding)}
            return {"counts": dict(answer.counts), "claims": claims, "articles": list(articles.values())}
        case Copies():
            return {"total": answer.total, "articles": [_of(copy.article) for copy in answer.copies]}
        case Article():
            return {"articles": [_of(answer)]}
    raise TypeError(f"{type(answer).__name__} is no answer that the log knows")


def _of_places(quotation: Quotation) -> Iterator[dict[str, Any]]:
    for place in quotation.places:
        yield {
            **_of(place.article),
            "verdict": place.verdict,
            "part": place.part,
            "start": place.start,
            "end": place.end,
        }


def _of_claim(finding: Finding) -> dict[str, Any]:
    claim = finding.claim
    return {"kind": claim.kind, "start": claim.start, "end": claim.end, "status": finding.status}


def _articles_of(finding: Finding) -> Iterator[Article]:
    """Yield the articles that are shown for a claim."""
    for place in finding.quotation.places if finding.quotation else ():
        yield place.article
    for printed in (*finding.same, *finding.others, *finding.against):
        yield printed.article


def _of(article: Article) -> dict[str, Any]:
    return {"id": article.id, "sha256": article_sha256(article)}


def _plain(value: Any) -> Any:
    """Return an option as JSON has it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
