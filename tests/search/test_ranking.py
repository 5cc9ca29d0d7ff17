"""The best articles, exactly: the kernel beside a plain sum over every article, and what the formula makes of words."""

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from fihris import Archive, Article
from fihris.index.impacts import K1, STEP, B, idf
from fihris.index.keys import LAYERS, ROOT
from fihris.index.segments import packed
from fihris.search import impact_lists, prepared, ranking
from fihris.search.answer import Reader
from fihris.search.impact_lists import ImpactLists
from fihris.search.parsing import parse, plain
from fihris.search.prepared import PreparedWords
from fihris.search.query import Word, leaves
from fihris.search.ranking import Ranker
from fihris.search.results import Scored
from fihris.search.terms import TermsOf, only_ranks, terms_in
from hypothesis import example, given, settings
from hypothesis import strategies as st

InSegments = Callable[..., Archive]

VOCABULARY = (
    "النفط نفط نفطية كتاب الكتب مكتبة كاتب يكتبون قمر سمك جبل من في متى زخبلطم وزخبلطم ترمب ترامب مدرسه درس "
    "2021.07.25 ذهب"
).split()
"""Forms of one word, words of one root, function words, unknown names, two spellings, two readings, a date."""
ABSENT = "غواصة"
ALL_LISTS, MIXED, ALL_ROWS = 0, 8, 1 << 30
"""How common a key is a row: never, if one article in eight holds it, always."""

WORDS = st.lists(st.sampled_from(VOCABULARY) | st.sampled_from(["قمر", "من"]), max_size=8).map(" ".join)
BATCHES = st.lists(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=12), max_size=4)
QUERIES = st.lists(st.sampled_from([*VOCABULARY, ABSENT]), min_size=1, max_size=6).map(" ".join)


