"""`fihris check`: drafts from files and standard input, its exit codes, what it prints, the page that it writes."""

import json
from pathlib import Path

import pytest
from fihris import Archive
from fihris.search.drafts.values import Report

from ..conftest import Run

SOUND = "قال خبير: «النفط أغلى من الذهب». وسجل المهاجم هدفين في 2500 ثانية من اللعب."
ALTERED = "وسجل المهاجم هدفين في 2,600 ثانية من اللعب."
MISSING = "قالت الحكومة: «لن نخفض الضرائب على المصانع الجديدة هذا العام»."


@pytest.mark.parametrize(("draft", "code"), [(SOUND, 0), (ALTERED, 3), (MISSING, 3), ("كلام", 0)])
def test_exit_codes(run: Run, tmp_path: Path, draft: str, code: int) -> None:
    """0 where all is printed as the draft has it, 3 else; the same from a file and from standard input."""
    (tmp_path / "draft.txt").write_text(draft, "utf-8")
    from_file, piped, named = (
        run("check", tmp_path / "draft.txt"),
        run("check", stdin=draft),
        run("check", "-", stdin=draft),
    )
    assert (from_file.exit_code, piped.exit_code, named.exit_code) == (code, code, code)
    assert from_file.output == piped.output == named.output


def test_what_is_printed(run: Run) -> None:
    """Each claim, what became of it, where it is printed and what stands against it; the counts at the end."""
    done = run("check", stdin=f"{SOUND}\n{ALTERED}\n{MISSING}")
    assert done.stdout.splitlines() == [
        "1. النفط أغلى من الذهب",
        "   quotation: found (verbatim)",
        "   said by خبير",
        "   2021-07-15  oil",
        "   نشرة الاقتصاد",
        "   printed as said by خبير",
        "",
        "2. 2500 ثانية",
        "   figure: found",
        "   2020-01-02  cup",
        "   وسجل المهاجم هدفين في 2,500 ثانية من اللعب.",
        "",
        "3. 2,600 ثانية",
        "   figure: altered",
        "   may contradict it:",
        "   2020-01-02  cup",
        "   وسجل المهاجم هدفين في 2,500 ثانية من اللعب.",
        "   figure: 2,500 ثانية ≠ 2,600 ثانية",
        "",
        "4. لن نخفض الضرائب على المصانع الجديدة هذا العام",
        "   quotation: missing",
        "   said by الحكومة",
        "",
        "claims: 2 found, 1 altered, 1 missing",
    ]


def test_nothing_to_look_up(run: Run) -> None:
    """A draft that claims nothing is told to be one."""
    assert run("check", stdin="كلام").output == "nothing in the draft to look up\n"


def test_json_and_python_agree(run: Run, archive: Archive) -> None:
    """The claims are those that `Archive.check` gives."""
    report = archive.check(ALTERED)
    found = json.loads(run("check", "--format", "json", stdin=ALTERED).stdout)
    assert isinstance(report, Report)
    assert (found["draft"], found["sound"], found["counts"]) == ("-", False, dict(report.counts))
    (claim,) = found["claims"]
    assert (claim["text"], claim["value"], claim["counted"]) == ("2,600 ثانية", 2600, "ثانية")
    (other,) = claim["against"]
    assert (other["id"], other["text"], other["value"], other["by"]) == ("cup", "2,500 ثانية", 2500, "figure")


ERRORS = [
    (["none.txt"], "none.txt"),
    (["empty.txt"], "empty.txt: no text in it; check takes a draft to look up"),
    (["a.docx"], "a.docx: of an unknown kind; check takes a draft in one of"),
    (
        ["good.txt", "--html", "none/report.html"],
        "none/report.html: No such file or directory; --html takes a file to write",
    ),
    (["good.txt", "-a", "none"], "no archive at"),
]


@pytest.mark.parametrize(("arguments", "problem"), ERRORS)
def test_errors(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], problem: str) -> None:
    """One line that says what to do, and 2."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("empty.txt", "\n"), ("a.docx", "PK"), ("good.txt", SOUND)):
        Path(name).write_text(text, "utf-8")
    done = run("check", *arguments)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert problem in done.stderr


def test_the_page_is_written_whole(run: Run, tmp_path: Path) -> None:
    """In the place of what was there, with nothing left beside it."""
    (tmp_path / "report.html").write_text("old")
    done = run("check", "--html", tmp_path / "report.html", stdin=ALTERED)
    html = (tmp_path / "report.html").read_text("utf-8")
    assert (done.exit_code, done.stderr) == (3, f"written: {tmp_path / 'report.html'}\n")
    assert html.startswith("<!DOCTYPE html>")
    assert html.rstrip().endswith("</html>")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_a_check_is_logged(run: Run, tmp_path: Path) -> None:
    """Where the log is on: the draft, and what was answered of each claim."""
    environment = {"FIHRIS_AUDIT": str(tmp_path / "log")}
    assert run("audit", "on", **environment).exit_code == 0
    assert run("check", stdin=ALTERED, **environment).exit_code == 3
    kept = [json.loads(line) for line in run("audit", "show", "--format", "jsonl", **environment).stdout.splitlines()]
    (checked,) = (one for one in kept if one["command"] == "check")
    assert (checked["asked"], checked["counts"]) == (ALTERED, {"found": 0, "altered": 1, "missing": 0})
