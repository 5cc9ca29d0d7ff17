"""The forward index: the same words as plain lists, whatever is asked for at once."""

from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from fihris.index.analyzer import PART_END, WordTokenizer
from fihris.index.segments import forward as forward_module
from fihris.index.segments import gathered as module
from fihris.index.segments import packed
from fihris.index.segments.arrays import ArrayFile, BadArrays, written
from fihris.index.segments.forms import FormTable
from fihris.index.segments.forward import PART_GAP, Forward, Words, sections
from fihris.index.segments.gathered import Gathered, write_words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
FORMS = 6


class Listed(NamedTuple):
    """An article as plain lists of forms."""

    title: list[int]
    text: list[int]


SOME = st.lists(st.integers(0, FORMS - 1), max_size=6)
ARTICLES = st.lists(st.builds(Listed, SOME, SOME), max_size=8)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some.words"


@pytest.fixture(params=[1, 3, 1000], ids=["one-code", "three-codes", "codes-for-all"])
def codes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Give so many forms a code of two bytes, and make blocks of five words."""
    monkeypatch.setattr(forward_module, "ESCAPE", request.param)
    monkeypatch.setattr(module, "_AT_ONCE", 5)
    return int(request.param)


def gathered_of(path: Path, articles: list[Listed], form_of: list[int] | None = None) -> Gathered:
    """Return articles as they are gathered: their words by other numbers than those of the forms."""
    numbers = form_of or list(range(FORMS))
    ours = {form: number for number, form in enumerate(numbers)}
    words = [ours[form] for title, text in articles for form in (*title, *text)]
    np.array(words, np.uint32).tofile(path.with_suffix(".gathered"))
    return Gathered(
        path.with_suffix(".gathered"),
        np.array(numbers, np.uint32),
        np.array([len(title) + len(text) for title, text in articles], np.uint32),
        np.array([len(title) for title, _ in articles], np.uint32),
    )


def forward(path: Path, articles: list[Listed], form_of: list[int] | None = None) -> Forward:
    """Return the forward index of articles."""
    write_words(gathered_of(path, articles, form_of), path)
    return Forward(ArrayFile(path))


def plain(words: Words) -> list[Listed]:
    """Return words as plain lists."""
    assert {words.forms.dtype, words.lengths.dtype, words.title_lengths.dtype} == {np.dtype(np.uint32)}
    ends = list(accumulate(words.lengths.tolist(), initial=0))
    titles = words.title_lengths.tolist()
    forms = words.forms.tolist()
    return [
        Listed(forms[start : start + title], forms[start + title : end])
        for (start, end), title in zip(pairwise(ends), titles, strict=True)
    ]


@SAME_FOLDER
@given(ARTICLES, st.permutations(range(FORMS)), st.data())
def test_words_come_back(
    path: Path, codes: int, articles: list[Listed], form_of: list[int], data: st.DataObject
) -> None:
    """All articles, neighbours, any choice in any order, and titles alone hold the words that were written."""
    found = forward(path, articles, form_of)
    lengths = [len(title) + len(text) for title, text in articles]
    assert (found.words, found.lengths.tolist()) == (sum(lengths), lengths)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(articles))] * 2)))
    assert plain(found.between(start, end)) == articles[start:end]
    chosen = data.draw(st.lists(st.integers(0, len(articles) - 1), max_size=6)) if articles else []
    numbers = np.array(chosen, np.int64)
    assert plain(found.of(numbers)) == [articles[number] for number in chosen]
    assert plain(found.titles_of(numbers)) == [Listed(articles[number].title, []) for number in chosen]


@SAME_FOLDER
@given(ARTICLES, st.dictionaries(st.integers(0, FORMS + 1), st.integers(1, 9)), st.data())
def test_words_by_other_numbers(
    path: Path, codes: int, articles: list[Listed], numbers: dict[int, int], data: st.DataObject
) -> None:
    """Each word has the number that its form was given, whether the form has a code or not; 0 without one."""
    found = forward(path, articles)
    chosen = data.draw(st.lists(st.integers(0, len(articles) - 1), max_size=6)) if articles else []
    forms = np.array(sorted(numbers), np.uint32)
    given_to = np.array([numbers[form] for form in sorted(numbers)], np.uint16)
    read = found.renumbered(np.array(chosen, np.int64), forms, given_to)
    words = [form for number in chosen for form in (*articles[number].title, *articles[number].text)]
    assert read.words.tolist() == [numbers.get(form, 0) for form in words]
    lengths = found.lengths_of(np.array(chosen, np.int64)).tolist()
    assert read.lengths.tolist() == lengths == [len(articles[at].title) + len(articles[at].text) for at in chosen]
    assert read.title_lengths.tolist() == [len(articles[at].title) for at in chosen]


@SAME_FOLDER
@given(ARTICLES, st.integers(1, 20))
def test_blocks_are_all_articles_in_turn(path: Path, codes: int, articles: list[Listed], words: int) -> None:
    """What is gathered comes in blocks of whole articles, one at the least, else no more words than were asked for."""
    gathered = gathered_of(path, articles)
    for start in range(len(articles) + 1):
        blocks = [(plain(block), first) for block, first in gathered.blocks(start, len(articles), words)]
        assert [article for block, _ in blocks for article in block] == articles[start:]
        assert [first for _, first in blocks] == [
            start + before for before in accumulate((len(block) for block, _ in blocks[:-1]), initial=0)
        ][: len(blocks)]
        sizes = [(len(block), sum(len(title) + len(text) for title, text in block)) for block, _ in blocks]
        assert all(count == 1 or held <= words for count, held in sizes)


@pytest.mark.parametrize(
    ("articles", "expected"),
    [(0, []), (1, [(0, 1)]), (3, [(0, 3)]), (4, [(0, 3), (3, 4)]), (7, [(0, 3), (3, 6), (6, 7)])],
)
def test_sections(monkeypatch: pytest.MonkeyPatch, articles: int, expected: list[tuple[int, int]]) -> None:
    """A section has so many articles, the last one what is left."""
    monkeypatch.setattr(packed, "SECTION_ARTICLES", 3)
    assert sections(articles) == expected


def test_more_forms_than_codes(path: Path) -> None:
    """The forms that stand most often have codes; all others, more than two bytes can tell apart, come back too."""
    forms = 70_000
    rare = list(range(forms))
    common = [forms - 1] * 3
    form_of = list(range(forms))
    found = forward(path, [Listed(common, rare), Listed([], rare[::-1])], form_of)
    assert plain(found.between(0, 2)) == [Listed(common, rare), Listed([], rare[::-1])]
    assert plain(found.titles_of(np.array([1, 0]))) == [Listed([], []), Listed(common, [])]
    assert (found._common.size, found._common[0], found._escaped.size) == (0xFFFF, forms - 1, 2 * (forms - 0xFFFF))


@given(st.lists(st.text("اب 1"), min_size=2, max_size=8))
def test_positions_are_those_of_the_analyzer(texts: list[str]) -> None:
    """Title and text are as far apart as in the field that Whoosh's analyzers read, empty ones too."""
    pairs = list(zip(texts[::2], texts[1::2], strict=False))
    forms, counts = FormTable().number([part for pair in pairs for part in pair])
    by_part = counts.reshape(-1, 2)
    words = Words(forms, by_part.sum(axis=1, dtype=np.uint32), by_part[:, 0])
    tokens = [WordTokenizer()(f"{title}{PART_END}{text}", positions=True) for title, text in pairs]
    assert words.positions().tolist() == [token.pos for some in tokens for token in some]


