"""Texts to form numbers: the words are those of `words.split`, whatever the texts hold."""

import tracemalloc

import numpy as np
import pytest
from fihris.index.segments import codes, forms
from fihris.index.segments.forms import FormTable
from fihris.index.text import words
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

ANY_TEXT = st.text(st.characters(exclude_categories=()))
TRICKY_TEXT = st.text(
    "ابتةؤئكَّـ\u0654ويى ﻻﷲﷺ12٣.,،٬٫ aB-_«ßﬁ漢\n\0\u200f\u00a0\u0300\U0001d400\U0001f600\U000e0100\ud800\udc00"
)
NUMBERS = st.text("12٣.,،٬٫ aبـ\u064b\u0654")
TEXTS = st.lists(ANY_TEXT | TRICKY_TEXT | NUMBERS)
WORDS = st.lists(st.text("اب", min_size=1, max_size=20)).map(" ".join)
"""Words of two letters only, so that many are nearly the same."""


class Colliding(FormTable):
    """Every word has the same hash, so only the comparison tells words apart."""

    def _hashes(self, first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.int64]:
        return np.zeros(first.size, np.int64)


def split(table: FormTable, texts: list[str]) -> list[list[str]]:
    """Return the forms of each text's words."""
    numbers, counts = table.number(texts)
    assert (numbers.dtype.name, counts.dtype.name, counts.size) == ("uint32", "uint32", len(texts))
    assert counts.sum() == numbers.size
    ends = counts.cumsum(dtype=np.int64)
    return [[table.forms[one] for one in numbers[end - count : end]] for end, count in zip(ends, counts, strict=True)]


def expected(texts: list[str]) -> list[list[str]]:
    return [words.keys(text) for text in texts]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        pytest.param([], [], id="no-texts"),
        pytest.param(["", "", ""], [[], [], []], id="empty-texts"),
        pytest.param(["", "قال", "", "إن"], [[], ["قال"], [], ["ان"]], id="empty-texts-between"),
        pytest.param(["كُتَّابْ وبيّن"], [["كتاب", "وبين"]], id="vowel-marks"),
        pytest.param(["\u064bكـل\u064b \u064b \u0640"], [["كل"]], id="marks-before-after-and-alone"),
        pytest.param(["قال", "\u064bإن"], [["قال"], ["ان"]], id="a-mark-begins-a-text"),
        pytest.param(["قال", "إن"], [["قال"], ["ان"]], id="a-word-ends-with-its-text"),
        pytest.param(["1", ",2", "3.", "5"], [["1"], ["2"], ["3"], ["5"]], id="a-number-ends-with-its-text"),
        pytest.param(["Sliderالعربi"], [["slider", "العرب", "i"]], id="scripts-part"),
        pytest.param(["ب50 كوفيد19 بـ\u064e7"], [["ب", "50", "كوفيد", "19", "ب", "7"]], id="letters-and-digits-part"),
        pytest.param(["F-16 وG20"], [["f", "16", "و", "g20"]], id="latin-and-digits-stay"),
        pytest.param(["2,500 ٢٬٥٠٠ 1،200"], [["2500", "2500", "1200"]], id="thousands"),
        pytest.param(["3.5 ٣٫٥ 2021.07.25"], [["3.5", "3.5", "2021.07.25"]], id="points"),
        pytest.param(["2,500,000.75 دولار"], [["2500000.75", "دولار"]], id="thousands-and-decimals"),
        pytest.param(["1,2,3 12.5m ب3.5"], [["1", "2", "3", "12", "5m", "ب", "3.5"]], id="joints-that-do-not-join"),
        pytest.param(["1\u064b.2 3.\u064b4"], [["1", "2", "3", "4"]], id="a-mark-beside-a-joint"),
        pytest.param(["في 2021.وقال، نعم."], [["في", "2021", "وقال", "نعم"]], id="points-that-are-no-joints"),
        pytest.param(["ﻷن ﷲ ﬁn محمدﷺ قال"], [["لان", "الله", "fin", "محمد", "قال"]], id="ligatures"),
        pytest.param(
            ["مسو\u0654ول لقاي\u0650\u0654ه مسؤول ا\u0654ن"], [["مسءول", "لقاءه", "مسءول", "ان"]], id="hamza-above"
        ),
        pytest.param(["\u0654 \u0654\u0654"], [[]], id="nothing-but-hamza-above"),
        pytest.param(["\U0001d400\U0001d401 𐎀𐎁"], [["ab", "𐎀𐎁"]], id="astral-letters"),
        pytest.param(["نعم😀لا 😀"], [["نعم", "لا"]], id="astral-separators"),
        pytest.param(["ق\U000e0100ال"], [["قال"]], id="an-astral-mark"),
        pytest.param(["x\ud800y\udc00", "\ud83d", "\ude00z"], [["x", "y"], [], ["z"]], id="lone-surrogates"),
        pytest.param(["\0ق\0ال\0", "\n\n\n"], [["ق", "ال"], []], id="nul-and-line-ends"),
        pytest.param(["漢字 漢字", "漢字a漢"], [["漢字", "漢字"], ["漢字a漢"]], id="letters-without-a-code"),
    ],
)
def test_number(texts: list[str], found: list[list[str]]) -> None:
    """Every text has the words that splitting it alone gives."""
    assert split(FormTable(), texts) == found == expected(texts)


