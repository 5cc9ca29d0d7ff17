"""`fihris audit`: what each command leaves in the log, what can be proved with it, and what is otherwise later."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from fihris import Archive, Article
from fihris.search.audit.chain import to_line
from fihris.search.audit.log import HEAD, LOG
from fihris.search.commands.auditing import log
from fihris.search.evidence.values import article_sha256
from fihris.search.local import Archive as Searchable

from ..conftest import ARTICLES, Run
from ..test_schemas import errors
from .hostile import ALL, unsafe

OIL, VISIT, DUST, CUP, MARKET = ARTICLES
Call = Callable[..., Result]


@pytest.fixture
def changing(tmp_path: Path) -> Archive:
    """Return an archive that a test may write to."""
    made = Archive.create(tmp_path / "changing")
    made.add(ARTICLES)
    return made


@pytest.fixture
def call(run: Run, tmp_path: Path, changing: Archive) -> Call:
    """Return a caller of the command line whose log is on and whose archive may change."""

    def call(*arguments: str, **named: Any) -> Result:
        return run(*arguments, FIHRIS_AUDIT=str(tmp_path / "log"), FIHRIS_ARCHIVE=str(changing.path), **named)

    assert call("audit", "on").exit_code == 0
    return call


def records(call: Call) -> list[dict[str, Any]]:
    return [json.loads(line) for line in call("audit", "show", "--format", "jsonl").stdout.splitlines()]


def replayed(call: Call, *arguments: str) -> list[dict[str, Any]]:
    lines = call("audit", "replay", "--format", "jsonl", *arguments).stdout.splitlines()
    assert [errors("replay.json", json.loads(line)) for line in lines] == [[]] * len(lines)
    return [json.loads(line) for line in lines]


ASKED = {
    "search": ("search", "-n", "2", "--from", "2021", "--source", "نشرة الاقتصاد", "النفط"),
    "counted": ("search", "--count", "النفط"),
    "nothing": ("search", "غواصة"),
    "grouped": ("search", "--group", "source", "--sort", "oldest", "--offset", "1", "--exact", "*"),
    "timeline": ("timeline", "--by", "year", "النفط"),
    "similar": ("similar", "oil"),
    "spread": ("similar", "--timeline", "oil"),
    "show": ("show", "oil", "--query", "النفط"),
    "quote": ("quote", "-n", "3", "سعر البرميل دولاراً واحداً"),
    "not found": ("quote", "غواصة في بحيرة بعيدة جدا لم يكتب عنها أحد"),
    "cited": ("search", "--cite", "csl", "النفط"),
    "hostile": ("search", f"النفط {ALL}"),
}


@pytest.mark.parametrize("name", ASKED)
def test_each_command_leaves_one_record(call: Call, name: str) -> None:
    """By its schema, and asked again it is answered the same."""
    call(*ASKED[name])
    found = records(call)
    assert [one["command"] for one in found] == ["on", ASKED[name][0]]
    assert [errors("audit.json", one) for one in found] == [[], []]
    (again,) = replayed(call)
    assert (again["same"], again["problem"], again["number"]) == (True, "", 2)
    assert call("audit", "replay").exit_code == call("audit", "verify").exit_code == 0


def test_what_a_search_leaves(call: Call, changing: Archive) -> None:
    """What was asked, of which archive in which state, and what of which articles was answered."""
    call(*ASKED["search"])
    found = records(call)[-1]
    (hit,) = changing.search("النفط", limit=2, since=dt.date(2021, 1, 1), sources=["نشرة الاقتصاد"]).hits
    wanted = {
        "command": "search",
        "asked": "النفط",
        "archive": str(changing.path),
        "archive_fingerprint": changing.fingerprint,
        "understood_as": 'النفط AND date:[2021-01-01..] AND source:="نشرة الاقتصاد"',
        "total": 1,
        "articles": [{"id": "oil", "sha256": article_sha256(OIL), "score": round(hit.score, 4)}],
    }
    assert {key: found[key] for key in wanted} == wanted
    assert found["options"] == {
        "layer": "",
        "limit": 2,
        "offset": 0,
        "match": "any",
        "since": "2021-01-01",
        "until": None,
        "sources": ["نشرة الاقتصاد"],
        "max_expansions": 1000,
        "sort": "relevance",
        "group": None,
    }


def test_what_a_timeline_leaves(call: Call) -> None:
    """Its counts."""
    call(*ASKED["timeline"])
    found = records(call)[-1]
    assert (found["total"], found["counts"], found["options"]["by"]) == (2, {"2021": 1, "undated": 1}, "year")


def test_each_query_of_a_batch_is_a_record(call: Call) -> None:
    """In their order."""
    call("search", "--batch", "-", "--format", "trec", stdin="النفط\nغواصة\n")
    assert [one.get("asked") for one in records(call)] == [None, "النفط", "غواصة"]


def test_hostile_text_is_escaped(call: Call, tmp_path: Path) -> None:
    """In the file, and on every way out of it."""
    call(*ASKED["hostile"])
    outputs = [call("audit", *rest).output for rest in (["show"], ["show", "--format", "jsonl"], ["replay"])]
    assert [unsafe(text, "\n") for text in [*outputs, (tmp_path / "log" / LOG).read_text("utf-8")]] == [set()] * 4
    assert records(call)[-1]["asked"].endswith(ALL)


def test_off_by_default_and_off_again(run: Run, call: Call, tmp_path: Path) -> None:
    """Nothing is written before `on`, nor after `off`."""
    assert run("search", "النفط", FIHRIS_AUDIT=str(tmp_path / "never")).exit_code == 0
    assert not (tmp_path / "never").exists()
    call("audit", "off")
    before = (tmp_path / "log" / LOG).read_bytes()
    call("search", "النفط")
    assert (tmp_path / "log" / LOG).read_bytes() == before
    again = call("audit", "off")
    assert (again.exit_code, again.stderr) == (0, f"the log is off already; it lies in {tmp_path / 'log'}\n")


def test_the_log_is_among_the_users_data(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Unless a variable names another folder."""
    monkeypatch.delenv("FIHRIS_AUDIT")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    shown = run("audit", "on")
    assert (shown.exit_code, (tmp_path / "fihris" / "audit" / LOG).exists()) == (0, True)


