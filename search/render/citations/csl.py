"""Evidence as CSL-JSON, which Zotero, pandoc and every processor of the Citation Style Language read.

The keys are those of the CSL 1.0.2 input schema; docs/schema/csl.json describes the ones that are written.
"""

import datetime as dt
from typing import Any

from ...evidence.values import Evidence
from .. import links
from .facts import custom, is_arabic, note


def item(evidence: Evidence) -> dict[str, Any]:
    """Return a bibliographic item; what CSL has no key for stands under `custom`, and in words in `note`."""
    article = evidence.article
    known = {
        "title": article.title or article.id,
        "author": [{"literal": article.author}] if article.author else [],
        "container-title": article.source,
        "issued": _date(article.date),
        "URL": links.page(article),
        "language": "ar" if is_arabic(evidence) else "",
    }
    return {
        "id": evidence.key,
        "type": "article-newspaper",
        **{key: value for key, value in known.items() if value},
        "accessed": _date(evidence.day),
        "note": note(evidence),
        "custom": custom(evidence),
    }


def _date(day: dt.date | None) -> dict[str, Any]:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else {}
