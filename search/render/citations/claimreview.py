"""Evidence as the draft of a ClaimReview of schema.org, in JSON-LD.

A ClaimReview is a verdict on a claim, and a verdict is for a person to find: there is no `reviewRating` and no `author`
here, and `creativeWorkStatus` says that it is a draft. What is here is where the words stand, and how that was found.
Evidence for one claim (the places of one quotation) is one review with several appearances. What is written is
described in docs/schema/claimreview.json.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Final

from ...evidence.values import Evidence, article_sha256, lines_of
from .. import links
from .facts import is_arabic, quoted

AS_SAID: Final = ("verbatim", "same_words")
"""Verdicts of places that print the claim itself, and not another wording of it."""


def reviews(found: Iterable[Evidence]) -> list[dict[str, Any]]:
    """Return a draft for each claim: the quotation that was asked for, or else the words that were found."""
    return [_review(claim, list(evidence)) for claim, evidence in groupby(found, _claim_of)]


def _claim_of(evidence: Evidence) -> str:
    if evidence.verdict:
        return evidence.question.text
    return quoted(evidence) or evidence.article.title or evidence.article.id


def _review(claim: str, found: Sequence[Evidence]) -> dict[str, Any]:
    first = found[0]
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": first.key,
        "creativeWorkStatus": "Draft",
        **({"inLanguage": "ar"} if is_arabic(first) else {}),
        "dateCreated": first.day.isoformat(),
        "claimReviewed": claim,
        "itemReviewed": {
            "@type": "Claim",
            "text": claim,
            **_author(found),
            "appearance": [_article(one) for one in found],
            **_first_appearance(found),
        },
        "isBasedOn": _archive(first),
    }


def _author(found: Sequence[Evidence]) -> dict[str, Any]:
    """Return who said it, where every article that names somebody surely names the same."""
    named = {one.said.speaker for one in found if one.said.speaker and not one.said.doubtful}
    return {"author": {"@type": "Person", "name": named.pop()}} if len(named) == 1 else {}


def _first_appearance(found: Sequence[Evidence]) -> dict[str, Any]:
    """Return the earliest article that prints a quotation as it was asked for; nothing for another question."""
    dated = [one for one in found if one.verdict in AS_SAID and one.article.date]
    return {"firstAppearance": _article(min(dated, key=lambda one: str(one.article.date)))} if dated else {}


def _article(evidence: Evidence) -> dict[str, Any]:
    article = evidence.article
    known = {
        "headline": article.title,
        "datePublished": article.date.isoformat() if article.date else "",
        "url": links.page(article),
        "publisher": {"@type": "Organization", "name": article.source} if article.source else {},
        "author": {"@type": "Person", "name": article.author} if article.author else {},
    }
    return {
        "@type": "NewsArticle",
        **{key: value for key, value in known.items() if value},
        "identifier": [
            _named("fihris article", article.id),
            _named("SHA-256 of the article as stored", article_sha256(article)),
            *([_named("date found in", article.date_source)] if article.date_source else []),
        ],
        "encoding": {
            "@type": "MediaObject",
            **({"name": article.path} if article.path else {}),
            **({"sha256": article.sha256} if article.sha256 else {}),
        },
        "hasPart": [_part(evidence, start, end) for start, end in evidence.spans],
    }


def _part(evidence: Evidence, start: int, end: int) -> dict[str, Any]:
    """Return a passage with its place in the text of the article, or in its title."""
    first, last = lines_of(evidence.printed, start, end)
    of_title = " of the title" if evidence.part == "title" else ""
    return {
        "@type": "Quotation",
        **({"text": evidence.printed[start:end]} if evidence.passages else {}),
        **({"description": evidence.verdict} if evidence.verdict else {}),
        "identifier": [
            _named(f"characters{of_title}", f"{start}-{end}"),
            _named(f"lines{of_title}", f"{first}-{last}"),
        ],
    }


def _archive(evidence: Evidence) -> dict[str, Any]:
    """Return what was asked, and of which archive."""
    question, origin = evidence.question, evidence.origin
    asked = {"query": question.text, "description": question.understood_as}
    return {
        "@type": "Dataset",
        "name": "fihris archive",
        "identifier": [
            _named("fihris archive fingerprint", origin.fingerprint),
            _named("fihris analyzer", origin.analyzer),
            _named("fihris lexicon", origin.lexicon),
            _named("fihris version", origin.program),
        ],
        "potentialAction": {
            "@type": "SearchAction",
            "name": f"fihris {question.command}",
            **{key: value for key, value in asked.items() if value},
        },
    }


def _named(name: str, value: str) -> dict[str, str]:
    return {"@type": "PropertyValue", "propertyID": name, "value": value}
