"""A user's own names and spellings."""

from pathlib import Path

import pytest
from fihris.index.errors import BadInput
from fihris.index.text.additions import load_additions
from fihris.index.text.lexicon.frozen import DEFAULT_PATH, default_lexicon
from fihris.index.text.morphology import analyse, keys

OWN = """
[people]
"بلزاكوف" = { nisba = "بلزاكوفي" }
"كلوربين" = { article = true }
[peoples]
"زبلوطي" = { plural = "زبالطة" }
[[class]]
spellings = ["بلزاكوف", "بلساكوف"]
"""


@pytest.mark.parametrize(
    ("word", "lemma", "inflection", "part"),
    [
        ("بلزاكوف", "بلزاكوف", "", "name"),
        ("لبلزاكوف", "بلزاكوف", "", "name"),
        ("بلساكوف", "بلزاكوف", "", "name"),
        ("البلزاكوفيين", "بلزاكوفي", "plural", "adjective"),
        ("وبالكلوربين", "كلوربين", "", "name"),
        ("الزبالطة", "زبلوطي", "broken plural", "adjective"),
    ],
)
def test_a_user_adds_names_and_spellings(tmp_path: Path, word: str, lemma: str, inflection: str, part: str) -> None:
    """They are read beside the frozen lexicon, with proclitics and endings."""
    path = tmp_path / "words.toml"
    path.write_text(OWN, "utf-8")
    lexicon = load_additions(path)
    best = analyse(word, lexicon)[0]
    assert (best.lemma, best.inflection, best.part_of_speech) == (lemma, inflection, part)
    form = lexicon.spellings.canonical(word)
    assert keys([form], lexicon)[0].lemmas[0] == lemma


def test_the_frozen_lexicon_stays_as_it_is(tmp_path: Path) -> None:
    """Additions are those of one lexicon object; the file and the default do not change."""
    before = DEFAULT_PATH.read_bytes()
    path = tmp_path / "words.toml"
    path.write_text(OWN, "utf-8")
    load_additions(path)
    assert DEFAULT_PATH.read_bytes() == before
    assert not default_lexicon().added
    assert not analyse("بلزاكوف")[0].known


@pytest.mark.parametrize(
    "content", ["[people", "people = 1", '[people]\n"x" = 1', '[[class]]\nspelling = ["ا"]', "[[class]]\nspellings = 3"]
)
def test_a_file_of_anything_else_is_refused(tmp_path: Path, content: str) -> None:
    """The error names the file."""
    path = tmp_path / "words.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(BadInput, match=r"words\.toml"):
        load_additions(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A path without a file is bad input, too."""
    with pytest.raises(BadInput):
        load_additions(tmp_path / "nothing.toml")
