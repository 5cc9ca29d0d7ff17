"""Citations: each form valid, whole, the same as the files of tests/cited/, and never markup of an article's making."""

import datetime as dt
import json
import re
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fihris import Archive, Article
from fihris.index.text.attribution import Attribution
from fihris.search.evidence.gathering import Gatherer
from fihris.search.evidence.values import Evidence, Lines, Origin, Question, article_sha256, lines_of
from fihris.search.quotations.values import Place, Quotation
from fihris.search.render.citations import FORMS, Form, cited
from fihris.search.render.citations.bibtex import entry
from fihris.search.render.citations.bibtex import escaped as for_bibtex
from fihris.search.render.citations.csl import item
from fihris.search.render.citations.markdown import MONTHS, box
from fihris.search.render.citations.markdown import escaped as for_markdown
from fihris.search.render.clean import clean_line
from fihris.search.results import Passage
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ..conftest import ARTICLES, Run
from ..test_schemas import errors
from .hostile import ATTACKS, hostile, unsafe

CITED = Path(__file__).parents[1] / "cited"
GATHERER = Gatherer(Origin("f" * 64, "lemma-0", "0a1b2c3d", "9.9.9"), dt.date(2026, 11, 30))
OIL, VISIT, DUST, CUP, _ = ARTICLES
ASKED = Question("search", "النفط +الذهب", "النفط AND الذهب")


def places(*rows: tuple[Article, str, str, Attribution]) -> Quotation:
    """Return a quotation that stands in articles: the words there, the verdict, who said it."""
    found = tuple(
        Place(
            verdict,  # type: ignore[arg-type]
            article,
            article.text.index(words),
            article.text.index(words) + len(words),
            1.0,
            said=said,
        )
        for article, words, verdict, said in rows
    )
    return Quotation("النفط أغلى من الذهب", found[0].verdict, found)


