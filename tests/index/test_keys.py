"""The three keys of a word."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fihris.index import keys as keys_module
from fihris.index.archive import Archive
from fihris.index.errors import ArchiveOutdated, BadInput
from fihris.index.keys import Keys, exact_keys, is_known, keys, lemma_keys, root_keys, version, words_file
from fihris.index.text.folding import fold
from hypothesis import given
from hypothesis import strategies as st


@pytest.fixture
def own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Name a file of a user's own words; what was worked out with others is forgotten before and after."""
    path = tmp_path / "words.toml"
    monkeypatch.setenv("FIHRIS_WORDS", str(path))
    forget()
    yield path
    forget()


def forget() -> None:
    for cached in (keys_module.keys, keys_module.lexicon_in_use, keys_module.version):
        cached.cache_clear()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("بالصواريخ", Keys(("بالصواريخ",), ("صاروخ",), ("صرخ",)), id="clitic-and-broken-plural"),
        pytest.param("حكومته", Keys(("حكومته",), ("حكومة",), ("حكم",)), id="pronoun"),
        pytest.param("ترمب", Keys(("ترامب", "ترمب"), ("ترامب",), ()), id="spelling-class"),
        pytest.param("2021.07.25", Keys(("2021.07.25",), ("2021.07.25", "2021", "07", "25"), ()), id="dotted-date"),
        pytest.param("ل", Keys(("ل",), (), ()), id="a-proclitic-on-its-own"),
        pytest.param("Getty", Keys(("getty",), ("getty",), ()), id="another-script"),
    ],
)
def test_keys(word: str, expected: Keys) -> None:
    """Each word has exact, lemma and root keys, the likeliest first."""
    assert keys(fold(word)) == expected


def test_both_readings() -> None:
    """A form with two likely readings has both lemmas."""
    assert set(lemma_keys("كتب")) == {"كتاب", "كتب"}


def test_a_spelling_keeps_its_own_form() -> None:
    """A minority spelling stands under its class and under itself, so that wildcards find both."""
    assert exact_keys(fold("والأميركيين")) == ("والامريكيين", "والاميركيين")


def test_a_word_without_a_root_has_consonants() -> None:
    """The root layer holds the consonants of a name, and never mistakes them for a root."""
    assert (keys(fold("فيسبوك")).root, root_keys(fold("فيسبوك"))) == ((), ("~فسبغ",))


@pytest.mark.parametrize(("word", "known"), [("بالصواريخ", True), ("زخبلطم", False), ("حكومه", True)])
def test_is_known(word: str, known: bool) -> None:
    """A word is known in any of its spellings and with what is written onto it."""
    assert is_known(fold(word)) is known


def test_an_own_name(own_words: Path) -> None:
    """A user's name is known, takes clitics, and changes the version of the keys."""
    own_words.write_text("", "utf-8")
    before = version()
    assert lemma_keys("وبزخبلط") == ("وبزخبلط",)
    forget()
    own_words.write_text('[people]\n"زخبلط" = {}\n', "utf-8")
    assert lemma_keys("وبزخبلط") == ("زخبلط",)
    assert version() != before


def test_an_own_spelling(own_words: Path) -> None:
    """A user's spelling class shares one exact key."""
    own_words.write_text('[[class]]\nspellings = ["زخبلط", "زغبلط"]\n', "utf-8")
    assert keys("زغبلط").canonical == keys("زخبلط").canonical == "زخبلط"


def test_a_file_of_words_that_was_named_must_be_there(own_words: Path) -> None:
    """A variable that names no file is an error, never passed over."""
    with pytest.raises(BadInput, match=str(own_words)):
        version()


@pytest.mark.parametrize("content", ["no table", "[[class]]\n", "[people]\n3 = 4\n", "class = 3\n"])
def test_a_bad_file_of_words(own_words: Path, content: str) -> None:
    """A file that holds no words is an error, never passed over."""
    own_words.write_text(content, "utf-8")
    with pytest.raises(BadInput):
        keys("زخبلط")


def test_an_archive_wants_the_words_it_was_made_with(own_words: Path, tmp_path: Path) -> None:
    """An archive made without a user's words is outdated once there are some."""
    own_words.write_text("", "utf-8")
    Archive.create(tmp_path / "archive")
    forget()
    own_words.write_text('[people]\n"زخبلط" = {}\n', "utf-8")
    with pytest.raises(ArchiveOutdated):
        Archive.open(tmp_path / "archive")


def test_the_place_of_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the variable the file stands among the user's settings."""
    monkeypatch.delenv("FIHRIS_WORDS", raising=False)
    assert words_file().parts[-2:] == ("fihris", "words.toml")


@given(st.text(st.characters(exclude_categories=())))
def test_any_string(text: str) -> None:
    """Any string has keys, and the exact key of an exact key is itself."""
    found = keys(fold(text))
    assert keys(found.canonical).canonical == found.canonical
