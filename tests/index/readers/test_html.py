"""Web pages: what they declare, and the article without its page."""

from datetime import date
from pathlib import Path

import pytest
from fihris.index.article import Article
from fihris.index.errors import UnreadableFile
from fihris.index.readers import read

PARAGRAPH = "قالت الوزارة في بيان لها إن الأعمال بدأت في المحافظات كلها، وإنها تنتهي قبل حلول الشتاء."
PAGE = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>افتتاح الجسر | نشرة-ب</title>
<meta property="og:title" content="افتتاح الجسر | نشرة-ب">
<meta property="og:site_name" content="نشرة-ب"><meta property="article:section" content="طرق">
<meta property="article:published_time" content="2021-07-25T22:16:00+03:00">
<meta name="author" content="مراسل &quot;الطرق&quot;"><link rel="canonical" href="https://example.org/b/1">
<style>p {{ color: red }}</style></head><body>
<header>اليوم 1 كانون الثاني 2030</header><nav><ul><li><a href="/">الرئيسية</a></ul></nav>
<article><header><h1>افتتاح الجسر</h1></header>
<p>{PARAGRAPH}<br>وأضافت &laquo;نعم&raquo;
  في سطر <b>ثا</b>نٍ.</p>
<p><a href="/x">عنوان مقال آخر في الصفحة</a></p>
<ul><li><a href="/t">جسور</a></li><li><a href="/t">أنهار</a></li></ul>
<figure><figcaption>عمال (نشرة-ب)</figcaption></figure>
<p>خاتمة فيها <a href="/y">رابط</a> واحد.</p>
<figure><figcaption>عمال (نشرة-ب)</figcaption></figure>
<p>اقرأ أيضاً: خبر آخر</p><script>var text = "برنامج";</script></article>
<aside><p>{PARAGRAPH}{PARAGRAPH}{PARAGRAPH}</p></aside><footer>جميع الحقوق محفوظة</footer></body></html>"""


def only(tmp_path: Path, page: str | bytes) -> Article | UnreadableFile:
    """Return the one thing that is read from a page."""
    path = tmp_path / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    (item,) = read(path)
    return item


def test_a_page_becomes_an_article(tmp_path: Path) -> None:
    """Each block is a line; menus, lists of links, scripts and repeated captions are gone."""
    article = only(tmp_path, PAGE)
    assert isinstance(article, Article)
    assert article.text == (f"{PARAGRAPH}\n\nوأضافت «نعم» في سطر ثانٍ.\n\nعمال (نشرة-ب)\n\nخاتمة فيها رابط واحد.")
    assert (article.title, article.source, article.category) == ("افتتاح الجسر", "نشرة-ب", "طرق")
    assert (article.date, article.date_source) == (date(2021, 7, 25), "metadata")
    assert (article.author, article.url) == ('مراسل "الطرق"', "https://example.org/b/1")


@pytest.mark.parametrize(
    ("head", "body", "day", "place"),
    [
        ('<meta name="date" content="2021-07-25">', "", date(2021, 7, 25), "metadata"),
        ("", '<time datetime="2021-07-25">الأحد</time>', date(2021, 7, 25), "metadata"),
        ("", '<meta itemprop="datePublished" content="25 تموز 2021">', date(2021, 7, 25), "metadata"),
        (
            '<script type="application/ld+json">{"@graph": [{"datePublished": "2021-07-25"}]}</script>',
            '<aside><time datetime="2020-01-01"></time></aside>',
            date(2021, 7, 25),
            "metadata",
        ),
        ('<script type="application/ld+json">{"datePublished": [[</script>', "", None, ""),
        (
            '<meta property="article:published_time" content="أمس">',
            "<p>25 تموز 2021</p>",
            date(2021, 7, 25),
            "dateline",
        ),
        ("", "", None, ""),
    ],
)
def test_the_date_is_declared_or_printed(tmp_path: Path, head: str, body: str, day: date | None, place: str) -> None:
    """Meta tags, <time>, microdata and JSON-LD come before what the page prints."""
    page = f"<head>{head}</head><body><div><h1>افتتاح الجسر</h1>{body}<p>{PARAGRAPH}</p></div></body>"
    article = only(tmp_path, page)
    assert isinstance(article, Article)
    assert (article.date, article.date_source) == (day, place)


@pytest.mark.parametrize(
    "body",
    [
        f"<article><p>ملخص</p></article><div id=s><p>{PARAGRAPH}</p></div><div><p>قصير</p></div>",
        f"<main><p>{PARAGRAPH}</p></main><div><p>قصير</p></div>",
        f"<form><div><p>{PARAGRAPH}</p></div><div>قائمة</div></form>" + "<form><p>ابحث هنا</p></form>",
        f"<div><p>{PARAGRAPH}",
        PARAGRAPH,
    ],
)
def test_the_body_is_where_most_of_the_text_is(tmp_path: Path, body: str) -> None:
    """An <article> that is only a teaser, and software that wraps pages in forms, do not mislead."""
    article = only(tmp_path, f"<html><body>{body}")
    assert isinstance(article, Article)
    assert article.text == PARAGRAPH


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("windows-1256", "cp1256"),
        ("iso-8859-6", "iso-8859-6"),
        ("iso-8859-1", "cp1256"),
        ("windows-1256", "utf-8"),
        ("utf-8", "cp1256"),
        ("no-such-thing", "cp1256"),
        ("unicode_escape", "utf-8-sig"),
    ],
)
def test_the_encoding_is_what_the_bytes_say_then_what_the_page_declares(
    tmp_path: Path, declared: str, encoding: str
) -> None:
    """A converted page keeps its old declaration, so sound UTF-8 wins; Latin is not believed of Arabic."""
    page = f'<html><head><meta charset="{declared}"></head><body><p>{PARAGRAPH}</p></body></html>'
    article = only(tmp_path, page.encode(encoding))
    assert isinstance(article, Article)
    assert article.text == PARAGRAPH


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<",
        "<html></html>",
        "<!--",
        "<nav>قائمة</nav>",
        "<title>عنوان بلا نص</title>",
        "<p>وضع القراءة</p>",
    ],
)
def test_a_page_without_text_is_reported(tmp_path: Path, page: str) -> None:
    """Empty, broken and menu-only pages are errors with their path."""
    error = only(tmp_path, page)
    assert isinstance(error, UnreadableFile)
    assert (error.path, error.reason) == (tmp_path / "page.html", "no text in it")


@pytest.mark.parametrize("opened", ["<div>", "<div></b>", "<div></p>"])
def test_a_page_that_nests_without_end_is_reported(tmp_path: Path, opened: str) -> None:
    """A parser would take hours over it; tags that close nothing do not hide it."""
    error = only(tmp_path, opened * 6000 + PARAGRAPH)
    assert isinstance(error, UnreadableFile)
    assert error.reason == "more than 5000 elements inside each other"


def test_paragraphs_that_are_never_closed_are_fine(tmp_path: Path) -> None:
    """HTML closes them by itself."""
    article = only(tmp_path, f"<p>{PARAGRAPH}\n" + "<p>سطر آخر من النص\n<p>وسطر غيره\n" * 6000)
    assert isinstance(article, Article)
    assert article.text.count("سطر آخر من النص") == 6000
