"""The date in a file's name, and where every reader says that a date came from."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from fihris.index.article import Article
from fihris.index.readers import read
from fihris.index.readers.file_names import named_date

BODY = "قالت الوزارة في بيان لها إن الأعمال بدأت في المحافظات كلها، وإنها تنتهي قبل حلول فصل الشتاء المقبل."
DAY = date(2021, 7, 28)


@pytest.mark.parametrize(
    "name",
    [
        "2021-07-28.txt",
        "2021-07-28-summit.html",
        "قمة_2021_07_28.txt",
        "summit.2021.07.28.txt",
        "20210728.txt",
        "20210728_1930_summit.html",
        "summit-20210728.txt.gz",
        "2021-7-28 summit.txt",
        "٢٠٢١-٠٧-٢٨.txt",
        "2021/07/28/summit.html",
        "site/2021/7/28/summit/index.html",
        "2021-07-28/summit.txt",
        "2020-01-01/20210728.txt",
        "2020/01/01/2021-07-28.txt",
        "2021-07-28/12345678.txt",
        "2021-07-28 2021-07-28.txt",
    ],
)
def test_a_name_may_hold_a_date(name: str) -> None:
    """The year first, in the name or in the folders; the nearest counts."""
    assert named_date(name) == DAY


@pytest.mark.parametrize(
    "name",
    [
        "summit.txt",
        "28-07-2021.txt",
        "2021-07.txt",
        "2021/07/summit.txt",
        "2021/07/28",
        "2021-13-28.txt",
        "2021-07_28.txt",
        "120210728.txt",
        "20210728193000.txt",
        "202107281.txt",
        "12340728.txt",
        "a2021/07/28/x.txt",
        "2021-07-01_2021-07-28.txt",
        "",
    ],
)
def test_a_name_without_one_date_tells_none(name: str) -> None:
    """No part of a longer number, no month alone, no two days: nothing is guessed."""
    assert named_date(name) is None


HTML = f"<html><body><article><h1>افتتاح الجسر الجديد</h1>%s<p>{BODY}</p></article></body></html>"

PAGES = [
    ("a.txt", f"افتتاح الجسر\n28 تموز 2021\n\n{BODY}", "dateline"),
    ("2020-01-01.txt", f"افتتاح الجسر\n28 تموز 2021\n\n{BODY}", "dateline"),
    ("a.txt", f"افتتاح الجسر\nالتاريخ: 18/12/1442 هـ\n\n{BODY}", "dateline"),
    ("2020-01-01.txt", f"افتتاح الجسر\n\n{BODY}\n\nالوزير على الجسر يوم 28 يوليو 2021 (رويترز)", "caption"),
    ("2021-07-28.txt", f"افتتاح الجسر\n\n{BODY}\n\nالوزير يوم 1 يوليو 2019 (أرشيفية)", "file"),
    ("2021/07/28/a.txt", f"افتتاح الجسر\n\nقال أمس الخميس إن {BODY}", "file"),
    ("2020-01-01.md", f"---\ndate: 28 تموز 2021\n---\n# افتتاح الجسر\n\n{BODY}", "metadata"),
    ("20210728-a.md", f"# افتتاح الجسر\n\n{BODY}", "file"),
    ("2020-01-01.html", HTML % '<time datetime="2021-07-28T10:00">أمس</time>', "metadata"),
    ("2020-01-01.html", HTML % "<p>28 تموز 2021</p>", "dateline"),
    ("2020-01-01.html", HTML % "<figcaption>الوزير يوم 28 يوليو 2021 (رويترز)</figcaption>", "caption"),
    ("site/2021-07-28/a.html", HTML % "", "file"),
    ("2020-01-01.jsonl", json.dumps({"text": BODY, "date": "٢٨ تموز ٢٠٢١"}), "metadata"),
    ("2020-01-01.csv", f'النص,التاريخ\n"{BODY}",28/7/2021', "metadata"),
    ("2020-01-01.tsv", f"text\tdate\n{BODY}\t18 ذو الحجة 1442", "metadata"),
    ("2020-01-01.trec", f"<DOC><DATE>2021-07-28</DATE><TEXT>{BODY}</TEXT></DOC>", "metadata"),
]


@pytest.mark.parametrize(("name", "text", "place"), PAGES)
def test_every_reader_says_where_the_date_came_from(tmp_path: Path, name: str, text: str, place: str) -> None:
    """What is declared, then what is printed, then what the file is called."""
    article = only(tmp_path, name, text)
    assert (article.date, article.date_source) == (DAY, place)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"افتتاح الجسر\n\nقال أمس الخميس إن {BODY}"),
        ("a.html", HTML % ""),
        ("2021-07-28.jsonl", json.dumps({"text": BODY})),
        ("2021-07-28.csv", f'text\n"{BODY}"'),
        ("2021-07-28.trec", f"<DOC><TEXT>{BODY}</TEXT></DOC>"),
    ],
)
def test_an_article_that_tells_no_date_has_none(tmp_path: Path, name: str, text: str) -> None:
    """Not that of yesterday, not that of the file's last change, not that of a collection's name."""
    article = only(tmp_path, name, text, written=DAY)
    assert (article.date, article.date_source) == (None, "")


def only(folder: Path, name: str, text: str, written: date | None = None) -> Article:
    """Return the one article of a file below a folder that the user named."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    if written:
        os.utime(path, (86_400 * (written - date(1970, 1, 1)).days,) * 2)
    (article,) = read(path, folder)
    assert isinstance(article, Article), article
    return article
