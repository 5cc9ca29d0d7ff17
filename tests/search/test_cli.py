"""The command line: every command and option, what goes to which stream, and the exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fihris import Archive, Article, __version__
from fihris.search.cli import COMMANDS, fihris

from ..conftest import MAIN, Run

BODY = "وصل الوفد إلى العاصمة صباح الخميس، وعقد اجتماعاً طويلاً مع الوزير، ثم غادر في المساء إلى بلاده."


def process(*arguments: str | Path, cwd: Path | None = None, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", MAIN, *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "one.txt").write_text(f"الوفد في العاصمة\n\n{BODY}\n", encoding="utf-8")
    (made / "two.jsonl").write_text('{"id": "j1", "text": "ارتفع سعر الذهب."}\nbroken\n', encoding="utf-8")
    return made


# Help, version and usage


@pytest.mark.parametrize("arguments", [["-h"], ["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help(run: Run, arguments: list[str]) -> None:
    """The group and every command explain themselves."""
    done = run(*arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: fihris")


def test_commands_are_listed_in_their_order(run: Run) -> None:
    """The help names the commands as the documentation does, each with a line."""
    listed = run("--help").stdout.split("Commands:\n")[1].splitlines()
    assert [line.split()[0] for line in listed] == list(COMMANDS)
    assert all(len(line.split()) > 3 for line in listed)


def test_version(run: Run) -> None:
    """`--version` prints name and version."""
    assert run("--version").stdout == f"fihris, version {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["search"],
        ["search", "a", "--batch", "-"],
        ["search", "a", "-n", "0"],
        ["search", "a", "-n", "many"],
        ["search", "a", "--match", "some"],
        ["search", "a", "--passages", "-1"],
        ["search", "a", "--format", "xml"],
        ["index"],
        ["show"],
        ["info", "more"],
        ["--nonsense"],
    ],
)
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    """Exit code 2, nothing on stdout, one line on stderr that says what is wrong and where help is."""
    done = run(*arguments)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("fihris: ")
    assert done.stderr.endswith("--help\n")


def test_the_words_of_a_query_need_no_quotation_marks(run: Run) -> None:
    """Several arguments are one query."""
    assert run("search", "النفط", "الذهب").stdout == run("search", "النفط الذهب").stdout != ""


# index


def test_index_reports_in_one_line(run: Run, folder: Path, tmp_path: Path) -> None:
    """What was done goes to stdout, what could not be read to stderr, and the run counts as done."""
    done = run("index", folder, "-a", tmp_path / "new")
    assert (done.exit_code, done.stdout) == (0, "indexed: 2 added, 0 replaced, 0 unchanged, 1 not read\n")
    assert done.stderr.startswith(f"fihris: not read: {folder / 'two.jsonl'}: line 2: not JSON")
    assert done.stderr.count("\n") == 1
    again = run("index", folder, "--archive", tmp_path / "new")
    assert again.stdout == "indexed: 0 added, 0 replaced, 2 unchanged, 1 not read\n"


def test_index_prunes(run: Run, folder: Path, tmp_path: Path) -> None:
    """Removing the last article is something done too."""
    run("index", folder / "one.txt", "-a", tmp_path / "new")
    (folder / "one.txt").rename(tmp_path / "one.txt")
    (folder / "two.jsonl").unlink()
    done = run("index", folder, "--prune", "-a", tmp_path / "new")
    assert (done.exit_code, done.stdout) == (0, "indexed: 0 added, 0 replaced, 0 unchanged, 1 pruned\n")


@pytest.mark.parametrize("name", ["missing", "two.jsonl", "image.png"])
def test_index_of_nothing_is_an_error(run: Run, folder: Path, tmp_path: Path, name: str) -> None:
    """If no article at all was indexed the exit code says so."""
    (folder / "two.jsonl").write_text("broken\n", encoding="utf-8")
    (folder / "image.png").write_bytes(b"\x89PNG")
    done = run("index", folder / name, "-a", tmp_path / "new")
    assert (done.exit_code, done.stdout) == (2, "indexed: 0 added, 0 replaced, 0 unchanged, 1 not read\n")
    assert done.stderr.count("\n") == 1


def test_index_reports_hostile_names_safely(run: Run, tmp_path: Path) -> None:
    """A file's name cannot drive the terminal of whoever indexes it."""
    (tmp_path / "a\x1b]0;x\x07\u202eb.txt").write_bytes(b"")
    done = run("index", tmp_path, "-a", tmp_path / "new")
    assert not {"\x1b", "\x07", "\u202e"} & set(done.stderr)


