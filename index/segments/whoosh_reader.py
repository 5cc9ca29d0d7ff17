"""A snapshot as an index that Whoosh can read: any query of Whoosh runs over an archive through it.

Nothing is converted beforehand. Postings come from the layers, positions and frequencies from the words of the
articles, everything else from what is stored (`whoosh_fields`). All counts are of the articles that are there; only
`doc_count_all` counts the numbers, deleted ones too, since articles are known by them. The length of a field counts
its words, of which each is one, however many keys it has.

The reader uses nothing that Whoosh 2.7.4 does not have.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from whoosh.codec.base import FieldCursor
from whoosh.columns import ColumnReader, TranslatingColumnReader
from whoosh.fields import Schema
from whoosh.reading import IndexReader, TermInfo, TermNotFound

from ..keys import LAYERS
from ..schema import DATE, RECORD, SOURCE, TITLE
from .snapshot import Snapshot
from .stored import Stored
from .whoosh_fields import Field, KeysField, Numbers, SourceField, ValuesField
from .whoosh_matcher import ArrayMatcher

_VALUES: dict[str, Callable[[Stored, int], str]] = {"id": Stored.id, "path": Stored.path, "sha256": Stored.sha256}
"""The fields that are kept whole."""


class SnapshotReader(IndexReader):  # type: ignore[misc]
    """Reads the articles of a snapshot in one piece; their numbers are those of the snapshot."""

    def __init__(self, snapshot: Snapshot, schema: Schema, generation: int = -1) -> None:
        """Read a snapshot through a schema (`index.schema`); `generation` is the number of its commit."""
        self.snapshot = snapshot
        self.schema = schema
        self.is_closed = False
        self._generation = generation
        self._fields: dict[str, Field] = {SOURCE: SourceField(snapshot, schema[SOURCE].analyzer)}
        for layer in LAYERS:
            self._fields[layer] = KeysField(snapshot, layer, of_titles=False)
            self._fields[TITLE + layer] = KeysField(snapshot, layer, of_titles=True)
        for name in _VALUES:
            self._fields[name] = ValuesField(snapshot, partial(self._column, name), lambda value: [value])
        self._fields[DATE] = ValuesField(snapshot, self._days, lambda day: [one[0] for one in schema[DATE].index(day)])

    def _days(self) -> list[int]:
        days: list[int] = self.snapshot.column("dates").tolist()
        return days

    def _column(self, name: str) -> list[bytes]:
        """Return a value of every article as bytes; what no UTF-8 can hold becomes a question mark."""
        value = _VALUES[name]
        stored = ((segment.stored, number) for segment in self.snapshot.segments for number in range(len(segment)))
        return [value(*one).encode("utf-8", "replace") for one in stored]

    def close(self) -> None:
        """Do nothing but note it: the files belong to the archive."""
        self.is_closed = True

    def generation(self) -> int:
        """Return the number of the commit that is read; -1 if it was not told."""
        return self._generation

    # Articles

    def has_deletions(self) -> bool:
        """Tell whether some numbers are those of deleted articles."""
        return self.snapshot.live is not None

    def is_deleted(self, docnum: int) -> bool:
        """Tell whether a number is that of a deleted article; Whoosh also asks for the number behind the last."""
        live = self.snapshot.live
        return live is not None and docnum < live.size and not live[docnum]

    def all_doc_ids(self) -> Iterator[int]:
        """Return the numbers of the articles that are there."""
        return iter(self.snapshot.live_numbers().tolist())

    def doc_count(self) -> int:
        """Return how many articles there are."""
        return self.snapshot.articles

    def doc_count_all(self) -> int:
        """Return how many numbers there are, those of deleted articles too."""
        return self.snapshot.size

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Return what the schema stores of an article: id, path and SHA-256, and as `record` the article itself."""
        article = self.snapshot.article(docnum)
        return {**{name: getattr(article, name) for name in _VALUES}, RECORD: article}

    def all_stored_fields(self) -> Iterator[dict[str, Any]]:
        """Yield the stored fields of every article."""
        return map(self.stored_fields, self.all_doc_ids())

    # Terms

    def __contains__(self, term: tuple[str, str | bytes]) -> bool:
        name, text = term
        return name in self._fields and self.doc_frequency(name, text) > 0

    def indexed_field_names(self) -> list[str]:
        """Return the names of the fields that have terms, in order."""
        return sorted(self._fields)

    def all_terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield every term of every field, in order."""
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: str | bytes) -> Iterator[tuple[str, bytes]]:
        """Yield the terms of a field from `prefix` on, then those of the fields that follow."""
        for name in self.indexed_field_names():
            if name >= fieldname:
                start = self._text_to_bytes(name, prefix) if name == fieldname else b""
                yield from ((name, term) for term in self._fields[name].terms(start))

    def cursor(self, fieldname: str) -> "TermCursor":
        """Return what walks the terms of a field."""
        return TermCursor(self.lexicon(fieldname), self.schema[fieldname])

    def term_info(self, fieldname: str, text: str | bytes) -> TermInfo:
        """Return the figures of a term; raises `TermNotFound`."""
        postings = self._field(fieldname).postings(self._text_to_bytes(fieldname, text))
        if not postings.articles.size:
            raise TermNotFound((fieldname, text))
        often, lengths = postings.often(), self._field(fieldname).lengths[postings.articles]
        return TermInfo(
            weight=float(often.sum()),
            df=postings.articles.size,
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(often.max()),
            minid=int(postings.articles[0]),
            maxid=int(postings.articles[-1]),
        )

    def doc_frequency(self, fieldname: str, text: str | bytes) -> int:
        """Return how many articles hold a term."""
        return int(self._field(fieldname).postings(self._text_to_bytes(fieldname, text)).articles.size)

    def frequency(self, fieldname: str, text: str | bytes) -> float:
        """Return how often a term stands in all articles together."""
        return float(self._field(fieldname).postings(self._text_to_bytes(fieldname, text)).often().sum())

    def postings(self, fieldname: str, text: str | bytes, scorer: Any = None) -> ArrayMatcher:
        """Return a matcher for the articles that hold a term; raises `TermNotFound`."""
        term = self._text_to_bytes(fieldname, text)
        found = self._field(fieldname).postings(term)
        if not found.articles.size:
            raise TermNotFound((fieldname, text))
        return ArrayMatcher(found, (fieldname, term), self.schema[fieldname].format, scorer)

    def _field(self, name: str) -> Field:
        try:
            return self._fields[name]
        except KeyError as error:
            raise TermNotFound(f"no field {name} with terms") from error

    # Lengths

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return how many words a field of an article has; `default` for a field that does not count them."""
        return int(self._field(fieldname).lengths[docnum]) if self.schema[fieldname].scorable else default

    def field_length(self, fieldname: str) -> int:
        """Return how many words a field has in all articles together."""
        return int(self._lengths(fieldname).sum())

    def min_field_length(self, fieldname: str) -> int:
        """Return how many words the shortest field has."""
        return int(min(self._lengths(fieldname), default=0))

    def max_field_length(self, fieldname: str) -> int:
        """Return how many words the longest field has."""
        return int(self._lengths(fieldname).max(initial=0))

    def _lengths(self, fieldname: str) -> Numbers:
        """Return the lengths of a field, in the articles that are there."""
        return self._field(fieldname).lengths[self.snapshot.live_numbers()]

    # Vectors and columns

    def has_vector(self, docnum: int, fieldname: str) -> bool:
        """Tell that there are no vectors."""
        return False

    def vector(self, docnum: int, fieldname: str, format_: Any = None) -> Any:
        """Raise `KeyError`: there are no vectors."""
        raise KeyError(fieldname)

    def has_column(self, fieldname: str) -> bool:
        """Tell whether articles can be sorted by a field."""
        return fieldname in (*_VALUES, DATE)

    def column_reader(
        self, fieldname: str, column: Any = None, reverse: bool = False, translate: bool = True
    ) -> ColumnReader:
        """Return the values of a field for every number, to sort by; `translate` gives them as they were."""
        field = self.schema[fieldname]
        if fieldname == DATE:
            values: list[Any] = list(map(field.to_column_value, self._days()))
        elif fieldname in _VALUES:
            values = self._column(fieldname)
        else:
            raise TermNotFound(f"no column {fieldname}")
        found = Column(values)
        if reverse:
            found.set_reverse()
        return TranslatingColumnReader(found, field.from_column_value) if translate else found


