"""Batches to a segment: stored articles go to disk at once, everything else when all articles are there.

Frames are written as they come, and so are the words, as numbers of forms in the order of their first appearance. At
the end the forms are sorted and given their keys, the words are written again by their final numbers, and each layer's
postings are made from them (`postings`). What is held in memory grows with the number of different forms, and by some
two hundred bytes an article; never with the length of the texts.
"""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Final

import numpy as np

from ..keys import LAYERS, FormKeys, keys_of_all
from .arrays import ArrayWriter, Written, written
from .dictionary import Dictionary
from .forward import write_forward
from .key_table import KeyTable, Numbers, key_table, keys_again, write_key_table
from .postings import write_layer
from .segment import ARTICLES, WORDS, Segment
from .splitting import Batch
from .stored import Columns, write_columns

Analyse = Callable[[Sequence[str]], Iterable[FormKeys]]
"""Gives forms their keys."""
MakeLayers = Callable[[Sequence[tuple[Path, Path, str, int, float]]], Iterable[Written]]
"""Calls `write_layer` with each of several groups of arguments."""


def layers_in_turn(tasks: Sequence[tuple[Path, Path, str, int, float]]) -> list[Written]:
    """Write layers one after the other, in this process."""
    return [write_layer(*task) for task in tasks]


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
        self._words = TemporaryFile()  # noqa: SIM115  closed when the segment is
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
        self._our_numbers(splitter, batch.new_forms)[batch.forms].tofile(self._words)

    def _our_numbers(self, splitter: int, new_forms: list[str]) -> Numbers:
        known = self._maps.get(splitter, np.zeros(0, np.uint32))
        numbers = self._numbers
        new = np.fromiter((numbers.setdefault(form, len(numbers)) for form in new_forms), np.uint32, len(new_forms))
        self._maps[splitter] = np.concatenate((known, new))
        return self._maps[splitter]

    def finish(
        self,
        nominal: int,
        mean_length: float,
        known: Sequence[Segment] = (),
        analyse: Analyse = keys_of_all,
        make_layers: MakeLayers = layers_in_turn,
    ) -> dict[str, Written]:
        """Write what is left, and return the segment's files by name.

        `nominal` and `mean_length` are those of the whole archive (see `postings.write_layer`); forms that a segment
        of `known` holds are not analysed again.
        """
        with undisturbed():
            return self._finish(nominal, mean_length, known, analyse, make_layers)

    def _finish(
        self, nominal: int, mean_length: float, known: Sequence[Segment], analyse: Analyse, make_layers: MakeLayers
    ) -> dict[str, Written]:
        write_columns(self._articles, self._columns, self._frame_sizes, self.dictionary)
        self._articles.close()
        self._articles_file.close()
        files = {f"{self.name}.{ARTICLES}": Written(self._articles.size, self._articles.checksum)}
        files[f"{self.name}.{WORDS}"] = self._write_words(*key_table(self._keys(known, analyse)))
        tasks = [(self._path(WORDS), self._path(layer), layer, nominal, mean_length) for layer in LAYERS]
        for (_, path, *_), layer in zip(tasks, make_layers(tasks), strict=True):
            files[path.name] = layer
        return files

    def close(self) -> None:
        """Close what was begun and is not to be finished; its file is left for whoever removes what is not needed."""
        for file in (self._articles_file, self._words):
            with suppress(OSError):  # what a full disk did not take is not written now either
                file.close()

    def _path(self, part: str) -> Path:
        return self._folder / f"{self.name}.{part}"

    def _keys(self, known: Sequence[Segment], analyse: Analyse) -> dict[str, FormKeys]:
        """Return the keys of every form, and of the usual spellings that no text has."""
        found: dict[str, FormKeys] = dict.fromkeys(self._numbers, _NO_KEYS)  # so that the order is that of numbers
        missing = list(self._numbers)
        while missing:
            for segment in known:
                held = _known_keys(segment.table, missing)
                found |= held
                missing = [form for form in missing if form not in held]
            found |= zip(missing, analyse(missing), strict=True)
            missing = [keys.exact[0] for keys in found.values() if len(keys.exact) > 1 and keys.exact[0] not in found]
            missing = list(dict.fromkeys(missing))
        return found

    def _write_words(self, table: KeyTable, form_of: Numbers) -> Written:
        words = np.memmap(self._words, np.uint32, "r") if self._words.tell() else np.zeros(0, np.uint32)
        lengths, title_lengths = (_joined(parts) for parts in (self._lengths, self._title_lengths))
        with written(self._path(WORDS)) as writer:
            write_key_table(writer, table)
            write_forward(writer, words, form_of[: len(self._numbers)], lengths, title_lengths)
        self._words.close()
        return Written(writer.size, writer.checksum)


_NO_KEYS: Final = FormKeys((), (), (), known=False)


def _joined(parts: Sequence[Numbers]) -> Numbers:
    return np.concatenate(parts) if parts else np.zeros(0, np.uint32)


def _known_keys(table: KeyTable, forms: Sequence[str]) -> dict[str, FormKeys]:
    """Return those of some forms that a table holds, with their keys."""
    assert isinstance(table.forms, Dictionary)
    return keys_again(table, [number for number in table.forms.find_all(forms) if number is not None])
