"""Plain text and Markdown: title, date, outlet and body of a page as it was scraped."""

from datetime import date
from pathlib import Path

import pytest
from fihris.index.article import Article
from fihris.index.readers import read
from fihris.index.readers.printed import is_caption, is_headline, is_paragraph, outlet, printed_date
from fihris.index.text.furniture import is_furniture

PARAGRAPH = "قالت الوزارة في بيان لها إن الأعمال بدأت في المحافظات كلها، وإنها تنتهي قبل حلول فصل الشتاء المقبل."
SHARED_SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


def only(path: Path, text: str) -> Article:
    """Return the one article of a file that is written with a text."""
    path.write_text(text, "utf-8")
    (article,) = read(path)
    assert isinstance(article, Article), article
    return article


def test_a_scraped_page_becomes_an_article(tmp_path: Path) -> None:
    """Furniture goes, the headline is the title, datelines and captions stay, repeats are said once."""
    article = only(
        tmp_path / "page.txt",
        "Shadow Shadow\r\n\r\nملف الطرق السريعة\r\nكـل الأخبار\r\nالجولة الثانية من الأعمال\r\n"
        "افتتاح الجسر الجديد فوق النهر\r\n2021.07.25 - 22:16\r\nApp store icon Play store icon\r\n"
        "افتتاح الجسر الجديد فوق النهر\r\nبغداد - نشرة-أ \r\n\r\n"
        f"{PARAGRAPH}\r\n\r\nعمال على الجسر (نشرة-أ)\r\nعمال على الجسر (نشرة-أ)\r\n\r\n"
        "قناة «نشرة» على تلكرام.. آخر أخبارنا أولاً بأول\r\nاترك تعليقاً",
    )
    assert article.title == "افتتاح الجسر الجديد فوق النهر"
    assert (article.date, article.date_source) == (date(2021, 7, 25), "dateline")
    assert article.source == "نشرة-أ"
    assert article.text == (
        "ملف الطرق السريعة\nالجولة الثانية من الأعمال\n2021.07.25 - 22:16\nبغداد - نشرة-أ\n\n"
        f"{PARAGRAPH}\n\nعمال على الجسر (نشرة-أ)"
    )


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["افتتاح الجسر الجديد", PARAGRAPH], "افتتاح الجسر الجديد"),
        (["Sliderالعرب والعالم", "افتتاح الجسر الجديد", PARAGRAPH], "افتتاح الجسر الجديد"),
        (["25 تموز 2021", "افتتاح الجسر الجديد", PARAGRAPH], "افتتاح الجسر الجديد"),
        (["عمال على الجسر (نشرة)", "عمال على الجسر (نشرة)", "افتتاح الجسر", PARAGRAPH], "افتتاح الجسر"),
        (["افتتاح الجسر", "عمال عليه", "عمال عليه", PARAGRAPH], "افتتاح الجسر"),
        (["افتتاح الجسر - المرحلة الثانية", PARAGRAPH], "افتتاح الجسر - المرحلة الثانية"),
        ([PARAGRAPH, "افتتاح الجسر الجديد"], ""),
        (["وضع القراءة", PARAGRAPH], ""),
    ],
)
def test_the_title_is_the_first_line_that_is_a_headline(tmp_path: Path, lines: list[str], title: str) -> None:
    """Furniture, datelines, captions and paragraphs are no headlines."""
    assert only(tmp_path / "a.txt", "\n\n".join(lines)).title == title


