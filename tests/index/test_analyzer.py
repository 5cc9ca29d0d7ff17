"""The analyzers: what Whoosh is given for a text."""

import pickle

import pytest
from fihris.index.analyzer import PART_END, KeyFilter, WordTokenizer
from fihris.index.schema import schema
from fihris.index.segments.forward import PART_GAP
from fihris.index.text import words
from hypothesis import given
from hypothesis import strategies as st
from whoosh import fields
from whoosh.analysis import Analyzer

TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("ابجدوالتنيةهىأؤء ،.-ـ\u064b" + PART_END))


LAYERS: dict[str, Analyzer] = {
    name: field.analyzer
    for name, field in schema().items()
    if isinstance(field, fields.TEXT) and not name.startswith(("title_", "source_"))
}
EXACT = LAYERS["exact"]
COARSE = LAYERS.get("lemma") or LAYERS["stem"]
"""Joins the forms of one word."""


def tokens(analyzer: Analyzer, text: str) -> list[tuple[str, int, int, int]]:
    return [
        (token.text, token.pos, token.startchar, token.endchar)
        for token in analyzer(text, positions=True, chars=True, mode="index")
    ]


def test_exact_keys_keep_positions_and_offsets() -> None:
    """A token is the folded word with its place among the words and in the raw text."""
    assert tokens(EXACT, "قال المسئولُ: كـلّ ٢٬٥٠٠ جندي.") == [
        ("قال", 0, 0, 3),
        ("المسءول", 1, 4, 12),
        ("كل", 2, 14, 18),
        ("2500", 3, 19, 24),
        ("جندي", 4, 25, 29),
    ]


def test_a_dropped_word_leaves_its_position_empty() -> None:
    """A proclitic that stands alone has no coarser key, and the words after it do not move up."""
    exact = {position: key for key, position, _, _ in tokens(EXACT, "قال لـ«الصحيفة» اليوم")}
    coarse = [position for _, position, _, _ in tokens(COARSE, "قال لـ«الصحيفة» اليوم")]
    assert exact == {0: "قال", 1: "ل", 2: "الصحيفة", 3: "اليوم"}
    assert sorted(set(coarse)) == [0, 2, 3]


@pytest.mark.parametrize(
    ("forms", "other"),
    [
        (("القرارات", "قرارات", "والقرارات", "بالقرارات"), "الزيارات"),
        (("حكومة", "حكومته", "الحكومة", "حكومتها"), "محكمة"),
        (("الأمريكية", "الامريكيه", "أمريكية"), "أفريقية"),
    ],
)
def test_forms_of_a_word_share_a_coarse_key(forms: tuple[str, ...], other: str) -> None:
    """The coarse layer joins the forms of one word and keeps other words out."""
    keys = [{token.text for token in COARSE(form)} for form in forms]
    assert set.intersection(*keys)
    assert not keys[0] & {token.text for token in COARSE(other)}


def test_parts_stand_apart() -> None:
    """Title and text keep their own offsets, and empty positions lie between them."""
    assert tokens(EXACT, f"عنوان قصير{PART_END}نص") == [
        ("عنوان", 0, 0, 5),
        ("قصير", 1, 6, 10),
        ("نص", 2 + PART_GAP, 11, 13),
    ]


def test_a_start_may_be_given() -> None:
    """Positions and offsets count from where Whoosh says that the value begins."""
    found = WordTokenizer()("نص آخر", positions=True, chars=True, start_pos=5, start_char=100)
    assert [(one.pos, one.startchar, one.endchar) for one in found] == [(5, 100, 102), (6, 103, 106)]


def test_the_original_is_kept_on_demand() -> None:
    """`keeporiginal` gives the word as it is written."""
    found = WordTokenizer()("المسئولُ", keeporiginal=True)
    assert [(one.text, one.original) for one in found] == [("المسءول", "المسئولُ")]


@given(TEXT)
def test_a_token_is_the_slice_of_the_text(text: str) -> None:
    """What the tokenizer says of a word is what the text holds there, in any text."""
    assert [(key, start, end) for key, _, start, end in tokens(WordTokenizer(), text)] == [
        (key, start + offset, end + offset) for offset, part in parts(text) for key, start, end in words.split(part)
    ]


def parts(text: str) -> list[tuple[int, str]]:
    """Return the parts of an article with the place where each begins."""
    found = text.split(PART_END)
    return [(sum(len(one) + 1 for one in found[:at]), part) for at, part in enumerate(found)]


@pytest.mark.parametrize("layer", LAYERS)
@given(text=TEXT)
def test_layers_agree_on_positions(layer: str, text: str) -> None:
    """A key of any layer stands where its word stands, in the order of the words."""
    places = [one[1:] for one in tokens(WordTokenizer(), text)]
    found = [one[1:] for one in tokens(LAYERS[layer], text)]
    assert set(found) <= set(places)
    assert found == sorted(found)


def test_analyzers_compare_and_travel() -> None:
    """Two analyzers of one make are equal; one that was pickled gives the same tokens."""
    assert WordTokenizer() == WordTokenizer()
    assert KeyFilter(two_keys) == KeyFilter(two_keys)
    assert KeyFilter(two_keys) != KeyFilter(one_key)
    analyzer = WordTokenizer() | KeyFilter(two_keys)
    before = tokens(analyzer, "قال")
    assert before == [("قال", 0, 0, 3), ("قا", 0, 0, 3)]
    assert tokens(pickle.loads(pickle.dumps(analyzer)), "قال") == before


def two_keys(word: str) -> tuple[str, ...]:
    return word, word[:2]


def one_key(word: str) -> tuple[str, ...]:
    return (word,)
