"""Words that no lexicon holds."""

import pytest
from fihris.index.text.unknown import Guess, guess, respellings


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("لقا", []),
        ("استثنا", ["استثناء"]),
        ("شاركو", ["شاركوا"]),
        ("القرءان", ["القران"]),
        ("جرافيك", ["غرافيك"]),
        ("كيلوجرام", ["كيلوغرام"]),
        ("ايديولوجيا", ["ايديولوجياء", "ايديولوغيا"]),
        ("كتاب", []),
    ],
)
def test_a_mistyped_word_has_other_spellings(word: str, others: list[str]) -> None:
    """Final hamza and silent alef that were left out, and letters that countries write otherwise."""
    assert list(respellings(word)) == others


@pytest.mark.parametrize(
    ("word", "attested", "wanted"),
    [
        ("البلنك", None, Guess("ال", "بلنك", "بلنك")),
        ("وبالبلنك", None, Guess("وبال", "بلنك", "بلنك")),
        ("بلنكيون", None, Guess("", "بلنكيون", "بلنكي")),
        ("بلنكي", None, Guess("", "بلنكي", "بلنكي")),
        ("وبلنك", {"بلنك"}, Guess("و", "بلنك", "بلنك")),
        ("وبلنك", {"نك"}, Guess("", "وبلنك", "وبلنك")),
        ("وبلن", {"بلن"}, Guess("", "وبلن", "وبلن")),
        ("ال", None, Guess("", "ال", "ال")),
    ],
)
def test_what_is_left_of_an_unknown_word(word: str, attested: set[str] | None, wanted: Guess) -> None:
    """The article goes, a nisba ending becomes ي, a single letter goes only where the rest is attested."""
    assert guess(word, attested) == wanted
