"""Batches to a segment: stored articles go to disk at once, everything else when all articles are there.

Frames are written as they come, and so are the words, as numbers of forms in the order of their first appearance. At
the end the forms are sorted and given their keys, the words are written again by their final numbers, and each layer's
postings are made from them (`postings`). What is held in memory grows with the number of different forms, and by some
two hundred bytes an article; never with the length of the texts.
"""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np

from ..keys import EXACT, LEMMA, ROOT
from .analysed import Analysed, Numbers, joined
from .analysis import analysed
from .arrays import ArrayWriter, Written, written
from .dictionary import Dictionary
from .gathered import Gathered, write_words
from .key_table import KeyTable, analysed_again, in_order, key_table, write_key_table
from .postings import write_layer
from .ranges import taken
from .segment import ARTICLES, FORMS, GATHERED, STATEMENTS, WORDS, Segment
from .splitting import Batch
from .statements import Statements, write_statements
from .statements import joined as all_statements
from .stored import Columns, write_columns

Analyse = Callable[[Sequence[str]], Analysed]
"""Gives forms their keys."""
Task = tuple[Callable[..., Written], tuple[Any, ...]]
"""What writes a file, and what it is called with."""
Share = Callable[[Sequence[Task]], Iterable[Written]]
"""Has several files written, and returns what was written in the order of the tasks."""


def in_turn(tasks: Sequence[Task]) -> list[Written]:
    """Write files one after the other, in this process."""
    return [write(*arguments) for write, arguments in tasks]


