"""Results as lines for a person and as records for scripts; articles are hostile text."""

import json

import pytest
from fihris import Archive, Article
from fihris.search.parsing import parse
from fihris.search.render import records, text
from fihris.search.render.clean import clean, clean_line
from fihris.search.results import Counted, Hit, Passage, Results, Span
from hypothesis import given
from hypothesis import strategies as st

from .hostile import ATTACKS, hostile, unsafe

OURS = {"\u2066", "\u2067", "\u2069"}
"""The isolates that stand round a date, an id, an address."""


def results_of(article: Article, query: str = "قمر") -> Results:
    end = len(article.text)
    spans = (Span(4, 7, "exact"),) if end > 7 else ()
    hit = Hit(1, 1.5, article, (Span(0, 1, "exact"),), (Passage(0, end, spans),))
    return Results(parse(query), (hit,), lambda: Counted(lambda: 1, dict), 2.5)


def balanced(line: str) -> bool:
    """Tell whether isolates of our own stand in pairs, none inside another."""
    isolates = "".join("(" if one != "\u2069" else ")" for one in line if one in OURS)
    return isolates == "()" * (len(isolates) // 2)


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_no_line_of_an_answer_drives_a_terminal(attack: str) -> None:
    """No field of a hit lets a control or a turn of direction through, and each stays on its line."""
    lines = [one.text.plain for one in text.hits(results_of(hostile(attack)))]
    assert len(lines) == 5
    assert set().union(*map(unsafe, lines)) <= OURS
    assert all(map(balanced, lines))


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_no_line_of_an_article_drives_a_terminal(attack: str) -> None:
    """The same for a whole article, with all that it holds; its text keeps its lines."""
    lines = [one.text.plain for one in text.article(hostile(attack), (), ())]
    assert len(lines) == 10 + 2 * (attack in ("\u2028", "\u2029"))
    assert set().union(*map(unsafe, lines)) <= OURS
    assert all(map(balanced, lines))


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_an_id_in_the_place_of_a_title_is_clean_too(attack: str) -> None:
    """An article without a title, or with one of nothing that can be seen, is shown by its id."""
    for title in ("", "\u200f\u202e"):
        lines = [one.text.plain for one in text.hits(results_of(Article(id=f"x{attack}", text="نص", title=title)))]
        assert "x" in lines[0]
        assert set().union(*map(unsafe, lines)) <= OURS
        assert all(map(balanced, lines))


@given(st.text())
def test_cleaning_leaves_what_is_safe(raw: str) -> None:
    """Each character is itself, a sign that something was there, or gone; cleaning twice changes nothing."""
    for cleaner, allowed in ((clean, "\n\t"), (clean_line, "")):
        cleaned = cleaner(raw)
        assert unsafe(cleaned, allowed) == set()
        assert cleaner(cleaned) == cleaned
        assert cleaned == "".join(map(cleaner, raw))
        assert all(cleaner(one) in (one, "", "\ufffd", " ", "\n") for one in raw)


@pytest.mark.parametrize("shift", [0, 7])
def test_a_style_stays_on_its_word(shift: int) -> None:
    """Spans count the characters of the stored text, though some of them are not shown."""
    raw = "\u202eسمك\u200f قمر \x1b[1mنفط\u202c"
    at = raw.index("نفط") + shift
    shown = text.marked(raw, [Span(4 + shift, 5 + shift, "lemma"), Span(at, at + 3, "exact")], shift)
    assert shown.plain == "سمك قمر \ufffd[1mنفط"
    assert [(shown.plain[one.start : one.end], one.style) for one in shown.spans if one.start < one.end] == [
        ("نفط", text.STYLES["exact"])
    ]


def test_cleaning_keeps_arabic_as_it_is() -> None:
    """Marks, joiners, tatweel and emoji are no danger."""
    raw = "كـَلّ می\u200cروم 👍 (٢٬٥٠٠)\tثم\nسطر"
    assert (clean(raw), clean_line(raw)) == (raw, raw.replace("\t", " ").replace("\n", " "))


def test_an_answer_in_lines(archive: Archive) -> None:
    """Title, figures, outlet and passages stand on lines of their own."""
    results = archive.search("البرميل")
    score = f"{results.hits[0].score:.2f}"
    lines = [one.plain for one in text.hits(results)]
    assert lines == [
        "1. أسعار النفط ترتفع في الأسواق",
        f"   2021-07-15  score {score}  oil",
        "   نشرة الاقتصاد",
        "   ارتفعت أسعار النفط يوم الخميس، وصعد سعر البرميل دولاراً واحداً.",
        "",
    ]


def test_whole_words_are_styled(archive: Archive) -> None:
    """A style covers a matching word, in the title and in the passage, and nothing else."""
    title, _, _, passage, _ = text.hits(archive.search("النفط", limit=1, passages=1))
    for line in (title.text, passage.text):
        styled = [line.plain[one.start : one.end] for one in line.spans if one.style == text.STYLES["exact"]]
        assert set(styled) == {"النفط"}


TEXT = "وصل الوفد مساء، ثم غادر. وعاد\nسطر جديد"


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ("وصل الوفد", "وصل الوفد …"),
        ("الوفد", "… الوفد …"),
        ("وصل الوفد مساء، ثم غادر.", "وصل الوفد مساء، ثم غادر."),
        ("وعاد", "وعاد"),
        ("سطر جديد", "سطر جديد"),
        ("جديد", "… جديد"),
        ("وعاد\nسطر", "وعاد سطر …"),
        (TEXT, TEXT.replace("\n", " ")),
    ],
)
def test_dots_say_where_a_sentence_goes_on(piece: str, expected: str) -> None:
    """A passage that begins or ends inside a sentence says so; at a full stop or a line end it does not."""
    start = TEXT.index(piece)
    shown = text.passage_text(Article(id="1", text=TEXT), Passage(start, start + len(piece), ()))
    assert shown.plain == expected


