"""What may be done between two commits: articles put and removed, segments merged, the commit itself.

Articles go into one new segment; what they replace is marked as deleted in the segment that holds it. At the commit
small segments are merged (`segments.merging`), and the manifest is put in place last (`segments.manifest`).
"""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from .article import Article
from .segments.analysis import analysed
from .segments.arrays import BadArrays, Written, written
from .segments.deletions import NONE, Deletions, counted, write_deletions
from .segments.manifest import Entry, Manifest, commit, damaged_files
from .segments.merging import merge, to_merge
from .segments.segment import Segment
from .segments.snapshot import Snapshot
from .segments.splitting import Batch, Splitter
from .segments.stored import TRAINED_ON, to_record, trained
from .segments.writer import Analyse, SegmentWriter, Share, in_turn

AT_ONCE: Final = 256
"""How many articles are split at once."""
FEWEST_NOMINAL: Final = 1024
"""IDF counts so many articles at the least when impacts are made, so that those of a small segment are exact enough."""
_OWN: Final = -1
"""The splitter of articles that are put one by one; other batches name theirs from 0."""
DRIFT: Final = 0.1
"""How far the mean length may drift from the one that impacts were made with before all are made again."""


class ArchiveWriter:
    """Collects what is to be committed; made by `Archive.writer`."""

    def __init__(self, folder: Path, manifest: Manifest, snapshot: Snapshot) -> None:
        self._folder = folder
        self._manifest = manifest
        self._snapshot = snapshot
        self._name = f"s{manifest.next}"
        self._waiting: list[Article] = []
        self._segment: SegmentWriter | None = None
        self._splitter = Splitter()
        self._numbers: dict[str, int] = {}
        """The number in the new segment of each article put."""
        self._dropped: set[int] = set()
        """Numbers in the new segment that count for nothing."""
        self._deleted: dict[str, set[int]] = {}
        """What is deleted of each older segment, by its name."""
        self._merge_all = False
        self._new_files: list[str] = []
        self._written: Manifest | None = None
        self.analyse: Analyse = analysed
        """Gives new forms their keys."""
        self.share: Share = in_turn
        """Has the files of a segment written."""

    def put(self, article: Article) -> None:
        """Add an article, in place of the one of the same id if there is one."""
        self.remove(article.id)
        self._numbers[article.id] = (len(self._segment) if self._segment is not None else 0) + len(self._waiting)
        self._waiting.append(article)
        if len(self._waiting) >= (AT_ONCE if self._segment is not None else TRAINED_ON):
            self._split()

    def remove(self, identifier: str) -> None:
        """Remove the article of an id, if there is one."""
        if (number := self._numbers.pop(identifier, None)) is not None:
            self._dropped.add(number)
        elif (found := self._snapshot.find(identifier)) is not None:
            segment, within = self._snapshot.place(found)
            self._deleted.setdefault(segment.name, set()).add(within)

    def begin(self, sample: Sequence[Article]) -> bytes:
        """Begin the new segment; return the compression dictionary that its frames use, trained on a sample.

        The dictionary of the largest segment is used again: articles of one archive are much alike.
        """
        largest = max(self._snapshot.segments, key=len, default=None)
        dictionary = largest.stored.dictionary if largest is not None else b""
        dictionary = dictionary or trained(map(to_record, sample))
        self._segment = SegmentWriter(self._folder, self._name, dictionary)
        self._splitter = Splitter(dictionary)
        return dictionary

    def put_batch(self, batch: Batch, splitter: int, kept: Sequence[bool]) -> None:
        """Add the articles of a batch made elsewhere with the dictionary of `begin`; some are not `kept` after all."""
        if self._waiting:
            self._split()
        assert self._segment is not None
        batch = batch.only(kept)
        for number, identifier in enumerate(batch.columns.ids, len(self._segment)):
            self.remove(identifier)
            self._numbers[identifier] = number
        self._segment.add(batch, splitter)

    def merge_all(self) -> None:
        """Have the commit write all articles into one segment."""
        self._merge_all = True

    def _split(self) -> None:
        if self._segment is None:
            self.begin(self._waiting)
        assert self._segment is not None
        for at in range(0, len(self._waiting), AT_ONCE):
            self._segment.add(self._splitter.batch(self._waiting[at : at + AT_ONCE]), _OWN)
        self._waiting.clear()

    def write(self) -> None:
        """Write every file of the commit but its manifest."""
        if self._waiting:
            self._split()
        if self._segment is not None and not len(self._segment):
            self._segment.close()
            self._segment = None
        if self._segment is not None or self._deleted or self._merge_all:
            old = [_with_deletions(segment, self._deleted.get(segment.name)) for segment in self._snapshot.segments]
            self._written = self._write(old, *self._plan(old))

    def commit(self) -> Manifest:
        """Put the new manifest in place, what it names first written if it is not; return it."""
        if self._written is None:
            self.write()
        if self._written is None:  # nothing was put, removed or merged
            return self._manifest
        commit(self._folder, self._written, self._new_files)
        return self._written

    def close(self) -> None:
        """Close what was being written, after an error; what no manifest names can be removed then."""
        if self._segment is not None:
            self._segment.close()

    def _plan(self, old: Sequence[Segment]) -> tuple[int, float]:
        """Return the first of the older segments that is written into the new one, and the mean length to use."""
        live = [len(segment) - segment.deletions.articles.size for segment in old]
        new = len(self._segment) - len(self._dropped) if self._segment is not None else 0
        words = sum(segment.forward.words - segment.deletions.words for segment in old)
        words += self._segment.words(self._dropped) if self._segment is not None else 0
        mean = words / max(1, sum(live) + new)
        used = self._manifest.mean_length
        if self._merge_all or not used or abs(mean / used - 1) > DRIFT:
            return 0, mean
        deleted = [segment.deletions.articles.size for segment in old]
        return to_merge([*live, new], [*deleted, 0]).start, used

    def _write(self, old: Sequence[Segment], first: int, mean_length: float) -> Manifest:
        """Write the new segment and the new deletions; return the manifest that names them."""
        merged, kept = old[first:], old[:first]
        self._check(merged)
        live = sum(len(segment) - segment.deletions.articles.size for segment in old)
        # Postings count what is dropped too; counted twice here, it cannot take all of a common key's IDF.
        new = len(self._segment) + len(self._dropped) if self._segment is not None else 0
        nominal = max(live + new, FEWEST_NOMINAL)
        if merged and self._segment is None:
            numbers = self._snapshot.live_numbers()[:TRAINED_ON].tolist()
            self.begin([self._snapshot.article(number) for number in numbers])
        entries = [self._kept(segment) for segment in kept]
        if self._segment is not None:
            merge(merged, self._segment, self._segment.dictionary)
            if len(self._segment) > len(self._dropped):
                files = self._segment.finish(nominal, mean_length, old, self.analyse, self.share)
                self._new_files += files
                entries.append(self._with_dropped(Entry(self._name, nominal, files)))
            else:
                self._segment.close()
        manifest = self._manifest
        return Manifest(manifest.commit + 1, mean_length, manifest.next + 1, tuple(entries))

    def _check(self, merged: Sequence[Segment]) -> None:
        """Check that segments are as they were written: copied damage would have checksums that are right."""
        for segment in merged:
            if damaged := damaged_files(self._folder, self._entry(segment).files):
                raise BadArrays(f"{', '.join(damaged)} not as written")

    def _entry(self, segment: Segment) -> Entry:
        return next(one for one in self._manifest.segments if one.name == segment.name)

    def _kept(self, segment: Segment) -> Entry:
        """Return the entry of an older segment that stays, with its new deletions written."""
        entry = self._entry(segment)
        return self._deletions(entry, segment.deletions, len(segment)) if segment.name in self._deleted else entry

    def _with_dropped(self, entry: Entry) -> Entry:
        if not self._dropped:
            return entry
        segment = Segment(self._folder, entry.name, entry.nominal, NONE)
        dropped = np.array(sorted(self._dropped), np.int64)
        return self._deletions(entry, counted(dropped, segment.table, segment.forward), len(segment))

    def _deletions(self, entry: Entry, deletions: Deletions, articles: int) -> Entry:
        name = f"{entry.name}.deleted-{self._manifest.commit + 1}"
        with written(self._folder / name) as writer:
            write_deletions(writer, deletions, articles)
        self._new_files.append(name)
        files = {one: file for one, file in entry.files.items() if one != entry.deletions}
        return replace(entry, files={**files, name: Written(writer.size, writer.checksum)}, deletions=name)


def _with_deletions(segment: Segment, deleted: Iterable[int] | None) -> Segment:
    """Return a segment with more of it deleted."""
    if deleted is None:
        return segment
    articles = np.union1d(segment.deletions.articles, np.array(sorted(deleted), np.int64))
    changed = copy(segment)
    changed.deletions = counted(articles, segment.table, segment.forward)
    return changed
