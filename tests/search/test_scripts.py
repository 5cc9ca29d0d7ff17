"""The command line as scripts use it: formats, batches, a process held open, counting, pages and groups."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fihris import Archive, Article
from fihris.search.commands.batch import LONGEST

from ..conftest import MAIN, Run
from .hostile import ATTACKS, hostile, unsafe


def lines(output: str) -> list[Any]:
    return [json.loads(line) for line in output.splitlines()]


# Formats


def test_csv(run: Run) -> None:
    """A row of headings, a row a hit, CR LF behind each."""
    done = run("search", "--format", "csv", "-n", "1", "أسعار النفط")
    rows = list(csv.reader(io.StringIO(done.stdout_bytes.decode(), newline="")))
    assert (done.exit_code, done.stderr, len(rows)) == (0, "", 2)
    assert rows[0][:4] == ["rank", "score", "id", "title"]
    assert rows[1][2:4] == ["oil", "أسعار النفط ترتفع في الأسواق"]
    assert done.stdout_bytes.count(b"\r\n") == 2


def test_tsv(run: Run) -> None:
    """The same between tabs."""
    table, csv_table = (run("search", "--format", form, "النفط").stdout for form in ("tsv", "csv"))
    rows = [row.split("\t") for row in table.splitlines()]
    assert rows == list(csv.reader(io.StringIO(csv_table)))
    assert {len(row) for row in rows} == {11}


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_a_table_of_nothing_has_its_headings(run: Run, form: str) -> None:
    """Whoever reads tables may rely on the first row; the exit code says that nothing was found."""
    done = run("search", "--format", form, "غواصة")
    assert (done.exit_code, done.stdout.count("\n"), done.stdout[:4]) == (1, 1, "rank")


@pytest.mark.parametrize("form", ["jsonl", "trec", "paths"])
def test_nothing_found_is_nothing_printed(run: Run, form: str) -> None:
    """In a pipe, scripts hear of it by the exit code alone."""
    done = run("search", "--format", form, "غواصة")
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", "")


def test_paths(run: Run) -> None:
    """A file a line; NUL behind each with -0."""
    assert run("search", "--format", "paths", "النفط").stdout == "/articles/oil.txt\n/articles/market.jsonl\n"
    done = run("search", "--format", "paths", "-0", "النفط")
    assert done.stdout == "/articles/oil.txt\0/articles/market.jsonl\0"


def test_articles_of_no_file_are_told_of(run: Run, tmp_path: Path) -> None:
    """A hit that has no path is not passed over in silence."""
    Archive.create(tmp_path / "made").add([Article(id="1", text="نفط"), Article(id="2", text="نفط", path="/a")])
    done = run("search", "-a", tmp_path / "made", "--format", "paths", "نفط")
    assert (done.stdout, done.stderr) == (
        "/a\n",
        "fihris: 1 of the hits were read from no file; --format json prints their ids\n",
    )


def test_nul_behind_records(run: Run) -> None:
    """`-0` ends JSON records too: a whole answer of many lines is one record then."""
    whole = run("search", "--format", "json", "-0", "النفط").stdout
    assert (whole.count("\0"), whole[-1], json.loads(whole[:-1])["total"]) == (1, "\0", 2)
    assert [
        json.loads(one)["rank"] for one in run("search", "--format", "jsonl", "-0", "النفط").stdout.split("\0")[:-1]
    ] == [1, 2]


@pytest.mark.parametrize(
    ("option", "form"),
    [
        *(("-0", form) for form in ("text", "csv", "tsv", "trec")),
        *(("--facets", form) for form in ("jsonl", "csv", "tsv", "trec", "paths")),
        *(("--explain", form) for form in ("csv", "tsv", "trec", "paths")),
    ],
)
def test_what_a_format_has_no_place_for(run: Run, option: str, form: str) -> None:
    """An option that would do nothing is refused, with the formats that it goes with."""
    done = run("search", option, "--format", form, "النفط")
    assert (done.exit_code, done.stdout) == (2, "")
    assert re.fullmatch(rf"fihris: {option} goes with --format .*; this is {form}. See: .*\n", done.stderr)


def test_raw_paths_go_to_programs_only(tmp_path: Path) -> None:
    """With -0, a pipe gets a path as the file system has it, so that it opens; a line never does."""
    attacked = Archive.create(tmp_path / "attacked")
    attacked.add(map(hostile, ATTACKS.values()))
    command = [sys.executable, "-c", MAIN, "search", "-a", str(attacked.path), "-n", "99", "--format", "paths"]
    raw = subprocess.run([*command, "-0", "*"], capture_output=True, check=True).stdout
    assert {one.decode() for one in raw.split(b"\0")[:-1]} == {article.path for article in attacked.articles()}
    plain = subprocess.run([*command, "*"], capture_output=True, check=True).stdout.decode()
    assert unsafe(plain, "\n") == set()


# Counting, pages, groups, facets


@pytest.mark.parametrize(("query", "count", "code"), [("النفط", "2\n", 0), ("*", "5\n", 0), ("غواصة", "0\n", 1)])
@pytest.mark.parametrize("extra", [[], ["--format", "json"], ["-n", "1", "--offset", "9"], ["--group", "source"]])
def test_count(run: Run, query: str, count: str, code: int, extra: list[str]) -> None:
    """The number of articles that match and nothing else, whatever else is asked for."""
    done = run("search", "--count", *extra, query)
    assert (done.exit_code, done.stdout) == (code, count)


def test_count_in_a_batch(run: Run) -> None:
    """Each number behind the id of its query."""
    done = run("search", "--count", "--batch", "-", stdin='النفط\n{"id": "a\\tb", "text": "غواصة"}\n')
    assert (done.exit_code, done.stdout) == (0, "1\t2\na b\t0\n")
    bad = run("search", "--count", "--format", "json", "--batch", "-", stdin="النفط\n{}\n")
    assert (bad.exit_code, bad.stdout) == (2, "1\t2\n")


def test_pages(run: Run) -> None:
    """A page after the other gives what one long list does; behind the last page the exit code is 1."""
    whole = lines(run("search", "--format", "jsonl", "*").stdout)
    paged = [run("search", "--format", "jsonl", "-n", "2", "--offset", str(at), "*") for at in (0, 2, 4, 6)]
    assert [one.exit_code for one in paged] == [0, 0, 0, 1]
    assert [hit for one in paged for hit in lines(one.stdout)] == whole
    assert run("search", "-n", "2", "--offset", "2", "*").stderr == "5 found (3 to 4): *\n"
    assert run("search", "--offset", "7", "*").stderr == "5 found (none behind the first 7): *\n"


def test_groups(run: Run) -> None:
    """The best of each source, with how many more it has, in every format that has a place for it."""
    found = lines(run("search", "--group", "source", "--format", "jsonl", "*").stdout)
    assert sorted((hit["source"], hit["more"]) for hit in found) == [("", 0), ("نشرة الاقتصاد", 1), ("نشرة الصباح", 1)]
    rows = list(csv.DictReader(io.StringIO(run("search", "--group", "source", "--format", "csv", "*").stdout)))
    assert [row["more"] for row in rows] == [str(hit["more"]) for hit in found]
    text = run("search", "--group", "source", "*")
    assert text.stdout.count("   1 more of this source\n") == 2
    assert text.stderr == "5 found (3 shown, the best of each source): *\n"


def test_facets(run: Run) -> None:
    """How many of all that matches each source, year and month has, shown or not."""
    answer = json.loads(run("search", "--facets", "--format", "json", "-n", "1", "*").stdout)
    assert answer["facets"] == {
        "sources": {"نشرة الاقتصاد": 2, "نشرة الصباح": 2, "": 1},
        "years": {"2020": 1, "2021": 2},
        "months": {"2020-01": 1, "2021-07": 2},
        "undated": 2,
    }
    text = run("search", "--facets", "-n", "1", "*").stdout
    assert text.splitlines()[-8:] == [
        "2020-01          1",
        "  … 17 months without any",
        "2021-07          2",
        "undated          2",
        "",
        "      2  2021-07-15  2021-07-15  نشرة الاقتصاد",
        "      2  2021-07-25  2021-07-25  نشرة الصباح",
        "      1  2020-01-02  2020-01-02  no source",
    ]


def test_explain(run: Run) -> None:
    """The parts of each hit and their rounding add up to its score; a person reads word by word."""
    for hit in json.loads(run("search", "--explain", "--format", "json", "أسعار النفط").stdout)["hits"]:
        parts = hit["explanation"]["parts"]
        assert sum(part["score"] for part in parts) + hit["explanation"]["rounding"] == pytest.approx(hit["score"])
        assert {part["layer"] for part in parts} <= {"exact", "lemma", "root"}
    first, *rest = run("search", "--explain", "--passages", "0", "-n", "1", "البرميل").stdout.splitlines()[3:-1]
    assert first.endswith("  البرميل")
    assert [line.split()[1] for line in rest[:3]] == ["exact:", "lemma:", "root:"]
    assert float(first.split()[0]) == pytest.approx(sum(float(line.split()[0]) for line in rest[:3]))


# Nothing found


def test_the_person_is_told_and_stdout_stays_empty(run: Run) -> None:
    """What else might be found is said on stderr; scripts read an empty answer."""
    done = run("search", "«رئيس النفط»")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        '0 found: "رئيس النفط"',
        "articles that hold each word (as typed, in any form, with its root):",
        "      2       2       2  رئيس",
        "      2       2       2  النفط",
        "looser searches, and how many articles they find:",
        "      1  all of the words         رئيس AND النفط",
        "      3  any of the words         رئيس OR النفط",
        "      1  every word of the root   root:رئيس AND root:النفط",
    ]


def test_scripts_read_suggestions_as_a_key(run: Run) -> None:
    """`json` has them; there is no such key where there is nothing to suggest."""
    answer = json.loads(run("search", "--format", "json", "hg`if").stdout)
    assert (answer["total"], answer["suggestions"]["did_you_mean"]) == (
        0,
        [{"why": "keyboard", "query": "الذهب", "total": 2}],
    )
    assert "suggestions" not in json.loads(run("search", "--format", "json", "الذهب").stdout)


# Batches


def test_a_bad_line_is_a_record(run: Run) -> None:
    """Where answers are JSON, what is wrong with a line stands in its place, under its id."""
    given = (
        'النفط\n{"id": "q", "text": 5}\n{"id": [1], "text": "x"}\nغواصة\n'.encode()
        + b"\xff\xfe\n"
        + b"x" * (LONGEST + 9)
    )
    done = run("search", "--batch", "-", "--format", "json", stdin=given)
    answers = lines(done.stdout)
    assert [answer["query_id"] for answer in answers] == ["1", "q", "3", "4", "5", "6"]
    assert [answer.get("total") for answer in answers] == [2, None, None, 0, None, None]
    problems = [answer["error"] for answer in answers if "error" in answer]
    assert [problem.split(":")[0] for problem in problems] == [f"--batch, line {number}" for number in (2, 3, 5, 6)]
    assert done.stderr == "".join(f"fihris: {problem}\n" for problem in problems)
    assert done.exit_code == 2


@pytest.mark.parametrize("form", ["text", "csv", "tsv", "trec", "paths"])
def test_a_bad_line_is_never_a_row(run: Run, form: str) -> None:
    """Elsewhere it is a line on stderr only, and the run goes on."""
    good, bad = (
        run("search", "--batch", "-", "--format", form, stdin=f"النفط\n{line}كأس\n") for line in ("\n", "{}\n")
    )
    assert (good.exit_code, bad.exit_code, bad.stdout) == (0, 2, good.stdout)


def test_a_long_line_ends_where_it_ends(run: Run) -> None:
    """What comes behind a line that is far too long is a query again."""
    done = run("search", "--batch", "-", "--format", "jsonl", stdin=b"x" * (3 * LONGEST) + "\nالنفط\n".encode())
    error, *hits = lines(done.stdout)
    assert (error["query_id"], [hit["query_id"] for hit in hits]) == ("1", ["2", "2"])


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "text"])
def test_a_process_held_open_answers_at_once(archive: Archive, form: str) -> None:
    """Each query is answered as soon as its line is written, before the next is."""
    command = [
        sys.executable,
        "-c",
        MAIN,
        "search",
        "-a",
        str(archive.path),
        "--format",
        form,
        "--batch",
        "-",
        "-n",
        "1",
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdin
        assert process.stdout
        if form == "csv":
            assert process.stdout.readline().startswith(b"rank,")
        for query, identifier in (("البرميل", "oil"), ("عاصفة", "dust"), ("البرميل", "oil")):
            process.stdin.write(f"{query}\n".encode())
            process.stdin.flush()
            answer = process.stdout.readline().decode()
            while form == "text" and identifier not in answer:
                answer = process.stdout.readline().decode()
            assert identifier in answer
        process.stdin.close()
        process.stdout.read()
        assert process.wait(30) == 0


def test_a_conversation_is_in_json(archive: Archive) -> None:
    """`json` answers every line with one line, found or not: whoever asks knows when the answer is there."""
    command = [sys.executable, "-c", MAIN, "search", "-a", str(archive.path), "--format", "json", "--batch", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdin
        assert process.stdout
        for number, query in enumerate(("النفط", "غواصة", "{", "*"), 1):
            process.stdin.write(f"{query}\n".encode())
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            assert answer["query_id"] == str(number)
            assert ("error" in answer) == (query == "{")
        process.stdin.close()
        assert process.wait(30) == 2


def test_a_batch_of_a_pipe_that_is_closed(archive: Archive) -> None:
    """Whoever has read enough of a batch is left in peace too."""
    script = (
        'yes النفط | "$0" -c "$1" search -a "$2" --batch - --format jsonl | head -n 3 | wc -l; echo "${PIPESTATUS[1]}"'
    )
    command = ["bash", "-c", script, sys.executable, MAIN, str(archive.path)]
    done = subprocess.run(
        command, capture_output=True, check=False, timeout=60, env={**os.environ, "LC_ALL": "C.UTF-8"}
    )
    assert done.stdout.split() == [b"3", b"0"]


# timeline


def test_timeline(run: Run) -> None:
    """Periods and outlets, aligned; the exit code is that of a search."""
    done = run("timeline", "--by", "year", "*")
    assert (done.exit_code, done.stderr) == (0, "5 found: *\n")
    assert done.stdout.splitlines() == [
        "2020             1",
        "2021             2",
        "undated          2",
        "",
        "      2  2021-07-15  2021-07-15  نشرة الاقتصاد",
        "      2  2021-07-25  2021-07-25  نشرة الصباح",
        "      1  2020-01-02  2020-01-02  no source",
    ]


def test_timeline_as_json(run: Run) -> None:
    """The same figures by name."""
    answer = json.loads(run("timeline", "--format", "json", "النفط OR زيارة").stdout)
    assert list(answer) == ["schema_version", "query", "understood_as", "total", "undated", "by", "periods", "sources"]
    assert answer | {"query": "", "understood_as": ""} == {
        "schema_version": 1,
        "query": "",
        "understood_as": "",
        "total": 3,
        "undated": 1,
        "by": "day",
        "periods": [{"period": "2021-07-15", "count": 1}, {"period": "2021-07-25", "count": 1}],
        "sources": [
            {"source": "نشرة الاقتصاد", "count": 2, "first": "2021-07-15", "last": "2021-07-15"},
            {"source": "نشرة الصباح", "count": 1, "first": "2021-07-25", "last": "2021-07-25"},
        ],
    }


def test_timeline_as_a_table(run: Run) -> None:
    """A row says what it counts."""
    table, csv_table = (run("timeline", "--format", form, "--by", "year", "النفط").stdout for form in ("tsv", "csv"))
    rows = [row.split("\t") for row in table.splitlines()]
    assert rows == list(csv.reader(io.StringIO(csv_table)))
    assert rows == [
        ["kind", "name", "count", "first", "last"],
        ["year", "2021", "1", "", ""],
        ["undated", "", "1", "", ""],
        ["source", "نشرة الاقتصاد", "2", "2021-07-15", "2021-07-15"],
    ]


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_timeline_of_nothing(run: Run, form: str) -> None:
    """Exit code 1, and what else might have been meant."""
    done = run("timeline", "--format", form, "hg`if")
    assert (done.exit_code, "الذهب" in done.output) == (1, form != "csv")


# remove and export


def test_remove(run: Run, tmp_path: Path) -> None:
    """What is there goes, in one commit; what is not there is reported and makes the exit code 1."""
    place = tmp_path / "archive"
    made = Archive.create(place)
    made.add(Article(id=name, text="نفط") for name in "abc")
    commit = made.manifest.commit
    done = run("remove", "-a", place, "a", "x\x1b", "b", "a")
    assert (done.exit_code, done.stdout) == (1, "removed: 2 articles; left: 1\n")
    assert done.stderr == "fihris: not removed: no article 'x\\x1b'\n"
    assert Archive.open(place).manifest.commit == commit + 1
    assert [hit["id"] for hit in lines(run("search", "-a", place, "--format", "jsonl", "نفط").stdout)] == ["c"]
    assert run("remove", "-a", place, "c").exit_code == 0
    assert run("remove", "-a", place, "c").exit_code == 1
    assert Archive.open(place).manifest.commit == commit + 2


def test_export_of_an_empty_archive(run: Run, tmp_path: Path) -> None:
    """Nothing is nothing found."""
    Archive.create(tmp_path / "empty")
    done = run("export", "-a", tmp_path / "empty")
    assert (done.exit_code, done.output) == (1, "")


def test_an_export_is_indexed_again(run: Run, archive: Archive, tmp_path: Path) -> None:
    """The same articles, in the same order, down to where each was read from; a second time nothing is new."""
    (tmp_path / "all.jsonl").write_bytes(run("export").stdout_bytes)
    done = run("index", tmp_path / "all.jsonl", "-a", tmp_path / "again")
    assert done.stdout == "indexed: 5 added, 0 replaced, 0 unchanged\n"
    assert list(Archive.open(tmp_path / "again").articles()) == list(archive.articles())
    assert run("export", "-a", tmp_path / "again").stdout == run("export").stdout
    again = run("index", tmp_path / "all.jsonl", "-a", tmp_path / "again")
    assert again.stdout == "indexed: 0 added, 0 replaced, 5 unchanged\n"
