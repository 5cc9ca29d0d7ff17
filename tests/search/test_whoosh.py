"""Our archive beside an index that Whoosh makes of the same articles: the same is found, and worth the same."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fihris import Archive, Article
from fihris.index.impacts import STEP
from fihris.index.keys import EXACT, LAYERS, LEMMA
from fihris.index.schema import SOURCE, TITLE, schema
from fihris.search.evaluate import Match
from fihris.search.impact_lists import DRIFT
from fihris.search.query import And, Every, Field, Fuzzy, Layer, Node, Not, Or, Pattern, Phrase, Query, Sequence, Word
from fihris.search.whoosh_search import ImpactWeighting, searcher
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query as theirs
from whoosh.qparser import QueryParser
from whoosh.sorting import FieldFacet

from .whoosh_oracle import COMMON, FORMS, IDS, STEPS, Step, Translator, articles_of, made, stock_of, walked

KEYS = (*FORMS, "حكومة", "متحد", "حكم", "وحد", "لا أحد")
PATTERNS = ("ال*", "*ط", "ح*", "كت?ب", "*ت*", "g2?", "?", "لا*")
TEXT_FIELDS = (*LAYERS, *(TITLE + layer for layer in LAYERS), SOURCE)
NEAR_FIELDS = (EXACT, LEMMA, TITLE + EXACT, TITLE + LEMMA, SOURCE)

# Queries of Whoosh


def phrases() -> st.SearchStrategy[Any]:
    words = st.lists(st.sampled_from(COMMON) | st.sampled_from(KEYS), min_size=2, max_size=3)
    return st.builds(theirs.Phrase, st.sampled_from(NEAR_FIELDS), words, slop=st.integers(1, 3))


TERMS = st.builds(
    theirs.Term, st.sampled_from(TEXT_FIELDS), st.sampled_from(KEYS), boost=st.sampled_from([1.0, 1.0, 2.5])
)
TERMS_OF_LEMMAS = st.builds(theirs.Term, st.just(LEMMA), st.sampled_from(["نفط", "كتب", "كتاب", "في", "متحد"]))
WHOOSH_LEAVES: st.SearchStrategy[Any] = st.one_of(
    TERMS,
    st.builds(theirs.Term, st.just("id"), IDS),
    st.builds(theirs.Term, st.just("sha256"), st.sampled_from(["", "ab" * 32, "another"])),
    phrases(),
    st.builds(theirs.Prefix, st.sampled_from(TEXT_FIELDS), st.sampled_from(["ال", "ك", "ن", "لا"])),
    st.builds(theirs.Prefix, st.just("path"), st.sampled_from(["/x", "/x/a", "/y"])),
    st.builds(theirs.Wildcard, st.sampled_from(TEXT_FIELDS), st.sampled_from(PATTERNS), constantscore=st.booleans()),
    st.builds(
        theirs.FuzzyTerm,
        st.sampled_from(TEXT_FIELDS),
        st.sampled_from(KEYS),
        maxdist=st.integers(1, 2),
        prefixlength=st.integers(0, 1),
    ),
    st.just(theirs.Every()),
    st.builds(theirs.Every, st.sampled_from([*TEXT_FIELDS, "id", "path"])),
    st.builds(theirs.TermRange, st.sampled_from(TEXT_FIELDS), st.sampled_from(KEYS), st.sampled_from(KEYS)),
    st.builds(
        theirs.NumericRange,
        st.just("date"),
        st.sampled_from([None, 0, 20200101, 20210715]),
        st.sampled_from([None, 20200102, 20210720]),
        startexcl=st.booleans(),
        endexcl=st.booleans(),
    ),
)  # fmt: skip


def whoosh_branches(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(parts, min_size=2, max_size=4)
    return st.one_of(
        st.builds(theirs.And, several),
        st.builds(theirs.Or, several, boost=st.sampled_from([1.0, 0.5])),
        st.builds(theirs.DisjunctionMax, several),
        st.builds(lambda found, unwanted: theirs.And([found, theirs.Not(unwanted)]), parts, parts),
        st.builds(theirs.AndNot, parts, parts),
        st.builds(theirs.AndMaybe, parts, parts),
        st.builds(theirs.Require, parts, parts),
        st.builds(theirs.ConstantScoreQuery, parts, score=st.sampled_from([1.0, 3.0])),
    )


NEAR = st.builds(
    lambda one, other, slop, ordered: theirs.SpanNear(one, other, slop=slop, ordered=ordered),
    TERMS_OF_LEMMAS, TERMS_OF_LEMMAS, st.integers(1, 4), st.booleans(),
)  # fmt: skip
WHOOSH_QUERIES = NEAR | st.recursive(WHOOSH_LEAVES, whoosh_branches, max_leaves=6)


def answer(searching: Any, query: Any, **others: Any) -> list[tuple[str, float]]:
    return [(hit["id"], hit.score) for hit in searching.search(query, limit=None, **others)]


@settings(max_examples=20)
@given(steps=STEPS, queries=st.lists(WHOOSH_QUERIES, min_size=4, max_size=8))
def test_any_query_of_whoosh(tmp_path_factory: pytest.TempPathFactory, steps: list[Step], queries: list[Any]) -> None:
    """Whatever the query, an archive gives the articles and the scores that an index of Whoosh's own gives."""
    archive = made(tmp_path_factory.mktemp("any"), steps)
    expected, found = stock_of(archive), searcher(archive)
    for query in queries:
        try:
            scores = dict(answer(expected, query))
        except (AssertionError, IndexError):  # Whoosh asks some spent matchers for their article
            continue
        assert dict(answer(found, query)) == pytest.approx(scores, rel=1e-9), query
        best = [hit.score for hit in found.search(query, limit=2)]
        assert best == pytest.approx(sorted(scores.values(), reverse=True)[:2], rel=1e-9), query


