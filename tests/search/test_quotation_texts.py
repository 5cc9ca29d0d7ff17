"""No text is too strange to be asked for: it is answered, by a place that stands where it is said to stand."""

from collections.abc import Iterator
from itertools import islice

import pytest
from fihris import Archive, Article
from fihris.index.text import words
from fihris.search.quotations.values import VERDICTS, Place
from hypothesis import given, settings
from hypothesis import strategies as st

from ..conftest import ARTICLES, InSegments

SIGNS = ' \n.,،؛؟!…«»"“”()[]-ـ\u064b\u0670\u200f'
LETTERS = "ابتةهءأإآؤئيىوق"
WORDS = sorted({word for article in ARTICLES for word in article.text.split()})
pieces = st.one_of(
    st.sampled_from(WORDS), st.text(LETTERS + SIGNS, max_size=6), st.sampled_from(("...", "»، وأضاف: «", "2,500"))
)
quotations = st.one_of(st.lists(pieces, max_size=30).map(" ".join), st.text(max_size=80))


@pytest.fixture(scope="module")
def archives(in_segments: InSegments) -> tuple[Archive, ...]:
    """Return the same articles as one segment, as several with others that were deleted, and those merged."""
    gone = [Article(id=f"gone {one.id}", text=one.text, title=one.title) for one in ARTICLES]

    def several() -> Archive:
        batches = [gone[:2], [gone[2], *ARTICLES[:2]], ARTICLES[2:], gone[3:]]
        return in_segments(batches, [one.id for one in gone])

    merged = several()
    merged.merge()
    return in_segments([ARTICLES]), several(), merged


def check(place: Place) -> None:
    """Check what holds of any place."""
    printed = place.article.title if place.part == "title" else place.article.text
    assert 0 <= place.start <= place.end <= len(printed)
    assert 0 <= place.similarity <= 1
    assert len(place.diff) == len(place.changed)
    for change, (start, end) in zip(place.diff, place.changed, strict=True):
        assert change.theirs or change.ours
        assert words.keys(printed[start:end]) == words.keys(change.theirs)
    if place.part == "text":
        assert place.before[0] <= place.before[1] == place.start
        assert place.end == place.after[0] <= place.after[1]


@given(quotations)
@settings(max_examples=150)
def test_any_text_is_answered(archives: tuple[Archive, ...], text: str) -> None:
    """Whatever is typed: the verdict is that of the best place, and how articles fell into segments decides nothing."""
    one, *others = (archive.quote(text) for archive in archives)
    assert one.verdict == (one.places[0].verdict if one.places else "not_found")
    assert [VERDICTS.index(place.verdict) for place in one.places] == sorted(
        VERDICTS.index(place.verdict) for place in one.places
    )
    assert (one.nearest is None) or not one.places
    for place in (*one.places, *filter(None, [one.nearest])):
        check(place)
    for other in others:
        assert (one.verdict, one.places, one.nearest) == (other.verdict, other.places, other.nearest)


def runs(article: Article) -> Iterator[str]:
    """Yield runs of the words of an article, as they are printed, of every length from every third place."""
    spans = list(words.spans(article.text))
    for first in range(0, len(spans), 3):
        for last in range(first, len(spans)):
            yield article.text[spans[first][0] : spans[last][1]]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_whatever_is_printed_is_found_verbatim(archives: tuple[Archive, ...], article: Article) -> None:
    """Any run of words of an article is found in it."""
    for archive in archives:
        for text in islice(runs(article), 60):
            found = archive.quote(f"«{text}»")
            assert found.verdict == "verbatim"
            assert article.id in [place.article.id for place in found.places]


@pytest.mark.parametrize("text", ["«", '"' * 3000, "." * 3000, " " * 3000 + "و", "كلمة" * 3000, "(" * 3000, "ا…" * 900])
def test_long_texts_of_one_thing_take_no_time(archive: Archive, text: str) -> None:
    """No pattern goes over the same signs again and again."""
    assert archive.quote(text).verdict == "not_found"
