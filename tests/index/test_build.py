"""Files to archive: what a second run does, and what never stops a run."""

import json
import multiprocessing
import pickle
from pathlib import Path

import pytest
from fihris import Archive, Article
from fihris.index import build as building
from fihris.index import preparing
from fihris.index.build import Report, build
from fihris.index.errors import (
    ArchiveDamaged,
    ArchiveLocked,
    ArticleMissing,
    BadArticle,
    BadInput,
    FihrisError,
    UnreadableFile,
)

BODY = "وصل الوفد إلى العاصمة صباح الخميس، وعقد اجتماعاً طويلاً مع الوزير، ثم غادر في المساء إلى بلاده."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    (made / "sub").mkdir(parents=True)
    (made / "one.txt").write_text(f"الوفد في العاصمة\n\n{BODY}\n", encoding="utf-8")
    (made / "sub" / "two.txt").write_text(f"القطن في السوق\n\n{BODY} وبيع القطن.\n", encoding="utf-8")
    lines = [{"id": "j1", "text": "ارتفع سعر الذهب."}, {"id": "j2", "text": "انخفض سعر الفضة."}]
    write_lines(made / "many.jsonl", lines)
    return made


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.create(tmp_path / "archive")


def write_lines(path: Path, records: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.added, report.replaced, report.unchanged, report.pruned, len(report.failures)


def test_everything_is_new_at_first(archive: Archive, folder: Path) -> None:
    """Each article is added under the id it brings, else under its path below the folder."""
    report = build(archive, [folder])
    assert (counts(report), report.indexed) == ((4, 0, 0, 0, 0), 4)
    assert sorted(archive.known()) == ["j1", "j2", "one.txt", "sub/two.txt"]
    assert archive.article("sub/two.txt").title == "القطن في السوق"


def test_a_second_run_skips_what_it_knows(archive: Archive, folder: Path) -> None:
    """Nothing is written for bytes that are indexed already."""
    build(archive, [folder])
    before = archive.known()
    assert counts(build(archive, [folder])) == (0, 0, 4, 0, 0)
    assert archive.known() == before


def test_what_changed_is_replaced(archive: Archive, folder: Path) -> None:
    """One changed file and one changed record of a file of many are read again, the rest is not."""
    build(archive, [folder])
    (folder / "one.txt").write_text(f"عنوان جديد تماماً\n\n{BODY}\n", encoding="utf-8")
    write_lines(folder / "many.jsonl", [{"id": "j1", "text": "ارتفع سعر الذهب."}, {"id": "j2", "text": "نص آخر."}])
    assert counts(build(archive, [folder])) == (0, 2, 2, 0, 0)
    assert (archive.article("one.txt").title, archive.article("j2").text) == ("عنوان جديد تماماً", "نص آخر.")
    assert len(archive) == 4


def test_a_moved_article_keeps_its_id_and_gets_its_new_path(archive: Archive, folder: Path) -> None:
    """The same bytes in another file replace what is known of the id."""
    build(archive, [folder])
    (folder / "many.jsonl").rename(folder / "moved.jsonl")
    assert counts(build(archive, [folder], prune=True)) == (0, 2, 2, 0, 0)
    assert archive.known()["j1"].path == str((folder / "moved.jsonl").resolve())


def test_nothing_is_removed_without_being_asked(archive: Archive, folder: Path) -> None:
    """Files that are gone stay in the archive."""
    build(archive, [folder])
    (folder / "one.txt").unlink()
    assert counts(build(archive, [folder])) == (0, 0, 3, 0, 0)
    assert len(archive) == 4


def test_pruning_removes_what_is_gone(archive: Archive, folder: Path) -> None:
    """A file that is gone and a record that is gone from its file are removed."""
    build(archive, [folder])
    (folder / "one.txt").unlink()
    write_lines(folder / "many.jsonl", [{"id": "j1", "text": "ارتفع سعر الذهب."}])
    assert counts(build(archive, [folder], prune=True)) == (0, 0, 2, 2, 0)
    assert sorted(archive.known()) == ["j1", "sub/two.txt"]


def test_pruning_stays_below_its_paths(archive: Archive, folder: Path, tmp_path: Path) -> None:
    """What another run indexed from elsewhere is not of this run's business, nor a folder of a like name."""
    for name in ("elsewhere", "articles-old"):
        (tmp_path / name).mkdir()
        write_lines(tmp_path / name / "x.jsonl", [{"id": name, "text": "نص."}])
        build(archive, [tmp_path / name])
        (tmp_path / name / "x.jsonl").unlink()
    archive.add([Article(id="by hand", text="نص.")])
    assert counts(build(archive, [folder], prune=True)) == (4, 0, 0, 0, 0)
    assert {"elsewhere", "articles-old", "by hand"} <= set(archive.known())


def test_a_single_file_can_be_pruned(archive: Archive, folder: Path) -> None:
    """A path that names a file stands for the articles of that file."""
    build(archive, [folder / "many.jsonl"])
    write_lines(folder / "many.jsonl", [{"id": "j2", "text": "انخفض سعر الفضة."}])
    assert counts(build(archive, [folder / "many.jsonl"], prune=True)) == (0, 0, 1, 1, 0)


def test_pruning_a_folder_that_is_gone(archive: Archive, folder: Path) -> None:
    """A path that cannot be read is a failure, no reason to forget its articles."""
    build(archive, [folder])
    folder.rename(folder.with_name("unmounted"))
    report = build(archive, [folder], prune=True)
    assert counts(report) == (0, 0, 0, 0, 1)
    assert len(archive) == 4


def test_pruning_keeps_what_became_unreadable(archive: Archive, folder: Path) -> None:
    """A damaged file may be mended: its articles stay until it is gone."""
    build(archive, [folder])
    (folder / "one.txt").write_bytes(b"\0\1\2" * 50)
    (folder / "many.jsonl").write_text("{broken\n", encoding="utf-8")
    report = build(archive, [folder], prune=True)
    assert counts(report) == (0, 0, 1, 0, 2)
    assert sorted(archive.known()) == ["j1", "j2", "one.txt", "sub/two.txt"]


def test_pruning_keeps_the_rest_of_a_file_with_one_bad_record(archive: Archive, folder: Path) -> None:
    """A record that became unreadable is not taken for one that is gone."""
    build(archive, [folder])
    good = json.dumps({"id": "j1", "text": "ارتفع سعر الذهب."})
    (folder / "many.jsonl").write_text(f'{good}\n{{"id": "j2", "text": 5}}\n', encoding="utf-8")
    assert counts(build(archive, [folder], prune=True)) == (0, 0, 3, 0, 1)
    assert "j2" in archive.known()


def test_the_second_article_of_an_id_is_reported(archive: Archive, tmp_path: Path) -> None:
    """The first stays; the message names both files. The same article twice is no fault."""
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    write_lines(first, [{"id": "same", "text": "الأول."}, {"id": "copy", "text": "نص."}])
    write_lines(second, [{"id": "same", "text": "الثاني."}, {"id": "copy", "text": "نص."}])
    report = build(archive, [first, second])
    assert [str(failure) for failure in report.failures] == [
        f"{second}: same: its id was used before, by {first}; give each article an id of its own"
    ]
    assert (counts(report), archive.article("same").text) == ((2, 0, 0, 0, 1), "الأول.")


def test_a_path_given_twice_is_read_once_over(archive: Archive, folder: Path) -> None:
    """Overlapping paths report no duplicates and count no article twice."""
    report = build(archive, [folder, folder / "."])
    assert counts(report) == (4, 0, 0, 0, 0)


def test_what_cannot_be_read_never_stops_the_run(archive: Archive, folder: Path) -> None:
    """Failures are values, in the order of the run; everything else is indexed."""
    (folder / "bytes.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "lines.jsonl").write_text('{"id": "ok", "text": "نص."}\nnot json\n[]\n', encoding="utf-8")
    (folder / "link.txt").symlink_to(folder / "lost")
    (folder / "odd.exe").write_bytes(b"MZ")
    missing, unknown = folder / "missing.txt", folder / "odd.exe"
    report = build(archive, [missing, unknown, folder])
    assert report.added == 5
    assert [failure.path.name for failure in report.failures if failure.path != folder / "link.txt"] == [
        "missing.txt",
        "odd.exe",
        "bytes.txt",
        "empty.txt",
        "lines.jsonl",
        "lines.jsonl",
    ]
    assert sorted(archive.known()) == ["j1", "j2", "ok", "one.txt", "sub/two.txt"]


def test_nothing_to_index_is_an_empty_report(archive: Archive, tmp_path: Path) -> None:
    """An empty folder is no failure; no path at all neither."""
    (tmp_path / "nothing").mkdir()
    assert build(archive, [tmp_path / "nothing"]) == Report()
    assert build(archive, []) == Report()
    assert Report().indexed == 0


def test_progress_counts_the_groups(archive: Archive, folder: Path, small_groups: None) -> None:
    """After each group of files it is told how many are done, of how many, and the file reached."""
    seen: list[tuple[int, int, str]] = []
    build(archive, [folder], jobs=1, progress=lambda done, total, file: seen.append((done, total, file.name)))
    assert [(done, total) for done, total, _ in seen] == [(at + 1, len(seen)) for at in range(len(seen))]
    assert list(dict.fromkeys(name for *_, name in seen)) == ["many.jsonl", "one.txt", "two.txt"]
    assert build(archive, [], progress=lambda *told: seen.clear()) == Report()
    assert seen


@pytest.fixture
def small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have pieces, groups and batches so small that several processes have something to do."""
    monkeypatch.setattr(building, "SMALLEST_GROUP", 200)
    monkeypatch.setattr(building, "LARGEST_GROUP", 200)
    monkeypatch.setattr(building, "MOST_FILES", 2)
    monkeypatch.setattr(building, "FEWEST_FORMS", 10)
    monkeypatch.setattr(preparing, "AT_ONCE", 3)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_run_leaves_the_archive_as_it_was(
    archive: Archive, folder: Path, small_groups: None, jobs: int
) -> None:
    """Ctrl-C in the middle of a run undoes the run, and its processes end."""
    build(archive, [folder / "one.txt"])
    before = {path.name: path.read_bytes() for path in archive.path.iterdir()}

    def interrupted(done: int, total: int, file: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(archive, [folder], jobs=jobs, progress=interrupted)
    assert {path.name: path.read_bytes() for path in archive.path.iterdir()} == before
    assert multiprocessing.active_children() == []
    assert counts(build(archive, [folder], jobs=jobs)) == (3, 0, 1, 0, 0)


@pytest.fixture
def mixed(folder: Path) -> Path:
    """Return a folder with files of all sorts: large, broken, and with ids that come again."""
    lines = [{"id": f"l{at}", "title": f"خبر {at}", "text": f"{BODY} قال الوزير {at * 7}."} for at in range(40)]
    lines += [{"id": "l3", "text": "غير ذلك."}, lines[5], {"id": "j1", "text": "ليس هو."}]
    write_lines(folder / "long.jsonl", lines)
    with (folder / "long.jsonl").open("a", encoding="utf-8") as file:
        file.write('not json\n{"id": "l40", "text": 5}\n' + json.dumps({"id": "l41", "text": "النهاية."}) + "\n")
    (folder / "bytes.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "zzz.txt").write_text(f"الخاتمة\n\n{BODY}\n", encoding="utf-8")
    return folder


def run_twice(archive: Archive, mixed: Path, jobs: int) -> tuple[list[object], dict[str, bytes]]:
    """Index a folder, change it, index it again; return what was reported, and every file of the archive."""
    first = build(archive, [mixed, mixed / "missing.txt"], jobs=jobs)
    before = (mixed / "long.jsonl").read_text(encoding="utf-8")
    after = before.replace(" 7.", " 8.").replace('"l9"', '"l99"')
    (mixed / "long.jsonl").write_text(after, encoding="utf-8")
    (mixed / "zzz.txt").rename(mixed / "zzz")
    second = build(archive, [mixed], jobs=jobs, prune=True)
    (mixed / "zzz").rename(mixed / "zzz.txt")
    (mixed / "long.jsonl").write_text(before, encoding="utf-8")
    reported: list[object] = [
        told for report in (first, second) for told in (counts(report), list(map(str, report.failures)))
    ]
    return reported, {path.name: path.read_bytes() for path in archive.path.iterdir()}


def test_the_archive_is_the_same_however_many_processes(tmp_path: Path, mixed: Path, small_groups: None) -> None:
    """Files are equal byte for byte, and broken files and ids that come again are reported in the same order."""
    reported, expected = run_twice(Archive.create(tmp_path / "with 1"), mixed, 1)
    assert reported[0] == (46, 0, 0, 0, 6)
    assert reported[2] == (1, 1, 43, 1, 5)
    for jobs in (2, 3):
        again, files = run_twice(Archive.create(tmp_path / f"with {jobs}"), mixed, jobs)
        assert again == reported
        assert {name: data for name, data in files.items() if data != expected.get(name)} == {}
        assert set(files) == set(expected)


def test_the_archive_is_the_same_however_large_the_groups(
    tmp_path: Path, mixed: Path, request: pytest.FixtureRequest
) -> None:
    """How files are cut and batches are made shows nowhere."""
    reported, expected = run_twice(Archive.create(tmp_path / "large"), mixed, 1)
    request.getfixturevalue("small_groups")
    again, files = run_twice(Archive.create(tmp_path / "small"), mixed, 1)
    assert again == reported
    assert {name for name, data in files.items() if data != expected.get(name)} == set()


def test_the_first_of_an_id_stays_and_is_found(archive: Archive, tmp_path: Path) -> None:
    """Also when the second is in the same batch, or is one of many."""
    write_lines(tmp_path / "a.jsonl", [{"id": "same", "text": f"النص {at}."} for at in range(5)])
    assert counts(build(archive, [tmp_path / "a.jsonl"])) == (1, 0, 0, 0, 4)
    assert (len(archive), archive.article("same").text, archive.snapshot.size) == (1, "النص 0.", 1)
    assert [hit.article.text for hit in archive.search("النص").hits] == ["النص 0."]
    assert counts(build(archive, [tmp_path / "a.jsonl"])) == (0, 0, 1, 0, 4)


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_runs_are_one(tmp_path: Path, small_groups: None, jobs: int) -> None:
    """Files that come, change and go give, after any number of runs, what one run over the last state gives."""
    folder, archive = tmp_path / "articles", Archive.create(tmp_path / "archive")
    folder.mkdir()
    for run in range(6):
        for at in range(run, run + 4):
            write_lines(folder / f"{at}.jsonl", [{"id": f"{at} {n}", "text": f"{BODY} {run * n}"} for n in range(3)])
        (folder / f"{run - 2}.jsonl").unlink(missing_ok=True)
        build(archive, [folder], jobs=jobs, prune=True)
    clean = Archive.create(tmp_path / "clean")
    build(clean, [folder], jobs=jobs)
    assert (archive.known(), len(archive.manifest.segments) <= 3) == (clean.known(), True)
    for identifier in clean.known():
        assert archive.article(identifier) == clean.article(identifier)
    for query in ("الوفد", "5", "15", '"في المساء"', "*"):
        ours, theirs = (
            {hit.article.id: pytest.approx(hit.score, rel=0.1) for hit in one.search(query, limit=99).hits}
            for one in (archive, clean)
        )
        assert ours == {name: one.expected for name, one in theirs.items()}


@pytest.mark.parametrize(
    "error",
    [
        UnreadableFile(Path("a.txt"), "empty"),
        BadArticle(Path("a.jsonl"), "line 5", "no text"),
        ArchiveDamaged(Path("archive"), "s1.words is gone"),
        ArchiveLocked(Path("archive")),
        ArticleMissing("5"),
        BadInput("no such option"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_come_back_from_other_processes(error: FihrisError) -> None:
    """What a process cannot read is told by the process that reports: the same error, with its parts."""
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_little_memory_is_enough(archive: Archive, folder: Path) -> None:
    """However little a run may hold, groups have a least size."""
    assert counts(build(archive, [folder], memory=0, jobs=1)) == (4, 0, 0, 0, 0)


def test_two_runs_at_once_are_refused(archive: Archive, folder: Path) -> None:
    """The second is told that the archive is being written."""
    with archive.writer(), pytest.raises(ArchiveLocked):
        build(Archive.open(archive.path), [folder])


def test_the_archive_may_lie_among_its_articles(folder: Path) -> None:
    """An archive's own files are never taken for articles."""
    archive = Archive.create(folder / "archive")
    assert counts(build(archive, [folder])) == (4, 0, 0, 0, 0)
    assert counts(build(archive, [folder], prune=True)) == (0, 0, 4, 0, 0)