class Sizes(NamedTuple):
    """What the kernel works with: small figures make few articles take every way through it."""

    common: int = MIXED
    block: int = impact_lists.BLOCK
    lanes: int = impact_lists.LANES
    first_blocks: int = ranking.FIRST_BLOCKS
    small: int = ranking.SMALL
    few: int = ranking.FEW

    @contextmanager
    def in_use(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for module in (impact_lists, ranking):
                patch.setattr(module, "BLOCK", self.block)
                patch.setattr(module, "LANES", self.lanes)
            patch.setattr(ranking, "FIRST_BLOCKS", self.first_blocks)
            patch.setattr(ranking, "SMALL", self.small)
            patch.setattr(ranking, "FEW", self.few)
            patch.setattr(prepared, "COMMON", self.common)
            yield


SIZES = st.builds(
    Sizes,
    st.sampled_from([ALL_LISTS, 2, MIXED, ALL_ROWS]),
    st.sampled_from([1, 2, 8]),
    st.sampled_from([1, 2, 16]),
    st.sampled_from([1, 2, 32]),
    st.sampled_from([0, ranking.SMALL]),
    st.sampled_from([0, 5, ranking.FEW]),
)


def articles_of(batches: Sequence[Sequence[tuple[str, str]]]) -> list[list[Article]]:
    """Return batches of title and text as articles, numbered through."""
    numbers = iter(range(10_000))
    return [[Article(id=str(next(numbers)), title=title, text=text) for title, text in one] for one in batches]


def words_of(query: str) -> list[Word]:
    return [leaf for leaf in leaves(plain(query).tree) if isinstance(leaf, Word)]


def split(query: str) -> tuple[list[Word], list[Word]]:
    """Return the words that find, and those that only rank; if none finds, all do."""
    words = words_of(query)
    finding = [word for word in words if not only_ranks(word)]
    return (finding, [word for word in words if only_ranks(word)]) if finding else (words, [])


def added_up(lists: ImpactLists, terms_of: TermsOf, query: str, limit: int) -> list[Scored]:
    """Return what the kernel must return: every article's sum over all parts of all words."""
    finding, ranks = split(query)
    steps: dict[int, int] = {}
    hits: set[int] = set()
    for word in [*finding, *ranks]:
        for layer, keys in zip(LAYERS, terms_of(word), strict=True):
            for numbers, impacts in lists.impacts(layer, keys) if keys else ():
                for number, impact in zip(numbers.tolist(), impacts.tolist(), strict=True):
                    steps[number] = steps.get(number, 0) + impact
                    if layer != ROOT and word in finding:
                        hits.add(number)
    live = hits & set(lists.snapshot.live_numbers().tolist())
    return sorted((Scored(one, steps[one]) for one in live), key=lambda one: (-one.steps, one.number))[:limit]


@settings(max_examples=40)
@given(batches=BATCHES, queries=st.lists(QUERIES, min_size=1, max_size=5), sizes=SIZES, data=st.data())
def test_the_kernel_is_exact(
    in_segments: InSegments,
    batches: list[list[tuple[str, str]]],
    queries: list[str],
    sizes: Sizes,
    data: st.DataObject,
) -> None:
    """Over any segments and deletions, rows and lists and limits: the articles, steps and order of the plain sum."""
    batches_of_articles = articles_of(batches)
    identifiers = [one.id for batch in batches_of_articles for one in batch]
    removed = data.draw(st.sets(st.sampled_from(identifiers))) if identifiers else set()
    section = data.draw(st.sampled_from([3, packed.SECTION_ARTICLES]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed, "SECTION_ARTICLES", section)
        archive = in_segments(batches_of_articles, sorted(removed))
        with sizes.in_use():
            lists, terms_of = ImpactLists(archive.snapshot), terms_in(archive.snapshot)
            ranker, words = Ranker(lists), PreparedWords(lists, terms_of)
            for query in queries:
                asked = words.of(tuple(words_of(query)))
                whole = added_up(lists, terms_of, query, 100)
                for limit in (1, 2, 5, 100):
                    assert ranker.best(asked, limit) == whole[:limit], (query, limit)


@settings(max_examples=30)
@given(batches=BATCHES, queries=st.lists(QUERIES, min_size=1, max_size=5), sizes=SIZES)
def test_a_word_that_is_asked_for_again_counts_the_same(
    in_segments: InSegments, batches: list[list[tuple[str, str]]], queries: list[str], sizes: Sizes
) -> None:
    """A search gives the exact answer the first time, the second and the third, whatever was made ready meanwhile."""
    archive = in_segments(articles_of(batches))
    with sizes.in_use():
        lists, terms_of = ImpactLists(archive.snapshot), terms_in(archive.snapshot)
        for query in queries * 3:
            results = archive.search(plain(query), limit=5, passages=0)
            assert results.hits.scored == added_up(lists, terms_of, query, 5), query  # type: ignore[attr-defined]
            assert results.total == len(added_up(lists, terms_of, query, 1000)), query


def zipf_texts(articles: int, words: int, random: Random) -> list[str]:
    """Return texts in which a few words are common and most are rare."""
    forms = [f"w{number}x" for number in range(words)]
    weights = [1 / (rank + 1) for rank in range(words)]
    return [" ".join(random.choices(forms, weights, k=random.randint(1, 30))) for _ in range(articles)]


@pytest.fixture(scope="module")
def many(in_segments: InSegments) -> Archive:
    """Return an archive of 3,000 articles in three segments, a tenth of them deleted."""
    texts = zipf_texts(3000, 500, Random(7))
    made = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    return in_segments([made[:2000], made[2000:2800], made[2800:]], [str(number) for number in range(0, 3000, 10)])


def some_queries(count: int) -> list[str]:
    """Return queries of 1 to 5 words, common and rare."""
    random = Random(11)
    return [" ".join(f"w{int(500 ** random.random())}x" for _ in range(random.randint(1, 5))) for _ in range(count)]


@pytest.mark.parametrize("few", [0, 100, ranking.FEW])
@pytest.mark.parametrize("first_blocks", [1, ranking.FIRST_BLOCKS])
def test_most_blocks_may_be_left_out(many: Archive, first_blocks: int, few: int) -> None:
    """Among many articles too, where most are never looked at, the answer is that of the plain sum."""
    with Sizes(MIXED, first_blocks=first_blocks, few=few).in_use():
        lists, terms_of = ImpactLists(many.snapshot), terms_in(many.snapshot)
        ranker, words = Ranker(lists), PreparedWords(lists, terms_of)
        for query in some_queries(60):
            whole = added_up(lists, terms_of, query, 300)
            for limit in (1, 10, 300):
                found = ranker.best(words.of(tuple(words_of(query))), limit)
                assert found == whole[:limit], (query, limit)


def test_rows_that_are_dropped_are_made_again(many: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for one row only, every answer is the same."""
    terms_of = terms_in(many.snapshot)
    monkeypatch.setattr(prepared, "COMMON", ALL_ROWS)

    def answers(lists: ImpactLists) -> list[list[Scored]]:
        ranker, words = Ranker(lists), PreparedWords(lists, terms_of)
        return [ranker.best(words.of(tuple(words_of(one))), 10) for one in some_queries(30)]

    expected = answers(ImpactLists(many.snapshot))
    monkeypatch.setattr(impact_lists, "ROW_BYTES", 1)
    lists = ImpactLists(many.snapshot)
    assert answers(lists) == expected
    assert len(lists._rows) == 1


def test_words_let_go_of_dropped_rows(many: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """When rows are dropped, prepared words are too: else the memory of every row ever made would stay."""
    monkeypatch.setattr(prepared, "COMMON", ALL_ROWS)
    monkeypatch.setattr(impact_lists, "ROW_BYTES", 1)
    reader = Reader(many.snapshot)
    for number in range(6):
        reader.best_of_text(f"w{number}x", 10)
    assert reader.lists.times_cleared > 1
    assert len(reader.words._kept) <= 2
    assert len(reader.words._of_runs) <= 2


def test_threads_that_ask_at_once_get_what_one_gets(many: Archive) -> None:
    """One archive answers eight threads as it answers one."""
    asked = [*some_queries(40), '"w0x w1x"', "w1* w0x", "w0x NOT w1x", "w10x~"] * 4
    Random(3).shuffle(asked)
    alone, shared = Archive.open(many.path), Archive.open(many.path)

    def answer(archive: Archive, query: str) -> tuple[list[tuple[str, float]], int]:
        results = archive.search(query, passages=0)
        return [(hit.article.id, hit.score) for hit in results.hits], results.total

    expected = [answer(alone, query) for query in asked]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(lambda query: answer(shared, query), asked)) == expected
    finally:
        sys.setswitchinterval(before)


@pytest.mark.parametrize("query", ["نفط", "نفط من", "من", '"نفط قمر"', "نف*", "نفطا~", "*", "NOT نفط", ""])
def test_an_empty_archive_has_no_hits(tmp_path: Path, query: str) -> None:
    """Nothing is found in nothing, whatever is asked."""
    results = Archive.create(tmp_path).search(query)
    assert (list(results.hits), results.total, results.left_out) == ([], 0, 0)


def archive_of(path: Path, *texts: str) -> Archive:
    archive = Archive.create(path)
    archive.add(Article(id=str(number), text=text) for number, text in enumerate(texts))
    return archive


def ranked(archive: Archive, query: str) -> list[str]:
    return [hit.article.id for hit in archive.search(query).hits]


@pytest.mark.parametrize(
    ("articles", "holding", "expected"),
    [(0, 0, 0.693147), (3, 1, 0.980829), (3, 2, 0.470004), (3, 3, 0.133531), (1000, 1, 6.503290)],
)
def test_idf(articles: int, holding: int, expected: float) -> None:
    """The rarer a key the more it is worth, and never less than nothing."""
    assert float(idf(articles, holding)) == pytest.approx(expected, abs=1e-6)


def test_a_score_by_hand(tmp_path: Path) -> None:
    """Three articles of 3, 2 and 3 words, the word twice in the first and once in the second."""
    assert (K1, B) == (0.6, 0.7)
    archive = archive_of(tmp_path, "قمر نفط نفط", "نفط سمك", "سمك قمر جبل")
    # idf: ln 1.6 = 0.470004. Without it, BM25 is
    #   first: 2 · 1.6 / (2 + 0.6 · (0.3 + 0.7 · 3 / (8/3))) = 1.206409; second: 1.6 / (1 + 0.6 · 0.825) = 1.070234
    # which counts 0.4 + 1 + 1 times; and early words add 0.75 / (1 + 1/30) to the first, 0.75 to the second
    expected = {"1": 0.470004 * (2.4 * 1.070234 + 0.75), "0": 0.470004 * (2.4 * 1.206409 + 0.725806)}
    found = {hit.article.id: hit.score for hit in archive.search("نفط").hits}
    assert found == pytest.approx(expected, abs=3 * STEP)


def test_a_word_that_is_typed_twice_counts_twice(tmp_path: Path) -> None:
    """A query is a sum over its words, repeated ones too."""
    archive = archive_of(tmp_path, "نفط قمر", "سمك جبل نفط", "قمر")
    once, twice = ({hit.article.id: hit.score for hit in archive.search(one).hits} for one in ("نفط", "نفط نفط"))
    assert twice == pytest.approx({identifier: 2 * score for identifier, score in once.items()})


@example("نفط " * 300)
@given(st.lists(st.sampled_from([*VOCABULARY, ABSENT]), min_size=290, max_size=300).map(" ".join))
@settings(max_examples=10)
def test_a_query_may_be_of_300_words(archive: Archive, query: str) -> None:
    """The longest query is a sum like any other."""
    lists, terms_of = ImpactLists(archive.snapshot), terms_in(archive.snapshot)
    found = archive.search(plain(query), passages=0).hits
    assert [(hit.article.id, round(hit.score / STEP)) for hit in found] == [
        (archive.snapshot.article(one.number).id, one.steps) for one in added_up(lists, terms_of, query, 10)
    ]


def test_no_article_is_found_through_a_root_or_a_function_word(tmp_path: Path) -> None:
    """Articles that only a root or a function word brings are no hits, not even among the worst of many."""
    archive = archive_of(tmp_path, *["مكتبة من في متى"] * 50, "كتاب", "كاتب")
    for limit in (1, 10, 100):
        results = archive.search("من كتاب", limit=limit)
        assert ([hit.article.id for hit in results.hits], results.total) == (["50"], 1)


def test_function_words_alone_find(tmp_path: Path) -> None:
    """A query of nothing but function words is answered through them."""
    assert ranked(archive_of(tmp_path, "من هنا", "قمر"), "من") == ["0"]


@pytest.mark.parametrize(("query", "same"), [("نفط", "(نفط)"), ("نفط قمر", "نفط OR قمر"), ("سمك نفط", "سمك OR نفط")])
def test_every_way_of_asking_gives_the_same_scores(tmp_path: Path, query: str, same: str) -> None:
    """What the kernel ranks is worth the same when the tree is evaluated over every article."""
    archive = archive_of(tmp_path, "نفط قمر", "سمك جبل نفط", "قمر", "جبل", "النفط")
    one, other = (archive.search(parse(text)).hits for text in (query, same))
    assert [(hit.article.id, hit.score) for hit in one] == [(hit.article.id, hit.score) for hit in other]


def test_one_idf_for_the_whole_archive(tmp_path: Path) -> None:
    """A score does not depend on how many commits an archive was made in."""
    texts = ["نفط قمر", "نفط سمك جبل", "قمر", "جبل سمك سمك نفط"]
    at_once = archive_of(tmp_path / "one", *texts)
    one_by_one = Archive.create(tmp_path / "many")
    for number, text in enumerate(texts):
        one_by_one.add([Article(id=str(number), text=text)])
    for query in ("نفط", "نفط قمر", "سمك"):
        expected, found = (
            {hit.article.id: hit.score for hit in one.search(query).hits} for one in (at_once, one_by_one)
        )
        assert found == pytest.approx(expected, abs=6 * STEP)


@pytest.mark.parametrize(("query", "first"), [("حكومته", "0"), ("حكومة", "1")])
def test_the_form_that_was_typed_comes_first(tmp_path: Path, query: str, first: str) -> None:
    """Another form of the word is found too, and ranks below."""
    archive = archive_of(tmp_path, "اجتمعت حكومته أمس", "اجتمعت حكومة أمس", "نام الرجل أمس")
    assert sorted(ranked(archive, query)) == ["0", "1"]
    assert ranked(archive, query)[0] == first


def test_more_often_and_in_fewer_words_is_better(tmp_path: Path) -> None:
    """The two things that BM25 knows of an article."""
    often = archive_of(tmp_path / "often", "قمر نفط سمك جبل", "قمر نفط نفط جبل")
    short = archive_of(tmp_path / "short", "قمر نفط سمك جبل قمر سمك جبل قمر", "قمر نفط")
    assert (ranked(often, "نفط"), ranked(short, "نفط")) == (["1", "0"], ["1", "0"])


def test_rare_words_decide(tmp_path: Path) -> None:
    """Of two words the one that few articles hold counts for more."""
    archive = archive_of(tmp_path, "قمر سمك جبل", "قمر سمك نهر", "قمر سمك نفط", "نفط شمس بحر")
    assert ranked(archive, "قمر نهر")[0] == "1"


def test_equals_keep_their_order(tmp_path: Path) -> None:
    """Articles of one score come in the order in which they were added, every time."""
    archive = archive_of(tmp_path, *["قمر نفط"] * 12)
    assert ranked(archive, "نفط") == [str(number) for number in range(10)]


def test_scores_fall(archive: Archive) -> None:
    """Hits come best first, each with its own rank."""
    scores = [hit.score for hit in archive.search("أسعار النفط الحكومة رئيس الذهب عاصفة").hits]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)
