"""Who printed something first, and each outlet once."""

import datetime as dt

import pytest
from fihris import Article
from fihris.search.render.line import Line
from fihris.search.render.spread import ADDED, DROPPED, MOST_WORDS, MOVED, piece, spread
from fihris.search.spread import Appearance, appearances, collapsed, credits_of


def printed(identifier: str, day: int, source: str = "", text: str = "", author: str = "") -> Article:
    """Return an article of a day of July 2021, of none for 0."""
    date = dt.date(2021, 7, day) if day else None
    return Article(id=identifier, text=text, date=date, source=source, author=author)


WIRE = "بغداد - رويترز: فُتح الجسر."
ARTICLES = (
    printed("late", 9, "الصباح"),
    printed("undated", 0, "القافلة"),
    printed("first", 3, "المساء"),
    printed("wire", 4, "المساء", WIRE),
    printed("again", 5, "المساء", "(رويترز) - وفُتح الجسر."),
    printed("cites", 6, "المساء", "قال المدير لوكالة رويترز إن الجسر مفتوح."),
    printed("same day", 3, "الضفة"),
    printed("no outlet", 7),
    printed("nor here", 8),
)


def appeared(*articles: Article) -> tuple[Appearance[Article], ...]:
    return appearances(articles, lambda article: article)


def test_the_earliest_is_first() -> None:
    """By days, those of one day as they were given, those without one last."""
    found = appeared(*ARTICLES)
    assert [(one.article.id, one.is_first, one.days) for one in found] == [
        ("first", True, 0),
        ("same day", True, 0),
        ("wire", False, 1),
        ("again", False, 2),
        ("cites", False, 3),
        ("no outlet", False, 4),
        ("nor here", False, 5),
        ("late", False, 6),
        ("undated", False, None),
    ]


def test_an_outlet_stands_once_for_each_of_its_sources() -> None:
    """An agency that is only cited is none; who has no outlet stays alone."""
    found = collapsed(appeared(*ARTICLES))
    assert [(one.article.id, [other.id for other in one.more]) for one in found] == [
        ("first", ["cites"]),
        ("same day", []),
        ("wire", ["again"]),
        ("no outlet", []),
        ("nor here", []),
        ("late", []),
        ("undated", []),
    ]


def test_an_outlet_that_prints_it_otherwise_stands_again() -> None:
    """What is told of an article may keep it apart."""
    found = collapsed(appeared(*ARTICLES[2:6]), lambda article: str(article.id == "cites"))
    assert [(one.article.id, len(one.more)) for one in found] == [("first", 0), ("wire", 1), ("cites", 0)]


def test_nothing_is_first_without_a_day() -> None:
    """What has no date may be the earliest, so it is not said to be."""
    assert [(one.is_first, one.days) for one in appeared(printed("a", 0), printed("b", 0))] == [(False, None)] * 2
    assert appeared() == ()


@pytest.mark.parametrize(
    ("article", "found"),
    [
        (printed("a", 1, text=WIRE), [("رويترز", "head", 8, 14)]),
        (printed("a", 1, author="وكالة رويترز"), [("رويترز", "author", 0, 0)]),
        (printed("a", 1, text=WIRE, author="Reuters"), [("رويترز", "author", 0, 0)]),
        (printed("a", 1, text=WIRE, author="أ.ف.ب"), [("فرانس برس", "author", 0, 0), ("رويترز", "head", 8, 14)]),
        (printed("a", 1, author="ليلى"), []),
    ],
)
def test_agencies_of_an_article(article: Article, found: list[tuple[str, str, int, int]]) -> None:
    """As its author or in its text, each once."""
    assert list(credits_of(article)) == found


def plain(*articles: Article) -> list[str]:
    shown = collapsed(appeared(*articles))
    return [line.plain for line in spread(shown, lambda article: article.id, lambda _: [Line()])]


def test_a_line_for_each_outlet() -> None:
    """The day and how much later, what is told of it, how many more it has, its name and its agencies."""
    assert plain(*ARTICLES[1:6]) == [
        "2021-07-03  first     first   +1  المساء",
        "",
        "2021-07-04  +1 d      wire   +1  المساء  رويترز",
        "",
        "no date               undated       القافلة",
        "",
    ]


def test_several_of_the_first_day() -> None:
    """Nobody knows which of them was first."""
    shown = plain(printed("a", 1, "أ"), printed("b", 1, "ب"), printed("c", 2, "", "قال لوكالة رويترز ذلك."))
    assert shown[::2] == [
        "2021-07-01  first day a       أ",
        "2021-07-01  first day b       ب",
        "2021-07-02  +1 d      c       no source  (رويترز)",
    ]


def test_a_piece_of_text() -> None:
    """A sign stands before it, and of a long one the middle is left out."""
    words = [f"w{number}" for number in range(MOST_WORDS + 7)]
    assert piece(ADDED, "a\nb", 4).plain == "  + a b"
    assert piece(MOVED, " ".join(words[:MOST_WORDS]), 4).plain == "  ~ " + " ".join(words[:MOST_WORDS])
    half = MOST_WORDS // 2
    assert (
        piece(DROPPED, " ".join(words), 2).plain == f"- {' '.join(words[:half])} … 7 words … {' '.join(words[-half:])}"
    )
