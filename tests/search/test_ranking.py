"""What a word is worth, in figures worked out by hand, and which article comes first."""

from pathlib import Path

import pytest
from fihris import Archive, Article
from fihris.search.ranking import K1, B, Bm25, idf
from whoosh.query import Or, Term


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
    assert idf(articles, holding) == pytest.approx(expected, abs=1e-6)


def test_bm25_by_hand(tmp_path: Path) -> None:
    """Three articles of 3, 2 and 3 words, the key twice in the first and once in the second."""
    assert (K1, B) == (0.6, 0.7)
    archive = archive_of(tmp_path, "نفط نفط قمر", "نفط سمك", "سمك قمر جبل")
    with archive.index.searcher(weighting=Bm25()) as searcher:
        found = searcher.search(Term("exact", "نفط"))
        scores = [(hit["id"], hit.score) for hit in found]
    # idf: ln 1.6 = 0.470004
    # first: 2 · 1.6 / (2 + 0.6 · (0.3 + 0.7 · 3 / (8/3))) = 1.206409; second: 1.6 / (1 + 0.6 · 0.825) = 1.070234
    assert scores == [("0", pytest.approx(0.567017, abs=1e-5)), ("1", pytest.approx(0.503014, abs=1e-5))]


def test_boosts_multiply_and_terms_add(tmp_path: Path) -> None:
    """A sum of weighted terms is what a word's layers are made of."""
    archive = archive_of(tmp_path, "نفط قمر", "سمك جبل")
    with archive.index.searcher(weighting=Bm25()) as searcher:
        one = searcher.search(Term("exact", "نفط"))[0].score
        both = searcher.search(Or([Term("exact", "نفط", boost=3), Term("exact", "قمر")]))[0].score
    assert both == pytest.approx(4 * one)


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
        assert found == pytest.approx(expected)


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
