"""What is told of a query that finds nothing, and of a word that is nowhere."""

import pytest
from fihris import Archive, Article
from fihris.search.describing import describe
from fihris.search.evaluate import Match
from fihris.search.misspelling import meant
from fihris.search.parsing import parse
from fihris.search.query import Node, Query
from fihris.search.render import suggestions as rendered
from fihris.search.suggestions import Correction, Count, Looser, Suggestions, WordCount
from hypothesis import given, settings
from hypothesis import strategies as st

from ..conftest import InSegments
from .test_evaluate import TREES


@pytest.fixture(scope="module")
def desk(in_segments: InSegments) -> Archive:
    """Return an archive of three segments, one article deleted: names, plurals, a foreign name, Latin words."""
    texts = [
        ["استقبل الكاظمي الوفد في بغداد.", "قال الكاظمي إن الصواريخ أطلقت ليلا.", "لقاء الكاظمي مع trump في واشنطن."],
        ["دعا غوتيريش إلى التهدئة في الجنوب.", "كتب الكاتب كتابا عن المكتبة.", "القاضي يؤجل الجلسة."],
        ["الجنوب هادئ شيء ما.", "غواصة نووية في المضيق."],
    ]
    batches = [
        [
            Article(id=f"{at}.{place}", text=text, source="نشرة-أ" if place else "نشرة-ب")
            for place, text in enumerate(some)
        ]
        for at, some in enumerate(texts)
    ]
    return in_segments(batches, ["2.1"])


def told(archive: Archive, query: str, **options: object) -> Suggestions:
    found = archive.search(query, **options).suggestions  # type: ignore[arg-type]
    assert found
    return found


def looser(archive: Archive, query: str, **options: object) -> dict[str, tuple[str, int]]:
    return {one.name: (one.query, one.total) for one in told(archive, query, **options).looser}


@pytest.mark.parametrize("query", ["الكاظمي", "الكاظمي بالصواريخ", "كاتب -الكاظمي", "*", "ال*", "مصدر:نشرة"])
def test_nothing_is_told_where_every_word_is_somewhere(desk: Archive, query: str) -> None:
    """An answer needs no advice."""
    assert desk.search(query).suggestions is None


def test_each_word_is_counted(desk: Archive) -> None:
    """As it stands, in any form, with its root; and under which keys that is."""
    assert told(desk, "«مكتبة صاروخ بغداد الكاضمي»").words == (
        WordCount("مكتبة", Count(("مكتبة",), 0), Count(("مكتبة",), 1), Count(("مكتبة", "كتب"), 1)),
        WordCount("صاروخ", Count(("صاروخ",), 0), Count(("صاروخ",), 1), Count(("صاروخ", "صرخ"), 1)),
        WordCount("بغداد", Count(("بغداد",), 1), Count(("بغداد",), 1), None),
        WordCount("الكاضمي", Count(("الكاضمي",), 0), Count(("كاضمي",), 0), None),
    )


def test_what_is_deleted_is_nowhere(desk: Archive) -> None:
    """A word that only deleted articles hold counts for nothing, and is offered to nobody."""
    found = told(desk, "غواصة")
    assert [(one.exact.articles, one.lemma.articles) for one in found.words] == [(0, 0)]
    assert meant(desk.snapshot, "غواصه") == []


@pytest.mark.parametrize(
    ("query", "rung", "found"),
    [
        ("=كتبت", "lemma", ("كتبت", 1)),
        ("«كاظمي الوفد»", "lemma", ('"كاظمي الوفد"~', 1)),
        ("«الكاظمي بغداد»", "near", ('"الكاظمي بغداد"~~5', 1)),
        ("«بغداد الكاظمي»", "all", ("بغداد AND الكاظمي", 1)),
        ("«بغداد الكاظمي»", "any", ("بغداد OR الكاظمي", 3)),
        ("بغداد و غوتيريش", "any", ("بغداد OR غوتيريش", 2)),
        ("عنوان:بغداد", "anywhere", ("بغداد", 1)),
        ("غوتيريش و مصدر:نشرة-أ", "filters", ("غوتيريش", 1)),
        ("مكتوب", "root", ("root:مكتوب", 1)),
        ("الكاظيم", "misspelt", ("الكاظيم~2", 3)),
        ("جوتيرش", "spelling", ("غوتيريش", 1)),
    ],
)
def test_each_rung_finds_what_its_query_finds(desk: Archive, query: str, rung: str, found: tuple[str, int]) -> None:
    """What a looser query is said to find is what it finds when it is typed."""
    name, total = looser(desk, query)[rung]
    assert (name, total) == found
    assert desk.search(name).total == total
    assert describe(parse(name).tree) == name


def test_letters_that_are_confused(in_segments: InSegments) -> None:
    """ة and ه, ظ and ض, a hamza left out: the nearest of all."""
    archive = in_segments([[Article(id="1", text="زار قرظاي غزة ثم ويكيبيديا")]])
    assert looser(archive, "قرضاي")["orthography"] == ("قرظاي", 1)
    assert looser(archive, "ويكيبءيديا")["orthography"] == ("ويكيبيديا", 1)
    assert "orthography" not in looser(archive, "قرصاي")


def test_any_word_of_all(desk: Archive) -> None:
    """`--match all` is loosened to any."""
    assert looser(desk, "بغداد غوتيريش", match="all")["any"] == ("بغداد OR غوتيريش", 2)


def test_what_finds_something_is_not_loosened(desk: Archive) -> None:
    """A word that is nowhere is told of beside others that are found, and no looser query is."""
    found = told(desk, "بغداد الكاضمي")
    assert (found.looser, [one.word for one in found.words]) == ((), ["بغداد", "الكاضمي"])
    assert found.did_you_mean[0] == Correction("spelling", "بغداد الكاظمي", 3)


