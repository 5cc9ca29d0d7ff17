"""Arabic in the order in which it is seen: order, joins, marks, brackets, and that nothing is lost."""

import re
import unicodedata

import pytest
from bidi import get_display
from fihris.search.render.bidi import by_words, shape, visual, visual_order
from fihris.search.render.line import Direction, direction_of
from hypothesis import example, given
from hypothesis import strategies as st

ISOLATES = "\u2066\u2067\u2068\u2069"
DIRECTIONS: tuple[Direction, ...] = ("rtl", "ltr")

WORDS = "قال الوزير لا كَلّم مُحَمَّد ـ F-16 NATO 2,500 ٢٥ 15 50% ( ) [ ] « » ، . : - / ؟ … 👍 می\u200cروم ه\u200d אב é"
PIECES = st.sampled_from([*WORDS.split(" "), " ", "  ", "e\u0301"])
ANY = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co")))
LINES = st.one_of(st.lists(PIECES).map("".join), ANY).map(
    lambda text: re.sub(r"[\u2066-\u2069\u202a-\u202e]", "", text)
)


def seen(text: str, direction: Direction) -> str:
    return "".join(character for character, _ in visual([(one, 0) for one in text], direction))


def letters(text: str) -> str:
    """Return what joined letters are forms of."""
    return unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("وصل الوفد", "rtl"),
        ("وصل الوفد إلى NATO", "rtl"),
        ("The word كتاب here", "ltr"),
        ("CNN نقلت عن مصدر", "rtl"),
        ("ab اب", "rtl"),
        ("https://example.org", "ltr"),
        ("2021-07-15", "ltr"),
        ("שלום", "rtl"),
        ("", "ltr"),
    ],
)
def test_direction_is_that_of_most_letters(text: str, direction: str) -> None:
    """A sentence that begins with a foreign name is read from the right all the same."""
    assert direction_of(text) == direction


SEEN: list[tuple[str, Direction, str]] = [
    ("اب", "rtl", "با"),
    ("ab", "rtl", "ab"),
    ("اب ab", "rtl", "ab با"),
    ("اب ab", "ltr", "با ab"),
    ("قال F-16 ثم 2,500.", "rtl", ".2,500 مث F-16 لاق"),
    ("قال F-16 ثم 2,500.", "ltr", "لاق F-16 2,500 مث."),
    ("(15 تموز 2021)، مع", "rtl", "عم ،(2021 زومت 15)"),
    ("«اب» [ج]", "rtl", "[ج] «با»"),
    ("قال (DEF) GHI", "rtl", "GHI (DEF) لاق"),
    ("a (اب) b", "ltr", "a (با) b"),
    ("1. اب", "rtl", "با .1"),
    ("من 50% إلى", "rtl", "ىلإ %50 نم"),
    ("\u2068a-1.txt\u2069  \u2068score 2\u2069", "rtl", "score 2  a-1.txt"),
    ("\u2068اب\u2069 -> \u2068جد\u2069", "ltr", "با -> دج"),
    ("اب ab ", "rtl", " ab با"),
]


@pytest.mark.parametrize(("text", "direction", "expected"), SEEN, ids=range(len(SEEN)))
def test_order_and_brackets(text: str, direction: Direction, expected: str) -> None:
    """What is seen from left to right, letter by letter, brackets turned to what they enclose."""
    assert letters(seen(text, direction)) == expected


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("كتب", "initial medial final"),
        ("دار", "isolated isolated isolated"),
        ("بيت", "initial medial final"),
        ("لا", "initial final"),
        ("و", "isolated"),
        ("هـ", "initial -"),
        ("كَت", "initial - final"),
        ("می\u200cر", "initial final - isolated"),
        ("ه\u200d", "initial -"),
        ("ه\u200dَ", "initial - -"),
        ("ab", "- -"),
    ],
)
def test_letters_are_joined_to_their_neighbours(text: str, forms: str) -> None:
    """Each letter in its form, one character each; vowel marks stay and part nothing, non-joiners part."""
    found = [unicodedata.decomposition(one).split(">")[0].lstrip("<") or "-" for one in shape(text)]
    assert found == forms.split()


def test_marks_follow_their_letter() -> None:
    """A terminal puts a mark on the character before it, in either direction."""
    assert letters(seen("كَلّم", "rtl")) == "ملّكَ"
    assert seen("e\u0301ب", "rtl") == "\ufe8fe\u0301"


