"""The seeds through the whole of it: files to archive to ranking, against the judgments of a reader."""

import json
from collections.abc import Mapping
from pathlib import Path

import fihris
import ir_measures
import pytest
from fihris import Archive
from fihris.index.build import Report, build
from fihris.search.render.records import hit_record
from ir_measures import nDCG

SEEDS = Path(fihris.__file__).resolve().parent / "seeds"
NDCG_FLOOR = 0.94
"""A little below what is measured: a fall of one hundredth is to be seen."""
WANTED_FLOOR = 57
"""How many queries have an article graded 2 among their first ten."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, Report]:
    archive = Archive.create(tmp_path_factory.mktemp("seeds") / "archive")
    return archive, build(archive, [SEEDS])


@pytest.fixture(scope="module")
def queries() -> dict[str, str]:
    lines = (SEEDS / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    return {one["id"]: one["text"] for one in map(json.loads, lines)}


@pytest.fixture(scope="module")
def judged() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for line in (SEEDS / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, article, grade = line.split("\t")
        found.setdefault(query, {})[article] = int(grade)
    return found


@pytest.fixture(scope="module")
def answers(built: tuple[Archive, Report], queries: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """Return the score of each of the first ten articles for each query, best first."""
    archive, _ = built
    return {
        name: {hit.article.id: hit.score for hit in archive.search(text, passages=0).hits}
        for name, text in queries.items()
    }


def test_every_article_is_indexed(built: tuple[Archive, Report], judged: dict[str, dict[str, int]]) -> None:
    """Nothing fails, what is ignored stays out, and every judged article is there."""
    archive, report = built
    assert (report.added, report.failures, len(archive)) == (32, [], 32)
    assert {article for grades in judged.values() for article in grades} <= set(archive.known())
    assert all(archive.article(name).text for name in archive.known())


def test_ranking_is_as_good_as_it_was(answers: dict[str, dict[str, float]], judged: dict[str, dict[str, int]]) -> None:
    """The mean of nDCG@10 over all queries stays above its floor."""
    assert ir_measures.calc_aggregate([nDCG @ 10], judged, answers)[nDCG @ 10] >= NDCG_FLOOR


def test_most_queries_find_what_they_want(
    answers: dict[str, dict[str, float]], judged: dict[str, dict[str, int]]
) -> None:
    """An article that the query wants is among the first ten, for nearly all queries."""
    missed = [name for name, grades in judged.items() if not any(grades.get(article) == 2 for article in answers[name])]
    assert len(judged) - len(missed) >= WANTED_FLOOR, missed


def test_every_query_finds_something(answers: dict[str, dict[str, float]]) -> None:
    """The queries are typed as readers type; none is in vain."""
    assert [name for name, found in answers.items() if not found] == []


FIRST_HITS = [
    (
        "q11",
        {
            "rank": 1,
            "id": "e-01-pelosi.txt",
            "title": "الكاظمى وبيلوسى: دعم للانتخابات وللقاحات فى العراق",
            "date": "2021-07-29",
            "date_source": "dateline",
            "source": "نشرة-هـ",
            "url": "",
            "passages": [
                (
                    "استقبلت [نانسى] [بيلوسى]، رئيسة مجلس النواب الأمريكى، فى مبنى الكابيتول الأربعاء ٢٨ تموز رئيس"
                    " الوزراء العراقى مصطفى الكاظمى، وهو فى اليوم الرابع من زيارته إلى واشنطن."
                ),
                (
                    "وتعهدت [بيلوسى] بأن يقف الكونغرس وراء مساعى بغداد لإجراء انتخابات ناجحة فى تشرين الأول، وأشادت"
                    " بدور حكومته المتنامى فى استقرار الإقليم."
                ),
            ],
        },
    ),
    (
        "q56",
        {
            "rank": 1,
            "id": "d-03-combat-mission.html",
            "title": "نهاية المهمّة القتالية الأميركية في العراق مع نهاية العام",
            "date": "2021-07-27",
            "date_source": "metadata",
            "source": "نشرة-د",
            "url": "",
            "passages": [
                "ووصف الكاظمي العلاقة بأنّها ‘[أقوى] [من] [أيّ] [وقت] [مضى]’، وأبدى ارتياحه إلى أنّ التعاون لن ينقطع.",
            ],
        },
    ),
    (
        "q57",
        {
            "rank": 1,
            "id": "d-03-combat-mission.html",
            "title": "نهاية المهمّة القتالية الأميركية في العراق مع نهاية العام",
            "date": "2021-07-27",
            "date_source": "metadata",
            "source": "نشرة-د",
            "url": "",
            "passages": [
                (
                    "وقال بايدن في المكتب البيضاوي: ‘بحلول نهاية السنة [لن] [تكون] [لنا] [مهمّة] [قتالية] هناك’، ثمّ أكّد"
                    " أنّ محاربة الإرهاب باقية وإن تغيّر شكلها، وأنّ جنوده سيساعدون القوّات العراقية على التصدّي"
                    " لتنظيم ‘داعش’."
                ),
            ],
        },
    ),
]


@pytest.mark.parametrize(("query", "expected"), FIRST_HITS, ids=[query for query, _ in FIRST_HITS])
def test_the_first_hit_is_as_expected(
    built: tuple[Archive, Report], queries: dict[str, str], query: str, expected: dict[str, object]
) -> None:
    """Of a few queries the whole first hit, its passages with the matches in brackets."""
    record = hit_record(built[0].search(queries[query]).hits[0])
    shown = {name: value for name, value in record.items() if name in expected}
    shown["passages"] = [marked(one["text"], one["start"], one["spans"]) for one in record["passages"]]
    assert shown == expected


def marked(text: str, start: int, spans: list[tuple[int, int, str]]) -> str:
    for begin, end, _ in reversed(spans):
        text = f"{text[: begin - start]}[{text[begin - start : end - start]}]{text[end - start :]}"
    return text
