"""Files of many articles: JSON Lines, tables and TREC files."""

import gzip
import hashlib
import json
import lzma
from datetime import date
from pathlib import Path

import pytest
from fihris.index.article import Article
from fihris.index.errors import BadArticle, UnreadableFile
from fihris.index.readers import jsonl, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NO_TEXT = 'no text; an article needs at least {"text": ...}'


def items(path: Path, raw: str | bytes) -> list[Article | UnreadableFile]:
    """Return everything that is read from a file that is written with some bytes."""
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return list(read(path, path.parent))


def articles(path: Path, raw: str | bytes) -> list[Article]:
    """Return the articles of a file that holds nothing else."""
    found = items(path, raw)
    assert [item for item in found if not isinstance(item, Article)] == []
    return [item for item in found if isinstance(item, Article)]


def test_a_line_of_json_is_an_article(tmp_path: Path) -> None:
    """Known keys fill its fields, other keys are kept as text."""
    line = (
        '{"id": "a1", "title": "افتتاح\\nالجسر", "text": "نص\\r\\nآخر", "date": "25 تموز 2021",'
        ' "source": "نشرة-أ", "url": "https://example.org", "author": ["أ", "ب"], "category": null,'
        ' "tags": [1, {"a": "ب"}], "n": 2}'
    )
    (article,) = articles(tmp_path / "docs.jsonl", line + "\r\n\n")
    assert article == Article(
        id="a1",
        text="نص\nآخر",
        title="افتتاح الجسر",
        date=date(2021, 7, 25),
        date_source="metadata",
        source="نشرة-أ",
        url="https://example.org",
        author="أ، ب",
        path=str(tmp_path / "docs.jsonl"),
        sha256=hashlib.sha256(line.encode()).hexdigest(),
        extra={"tags": '[1,{"a":"ب"}]', "n": "2"},
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "a1", "title": "ع"}', NO_TEXT),
        ('{"text": null}', NO_TEXT),
        ('{"text": " \\n"}', NO_TEXT),
        ('{"text": 5}', 'its "text" is not a string'),
        ('{"id": ["a"], "text": "نص"}', 'its "id" is neither a string nor a whole number'),
        ('{"id": true, "text": "نص"}', 'its "id" is neither a string nor a whole number'),
        ('["نص"]', "not an object; write an article as {...} on one line"),
        ('{"text": "نص"', "not JSON (Expecting ',' delimiter at character 14)"),
        ("[" * 100_000, "its JSON is nested too deep"),
        (
            b'{"text": "\xd9\x86\xd8\xb5 \xd9\x86\xd8\xb5 \xd9"}',
            "its UTF-8 is damaged at byte 20; save the file again",
        ),
    ],
)
def test_a_bad_line_is_reported_and_the_next_is_read(tmp_path: Path, line: str | bytes, reason: str) -> None:
    """The error says the line and why; the articles around it are there."""
    raw = line if isinstance(line, bytes) else line.encode()
    good = '{"text": "نص سليم من كلمات كثيرة"}'.encode()
    first, bad, last = items(tmp_path / "docs.jsonl", good + b"\n" + raw + b"\n" + good)
    assert isinstance(bad, BadArticle)
    assert (bad.path, bad.place, bad.reason) == (tmp_path / "docs.jsonl", "line 2", f"line 2: {reason}")
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (first.id, last.id) == ("docs.jsonl#1", "docs.jsonl#3")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("18446744073709551615", "18446744073709551615"),
        ("18446744073709551616", "18446744073709551616"),
        ("-9223372036854775809", "-9223372036854775809"),
        ('[1.50, {"n": 12345678901234567890123}]', '[1.5,{"n":12345678901234567890123}]'),
        ("1e400", "Infinity"),
        ("[NaN, -Infinity]", "[NaN,-Infinity]"),
        ("-0", "0"),
        ("1E3", "1000.0"),
        ("[" * 100 + "]" * 100, "[" * 100 + "]" * 100),
        ('"\\ud83d\\ude00\\ud800"', "😀\ufffd"),
        ('{"a": 1, "ب": [true, null], "a": 2}', '{"a":2,"ب":[true,null]}'),
    ],
)
def test_a_value_is_kept_as_json_reads_it(tmp_path: Path, written: str, kept: str) -> None:
    """No number is rounded, and what only some readers of JSON accept is accepted."""
    (article,) = articles(tmp_path / "a.jsonl", f'{{"text": "نص", "k": {written}}}')
    assert article.extra == {"k": kept}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=VALUES, escaped=st.booleans())