class Column(ColumnReader):  # type: ignore[misc]
    """A value for every number."""

    def __init__(self, values: list[Any]) -> None:
        self._values = values
        self._reverse = False

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, docnum: int) -> Any:
        return self._values[docnum]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def sort_key(self, docnum: int) -> Any:
        """Return what to sort an article by."""
        return -self._values[docnum] if self._reverse else self._values[docnum]

    def set_reverse(self) -> None:
        """Have the largest come first; numbers only."""
        self._reverse = True


class TermCursor(FieldCursor):  # type: ignore[misc]
    """Walks the terms of a field."""

    def __init__(self, terms: Iterable[bytes], field: Any) -> None:
        self._terms = list(terms)
        self._field = field
        self._at = 0

    def first(self) -> Any:
        """Go to the first term and return it."""
        self._at = 0
        return self.text()

    def find(self, string: Any) -> Any:
        """Go to the first term from a text on, and return it; None if there is none."""
        self._at = bisect_left(self._terms, self._field.to_bytes(string))
        return self.text()

    def next(self) -> Any:
        """Go to the next term and return it; None if there is none."""
        self._at += 1
        return self.text()

    def text(self) -> Any:
        """Return the current term."""
        return self._field.from_bytes(self._terms[self._at]) if self.is_valid() else None

    term = text

    def is_valid(self) -> bool:
        """Tell whether there is a current term."""
        return self._at < len(self._terms)
