"""What a copy added, dropped, changed and moved."""

import numpy as np
import pytest
from fihris import Archive, Article
from fihris.index.text.words import keys
from fihris.search.copies.differences import changes
from hypothesis import given
from hypothesis import strategies as st

from ..conftest import InSegments
from .stories import COST, GUARD, LEAD, ROUTE, STORY

Told = list[tuple[str, str, str]]


def told(archive: Archive, first: str, copy: str) -> Told:
    """Return the differences as they are printed: the kind, what the first has, what the copy has."""
    found = archive.similar(first)
    (one,) = (one for one in found.copies if one.article.id == copy)
    return [
        (kind, found.first.text[slice(*here)], one.article.text[slice(*there)]) for kind, here, there in one.differences
    ]


ROWS: list[tuple[str, Told]] = [
    (STORY, []),
    (STORY.replace("أربعين", "خمسين"), [("changed", "أربعين", "خمسين")]),
    (STORY.replace("صباح اليوم ", ""), [("dropped", "صباح اليوم", "")]),
    (STORY.replace("القديم", "القديم كله"), [("added", "", "كله")]),
    (f"{LEAD}\n{ROUTE}\n{GUARD}", [("dropped", COST.rstrip("."), "")]),
    (f"عاجل: {STORY}", [("added", "", "عاجل")]),
    (f"{STORY} (رويترز)", [("added", "", "رويترز")]),
    (f"{LEAD}\n{GUARD}\n{COST}\n{ROUTE}", [("moved", GUARD.rstrip("."), GUARD.rstrip("."))]),
    # spelling is no difference, and neither are two words run together
    (STORY.replace("بلدية", "بلديه").replace("أربعين", "اربعين"), []),
    (STORY.replace("بعد ثلاث", "بعدثلاث"), []),
    # what lies between two changes, and is too short to be a copy, belongs to both
    (
        STORY.replace("أربعين مليون دينار", "خمسين مليون درهم"),
        [("changed", "أربعين مليون دينار", "خمسين مليون درهم")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_what_a_copy_has_otherwise(in_segments: InSegments, text: str, expected: Told) -> None:
    """Seen from the first, in the order of the copy."""
    archive = in_segments([[Article(id="first", text=STORY)], [Article(id="copy", text=text)]])
    assert told(archive, "first", "copy") == expected


WORDS = st.lists(st.integers(1, 6), max_size=60)


@given(WORDS, WORDS)
def test_differences_account_for_every_word(first: list[int], copy: list[int]) -> None:
    """No word of the copy is told of twice, and without what was added and with what was dropped it has the first's."""
    found = changes(np.array(first, np.uint16), np.array(copy, np.uint16))
    there = [at for change in found for at in range(*change.copy)]
    assert len(there) == len(set(there))
    if not any(change.kind == "moved" for change in found):
        here = {at for change in found for at in range(*change.first)}
        kept = [word for at, word in enumerate(copy) if at not in there]
        assert kept == [word for at, word in enumerate(first) if at not in here]


@given(WORDS)
def test_a_text_is_no_other_than_itself(words: list[int]) -> None:
    """Of four words or more; fewer make no run."""
    text = np.array(words, np.uint16)
    assert changes(text, text) == [] or len(words) < 4


def test_a_text_of_many_repetitions_takes_no_time() -> None:
    """The same run at a thousand places is tried at a few."""
    text = np.array(keys_as_numbers("قال الوزير إن الجسر " * 1000), np.uint16)
    assert changes(text, text[: text.size // 2]) == [("dropped", (2000, 4000), (2000, 2000))]


def keys_as_numbers(text: str) -> list[int]:
    numbers: dict[str, int] = {}
    return [numbers.setdefault(key, len(numbers) + 1) for key in keys(text)]
