"""The best passages of an article: whole words, the rare ones first."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from fihris.index.text import words
from fihris.search.matching import Match
from fihris.search.parsing import parse
from fihris.search.passages import LONGEST, best
from fihris.search.query import leaves
from fihris.search.results import Passage, Span
from hypothesis import assume, given
from hypothesis import strategies as st

WORDS = st.sampled_from(["قمر", "نفط", "سمك", "الجبل", "2021.07.25", "3.5", "J.", "قَمَرٌ", "أ.ف.ب", "كـل", "U.S."])
SIGNS = st.sampled_from([" ", " ", " ", " ", ". ", "، ", "؟ ", "\n", ".", "., ", "! ", "… ", " «", "» ", '." ', "\t"])
TEXTS = st.lists(st.tuples(WORDS, SIGNS), max_size=60).map(lambda pairs: "".join(a + b for a, b in pairs)) | st.text()
QUERIES = st.sampled_from(["نفط", "قمر نفط", "قمر سمك الجبل", '"قمر نفط" سمك', "3.5 2021.07.25", "كل"])


Matches = Callable[[str, str], list[Match]]


def passages(matches: Matches, query: str, text: str, limit: int, longest: int = LONGEST) -> tuple[Passage, ...]:
    return best(text, matches(query, text), [1.0] * len(list(leaves(parse(query).tree))), limit, longest)


def shown(matches: Matches, query: str, text: str, limit: int, longest: int = LONGEST) -> list[str]:
    return [text[one.start : one.end] for one in passages(matches, query, text, limit, longest)]


@given(text=TEXTS, query=QUERIES, limit=st.integers(0, 4), longest=st.integers(24, 80))
def test_passages_are_whole_words_inside_the_text(
    matches: Matches, text: str, query: str, limit: int, longest: int
) -> None:
    """Never more than asked for, in order, without white space round them, and no word is cut."""
    found = passages(matches, query, text, limit, longest)
    assert len(found) <= limit
    assert [one.start for one in found] == sorted(one.start for one in found)
    inside = {place for _, start, end in words.split(text) for place in range(start + 1, end)}
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert not inside & {one.start, one.end}


@given(text=TEXTS, query=QUERIES, limit=st.integers(1, 4), longest=st.integers(24, 80))
def test_spans_are_the_matches_inside_a_passage(
    matches: Matches, text: str, query: str, limit: int, longest: int
) -> None:
    """Every span lies in its passage and is a match; no match is shown twice."""
    spans_of_text = {match.span for match in matches(query, text)}
    found = passages(matches, query, text, limit, longest)
    spans = [span for one in found for span in one.spans]
    assert len(spans) == len(set(spans))
    assert set(spans) <= spans_of_text
    assert all(one.start <= span.start < span.end <= one.end for one in found for span in one.spans)
    assert bool(spans) == bool(spans_of_text)


@given(text=TEXTS, query=QUERIES, limit=st.integers(1, 4), longest=st.integers(24, 80))
def test_no_passage_comes_twice(matches: Matches, text: str, query: str, limit: int, longest: int) -> None:
    """Two passages neither overlap nor say the same words."""
    found = passages(matches, query, text, limit, longest)
    said = [tuple(words.keys(text[one.start : one.end])) for one in found]
    assert len(said) == len(set(said))
    assert all(first.end <= second.start for first, second in pairwise(found))


@given(text=TEXTS, query=QUERIES, limit=st.integers(1, 4))
def test_passages_are_short(matches: Matches, text: str, query: str, limit: int) -> None:
    """No passage is longer than it may be, unless one word is."""
    assume(all(len(word) < 20 for word in text.split()))
    assert all(len(one) <= 60 for one in shown(matches, query, text, limit, 60))


@given(text=TEXTS, limit=st.integers(1, 4))
def test_a_text_without_a_match_shows_how_it_begins(matches: Matches, text: str, limit: int) -> None:
    """One passage without a span, unless the text is empty."""
    found = passages(matches, "غواصة", text, limit)
    assert len(found) == bool(text.strip(" \n\t،,") and found)
    assert all(one.spans == () for one in found)


@pytest.mark.parametrize(
    ("query", "text", "limit", "expected"),
    [
        ("نفط", "قمر جبل. ارتفع نفط الخليج. سمك.", 1, ["ارتفع نفط الخليج."]),
        ("نفط", "ارتفع نفط أ. قمر. هبط نفط ب.", 2, ["ارتفع نفط أ. قمر.", "هبط نفط ب."]),
        ("نفط قمر", "ارتفع نفط. طلع قمر. نفط وسمك ثم قمر.", 1, ["نفط وسمك ثم قمر."]),
        ("نفط قمر", "نفط نفط نفط هنا. نفط مرة. قمر مرة.", 2, ["نفط نفط نفط هنا.", "قمر مرة."]),
        ("نفط", "صورة نفط\nصورة نفط\nوصل نفط.", 2, ["صورة نفط", "وصل نفط."]),
        ("نفط", "صورة نفط\nصُورَةُ نـفط:\nصورة نفط قمر", 3, ["صورة نفط", "صورة نفط قمر"]),
        ("نفط", "قال.وصعد نفط.ثم هبط.", 1, ["وصعد نفط."]),
        ("نفط قمر", "اقرأ أيضا: نفط قمر\nوصل نفط.", 1, ["وصل نفط."]),
        ("نفط قمر", "اقرأ أيضا: نفط قمر", 1, ["اقرأ أيضا: نفط قمر"]),
        ("غواصة", "الجملة الأولى. الثانية.", 3, ["الجملة الأولى."]),
        ("نفط", "", 2, []),
        ("نفط", " \n ", 2, []),
        ("نفط", "ارتفع نفط.", 0, []),
    ],
)
def test_chosen(matches: Matches, query: str, text: str, limit: int, expected: list[str]) -> None:
    """Sentences with more of the query's words first; what was shown is worth less, furniture next to nothing."""
    assert shown(matches, query, text, limit) == expected


