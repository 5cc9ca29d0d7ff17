"""Looser queries: what each way of loosening makes of a query, and what it leaves alone."""

from collections.abc import Callable
from functools import partial

import pytest
from fihris.search.describing import describe
from fihris.search.loosening import (
    Loosened,
    all_words,
    any_form,
    any_word,
    anywhere,
    may_be_misspelt,
    misspelt,
    near,
    replaced,
    same_root,
    text_words,
    unfiltered,
)
from fihris.search.parsing import parse
from fihris.search.query import Node
from hypothesis import given, settings

from .test_evaluate import TREES

Loosen = Callable[[Node], Loosened]

MISSPELT = partial(misspelt, nowhere=frozenset(("نفظ", "الحكومو", "الغواصه", "2021")))
REPLACED = partial(replaced, words={"نفظ": ("نفط", "نفت"), "قمر": ("بدر",)})
ANY_OF_ALL = partial(any_word, match="all")


@pytest.mark.parametrize(
    ("loosen", "query", "looser"),
    [
        (any_form, "=النفط", "النفط"),
        (any_form, "«أسعار النفط»", '"أسعار النفط"~'),
        (any_form, "=النفط -الذهب مصدر:نشرة", "النفط NOT الذهب source:نشرة"),
        (any_form, "النفط", None),
        (any_form, "مصدر:«نشرة الصباح»", None),
        (near, "«أسعار النفط»", '"أسعار النفط"~~5'),
        (near, '"أسعار النفط"~9', None),
        (near, "«النفط»", None),
        (anywhere, "عنوان:النفط", "النفط"),
        (anywhere, "عنوان:«أسعار النفط» و مصدر:نشرة", '"أسعار النفط" AND source:نشرة'),
        (anywhere, "النفط", None),
        (anywhere, "قائل:الوزير النفط الذهب", "الوزير AND النفط AND الذهب"),
        (anywhere, "قائل:الوزير النفط مصدر:نشرة", "(الوزير AND النفط) AND source:نشرة"),
        (any_form, "قائل:=الوزير «أسعار النفط»", 'speaker:الوزير "أسعار النفط"~'),
        (unfiltered, "قائل:الوزير النفط مصدر:نشرة", "speaker:الوزير النفط"),
        (any_word, "قائل:الوزير «سعر النفط» -الذهب", "الوزير OR سعر OR النفط"),
        (unfiltered, "النفط و مصدر:نشرة", "النفط"),
        (unfiltered, "النفط و (مصدر:نشرة أو مصدر:جريدة)", "النفط"),
        (unfiltered, "النفط تاريخ:2021 كاتب:ليلى -الذهب", "النفط NOT الذهب"),
        (unfiltered, "+النفط مصدر:نشرة", "النفط"),
        (unfiltered, "مصدر:نشرة", None),
        (unfiltered, "النفط -الذهب", None),
        (all_words, "«أسعار النفط»", "أسعار AND النفط"),
        (all_words, "«أسعار النفط» أو عنوان:«سعر الذهب»", "(أسعار AND النفط) OR (title:سعر AND title:الذهب)"),
        (all_words, "أسعار النفط", None),
        (any_word, "«أسعار النفط»", "أسعار OR النفط"),
        (any_word, "النفط و الذهب", "النفط OR الذهب"),
        (any_word, "«من النفط» و مصدر:نشرة -الفضة", "النفط AND source:نشرة AND NOT الفضة"),
        (any_word, "أسعار النفط", None),
        (ANY_OF_ALL, "أسعار النفط", "أسعار OR النفط"),
        (ANY_OF_ALL, "النفط", None),
        (same_root, "حكومته", "root:حكومته"),
        (same_root, "=حكومته واشنطن", "root:حكومته واشنطن"),
        (same_root, "«حكومة بغداد»", "root:حكومة AND بغداد"),
        (same_root, "جذر:حكم", None),
        (same_root, "واشنطن", None),
        (MISSPELT, "الحكومو النفط", "الحكومو~2 النفط"),
        (MISSPELT, "«الحكومو النفط»", "الحكومو~2 AND النفط"),
        (MISSPELT, "عنوان:الغواصه", "title:الغواصه~2"),
        (MISSPELT, "نفظ 2021", None),
        (REPLACED, "سعر نفظ", "سعر (نفط OR نفت)"),
        (REPLACED, "«سعر نفظ»", '"سعر نفط"'),
        (REPLACED, "=قمر", "=بدر"),
        (REPLACED, "مصدر:قمر", None),
    ],
)
def test_a_looser_query(loosen: Loosen, query: str, looser: str | None) -> None:
    """One thing is loosened, the rest stays as it was; None where there is nothing to loosen."""
    tree = loosen(parse(query).tree)
    expected = looser and describe(parse(looser).tree)
    assert (tree and describe(tree)) == expected


@pytest.mark.parametrize(
    "loosen", [any_form, near, anywhere, unfiltered, all_words, any_word, ANY_OF_ALL, same_root, MISSPELT, REPLACED]
)
@settings(max_examples=40)
@given(tree=TREES)
def test_any_tree_is_loosened_once(loosen: Loosen, tree: Node) -> None:
    """Loosening never fails, and what it gives is another query."""
    looser = loosen(tree)
    assert looser is None or looser != tree


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("النفط", ["النفط"]),
        ("«أسعارُ النفط» -الذهب", ["أسعارُ", "النفط"]),
        ("مصدر:نشرة عنوان:النفط (ال* أو =سعر)", ["النفط", "سعر"]),
        ("*", []),
    ],
)
def test_the_words_of_a_query(query: str, words: list[str]) -> None:
    """Those that a text may hold: not what is excluded, not sources, not patterns."""
    assert [word.typed for word in text_words(parse(query).tree)] == words


@pytest.mark.parametrize(("key", "may"), [("نفط", False), ("نفوط", True), ("2021", False), ("g20x", False)])
def test_short_words_and_figures_are_never_misspelt(key: str, may: bool) -> None:
    """Too many others are as near."""
    assert may_be_misspelt(key) is may
