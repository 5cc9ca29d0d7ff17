"""Many forms analysed at once: the same as one by one, whatever the forms."""

from random import Random

import pytest
from fihris.index import keys as keys_module
from fihris.index.keys import keys_of_all, lexicon_in_use
from fihris.index.segments import analysis
from fihris.index.segments.analysis import analysed
from fihris.index.text.clitics import ENCLITICS, PROCLITICS
from fihris.index.text.folding import fold
from fihris.index.text.lexicon.frozen import default_lexicon
from fihris.index.text.lexicon.layout import CODING
from fihris.index.text.spellings import ENDINGS
from hypothesis import given, settings
from hypothesis import strategies as st

ARABIC = "ءابةتثجحخدذرزسشصضطظعغفقكلمنهوي"
ENDS = ("", *(one.letters for one in ENCLITICS), "ة", "ه", "ت", "ا", "و", "يون", "ية", "ات", "ين")


@pytest.fixture(autouse=True)
def always_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the way of many forms for few as well."""
    monkeypatch.setattr(analysis, "FEW", 0)


def lexicon_forms() -> list[str]:
    return [form.decode(CODING) for form in default_lexicon().trie]


def check(forms: list[str]) -> None:
    distinct = list(dict.fromkeys(forms))
    expected = keys_of_all(distinct)
    found = analysed(distinct).form_keys(distinct)
    wrong = [(form, one, other) for form, one, other in zip(distinct, found, expected, strict=True) if one != other]
    assert wrong == []


def test_forms_of_the_lexicon_with_clitics() -> None:
    """Words of the lexicon, bare and with whatever can be written onto them, right or wrong."""
    random = Random(5)
    cores = random.sample(lexicon_forms(), 3_000)
    befores, afters = [one.letters for one in PROCLITICS], ENDS
    check(cores + [random.choice(befores) + core + random.choice(afters) for core in cores for _ in range(4)])


def test_spellings_of_every_class() -> None:
    """Every spelling that the press has for a word, with proclitics and endings."""
    random = Random(6)
    spellings = [one.spelling for one in lexicon_in_use().spellings.variants]
    endings = ["", *sorted(ENDINGS)]
    check(
        [
            random.choice(PROCLITICS).letters + spelling + random.choice(endings)
            for spelling in spellings
            for _ in range(3)
        ]
        + spellings
    )


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param([], id="none"),
        pytest.param(["كتاب"], id="one"),
        pytest.param("المتحده المتحدة كتابه مدرسه مدرسة حكومت حكومته".split(), id="teh-marbuta"),
        pytest.param("2021.07.25 2500 f16 nato é 漢字 ل و ا".split(), id="no-arabic-words"),
        pytest.param(["\u0640", "?", "؟؟", "ء", "א", "ﷺ", "\ud800", "a\nb"], id="odd"),
        pytest.param(["و" * 17, "والمستشفياتهماكتبونهم", "ا" * 40, "وبالكتب" * 3], id="long"),
        pytest.param("القرءان جرافيك استثنا شاركو وزبلوط الزبلوطية".split(), id="unknown-and-respelled"),
        pytest.param("هما هم ه ني كتبهما لهما بهم منه".split(), id="pronouns-alone"),
    ],
)
def test_some_forms(forms: list[str]) -> None:
    """What is short, long, foreign, mistyped, nothing but clitics."""
    check(forms)


@settings(max_examples=60)
@given(st.lists(st.text(ARABIC, min_size=1, max_size=20) | st.text(min_size=1, max_size=5).map(fold), max_size=60))
def test_any_forms(forms: list[str]) -> None:
    """Any letters in any order."""
    check([form for form in forms if form])


def test_a_users_own_words(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that a user added are known as they are one by one."""
    path = tmp_path_factory.mktemp("own") / "words.toml"
    path.write_text('[people]\n"زبلوطان" = {}\n', encoding="utf-8")
    monkeypatch.setenv("FIHRIS_WORDS", str(path))
    for cached in (keys_module.lexicon_in_use, keys_module.keys):
        cached.cache_clear()
    try:
        (found,) = analysed(["وزبلوطان"]).form_keys(["وزبلوطان"])
        assert found.known
        check(["وزبلوطان", "زبلوطان", "كتاب"])
    finally:
        for cached in (keys_module.lexicon_in_use, keys_module.keys):
            cached.cache_clear()


@pytest.mark.slow
def test_every_form_of_the_lexicon() -> None:
    """All of half a million."""
    check(lexicon_forms())
