"""What a pattern or a misspelt word stands for in an archive."""

from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from fihris import Archive, Article
from fihris.index.segments.snapshot import Snapshot
from fihris.search.patterns import MOST_EXPANSIONS, Expansion, expanded
from fihris.search.query import Fuzzy, Pattern
from hypothesis import given, settings
from hypothesis import strategies as st

InSegments = Callable[..., Archive]

FORMS = "كتاب كتب كاتب مكتبة كتابان اكتب كتابه باتك قمر g20 2021 3.5".split()
BATCHES = [FORMS[:5], FORMS[3:9], FORMS[8:]]


@pytest.fixture(scope="module")
def snapshot(in_segments: InSegments) -> Snapshot:
    """Return the forms in three segments, an article each."""
    numbers = iter(range(100))
    return in_segments([[Article(id=str(next(numbers)), text=form) for form in batch] for batch in BATCHES]).snapshot


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (Pattern("كت*"), {"كتاب", "كتب", "كتابان", "كتابه"}),
        (Pattern("كتاب*"), {"كتاب", "كتابان", "كتابه"}),
        (Pattern("*ب"), {"كتاب", "كتب", "كاتب", "اكتب"}),
        (Pattern("*كت*"), {"كتاب", "كتب", "مكتبة", "كتابان", "اكتب", "كتابه"}),
        (Pattern("كت?ب"), {"كتاب"}),
        (Pattern("???"), {"كتب", "قمر", "g20", "3.5"}),
        (Pattern("?ا*"), {"كاتب", "باتك"}),
        (Pattern("3.?"), {"3.5"}),
        (Pattern("غ*"), set()),
        (Pattern("*"), set(FORMS)),
        (Fuzzy("كتاب"), {"كتاب", "كتب", "كاتب", "كتابه"}),
        (Fuzzy("كتبا"), {"كتاب", "كتب"}),
        (Fuzzy("كتاب", 2), {"كتاب", "كتب", "كاتب", "كتابان", "اكتب", "كتابه"}),
        (Fuzzy("غواصة", 2), set()),
    ],
)
def test_expanded(snapshot: Snapshot, pattern: Pattern | Fuzzy, expected: set[str]) -> None:
    """A prefix, any wildcards, letters that are wrong: whole forms of any segment, each once."""
    found = expanded(snapshot, pattern)
    assert (set(found.keys), found.left_out) == (expected, 0)
    assert len(found.keys) == len(expected)


def osa(one: str, other: str) -> int:
    """Return how many letters must be put in, left out, replaced or exchanged with their neighbours."""
    row_before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        new = [i]
        for j, b in enumerate(other, 1):
            new.append(min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (a != b)))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                new[j] = min(new[j], row_before[j - 2] + 1)
        row_before, row = row, new
    return row[-1]


LETTERS = st.text("ابتج", min_size=1, max_size=5)


@settings(max_examples=40)
@given(
    batches=st.lists(st.lists(LETTERS, min_size=1, max_size=8), min_size=1, max_size=3),
    patterns=st.lists(st.text("ابتج*?", min_size=1, max_size=5), min_size=5, max_size=10),
    words=st.lists(st.text("ابتج", min_size=1, max_size=5), min_size=5, max_size=10),
    distance=st.integers(1, 2),
)
def test_any_pattern_and_any_misspelling(
    in_segments: InSegments, batches: list[list[str]], patterns: list[str], words: list[str], distance: int
) -> None:
    """Over any forms: what the meaning of wildcards, and the distance worked out in full, say of each."""
    numbers = iter(range(100))
    archive = in_segments([[Article(id=str(next(numbers)), text=form) for form in batch] for batch in batches])
    forms = {form for batch in batches for form in archive_forms(archive, batch)}
    for pattern in patterns:
        expected = {form for form in forms if fnmatchcase(form, pattern)}
        assert set(expanded(archive.snapshot, Pattern(pattern)).keys) == expected, pattern
    for word in words:
        expected = {form for form in forms if osa(word, form) <= distance}
        assert set(expanded(archive.snapshot, Fuzzy(word, distance)).keys) == expected, word


def archive_forms(archive: Archive, batch: list[str]) -> set[str]:
    """Return the exact keys of some forms: a spelling of another word has that word's key too."""
    from fihris.index.keys import exact_keys

    return {key for form in batch for key in exact_keys(form)}


def test_the_most_frequent_are_kept(in_segments: InSegments) -> None:
    """Of too many keys those that most articles hold stay, over all segments; and it is said how many do not."""
    texts = [["كتاب كتب", "كتاب"], ["كتب كاتب", "كتاب كتبه"], ["كتبت"]]
    numbers = iter(range(100))
    made = in_segments([[Article(id=str(next(numbers)), text=text) for text in batch] for batch in texts])
    assert expanded(made.snapshot, Pattern("ك*"), 2) == Expansion(("كتاب", "كتب"), 3)
    assert expanded(made.snapshot, Pattern("ك*"), 3) == Expansion(("كتاب", "كتب", "كاتب"), 2)
    assert expanded(made.snapshot, Fuzzy("كتاب"), 1) == Expansion(("كتاب",), 2)
    assert expanded(made.snapshot, Pattern("ك*"), 5).left_out == 0


def test_a_search_says_how_many_were_left_out(tmp_path: Path) -> None:
    """A pattern of more keys than it may stand for finds through the most frequent only."""
    archive = Archive.create(tmp_path)
    archive.add(Article(id=str(number), text=f"w{number:04} shared") for number in range(MOST_EXPANSIONS + 5))
    everything = archive.search("w*", max_expansions=2 * MOST_EXPANSIONS)
    assert (everything.total, everything.left_out) == (MOST_EXPANSIONS + 5, 0)
    bounded = archive.search("w* s*", passages=0)
    assert (bounded.total, bounded.left_out) == (MOST_EXPANSIONS + 5, 5)
    few = archive.search("w*", max_expansions=3)
    assert ([hit.article.id for hit in few.hits], few.total, few.left_out) == (["0", "1", "2"], 3, MOST_EXPANSIONS + 2)


def test_a_misspelt_word_is_found_and_marked(archive: Archive) -> None:
    """What was meant is found, and shown as another spelling of what was typed."""
    results = archive.search("البرمييل~")
    assert [hit.article.id for hit in results.hits] == ["oil"]
    spans = [span for passage in results.hits[0].passages for span in passage.spans]
    assert [(results.hits[0].article.text[one.start : one.end], one.kind) for one in spans] == [("البرميل", "spelling")]
    assert archive.search("البرمييل").total == 0


def test_a_pattern_with_many_stars_is_quick(snapshot: Snapshot) -> None:
    """No pattern takes time out of proportion to its length."""
    assert expanded(snapshot, Pattern("*ك" * 40 + "غ")) == Expansion((), 0)