def test_rare_terms_win() -> None:
    """The weight of a term decides which sentence is the best."""
    text = "ارتفع نفط. طلع قمر."
    matches = [Match(0, Span(6, 9, "exact")), Match(1, Span(15, 18, "exact"))]
    first, second = (best(text, matches, weights, 1)[0] for weights in ([2.0, 1.0], [1.0, 2.0]))
    assert (text[first.start : first.end], text[second.start : second.end]) == ("ارتفع نفط.", "طلع قمر.")


def test_a_long_sentence_is_cut_round_its_matches(matches: Matches) -> None:
    """Between words, with as much before the matches as after them."""
    text = "قمر " * 20 + "نفط سمك " + "جبل " * 20
    assert shown(matches, "نفط سمك", text, 1, 40) == ["قمر قمر قمر قمر نفط سمك جبل جبل جبل جبل"]


def test_a_long_sentence_may_give_two_passages(matches: Matches) -> None:
    """Matches that lie far apart are shown in windows of their own."""
    text = "نفط " + "قمر " * 30 + "سمك"
    assert shown(matches, "نفط سمك", text, 2, 30) == ["نفط قمر قمر قمر", "قمر قمر قمر سمك"]


def test_a_text_may_say_one_thing_very_often(matches: Matches) -> None:
    """What is said once more costs little: neither many sentences nor many windows are compared with each other."""
    assert shown(matches, "نفط قمر", "قمر ونفط. " * 20_000, 2) == ["قمر ونفط."]
    assert shown(matches, "نفط", "قمر سمك نفط جبل " * 20_000, 2, 40) == [
        "قمر سمك نفط جبل قمر سمك نفط جبل قمر",
        "سمك نفط جبل قمر سمك نفط جبل قمر",
    ]


def test_a_text_of_one_endless_word_is_shown(matches: Matches) -> None:
    """There is nowhere to cut; the word is kept whole."""
    assert shown(matches, "ن*", "ن" * 1000, 1) == ["ن" * 1000]
