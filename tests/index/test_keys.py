"""The three keys of a word."""

import gc
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from fihris.index import keys as keys_module
from fihris.index.archive import Archive
from fihris.index.errors import ArchiveOutdated, BadInput
from fihris.index.keys import (
    FormKeys,
    Keys,
    exact_keys,
    is_known,
    keys,
    keys_of_all,
    lemma_keys,
    root_keys,
    version,
    words_file,
)
from fihris.index.text.folding import fold
from fihris.index.text.lexicon.frozen import default_lexicon
from fihris.index.text.lexicon.layout import CODING
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


PROCLITICS = ("", "و", "ف", "ال", "وال", "ب", "بال", "ل", "لل", "ك", "س", "وس")
ENDINGS = ("", "ه", "ة", "ها", "هم", "هما", "ي", "ني", "نا", "ين", "ات", "ته", "و", "ا")
MADE_UP = st.builds(
    lambda *parts: "".join(parts),
    st.sampled_from(PROCLITICS),
    st.text(st.sampled_from("ابتجحدرسشعغفقكلمنهوي"), min_size=1, max_size=5),
    st.sampled_from(ENDINGS),
)


def one_by_one(form: str) -> FormKeys:
    return FormKeys(exact_keys(form), lemma_keys(form), root_keys(form), is_known(form))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("بالصواريخ", FormKeys(("بالصواريخ",), ("صاروخ",), ("صرخ",), True), id="known"),
        pytest.param("كتب", FormKeys(("كتب",), ("كتاب", "كتب"), ("كتب",), True), id="two-readings"),
        pytest.param("ترمب", FormKeys(("ترامب", "ترمب"), ("ترامب",), ("~ترمب",), True), id="a-name-of-a-class"),
        pytest.param("المتحده", FormKeys(("المتحدة", "المتحده"), ("متحد",), ("وحد",), True), id="heh-for-teh-marbuta"),
        pytest.param("كتابه", FormKeys(("كتابه",), ("كتاب",), ("كتب",), True), id="heh-is-a-pronoun"),
        pytest.param("استثنا", FormKeys(("استثنا",), ("استثناء",), ("ثني",), True), id="mistyped"),
        pytest.param("والزخبلطيون", FormKeys(("والزخبلطيون",), ("زخبلطي",), ("~زخبلت",), False), id="a-guess"),
        pytest.param(
            "2021.07.25",
            FormKeys(("2021.07.25",), ("2021.07.25", "2021", "07", "25"), ("2021.07.25",), True),
            id="date",
        ),
        pytest.param("g20", FormKeys(("g20",), ("g20",), ("g20",), False), id="another-script"),
        pytest.param("ل", FormKeys(("ل",), (), (), False), id="a-proclitic-on-its-own"),
        pytest.param("", FormKeys(("",), (), (), False), id="nothing"),
    ],
)
def test_keys_of_all(word: str, expected: FormKeys) -> None:
    """An index keeps of each form its keys, consonants for a root it lacks, and whether it is known."""
    assert keys_of_all([fold(word)]) == [expected]
    assert one_by_one(fold(word)) == expected


@given(st.lists(MADE_UP | st.text(st.characters(exclude_categories=())).map(fold)))
def test_many_at_once_are_as_each_alone(forms: list[str]) -> None:
    """The keys of a form do not depend on the forms beside it."""
    assert keys_of_all(forms) == [one_by_one(form) for form in forms]


@pytest.mark.parametrize("ending", ["", "ه", "ها"])
@pytest.mark.parametrize("proclitic", ["", "ال", "وب"])
def test_forms_of_the_lexicon_at_once(proclitic: str, ending: str) -> None:
    """Forms of the lexicon, with clitics and without, have the same keys at once and one by one."""
    trie = default_lexicon().trie
    forms = [trie.restore_key(number).decode(CODING) for number in range(0, len(trie), 2999)]
    forms = [proclitic + form + ending for form in forms]
    assert keys_of_all(forms) == [one_by_one(form) for form in forms]


@pytest.mark.parametrize("collecting", [True, False])
def test_the_garbage_collector_is_left_as_it_was(collecting: bool) -> None:
    """Looking for cycles stops during a batch, and goes on after it only if it did before."""
    before = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        keys_of_all(["كتاب"])
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()


def test_keys_go_from_one_process_to_another() -> None:
    """What an index keeps of forms may be worked out by several processes."""
    found = keys_of_all(["كتابه", "زخبلطم", "2021"])
    assert pickle.loads(pickle.dumps(found)) == found


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
