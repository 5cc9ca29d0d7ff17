"""Results as rows: CSV, TSV and paths; articles are hostile text."""

import csv
import re
from io import StringIO

import pytest
from fihris import Archive
from fihris.search.render import tables
from fihris.search.render import timeline as drawn
from fihris.search.render.clean import clean_line
from fihris.search.timeline import Outlet, Period, Timeline
from hypothesis import given
from hypothesis import strategies as st

from .test_render import ATTACKS, hostile, results_of, unsafe

FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]")


def read(lines: list[str]) -> list[list[str]]:
    return list(csv.reader(StringIO("\n".join(lines) + "\n", newline="")))


def test_a_table_by_example(archive: Archive) -> None:
    """The headings are the keys of a record; a cell without a value is empty."""
    results = archive.search("«التعاون بين» أو كأس")
    headings, *rows = read(
        [tables.to_csv(tables.header(grouped=False, batch=False)), *map(tables.to_csv, tables.rows(results))]
    )
    first, second = sorted((dict(zip(headings, row, strict=True)) for row in rows), key=lambda row: row["id"])
    assert first | {"rank": "", "score": "", "passages": ""} == dict.fromkeys(headings, "") | {
        "id": "cup", "date": "2020-01-02", "path": "/articles/cup.txt", "sha256": "d4",
    }  # fmt: skip
    assert second["passages"] == "وقالت حكومته إن الوفد يبحث «التعاون بين البلدين»."
    assert float(second["score"]) == round(next(hit.score for hit in results.hits if hit.article.id == "visit"), 4)


def test_a_row_ends_as_rfc_4180_has_it(archive: Archive) -> None:
    """CR LF after each row, of which the LF is every line's; a cell with a comma or a quotation mark is quoted."""
    assert tables.to_csv(["a", 'b"c', "d,e", ""]) == 'a,"b""c","d,e",\r'
    (row,) = tables.rows(archive.search("البرميل"))
    assert tables.to_csv(row).endswith("\r")
    assert tables.to_tsv(["a", 'b"c', "d,e", ""]) == 'a\tb"c\td,e\t'


def test_headings_say_what_there_is() -> None:
    """How many more a source has when grouped, the query of each row in a batch, behind the rest."""
    assert tables.header(grouped=True, batch=True) == (*tables.COLUMNS, "more", "query_id")
    assert tables.header(grouped=False, batch=False) == tables.COLUMNS


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_no_row_drives_a_terminal(attack: str) -> None:
    """In every format each hit is one line without a control or a turn of direction, its cells where they belong."""
    results = results_of(hostile(attack))
    (row,) = tables.rows(results, f"q{attack}")
    assert set().union(*map(unsafe, row)) == set()
    assert read([tables.to_csv(row)]) == [list(row)]
    assert tables.to_tsv(row).split("\t") == list(row)
    assert set().union(*map(unsafe, tables.paths(results))) == set()


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    """What a spreadsheet would run gets an apostrophe, and taking it away gives the text back."""
    cell = tables.harmless(text)
    assert not re.match(r"\s*[=+\-@＝＋－＠]", cell)
    back = cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
    assert back == clean_line(text)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+964 770", "'+964 770"),
        ("-شيء", "'-شيء"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"),
        ("\n=1", "' =1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'قال", "'قال"),
        ("النفط = الذهب", "النفط = الذهب"),
        ("2021-07-15", "2021-07-15"),
        ("", ""),
    ],
)
def test_what_counts_as_a_formula(text: str, cell: str) -> None:
    """The signs at the beginning, behind spaces too, in both widths; not inside."""
    assert tables.harmless(text) == cell


def test_paths_are_those_of_files(archive: Archive) -> None:
    """Each file once; as it is where a script wants it so."""
    results = results_of(hostile("\n"))
    assert list(tables.paths(results)) == ["قمر نفط"]
    assert list(tables.paths(results, raw=True)) == ["قمر\nنفط"]
    assert sorted(tables.paths(archive.search("النفط"))) == ["/articles/market.jsonl", "/articles/oil.txt"]


# A timeline in lines


def test_a_timeline_in_lines() -> None:
    """Figures first, aligned; an outlet last on its line; a few empty periods are shown, many are told of."""
    counted = Timeline(
        "month",
        (Period("2020-11", 2), Period("2021-02", 4), Period("2022-01", 1)),
        (Outlet("نشرة-أ\x1b", 6, None, None), Outlet("", 1, None, None)),
        undated=3,
        total=10,
    )
    assert [line.plain for line in drawn.lines(counted, bars=False)] == [
        "2020-11          2",
        "2020-12          0",
        "2021-01          0",
        "2021-02          4",
        "  … 10 months without any",
        "2022-01          1",
        "undated          3",
        "",
        "      6                          \u2068نشرة-أ\ufffd\u2069",
        "      1                          no source",
    ]
    bars = [line.plain.split()[2:] for line in drawn.lines(counted, bars=True)][:6]
    assert bars == [["█" * 20], [], [], ["█" * 40], ["months", "without", "any"], ["█" * 10]]


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("year", ["1999", "2000", "2001"]),
        ("month", ["2021-12", "2022-01", "2022-02"]),
        ("day", ["2024-02-28", "2024-02-29", "2024-03-01"]),
    ],
)
def test_a_gap_is_filled(by: str, names: list[str]) -> None:
    """Across the ends of months and years."""
    counted = Timeline(by, (Period(names[0], 1), Period(names[2], 1)), (), 0, 2)  # type: ignore[arg-type]
    assert [period.name for period in drawn.filled(counted)] == names


def test_a_timeline_in_rows() -> None:
    """One table: a row says what it counts; an outlet's name is made harmless."""
    counted = Timeline("year", (Period("2021", 2),), (Outlet("=x", 2, None, None),), undated=1, total=3)
    assert list(drawn.rows(counted)) == [
        ("year", "2021", "2", "", ""),
        ("undated", "", "1", "", ""),
        ("source", "'=x", "2", "", ""),
    ]
