"""Our own lists: each file says what its head says."""

import tomllib
from collections import Counter
from typing import Any

import pytest
from fihris.index.text import morphology
from fihris.index.text.folding import fold
from fihris.index.text.lexicon.frozen import DEFAULT_PATH
from fihris.index.text.lexicon.names import names_of
from fihris.index.text.lexicon.roots import clean
from fihris.index.text.morphology import canonical
from fihris.index.text.spellings import variants_of

COMMONER = {"بنها"}
"""Names that are far commoner as two words: بنها is "her son"."""

LISTS = ("names", "nouns", "spellings", "plurals", "verbs", "roots", "stopwords")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(DEFAULT_PATH.with_name(f"{name}.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_explains_itself(name: str) -> None:
    """Each file begins with a comment that says what it is."""
    assert DEFAULT_PATH.with_name(f"{name}.toml").read_text("utf-8").startswith("# ")


def test_every_name_is_its_own_lemma() -> None:
    """A name is taken whole: its first letters are no proclitics."""
    wrong = []
    for name in names_of(_read("names")):
        form = canonical(fold(name.spelling))
        (found,) = morphology.keys([form])
        if form not in found.lemmas:
            wrong.append(name.spelling)
    assert set(wrong) <= COMMONER


@pytest.mark.parametrize(
    ("table", "forms"), [("nouns", ("", "ال")), ("adjectives", ("", "ال")), ("persons", ("", "ال", "وال"))]
)
def test_every_own_noun_is_known(table: str, forms: tuple[str, ...]) -> None:
    """A word of nouns.toml has itself among its lemmas, with the article too."""
    wrong = []
    for word in _read("nouns")[table]["words"]:
        lemma = canonical(fold(word))
        found = morphology.keys([canonical(before + fold(word)) for before in forms])
        wrong += [word for keys in found if lemma not in keys.lemmas]
    assert wrong == []


def test_a_word_stands_in_one_table_of_nouns() -> None:
    """No word is listed twice."""
    listed = [fold(word) for table in _read("nouns").values() for word in table["words"]]
    assert sorted(word for word, times in Counter(listed).items() if times > 1) == []


def test_every_variant_has_the_key_of_its_class() -> None:
    """All spellings of a class share one key, alone and after و."""
    for one in variants_of(_read("spellings")):
        assert canonical(one.spelling) == one.key
        assert canonical(one.key) == one.key


def test_no_spelling_is_in_two_classes() -> None:
    """A folded spelling has one key."""
    variants = list(variants_of(_read("spellings")))
    assert len({one.spelling for one in variants}) == len(variants)
    assert not {one.spelling for one in variants} & {one.key for one in variants}


def test_every_listed_plural_finds_its_singular() -> None:
    """Nearly all have a singular of theirs among their lemmas; the rest are commoner as another word."""
    listed = {plural: singulars for plural, singulars in _read("plurals").items() if singulars}
    found = morphology.keys([canonical(fold(plural)) for plural in listed])
    hits = sum(
        bool(set(keys.lemmas) & {canonical(fold(one)) for one in singulars})
        for keys, singulars in zip(found, listed.values(), strict=True)
    )
    assert hits >= 0.95 * len(listed)


def test_every_listed_root_is_clean() -> None:
    """A root has three or four radicals or is empty."""
    for lemma, root in _read("roots").items():
        assert root == "" or list(clean(root)) == [fold(root)], lemma
