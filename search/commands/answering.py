"""Answers, printed one after the other in one format."""

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from ...index.text.words import keys
from ..cli import complain
from ..query import Query
from ..render import records
from ..render.citations import cited
from ..render.clean import clean_line
from .auditing import log
from .output import note, show, tell, write
from .terminal import is_terminal

if TYPE_CHECKING:
    from ..local import Archive
    from ..render.citations import Form
    from ..render.line import Line
    from ..results import Results

FORMATS: Final = ("text", "json", "jsonl", "csv", "tsv", "trec", "paths")
NUL_FORMATS: Final = ("json", "jsonl", "paths")
"""Formats whose records may end with NUL."""
FACETS_FORMATS: Final = ("text", "json")
EXPLAIN_FORMATS: Final = ("text", "json", "jsonl")
ROW_ENDS: Final = {"csv": "\r\n", "tsv": "\n"}
"""What ends a row of a table; RFC 4180 for CSV."""
MOST_NAMED: Final = 5
"""Outlets that are named where one is not known."""


class Style(NamedTuple):
    """How answers are printed."""

    form: str
    """One of `FORMATS`, or a form of citation."""
    null: bool = False
    """NUL ends each record, in place of a line end."""
    only_count: bool = False
    """Only how many articles match, whatever the format."""
    facets: bool = False
    batch: bool = False
    """There are many answers, each under the id of its query."""


class Printer:
    """Asks an archive, and prints what it answers."""

    def __init__(self, archive: "Archive", style: Style, **options: Any) -> None:
        """`options` are those of `Archive.search`; what a format does not show is not asked for."""
        self._archive = archive
        self._style = style
        self._options = options | ({"passages": 0} if style.form in ("trec", "paths") else {})
        if style.only_count:
            self._options |= {"limit": 0, "offset": 0, "group": None, "explain": False}
        self._grouped = bool(self._options["group"])

    def begin(self) -> None:
        """Print what stands before all answers: the headings of a table."""
        if self._style.form in ROW_ENDS and not self._style.only_count:
            from ..render import tables

            headings = tables.header(grouped=self._grouped, batch=self._style.batch)
            self._write([tables.to_row(headings, self._style.form)])

    def print(self, query_id: str, query: Query) -> bool:
        """Print one answer; tell whether there was anything to print."""
        results = ask(self._archive, query, **self._options)
        log(self._archive, "search", query.text, self._options, results)
        if self._style.only_count:
            found = self._count(query_id, results)
        elif self._style.form == "text":
            found = self._write_text(results)
        else:
            found = self._write_records(query_id, results)
        tell_missed(results)
        return found

    def report(self, query_id: str, problem: str) -> None:
        """Report a line that is no query: on stderr, and as a record where answers are JSON."""
        complain(problem)
        if self._style.form in ("json", "jsonl") and not self._style.only_count:
            self._write([records.to_error(problem, query_id)])

    def _write(self, lines: Iterable[str]) -> None:
        write(lines, "\0" if self._style.null else ROW_ENDS.get(self._style.form, "\n"))

    def _write_records(self, query_id: str, results: "Results") -> bool:
        self._write(self._records(query_id, results))
        if not results.hits and self._style.form != "json" and is_terminal(sys.stderr):
            conclude(results, self._options["offset"])
        return len(results.hits) > 0

    def _records(self, query_id: str, results: "Results") -> Iterable[str]:
        name = query_id if self._style.batch else None
        match self._style.form:
            case "json":
                return [records.to_json(results, name, facets=self._style.facets)]
            case "jsonl":
                return records.to_json_lines(results, name)
            case "trec":
                return records.to_trec(query_id, results)
            case "paths":
                return self._paths(results)
            case "csv" | "tsv":
                return self._rows(results, name)
            case _:
                return self._citations(results)

    def _citations(self, results: "Results") -> Iterator[str]:
        form = cast("Form", self._style.form)
        return cited(self._archive.evidence(results), form, indent=None if self._style.batch else 2)

    def _rows(self, results: "Results", name: str | None) -> Iterator[str]:
        from ..render import tables

        for row in tables.rows(results, name):
            yield tables.to_row(row, self._style.form)

    def _paths(self, results: "Results") -> Iterator[str]:
        from ..render import tables

        raw = self._style.null and not is_terminal(sys.stdout)
        yield from tables.paths(results, raw=raw)
        if without := sum(not hit.article.path for hit in results.hits):
            complain(f"{without} of the hits were read from no file; --format json prints their ids")

    def _count(self, query_id: str, results: "Results") -> bool:
        total = results.total
        write([f"{clean_line(query_id)}\t{total}" if self._style.batch else str(total)])
        suggest(results)
        return total > 0

    def _write_text(self, results: "Results") -> bool:
        from ..render import text

        lines = text.hits(results)
        if self._style.facets and results.total:
            from ..render import timeline

            lines = chain(lines, timeline.lines(results.timeline("month")))
        offset = self._options["offset"]
        answer(results, lines, offset=offset, paged=not self._style.batch)
        return len(results.hits) > 0


