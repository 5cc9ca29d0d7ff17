"""The fast path to lemmas and roots."""

from pathlib import Path

import pytest
from fihris.index.text.additions import load_additions
from fihris.index.text.clitics import SHORTEST
from fihris.index.text.folding import fold
from fihris.index.text.lexicon.frozen import Lexicon, default_lexicon
from fihris.index.text.lexicon.layout import CODING
from fihris.index.text.lookup import NO_KEYS, Keys, Lookup
from fihris.index.text.morphology import analyse, canonical, has_pronoun, lookup_in

OWN = """
[people]
"كتاب" = { article = true }
"زخبلط" = {}
"ظ" = {}
"""


def found(form: str, lexicon: Lexicon | None = None) -> Keys:
    (keys,) = lookup_in(lexicon or default_lexicon()).keys([form])
    return keys


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        pytest.param("كتاب", Keys(("كتاب",), ("كتب",), True), id="a-whole-word"),
        pytest.param("وبالكتاب", Keys(("كتاب",), ("كتب",), True), id="proclitics"),
        pytest.param("كتابهما", Keys(("كتاب",), ("كتب",), True), id="a-pronoun-of-three-letters"),
        pytest.param("فسيعلنونها", Keys(("اعلن",), ("علن",), True), id="both"),
        pytest.param("حكومه", Keys(("حكومة",), ("حكم",), True), id="heh-for-teh-marbuta"),
        pytest.param("استثنا", Keys(("استثناء",), ("ثني",), True), id="spelt-otherwise"),
        pytest.param("واشنطن", Keys(("واشنطن",), (), True), id="a-name-has-no-root"),
        pytest.param("زخبلط", Keys(("زخبلط",), (), False), id="unknown"),
        pytest.param("2,5", Keys(("2,5",), (), False), id="not-folded"),
        pytest.param("2.5", Keys(("2.5",), (), True), id="a-number"),
        pytest.param("2021.07.25", Keys(("2021.07.25", "2021", "07", "25"), (), True), id="a-date"),
        pytest.param("getty", Keys(("getty",), (), False), id="another-script"),
        pytest.param("ز", Keys(("ز",), (), False), id="a-letter"),
        pytest.param("و", NO_KEYS, id="a-proclitic-on-its-own"),
        pytest.param("", NO_KEYS, id="nothing"),
    ],
)
def test_keys(form: str, expected: Keys) -> None:
    """A form has the lemmas of its likeliest readings, their roots, and whether that is more than a guess."""
    assert found(form) == expected


def test_no_form_of_the_lexicon_is_too_short_for_a_core() -> None:
    """Cuts are tried without counting what is left, since nothing shorter is held."""
    trie = default_lexicon().trie
    assert min(len(trie.restore_key(number)) for number in range(len(trie))) >= SHORTEST
    assert trie.get(b"") is None


@pytest.mark.parametrize("ending", ["", "هم", "ي"])
@pytest.mark.parametrize("proclitic", ["", "ف", "لل", "وس"])
def test_the_fast_way_is_right(proclitic: str, ending: str) -> None:
    """Forms with clitics have the best lemma of the explaining way, and are known where it knows them."""
    trie = default_lexicon().trie
    forms = [trie.restore_key(number).decode(CODING) for number in range(0, len(trie), 4999)]
    forms = [canonical(proclitic + form + ending) for form in forms]
    best = [analyse(form)[0] for form in forms]
    fast = Lookup(default_lexicon()).keys(forms)
    assert [(one.lemmas[0], one.known) for one in fast] == [(one.lemma, one.known) for one in best]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("كتاب", Keys(("كتاب",), ("كتب",), True)),
        ("والزخبلط", Keys(("زخبلط",), (), False)),
        ("وزخبلط", Keys(("زخبلط",), (), True)),
        ("ظ", Keys(("ظ",), (), False)),
        ("وظ", Keys(("وظ",), (), False)),
    ],
)
def test_own_names_stand_beside_the_lexicon(tmp_path: Path, form: str, expected: Keys) -> None:
    """A user's name takes proclitics and never hides a word of the lexicon; a letter is no name."""
    path = tmp_path / "words.toml"
    path.write_text(OWN, "utf-8")
    assert found(form, load_additions(path)) == expected


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("حكومته", True), ("كتابه", True), ("يكتبونها", True), ("حكومه", False), ("مياه", False), ("كتاب", False),
        ("زخبلطه", False), ("g20", False),
    ],
)  # fmt: skip
def test_the_end_of_a_word_is_a_pronoun_or_not(word: str, wanted: bool) -> None:
    """The cheapest reading tells; an unknown word loses no pronoun."""
    form = fold(word)
    assert has_pronoun(form, default_lexicon()) is wanted
    assert bool(analyse(form)[0].enclitics) is wanted
