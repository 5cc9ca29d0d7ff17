"""The report as a page: whole, harmless whatever it shows, and seen right in a browser."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from fihris import Archive, Article
from fihris.index.text.attribution import Attribution
from fihris.search.drafts.values import Report
from fihris.search.quotations.values import Change, Place, Quotation
from fihris.search.render.report_html import NOTHING, page
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from ..hostile import ATTACKS, DIRECTIONS, unsafe

FACTS = {"المسودة": "/drafts/one.txt", "التاريخ": "2021-08-01"}
ATTRIBUTES = {
    "html": {"lang", "dir"}, "meta": {"charset", "name", "content", "http-equiv"}, "a": {"class", "href", "rel"},
    "bdi": {"class", "dir"}, "div": {"class", "id"}, "li": {"class", "id"}, "p": {"class"}, "ul": {"class"},
    "ol": {"class"}, "span": {"class"}, "sup": {"class"}, "h3": {"class"}, "b": {"class"},
}  # fmt: skip
"""The attributes that elements of the page may have."""
TAGS = {*ATTRIBUTES, "head", "title", "style", "body", "header", "main", "footer", "h1", "h2", "mark"}
MARKUP = (
    "<script>alert(1)</script>",
    "</div></style></title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "javascript:alert(1)",
    "<svg/onload=alert(1)>",
    "&lt;script&gt;&#60;script&#62;",
    "<!-- -->]]><![CDATA[",
    "${title} $title $$",
    "<base href=https://evil.example><a href=javascript:alert(1)>x</a>",
    "</bdi></mark><bdo dir=ltr>",
)
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def sound(html: str) -> LexborHTMLParser:
    """Return the page that a browser makes of it, made of our elements and attributes alone."""
    tree = LexborHTMLParser(html)
    assert tree.root
    for node in tree.root.traverse():
        assert node.tag in TAGS
        assert set(node.attributes) <= ATTRIBUTES.get(node.tag, set()), node.html
        address = node.attributes.get("href") or ""
        assert node.tag != "a" or re.match(r"#(draft|c\d+)$|https?://", address)
    assert unsafe(html, "\n\t") == set()
    return tree


def test_a_page_whole(village: Archive) -> None:
    """What it says of one figure, from the numbers of the whole to the words that stand against each other."""
    tree = sound(page(village.check("قتل 60 مدنيا في قصف قرية الزيتون."), FACTS))
    wanted = """
    فحص المسودة | المسودة: /drafts/one.txt | التاريخ: 2021-08-01 | وُجد كما هو: 0 | وُجد على غير هذا: 1 | لم يوجد: 0
    المسودة | قتل 60 مدنيا1 في قصف قرية الزيتون. | ما وُجد منها في الأرشيف
    1رقموُجد على غير هذا↑ المسودة | 60 مدنيا | قد يناقضه
    نشرة الصباح · 2021-07-15 · الجيش يعلن حصيلة القصف على القرية · morning
    قصفت الطائرات قرية الزيتون ليل الأربعاء، وقتل في القصف 50 مدنيا من أهل القرية.
    في المقال 50 مدنيا في المسودة 60 مدنيا
    نشرة المساء · 2021-07-16 · ارتفاع حصيلة القصف · evening
    وقتل في قصف الطائرات على قرية الزيتون 80 مدنيا من أهل القرية، كما قال الدفاع المدني.
    في المقال 80 مدنيا في المسودة 60 مدنيا
    يعرض هذا التقرير ما تطبعه مقالات الأرشيف، ولا يحكم بصحة شيء: القرار لمن يقرأ.
    """
    body = tree.css_first("body")
    assert body
    shown = [node.text() for node in body.css("h1, h2, h3, p, li:not(:has(p)), .draft")]
    assert shown == [part.strip() for line in wanted.strip().split("\n") for part in line.split(" | ")]


def test_a_draft_without_claims(village: Archive) -> None:
    """It says so."""
    assert NOTHING in page(village.check("كلام"), FACTS)


def test_claims_inside_one_another(village: Archive) -> None:
    """Each has its number where it ends; the text between is that of the draft."""
    text = "قال: «قتل 50 مدنيا في قصف قرية الزيتون وهذا كثير»."
    draft = sound(page(village.check(text), FACTS)).css_first(".draft")
    assert draft
    numbers = "".join(node.text() for node in draft.css("sup"))
    assert (numbers, re.sub(r"<sup[^>]*>\d+</sup>|<[^>]+>", "", draft.html or "")) == ("21", text)


EVERY_ATTACK = (*ATTACKS.values(), *MARKUP, *sorted(DIRECTIONS - {*ATTACKS.values()}))


def told(attack: str) -> str:
    """Return a text of many claims with an attack in and between them."""
    return f"«وقال{attack} إن 50 مدنيا{attack} قتلوا في القصف». قتل 60 مدنيا {attack} في القصف."


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Return an archive whose articles hold an attack in every field."""
    made = Archive.create(tmp_path_factory.mktemp("hostile") / "archive")
    fields = [f"قتل {attack} في القصف {attack}" for attack in EVERY_ATTACK]
    made.add(
        Article(id=f"{number} {field}", text=told(attack), title=field, source=field, url=attack, path=field)
        for number, (attack, field) in enumerate(zip(EVERY_ATTACK, fields, strict=True))
    )
    made.add(
        [
            Article(
                id="page",
                text="وصلت القافلة إلى المدينة مساء أمس",
                title="page",
                url="https://example.org/page?a=1&b='\"<>",
            )
        ]
    )
    return made