@settings(max_examples=15)
@given(steps=STEPS, query=st.just(theirs.Every()) | TERMS)
def test_sorted_by_a_field(tmp_path_factory: pytest.TempPathFactory, steps: list[Step], query: Any) -> None:
    """Articles come in the order of a field, either way; equals in the order of the archive."""
    archive = made(tmp_path_factory.mktemp("sorted"), steps)
    expected, found = stock_of(archive), searcher(archive)
    for name in ("date", "id", "path", "sha256"):
        for backwards in (False, True):
            by = FieldFacet(name, reverse=backwards)
            order = [identifier for identifier, _ in answer(expected, query, sortedby=by)]
            assert [identifier for identifier, _ in answer(found, query, sortedby=by)] == order, (name, backwards)


@settings(max_examples=15)
@given(steps=STEPS)
def test_the_reader_tells_what_whooshs_own_tells(tmp_path_factory: pytest.TempPathFactory, steps: list[Step]) -> None:
    """Terms, how many articles hold each and how often, and where each stands in which article."""
    archive = made(tmp_path_factory.mktemp("reader"), steps)
    expected, found = stock_of(archive).reader(), searcher(archive).reader()
    assert list(found.all_terms()) == list(expected.all_terms())
    assert (found.doc_count(), list(found.indexed_field_names())) == (len(archive), sorted(found.indexed_field_names()))
    for term in expected.all_terms():
        info, wanted = found.term_info(*term), expected.term_info(*term)
        assert (info.weight(), info.doc_frequency(), info.max_weight()) == (
            wanted.weight(), wanted.doc_frequency(), wanted.max_weight(),
        )  # fmt: skip
        assert (found.frequency(*term), found.doc_frequency(*term)) == (wanted.weight(), wanted.doc_frequency())
        assert postings(found, term) == postings(expected, term)


def postings(reader: Any, term: tuple[str, bytes]) -> list[tuple[str, float, Any]]:
    matcher = reader.postings(*term)
    kind = "positions" if matcher.supports("positions") else "frequency"
    found = []
    while matcher.is_active():
        identifier = reader.stored_fields(matcher.id())["id"]
        assert reader.schema[term[0]].format.decode_as(kind, matcher.value()) == matcher.value_as(kind)
        found.append((identifier, matcher.weight(), matcher.value_as(kind)))
        matcher.next()
    return found


# Our own queries

FIELDS: st.SearchStrategy[Field] = st.sampled_from(["", "", "", "title", "source"])
LAYERS_ASKED: st.SearchStrategy[Layer] = st.sampled_from(["", "", "", "exact", "lemma", "root"])
OUR_LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.builds(Word, st.sampled_from(FORMS), FIELDS),
    st.builds(Word, st.sampled_from(FORMS), st.sampled_from(["", "title"]), LAYERS_ASKED),
    st.builds(
        Phrase,
        st.lists(st.sampled_from(COMMON), min_size=1, max_size=3).map(tuple),
        st.sampled_from(["", "title"]),
        st.sampled_from(["exact", "lemma"]),
        slop=st.integers(0, 2),
    ),
    st.builds(
        Phrase,
        st.lists(st.sampled_from(FORMS), min_size=1, max_size=2).map(tuple),
        st.just("source"),
        slop=st.integers(0, 2),
    ),
    st.builds(Pattern, st.sampled_from(PATTERNS), FIELDS),
    st.builds(Fuzzy, st.sampled_from(FORMS), st.integers(1, 2), FIELDS),
    st.just(Every()),
)