# search


def test_search_as_text(run: Run) -> None:
    """Hits on stdout, the count and how the query was understood on stderr."""
    done = run("search", "البرميل")
    title, figures, outlet, passage, empty = done.stdout.splitlines()
    assert (done.exit_code, title, outlet, empty) == (0, "1. أسعار النفط ترتفع في الأسواق", "   نشرة الاقتصاد", "")
    assert figures.startswith("   2021-07-15  score ")
    assert passage == "   ارتفعت أسعار النفط يوم الخميس، وصعد سعر البرميل دولاراً واحداً."
    assert done.stderr == "1 found: البرميل\n"


def test_nothing_found_is_one(run: Run) -> None:
    """Exit codes are those of grep."""
    done = run("search", "غواصة")
    assert (done.exit_code, done.stdout, done.stderr.splitlines()[0]) == (1, "", "0 found: غواصة")
    assert (run("search", "--format", "jsonl", "غواصة").exit_code, run("search", "").exit_code) == (1, 1)


def test_limit(run: Run) -> None:
    """`-n` bounds what is shown, and stderr says that there is more."""
    done = run("search", "-n", "2", "*")
    assert [line for line in done.stdout.splitlines() if line[:1].isdigit()][1:][0].startswith("2. ")
    assert done.stderr == "5 found (the first 2): *\n"
    assert len(run("search", "-n", "3", "--format", "jsonl", "*").stdout.splitlines()) == 3


def test_match(run: Run) -> None:
    """`--match all` asks for every word."""
    counts = [
        json.loads(run("search", "--match", match, "--format", "json", "الحكومة واشنطن").stdout)["total"]
        for match in ("any", "all")
    ]
    assert counts == [2, 1]


def test_layers(run: Run) -> None:
    """`--exact` asks for the word as it is typed, `--root` for every word of its root; neither for both."""
    totals = [
        json.loads(run("search", *option, "--format", "json", "حكومته").stdout)["total"]
        for option in ([], ["--exact"], ["--root"])
    ]
    assert totals == [2, 1, 2]
    assert run("search", "--exact", "--format", "jsonl", "=حكومته").stdout.count("\n") == 1


def test_sort(run: Run) -> None:
    """`--sort` orders by date, either way; the articles are the same."""
    found = {
        sort: [
            json.loads(line)["date"]
            for line in run("search", "--sort", sort, "--format", "jsonl", "*").stdout.splitlines()
        ]
        for sort in ("relevance", "newest", "oldest")
    }
    days = sorted(day for day in found["relevance"] if day)
    assert len(days) > 1
    assert [day for day in found["oldest"] if day] == days
    assert [day for day in found["newest"] if day] == days[::-1]


def test_max_expansions(run: Run) -> None:
    """`--max-expansions` bounds what a pattern stands for; what was left out is said on stderr, once."""
    bounded = run("search", "--max-expansions", "1", "--format", "jsonl", "ال*")
    assert bounded.exit_code == 0
    assert bounded.stderr.startswith("fihris: a pattern stands for more than 1 words of the archive; ")
    assert bounded.stderr.endswith(" rarer ones were left out; see --max-expansions\n")
    assert run("search", "--format", "jsonl", "ال*").stderr == ""
    assert run("search", "--max-expansions", "0", "ال*").exit_code == 2


def test_near_and_misspelt(run: Run) -> None:
    """Words between those of a phrase and letters that are wrong are asked for with the query's own signs."""
    found = [
        [json.loads(line)["id"] for line in run("search", "--format", "jsonl", query).stdout.splitlines()]
        for query in ('"أسعار والفضة"', '"أسعار والفضة"~1', "البرميلل", "البرميلل~", "البرمييلل~2")
    ]
    assert found == [[], ["market 5"], [], ["oil"], ["oil"]]


def test_passages(run: Run) -> None:
    """`--passages` bounds the passages of a hit, down to none."""
    found = [
        json.loads(
            run("search", "--passages", count, "--format", "jsonl", "برميل OR البرميل النفط").stdout.splitlines()[0]
        )
        for count in ("0", "1", "2")
    ]
    assert [len(record["passages"]) for record in found] == [0, 1, 2]


