"""A word of a query to the keys it is looked for under."""

from pathlib import Path

import pytest
from fihris import Archive, Article
from fihris.index.text.folding import fold
from fihris.search.query import Layer, Word
from fihris.search.terms import Terms, terms


def none_held(layer: str, key: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("word", "layer", "expected"),
    [
        pytest.param("بالصواريخ", "", Terms(("بالصواريخ",), ("صاروخ",), ("صرخ",)), id="all-layers"),
        pytest.param("ترمب", "exact", Terms(("ترامب",), (), ()), id="exact-is-the-class"),
        pytest.param("كتب", "root", Terms((), (), ("كتب",)), id="a-root-as-typed"),
        pytest.param("مكتبة", "root", Terms((), (), ("مكتبة", "كتب")), id="the-root-of-a-word"),
        pytest.param("أخذ", "root", Terms((), (), ("اخذ",)), id="a-hamza-radical"),
        pytest.param("ل", "", Terms(("ل",), (), ()), id="a-letter-has-no-lemma"),
    ],
)
def test_terms(word: str, layer: Layer, expected: Terms) -> None:
    """A word is looked for in the layers it asks for."""
    assert terms(Word(fold(word), "", layer), none_held) == expected


def test_an_unknown_word_is_looked_for_with_its_proclitics() -> None:
    """What the archive holds of an unknown name counts, with a one-letter proclitic or without."""
    held = {"وزخبلط", "بزخبلط"}
    assert terms(Word("زخبلط"), lambda _, key: key in held).lemma == ("زخبلط", "وزخبلط", "بزخبلط")
    assert terms(Word("وزخبلط"), lambda _, key: key == "زخبلط").lemma == ("وزخبلط", "زخبلط")


def test_an_unknown_name_is_found_behind_a_proclitic(tmp_path: Path) -> None:
    """Whoever types an unknown name finds it with و and ب before it, and the other way round."""
    archive = Archive.create(tmp_path)
    archive.add([Article(id="with", text="قال وزخبلطم ذلك"), Article(id="bare", text="قال زخبلطم ذلك")])
    for query in ("زخبلطم", "وزخبلطم"):
        assert {hit.article.id for hit in archive.search(query).hits} == {"with", "bare"}