def our_branches(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=4).map(tuple)
    return st.builds(Sequence, several) | st.builds(And, several) | st.builds(Or, several) | st.builds(Not, parts)


OUR_QUERIES = st.lists(st.builds(Word, st.sampled_from(FORMS)), min_size=1, max_size=5).map(tuple).map(
    Sequence
) | st.recursive(OUR_LEAVES, our_branches, max_leaves=6)


def assert_the_same(archive: Archive, stock: Any, tree: Node, match: Match) -> None:
    """Check what our engine answers against Whoosh's answer to the same query."""
    results = archive.search(Query("", tree), limit=100, match=match, passages=0)
    translator = Translator(stock, archive.terms_of(), match)
    expected = walked(stock, translator.whole(tree))
    found = {hit.article.id: hit.score for hit in results.hits}
    assert (set(found), results.total) == (set(expected), len(expected))
    for identifier, score in expected.items():
        allowed = STEP * translator.parts + DRIFT * score
        assert found[identifier] == pytest.approx(score, abs=allowed + 1e-9), identifier
    order = [article.id for article in articles_of(archive)]
    assert list(found) == sorted(found, key=lambda one: (-found[one], order.index(one)))
    for limit in (1, 2):
        first = archive.search(Query("", tree), limit=limit, match=match, passages=0)
        assert [hit.article.id for hit in first.hits] == list(found)[:limit]


@settings(max_examples=20)
@given(steps=STEPS, trees=st.lists(OUR_QUERIES, min_size=4, max_size=8))
def test_our_engine_beside_whoosh(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step], trees: list[Node]
) -> None:
    """Every query of our language finds what its translation finds in Whoosh's own index, and scores it the same."""
    archive = made(tmp_path_factory.mktemp("ours"), steps)
    stock = stock_of(archive)
    for tree in trees:
        for match in ("any", "all"):
            assert_the_same(archive, stock, tree, match)


# Segments

SAME_LENGTH = st.lists(st.lists(st.sampled_from(FORMS), min_size=8, max_size=8), min_size=3, max_size=9)


@settings(max_examples=10)
@given(rows=SAME_LENGTH, size=st.integers(1, 4), trees=st.lists(OUR_QUERIES, min_size=4, max_size=8))
def test_scores_do_not_depend_on_segments(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], size: int, trees: list[Node]
) -> None:
    """One commit, many, or many and a merge: the same articles, worth the same but for what rounding leaves."""
    articles = [
        Article(id=f"a{number}", title=" ".join(row[:3]), text=" ".join(row[3:])) for number, row in enumerate(rows)
    ]
    folder = tmp_path_factory.mktemp("segments")
    batches = [Step(tuple(articles[at : at + size]), (), merge=False) for at in range(0, len(articles), size)]
    at_once, bit_by_bit = made(folder / "1", [Step(tuple(articles), (), merge=False)]), made(folder / "2", batches)
    merged = made(folder / "3", [*batches, Step((), (), merge=True)])
    assert at_once.manifest.mean_length == bit_by_bit.manifest.mean_length == merged.manifest.mean_length == 8
    for tree in trees:
        translator = Translator(searcher(at_once), at_once.terms_of(), "any")
        whoosh_tree = translator.whole(tree)
        expected, exact = scores_of(at_once, tree), walked(searcher(at_once), whoosh_tree)
        for other in (bit_by_bit, merged):
            assert scores_of(other, tree) == pytest.approx(expected, abs=2 * STEP * translator.parts, rel=2 * DRIFT)
            assert walked(searcher(other), whoosh_tree) == pytest.approx(exact, rel=1e-9)


def scores_of(archive: Archive, tree: Node) -> dict[str, float]:
    return {hit.article.id: hit.score for hit in archive.search(Query("", tree), limit=100, passages=0).hits}