KEYS = ["rank", "score", "id", "title", "date", "date_source", "source", "url", "path", "sha256", "passages"]


def test_a_record_has_its_keys_in_order(archive: Archive) -> None:
    """One JSON object a hit, offsets in characters of the stored text."""
    results = archive.search("«التعاون بين»")
    (line,) = records.to_json_lines(results)
    record = json.loads(line)
    assert list(record) == KEYS
    assert record | {"score": 0} == {
        "rank": 1,
        "score": 0,
        "id": "visit",
        "title": "رئيس الحكومة يزور واشنطن",
        "date": "2021-07-25",
        "date_source": "dateline",
        "source": "نشرة الصباح",
        "url": "",
        "path": "/articles/visit.txt",
        "sha256": "b2",
        "passages": [
            {
                "text": "وقالت حكومته إن الوفد يبحث «التعاون بين البلدين».",
                "start": 44,
                "end": 93,
                "spans": [[72, 79, "exact"], [80, 83, "exact"]],
            }
        ],
    }
    assert round(results.hits[0].score, 4) == record["score"]


def test_an_answer_as_one_object(archive: Archive) -> None:
    """`json` wraps the records of `jsonl` in what was asked and how it was understood."""
    results = archive.search("«أسعارُ النفط»")
    answer = json.loads(records.to_json(results))
    assert list(answer) == ["schema_version", "query", "understood_as", "total", "took_ms", "hits"]
    assert answer["hits"] == [json.loads(line) for line in records.to_json_lines(results)]
    assert (answer["schema_version"], answer["query"], answer["understood_as"], answer["total"]) == (
        1,
        "«أسعارُ النفط»",
        '"أسعارُ النفط"',
        1,
    )


def test_a_hit_without_a_date_has_none() -> None:
    """What is not known is null or empty, never left out."""
    record = records.hit_record(Hit(1, 0.123456, Article(id="1", text="نص")))
    assert record == dict.fromkeys(KEYS, "") | {"rank": 1, "score": 0.1235, "id": "1", "date": None, "passages": []}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_records_hold_the_text_itself_on_one_line(attack: str) -> None:
    """A script gets every character back, and a line is a record."""
    article = hostile(attack)
    (line,) = records.to_json_lines(results_of(article))
    assert json.loads(line)["id"] == article.id
    assert json.loads(line)["passages"][0]["text"] == article.text
    assert not {"\n", "\r", "\x1b"} & set(line)


@pytest.mark.parametrize("attack", ["", " ", "\t", "\u2003", *ATTACKS.values()])
def test_a_run_has_six_columns(attack: str) -> None:
    """White space in the id of an article or of a query does not make columns."""
    (line,) = records.to_trec(f"q{attack}1", results_of(hostile(attack)))
    columns = line.split()
    assert (len(columns), columns[1], columns[3:]) == (6, "Q0", ["1", "1.500000", "fihris"])


def test_a_run_by_example(archive: Archive) -> None:
    """Query, article, rank, score and name of the run."""
    results = archive.search("عنوان:الذهب")
    assert list(records.to_trec("7", results)) == [f"7 Q0 market_5 1 {results.hits[0].score:.6f} fihris"]
