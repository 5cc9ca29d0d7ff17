"""Who says it: articles by the statements that somebody makes in them, beside each text read alone."""

import json
from collections.abc import Callable, Sequence

import pytest
from click.testing import CliRunner
from fihris import Archive, Article
from fihris.index.text.statements import statements
from fihris.search.cli import fihris as command
from fihris.search.evaluate import without_function_words
from fihris.search.matching import Matcher
from fihris.search.parsing import parse
from fihris.search.query import And, Every, Fuzzy, Node, Not, Or, Pattern, Phrase, Query, Said, Word
from fihris.search.query import Sequence as Side
from fihris.search.results import Results
from hypothesis import given, settings
from hypothesis import strategies as st

from .test_explain import check

InSegments = Callable[..., Archive]

ARTICLES = [
    Article(
        id="visit",
        title="زيارة إلى الشمال",
        text="قال الوزير سامي حداد إن الطريق إلى المدينة طويل. وأضاف: «لن نبني جسرا هذا العام».\n"
        "وأكدت المديرة ليلى سعد أن الجسر ضروري.",
        source="نشرة أ",
    ),
    Article(id="bridge", title="الجسر", text="كتب سامي حداد عن الطريق. الطريق طويل، وقال المهندس إن الجسر قديم."),
    Article(id="title", title="الوزير يؤكد أن الطريق آمن", text="نفى المدير ذلك.", source="نشرة ب"),
    Article(id="reply", title="رد", text="وقالت ليلى سعد للصحفيين: «الوزراء يعرفون الطريق». وقال سامي: لا."),
]

FOUND = [
    ("قائل:حداد الطريق", ["visit"]),
    ("قائل:حداد", ["visit"]),
    ("speaker:الوزير الطريق", ["title", "visit"]),
    ("القائل:الوزير جسرا", ["visit"]),  # carried over: «وأضاف»
    ("قائل:الوزير ضروري", []),  # she says that
    ("قائل:«ليلى سعد» الجسر", ["visit"]),
    ("قائل:(ليلى أو المهندس) الجسر", ["bridge", "visit"]),
    ("قائل:ليلى قائل:المهندس الجسر", ["bridge", "visit"]),
    ("قائل:سعد", ["reply", "visit"]),
    ("قائل:سعد -الجسر", ["reply"]),
    ("قائل:سعد (الجسر أو الوزير)", ["reply", "visit"]),
    ("قائل:مهندس «الجسر قديم»", ["bridge"]),
    ("قائل:الوزير الطريق مصدر:نشرة-أ", ["visit"]),
    ("قائل:الوزير عنوان:الطريق", ["title", "visit"]),
    ("قائل:حدا* طري*", []),
    ("قائل:حدا* *طريق", ["visit"]),
    ("قائل:حدداد~ الطريق", ["visit"]),
    ("قائل:سامي و الجسر", ["visit"]),  # AND: anywhere in the article
    ("-قائل:الوزير الطريق", ["bridge", "reply"]),
    ("قائل:الوزير من الطريق", ["title", "visit"]),  # من only ranks
    ("قائل:الوزير *", ["title", "visit"]),
    ("قائل:زيد", []),
]


@pytest.fixture(scope="module")
def said(in_segments: InSegments) -> Archive:
    """Return the articles above in two segments."""
    return in_segments([ARTICLES[:2], ARTICLES[2:]])


def ids(results: Results) -> list[str]:
    return sorted(hit.article.id for hit in results.hits)


@pytest.mark.parametrize(("query", "expected"), FOUND)
def test_who_says_it(said: Archive, query: str, expected: list[str]) -> None:
    """A statement counts if its speaker is the one who is asked for, and if it holds the words itself."""
    assert ids(said.search(query)) == expected


@pytest.mark.parametrize("query", [query for query, _ in FOUND])
def test_what_was_understood_can_be_typed_again(query: str) -> None:
    """The echo means the same."""
    understood = parse(query)
    assert parse(understood.understood_as).tree == understood.tree


def test_only_the_statement_is_shown(said: Archive) -> None:
    """The words are marked where he says them, and not where they stand besides."""
    (hit,) = said.search("قائل:«سامي حداد» الطريق").hits
    marked = [hit.article.text[span.start : span.end] for passage in hit.passages for span in passage.spans]
    assert marked == ["سامي", "حداد", "الطريق"]
    assert hit.passages[0].start == 0
    (hit,) = said.search("قائل:المهندس الجسر").hits
    assert (hit.title_spans, len(hit.passages[0].spans)) == ((), 2)


def test_a_title_says_something_too(said: Archive) -> None:
    """What a headline has somebody say is marked there."""
    (hit,) = said.search("قائل:الوزير آمن").hits
    assert [hit.article.title[span.start : span.end] for span in hit.title_spans] == ["الوزير", "آمن"]


