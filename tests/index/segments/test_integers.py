"""Words as integers: cutting, comparing and looking up are what they are on bytes."""

import numpy as np
import pytest
from fihris.index.segments.integers import ENDING, LONGEST, Words, WordTable, as_integer, as_words
from hypothesis import given
from hypothesis import strategies as st

WORD = st.binary(min_size=1, max_size=LONGEST).map(lambda letters: letters.replace(b"\n", b"a").replace(b"\0", b"b"))
WORDS = st.lists(WORD, max_size=20)


def letters_of(words: Words) -> list[bytes]:
    """Return words as bytes again."""
    pairs = zip(words.first.tolist(), words.second.tolist(), words.lengths.tolist(), strict=True)
    return [(first | second << 64).to_bytes(16, "little")[:length] for first, second, length in pairs]


@given(WORDS)
def test_words_come_back(codes: list[bytes]) -> None:
    """A word is its integers, and what is behind its last letter is nothing."""
    words, endings = as_words(codes)
    assert letters_of(words) == codes
    for first, second, length in zip(*(column.tolist() for column in words), strict=True):
        assert first | second << 64 < 1 << 8 * length
    expected = [as_integer((b"\n" * ENDING + code)[-ENDING:]) for code in codes]
    assert [ending for ending, code in zip(endings.tolist(), codes, strict=True) if len(code) >= ENDING] == [
        ending for ending, code in zip(expected, codes, strict=True) if len(code) >= ENDING
    ]


@given(WORDS, st.integers(0, 7), st.integers(0, 3))
def test_letters_are_cut_off(codes: list[bytes], before: int, after: int) -> None:
    """`without` takes letters from both ends, wherever the border of the integers is."""
    codes = [code for code in codes if len(code) > before + after]
    cut = as_words(codes)[0].without(before, after)
    assert letters_of(cut) == [code[before : len(code) - after] for code in codes]


@given(WORDS, st.integers(1, 255))
def test_a_last_letter_is_replaced(codes: list[bytes], letter: int) -> None:
    """`ending_in` changes the last letter and nothing else."""
    assert letters_of(as_words(codes)[0].ending_in(letter)) == [code[:-1] + bytes([letter]) for code in codes]


@given(WORDS, st.data())
def test_a_table_finds_what_it_holds(codes: list[bytes], data: st.DataObject) -> None:
    """Each word has its place, and what is not there has none."""
    codes = list(dict.fromkeys(codes))
    asked = data.draw(st.lists(st.sampled_from(codes) | WORD if codes else WORD))
    found = WordTable(as_words(codes)[0]).find(as_words(asked)[0])
    assert found.tolist() == [codes.index(word) if word in codes else -1 for word in asked]


@pytest.mark.parametrize("same", [np.zeros(2, np.uint64), np.array([1, 1 << 40], np.uint64)])
def test_a_hash_proves_nothing(same: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words whose hashes are all the same are told apart."""
    monkeypatch.setattr("fihris.index.segments.integers.os.urandom", lambda _: same.tobytes())
    codes = [bytes([97 + at % 26, 97 + at // 26]) for at in range(200)]
    words, _ = as_words(codes)
    table = WordTable(words)
    assert table.find(words).tolist() == list(range(200))
    assert table.find(as_words([b"zz", b"a", b"aaa"])[0]).tolist() == [-1] * 3


def test_an_empty_table() -> None:
    """Nothing is found in nothing."""
    nothing, _ = as_words([])
    assert WordTable(nothing).find(as_words([b"a"])[0]).tolist() == [-1]
    assert WordTable(as_words([b"a"])[0]).find(nothing).tolist() == []