def test_formats(run: Run) -> None:
    """Records for scripts, with nothing else on either stream."""
    whole, lines, trec = (run("search", "--format", form, "عنوان:النفط") for form in ("json", "jsonl", "trec"))
    assert [one.stderr for one in (whole, lines, trec)] == ["", "", ""]
    hits = json.loads(whole.stdout)["hits"]
    assert [json.loads(line) for line in lines.stdout.splitlines()] == hits
    assert [line.split()[:4] for line in trec.stdout.splitlines()] == [
        ["1", "Q0", "_".join(hit["id"].split()), str(hit["rank"])] for hit in hits
    ]


def test_bad_syntax_warns_and_answers(run: Run) -> None:
    """The query is read as its words; scripts read their answer undisturbed."""
    done = run("search", "--format", "jsonl", '"النفط')
    assert done.exit_code == 0
    assert {json.loads(line)["id"] for line in done.stdout.splitlines()} == {"oil", "market 5"}
    assert done.stderr == 'fihris: the quotation mark " is never closed: the query is read as plain words\n'


def test_a_hostile_query_is_echoed_safely(run: Run) -> None:
    """What was pasted cannot drive the terminal either."""
    done = run("search", "\x1b]0;x\x07النفط (\u202e")
    assert not {"\x1b", "\x07", "\u202e"} & set(done.output)


# search --batch


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        ("النفط\n\nالذهب\n", ["1", "3"]),
        ('{"id": "a", "text": "النفط"}\n{"text": "الذهب"}\n{"id": 7, "text": "عاصفة"}\n', ["a", "2", "7"]),
        ("\ufeffالنفط\r\nالذهب", ["1", "2"]),
        ('\ufeff{"id": "a", "text": "النفط"}', ["a"]),
    ],
    ids=["plain", "JSON lines", "BOM and CRLF", "BOM and JSON"],
)
@pytest.mark.parametrize("from_stdin", [False, True])
def test_batch(run: Run, tmp_path: Path, content: str, ids: list[str], from_stdin: bool) -> None:
    """A query a line or JSON lines, from a file or stdin; each answer under the id of its query."""
    path = tmp_path / "queries"
    path.write_bytes(content.encode())
    name, stdin = ("-", content.encode()) if from_stdin else (path, None)
    done = run("search", "--batch", name, "--format", "trec", stdin=stdin)
    assert (done.exit_code, done.stderr) == (0, "")
    assert list(dict.fromkeys(line.split()[0] for line in done.stdout.splitlines())) == ids


@pytest.mark.parametrize("line", ['{"id": "b"}', '{"text": ', "{}", '{"text": null}', '{"text": ["a"]}'], ids=range(5))
def test_a_bad_line_of_a_batch_is_named(run: Run, line: str) -> None:
    """The error tells the line, on one line; the queries round it are answered, and the exit code tells of it."""
    done = run("search", "--batch", "-", "--format", "trec", stdin=f"النفط\n{line}\nالذهب\n")
    assert (done.exit_code, {row.split()[0] for row in done.stdout.splitlines()}) == (2, {"1", "3"})
    assert done.stderr.startswith("fihris: --batch, line 2: ")
    assert done.stderr.count("\n") == 1


def test_a_missing_batch_is_an_error(run: Run, tmp_path: Path) -> None:
    """One line that says what to give instead."""
    done = run("search", "--batch", tmp_path / "queries")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "--batch takes a" in done.stderr


def test_a_batch_that_finds_something_is_zero(run: Run) -> None:
    """One answer is enough; an empty batch finds nothing."""
    assert run("search", "--batch", "-", stdin="غواصة\nالنفط\n").exit_code == 0
    assert run("search", "--batch", "-", stdin="غواصة\n").exit_code == 1
    assert run("search", "--batch", "-", stdin="").exit_code == 1


# show, analyze, info


def test_show(run: Run) -> None:
    """A whole article, each field on its line."""
    done = run("show", "oil")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "أسعار النفط ترتفع في الأسواق",
        "2021-07-15  oil",
        "نشرة الاقتصاد",
        "ليلى",
        "اقتصاد",
        "https://example.org/oil",
        "kicker: أسواق",
        "",
        "ارتفعت أسعار النفط يوم الخميس، وصعد سعر البرميل دولاراً واحداً.",
        "",
        "وتستهلك الولايات المتحدة خُمس الإنتاج. وقال خبير: «النفط أغلى من الذهب».",
    ]
    assert run("show", "oil", "--query", "النفط").stdout == done.stdout


