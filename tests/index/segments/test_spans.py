"""Words of a text found all at once: where `words.spans` finds them, whatever the text holds."""

import pytest
from fihris.index.segments.spans import word_spans
from fihris.index.text import words
from hypothesis import example, given
from hypothesis import strategies as st

ANY_TEXT = st.text(st.characters(exclude_categories=()))
TRICKY_TEXT = st.text(
    "ابتةؤئكَّـ\u0654ويى ﻻﷲﷺ12٣.,،٬٫ aB-_«ßﬁ漢\n\0\u200f\u00a0\u0300\U0001d400\U0001f600\U000e0100\ud800\udc00"
)
NUMBERS = st.text("12٣.,،٬٫ aبـ\u064b\u0654")


def found(text: str) -> list[tuple[int, int]]:
    spans = word_spans(text)
    return list(zip(spans.starts.tolist(), spans.ends.tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" ، ", []),
        ("قال", [(0, 3)]),
        ("قال، إنّ كـل", [(0, 3), (5, 8), (9, 12)]),
        ("\u064bقال\u064b \u064b", [(1, 5)]),
        ("Sliderالعرب", [(0, 6), (6, 11)]),
        ("ب50", [(0, 1), (1, 3)]),
        ("2,500 جندي.", [(0, 5), (6, 10)]),
        ("1,2,3", [(0, 1), (2, 3), (4, 5)]),
        ("2021.07.25", [(0, 10)]),
        ("في 2021.وقال", [(0, 2), (3, 7), (8, 12)]),
    ],
)
def test_where_words_stand(text: str, expected: list[tuple[int, int]]) -> None:
    """Start and end of each word, in characters."""
    assert found(text) == expected == list(words.spans(text))


@given(ANY_TEXT | TRICKY_TEXT | NUMBERS)
@example("1,2")
@example("\u064b1.5")
def test_the_spans_are_those_of_words(text: str) -> None:
    """For any text they are those that the pure function finds, and so those of `words.split`."""
    assert found(text) == list(words.spans(text)) == [(start, end) for _, start, end in words.split(text)]
