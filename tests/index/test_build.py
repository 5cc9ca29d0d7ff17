"""Files to archive: what a second run does, and what never stops a run."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fihris import Archive, Article
from fihris.index import build as building
from fihris.index.build import Report, build
from fihris.index.errors import ArchiveLocked, UnreadableFile

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


def test_progress_counts_the_files(archive: Archive, folder: Path) -> None:
    """It is told before each file how many are done, of how many."""
    seen: list[tuple[int, int, str]] = []
    build(archive, [folder], progress=lambda done, total, file: seen.append((done, total, file.name)))
    assert seen == [(0, 3, "many.jsonl"), (1, 3, "one.txt"), (2, 3, "two.txt")]


def test_an_interrupted_run_leaves_the_archive_as_it_was(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the middle of a run undoes the run."""

    def interrupted(path: Path, root: Path) -> Iterator[Article | UnreadableFile]:
        if path.name == "one.txt":
            raise KeyboardInterrupt
        yield Article(id=path.name, text="نص.")

    monkeypatch.setattr(building, "read", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(archive, [folder])
    assert len(Archive.open(archive.path)) == 0


def test_two_runs_at_once_are_refused(archive: Archive, folder: Path) -> None:
    """The second is told that the archive is being written."""
    with archive.writer(), pytest.raises(ArchiveLocked):
        build(Archive.open(archive.path), [folder])


def test_the_archive_may_lie_among_its_articles(folder: Path) -> None:
    """An archive's own files are never taken for articles."""
    archive = Archive.create(folder / "archive")
    assert counts(build(archive, [folder])) == (4, 0, 0, 0, 0)
    assert counts(build(archive, [folder], prune=True)) == (0, 0, 4, 0, 0)