def hostile_report(archive: Archive, attack: str) -> Report:
    """Return the report of a hostile draft on hostile articles, with a hostile quotation."""
    report = archive.check(told(attack))
    quoted = archive.check(told(attack)).findings[0].quotation
    article = quoted.places[0].article if quoted and quoted.places else Article(id=attack, text=told(attack))
    changes = Change("changed", attack, attack), Change("added", "", attack)
    place = Place("altered", article, 0, 5, 0.5, changes, said=Attribution(attack, attack, 0, 1))
    first = replace(report.findings[0], quotation=Quotation(attack, "altered", (place,)))
    return replace(report, findings=(first, *report.findings[1:]))


@pytest.mark.parametrize("attack", EVERY_ATTACK)
def test_hostile_text(hostile: Archive, attack: str) -> None:
    """Neither a draft nor an article nor the name of a file puts an element, a link or a direction into the page."""
    report = hostile_report(hostile, attack)
    assert len(report.findings) > 1
    sound(page(report, {"المسودة": attack}))


def test_only_addresses_of_pages_are_links(hostile: Archive) -> None:
    """What leads anywhere else is not one, and what is one is encoded whole."""
    html = page(hostile.check("«وصلت القافلة إلى المدينة مساء أمس»"), FACTS)
    assert set(re.findall('href="(?!#)([^"]+)"', html)) == {"https://example.org/page?a=1&amp;b=&#x27;%22%3C%3E"}


@settings(deadline=None, max_examples=40)
@given(st.text())
def test_any_draft(village: Archive, text: str) -> None:
    """Whatever it holds, the page is made of our elements alone."""
    sound(page(village.check(f"{text} قتل 60 مدنيا في قصف قرية الزيتون {text}"), {"المسودة": text}))


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="needs Chromium, which draws the page")
def test_a_browser_draws_it(village: Archive, hostile: Archive, tmp_path: Path) -> None:
    """On a screen and on paper; no hostile text runs, or changes what is seen as our own words."""
    place = tmp_path / "report.html"
    ours = village.check("قتل 60 مدنيا في قصف قرية الزيتون.")
    for name, report in {"ours": ours, "hostile": hostile_report(hostile, "".join(MARKUP))}.items():
        place.write_text(page(report, FACTS), encoding="utf-8")
        for kind, option in (("png", "--screenshot"), ("pdf", "--print-to-pdf"), ("html", "--dump-dom")):
            target = tmp_path / f"{name}.{kind}"
            output = [] if kind == "html" else [f"{option}={target}"]
            call = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", *(output or [option]), place.as_uri()]
            done = subprocess.run(call, capture_output=True, check=True, timeout=120)
            drawn = done.stdout if kind == "html" else target.read_bytes()
            assert drawn.startswith({"png": b"\x89PNG", "pdf": b"%PDF", "html": b"<!DOCTYPE html>"}[kind])
            if kind == "html":
                sound(drawn.decode())