def test_a_lone_line_is_the_text_itself(tmp_path: Path) -> None:
    """An article needs a text before it needs a title."""
    article = only(tmp_path / "a.txt", "افتتاح الجسر الجديد\n")
    assert (article.title, article.text) == ("", "افتتاح الجسر الجديد")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["15 يوليو 2021"], (date(2021, 7, 15), "dateline")),
        (["نشر في: 15 يوليو 2021 آخر تحديث: 16 يوليو 2021"], (date(2021, 7, 15), "dateline")),
        (
            ["قال وزير النقل في بيان له، (25 تموز 2021)، إن الجسر جاهز", "26 تموز 2021"],
            (date(2021, 7, 26), "dateline"),
        ),
        (
            ["قال وزير النقل في بيان له، (25 تموز 2021)، إن الجسر جاهز", "صورة يوم 1 تموز 2021 (رويترز)"],
            (date(2021, 7, 25), "dateline"),
        ),
        (["لقاء يوم 28 يوليو 2021 (رويترز)"], (date(2021, 7, 28), "caption")),
        (["لقاء يوم 28 يوليو 2019 (أرشيفية - رويترز)"], (None, "")),
        (["قال إن الحرب التي بدأت يوم 28 يوليو 1914 غيرت وجه العالم كله"], (None, "")),
        (["25 تموز"], (None, "")),
        ([*["سطر"] * 12, "15 يوليو 2021"], (None, "")),
        ([], (None, "")),
    ],
)
def test_the_date_is_taken_from_its_most_telling_place(lines: list[str], found: tuple[date | None, str]) -> None:
    """A line of its own, then brackets, then a caption that is not from the archive; never running text."""
    assert printed_date(lines) == found


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("بغداد - نشرة-أ", "نشرة-أ"),
        ("واشنطن / متابعة نشرة الوطن", "نشرة الوطن"),
        ("بغداد/ نشرة الوطن:", "نشرة الوطن"),
        ("بغداد – خاص", ""),
        ("2021.07.25 - 22:16", ""),
        ("نشرة-أ", ""),
        ("+ الخط -", ""),
        (PARAGRAPH, ""),
    ],
)
def test_a_dateline_names_the_outlet(line: str, name: str) -> None:
    """It is what follows the dash or stroke in a short line of its own."""
    assert outlet([line]) == name


def test_lines_are_told_apart() -> None:
    """A paragraph is long or ends as a sentence, a caption ends in brackets, a headline does neither."""
    assert [is_paragraph(PARAGRAPH), is_paragraph("افتتاح الجسر."), is_paragraph("كلمة " * 31)] == [
        True,
        False,
        True,
    ]
    assert [is_caption("لقاء (رويترز)"), is_caption("لقاء (رويترز) اليوم")] == [True, False]
    assert [is_headline("افتتاح الجسر"), is_headline("افتتاح"), is_headline("25 تموز 2021")] == [
        True,
        False,
        False,
    ]


def test_markdown_has_front_matter_and_a_heading(tmp_path: Path) -> None:
    """Front matter wins over what is printed; keys that are not known are kept."""
    article = only(
        tmp_path / "a.md",
        '---\ntitle: "افتتاح الجسر"\ndate: 2021-07-25\nsource: نشرة-أ\nurl: https://example.org/a\n'
        f"author: مراسل\ncategory: طرق\nplace: بغداد\n---\n\n# افتتاح الجسر\n\n26 تموز 2021\n\n{PARAGRAPH}\n",
    )
    assert (article.title, article.date, article.date_source) == (
        "افتتاح الجسر",
        date(2021, 7, 25),
        "metadata",
    )
    assert (article.source, article.url) == ("نشرة-أ", "https://example.org/a")
    assert (article.author, article.category, article.extra) == ("مراسل", "طرق", {"place": "بغداد"})
    assert article.text == f"26 تموز 2021\n\n{PARAGRAPH}"


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        (f"# افتتاح الجسر #\n\n{PARAGRAPH}", "افتتاح الجسر", PARAGRAPH),
        (f"---\n\n{PARAGRAPH}", "", PARAGRAPH),
        (f"---\ndate: أمس\n---\n# افتتاح الجسر\n{PARAGRAPH}", "افتتاح الجسر", PARAGRAPH),
    ],
)
def test_markdown_takes_its_first_heading_for_the_title(tmp_path: Path, text: str, title: str, body: str) -> None:
    """A line of dashes alone is no front matter."""
    article = only(tmp_path / "a.md", text)
    assert (article.title, article.text) == (title, body)


@pytest.mark.skipif(not SHARED_SEEDS.is_dir(), reason="the real pages are not here")
@pytest.mark.parametrize(
    ("number", "line", "day", "place", "source"),
    [
        ("000", 0, date(2021, 7, 28), "caption", ""),
        ("001", 4, date(2021, 7, 25), "dateline", "ناس"),
        ("002", 1, None, "", "وطن برس"),
        ("003", 0, None, "", ""),
        ("004", 0, date(2021, 7, 15), "dateline", ""),
    ],
)
def test_real_pages_have_their_title_date_and_outlet(
    number: str, line: int, day: date | None, place: str, source: str
) -> None:
    """The title is the line that a person would name, and no furniture is left in the body."""
    (path,) = SHARED_SEEDS.glob(f"{number}_*.txt")
    (article,) = read(path)
    assert isinstance(article, Article)
    lines = [text.strip() for text in path.read_text("utf-8").split("\n") if text.strip()]
    assert (article.title, article.date) == (lines[line], day)
    assert (article.date_source, article.source) == (place, source)
    assert [text for text in article.text.split("\n") if text and is_furniture(text)] == []