def test_show_of_nothing(run: Run) -> None:
    """An id that is not there is an error, printed safely."""
    done = run("show", "x\x1b[31m")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "fihris: no article 'x\\x1b[31m'; fihris search '*' --format jsonl prints the ids\n"


def test_analyze_gives_rows(run: Run) -> None:
    """With `--format tsv` each argument or line gives one row: as written, exact, lemma, root."""
    done = run("analyze", "--format", "tsv", "الحكومةُ", "كـل يوم")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert (done.exit_code, done.stderr) == (0, "")
    assert [row[:2] for row in rows] == [["الحكومةُ", "الحكومة"], ["كـل يوم", "كل يوم"]]
    assert [len(row) for row in rows] == [4, 4]
    assert run("analyze", "--format", "tsv", stdin="الحكومةُ\nكـل يوم\n").stdout == done.stdout


def test_analyze_explains(run: Run) -> None:
    """Each word begins a paragraph of its own, with its keys."""
    done = run("analyze", "الحكومةُ", "كـل يوم")
    assert (done.exit_code, done.stderr) == (0, "")
    paragraphs = [one.splitlines() for one in done.stdout.strip().split("\n\n")]
    assert [one[0].split()[0] for one in paragraphs] == ["الحكومةُ", "كـل", "يوم"]
    assert [one[1].split() for one in paragraphs] == [["exact", key] for key in ("الحكومة", "كل", "يوم")]
    assert run("analyze", stdin="الحكومةُ\nكـل يوم\n").stdout == done.stdout


def test_analyze_prints_hostile_words_safely(run: Run) -> None:
    """What is analysed may be pasted from anywhere."""
    for form in ("text", "tsv"):
        done = run("analyze", "--format", form, "نفط\x1b]0;x\x07\u202eقمر\u200fن\u2066ص")
        assert not {"\x1b", "\x07", "\u202e", "\u2066"} & set(done.output)


@pytest.mark.parametrize("stdin", ["", "!!\n"])
def test_analyze_of_no_word(run: Run, stdin: str) -> None:
    """Nothing found, as grep says it."""
    done = run("analyze", stdin=stdin)
    assert (done.exit_code, done.output) == (1, "")


def test_info(run: Run, archive: Archive) -> None:
    """Figures by name."""
    done = run("info")
    figures = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    assert done.exit_code == 0
    assert (figures["archive"], figures["articles"], figures["files"]) == (str(archive.path), "5", "1 .jsonl, 4 .txt")
    assert figures["state"] == archive.fingerprint
    assert int(figures["words"]) > 60
    assert int(figures["bytes"]) > 1000


def test_info_of_an_empty_archive(run: Run, tmp_path: Path) -> None:
    """No article is a figure too."""
    Archive.create(tmp_path / "empty")
    done = run("info", "-a", tmp_path / "empty")
    assert done.exit_code == 0
    assert "articles   0\n" in done.stdout


def test_info_prints_hostile_paths_safely(run: Run, tmp_path: Path) -> None:
    """An article's path is its own word, too."""
    Archive.create(tmp_path / "hostile").add([Article(id="1", text="نص", path="/a.\x1b]0;x\x07\u202e")])
    done = run("info", "-a", tmp_path / "hostile")
    assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout)


# The archive's place, errors, streams


@pytest.mark.parametrize("command", [["search", "نفط"], ["show", "1"], ["info"]])
def test_no_archive(run: Run, tmp_path: Path, command: list[str]) -> None:
    """One line that says how to make one, exit code 2."""
    missing = tmp_path / "none"
    for place, environment in (["-a", missing], {}), ([], {"FIHRIS_ARCHIVE": str(missing)}):
        done = run(*command, *place, **environment)
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr == f"fihris: no archive at {missing}; make one with: fihris index ARTICLES -a {missing}\n"


def test_the_option_wins_over_the_environment(run: Run, archive: Archive, tmp_path: Path) -> None:
    """`-a` names the archive even where `$FIHRIS_ARCHIVE` names another."""
    assert run("search", "النفط", "-a", archive.path, FIHRIS_ARCHIVE=str(tmp_path)).exit_code == 0


