"""Statements of many articles: found at once, kept in a file, carried through merges."""

from pathlib import Path

import fihris
import numpy as np
import pytest
from fihris import Archive, Article
from fihris.index.segments.arrays import ArrayFile, ArrayWriter, BadArrays
from fihris.index.segments.forms import FormTable
from fihris.index.segments.statement_finder import Kinds, find
from fihris.index.segments.statements import StatementFile, Statements, joined, nothing, write_statements
from fihris.index.text import saying, words
from fihris.index.text import statements as rules
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(fihris.__file__).resolve().parent
Row = tuple[int, int, int, int, int, int]

PIECES = [
    *'«»"“:،,.()\n ؟-/', " ", "  ", " :\n\n«", '".  "', "2,500", "1,2", "3.5", "\u0654", "ﷺ", "ﻻ", "د", "漢", "ب漢",
    *"قال قالت وأضاف وأضافت فقال مؤكدا مضيفة قوله بحسب عن من في إن أن الوزير سامي علي حزب التصريح له للصحفيين".split(),
    *"كتاب فيما لم بالعدل ل x و وبين كتب كان وكانت قد الذي أكد دعمه حداد الاستراتيجياتالطويلةجدا".split(),
]  # fmt: skip
ROWS = st.lists(st.sampled_from(PIECES), max_size=80)
TEXTS = st.lists(st.one_of(ROWS.map(" ".join), ROWS.map("".join), st.text()), max_size=8)


def in_arrays(texts: list[str], table: FormTable, kinds: Kinds) -> list[list[Row]]:
    """Return the statements of each text, found all at once."""
    forms, counts, after = table.read(texts)
    found = find(kinds.of(forms), after, counts)
    rows = iter(zip(*(column.tolist() for column in found[1:]), strict=True))
    return [[next(rows) for _ in range(count)] for count in found.counts.tolist()]


def one_by_one(texts: list[str]) -> list[list[Row]]:
    """Return the statements of each text, found alone."""
    return [
        [
            (speaker[0], speaker[1] - speaker[0], verb, said[0], said[1] - said[0], doubtful)
            for speaker, verb, said, doubtful in rules.find(*saying.marked(text, list(words.split(text))))
            if speaker[1]
        ]
        for text in texts
    ]


@given(st.lists(TEXTS, max_size=3))
def test_all_at_once_as_one_by_one(batches: list[list[str]]) -> None:
    """Whatever texts come, in whatever batches: the statements are those of each text alone."""
    table = FormTable()
    kinds = Kinds(table)
    for texts in batches:
        assert in_arrays(texts, table, kinds) == one_by_one(texts)


@given(TEXTS)
def test_what_words_may_be_and_what_parts_them(texts: list[str]) -> None:
    """Kinds and signs are those of `text.saying`, word for word."""
    table = FormTable()
    forms, _, after = table.read(texts)
    alone = [saying.marked(text, list(words.split(text))) for text in texts]
    assert Kinds(table).of(forms).tolist() == [kind for kinds, _ in alone for kind in kinds]
    assert after.tolist() == [signs for _, all_signs in alone for signs in all_signs]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "seeds").rglob("*.*")) + sorted((ROOT.parent / "shared/seeds").glob("*"))
)
def test_real_articles(path: Path) -> None:
    """The articles at hand have the same statements either way."""
    texts = [path.read_text(encoding="utf-8", errors="replace")]
    table = FormTable()
    assert in_arrays(texts, table, Kinds(table)) == one_by_one(texts)


def test_a_long_text_is_read_in_parts() -> None:
    """A text that is longer than a block may lose some of a statement where it is cut, and nothing else."""
    text = "قال الوزير إن الطريق طويل. " * 40
    table = FormTable(block=100)
    (found,) = in_arrays([text], table, Kinds(table))
    assert len(found) > 30
    assert {verb for _, _, verb, *_ in found} <= {verb for _, _, verb, *_ in one_by_one([text])[0]}


SAID = ["قال الوزير إن الطريق طويل. وأضاف: «لن نيأس».", "لا أحد يتكلم هنا.", "وأكدت الوزيرة أن الغد قريب."]


def statements_of(texts: list[str]) -> Statements:
    """Return the statements of texts."""
    table = FormTable()
    forms, counts, after = table.read(texts)
    return find(Kinds(table).of(forms), after, counts)


def as_lists(statements: Statements) -> list[list[int]]:
    """Return the columns as lists."""
    return [column.tolist() for column in statements]


def test_a_file_keeps_statements(tmp_path: Path) -> None:
    """What is written is read again, for any articles in any order."""
    held = statements_of(SAID)
    write_statements(tmp_path / "x", held)
    file = StatementFile(ArrayFile(tmp_path / "x"), 3)
    assert len(file) == 3
    assert as_lists(file.of(np.arange(3))) == as_lists(held)
    assert file.of(np.array([2, 0])).verbs.tolist() == [0, 0, 5]
    assert file.of(np.array([2, 0])).doubtful.tolist() == [0, 0, 1]


def test_some_articles_only() -> None:
    """Statements go with their articles, and come together again."""
    held = statements_of(SAID)
    first, rest = held.only(np.array([True, False, False])), held.only(np.array([False, True, True]))
    assert first.counts.tolist() == [2]
    assert as_lists(joined([first, rest])) == as_lists(held)
    assert as_lists(joined([])) == as_lists(nothing(0))


@pytest.mark.parametrize(
    ("name", "values", "reason"),
    [
        ("starts", [0, 2, 2], "the statements are of another number of articles"),
        ("starts", [0, 2, 2, 4], "the offsets starts lead astray"),
        ("said", [3], "the statements are not whole"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(tmp_path: Path, name: str, values: list[int], reason: str) -> None:
    """Arrays of another length are found when the file is opened."""
    held = statements_of(SAID)
    arrays = {"starts": np.array([0, 2, 2, 3], np.uint64), **dict(zip(held._fields[1:], held[1:], strict=True))}
    arrays[name] = np.array(values, arrays[name].dtype)
    if name == "starts" and len(values) == 3:
        arrays[name][-1] = 3
    with (tmp_path / "x").open("wb") as file:
        writer = ArrayWriter(file)
        for one, array in arrays.items():
            writer.write(one, array)
        writer.close()
    with pytest.raises(BadArrays, match=reason):
        StatementFile(ArrayFile(tmp_path / "x"), 3)


def test_statements_outlive_merging_and_deleting(tmp_path: Path) -> None:
    """After updates, removals and a merge each article has the statements of its text."""
    archive = Archive.create(tmp_path / "a")
    archive.add(
        [Article(id=f"a{number}", title="الوزير يؤكد أن الغد قريب", text=text) for number, text in enumerate(SAID)]
    )
    archive.add([Article(id="a1", title="", text=SAID[2]), Article(id="a9", title="", text=SAID[0])])
    with archive.writer() as writer:
        writer.remove("a0")
        writer.write()
    for _ in range(2):
        expected = {"a2": 2, "a1": 1, "a9": 2}
        assert counts(archive) == expected
        archive.merge()


def counts(archive: Archive) -> dict[str, int]:
    """Return how many statements each article has."""
    found: dict[str, int] = {}
    for number in archive.snapshot.live_numbers().tolist():
        segment, within = archive.snapshot.place(number)
        held = segment.statements.of(np.array([within]))
        found[segment.stored.article(within).id] = int(held.counts[0])
    return found
