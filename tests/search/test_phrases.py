"""Words in a row: in which articles, in which order, how near, and never from a title into the text."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from fihris import Archive, Article
from fihris.index.segments import forward
from fihris.search import phrases
from fihris.search.evaluate import Match
from fihris.search.phrases import holding, in_blocks
from fihris.search.query import Field, Or, Phrase, Query, Word
from fihris.search.terms import Terms
from hypothesis import given, settings
from hypothesis import strategies as st

InSegments = Callable[..., Archive]

ARTICLES = [
    [
        Article(id="row", title="رئيس الحكومة", text="قال رئيس الحكومة أمس"),
        Article(id="near", text="قال رئيس هذه الحكومة أمس"),
        Article(id="far", text="رئيس الوفد الذي زار الحكومة"),
    ],
    [
        Article(id="back", text="الحكومة رئيس الوفد"),
        Article(id="across", title="وصل رئيس", text="الحكومة هنا"),
        Article(id="title", title="رئيس تلك الحكومة", text="نص"),
    ],
    [Article(id="forms", text="قال رئيسها لحكومته"), Article(id="twice", text="رئيس رئيس الوفد والحكومة")],
]


@pytest.fixture(scope="module")
def segments(in_segments: InSegments) -> Archive:
    """Return the articles in three segments."""
    return in_segments(ARTICLES)


def found(archive: Archive, query: str, match: Match = "any") -> list[str]:
    results = archive.search(query, match=match, passages=0)
    assert results.total == len(results.hits)
    return sorted(hit.article.id for hit in results.hits)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"رئيس الحكومة"', ["row"]),
        ('"رئيس الحكومة"~1', ["near", "row", "title"]),
        ('"رئيس الحكومة"~2', ["near", "row", "title"]),
        ('"رئيس الحكومة"~3', ["far", "near", "row", "title"]),
        ('"رئيس الحكومة"~100', ["far", "near", "row", "title"]),
        ('"الحكومة رئيس"~3', ["back"]),
        ('"رئيس الحكومة"~', ["forms", "row"]),
        ('"رئيس الحكومة"~~1', ["forms", "near", "row", "title", "twice"]),
        ('"رئيس الحكومة"~~3', ["far", "forms", "near", "row", "title", "twice"]),
        ('"رئيس رئيس"', ["twice"]),
        ('"رئيس رئيس رئيس"~9', []),
        ('"قال رئيس الحكومة"', ["row"]),
        ('"قال رئيس الحكومة"~1', ["near", "row"]),
        ('"قال الحكومة أمس"~2', ["near", "row"]),
        ('عنوان:"رئيس الحكومة"', ["row"]),
        ('عنوان:"رئيس الحكومة"~1', ["row", "title"]),
        ('عنوان:"قال رئيس"', []),
        ('عنوان:"وصل رئيس" و "الحكومة هنا"', ["across"]),
        ('"رئيس الحكومة"~1 NOT عنوان:رئيس', ["near"]),
        ('"رئيس غواصة"~5', []),
    ],
)
def test_found(segments: Archive, query: str, expected: list[str]) -> None:
    """The words in their order, so many others between two of them at the most, in title or text."""
    assert found(segments, query) == expected
    assert found(segments, query, "all") == expected


@pytest.mark.parametrize("slop", ["", "~", "~1", "~20", "~100", "~~100"])
def test_no_phrase_crosses_the_end_of_a_title(segments: Archive, slop: str) -> None:
    """However many words may stand between, the title's last and the text's first are no phrase."""
    assert "across" not in found(segments, f'"رئيس الحكومة"{slop}')


LETTERS = st.sampled_from("ابجد")
PARTS = st.lists(LETTERS, max_size=6).map(tuple)
ROWS = st.tuples(PARTS, PARTS)


def is_in_a_row(part: Sequence[str], wanted: Sequence[str], slop: int) -> bool:
    """Tell whether words stand in a row, by trying every place for each."""
    places = [at for at, word in enumerate(part) if word == wanted[0]]
    for key in wanted[1:]:
        places = [at for at, word in enumerate(part) if word == key and any(0 < at - one <= slop + 1 for one in places)]
    return bool(places)


@settings(max_examples=40)
@given(
    batches=st.lists(st.lists(ROWS, min_size=1, max_size=6), min_size=1, max_size=3),
    asked=st.lists(st.lists(LETTERS, min_size=1, max_size=4), min_size=1, max_size=6),
    slop=st.integers(0, 4),
    at_once=st.sampled_from([1, 2, 2048]),
)
def test_what_stands_in_a_row(
    in_segments: InSegments,
    batches: list[list[tuple[Sequence[str], Sequence[str]]]],
    asked: list[list[str]],
    slop: int,
    at_once: int,
) -> None:
    """Read from the forward index, however few articles at once: what trying every place finds."""
    rows = [row for batch in batches for row in batch]
    numbers = iter(range(len(rows)))
    archive = in_segments(
        [[Article(id=str(next(numbers)), title=" ".join(a), text=" ".join(b)) for a, b in batch] for batch in batches]
    )
    fields: list[tuple[Field, int]] = [("", 2), ("title", 1)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phrases, "AT_ONCE", at_once)
        for wanted in asked:
            slots = [Terms((key,), (), ()) for key in wanted]
            for field, parts in fields:
                expected = [any(is_in_a_row(part, wanted, slop) for part in row[:parts]) for row in rows]
                found = holding(archive.snapshot, np.ones(len(rows), bool), slots, slop, field)
                places = [archive.snapshot.find(str(row)) or 0 for row in range(len(rows))]  # merged: anew
                assert [bool(found[place]) for place in places] == expected


def test_only_candidates_are_read(segments: Archive) -> None:
    """What is no candidate is not found, though it holds the phrase."""
    candidates = np.zeros(segments.snapshot.size, bool)
    assert not holding(segments.snapshot, candidates, [Terms(("رءيس",), (), ())], 0, "").any()


@pytest.mark.parametrize("limit", [1, 2, 3, 10])
@pytest.mark.parametrize("slop", [0, 1, 3])
def test_the_best_that_hold_a_phrase(segments: Archive, limit: int, slop: int) -> None:
    """A phrase alone, whose candidates are read best first, has the hits and scores that it has in a larger query."""
    phrase = Phrase(("رءيس", "الحكومة"), slop=slop)
    alone = segments.search(Query("", phrase), limit=limit, passages=0)
    among = segments.search(Query("", Or((phrase, Word("غواصة", layer="exact")))), limit=limit, passages=0)
    assert [(one.article.id, one.score) for one in alone.hits] == [(one.article.id, one.score) for one in among.hits]
    assert alone.total == among.total


def test_a_phrase_of_deleted_articles_is_not_found(in_segments: InSegments) -> None:
    """What was deleted holds nothing."""
    archive = in_segments(ARTICLES, ["row", "far"])
    assert found(archive, '"رئيس الحكومة"~3') == ["near", "title"]


def test_rare_words_and_other_spellings_in_a_row(in_segments: InSegments, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words too rare for a code, and spellings of one word, stand in a row as all others do."""
    texts = ["قال ترمب أمس", "قال ترامب أمس", "أمس قال ترامب", "قال أمس ترمب", "قال قال قال أمس أمس"]
    archive = in_segments([[Article(id=str(number), text=text) for number, text in enumerate(texts)]])
    expected = {'"قال ترامب"': ["0", "1", "2"], '"قال ترمب"~1': ["0", "1", "2", "3"], '"ترمب أمس"': ["0", "1"]}
    assert {query: found(archive, query) for query in expected} == expected
    monkeypatch.setattr(forward, "ESCAPE", 2)
    archive = in_segments([[Article(id=str(number), text=text) for number, text in enumerate(texts)]])
    assert {query: found(archive, query) for query in expected} == expected


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 5000])
def test_blocks_are_all_there_is(size: int) -> None:
    """Every number comes once, in order."""
    numbers = np.arange(size)
    assert np.concatenate([numbers[:0], *in_blocks(numbers)]).tolist() == numbers.tolist()