def ask(archive: "Archive", query: Query, **options: Any) -> "Results":
    """Search an archive; say on stderr how a query was read that was not read as typed, and what was left out."""
    if query.warning:
        complain(query.warning)
    results = archive.search(query, **options)
    if results.left_out:
        complain(_left_out(results.left_out, options["max_expansions"]))
    return results


def tell_missed(results: "Results") -> None:
    """Say on stderr how many articles are not found for want of a date alone."""
    if articles := results.missed_undated:
        some = "1 more article matches but has" if articles == 1 else f"{articles} more articles match but have"
        complain(f'{some} no date; date:="" in a query asks for such')


def tell_unknown(archive: "Archive", sources: Iterable[str]) -> None:
    """Say on stderr which of some outlets, that are asked for by their whole names, no article is from."""
    for source in sources:
        if not archive.search("*", limit=0, sources=[source]).total:
            complain(_unknown(source, archive.search("*", limit=0).sources))


def answer(results: "Results", lines: "Iterable[Line]", *, offset: int = 0, paged: bool = True) -> None:
    """Print what was found for a person; how the query was understood stands above it on a terminal, else below."""
    if not results.total:
        conclude(results, offset)
        return
    from ..render.text import header

    show(lines, header=header(results.query), paged=paged)
    conclude(results, offset, said_above=is_terminal(sys.stdout))


def conclude(results: "Results", offset: int = 0, *, said_above: bool = False) -> None:
    """Say beside the answer how much was found, and what else might have been meant."""
    note(_found(results, offset), "" if said_above else results.query.understood_as)
    suggest(results)


def suggest(results: "Results") -> None:
    """Say beside the answer what else might have been meant."""
    if results.suggestions:
        from ..render.suggestions import lines

        tell(lines(results.suggestions))


def _found(results: "Results", offset: int) -> str:
    """Return how much was found, and which of it is shown."""
    shown = results.hits
    if not shown:
        part = f" (none behind the first {offset})" if offset and results.total else ""
    elif shown[0].more is not None:
        part = f" ({len(shown)} shown, the best of each source)"
    elif shown[0].rank > 1:
        part = f" ({shown[0].rank} to {shown[-1].rank})"
    else:
        part = f" (the first {len(shown)})" if len(shown) < results.total else ""
    return f"{results.total} found{part}"


def _left_out(words: int, most: int) -> str:
    return (
        f"a pattern stands for more than {most} words of the archive; "
        f"{words} rarer ones were left out; see --max-expansions"
    )


def _unknown(source: str, known: Iterable[str]) -> str:
    asked = set(keys(source))
    named = sorted(filter(keys, known), key=lambda one: not asked & set(keys(one)))[:MOST_NAMED]
    others = f"; there are articles from {'، '.join(named)}" if named else ""
    return f"no article is from {source}{others}"