def test_positions() -> None:
    """Positions count words; some stay empty between a title and its text."""
    words = Words(np.arange(7, dtype=np.uint32), np.array([3, 0, 2, 2], np.uint32), np.array([1, 0, 0, 2], np.uint32))
    assert words.positions().tolist() == [0, 1 + PART_GAP, 2 + PART_GAP, 0, 1, 0, 1]


def of_three_articles() -> dict[str, NDArray[Any]]:
    """Return the arrays of a forward index of three articles."""
    return {
        "codes": np.zeros(4, np.uint16),
        "common": np.zeros(1, np.uint32),
        "escaped": np.zeros(0, np.uint32),
        "starts": np.array([0, 2, 4, 4], np.uint64),
        "escaped_starts": np.zeros(4, np.uint64),
        "title_lengths": np.array([1, 2, 0], np.uint32),
    }


@pytest.mark.parametrize(
    ("name", "values", "says"),
    [
        ("starts", [0, 2, 4, 3], "the offsets starts lead astray"),
        ("starts", [0, 9, 2, 4], "the offsets starts lead astray"),
        ("starts", [0, 4], "the words are of another number of articles"),
        ("escaped_starts", [0, 0, 0, 1], "the offsets escaped_starts lead astray"),
        ("escaped_starts", [], "the offsets escaped_starts lead astray"),
        ("title_lengths", [1, 1], "the words are of another number of articles"),
        ("title_lengths", [1, 3, 0], "a title is longer than its article"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(path: Path, name: str, values: list[int], says: str) -> None:
    """Opening checks what would lead outside or take memory without end."""
    arrays = of_three_articles()
    arrays[name] = np.array(values, arrays[name].dtype)
    with written(path) as writer:
        for one, array in arrays.items():
            writer.write(one, array)
    with pytest.raises(BadArrays, match=says):
        Forward(ArrayFile(path))