@pytest.mark.parametrize(
    ("query", "why", "meant_query", "total"),
    [
        ("الكاضمي", "spelling", "الكاظمي", 3),
        ("«الكاضمي الوفد»", "spelling", '"الكاظمي الوفد"', 1),
        ("عنوان:الكاضمي أو الكاضمي", "spelling", "title:الكاظمي OR الكاظمي", 3),
        ("الكاضمي جوتيرش", "spelling", "الكاظمي غوتيريش", 4),
        ("hg;h/ld", "keyboard", "الكاظمي", 3),
        ("hg;h/ld بغداد", "keyboard", "الكاظمي بغداد", 3),
        ("فقعةح", "keyboard", "trump", 1),
        ("بغداد فقعةح", "keyboard", "بغداد trump", 2),
    ],
)
def test_did_you_mean(desk: Archive, query: str, why: str, meant_query: str, total: int) -> None:
    """What may have been meant is of the archive's own words, and is said with what it finds."""
    best = told(desk, query).did_you_mean[0]
    assert (best.why, best.query, best.total) == (why, meant_query, total)
    assert desk.search(best.query).total == total


@pytest.mark.parametrize("query", ["2022", "قض", "ثثثثثثثثثث", "شسي", "jkl;", "q"])
def test_nothing_is_made_up(desk: Archive, query: str) -> None:
    """Figures, short words and what is like nothing in the archive are not corrected."""
    assert told(desk, query).did_you_mean == ()


def test_of_words_as_near_the_one_of_more_articles_comes_first(in_segments: InSegments) -> None:
    """A letter wrong weighs as much as being fifty times as frequent."""
    rows = ["المدير"] * 3 + ["المشير"] + ["المسيرة"] * 80
    archive = in_segments([[Article(id=str(number), text=text) for number, text in enumerate(rows)]])
    assert [one.key for one in meant(archive.snapshot, "المصير")] == ["المدير", "المشير"]
    near = meant(archive.snapshot, "المسير")
    assert [one.key for one in near][:2] == ["المسيرة", "المدير"]
    assert [one.way for one in near][:2] == ["misspelt", "misspelt"]


def test_of_the_forms_of_a_word_one_is_offered(in_segments: InSegments) -> None:
    """Each finds what the others do."""
    archive = in_segments([[Article(id="1", text="قال الكاظمي والكاظمي للكاظمي")]])
    assert [one.key for one in meant(archive.snapshot, "الكاضمي")] == ["الكاظمي"]


def test_foreign_names_are_known_by_their_consonants(desk: Archive) -> None:
    """A name spelled by ear is found where letters are too many to be misspelt, and a very different word is not."""
    found = meant(desk.snapshot, "جوتيرش")
    assert [(one.key, one.way) for one in found] == [("غوتيريش", "spelling")]


WORDS = st.sampled_from(
    [
        "الكاظمي",
        "الكاضمي",
        "جوتيرش",
        "«بغداد الكاظمي»",
        "عنوان:بغداد",
        "مصدر:نشرة-أ",
        "=كتبت",
        "AND",
        "OR",
        "-بغداد",
        "hg;h/ld",
        "(",
    ]
)


@settings(max_examples=60)
@given(st.lists(WORDS, max_size=5).map(" ".join) | st.text(max_size=12), st.sampled_from(["any", "all"]))
def test_whatever_is_typed_what_is_offered_finds_what_it_says(desk: Archive, query: str, match: Match) -> None:
    """No query makes suggesting fail, and each suggestion, typed, finds as much as was said."""
    found = desk.search(query, match=match).suggestions
    offered = [(one.query, one.total) for one in found.looser] if found else []
    offered += [(one.query, one.total) for one in found.did_you_mean] if found else []
    assert [(one, desk.search(one, match=match).total) for one, _ in offered] == offered


@settings(max_examples=60)
@given(TREES)
def test_any_tree_may_find_nothing(desk: Archive, tree: Node) -> None:
    """Every kind of node is loosened, counted and corrected."""
    found = desk.search(Query("", tree)).suggestions
    assert found is None or len(found.words) <= 30


def test_a_query_of_many_words_is_told_of_in_time(desk: Archive) -> None:
    """Only the first words of a very long query are told of."""
    assert len(told(desk, "«" + "غوص " * 200 + "»").words) == 30


def test_the_lines_for_a_person(desk: Archive) -> None:
    """Figures first and aligned, what was typed last on its line; looser queries that find nothing are left out."""
    assert [line.plain for line in rendered.lines(told(desk, "«بغداد الكاضمي»"))] == [
        "articles that hold each word (as typed, in any form, with its root):",
        "      1       1       -  بغداد",
        "      0       0       -  الكاضمي",
        "looser searches, and how many articles they find:",
        "      1  any of the words         بغداد OR الكاضمي",
        "      1  letters wrong            بغداد AND الكاضمي~2",
    ]


def test_every_rung_has_a_name_for_a_person() -> None:
    """The renderer knows each way of loosening."""
    from typing import get_args

    from fihris.search.suggestions import Rung

    assert tuple(rendered.RUNGS) == get_args(Rung)


def test_lines_are_safe() -> None:
    """What was typed is echoed without what could drive a terminal."""
    word = WordCount("a\x1b[31m\u202e", *(Count((), 0),) * 3)
    made = Suggestions((word,), (Looser("any", "b\x07", 1),), (Correction("keyboard", "c\x9b", 2),))
    assert not {"\x1b", "\u202e", "\x07", "\x9b"} & set("".join(line.plain for line in rendered.lines(made)))
