"""From an alignment to a verdict: how many words may differ, at which ends, and what each change is called."""

import pytest
from fihris.search.quotations.alignment import nearest_stretch, steps
from fihris.search.quotations.judging import Aligned, judged
from fihris.search.quotations.values import Verdict

EIGHT = "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية"
SIXTEEN = f"{EIGHT} تسعة عشرة عشرون ثلاثون أربعون خمسون ستون سبعون"


def aligned(ours: str, theirs: str) -> Aligned:
    """Return two texts side by side, each word worth ten bits."""
    numbers: dict[str, int] = {}
    one, other = ([numbers.setdefault(word, len(numbers)) for word in text.split()] for text in (ours, theirs))
    return Aligned(
        ours.split(), theirs.split(), [10.0] * len(one), steps(one, other), ours == theirs, True, lambda _: False
    )


VERDICTS: tuple[tuple[str, str, Verdict, float], ...] = (
    (EIGHT, EIGHT, "verbatim", 1),
    (EIGHT, EIGHT.replace("أربعة", "غيرها"), "altered", 0.875),
    (EIGHT, EIGHT.replace("أربعة", "غيرها").replace("ستة", "سواها"), "altered", 0.75),
    (EIGHT, EIGHT.replace("واحد", "غيرها"), "altered", 0.875),
    (EIGHT, EIGHT.replace("سبعة ثمانية", "غيرها سواها"), "part_found", 0.75),
    (EIGHT, EIGHT.replace("ستة سبعة ثمانية", "أ ب ج"), "not_found", 0.625),
    (EIGHT.rpartition(" ")[0], EIGHT.rpartition(" ")[0].replace("أربعة", "غيرها"), "not_found", 1 - 1 / 7),
    (SIXTEEN, SIXTEEN.replace("سبعة ثمانية تسعة عشرة", ""), "altered", 0.75),
    (SIXTEEN, SIXTEEN.replace("ستون سبعون", "غيرها سواها"), "altered", 0.875),
    (SIXTEEN, SIXTEEN.replace("خمسون ستون سبعون", "أ ب ج"), "altered", 0.8125),
    (SIXTEEN, SIXTEEN.replace("أربعون خمسون ستون سبعون", "أ ب ج د"), "part_found", 0.75),
)


@pytest.mark.parametrize(("ours", "theirs", "verdict", "similarity"), VERDICTS)
def test_verdicts(ours: str, theirs: str, verdict: Verdict, similarity: float) -> None:
    """By how many words are printed, and whether they are to both ends."""
    found = judged([aligned(ours, theirs)], 20)
    assert found.verdict == verdict
    assert found.similarity == pytest.approx(similarity)


def test_a_run_of_common_words_is_no_find() -> None:
    """Six words in a row must be worth more than chance."""
    found = judged([aligned(EIGHT, EIGHT.replace("سبعة ثمانية", "غيرها سواها"))], 61)
    assert found.verdict == "not_found"


CHANGES = (
    ("أ ب ج", "أ ج", [("added", "", "ب")]),
    ("أ ج", "أ ب ج", [("dropped", "ب", "")]),
    ("أ ب ج", "أ د ج", [("changed", "د", "ب")]),
    ("أ ب ج د", "أ ج د ب", [("moved", "ب", "ب")]),
    ("أ ب ج", "ب أ ج", [("moved", "ب", "ب")]),
    ("أ ب ج د", "أ ج ب د", [("moved", "ج", "ج")]),
    ("أ مدرسه ج", "أ مدرسة ج", [("spelling", "مدرسة", "مدرسه")]),
    ("أ عبدالله ج", "أ عبد الله ج", [("spelling", "عبد الله", "عبدالله")]),
    ("أ ب ب ج", "أ ج", [("added", "", "ب ب")]),
)


@pytest.mark.parametrize(("ours", "theirs", "changes"), CHANGES)
def test_changes(ours: str, theirs: str, changes: list[tuple[str, str, str]]) -> None:
    """Neighbouring words are one change; what was dropped here and added there was moved."""
    (found,) = judged([aligned(ours, theirs)], 20).differences
    assert [tuple(one.change) for one in found] == changes


STRETCHES: tuple[tuple[list[int], list[int], tuple[int, int]], ...] = (
    ([1, 2, 3], [0, 1, 2, 3, 0], (1, 4)),
    ([1, 2, 3], [0, 1, 9, 3, 0], (1, 4)),
    ([1, 2, 3, 4], [0, 1, 2, 7, 8, 3, 4, 0], (1, 7)),
    ([1, 2], [1, 2, 0, 1, 2], (0, 2)),
    ([1], [], (0, 0)),
)


@pytest.mark.parametrize(("ours", "theirs", "stretch"), STRETCHES)
def test_the_nearest_stretch(ours: list[int], theirs: list[int], stretch: tuple[int, int]) -> None:
    """The fewest edits, then the most words kept, then the same length, then the first."""
    places = range(len(theirs) + 1)
    assert nearest_stretch(ours, theirs, places, places) == stretch