def test_a_query_that_finds_nothing_says_what_would(said: Archive) -> None:
    """The words may stand in an article that has nobody say them."""
    found = said.search("قائل:المهندس الطريق").suggestions
    assert found
    assert [(one.name, one.query, one.total) for one in found.looser if one.name in ("anywhere", "any")] == [
        ("anywhere", "المهندس AND الطريق", 1),
        ("any", "المهندس OR الطريق", 4),
    ]
    assert [one.word for one in found.words] == ["المهندس", "الطريق"]


@pytest.mark.parametrize(
    ("query", "warning"),
    [
        ("قائل:", "قائل: has no word after it"),
        ("قائل:(-سامي) الطريق", "قائل: wants a name, and nothing but words in it"),
        ("قائل:(عنوان:سامي) الطريق", "قائل: wants a name, and nothing but words in it"),
        ("عنوان:(قائل:سامي الطريق)", "عنوان: holds for words, not for whoever says them"),
    ],
)
def test_what_is_no_speaker(query: str, warning: str) -> None:
    """A name is made of words; anything else is read as words, and the reader told."""
    assert warning in parse(query).warning


def test_from_the_command_line(said: Archive) -> None:
    """What was understood, the hits and a count are printed as for any other query."""
    arguments = ["search", "-a", str(said.path), "--format", "json", "--explain", "قائل:الوزير الطريق"]
    done = CliRunner().invoke(command, arguments)
    printed = json.loads(done.stdout)
    assert (done.exit_code, printed["understood_as"], printed["total"]) == (0, "speaker:الوزير الطريق", 2)
    assert {part["word"] for part in printed["hits"][0]["explanation"]["parts"]} == {"الوزير", "الطريق"}
    assert CliRunner().invoke(command, ["search", "-a", str(said.path), "--count", "قائل:زيد"]).exit_code == 1


NAMES = st.sampled_from(["الوزير", "سامي", "ليلى", "المدير"])
WORDS = st.sampled_from(["الطريق", "طريقه", "الجسر", "من", "قمر"])
SENTENCES = st.one_of(
    st.builds("قال {} إن {} {}.".format, NAMES, WORDS, WORDS),
    st.builds("وقالت {} {}: «{} {} {}».".format, NAMES, NAMES, WORDS, WORDS, WORDS),
    st.builds("وأضاف: {} {}.".format, WORDS, WORDS),
    st.builds("{} {} {}.".format, NAMES, WORDS, WORDS),
    st.builds("{} يؤكد أن {}.".format, NAMES, WORDS),
)
TEXTS = st.lists(SENTENCES, max_size=5).map(" ".join)


def leaves_of(words: st.SearchStrategy[str]) -> st.SearchStrategy[Node]:
    return st.one_of(
        words.map(Word),
        st.builds(Word, words, st.just(""), st.sampled_from(["exact", "root"])),
        st.builds(Phrase, st.lists(words, min_size=2, max_size=2).map(tuple), slop=st.integers(0, 1)),
        st.sampled_from([Pattern("ال*"), Pattern("*ر"), Fuzzy("الجسز", 1), Fuzzy("الوزيز", 1)]),
    )


def groups(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=2).map(tuple)
    return st.builds(Side, several) | st.builds(And, several) | st.builds(Or, several)


SPEAKERS = leaves_of(NAMES) | groups(leaves_of(NAMES))
PARTS = st.one_of(leaves_of(WORDS), groups(leaves_of(WORDS)), leaves_of(WORDS).map(Not), st.just(Every()))
SAID = st.builds(Said, SPEAKERS, st.lists(PARTS, max_size=2).map(tuple))


@settings(max_examples=30)
@given(
    st.lists(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3), min_size=1, max_size=2),
    st.lists(SAID, min_size=1, max_size=5),
)
def test_statements_fit_as_they_do_one_by_one(
    in_segments: InSegments, batches: list[list[tuple[str, str]]], asked: list[Said]
) -> None:
    """An article is found if one of its texts, read alone, has such a statement; its score is explained."""
    numbers = iter(range(100))
    articles = [[Article(id=str(next(numbers)), title=a, text=b) for a, b in batch] for batch in batches]
    archive = in_segments(articles)
    terms_of = archive._current().terms_of

    def holds(node: Node, text: str) -> bool:
        match node:
            case Side(parts) | And(parts):
                return all(holds(part, text) for part in parts)
            case Or(parts):
                return any(holds(part, text) for part in parts)
            case Not(part):
                return not holds(part, text)
            case Every():
                return True
            case _:
                return bool(Matcher(node, terms_of).matches(text))

    def has(text: str, said: Said) -> bool:
        return any(
            holds(said.speaker, text[slice(*one.speaker)])
            and all(holds(part, text[slice(*one.said)]) for part in without_function_words(said.parts))
            for one in statements(text)
        )

    for said in asked:
        results = archive.search(Query("", said), limit=100, explain=True)
        every: Sequence[Article] = [article for batch in articles for article in batch]
        expected = sorted(one.id for one in every if has(one.title, said) or has(one.text, said))
        assert ids(results) == expected
        for hit in results.hits:
            assert hit.explanation
            check(hit.explanation)
