"""Sentences that deny each other, and those that only look like it; each word of the list has a row."""

import tomllib
from pathlib import Path

import pytest
from fihris.search.drafts import denying as module
from fihris.search.drafts.denying import opposed
from hypothesis import given
from hypothesis import strategies as st

DATA = tomllib.loads(Path(module.__file__).with_name("denying.toml").read_text("utf-8"))


def shown(ours: str, theirs: str) -> tuple[str, str] | None:
    found = opposed(ours, theirs)
    return (ours[slice(*found.ours)], theirs[slice(*found.theirs)]) if found else None


ROWS = [
    ("لم يوقع الوزير الاتفاق", "وقع الوزير الاتفاق", ("لم يوقع", "وقع")),
    ("وقع الوزير الاتفاق أمس", "وأفاد بأن الوزير لم يوقع الاتفاق", ("وقع", "لم يوقع")),
    ("لن تنسحب القوات", "ستنسحب القوات هذا العام", ("لن تنسحب", "ستنسحب")),
    ("عدم توقيع الاتفاق", "جرى توقيع الاتفاق", ("عدم توقيع", "توقيع")),
    ("ولم يوقع الوزير", "لم يوقع الوزير", None),
    ("وقع الوزير الاتفاق", "يوقع الوزير الاتفاق", None),
    ("لم يوقع الوزير", "سافر الرئيس", None),
    ("لم يكن الوزير حاضرا", "كان الوزير حاضرا في القاعة", ("لم يكن الوزير حاضرا", "الوزير حاضرا")),
    ("لم يكن الوزير حاضرا", "كان الوزير غائبا", None),
    (
        "نفى المتحدث توقيع الوزير على الاتفاق",
        "وقع الوزير الاتفاق",
        ("نفى المتحدث توقيع الوزير على الاتفاق", "وقع الوزير الاتفاق"),
    ),
    ("نفى المتحدث توقيع الوزير", "لم يوقع الوزير", None),
    ("ما قاله الوزير صحيح", "قال الوزير", None),
    ("لا يزال الوزير في منصبه", "الوزير في منصبه", None),
    ("لن يستطيع الوزير السفر", "يستطيع القارئ العمل", None),
    ("لن يستطيع الوزير السفر", "استطاع الوزير السفر", ("لن يستطيع الوزير السفر", "الوزير السفر")),
    ("لم", "لم", None),
    ("", "", None),
]


@pytest.mark.parametrize(("ours", "theirs", "wanted"), ROWS)
def test_what_is_denied(ours: str, theirs: str, wanted: tuple[str, str] | None) -> None:
    """The words that deny and those that are denied are given, each in its text, whichever text denies."""
    assert shown(ours, theirs) == wanted
    assert shown(theirs, ours) == (wanted[::-1] if wanted else None)


@pytest.mark.parametrize("word", DATA["before"])
def test_a_word_that_denies_the_next(word: str) -> None:
    """With a conjunction, too."""
    assert shown(f"{word} صحيح", "كل ذلك صحيح") == (f"{word} صحيح", "صحيح")
    assert shown(f"و{word} صحيح", "كل ذلك صحيح") == (f"و{word} صحيح", "صحيح")


@pytest.mark.parametrize("word", DATA["verbs"])
def test_a_verb_of_denial(word: str) -> None:
    """It denies what is told after it."""
    ours = f"{word} المتحدث انسحاب القوات"
    assert shown(ours, "أكد انسحاب القوات من المدينة") == (ours, "انسحاب القوات")


@pytest.mark.parametrize("word", DATA["helping"])
def test_a_verb_that_helps_another(word: str) -> None:
    """What is denied are the two words after it."""
    assert shown(f"لم {word} الوزير السفر", "الوزير يحب السفر") == (f"لم {word} الوزير السفر", "الوزير يحب السفر")
    assert shown(f"لم {word} الوزير السفر", f"{word} المدير النوم") is None


@pytest.mark.parametrize("phrase", DATA["not_denying"])
def test_a_phrase_that_denies_nothing(phrase: str) -> None:
    """Though it begins with a word that does."""
    assert shown(f"{phrase} الوزير وزيرا", f"{phrase.split()[1]} الوزير وزيرا") is None


@given(st.text(), st.text())
def test_any_text(ours: str, theirs: str) -> None:
    """Whatever they hold, the words lie inside them; nothing denies itself."""
    found = opposed(ours, theirs)
    assert found is None or (0 <= found.ours[0] < found.ours[1] <= len(ours) and found.theirs[1] <= len(theirs))
    assert opposed(ours, ours) is None


@given(st.lists(st.sampled_from("لم لا نفى أنه وقع يوقع الوزير الاتفاق كان يكن توقيع حاضرا".split())).map(" ".join))
def test_nothing_denies_itself(text: str) -> None:
    """A sentence is never told against itself."""
    assert opposed(text, text) is None
