"""Text to sentences."""

import pytest
from fihris.index.text import sentences
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="empty"),
        pytest.param("وصل الوفد. بدأ الحوار.", ["وصل الوفد.", "بدأ الحوار."], id="full-stop"),
        pytest.param("ماذا قال؟ لم يجب! ثم", ["ماذا قال؟", "لم يجب!", "ثم"], id="question-and-exclamation"),
        pytest.param("سكت؛ ثم عاد… وانتهى", ["سكت؛", "ثم عاد…", "وانتهى"], id="semicolon-and-ellipsis"),
        pytest.param("عنوان\n\nنص أول\nنص ثان", ["عنوان", "نص أول", "نص ثان"], id="line-ends"),
        pytest.param("انتهى اللقاء., وأكد البيان", ["انتهى اللقاء.", "وأكد البيان"], id="joined-paragraphs"),
        pytest.param("البيان الأول.وقال الثاني", ["البيان الأول.", "وقال الثاني"], id="forgotten-space"),
        pytest.param("قال «نعم.» ثم غادر", ["قال «نعم.»", "ثم غادر"], id="closing-mark-belongs-to-its-sentence"),
        pytest.param("بلغ 3.5 في 2021.07.25 هنا", ["بلغ 3.5 في 2021.07.25 هنا"], id="points-in-figures"),
        pytest.param("وكالة أ.ف.ب قالت. نعم", ["وكالة أ.ف.ب قالت.", "نعم"], id="initials"),
        pytest.param("كتب J. Smith ذلك", ["كتب J. Smith ذلك"], id="latin-initial"),
        pytest.param("...", ["..."], id="nothing-but-points"),
        pytest.param(" ، ، ", [], id="nothing-but-commas"),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    """Sentences end at their marks, at line ends and at the joints of scraped text, nowhere else."""
    assert [text[start:end] for start, end in sentences.split(text)] == expected


@given(st.text() | st.text('اب .,؟؛…\n"»12J'))
def test_nothing_but_separators_is_lost(text: str) -> None:
    """Sentences stand in order, and only white space and commas lie between them."""
    at = 0
    for start, end in sentences.split(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip().strip(",،").strip()
        at = end
    assert not text[at:].strip().strip(",، \n\t").strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [0], id="empty"),
        pytest.param("نعم. لا؟ بلى", [4, 8, 12], id="before-the-space"),
        pytest.param("نعم.»، لا\n\nبلى.", [6, 11, 15, 15], id="closing-marks-and-line-ends"),
        pytest.param("كتب J. Smith ذلك", [16], id="an-initial"),
    ],
)
def test_ends(text: str, expected: list[int]) -> None:
    """Each sentence ends where the next begins, the last at the end of the text."""
    assert list(sentences.ends(text)) == expected


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        pytest.param("نعم. لا.", 4, 8, "لا.", id="space-before"),
        pytest.param(" \n نعم ، ،\t", 0, 11, "نعم", id="spaces-and-commas"),
        pytest.param("نعم، ،", 3, 6, "", id="nothing-left"),
    ],
)
def test_trimmed(text: str, start: int, end: int, expected: str) -> None:
    """White space goes on both sides, commas at the end; the words keep their places."""
    assert text[slice(*sentences.trimmed(text, start, end))] == expected