def test_what_changed_since(call: Call, changing: Archive) -> None:
    """Articles that are gone, new, in another place, of another text, and pushed out of the answer."""
    call("search", "-n", "2", "--sort", "oldest", "النفط OR واشنطن OR عاصفة")
    call("show", "dust")
    call("timeline", "--by", "year", "النفط")
    with changing.writer() as writer:
        writer.put(Article(id="new", text="النفط والذهب.", date=dt.date(2019, 1, 1)))
        writer.put(Article(id="oil", text=f"{OIL.text} وهبط بعدها.", date=dt.date(2021, 7, 16)))
        writer.remove("dust")
    found, shown, counted = replayed(call)
    assert {key: found[key] for key in ("gone", "out", "new", "moved", "changed", "same")} == {
        "gone": [],
        "out": ["visit"],
        "new": ["new"],
        "moved": [],
        "changed": ["oil"],
        "same": False,
    }
    assert found["total"] == {"then": 4, "now": 4}
    assert found["archive_fingerprint"]["now"] == Archive.open(changing.path).fingerprint
    assert (shown["gone"], shown["problem"], shown["same"]) == (["dust"], "", False)
    assert counted["counts"] == {"2019": {"then": 0, "now": 1}}
    assert call("audit", "replay").exit_code == 3


def test_an_article_that_is_gone_and_others_that_moved(call: Call, changing: Archive) -> None:
    """Those in another order are as few as can be; what a person reads says the same."""
    call("search", "--sort", "newest", "*")
    with changing.writer() as writer:
        writer.remove("dust")
        writer.put(
            Article(
                **{**{key: getattr(CUP, key) for key in ("id", "text", "path", "sha256")}, "date": dt.date(2022, 1, 1)}
            )
        )
    (found,) = replayed(call)
    assert [found[key] for key in ("gone", "out", "new", "moved", "changed")] == [["dust"], [], [], ["cup"], ["cup"]]
    done = call("audit", "replay")
    assert (done.exit_code, done.stdout.splitlines()[1:], done.stderr) == (
        3,
        [
            "        *",
            "        total: 5, now 4",
            "        no longer in the archive: dust",
            "        in another place: cup",
            "        other text: cup",
        ],
        "1 asked again, 1 otherwise\n",
    )


QUOTED = "ارتفعت أسعار النفط يوم الخميس وصعد سعر البرميل دولارا واحدا"
DRAFT = f"قال خبير: «{QUOTED}». وسجل المهاجم هدفين."


