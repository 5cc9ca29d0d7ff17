"""Dictionaries on mapped bytes: the same answers as a sorted list gives."""

from pathlib import Path

import pytest
from fihris.index.segments.arrays import ArrayFile, written
from fihris.index.segments.dictionary import Dictionary, encoded, write_dictionary
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
LETTERS = "اب\u064bي\ufdfaaZ \0é漢\ud7ff\ud800\udbff\udc00\udfff\ue000\uffff\U00010000\U0001f600\U0010ffff"
"""Letters of one to four bytes, on both sides of the surrogates, and surrogates that stand alone."""
TERM = st.text(LETTERS, max_size=4) | st.text(st.characters(exclude_characters="\n", exclude_categories=()), max_size=4)
TERMS = st.sets(TERM, max_size=12).map(sorted)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some.arrays"


def dictionary(path: Path, terms: list[str]) -> Dictionary:
    with written(path) as writer:
        write_dictionary(writer, "terms", terms)
    return Dictionary(ArrayFile(path), "terms")


@SAME_FOLDER
@given(TERMS, TERM)
def test_a_terms_number_is_its_place(path: Path, terms: list[str], other: str) -> None:
    """Terms come back in the order of their code points, each is found at its place, and no other is."""
    found = dictionary(path, terms)
    assert (len(found), list(found), found.all()) == (len(terms), terms, terms)
    assert [found[number] for number in range(len(terms))] == terms
    assert [found.find(term) for term in terms] == list(range(len(terms)))
    assert found.find(other) == (terms.index(other) if other in terms else None)


@SAME_FOLDER
@given(TERMS, TERM)
def test_the_terms_of_a_prefix_are_neighbours(path: Path, terms: list[str], prefix: str) -> None:
    """`prefixed` gives every term that begins with the prefix and no other; all terms begin with nothing."""
    found = dictionary(path, terms)
    assert list(found.prefixed(prefix)) == [number for number, term in enumerate(terms) if term.startswith(prefix)]
    assert list(found.prefixed("")) == list(range(len(terms)))


@SAME_FOLDER
@given(TERMS, TERM)
def test_terms_that_contain_letters(path: Path, terms: list[str], letters: str) -> None:
    """`containing` gives every term that holds the letters, once, in order; letters never reach into the next term."""
    found = dictionary(path, terms)
    expected = [number for number, term in enumerate(terms) if letters in term]
    assert list(found.containing(letters)) == expected
    assert list(found.containing(letters)) == expected  # now from what was kept


@SAME_FOLDER
@given(TERMS, st.lists(TERM, max_size=8))
def test_many_terms_are_found_as_one_is(path: Path, terms: list[str], others: list[str]) -> None:
    """`find_all` gives what `find` gives for each, however many are asked for."""
    found = dictionary(path, terms)
    wanted = [*others, *terms]
    assert found.find_all(wanted) == [found.find(term) for term in wanted]


@pytest.mark.parametrize("asked", [1, 7, 64])
def test_few_terms_of_a_large_dictionary(path: Path, asked: int) -> None:
    """Few terms are looked for one by one, many with the whole dictionary: the answers are the same."""
    terms = sorted(str(number) for number in range(200))
    found = dictionary(path, terms)
    wanted = [*terms[:asked], "none", "-1"]
    assert found.find_all(wanted) == [*range(asked), None, None]


def test_an_empty_dictionary(path: Path) -> None:
    """Without terms there is nothing to find, not even by no letters."""
    found = dictionary(path, [])
    assert (list(found), found.find(""), found.find_all(["a"]), list(found.prefixed(""))) == ([], None, [None], [])
    assert (list(found.containing("")), list(found.containing("a"))) == ([], [])


def test_the_empty_term(path: Path) -> None:
    """A source may be empty: an empty string is a term like others."""
    found = dictionary(path, ["", "ب"])
    assert (found.find(""), found[0], list(found.prefixed("ب")), list(found.containing(""))) == (0, "", [1], [0, 1])


def test_numbers_end_with_the_terms(path: Path) -> None:
    """A number behind the last is an error, as in any sequence."""
    found = dictionary(path, ["ا", "ب"])
    with pytest.raises(IndexError):
        found[2]


@given(TERM, TERM)
def test_bytes_sort_as_code_points_do(one: str, other: str) -> None:
    """Surrogates that stand alone too stand between U+D7FF and U+E000."""
    assert (encoded(one) < encoded(other)) == (one < other)


def test_asking_often_changes_no_answer(path: Path) -> None:
    """After many questions a dictionary looks things up in another way: every answer stays what it was."""
    terms = sorted(f"{number:o}" for number in range(1_000))
    found = dictionary(path, terms)
    for _ in range(2):
        asked = [answer for term in terms for answer in (found.find(term), found.find(term + "x"))]
        assert asked == [answer for number in range(1_000) for answer in (number, None)]
        for prefix in ("", "1", "17", "177", "1777", "8"):
            expected = [number for number, term in enumerate(terms) if term.startswith(prefix)]
            assert list(found.prefixed(prefix)) == expected


@pytest.mark.parametrize("terms", [[], [""], ["\n"], ["", "\n", "a\nb", "b"], ["a", "b"]])
def test_all_terms_come_back_whatever_they_hold(path: Path, terms: list[str]) -> None:
    """Line ends too, between which all terms are decoded at once."""
    assert dictionary(path, terms).all() == terms
