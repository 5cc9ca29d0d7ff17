"""Articles to a batch: what a segment needs of them, made without the segment.

This is most of the work of indexing, and it needs nothing but the articles, so that several processes do it side by
side: each has a splitter of its own, with its own numbers of forms, and the writer puts their batches together.
"""

from collections.abc import Sequence
from itertools import accumulate, compress, pairwise
from typing import NamedTuple

import numpy as np

from ..article import Article
from .analysed import Numbers
from .forms import FormTable
from .statement_finder import Kinds, find
from .statements import Statements
from .stored import Columns, Compressor, to_day, to_digest, to_record


class Batch(NamedTuple):
    """Some articles, ready to be written."""

    columns: Columns
    frames: bytes
    """The articles' compressed records, one after the other."""
    frame_sizes: list[int]
    forms: Numbers
    """The form of each word of each article, by the splitter's numbers."""
    lengths: Numbers
    """How many words each article has."""
    title_lengths: Numbers
    """How many of them are its title."""
    statements: Statements
    """Who says what in each article."""
    new_forms: list[str]
    """The forms that this splitter had not met before, in the order of their numbers."""

    def only(self, kept: Sequence[bool]) -> "Batch":
        """Return the batch with nothing but the articles that are kept; all of its new forms stay known."""
        if all(kept):
            return self
        chosen = np.array(kept, bool)
        frames = (self.frames[start:end] for start, end in pairwise(accumulate(self.frame_sizes, initial=0)))
        return Batch(
            Columns(
                list(compress(self.columns.ids, kept)),
                list(compress(self.columns.paths, kept)),
                list(compress(self.columns.sources, kept)),
                list(compress(self.columns.authors, kept)),
                list(compress(self.columns.categories, kept)),
                list(compress(self.columns.dates, kept)),
                list(compress(self.columns.digests, kept)),
            ),
            b"".join(compress(frames, kept)),
            list(compress(self.frame_sizes, kept)),
            self.forms[np.repeat(chosen, self.lengths)],
            self.lengths[chosen],
            self.title_lengths[chosen],
            self.statements.only(chosen),
            self.new_forms,
        )


class Splitter:
    """Makes batches; numbers forms in the order in which it meets them."""

    def __init__(self, dictionary: bytes = b"") -> None:
        self._table = FormTable()
        self._kinds = Kinds(self._table)
        self._compressor = Compressor(dictionary)

    def batch(self, articles: Sequence[Article]) -> Batch:
        """Return articles as a batch."""
        known = len(self._table.forms)
        texts = [text for article in articles for text in (article.title, article.text)]
        forms, counts, after = self._table.read(texts)
        by_part = counts.reshape(-1, 2)
        lengths = by_part.sum(axis=1, dtype=np.uint32)
        frames = [self._compressor.frame(to_record(article)) for article in articles]
        return Batch(
            Columns(
                [article.id for article in articles],
                [article.path for article in articles],
                [article.source for article in articles],
                [article.author for article in articles],
                [article.category for article in articles],
                [to_day(article.date) for article in articles],
                [to_digest(article.sha256) for article in articles],
            ),
            b"".join(frames),
            list(map(len, frames)),
            forms,
            lengths,
            by_part[:, 0].astype(np.uint32),
            find(self._kinds.of(forms), after, lengths),
            self._table.forms[known:],
        )