SAID = Attribution("خبير", "قال", 80, 84)
QUOTATION = places(
    (OIL, "النفط أغلى من الذهب", "verbatim", SAID),
    (VISIT, "التعاون بين البلدين", "altered", replace(SAID, doubtful=True)),
)
TITLE = Quotation(
    "أسعار النفط ترتفع",
    "verbatim",
    (Place("verbatim", OIL, 0, 17, 1.0, part="title"),),
)
EXAMPLES: dict[str, list[Evidence]] = {
    "search": [
        GATHERER.of_article(OIL, (Passage(0, 63, ()), Passage(65, 103, ())), ASKED),
        GATHERER.of_article(DUST, (Passage(0, 53, ()),), ASKED),
    ],
    "whole": [GATHERER.of_article(CUP)],
    "quotation": GATHERER.of(QUOTATION),
    "title": GATHERER.of(TITLE),
    "nothing": [],
}
ENDINGS = {"markdown": "md", "csl": "csl.json", "bibtex": "bib", "claimreview": "claimreview.json"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_whole_citations(request: pytest.FixtureRequest, name: str, form: Form) -> None:
    """What is printed is what was read and found right; `--update-golden` writes it anew."""
    path = CITED / f"{name}.{ENDINGS[form]}"
    found = "\n".join(cited(EXAMPLES[name], form)) + "\n"
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_no_other_file_is_there() -> None:
    """Every file of tests/cited/ is one that the test above compares."""
    wanted = {f"{name}.{ending}" for name in EXAMPLES for ending in ENDINGS.values()}
    assert {path.name for path in CITED.iterdir()} == wanted


@pytest.mark.parametrize("form", ["csl", "claimreview"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_json_is_valid(name: str, form: Form) -> None:
    """By the schemas of docs/schema/, which hold what is written to the published models."""
    (text,) = cited(EXAMPLES[name], form)
    assert errors(f"{form}.json", json.loads(text)) == []


@pytest.mark.parametrize("form", ["csl", "claimreview"])
def test_a_schema_refuses_what_is_not(form: Form) -> None:
    """A key too many, or one too few that is always there, is an error: the test above is about something."""
    schema = f"{form}.json"
    (text,) = cited(EXAMPLES["search"], form)
    (one, _) = json.loads(text)
    for key in ("accessed", "note", "custom") if form == "csl" else ("@type", "claimReviewed", "itemReviewed"):
        assert errors(schema, [{name: one[name] for name in one if name != key}]), key
    assert errors(schema, [one | {"reviewRating": {"@type": "Rating"}}])


def test_there_is_never_a_verdict_of_truth() -> None:
    """No form rates, and a ClaimReview says that it is a draft."""
    text = "".join(part for form in FORMS for found in EXAMPLES.values() for part in cited(found, form))
    assert "rating" not in text.lower()
    (drafts,) = cited(EXAMPLES["quotation"], "claimreview")
    assert [one["creativeWorkStatus"] for one in json.loads(drafts)] == ["Draft"]


def test_a_quotation_is_one_claim_with_its_places() -> None:
    """Each place is an appearance; the first is the earliest dated one that prints the claim itself."""
    earlier = replace(OIL, id="earlier", date=dt.date(2020, 1, 1))
    undated = replace(OIL, id="undated", date=None)
    words = "النفط أغلى من الذهب"
    nobody = Attribution()
    found = places(
        (OIL, words, "verbatim", SAID),
        (earlier, words, "same_words", nobody),
        (undated, words, "verbatim", nobody),
        (replace(VISIT, date=dt.date(2000, 1, 1)), "التعاون بين البلدين", "altered", nobody),
    )
    (text,) = cited(GATHERER.of(found), "claimreview")
    (draft,) = json.loads(text)
    claim = draft["itemReviewed"]
    assert (draft["claimReviewed"], claim["author"]) == (words, {"@type": "Person", "name": "خبير"})
    named = [one["identifier"][0]["value"] for one in claim["appearance"]]
    assert (named, claim["firstAppearance"]["identifier"][0]["value"]) == (
        ["oil", "earlier", "undated", "visit"],
        "earlier",
    )


@pytest.mark.parametrize(
    "said",
    [
        [replace(SAID, doubtful=True)],
        [SAID, replace(SAID, speaker="وزير")],
        [Attribution()],
    ],
    ids=["doubtful", "two names", "nobody"],
)
def test_a_speaker_who_is_not_sure_is_no_author(said: list[Attribution]) -> None:
    """A claim has an author where every article that names one surely names the same."""
    found = places(*((OIL, "النفط أغلى من الذهب", "verbatim", one) for one in said))
    (text,) = cited(GATHERER.of(found), "claimreview")
    assert [one["itemReviewed"].get("author") for one in json.loads(text)] == [None]


def test_all_that_a_citation_carries() -> None:
    """Outlet, date, address, places, hashes, versions and the question, to the letter, in CSL's keys."""
    evidence = EXAMPLES["search"][0]
    found = item(evidence)
    assert (found["container-title"], found["URL"]) == ("نشرة الاقتصاد", "https://example.org/oil")
    assert found["issued"] == {"date-parts": [[2021, 7, 15]]}
    assert found["custom"] == {
        "article_id": "oil",
        "path": "/articles/oil.txt",
        "date_source": "metadata",
        "part": "text",
        "passages": [
            {"text": OIL.text[0:63], "start": 0, "end": 63, "first_line": 1, "last_line": 1},
            {"text": OIL.text[65:103], "start": 65, "end": 103, "first_line": 3, "last_line": 3},
        ],
        "whole": False,
        "article_sha256": article_sha256(OIL),
        "file_sha256": "a1",
        "archive_fingerprint": "f" * 64,
        "analyzer": "lemma-0",
        "lexicon": "0a1b2c3d",
        "fihris": "9.9.9",
        "command": "search",
        "query": "النفط +الذهب",
        "understood_as": "النفط AND الذهب",
    }


def test_the_hash_of_an_article_can_be_worked_out_by_anybody() -> None:
    """It is of JSON that any program can write."""
    text = (
        '{"author":"","category":"","date":"2020-01-02","date_source":"","extra":{},"id":"cup",'
        f'"path":"/articles/cup.txt","sha256":"d4","source":"","text":"{CUP.text}","title":"","url":""}}'
    )
    assert article_sha256(CUP) == sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    "field", ["id", "text", "title", "date_source", "source", "url", "author", "category", "path", "sha256"]
)
def test_the_hash_is_of_every_field(field: str) -> None:
    """Whatever is changed of an article, its hash is another."""
    changed: Any = {field: f"{getattr(OIL, field)}."}
    assert article_sha256(replace(OIL, **changed)) != article_sha256(OIL)
    assert article_sha256(replace(OIL, date=None)) != article_sha256(replace(OIL, extra={})) != article_sha256(OIL)


def test_half_of_a_character_has_a_hash() -> None:
    """No encoding holds it, and no reader lets it through; an article made by hand may have it."""
    assert len({article_sha256(replace(OIL, text=text)) for text in ("\ud800", "\ud801", "\\ud800")}) == 3


@pytest.mark.parametrize(
    ("start", "end", "lines"),
    [(0, 2, (1, 1)), (0, 3, (1, 2)), (3, 5, (2, 2)), (3, 6, (2, 3)), (6, 7, (3, 3)), (0, 8, (1, 3)), (0, 0, (1, 1))],
)
def test_lines(start: int, end: int, lines: tuple[int, int]) -> None:
    """Counted from 1; a line end belongs to the line before it."""
    assert lines_of("اب\nجد\nهو", start, end) == Lines(*lines)


def test_a_key_is_that_of_the_words() -> None:
    """The same for the same words of an article, whatever asked for them and when; another for others."""
    one = EXAMPLES["search"][0]
    again = replace(one, question=Question("show", ""), day=dt.date(2000, 1, 1))
    assert one.key == again.key == item(one)["id"]
    others = [replace(one, passages=one.passages[:1]), replace(one, article=replace(OIL, id="oil 2"))]
    assert len({one.key, *(other.key for other in others)}) == 3
    assert [EXAMPLES["search"][1].key[:15], re.sub(r"[-\w]", "", one.key)] == ["fihris-undated-", ""]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_an_article_drives_a_terminal(form: Form, attack: str) -> None:
    """In every field, in every form."""
    article = hostile(ATTACKS[attack])
    evidence = GATHERER.of_article(article, (Passage(0, len(article.text), ()),), Question("search", article.title))
    assert unsafe("\n".join(cited([evidence], form)), "\n") == set()


MARKUP = (
    "<script>alert(1)</script>",
    "![صورة](http://example.org/x.png)",
    "[رابط](javascript:alert(1))",
    "</div>",
    "`رمز`",
    "*مائل* _تحته_ ~مشطوب~",
    "| خلية | أخرى |",
    "# عنوان",
    "- بند",
    "+ بند",
    "1. بند",
    "12) بند",
    "> اقتباس",
    "---",
    "===",
    "www.example.org",
    "nobody@example.org",
    "&lt;b&gt;",
    "\\*",
    "    رمز",
    "<http://example.org>",
)


RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def rendered(text: str) -> str:
    """Return what a page shows of an escaped text, as the text that it is."""
    page = RENDERER.render(for_markdown(text))
    assert re.fullmatch(r"(<p>[^<>]*</p>\n)?", page), page
    return unescape(page.removeprefix("<p>").removesuffix("</p>\n"))


@pytest.mark.parametrize("text", MARKUP)
def test_nothing_in_an_article_is_markdown(text: str) -> None:
    """A page shows it as it is printed; nothing that is made a link without being marked as one is left either."""
    assert rendered(text) == " ".join(text.split())
    assert re.findall(r"www\.|(?<!\\)://|(?<!\\)@", for_markdown(text)) == []


@given(st.text(st.sampled_from("اب1 \n\t\\`*_[]()<>|~#!:@&;.+-=$")) | st.text())
def test_no_text_is_markdown(text: str) -> None:
    """Whatever its letters."""
    assert rendered(text) == " ".join(clean_line(text).split())


def test_a_box_holds_no_markup_of_an_article() -> None:
    """No field opens a tag, and none ends the box."""
    field = "</div><img src=x> **غامق** \n\n# عنوان"
    article = Article(id=field, text=field, title=field, source=field, author=field, path=field, sha256=field)
    shown = box(GATHERER.of_article(article, (Passage(0, len(field), ()),), Question("search", field)))
    assert set(re.findall("<[^>]*>", shown)) == {'<div dir="rtl" lang="ar">', "</div>", "<bdi>", "</bdi>"}
    assert shown.count("</div>") == 1
    assert re.findall(r"^#", shown, re.MULTILINE) == []


@given(st.text())
def test_bibtex_counts_its_braces(text: str) -> None:
    """Whatever an article holds, an entry ends where it ends, and nothing in it is a command but our own."""
    shown = for_bibtex(text)
    assert shown.count("{") == shown.count("}")
    plain = re.sub(r"\\text(?:backslash|braceleft|braceright|asciitilde|asciicircum)\{\}|\\[&%$#_]", "", shown)
    assert re.findall(r"[\\{}&%$#_~^]", plain) == []


def test_an_entry_is_one() -> None:
    """Balanced at every place inside it, whatever stands in the article."""
    field = "} @comment{ % \\input{x} {{"
    article = Article(
        id=field, text=field, title=field, source=field, author=field, path=field, url="https://example.org/}{"
    )
    shown = entry(GATHERER.of_article(article, (Passage(0, len(field), ()),), Question("search", field)))
    depths = [0]
    for one in shown:
        depths.append(depths[-1] + (one == "{") - (one == "}"))
    assert (min(depths[1:-1][shown.index("{") :]), depths[-1]) == (1, 0)


def test_the_months_are_twelve() -> None:
    """Each under both its names."""
    assert [len(one.split("/")) for one in MONTHS] == [2] * 12


@pytest.mark.parametrize("form", FORMS)
def test_searches_are_cited(run: Run, form: Form) -> None:
    """What the command prints is what the archive's own `cite` returns."""
    done = run("search", "--cite", form, "-n", "2", "النفط")
    assert (done.exit_code, done.stderr) == (0, "")
    assert [one for one in ("oil", "market 5") if one in done.stdout] == ["oil", "market 5"]


@pytest.mark.parametrize("form", ["csl", "claimreview"])
def test_what_is_printed_is_valid(run: Run, archive: Archive, form: Form) -> None:
    """From the command line too, one array for an answer, on one line in a batch."""
    shown = run("search", "--cite", form, "*").stdout
    assert (errors(f"{form}.json", json.loads(shown)), len(json.loads(shown))) == ([], 5)
    assert shown == archive.cite(archive.search("*"), form) + "\n"
    lines = run("search", "--cite", form, "--batch", "-", stdin="النفط\nغواصة\n").stdout.splitlines()
    assert [len(json.loads(line)) for line in lines] == [2, 0]


def test_nothing_found_is_cited_as_nothing(run: Run) -> None:
    """JSON is an array still, and the exit code that of a search."""
    done = {form: run("search", "--cite", form, "غواصة") for form in FORMS}
    assert {form: (one.exit_code, one.stdout) for form, one in done.items()} == {
        "markdown": (1, ""),
        "csl": (1, "[]\n"),
        "bibtex": (1, ""),
        "claimreview": (1, "[]\n"),
    }


def test_one_article_is_cited(run: Run, archive: Archive) -> None:
    """What of it matches a query, and without one, or where nothing matches, all of it."""

    def spans(*arguments: str) -> Any:
        (one,) = json.loads(run("show", "oil", "--cite", "csl", *arguments).stdout)
        found = one["custom"]
        return [(part["start"], part["end"]) for part in found["passages"]], found["whole"], found["query"]

    assert spans() == ([(0, len(OIL.text))], True, "")
    assert spans("--query", "خبير") == ([(104, 137)], False, "خبير")
    assert spans("--query", "غواصة") == ([(0, len(OIL.text))], True, "غواصة")
    assert archive.cite(OIL, "bibtex") + "\n" == run("show", "oil", "--cite", "bibtex").stdout


def test_copies_are_cited(run: Run, tmp_path: Path) -> None:
    """Each as a whole, the earliest first; an article without copies is none."""
    made = Archive.create(tmp_path / "archive")
    made.add([OIL, replace(OIL, id="copy", date=dt.date(2020, 1, 1)), VISIT])
    (text,) = cited(made.evidence(made.similar("oil")), "csl")
    found = [(one["custom"]["article_id"], one["custom"]["whole"], one["custom"]["query"]) for one in json.loads(text)]
    assert found == [("copy", True, "oil"), ("oil", True, "oil")]
    done = run("similar", "-a", made.path, "--cite", "csl", "oil")
    assert (done.exit_code, json.loads(done.stdout) == json.loads(text), errors("csl.json", json.loads(text))) == (
        0,
        True,
        [],
    )
    alone = run("similar", "-a", made.path, "--cite", "csl", "visit")
    assert (alone.exit_code, alone.stdout) == (1, "[]\n")


@pytest.mark.parametrize("option", ["--facets", "--explain", "-0"])
def test_what_a_citation_has_no_place_for_is_refused(run: Run, option: str) -> None:
    """As it is for other formats."""
    done = run("search", "--cite", "csl", option, "النفط")
    assert (done.exit_code, "this is csl" in done.stderr) == (2, True)
