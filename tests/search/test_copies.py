"""Copies of an article: which articles are, in which order, and how much they share."""

import datetime as dt
from pathlib import Path

import fihris
import numpy as np
import pytest
from fihris import Archive, Article
from fihris.index.build import build
from fihris.index.errors import ArticleMissing, BadInput
from fihris.search.copies.likeness import Likeness, covered, likenesses, runs
from fihris.search.copies.values import Copies
from fihris.search.copies.vocabulary import Texts, Vocabulary
from hypothesis import given
from hypothesis import strategies as st

from ..conftest import ARTICLES, InSegments
from .stories import COST, LONGER, OTHER_LEAD, OWN_WORDS, RESPELLED, SHORTER, STORY, TURNED

SEEDS = Path(fihris.__file__).resolve().parent / "seeds"


def day(number: int) -> dt.date:
    return dt.date(2021, 7, number)


DESK = [
    Article(id="own", text=OWN_WORDS, date=day(1), source="الضفة"),
    Article(id="longer", text=LONGER, date=day(4), source="النهر"),
    Article(id="story", title="افتتاح الجسر", text=STORY, date=day(2), source="الصباح"),
    Article(id="lead", text=OTHER_LEAD, source="المساء"),
    Article(id="turned", text=TURNED, date=day(3), source="الصباح"),
    Article(id="respelled", title="الجسر", text=RESPELLED, date=day(2), source="القافلة"),
    Article(id="shorter", text=SHORTER, date=day(5), source="النهر"),
    Article(id="quoting", text=f"{' '.join(f'كلمة{at}' for at in range(60))} {COST}", date=day(1)),
    *ARTICLES,
]


@pytest.fixture(scope="module")
def desk(in_segments: InSegments) -> Archive:
    """Return an archive of a story, its copies and articles that are none, in several segments."""
    return in_segments([DESK[:3], DESK[3:6], DESK[6:]])


def ids(found: Copies) -> list[str]:
    return [copy.article.id for copy in found.copies]


def test_copies_come_in_the_order_of_their_days(desk: Archive) -> None:
    """The earliest is first, of one day the one that was asked for, and what has no day is last."""
    found = desk.similar("story")
    assert (ids(found), found.total) == (["story", "respelled", "turned", "longer", "shorter", "lead"], 5)
    assert (found.asked.id, found.first.id) == ("story", "story")


@pytest.mark.parametrize("identifier", ["turned", "longer", "shorter", "lead"])
def test_any_copy_finds_the_others(desk: Archive, identifier: str) -> None:
    """Whichever is asked for, the story is what all are measured by."""
    found = desk.similar(identifier)
    assert ids(found) == ["story", "respelled", "turned", "longer", "shorter", "lead"]
    assert (found.asked.id, found.total) == (identifier, 5)


def test_how_much_copies_share(desk: Archive) -> None:
    """Each way the share of words, however they are spelled and wherever they stand."""
    shares = {
        copy.article.id: (round(copy.share, 2), round(copy.share_of_first, 2)) for copy in desk.similar("story").copies
    }
    assert shares == {
        "story": (1, 1),
        "respelled": (1, 1),
        "turned": (1, 1),
        "longer": (0.86, 1),
        "shorter": (1, 0.76),
        "lead": (0.78, 0.73),
    }


@pytest.mark.parametrize("identifier", ["own", "quoting", "oil", "cup", "market 5"])
def test_who_copies_nothing_has_no_copies(desk: Archive, identifier: str) -> None:
    """The same event in words of one's own, a sentence in common, another subject: none is a copy."""
    found = desk.similar(identifier)
    assert (ids(found), found.total) == ([identifier], 0)


def test_the_limit_is_of_what_is_shown(desk: Archive) -> None:
    """All are counted; the earliest are shown, and the first is always there."""
    found = desk.similar("lead", limit=2)
    assert (ids(found), found.total) == (["story", "respelled"], 5)
    assert ids(desk.similar("lead", limit=1)) == ["story"]


def test_deleted_articles_are_no_copies(in_segments: InSegments) -> None:
    """What was removed is not found, wherever it stands."""
    archive = in_segments([DESK[:4], DESK[4:]], ["story", "longer", "shorter"])
    assert ids(archive.similar("turned")) == ["respelled", "turned", "lead"]


def test_segments_make_no_difference(desk: Archive, in_segments: InSegments) -> None:
    """Copies are those of one segment of all articles."""
    whole = in_segments([DESK])
    for article in DESK:
        one, other = desk.similar(article.id), whole.similar(article.id)
        assert (one.copies, one.total) == (other.copies, other.total)