@pytest.mark.parametrize("configuration", ["support_ligatures = true", "delete_harakat = true", "delete_tatweel = yes"])
def test_no_configuration_changes_how_many_there_are(
    configuration: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that arabic-reshaper may be configured with is of no account."""
    path = tmp_path_factory.mktemp("reshaper") / "config.ini"
    path.write_text(f"[ArabicReshaper]\n{configuration}\n")
    monkeypatch.setenv("PYTHON_ARABIC_RESHAPER_CONFIGURATION_FILE", str(path))
    from fihris.search.render import bidi

    bidi._reshaper.cache_clear()
    monkeypatch.setattr(bidi, "_SHAPED", {})
    try:
        assert len(shape("لاَ كـتاب الله")) == len("لاَ كـتاب الله")
    finally:
        bidi._reshaper.cache_clear()


@given(LINES)
def test_shaping_is_one_for_one(text: str) -> None:
    """A shaped text is as long as it was, and each character is a form of the one in its place."""
    shaped = shape(text)
    assert len(shaped) == len(text)
    assert all(raw == form or letters(form) in (raw, letters(raw)) for raw, form in zip(text, shaped, strict=True))


@given(LINES, st.sampled_from(DIRECTIONS))
@example("a-1.txt \u2069", "rtl")
def test_the_order_is_that_of_the_unicode_algorithm(text: str, direction: Direction) -> None:
    """The places, taken one after the other, give what python-bidi gives; each is there once."""
    text = "".join(one for one in text if unicodedata.bidirectional(one) not in ("BN", "B", "S"))
    places = [place for place, _ in visual_order(text, direction)]
    assert "".join(text[place] for place in places) == get_display(text, base_dir="R" if direction == "rtl" else "L")
    assert sorted(places) == list(range(len(text)))


def is_never_seen(character: str) -> bool:
    """Tell whether a character is a format character, or set aside for one, as are tags and variation selectors."""
    return unicodedata.category(character) == "Cf" or character == "\u2065" or "\U000e0000" <= character <= "\U000e0fff"


@given(LINES, st.sampled_from(DIRECTIONS))
@example("\U000e0100", "rtl")
def test_a_visual_line_is_a_permutation_of_its_characters(text: str, direction: Direction) -> None:
    """Every character is there once, in its joined form, with its own style; only what is never seen is left away."""
    shaped = shape(text)
    found = visual(list(zip(text, range(len(text)), strict=True)), direction)
    assert len({place for _, place in found}) == len(found)
    left_away = set(range(len(text))) - {place for _, place in found}
    assert all(is_never_seen(text[place]) or text[place] in ISOLATES for place in left_away)
    for character, place in found:
        assert character == shaped[place] or unicodedata.mirrored(shaped[place])


@given(LINES, st.sampled_from(DIRECTIONS))
def test_a_line_by_words_has_the_same_characters(text: str, direction: Direction) -> None:
    """Word by word nothing is shaped, and nothing is lost; a run of Arabic has one style."""
    pairs = list(zip(text, range(len(text)), strict=True))
    found = by_words(pairs, direction)
    assert len(found) == len(visual(pairs, direction))
    same = [character for character, _ in found if not unicodedata.mirrored(character)]
    seen_too = [text[place] for _, place in visual(pairs, direction) if not unicodedata.mirrored(text[place])]
    assert sorted(same) == sorted(seen_too)


@pytest.mark.parametrize(
    ("text", "direction", "expected"),
    [
        ("قال الوزير", "rtl", "الوزير قال"),
        ("قال (F-16)، ثم.", "rtl", ".ثم ،(F-16) قال"),
        ("لجنة، كَلّم", "rtl", "كَلّم لجنة،"),
        ("عام 2021 و٢٥", "rtl", "و٥٢ 2021 عام"),
        ("abc عنوان def", "ltr", "abc عنوان def"),
        ("٢٥ (٣)", "rtl", "(٣) ٢٥"),
    ],
)
def test_by_words(text: str, direction: Direction, expected: str) -> None:
    """Words stand in the order in which they are seen, the letters of each in the order in which they are read."""
    assert "".join(character for character, _ in by_words([(one, 0) for one in text], direction)) == expected


def test_a_word_has_one_style_by_words() -> None:
    """A terminal that turns runs round would see two runs in two styles."""
    pairs = [("ل", "red"), ("ج", "red"), ("ن", "red"), ("ة", "red"), ("،", "plain"), (" ", "plain"), ("a", "plain")]
    assert by_words(pairs, "rtl") == [("a", "plain"), (" ", "plain"), *((one, "red") for one in "لجنة،")]


def test_a_line_longer_than_the_numerals() -> None:
    """However long a line is, its characters are told apart."""
    for length in (0, 1, 2, 63, 64, 95, 96, 97, 127, 128, 9215, 9216, 9300):
        text = "اب" * (length // 2) + "ج" * (length % 2)
        assert [place for place, _ in visual_order(text, "rtl")] == list(range(length))[::-1]
