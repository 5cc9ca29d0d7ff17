"""Evidence for what an answer found, gathered from its hits or its places."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ...index.archive import Archive
from ...index.article import Article
from ...index.keys import version
from ...index.versions import ANALYZER
from ..copies.values import Copies
from ..quotations.values import Place, Quotation
from ..results import Passage, Results
from .values import BY_ID, Evidence, Origin, Question


def origin_of(archive: Archive) -> Origin:
    """Return what answers come from: the state of an archive that is open, and this program."""
    from ... import __version__

    return Origin(archive.fingerprint, ANALYZER, version(), __version__)


@dataclass(frozen=True, slots=True)
class Gatherer:
    """Makes evidence of what one archive answers on one day."""

    origin: Origin
    day: dt.date

    def of(self, found: Results | Quotation | Copies | Article) -> list[Evidence]:
        """Return the evidence for each hit and each place of a quotation; for copies, or an article, as a whole."""
        match found:
            case Results():
                return list(self._of_results(found))
            case Quotation():
                return [self._of_place(found, place) for place in found.places]
            case Copies():
                question = Question("similar", found.asked.id)
                return [self.of_article(copy.article, question=question) for copy in found.copies]
            case _:
                return [self.of_article(found)]

    def of_article(self, article: Article, passages: tuple[Passage, ...] = (), question: Question = BY_ID) -> Evidence:
        """Return the evidence for passages of an article, or for all of it."""
        return Evidence(article, passages, question, self.origin, self.day)

    def _of_results(self, results: Results) -> Iterator[Evidence]:
        query = results.query
        question = Question("search", query.text, query.understood_as)
        for hit in results.hits:
            yield self.of_article(hit.article, hit.passages, question)

    def _of_place(self, quotation: Quotation, place: Place) -> Evidence:
        question, passages = Question("quote", quotation.text), (Passage(place.start, place.end, ()),)
        return Evidence(place.article, passages, question, self.origin, self.day, place.verdict, place.said, place.part)


def gatherer(archive: Archive) -> Gatherer:
    """Return what makes evidence of what an archive answers today."""
    return Gatherer(origin_of(archive), dt.datetime.now(dt.UTC).date())