@pytest.fixture
def logged(call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, changing: Archive) -> Archive:
    """Return the archive that may change, of which a quotation and a draft were asked."""
    monkeypatch.setenv("FIHRIS_AUDIT", str(tmp_path / "log"))
    log(changing, "quote", QUOTED, {"limit": 10}, changing.quote(QUOTED))
    log(changing, "check", DRAFT, {}, changing.check(DRAFT))
    return changing


def test_what_a_quotation_and_a_draft_leave(call: Call, logged: Archive) -> None:
    """Verdict and places; each claim with what became of it, and the articles that tell of it."""
    _, quoted, checked = records(call)
    assert [errors("audit.json", one) for one in (quoted, checked)] == [[], []]
    (place,) = logged.quote(QUOTED).places
    wanted = {"verdict": place.verdict, "part": "text", "start": place.start, "end": place.end}
    assert quoted["verdict"] == place.verdict == "same_words"
    assert quoted["articles"] == [{"id": "oil", "sha256": article_sha256(OIL), **wanted}]
    assert checked["asked"] == DRAFT
    assert checked["claims"][0] == {
        "kind": "quotation",
        "start": DRAFT.index(QUOTED),
        "end": DRAFT.index(QUOTED) + len(QUOTED),
        "status": "found",
    }
    assert sum(checked["counts"].values()) == len(checked["claims"])
    assert "oil" in [one["id"] for one in checked["articles"]]
    assert [one["same"] for one in replayed(call)] == [True, True]


def test_a_verdict_that_is_another_now(call: Call, logged: Archive) -> None:
    """Of the quotation, and of the claim of a draft."""
    with logged.writer() as writer:
        writer.put(Article(id="oil", text=OIL.text.replace("الخميس", "الجمعة"), date=OIL.date))
    quoted, checked = replayed(call)
    assert (quoted["verdict"], quoted["changed"]) == ({"then": "same_words", "now": "altered"}, ["oil"])
    place = f"quotation {DRAFT.index(QUOTED)}-{DRAFT.index(QUOTED) + len(QUOTED)}"
    assert checked["claims"][place] == {"then": "found", "now": "altered"}
    assert f"{place}: found, now altered" in call("audit", "replay", "3").stdout


def test_what_is_read_otherwise(call: Call, logged: Archive, tmp_path: Path) -> None:
    """An article that is what it was, in which a quotation has another place: another version of fihris logged it."""
    path = tmp_path / "log" / LOG
    first, second, *_ = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    second["articles"][0]["start"] += 1
    lines = [to_line(first, first["previous"])]
    del second["sha256"]
    lines.append(to_line(second, lines[0].sha256))
    path.write_bytes(b"".join(line.text for line in lines))
    (found,) = replayed(call)
    assert (found["otherwise"], found["changed"], found["same"]) == (["oil"], [], False)


def test_another_archive_is_asked(call: Call, changing: Archive, archive: Archive) -> None:
    """With `--archive`, all that was asked of any."""
    call("search", "النفط")
    with changing.writer() as writer:
        writer.remove("oil")
    assert [one["same"] for one in replayed(call)] == [False]
    (again,) = replayed(call, "-a", str(archive.path))
    assert (again["same"], again["archive"]) == (True, {"then": str(changing.path), "now": str(archive.path)})


def test_an_archive_that_is_gone_is_told(call: Call, changing: Archive, tmp_path: Path) -> None:
    """By record, and the others are asked."""
    call("search", "النفط")
    changing.path.rename(tmp_path / "elsewhere")
    done = call("audit", "replay")
    assert (done.exit_code, "no archive at" in done.stdout) == (2, True)
    assert [one["archive"]["now"] for one in replayed(call)] == [""]