# By hand


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("النفط", ["oil", "market 5"]),
        ("أسعار AND NOT برميل", ["market 5"]),
        ("title_lemma:حكومة", ["visit"]),
        ('"سعر البرميل"', ["oil"]),
        ('exact:"رئيس واشنطن"~4', ["visit"]),
        ("exact:البرمي*", ["oil"]),
        ("source_exact:الصباح AND date:[20210701 TO 20210731]", ["visit"]),
        ("id:cup", ["cup"]),
        ("root:حكم AND root:سوق", ["market 5"]),
    ],
)
def test_whooshs_language(archive: Archive, query: str, ids: list[str]) -> None:
    """What is typed in Whoosh's own query language is looked for under our keys."""
    with searcher(archive) as searching:
        found = searching.search(QueryParser("lemma", schema()).parse(query))
        assert [hit["id"] for hit in found] == ids


def test_a_hit_has_its_article(archive: Archive, articles: tuple[Article, ...]) -> None:
    """Stored are the id, the path, the SHA-256 and, as a record, everything."""
    found = searcher(archive).document(id="oil")
    assert found == {"id": "oil", "path": "/articles/oil.txt", "sha256": "a1", "record": articles[0]}


def test_a_searcher_keeps_its_snapshot(tmp_path: Path) -> None:
    """What is committed later is seen by a new searcher only, which knows the number of its commit."""
    archive = Archive.create(tmp_path)
    archive.add([Article(id="1", text="نفط")])
    before = searcher(archive)
    archive.add([Article(id="2", text="نفط")])
    counts = [len(one.search(theirs.Term("exact", "نفط"))) for one in (before, searcher(archive))]
    assert counts == [1, 2]
    assert searcher(archive).reader().generation() == before.reader().generation() + 1


@pytest.mark.parametrize(
    ("field", "expected"),
    [("lemma", (11, 2, 6, 3)), ("title_root", (3, 0, 2, 1)), ("source_exact", (4, 0, 2, 2)), ("id", (0, 0, 0, 0))],
)
def test_lengths_count_words(tmp_path: Path, field: str, expected: tuple[int, ...]) -> None:
    """Together, the shortest, the longest, and that of the first; a word of two lemmas counts once."""
    archive = Archive.create(tmp_path)
    archive.add(
        [
            Article(id="1", title="كتب", text="كتب النفط", source="نشرة النفط"),
            Article(id="2", text="كتب كتب"),
            Article(id="3", title="وقف النفط", text="من في ماذا كتب", source="كتب الحكومة"),
            Article(id="4", text="نفط نفط نفط نفط نفط نفط نفط نفط"),
        ]
    )
    with archive.writer() as writer:
        writer.remove("4")
    reader = searcher(archive).reader()
    found = (reader.field_length(field), reader.min_field_length(field), reader.max_field_length(field))
    assert (*found, reader.doc_field_length(0, field)) == expected


def test_terms_are_walked_in_order(archive: Archive) -> None:
    """A cursor finds the first term from a text on, and then each of the following."""
    reader = searcher(archive).reader()
    cursor = reader.cursor("title_lemma")
    terms = list(reader.field_terms("title_lemma"))
    assert (cursor.first(), cursor.next(), cursor.find("ذ"), cursor.next()) == (
        terms[0], terms[1], "ذهب", terms[terms.index("ذهب") + 1],
    )  # fmt: skip
    assert (cursor.find("ي" * 9), cursor.is_valid()) == (None, False)


@pytest.mark.parametrize(
    ("weigh", "expected"),
    [
        # idf ln 1.6 = 0.470004; bm25 of 2 in 3 words 1.206409; 0.4 of it, and for the lemma 0.75 idf at position 0
        (lambda reader: theirs.Term("exact", "نفط"), 0.4 * 0.567017),
        (lambda reader: theirs.Term("lemma", "نفط"), 0.567017 + 0.352503),
        (lambda reader: theirs.Term("root", "نفط"), 0.567017),
        (lambda reader: theirs.Term("id", "0"), 1.0),
    ],
)
def test_the_formula_by_hand(tmp_path: Path, weigh: Callable[[Any], Any], expected: float) -> None:
    """Three articles of 3, 2 and 3 words, the key twice in the first and once in the second."""
    archive = Archive.create(tmp_path)
    rows = ("نفط نفط قمر", "نفط سمك", "سمك قمر جبل")
    archive.add([Article(id=str(number), text=text) for number, text in enumerate(rows)])
    found = dict(answer(searcher(archive), weigh(None)))
    assert found["0"] == pytest.approx(expected, abs=1e-5)
    assert isinstance(searcher(archive).weighting, ImpactWeighting)
