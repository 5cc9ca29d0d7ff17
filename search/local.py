"""An archive that can be searched: the class behind `fihris.Archive`.

>>> import tempfile; from pathlib import Path
>>> from fihris import Archive, Article
>>> archive = Archive.create(Path(tempfile.mkdtemp()))
>>> archive.add([Article(id="1", text="أُطلقت الصواريخ ليلاً."), Article(id="2", text="هدأت الجبهة.")])
>>> [(hit.article.id, hit.passages[0].text(hit.article)) for hit in archive.search("بالصواريخ").hits]
[('1', 'أُطلقت الصواريخ ليلاً.')]
"""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Literal, ParamSpec, TypeVar

from ..index import archive as storage
from ..index.article import Article
from ..index.errors import ArticleMissing, BadInput
from .answer import Answer, Reader, Sort
from .asked import Asked
from .evaluate import Match
from .patterns import MOST_EXPANSIONS
from .query import Layer, Query, filters_for, undated
from .results import Counted, Hits, Results, Scored
from .showing import Shower
from .terms import TermsOf
from .typed import name

if TYPE_CHECKING:  # most searches do without
    from .copies.values import Copies
    from .drafts.values import Report
    from .evidence.values import Evidence
    from .quotations.values import Quotation
    from .render.citations import Form
    from .suggestions import Suggestions
    from .timeline import By, Timeline

Group = Literal["source"]
"""What hits may be grouped by."""

Given = ParamSpec("Given")
Value = TypeVar("Value")