def test_what_another_version_asked_is_told(call: Call, tmp_path: Path) -> None:
    """A record of a command, or with an option, that this version does not know."""
    call("search", "النفط")
    path = tmp_path / "log" / LOG
    first, second = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    second["options"]["colour"] = "red"
    lines = [to_line(first, first["previous"])]
    for one in (second, {**second, "command": "dream"}):
        del (kept := dict(one))["sha256"]
        lines.append(to_line({**kept, "number": len(lines) + 1}, lines[-1].sha256))
    path.write_bytes(b"".join(line.text for line in lines))
    done = call("audit", "replay")
    assert (done.exit_code, done.stdout.count("this version of fihris cannot ask it again")) == (2, 2)


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda path: path.write_bytes(path.read_bytes().replace(b"search", b"Search", 1)), "line 2 is not as it was"),
        (lambda path: path.write_bytes(b"".join(path.read_bytes().splitlines(True)[1:])), "line 1 does not follow"),
        (lambda path: path.write_bytes(path.read_bytes()[:-10]), "line 3 is the last, and head.json counts 3 records"),
        (lambda path: path.write_bytes(path.read_bytes() + b'{"x'), "3 bytes behind the last record are no record"),
    ],
    ids=["edited", "cut in front", "cut behind", "torn"],
)
def test_verify_finds_what_is_not_as_it_was(
    call: Call, tmp_path: Path, damage: Callable[[Path], None], says: str
) -> None:
    """Where, and with the exit code of an error."""
    call("search", "النفط")
    call("search", "الذهب")
    whole = call("audit", "verify")
    assert (whole.exit_code, "every record is as it was written" in whole.stderr) == (0, True)
    assert json.loads((tmp_path / "log" / HEAD).read_text())["sha256"] in whole.stdout
    damage(tmp_path / "log" / LOG)
    done = call("audit", "verify")
    assert (done.exit_code, says in done.stdout) == (2, True), done.stdout


def test_a_torn_record_is_told_of_ever_after(call: Call, tmp_path: Path) -> None:
    """By `verify`, which is content, and by `show`."""
    with (tmp_path / "log" / LOG).open("ab") as file:
        file.write(b'{"number": 2')
    call("search", "النفط")
    done = call("audit", "verify")
    assert (done.exit_code, "record 2 stands in the place of one that was torn" in done.stdout) == (0, True)
    assert [errors("audit.json", one) for one in records(call)] == [[], [], []]
    assert "torn  12 bytes" in call("audit", "show").stdout


@pytest.mark.parametrize("action", ["show", "replay"])
def test_a_line_that_is_no_record_is_never_passed_over_silently(call: Call, tmp_path: Path, action: str) -> None:
    """The others are told of, and how many are not."""
    call("search", "النفط")
    call("search", "الذهب")
    path = tmp_path / "log" / LOG
    path.write_bytes(path.read_bytes().replace("النفط".encode(), "الذهب".encode(), 1))
    done = call("audit", action)
    assert (done.exit_code, "1 lines of the log are not as they were written" in done.stderr) == (2, True)
    assert "الذهب" in done.stdout


def test_nothing_is_answered_that_cannot_be_logged(call: Call, tmp_path: Path) -> None:
    """A log that was cut takes nothing more, and so nothing is answered."""
    (tmp_path / "log" / LOG).write_bytes(b"")
    done = call("search", "النفط")
    assert (done.exit_code, done.stdout, "fihris audit verify says where" in done.stderr) == (2, "", True)


def test_some_records_by_their_numbers(call: Call) -> None:
    """Others are left alone; where there is none, the exit code says so."""
    for query in ("النفط", "الذهب", "واشنطن"):
        call("search", query)
    assert "الذهب" in call("audit", "show", "3").stdout
    assert "النفط" not in call("audit", "show", "3", "4").stdout
    assert [one["number"] for one in replayed(call, "4", "2")] == [2, 4]
    assert [call("audit", action, "99").exit_code for action in ("show", "replay")] == [1, 1]


@pytest.mark.parametrize("action", ["show", "verify", "replay"])
def test_without_a_log(run: Run, tmp_path: Path, action: str) -> None:
    """It is said how to begin one."""
    done = run("audit", action, FIHRIS_AUDIT=str(tmp_path / "none"))
    assert (done.exit_code, "turn the log on with: fihris audit on" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [["on", "3"], ["verify", "3"], ["verify", "--format", "jsonl"], ["show", "-a", "x"], ["off", "-a", "x"]],
)
def test_what_an_action_has_no_use_for_is_refused(run: Run, arguments: list[str]) -> None:
    """Before anything is done."""
    done = run("audit", *arguments)
    assert (done.exit_code, "goes with" in done.stderr) == (2, True)


def test_python_is_not_logged(call: Call, changing: Archive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The log is of what the commands answer."""
    monkeypatch.setenv("FIHRIS_AUDIT", str(tmp_path / "log"))
    assert isinstance(changing, Searchable)
    assert changing.search("النفط").total == 2
    assert len(records(call)) == 1