def test_any_value_at_all_is_kept(tmp_path: Path, value: object, escaped: bool) -> None:
    """Structures are kept as compact JSON, whichever way the line writes them."""
    line = json.dumps({"text": "نص", "k": {"value": value}}, ensure_ascii=escaped)
    (article,) = articles(tmp_path / "a.jsonl", line)
    assert article.extra == {"k": json.dumps({"value": value}, ensure_ascii=False, separators=(",", ":"))}
    assert article.sha256 == hashlib.sha256(line.encode()).hexdigest()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "utf-16"])
def test_a_line_that_is_too_long_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, end: str
) -> None:
    """Characters are counted, not bytes; the lines after it keep their numbers."""
    monkeypatch.setattr(jsonl, "LARGEST", 40)
    monkeypatch.setattr(jsonl, "_MOST_BYTES", 160)
    lines = [f'{{"text": "{"ن" * length}"}}' for length in (28, 29, 150, 400, 28)]
    found = items(tmp_path / "a.jsonl", (end.join([*lines, " " * 400, lines[0]]) + end).encode(encoding))
    assert [item.id if isinstance(item, Article) else item.reason for item in found] == [
        "a.jsonl#1",
        "line 2: longer than 64 million characters; one article never is",
        "line 3: longer than 64 million characters; one article never is",
        "line 4: longer than 64 million characters; one article never is",
        "a.jsonl#5",
        "a.jsonl#7",
    ]


def test_a_date_that_cannot_be_read_is_kept(tmp_path: Path) -> None:
    """The article has no date, and `extra` has what was written."""
    (article,) = articles(tmp_path / "a.jsonl", '{"text": "نص", "date": "قبل يومين", "id": 7}')
    assert (article.id, article.date, article.date_source) == ("7", None, "")
    assert article.extra == {"date": "قبل يومين"}
    long = "قبل يومين أو أكثر " * 20
    found = articles(tmp_path / "b.jsonl", f'{{"text": "نص", "date": "{long}"}}\n' * 2)
    assert [article.extra for article in found] == [{"date": long.strip()}] * 2


def test_characters_that_no_file_can_hold_are_replaced(tmp_path: Path) -> None:
    """Lone surrogates and NUL become U+FFFD in every field; a pair of surrogates is one character."""
    (article,) = articles(
        tmp_path / "a.jsonl", r'{"id": "x\ud800", "text": "ن\u0000\udfff\ud83d\ude00", "k\ud800": "v\ud800"}'
    )
    assert (article.id, article.text, article.extra) == ("x\ufffd", "ن\ufffd\ufffd😀", {"k\ufffd": "v\ufffd"})


def test_lines_of_another_encoding_are_read_each_by_itself(tmp_path: Path) -> None:
    """Files are often joined from several; a Windows-1256 line among UTF-8 ones is read as what it is."""
    text = "أعلنت الوزارة بدء العام الدراسي في المدارس"
    line = json.dumps({"text": text}, ensure_ascii=False)
    for utf_8, windows in ((4, 1), (1, 4)):
        raw = (line + "\n").encode() * utf_8 + (line + "\n").encode("cp1256") * windows
        assert [article.text for article in articles(tmp_path / "a.jsonl", raw)] == [text] * 5
    assert [article.text for article in articles(tmp_path / "b.jsonl", line.encode("cp1256"))] == [text]
    raw = b"\xff\xfe" + f"{line}\n{line}\n".encode("utf-16-le")
    assert [article.text for article in articles(tmp_path / "c.jsonl", raw)] == [text] * 2


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress)])
def test_compressed_files_are_read_as_they_are(tmp_path: Path, suffix: str, pack) -> None:  # type: ignore[no-untyped-def]
    """One that was cut short yields what can be read and then says so."""
    lines = "".join(f'{{"text": "{hashlib.sha256(bytes([n])).hexdigest()}"}}\n' for n in range(200))
    path = tmp_path / f"docs.jsonl{suffix}"
    assert [one.id for one in articles(path, pack(lines.encode()))][-1] == f"docs.jsonl{suffix}#200"
    *_, error = items(path, pack(lines.encode())[:-60])
    assert isinstance(error, UnreadableFile)
    assert error.reason.startswith("damaged or cut short")
    (page,) = articles(tmp_path / f"a.txt{suffix}", pack("افتتاح الجسر\n\nنص قصير هنا".encode()))
    assert (page.id, page.title) == (f"a.txt{suffix}", "افتتاح الجسر")


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.csv", 'ID,Title,TEXT,date,place\n7,عنوان,"نص، ""قال""\nسطر",25/7/2021,بغداد\n'),
        ("a.csv", '\ufeffالمعرف;العنوان;النص;التاريخ;place\n7;عنوان;"نص، ""قال""\nسطر";25/7/2021;بغداد\n'),
        ("a.tsv", 'معرف\tعنوان\tنص\tتاريخ\tplace\r\n7\tعنوان\t"نص، ""قال""\nسطر"\t2021-07-25\tبغداد\r\n'),
    ],
)
def test_a_row_of_a_table_is_an_article(tmp_path: Path, name: str, raw: str) -> None:
    """Headings are read in English or Arabic, in any case, with or without their article."""
    (article,) = articles(tmp_path / name, raw)
    assert (article.id, article.title, article.text) == ("7", "عنوان", 'نص، "قال"\nسطر')
    assert (article.date, article.date_source, article.extra) == (
        date(2021, 7, 25),
        "metadata",
        {"place": "بغداد"},
    )