class Archive(storage.Archive):
    """A folder of articles: write to it (`create`, `add`, `writer`), search it.

    Any number of threads may search one archive. A search sees the articles of the last commit that this process
    opened or made; `refresh` turns to what other processes have committed since.
    """

    _reader: Reader | None = None

    def search(
        self,
        query: str | Query,
        *,
        limit: int = 10,
        offset: int = 0,
        match: Match = "any",
        layer: Layer = "",
        passages: int = 2,
        max_expansions: int = MOST_EXPANSIONS,
        sort: Sort = "relevance",
        since: dt.date | None = None,
        until: dt.date | None = None,
        sources: Sequence[str] = (),
        group: Group | None = None,
        explain: bool = False,
    ) -> Results:
        """Return the articles that match best, best first: `limit` of them (none to count only) behind `offset` others.

        `match` says whether an article must hold any or all of the words; `layer` ("exact", "root") which keys match
        the words that do not say so themselves. Each hit carries up to `passages` passages; a pattern stands for
        `max_expansions` keys at the most, those that most articles hold. `sort` orders by date instead, articles
        without one last. `group` takes the first hit of each source alone; `explain` gives each hit its `explanation`.
        No string is a bad query: `Results.query` says how it was understood.

        `since` and `until` ask for articles of these days and those between, `sources` for those of some outlets, each
        by its whole name. An article without a date is of no day: `Results.missed_undated` counts those that match
        otherwise.

        Raises `BadInput` for numbers below zero, and for days that end before they begin.
        """
        if min(limit, offset) < 0:
            raise BadInput(f"limit {limit}, offset {offset}: neither may be less than 0")
        began = perf_counter()
        filters = filters_for(since, until, [name(source, "source") for source in sources])
        asked = Asked(query, layer, filters)
        reader = self._current()
        answer = Answer(reader, asked, match, max_expansions)
        show = Shower(reader, asked, passages)
        with self.reading():
            reader.count_query()
            scored = _scored(reader, answer, offset + limit, sort, show.more if group else None)[offset:]
        if explain:
            show.explain_with(match, max_expansions, self.manifest.mean_length)
        took = (perf_counter() - began) * 1000
        counted = partial(self._counted, reader, answer, asked, (match, max_expansions))
        return Results(asked, Hits(scored, self._guarded(show.hit), offset), counted, took, answer.left_out)

    def quote(self, text: str, limit: int = 10) -> "Quotation":
        """Return whether the articles print a quotation, in which words, and where: up to `limit` places.

        Quotation marks round the text are of no account. Where it is not printed as a whole, it is looked for in parts:
        an ellipsis, or «وأضاف» between quotation marks, says that something is left out. See `quotations.values`.

        Raises `BadInput` for more than 1,000 words, and for a limit below 0.
        """
        from .quotations.finding import find

        reader = self._current()
        with self.reading():
            reader.count_query()
            return find(reader.snapshot, text, limit)

    def similar(self, identifier: str, limit: int = 10) -> "Copies":
        """Return an article and its copies, the earliest first: those that share half of their words or of its.

        An article that tells of the same event in words of its own is no copy. Up to `limit` are told of, each by what
        it has otherwise than the first. See `copies.values`.

        Raises `ArticleMissing` for an id that no article has, and `BadInput` for a limit below 1.
        """
        from .copies.similar import copies_of

        if limit < 1:
            raise BadInput(f"limit {limit}: it may not be less than 1")
        reader = self._current()
        with self.reading():
            number = reader.snapshot.find(identifier)
        if number is None:
            raise ArticleMissing(identifier)
        with self.reading():
            reader.count_query()
            return copies_of(reader.snapshot, number, limit)

    def check(self, text: str) -> "Report":
        """Return what the articles have of each claim of a draft, in its order.

        Claims are quotations, what somebody is said to have said, figures with their nouns, and days; sentences that an
        article denies are told of, too. Offsets count characters of the text. Nothing is said of what is true: see
        `drafts.values`. An empty draft claims nothing.

        Raises `BadInput` for more than 20,000 words.
        """
        from .drafts.checking import check

        return check(self, self.quote, text)

    def _counted(self, reader: Reader, answer: Answer, asked: Asked, options: tuple[Match, int]) -> Counted:
        """Return what is worked out of a search when it is asked for."""

        def missed_undated() -> int:
            tree = undated(asked.query.tree)
            return Answer(reader, Asked(Query("", tree)), *options).total() if tree else 0

        def timeline(by: "By | None") -> "Timeline":
            from .timeline import timeline

            return timeline(reader.snapshot, answer.matches(), by)

        def suggestions() -> "Suggestions | None":
            from .suggestions import suggestions

            return suggestions(reader, asked.query, answer.total(), *options)

        guarded = self._guarded
        return Counted(
            guarded(answer.total),
            guarded(answer.sources),
            guarded(missed_undated),
            guarded(timeline),
            guarded(suggestions),
        )

    def _guarded(self, read: Callable[Given, Value]) -> Callable[Given, Value]:
        """Return a function that reads files later, which says so if they are damaged."""

        def guarded(*arguments: Given.args, **named: Given.kwargs) -> Value:
            with self.reading():
                return read(*arguments, **named)

        return guarded

    def evidence(self, found: "Results | Quotation | Copies | Article") -> "list[Evidence]":
        """Return what each hit, each place of a quotation, each copy, or an article as a whole can be proved with."""
        from .evidence.gathering import gatherer

        return gatherer(self).of(found)

    def evidence_in(self, article: Article, query: str) -> "Evidence":
        """Return what the passages of an article can be proved with that match a query; without one, all of it."""
        from .evidence.gathering import gatherer
        from .evidence.reading import passages_for

        return gatherer(self).of_article(article, *passages_for(article, query, self.terms_of()))

    def cite(self, found: "Results | Quotation | Copies | Article", form: "Form" = "markdown") -> str:
        """Return citations of what was found, as `fihris search --cite` prints them.

        `form` is "markdown", "csl" (CSL-JSON), "bibtex" or "claimreview" (JSON-LD of schema.org, without a verdict).
        """
        from .render.citations import cited

        return "\n".join(cited(self.evidence(found), form))

    def terms_of(self) -> TermsOf:
        """Return what gives a word of a query its terms in this archive."""
        return self._current().terms_of

    def _current(self) -> Reader:
        """Return what reads the current snapshot."""
        snapshot, reader = self.snapshot, self._reader
        if reader is None or reader.snapshot is not snapshot:
            reader = self._reader = Reader(snapshot)
        return reader


def _scored(reader: Reader, answer: Answer, until: int, sort: Sort, more: dict[int, int] | None) -> list[Scored]:
    """Return the first articles in an order; with `more` the first of each source, and it how many more that has."""
    if not until:
        answer.matches()  # whoever only counts hears of what was left out, too
        return []
    if more is None:
        return answer.first(until, sort)
    from .sources import best_of_each

    best = best_of_each(reader.snapshot, answer.first(answer.total(), sort))[:until]
    more.update((one.scored.number, one.more) for one in best)
    return [one.scored for one in best]
