"""What a score is made of: the parts, worked out from the article and the formula, add up to the engine's own sum."""

import datetime as dt

import pytest
from fihris import Archive
from fihris.index.impacts import STEP
from fihris.search.evaluate import Match
from fihris.search.explain import Explanation, Part
from fihris.search.query import Node, Query
from hypothesis import given, settings
from hypothesis import strategies as st

from ..conftest import ARTICLES, InSegments
from .test_evaluate import TREES, Row

QUERIES = (
    "النفط",
    "أسعار النفط",
    "من يراقب أسعار الذهب",
    "=النفط الذهب",
    "جذر:حكم",
    "«أسعار النفط»",
    "«سعر ذهب»~",
    '"أسعار والفضة"~1 أو عاصفة',
    "(النفط و الذهب) أو عنوان:الحكومة",
    "عنوان:النفط ليس الحكومة",
    "مصدر:الاقتصاد النفط",
    "ال*",
    "البرميلل~",
    "في من",
    "*",
)


def explained(archive: Archive, query: str | Query, match: Match = "any") -> list[Explanation]:
    hits = archive.search(query, match=match, limit=100, explain=True).hits
    found = [hit.explanation for hit in hits]
    assert [round(one.score, 6) for one in found if one] == [round(hit.score, 6) for hit in hits]
    return [one for one in found if one]


def check(explanation: Explanation) -> None:
    """Check that the parts add up to the score, each a whole number of steps and at most one step away."""
    steps = [part.score / STEP for part in explanation.parts]
    assert steps == pytest.approx([round(one) for one in steps])
    assert abs(explanation.rounding / STEP) <= len(steps) + 1e-6
    assert sum(steps) + explanation.rounding / STEP == pytest.approx(explanation.score / STEP)


@pytest.mark.parametrize("match", ["any", "all"])
@pytest.mark.parametrize("query", QUERIES)
def test_the_parts_add_up(archive: Archive, query: str, match: Match) -> None:
    """Whatever the query, the parts of a hit add up to its score, to a step a part."""
    for explanation in explained(archive, query, match):
        check(explanation)


@pytest.fixture(scope="module")
def pieces(in_segments: InSegments) -> Archive:
    """Return the articles as three segments, of which one article is deleted."""
    return in_segments([ARTICLES[:2], ARTICLES[2:4], ARTICLES[4:]], ["dust"])


@pytest.mark.parametrize("query", QUERIES)
def test_the_parts_add_up_over_segments(pieces: Archive, query: str) -> None:
    """The archive's own counts are in the formula, however articles fell into segments."""
    for explanation in explained(pieces, query):
        check(explanation)


@settings(max_examples=150)
@given(TREES, st.sampled_from(["any", "all"]))
def test_any_tree_is_explained(pieces_of_forms: Archive, tree: Node, match: Match) -> None:
    """What an article does not match gives it nothing, wherever it stands in the query."""
    for explanation in explained(pieces_of_forms, Query("", tree), match):
        check(explanation)


@pytest.fixture(scope="module")
def pieces_of_forms(in_segments: InSegments) -> Archive:
    """Return articles of the words that the trees are made of."""
    rows = [
        Row(("النفط",), ("نفط", "الحكومة", "قمر"), ("سمك",), ("قمر",), (), dt.date(2021, 7, 1)),
        Row((), ("حكومته", "نفط", "نفط", "g20"), ("جبل",), (), ("سمك", "نفط"), dt.date(2021, 7, 15)),
        Row(("قمر", "سمك"), ("جبل",), (), ("جبل", "قمر"), (), None),
        Row(("الحكومة",), ("النفط", "سمك", "قمر", "جبل", "نفط", "g20"), ("قمر", "جبل"), (), ("سمك",), None),
        Row((), ("سمك", "سمك"), ("النفط",), ("قمر",), ("جبل",), dt.date(2022, 1, 1)),
    ]
    articles = [row.article(number) for number, row in enumerate(rows)]
    return in_segments([articles[:3], articles[3:]])


def test_an_explanation_by_example(archive: Archive) -> None:
    """Each key of each word: its layer, how often it stands in the article, where first, and in how many articles."""
    (explanation,) = explained(archive, "البرميل")
    facts = [(part.word, part.layer, part.key, part.times, part.first, part.holding) for part in explanation.parts]
    assert facts == [
        ("البرميل", "exact", "البرميل", 1, 22, 1),
        ("البرميل", "lemma", "برميل", 1, 22, 1),
        ("البرميل", "root", "~برمل", 1, 22, 1),
    ]
    assert [part.early > 0 for part in explanation.parts] == [False, True, False]
    assert all(part.early < part.score for part in explanation.parts)


def test_of_the_readings_of_a_word_the_best_counts(archive: Archive) -> None:
    """A layer gives one part a word, however many keys the word has there."""
    for explanation in explained(archive, "سعر ولايات"):
        assert len({(part.word, part.layer) for part in explanation.parts}) == len(explanation.parts)


def test_a_filter_and_what_is_excluded_give_nothing(archive: Archive) -> None:
    """Only words of the text are worth something."""
    for explanation in explained(archive, "مصدر:الاقتصاد -عاصفة"):
        assert explanation == Explanation(0.0, ())


def test_nothing_is_explained_unless_asked_for(archive: Archive) -> None:
    """An explanation takes time."""
    assert [hit.explanation for hit in archive.search("النفط").hits] == [None, None]


def test_rounding_is_what_is_left() -> None:
    """The sum of the parts and the rounding is the score."""
    part = Part("نفط", "exact", "نفط", 1.235, 0.0, 1, 0, 1)
    assert Explanation(2.475, (part, part)).rounding == pytest.approx(0.005)
    assert Explanation(2.47, (part, part)).rounding == 0
