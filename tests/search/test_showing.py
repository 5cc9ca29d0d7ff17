"""Hits as they are shown: matched by the numbers of the forward index, the same as by the words of the text."""

from collections.abc import Callable, Sequence

import pytest
from fihris import Archive, Article
from fihris.index.segments import forward
from fihris.search import passages
from fihris.search.asked import Asked
from fihris.search.matching import Matcher
from fihris.search.showing import ArticleMatcher
from hypothesis import given, settings
from hypothesis import strategies as st

InSegments = Callable[..., Archive]

WORDS = st.sampled_from(
    "الحكومة حكومته وللحكومة النفط نفط ترمب ترامب المتحده المتحدة كتب كتاب مكتبة كاتب من في و 2,500 2021.07.25 F-16 "
    "زخبلطم وزخبلطم قمر".split()
)
SIGNS = st.sampled_from([" ", " ", " ", "، ", ". ", "\n", " «", "» ", ":", "\u0640 ", "\u064b "])
TEXTS = st.lists(st.tuples(WORDS, SIGNS), max_size=25).map(lambda pairs: "".join(a + b for a, b in pairs))
QUERIES = st.sampled_from(
    [
        "الحكومة النفط",
        "من",
        "في الكتاب",
        "=كتب",
        "جذر:كتب قمر",
        "كت* نفط",
        "النقط~ قمر",
        "«الحكومة النفط»",
        "«نفط قمر»~2 ترامب",
        "«كتاب النفط»~",
        "عنوان:النفط كتاب",
        "مصدر:النفط قمر",
        "ترامب المتحدة 2500",
        "زخبلطم",
        "«و قمر» و",
        "21 2021.07.25",
        "*",
        "غواصة",
    ]
)


@settings(max_examples=30)
@given(
    batches=st.lists(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4), min_size=1, max_size=3),
    queries=st.lists(QUERIES, min_size=1, max_size=6),
    escape=st.sampled_from([3, forward.ESCAPE]),
)
def test_articles_match_as_their_texts_do(
    in_segments: InSegments, batches: list[list[tuple[str, str]]], queries: list[str], escape: int
) -> None:
    """Title and text have the matches that `Matcher` finds in them, in any segment, for words rare and common."""
    numbers = iter(range(100))
    articles = [[Article(id=str(next(numbers)), title=a, text=b) for a, b in batch] for batch in batches]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forward, "ESCAPE", escape)
        archive = in_segments(articles)
        reader = archive._current()
        for query in queries:
            asked = Asked(query)
            matcher = ArticleMatcher(reader, asked)
            tree = asked.query.tree
            for article in (one for batch in articles for one in batch):
                number = archive.snapshot.find(article.id)
                assert number is not None
                found = matcher.matches(number, article)
                expected = Matcher(tree, reader.terms_of, "title").matches(article.title)
                assert (query, found.title) == (query, expected)
                assert (query, found.text) == (query, Matcher(tree, reader.terms_of).matches(article.text))


def test_no_text_is_read_for_hits_that_nobody_looks_at(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hit is made when it is asked for, and once."""
    made: list[int] = []
    best: Callable[..., Sequence[object]] = passages.best

    def noted(text: str, *rest: object) -> Sequence[object]:
        made.append(len(text))
        return best(text, *rest)

    monkeypatch.setattr(passages, "best", noted)
    hits = archive.search("النفط الحكومة").hits
    assert made == []
    assert hits[1] is hits[1]
    assert len(made) == 1
