"""What every citation says of its evidence, in words for a note and in keys for programs."""

from typing import Any, Final

from ...evidence.values import Evidence, article_sha256, lines_of
from ..line import direction_of

DATED: Final = {"dateline": "dateline", "caption": "caption of a picture", "file": "name of the file"}
"""Where a date was found that the page itself did not say, by `Article.date_source`."""
OPENING: Final = 1000
"""Characters of a text from which its language is told."""


def custom(evidence: Evidence) -> dict[str, Any]:
    """Return what no form of citation has a place for, by key; docs/json.md describes each."""
    article, question, origin = evidence.article, evidence.question, evidence.origin
    said = evidence.said
    quotation = {
        "verdict": evidence.verdict,
        "speaker": said.speaker,
        "verb": said.verb,
        "speaker_doubtful": said.doubtful,
    }
    return {
        "article_id": article.id,
        "path": article.path,
        "date_source": article.date_source,
        "part": evidence.part,
        "passages": [_passage(evidence, start, end) for start, end in evidence.spans],
        "whole": not evidence.passages,
        "article_sha256": article_sha256(article),
        "file_sha256": article.sha256,
        "archive_fingerprint": origin.fingerprint,
        "analyzer": origin.analyzer,
        "lexicon": origin.lexicon,
        "fihris": origin.program,
        "command": question.command,
        "query": question.text,
        "understood_as": question.understood_as,
        **(quotation if evidence.verdict else {}),
    }


def _passage(evidence: Evidence, start: int, end: int) -> dict[str, Any]:
    first, last = lines_of(evidence.printed, start, end)
    words = {"text": evidence.printed[start:end]} if evidence.passages else {}
    return {**words, "start": start, "end": end, "first_line": first, "last_line": last}


def quoted(evidence: Evidence) -> str:
    """Return the words that are cited; empty where the article is cited as a whole."""
    return " […] ".join(evidence.quoted)


def note(evidence: Evidence) -> str:
    """Return on one line how the evidence is found again and compared."""
    article, question, origin = evidence.article, evidence.question, evidence.origin
    parts = [
        f"article {article.id}",
        f"file {article.path}" if article.path else "",
        f"date from the {DATED[article.date_source]}" if article.date_source in DATED else "",
        *(_where(evidence, start, end) for start, end in evidence.spans),
        f"SHA-256 of the article as stored {article_sha256(article)}",
        f"SHA-256 of the file as read {article.sha256}" if article.sha256 else "",
        f"archive {origin.fingerprint}",
        f"fihris {origin.program}, analyzer {origin.analyzer}, lexicon {origin.lexicon}",
        f"words: {evidence.verdict}" if evidence.verdict else "",
        f"{question.command}: {question.text}" if question.text else "",
    ]
    return "; ".join(filter(None, parts))


def _where(evidence: Evidence, start: int, end: int) -> str:
    first, last = lines_of(evidence.printed, start, end)
    of_title = " of the title" if evidence.part == "title" else ""
    return f"characters {start}-{end}{of_title}, " + (f"line {first}" if first == last else f"lines {first}-{last}")


def is_arabic(evidence: Evidence) -> bool:
    """Tell whether an article is read from the right."""
    return direction_of(evidence.article.text[:OPENING]) == "rtl"