@given(TEXTS)
def test_the_words_are_those_of_split(texts: list[str]) -> None:
    """For any texts, the forms are the keys of `words.split`."""
    assert split(FormTable(), texts) == expected(texts)


@given(TEXTS, st.integers(1, 12))
def test_borders_of_blocks_cut_nothing(texts: list[str], block: int) -> None:
    """However small the blocks are, the words are the same."""
    assert split(FormTable(block), texts) == expected(texts)


@given(st.lists(TEXTS))
def test_forms_are_numbered_as_they_appear(calls: list[list[str]]) -> None:
    """Each form has one number, that of its first appearance, over all calls."""
    table = FormTable(8)
    numbers = [one for texts in calls for one in table.number(texts)[0].tolist()]
    keys = [key for texts in calls for text in texts for key in words.keys(text)]
    assert table.forms == list(dict.fromkeys(keys))
    assert numbers == [table.forms.index(key) for key in keys]


@given(st.lists(WORDS | TRICKY_TEXT), st.integers(1, 100))
def test_equal_hashes_are_not_equal_words(texts: list[str], block: int) -> None:
    """When all words have the same hash, each still gets its own number."""
    table = Colliding(block)
    assert split(table, texts) == expected(texts)
    assert table.forms == list(dict.fromkeys(key for keys in expected(texts) for key in keys))


@pytest.mark.parametrize("length", [1, 7, 8, 9, 15, 16, 17, 18, 1_000])
@pytest.mark.parametrize("letter", ["ب", "b", "漢"])
def test_every_letter_counts(length: int, letter: str) -> None:
    """Words that differ in the last letter only, or in length only, are different words, new or known."""
    stem = letter * (length - 1)
    text = f"{stem}ب {stem}ت {stem}c {stem}d {stem} {stem}{letter} {stem}ب"
    table = Colliding()
    assert split(table, [text]) == split(table, [text]) == [words.keys(text)]


def test_the_table_grows() -> None:
    """A table holds more forms than it had slots, and finds each again."""
    table = FormTable(1_000)
    numerals = [str(one) for one in range(20_000)]
    for begin in range(0, len(numerals), 700):
        table.number(numerals[begin : begin + 700])
    assert table.forms == numerals
    assert table.number(numerals)[0].tolist() == list(range(20_000))


@pytest.mark.parametrize("block", [100, 1 << 19])
def test_a_very_long_word(block: int) -> None:
    """A word may be longer than a block; what stands around it is found."""
    long = "اب" * 100_000
    table = FormTable(block)
    assert split(table, [f"قبل {long} بعد", f"{long}ب", long]) == [["قبل", long, "بعد"], [f"{long}ب"], [long]]


def test_more_letters_than_codes() -> None:
    """Letters that come when all codes are given out are kept apart like any others."""
    foreign = "".join(map(chr, [*range(0x370, 0x590), *range(0x5D0, 0x780), *range(0x8A0, 0xA00)]))
    texts = [" ".join(foreign), " ".join(one * 9 for one in foreign), f"كتاب{foreign}"]
    assert split(FormTable(), texts) == expected(texts)


@pytest.mark.parametrize(
    ("foreign", "text"),
    [
        pytest.param(range(0x370, 0xA00), "قال the 123", id="alphabets-leave-the-everyday-letters"),
        pytest.param(range(0x4E00, 0x5000), "قال λόγος слово", id="ideographs-leave-all"),
    ],
)
def test_letters_that_always_have_codes(foreign: range, text: str) -> None:
    """However many foreign letters came before, common words need no second look."""
    table = FormTable()
    table.number([" ".join(map(chr, foreign))])
    known = dict(table._coder._kept)
    assert split(table, [text]) == expected([text])
    assert table._coder._kept == known


def test_a_key_of_two_scripts_is_one_word() -> None:
    """The codes of a key never fall apart, even should a ligature open to letters of two scripts."""
    coder = FormTable()._coder
    codes = coder._key("قaل")
    assert coder.decode(codes) == "قaل"
    assert [one.tolist() for one in forms._runs(b"\0" + codes + b"\0")] == [[1], [len(codes)], []]


def test_answers_are_forgotten_and_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """When too many answers are kept they are given up, and long stretches are not kept at all."""
    monkeypatch.setattr(codes, "_MOST_KEPT", 3)
    table = FormTable()
    texts = [f"{one}.5 {one},000 {'1.' * 40}{one}" for one in range(10)]
    assert split(table, texts) == expected(texts)
    assert max(map(len, table._coder._kept)) <= codes._LONGEST_KEPT
    assert len(table._coder._kept) <= 3


def test_long_texts_take_little_memory() -> None:
    """A long article is split in blocks: beside its numbers, memory does not depend on its length."""
    text = "قال إن ٣٫٥ 2,500 بـ50 كتاب 😀\n" * 40_000
    table = FormTable(1 << 16)
    tracemalloc.start()
    numbers, counts = table.number([text])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (counts.tolist(), table.forms) == ([280_000], ["قال", "ان", "3.5", "2500", "ب", "50", "كتاب"])
    assert peak < 2 * numbers.nbytes + (8 << 20)


@pytest.mark.slow
def test_every_character() -> None:
    """Every character of Unicode, between Arabic letters and between digits, is what it is for `words.split`."""
    for begin in range(0, 0x110000, 0x8000):
        texts = [f"ا{one}ب 1{one}2 {one}" for one in map(chr, range(begin, begin + 0x8000))]
        assert split(FormTable(), texts) == expected(texts)
