"""Which words of a text match a query, and through which key."""

from collections.abc import Callable

import pytest
from fihris.index.keys import keys
from fihris.index.text import words
from fihris.index.text.folding import fold
from fihris.search.matching import Match
from fihris.search.results import Span
from hypothesis import given
from hypothesis import strategies as st

TEXT = "قالت حكومته إن الحكومة تراقب أسعار النفط، وأسعار «النفط» مرتفعة."

WORDS = st.sampled_from(
    "حكومة الحكومة وَحكومته النفط نـفط أسعار ترمب ترامب المتحده و 2,500 3.5 G20 ب50 كتب كتاب".split()
)
SIGNS = st.sampled_from([" ", " ", " ", "  ", "، ", ". ", ".", "\n", "\t", " «", "» ", ":", "/", "-", " - ", "\u00a0"])
TEXTS = st.lists(st.tuples(SIGNS, WORDS), max_size=30).map(lambda pairs: "".join(a + b for a, b in pairs))

Marked = Callable[..., list[tuple[str, int, str]]]


@pytest.fixture
def marked(matches: Callable[..., list[Match]]) -> Marked:
    """Return a function: the matching words of a text, each with the number of its term and its kind."""

    def found(query: str, text: str, field: str = "") -> list[tuple[str, int, str]]:
        return [(text[span.start : span.end], term, span.kind) for term, span in matches(query, text, field)]

    return found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("الحكومة", [("حكومته", 0, "lemma"), ("الحكومة", 0, "exact")]),
        ("النفط أسعار", [("أسعار", 1, "exact"), ("النفط", 0, "exact"), ("وأسعار", 1, "lemma"), ("النفط", 0, "exact")]),
        ("«أسعار النفط»", [("أسعار", 0, "exact"), ("النفط", 0, "exact")]),
        ("«إن الحكومة تراقب»", [("إن", 0, "exact"), ("الحكومة", 0, "exact"), ("تراقب", 0, "exact")]),
        ("ترا*", [("تراقب", 0, "exact")]),
        ("النف؟", [("النفط", 0, "exact"), ("النفط", 0, "exact")]),
        ("غواصة", []),
        ("مرتفعة NOT النفط", [("مرتفعة", 0, "exact")]),
        ("(مرتفعة OR قالت) AND تراقب", [("قالت", 1, "exact"), ("تراقب", 2, "exact"), ("مرتفعة", 0, "exact")]),
        ("إن مصدر:نشرة تاريخ:2021", [("إن", 0, "exact")]),
        ("إن النفط مصدر:نشرة", [("النفط", 1, "exact"), ("النفط", 1, "exact")]),
        ("+مرتفعة النفط", [("النفط", 1, "exact"), ("النفط", 1, "exact"), ("مرتفعة", 0, "exact")]),
        ("*", []),
        ("", []),
    ],
)
def test_matches(marked: Marked, query: str, expected: list[tuple[str, int, str]]) -> None:
    """Each matching word once, in the order of the text, under the number of its term."""
    assert marked(query, TEXT) == expected


def test_fields_match_in_their_place_only(marked: Marked) -> None:
    """A word asked for in the title is not marked in the text, a plain word is marked in both."""
    query = "عنوان:النفط أسعار مصدر:الحكومة"
    assert {word for word, _, _ in marked(query, TEXT)} >= {"أسعار"}
    assert "النفط" not in {word for word, _, _ in marked(query, TEXT)}
    assert {"أسعار", "النفط"} <= {word for word, _, _ in marked(query, TEXT, "title")}
    assert "الحكومة" not in {word for word, _, _ in marked(query, TEXT, "title")}


def test_spans_cover_the_word_as_it_is_written(matches: Callable[..., list[Match]]) -> None:
    """Marks and tatweel belong to the word, quotation marks do not."""
    text = "«الـنِّفطُ»"
    assert [match.span for match in matches("النفط", text)] == [Span(1, len(text) - 1, "exact")]