def test_an_article_without_words_is_nobodys_copy(in_segments: InSegments) -> None:
    """Nothing is like nothing."""
    archive = in_segments([[Article(id="a", text=""), Article(id="b", title="عنوان", text="..."), DESK[1]]])
    assert [archive.similar(one).total for one in ("a", "b")] == [0, 0]


def test_short_texts_that_are_the_same(in_segments: InSegments) -> None:
    """Fewer words than a copy shares at the least: then they must be the same."""
    notice = "تغلق المكتبة أبوابها غدا بسبب الصيانة"
    texts = {"a": notice, "b": notice, "c": f"{notice} على أن تفتح من جديد يوم الاثنين في الثامنة صباحا للجميع"}
    archive = in_segments([[Article(id=key, text=text) for key, text in texts.items()]])
    assert ids(archive.similar("a")) == ["a", "b"]


def test_what_cannot_be_asked(desk: Archive) -> None:
    """An id that no article has, and a limit that shows nothing."""
    with pytest.raises(ArticleMissing):
        desk.similar("nowhere")
    with pytest.raises(BadInput, match="limit 0"):
        desk.similar("story", limit=0)


REAL = Path(fihris.__file__).resolve().parents[1] / "shared" / "seeds"


@pytest.mark.skipif(not REAL.exists(), reason="the articles are not there")
def test_reports_of_one_visit_are_no_copies(tmp_path: Path) -> None:
    """Five real articles of the same days and people: each was written by itself."""
    archive = Archive.create(tmp_path / "archive")
    build(archive, [REAL])
    assert [archive.similar(article.id).total for article in archive.articles()] == [0] * 5


def test_two_papers_print_one_storm(tmp_path: Path) -> None:
    """Of the articles in seeds/ two are copies of each other, and no others."""
    archive = Archive.create(tmp_path / "archive")
    build(archive, [SEEDS])
    found = {article.id: ids(archive.similar(article.id)) for article in archive.articles()}
    assert {one: copies for one, copies in found.items() if len(copies) > 1} == {
        "d-01-dust.txt": ["d-01-dust.txt", "bulletin-03"],
        "bulletin-03": ["bulletin-03", "d-01-dust.txt"],
    }


CLASSES = st.lists(st.integers(0, 4), max_size=40)


def in_runs(text: list[int], other: list[int]) -> int:
    """Count the words of a text that are part of four in a row that another has; slowly."""
    fours = {tuple(other[at : at + 4]) for at in range(len(other) - 3)}
    held: set[int] = set()
    for at in range(len(text) - 3):
        four = tuple(text[at : at + 4])
        if 0 not in four and four in fours:
            held.update(range(at, at + 4))
    return len(held)


@given(CLASSES, st.lists(CLASSES, max_size=4))
def test_likeness_is_that_of_four_words_in_a_row(asked: list[int], others: list[list[int]]) -> None:
    """Many texts are measured at once as each is by itself, word by word."""
    flat = [word for text in others for word in (*text, 0)]
    lengths = np.array([len(text) for text in others], np.int64)
    starts = np.cumsum(lengths + 1) - lengths - 1
    texts = Texts(np.array(flat, np.uint16), starts, lengths)
    assert likenesses(np.array(asked, np.uint16), texts) == [
        Likeness(in_runs(asked, text), len(asked), in_runs(text, asked), len(text)) for text in others
    ]


def test_runs_hold_their_words() -> None:
    """A run is four words as one number, none where a word is like nothing or too few are left."""
    found = runs(np.array([1, 2, 3, 4, 65535, 0, 7], np.uint16))
    assert [hex(one) for one in found.tolist()] == ["0x1000200030004", "0x200030004ffff", *["0x0"] * 5]
    assert covered(found > 0).tolist() == [True, True, True, True, True, False, False]


@pytest.mark.parametrize(
    ("likeness", "is_copy"),
    [
        (Likeness(50, 100, 50, 400), True),
        (Likeness(50, 400, 50, 100), True),
        (Likeness(49, 100, 49, 100), False),
        (Likeness(15, 20, 15, 20), False),
        (Likeness(15, 18, 15, 18), True),
        (Likeness(15, 18, 15, 40), False),
        (Likeness(0, 0, 0, 0), False),
    ],
)
def test_what_is_a_copy(likeness: Likeness, is_copy: bool) -> None:
    """Half of either; of few words nearly all of both."""
    assert likeness.is_copy == is_copy


def test_words_are_one_class_however_they_are_spelled(desk: Archive) -> None:
    """ة and ه at the end, and the spelling classes of the exact key."""
    snapshot = desk.snapshot
    numbers = [snapshot.find(one) for one in ("story", "respelled")]
    story, respelled = (Vocabulary(snapshot, number) for number in numbers if number is not None)
    assert story.classes.tolist() == respelled.classes.tolist()