def test_the_users_folder_is_the_last_resort(run: Run, folder: Path, tmp_path: Path) -> None:
    """Without option and environment an archive lies in the user's data folder."""
    home = {"FIHRIS_ARCHIVE": "", "XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)}
    assert run("index", folder, **home).exit_code == 0
    assert run("search", "الذهب", **home).exit_code == 0
    assert run("info", **home).stdout.splitlines()[0].startswith(f"archive    {tmp_path}")


def test_a_damaged_archive_is_one_line(run: Run, tmp_path: Path) -> None:
    """No traceback, whatever the files hold."""
    Archive.create(tmp_path / "bad")
    (tmp_path / "bad" / "manifest.json").write_text("{")
    done = run("search", "x", "-a", tmp_path / "bad")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_index_into_a_locked_archive(run: Run, folder: Path, tmp_path: Path) -> None:
    """Who comes second is told to wait."""
    with Archive.create(tmp_path / "new").writer():
        done = run("index", folder, "-a", tmp_path / "new")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "another process is writing" in done.stderr


@pytest.mark.parametrize("form", ["text", "jsonl", "json", "csv", "tsv", "trec", "paths"])
def test_a_closed_pipe_is_no_error(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """Whoever reads only the first line, or none, is left in peace."""
    reading, writing = os.pipe()
    os.close(reading)
    closed = os.fdopen(writing, "w")
    monkeypatch.setattr(sys, "stdout", closed)
    with closed, pytest.raises(SystemExit) as end:
        fihris.main(["search", "-a", str(archive.path), "--format", form, "*"], prog_name="fihris")
    said = [line for line in capsys.readouterr().err.splitlines() if " found: " not in line]
    assert (end.value.code, said) == (0, [])


def test_a_closed_pipe_is_no_error_at_the_end(archive: Archive) -> None:
    """Nor when the interpreter closes what is left."""
    command = [sys.executable, "-c", MAIN, "search", "-a", str(archive.path), "--format", "jsonl", "*"]
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_pipe_to_head(archive: Archive) -> None:
    """The same in a shell."""
    script = '"$0" -c "$1" search -a "$2" --format jsonl "*" | head -n 1; echo "${PIPESTATUS[0]}"'
    command = ["bash", "-c", script, sys.executable, MAIN, str(archive.path)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    first, status = done.stdout.splitlines()
    assert (json.loads(first)["rank"], status, done.stderr) == (1, b"0", b"")


def test_output_is_utf_8_everywhere(archive: Archive) -> None:
    """Also where the locale knows no Arabic."""
    environment = {**os.environ, "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = process("search", "-a", archive.path, "--format", "jsonl", "*", env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "النفط" in done.stdout.decode("utf-8")


def test_a_pipe_gets_no_colour(archive: Archive) -> None:
    """Even when a terminal is announced, a pipe gets plain text, unwrapped."""
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "20", "COLORTERM": "truecolor"}
    done = process("search", "-a", archive.path, "النفط", env=environment)
    assert b"\x1b" not in done.stdout + done.stderr
    assert "ارتفعت أسعار النفط يوم الخميس، وصعد سعر البرميل دولاراً واحداً." in done.stdout.decode()


# hostile and unlucky


def test_a_folder_that_holds_other_files_takes_no_archive(run: Run, tmp_path: Path) -> None:
    """An archive is never strewn into a folder of something else."""
    (tmp_path / "notes.txt").write_text("نص", "utf-8")
    done = run("index", tmp_path, "-a", tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt"]


def test_an_archive_without_its_manifest_is_not_begun_anew(run: Run, tmp_path: Path) -> None:
    """What was committed is never written over because the manifest is gone."""
    (tmp_path / "a.txt").write_text("عنوان\n\nنص طويل بعض الشيء عن النفط والذهب.", "utf-8")
    archive = tmp_path / "archive"
    assert run("index", tmp_path / "a.txt", "-a", archive).exit_code == 0
    (archive / "manifest.json").unlink()
    assert run("index", tmp_path / "a.txt", "-a", archive).exit_code == 2


@pytest.mark.parametrize("place", ["/dev/null", "/dev/null/x"])
def test_a_place_that_takes_no_archive(run: Run, tmp_path: Path, place: str) -> None:
    """What the system refuses is one line and exit code 2."""
    (tmp_path / "a.txt").write_text("نص", "utf-8")
    done = run("index", tmp_path / "a.txt", "-a", place)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("query", ["*ا" * 9 + "*ب*ي", "ا OR " * 2000 + "ا", " NOT ا" * 5000, "(" * 3000, "«ا" * 3000])
def test_a_hostile_query_is_answered(run: Run, query: str) -> None:
    """No query is too long or too wild to be answered."""
    assert run("search", query).exit_code in (0, 1)