def test_phrases_that_overlap_are_marked_whole(marked: Marked) -> None:
    """A word that two matches share is marked once."""
    assert [word for word, _, _ in marked('"قمر قمر"', "قمر قمر قمر سمك قمر")] == ["قمر", "قمر", "قمر"]


def test_a_question_mark_stands_for_one_letter_a_star_for_any(marked: Marked) -> None:
    """Wildcards match whole words, and a point in a figure is a point."""
    text = "كتب كتاب كتابان 3.5 315"
    assert [word for word, _, _ in marked("كت؟ب", text)] == ["كتاب"]
    assert [word for word, _, _ in marked("كت*", text)] == ["كتب", "كتاب", "كتابان"]
    assert [word for word, _, _ in marked("3.?", text)] == ["3.5"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("النقط~", [("النفط", 0, "spelling"), ("النفط", 0, "spelling")]),
        ("النفط~", [("النفط", 0, "exact"), ("النفط", 0, "exact")]),
        ("مرتفة~", [("مرتفعة", 0, "spelling")]),
        ("تقارب~", []),
        ("تقارب~2", [("تراقب", 0, "spelling")]),
        ("مرتفعة أسعر~", [("أسعار", 1, "spelling"), ("مرتفعة", 0, "exact")]),
        ("عنوان:النقط~", []),
    ],
)
def test_a_misspelt_word(marked: Marked, query: str, expected: list[tuple[str, int, str]]) -> None:
    """What differs in no more letters than were allowed is a spelling of the word, and the word itself is exact."""
    assert marked(query, TEXT) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أسعار النفط", ["أسعار", "النفط"]),
        ("عن «أسعار»، (النفط).", ["أسعار", "النفط"]),
        ("أسعار  -\n\n* \tالنفط", ["أسعار", "النفط"]),
        ("أسعار/النفط", ["أسعار", "النفط"]),
        ("oilأسعار النفطoil", ["أسعار", "النفط"]),
        ("أسعار\u00a0النفط أسعار", ["أسعار", "النفط"]),
        ("أسعار أسعار النفط", ["أسعار", "النفط"]),
        ("أسعار خام النفط", []),
        ("أسعار", []),
        ("النفط أسعار", []),
    ],
)
def test_a_phrase_is_words_in_a_row(marked: Marked, text: str, expected: list[str]) -> None:
    """Whatever stands between them that is no word makes no difference."""
    assert [word for word, _, _ in marked("«أسعار النفط»", text)] == expected


@given(
    text=TEXTS,
    query=st.sampled_from(["الحكومة", "النفط أسعار", "ترامب المتحدة", "كت*", "2,500 3.5", "جذر:كتب", "النقط~"]),
)
def test_a_word_matches_by_itself(matches: Callable[..., list[Match]], text: str, query: str) -> None:
    """What stands round a word makes no difference."""
    expected = []
    for _, start, end in words.split(text):
        for term, span in matches(query, text[start:end]):
            assert (span.start, span.end) == (0, end - start)
            expected.append(Match(term, Span(start, end, span.kind)))
    assert matches(query, text) == expected


@given(form=WORDS.map(fold) | st.text().map(fold))
def test_words_of_one_exact_key_have_one_set_of_lemmas(form: str) -> None:
    """Whoever looks for a word's lemmas meets all words with its exact key."""
    assert keys(form).lemma == keys(keys(form).canonical).lemma


@given(text=st.text(), query=st.text(max_size=20))
def test_matches_are_words_of_the_text(matches: Callable[..., list[Match]], text: str, query: str) -> None:
    """Whatever is asked of whatever text: whole words, in order, none twice."""
    places = [(start, end) for _, start, end in words.split(text)]
    found = [(match.span.start, match.span.end) for match in matches(query, text)]
    assert found == sorted(set(found))
    assert set(found) <= set(places)
