"""The ranking formula, part by part, against Python's own floats."""

import math

import numpy as np
import pytest
from fihris.index.impacts import (
    LARGEST,
    STEP,
    bm25,
    early,
    early_weight,
    idf,
    in_steps,
    key_weight,
    length_norm,
)
from fihris.index.keys import EXACT, LEMMA, ROOT
from hypothesis import given
from hypothesis import strategies as st

COUNT = st.integers(0, 10_000_000)


@given(COUNT, COUNT)
def test_idf(articles: int, holding: int) -> None:
    """IDF is never negative while no more articles hold a key than there are."""
    holding = min(articles, holding)
    expected = math.log(1 + (articles - holding + 0.5) / (holding + 0.5))
    assert float(idf(articles, holding)) == pytest.approx(expected, rel=1e-6)
    assert idf(articles, np.array([holding])).tolist() == [float(idf(articles, holding))]
    assert expected > 0


@given(st.integers(1, 1_000_000), st.integers(0, 1_000_000), st.floats(0, 100_000))
def test_bm25(tf: int, length: int, mean: float) -> None:
    """BM25 grows with how often a key stands, and shrinks with the article's length; a mean below 1 counts as 1."""
    norm = length_norm(np.array([length], np.uint32), mean)
    expected = 1.6 * tf / (tf + 0.6 * (0.3 + 0.7 * length / max(mean, 1)))
    assert bm25(np.array([tf], np.uint32), norm).tolist() == pytest.approx([expected], rel=1e-5)


@pytest.mark.parametrize(("first", "worth"), [(0, 0.75), (30, 0.375), (60, 0.25), (2**32 - 1, 0)])
def test_early(first: int, worth: float) -> None:
    """An early word is worth half after thirty words, and hardly anything at the end of a long text."""
    assert early(np.array([first], np.uint32)).tolist() == pytest.approx([worth], abs=1e-6)


@pytest.mark.parametrize(
    ("scores", "steps"),
    [
        pytest.param([0, -5, 0.0001], 1, id="one-at-the-least"),
        pytest.param([STEP * 7, STEP * 7.4, STEP * 6.6], 7, id="the-nearest"),
        pytest.param([STEP * LARGEST, 1e9, math.inf], LARGEST, id="the-most-that-fits"),
    ],
)
def test_in_steps(scores: list[float], steps: int) -> None:
    """A score is kept as the nearest whole number of steps that two bytes hold, never as nothing."""
    assert in_steps(np.array(scores, np.float32)).tolist() == [steps] * len(scores)


@pytest.mark.parametrize(
    ("layer", "key", "weight"),
    [
        (EXACT, "كتاب", 0.4),
        (LEMMA, "كتاب", 1.0),
        (ROOT, "كتب", 1.0),
        (EXACT, "هل", 0.12),
        (LEMMA, "هل", 0.3),
        (EXACT, "في", 0.4),
        (LEMMA, "في", 1.0),
    ],
)
def test_question_words_weigh_little(layer: str, key: str, weight: float) -> None:
    """The layer's weight, times three tenths for the keys of question words."""
    assert key_weight(layer, key) == pytest.approx(weight)


@pytest.mark.parametrize(("lemma", "weight"), [("كتاب", 1.0), ("هل", 0.3), ("في", 0.3)])
def test_early_function_words_weigh_little(lemma: str, weight: float) -> None:
    """Where a function word stands says little about the article."""
    assert early_weight(lemma) == weight
