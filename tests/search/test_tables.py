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

from ..conftest import Run
from .hostile import ATTACKS, hostile, unsafe
from .test_render import results_of

FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]")


def read(lines: list[str]) -> list[list[str]]:
    return list(csv.reader(StringIO("\n".join(lines) + "\n", newline="")))


def test_a_table_by_example(archive: Archive) -> None:
    """The headings are the keys of a record; a cell without a value is empty."""
    results = archive.search("«التعاون بين» أو كأس")
    headings, *rows = read(
        [tables.to_row(cells, "csv") for cells in (tables.header(grouped=False, batch=False), *tables.rows(results))]
    )
    first, second = sorted((dict(zip(headings, row, strict=True)) for row in rows), key=lambda row: row["id"])
    assert first | {"rank": "", "score": "", "passages": ""} == dict.fromkeys(headings, "") | {
        "id": "cup", "date": "2020-01-02", "path": "/articles/cup.txt", "sha256": "d4",
    }  # fmt: skip
    assert second["passages"] == "وقالت حكومته إن الوفد يبحث «التعاون بين البلدين»."
    assert float(second["score"]) == round(next(hit.score for hit in results.hits if hit.article.id == "visit"), 4)


def test_a_row(run: Run) -> None:
    """A cell with a comma or a quotation mark is quoted in CSV; CR LF ends a row there."""
    assert tables.to_row(["a", 'b"c', "d,e", ""], "csv") == 'a,"b""c","d,e",'
    assert tables.to_row(["a", 'b"c', "d,e", ""], "tsv") == 'a\tb"c\td,e\t'
    for command in (["search"], ["timeline", "--by", "year"]):
        rows = run(*command, "--format", "csv", "البرميل").stdout_bytes.split(b"\n")
        assert (rows.pop(), {row[-1:] for row in rows}) == (b"", {b"\r"})


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
    assert read([tables.to_row(row, "csv")]) == [list(row)]
    assert tables.to_row(row, "tsv").split("\t") == list(row)
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
    assert list(tables.paths(results)) == ["/قمر نفط.txt"]
    assert list(tables.paths(results, raw=True)) == ["/قمر\nنفط.txt"]
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
    assert [line.plain for line in drawn.lines(counted)] == [
        "2020-11          2",
        "2020-12          0",
        "2021-01          0",
        "2021-02          4",
        "  … 10 months without any",
        "2022-01          1",
        "undated          3",
        "",
        "      6                          نشرة-أ\ufffd",
        "      1                          no source",
    ]


@pytest.mark.parametrize(("width", "longest"), [(100, 40), (62, 40), (42, 20), (26, 4), (22, 0), (0, 0)])
def test_the_bars_of_a_timeline(width: int, longest: int) -> None:
    """As long as a count is of the largest, and no longer than a screen has room for."""
    counted = Timeline("year", (Period("2020", 2), Period("2021", 4), Period("2022", 1)), (), 0, 7)
    bars = [line.plain[18:].strip() for line in drawn.lines(counted, width)][:3]
    assert bars == ["█" * (longest // 2), "█" * longest, "█" * (longest // 4)]


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
