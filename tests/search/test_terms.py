"""A word of a query to the keys it is looked for under."""

from pathlib import Path

import pytest
from fihris import Archive, Article
from fihris.index.segments.snapshot import Snapshot
from fihris.index.text.folding import fold
from fihris.search.query import Layer, Word
from fihris.search.terms import Terms, terms


def holding(path: Path, *forms: str) -> Snapshot:
    archive = Archive.create(path)
    archive.add(Article(id=form, text=form) for form in forms)
    return archive.snapshot


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
def test_terms(tmp_path: Path, word: str, layer: Layer, expected: Terms) -> None:
    """A word is looked for in the layers it asks for, whether the archive holds it or not."""
    assert terms(Word(fold(word), "", layer), holding(tmp_path / "none")) == expected
    assert terms(Word(fold(word), "", layer), holding(tmp_path / "held", word)) == expected


def test_an_unknown_word_is_looked_for_with_its_proclitics(tmp_path: Path) -> None:
    """What the archive holds of an unknown name counts, with a one-letter proclitic or without."""
    longer, shorter = holding(tmp_path / "longer", "وزخبلط", "بزخبلط"), holding(tmp_path / "shorter", "زخبلط")
    assert terms(Word("زخبلط"), longer).lemma == ("زخبلط", "وزخبلط", "بزخبلط")
    assert terms(Word("زخبلط"), shorter).lemma == ("زخبلط",)
    assert terms(Word("وزخبلط"), shorter).lemma == ("وزخبلط", "زخبلط")


def test_an_unknown_name_is_found_behind_a_proclitic(tmp_path: Path) -> None:
    """Whoever types an unknown name finds it with و and ب before it, and the other way round."""
    archive = Archive.create(tmp_path)
    archive.add([Article(id="with", text="قال وزخبلطم ذلك"), Article(id="bare", text="قال زخبلطم ذلك")])
    for query in ("زخبلطم", "وزخبلطم"):
        assert {hit.article.id for hit in archive.search(query).hits} == {"with", "bare"}