@contextmanager
def undisturbed() -> Iterator[None]:
    """Make millions of small tuples, not one cycle among them: looking for cycles would take longer than they do."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class SegmentWriter:
    """Writes one segment."""

    def __init__(self, folder: Path, name: str, dictionary: bytes = b"") -> None:
        """Begin a segment; `dictionary` is the one that its frames were compressed with."""
        self.name = name
        self._folder = folder
        self.dictionary = dictionary
        """The compression dictionary of the frames."""
        self._articles_file = self._path(ARTICLES).open("wb")
        self._articles = ArrayWriter(self._articles_file)
        self._articles.begin("frames", "|u1")
        self._columns = Columns([], [], [], [], [], [], [])
        self._frame_sizes: list[int] = []
        self._lengths: list[Numbers] = []
        self._title_lengths: list[Numbers] = []
        self._statements: list[Statements] = []
        self._words = self._path(GATHERED).open("wb")
        self._numbers: dict[str, int] = {}
        self._maps: dict[int, Numbers] = {}
        """For each splitter, its numbers of forms to ours."""

    def __len__(self) -> int:
        """Return how many articles were added."""
        return len(self._frame_sizes)

    def words(self, dropped: Collection[int] = ()) -> int:
        """Return how many words the added articles have, but for those that are dropped."""
        lengths = _joined(self._lengths)
        return int(lengths.sum(dtype=np.int64)) - int(lengths[list(dropped)].sum(dtype=np.int64) if dropped else 0)

    def add(self, batch: Batch, splitter: int = 0) -> None:
        """Add a batch of a splitter; all batches of one splitter come here, in their order."""
        self._articles.extend(np.frombuffer(batch.frames, np.uint8))
        columns: Iterable[tuple[list[Any], list[Any]]] = zip(self._columns, batch.columns, strict=True)
        for column, values in columns:
            column.extend(values)
        self._frame_sizes.extend(batch.frame_sizes)
        self._lengths.append(batch.lengths)
        self._title_lengths.append(batch.title_lengths)
        self._statements.append(batch.statements)
        taken(self._our_numbers(splitter, batch.new_forms), batch.forms).tofile(self._words)

    def _our_numbers(self, splitter: int, new_forms: list[str]) -> Numbers:
        known = self._maps.get(splitter, np.zeros(0, np.uint32))
        self._maps[splitter] = np.concatenate((known, self._numbered(new_forms, alone=self._maps.keys() <= {splitter})))
        return self._maps[splitter]

    def _numbered(self, new_forms: list[str], *, alone: bool) -> Numbers:
        """Return our numbers of a splitter's new forms; they are new to us too where it is the only one so far."""
        numbers = self._numbers
        if alone:
            first = len(numbers)
            numbers.update(zip(new_forms, range(first, first + len(new_forms)), strict=True))
            return np.arange(first, len(numbers), dtype=np.uint32)
        return np.fromiter((numbers.setdefault(form, len(numbers)) for form in new_forms), np.uint32, len(new_forms))

    def finish(
        self,
        nominal: int,
        mean_length: float,
        known: Sequence[Segment] = (),
        analyse: Analyse = analysed,
        share: Share = in_turn,
    ) -> dict[str, Written]:
        """Write what is left, and return the segment's files by name.

        `nominal` and `mean_length` are those of the whole archive (see `postings.write_layer`); forms that a segment
        of `known` holds are not analysed again.
        """
        with undisturbed():
            return self._finish(nominal, mean_length, known, analyse, share)

    def _finish(
        self, nominal: int, mean_length: float, known: Sequence[Segment], analyse: Analyse, share: Share
    ) -> dict[str, Written]:
        write_columns(self._articles, self._columns, self._frame_sizes, self.dictionary)
        self._articles.close()
        self._articles_file.close()
        files = {f"{self.name}.{ARTICLES}": Written(self._articles.size, self._articles.checksum)}
        statements = write_statements(self._path(STATEMENTS), all_statements(self._statements))
        files[f"{self.name}.{STATEMENTS}"] = statements
        table, form_of = self._table(known, analyse)
        files[f"{self.name}.{FORMS}"] = self._write_forms(table)
        self._words.close()
        gathered = Gathered(self._path(GATHERED), form_of, _joined(self._lengths), _joined(self._title_lengths))
        forms, postings = self._path(FORMS), (nominal, mean_length)
        tasks: dict[str, Task] = {  # the longest first, so that none is waited for at the end
            LEMMA: (write_layer, (gathered, forms, self._path(LEMMA), LEMMA, *postings)),
            EXACT: (write_layer, (gathered, forms, self._path(EXACT), EXACT, *postings)),
            ROOT: (write_layer, (gathered, forms, self._path(ROOT), ROOT, *postings)),
            WORDS: (write_words, (gathered, self._path(WORDS))),
        }
        for part, done in zip(tasks, share(list(tasks.values())), strict=True):
            files[f"{self.name}.{part}"] = done
        gathered.path.unlink()
        return files

    def close(self) -> None:
        """Close what was begun and is not to be finished; its file is left for whoever removes what is not needed."""
        for file in (self._articles_file, self._words):
            with suppress(OSError):  # what a full disk did not take is not written now either
                file.close()

    def _path(self, part: str) -> Path:
        return self._folder / f"{self.name}.{part}"

    def _analysed(self, known: Sequence[Segment], analyse: Analyse) -> tuple[list[str], Analysed]:
        """Return every form and what the analysis says of it; the usual spellings that no text has among them."""
        forms: list[str] = []
        parts: list[Analysed] = []
        wanted = dict.fromkeys(self._numbers)
        missing = list(wanted)
        while missing:
            for segment in known:
                numbers = _found(segment.table, missing)
                held = [at for at, number in enumerate(numbers) if number is not None]
                parts.append(analysed_again(segment.table, np.array([numbers[at] for at in held], np.int64)))
                forms += [missing[at] for at in held]
                missing = [form for form, number in zip(missing, numbers, strict=True) if number is None]
            parts.append(analyse(missing))
            forms += missing
            usual = dict.fromkeys(text for part in parts for text in part.usual.values() if text not in wanted)
            wanted |= usual
            missing = list(usual)
        return forms, joined(parts)

    def _table(self, known: Sequence[Segment], analyse: Analyse) -> tuple[KeyTable, Numbers]:
        """Return the table of forms and keys, and the number in it of each of our forms."""
        with ThreadPoolExecutor(1) as thread:  # sorted here while other processes analyse
            ordered = thread.submit(in_order, () if known else self._numbers)
            forms, analysed = self._analysed(known, analyse)
        table, number = key_table(forms, analysed, ordered.result())
        if known:
            places = {form: place for place, form in enumerate(forms)}
            return table, number[np.fromiter(map(places.__getitem__, self._numbers), np.int64, len(self._numbers))]
        return table, number[: len(self._numbers)]  # ours came first, in their order

    def _write_forms(self, table: KeyTable) -> Written:
        with written(self._path(FORMS)) as writer:
            write_key_table(writer, table)
        return Written(writer.size, writer.checksum)


def _joined(parts: Sequence[Numbers]) -> Numbers:
    return np.concatenate(parts) if parts else np.zeros(0, np.uint32)


def _found(table: KeyTable, forms: Sequence[str]) -> list[int | None]:
    assert isinstance(table.forms, Dictionary)
    return table.forms.find_all(forms)