def test_bad_rows_are_reported_with_their_place(tmp_path: Path) -> None:
    """Rows are numbered as in a spreadsheet, lines as in an editor; empty rows are passed over."""
    found = items(tmp_path / "a.csv", 'title,text\nع,"نص\nنص"\n\n ,\nع,نص,زائد\nع,آخر\n')
    assert [item.id if isinstance(item, Article) else str(item) for item in found] == [
        "a.csv#2",
        f"{tmp_path / 'a.csv'}: row 4 (line 5): no text; an article needs at least its text column filled",
        f"{tmp_path / 'a.csv'}: row 5 (line 6): 3 cells under 2 headings; quote the cells",
        "a.csv#6",
    ]


def test_cells_may_be_long_and_tables_must_have_headings(tmp_path: Path) -> None:
    """A whole book fits into a cell; a table without a text column is refused as a whole."""
    (article,) = articles(tmp_path / "a.csv", "text\n" + "نص " * 100_000)
    assert len(article.text) == 300_000
    for raw in ("", "a,b\n1,2\n", "\n\n"):
        (error,) = items(tmp_path / "b.csv", raw)
        assert str(error) == (
            f"{tmp_path / 'b.csv'}: no column text (or النص) in its first row, which must hold the headings"
        )


def test_a_trec_file_holds_many_articles(tmp_path: Path) -> None:
    """Tags are read in any case, entities decoded, paragraphs kept apart, other fields kept."""
    first, second, third = articles(
        tmp_path / "a.sgml",
        "<?xml version='1.0'?><root>\n<DOC>\n<DOCNO> AR-1 </DOCNO>\n<HEADLINE>عنوان &amp; آخر</HEADLINE>\n"
        "<DATE>20210725</DATE><PLACE>بغداد</PLACE>\n<TEXT>\n<P>فقرة\n</P>\n<P>أخرى 3 < 4</P></TEXT>"
        "<TEXT>وثالثة</TEXT></DOC>\n"
        "<doc id='AR-2' type=story><body>\n<title>ع</title><text>نص</text></body></doc> "
        "<DOC><BODY>بلا رقم</BODY></DOC>",
    )
    assert (first.id, first.title, first.date) == ("AR-1", "عنوان & آخر", date(2021, 7, 25))
    assert (first.text, first.extra) == (
        "فقرة\n\n\nأخرى 3 < 4\n\nوثالثة".replace("\n\n\n", "\n\n"),
        {"place": "بغداد"},
    )
    assert (second.id, second.title, second.text) == ("AR-2", "ع", "نص")
    assert (third.id, third.text) == ("a.sgml#3", "بلا رقم")
    record = "<DOC><BODY>بلا رقم</BODY></DOC>".encode()
    assert third.sha256 == hashlib.sha256(record).hexdigest()


def test_bad_documents_of_a_trec_file_are_reported(tmp_path: Path) -> None:
    """A <DOC> that is never closed does not swallow the next one."""
    raw = "<DOC>\n<TEXT>أ</TEXT>\n<DOC><TEXT>ب</TEXT></DOC>\n<DOC><DOCNO>1</DOCNO></DOC>\n<DOC><TEXT>ج"
    found = items(tmp_path / "a.trec", raw)
    assert [item.text if isinstance(item, Article) else str(item).split(": ", 1)[1] for item in found] == [
        "line 1: its <DOC> is never closed; end it with </DOC>",
        "ب",
        "line 4: no text; an article needs at least <TEXT>...</TEXT>",
        "line 5: its <DOC> is never closed; end it with </DOC>",
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.xml", "a.sgm", "a.trec"])
def test_trec_is_recognised_by_its_content(tmp_path: Path, name: str) -> None:
    """A .txt that begins with <DOC> is a TREC file; other XML is not."""
    (article,) = articles(tmp_path / name, "\ufeff\n<DOC>\n<DOCNO>1</DOCNO><TEXT>نص</TEXT></DOC>")
    assert (article.id, article.text) == ("1", "نص")
    (error,) = items(tmp_path / "b.xml", "<rss></rss>")
    assert isinstance(error, UnreadableFile)
    assert error.reason == "no <DOC> in it; a TREC file holds its articles between <DOC> and </DOC>"
