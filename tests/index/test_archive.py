"""The archive on disk: what it keeps, who may read and write it when, and what it says when it cannot."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from fihris import Archive, Article
from fihris.index import archive as module
from fihris.index import writing
from fihris.index.archive import Known
from fihris.index.errors import (
    ArchiveDamaged,
    ArchiveLocked,
    ArchiveMissing,
    ArchiveOutdated,
    ArticleMissing,
    BadInput,
)
from fihris.index.segments.manifest import LOCK, MANIFEST, Manifest, read_manifest
from fihris.index.segments.splitting import Splitter
from fihris.index.versions import ANALYZER, FORMAT
from hypothesis import given, settings
from hypothesis import strategies as st

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=30)


@pytest.fixture
def empty(tmp_path: Path) -> Archive:
    return Archive.create(tmp_path / "new" / "archive")


@pytest.fixture
def filled(empty: Archive, articles: tuple[Article, ...]) -> Archive:
    empty.add(articles)
    return empty


def test_a_new_archive_is_empty(empty: Archive) -> None:
    """`create` makes the folders above it too, and an archive without articles can be asked everything."""
    assert (len(empty), empty.known(), empty.search("النفط").hits) == (0, {}, ())
    manifest = json.loads((empty.path / MANIFEST).read_text(encoding="utf-8"))
    assert manifest | {"format": FORMAT, "analyzer": ANALYZER} == manifest


def test_creating_twice_opens(filled: Archive) -> None:
    """`create` on an archive that is there keeps its articles."""
    assert len(Archive.create(filled.path)) == 5


def test_what_was_added_is_there_after_opening(filled: Archive, articles: tuple[Article, ...]) -> None:
    """Every article comes back whole from another process's point of view."""
    again = Archive.open(str(filled.path))
    assert [again.article(one.id) for one in articles] == list(articles)


@settings(max_examples=15)
@given(st.lists(st.builds(Article, id=ANYTHING.filter(bool), text=ANYTHING, title=ANYTHING), max_size=4))
def test_any_text_can_be_kept(tmp_path_factory: pytest.TempPathFactory, articles: list[Article]) -> None:
    """Ids and texts of any characters go in and come out; the last article of an id stays."""
    archive = Archive.create(tmp_path_factory.mktemp("any"))
    archive.add(articles)
    assert len(archive) == len({one.id for one in articles})
    for one in {one.id: one for one in articles}.values():
        assert archive.article(one.id) == one


def test_an_article_replaces_the_one_of_its_id(filled: Archive) -> None:
    """After the replacement the old words are gone, also for who searched before."""
    assert [hit.article.id for hit in filled.search("برميل").hits] == ["oil"]
    filled.add([Article(id="oil", text="نص جديد عن القطن.")])
    assert len(filled) == 5
    assert filled.search("برميل").total == 0
    assert [hit.article.id for hit in filled.search("القطن").hits] == ["oil"]


def test_the_last_article_of_an_id_in_one_commit_stays(empty: Archive) -> None:
    """Also articles that are not committed yet are replaced."""
    empty.add([Article(id="1", text="أول"), Article(id="1", text="ثان")])
    assert (len(empty), empty.article("1").text) == (1, "ثان")


def test_known_tells_hash_and_path(filled: Archive, articles: tuple[Article, ...]) -> None:
    """`known` lists every article, after replacing and removing too."""
    with filled.writer() as writer:
        writer.remove("dust")
        writer.remove("never there")
        writer.put(Article(id="cup", text="نص", path="/elsewhere", sha256="f6"))
    expected = {one.id: Known(one.sha256, one.path) for one in articles if one.id != "dust"}
    assert filled.known() == {**expected, "cup": Known("f6", "/elsewhere")}


def test_a_failed_write_leaves_nothing(filled: Archive) -> None:
    """An exception between two commits undoes everything, and the lock is free again."""

    def fail() -> None:
        with filled.writer() as writer:
            writer.put(Article(id="new", text="القطن"))
            writer.remove("oil")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (len(filled), filled.search("القطن").total, filled.article("oil").id) == (5, 0, "oil")
    filled.add([Article(id="new", text="القطن")])
    assert len(filled) == 6


def test_a_missing_archive_says_how_to_make_one(tmp_path: Path) -> None:
    """The message holds the command."""
    with pytest.raises(ArchiveMissing) as caught:
        Archive.open(tmp_path / "none")
    path = tmp_path / "none"
    assert str(caught.value) == f"no archive at {path}; make one with: fihris index ARTICLES -a {path}"


@pytest.mark.parametrize(
    "change", [{"format": FORMAT + 1}, {"analyzer": "older"}, {"lexicon": "older"}, {"format": "1"}]
)
def test_an_outdated_archive_is_not_read(filled: Archive, change: dict[str, object]) -> None:
    """Another format or analyzer means to index again."""
    manifest = json.loads((filled.path / MANIFEST).read_text(encoding="utf-8"))
    (filled.path / MANIFEST).write_text(json.dumps(manifest | change), encoding="utf-8")
    for opening in (Archive.open, Archive.create):
        with pytest.raises(ArchiveOutdated, match=r"delete the folder and index the articles again"):
            opening(filled.path)


@pytest.mark.parametrize(
    "manifest",
    [b"", b"{", b"[]", b"null", b'"text"', b"{}", b'{"format": 1}', b"\xff\xfe\x00", b"[" * 100_000],
    ids=["empty", "cut", "list", "null", "string", "no keys", "one key", "not UTF-8", "too deep"],
)
def test_a_damaged_manifest_is_reported(filled: Archive, manifest: bytes) -> None:
    """Whatever the manifest holds, opening says that the archive is damaged."""
    (filled.path / MANIFEST).write_bytes(manifest)
    with pytest.raises(ArchiveDamaged, match=MANIFEST):
        Archive.open(filled.path)


def test_a_folder_in_the_manifests_place_is_damage(filled: Archive) -> None:
    """Not only its content may be wrong."""
    (filled.path / MANIFEST).unlink()
    (filled.path / MANIFEST).mkdir()
    with pytest.raises(ArchiveDamaged):
        Archive.open(filled.path)


def test_one_writer_at_a_time(filled: Archive) -> None:
    """A second writer is told so at once and does no harm; readers go on."""
    with filled.writer() as writer:
        writer.put(Article(id="new", text="القطن"))
        with pytest.raises(ArchiveLocked, match="another process is writing"):
            Archive.open(filled.path).add([Article(id="other", text="نص")])
        assert Archive.open(filled.path).search("النفط").total == 2
    assert len(filled) == 6


@contextmanager
def another_process(code: str, archive: Archive) -> Iterator[subprocess.Popen[str]]:
    """Run code that has `archive`, in another process."""
    opening = "import sys; from fihris import Archive, Article; archive = Archive.open(sys.argv[1])\n"
    command = [sys.executable, "-c", opening + code, str(archive.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield process
        finally:
            process.kill()


def told(process: subprocess.Popen[str], message: str = "") -> str:
    """Tell another process a line, and return what it says next."""
    assert process.stdin
    assert process.stdout
    if message:
        process.stdin.write(message + "\n")
        process.stdin.flush()
    return process.stdout.readline().strip()


WRITE_AND_WAIT = """
with archive.writer():
    print("writing", flush=True)
    sys.stdin.read()
"""


def test_a_writer_in_another_process_holds_the_lock(filled: Archive) -> None:
    """The lock is seen across processes, and dies with its process."""
    with another_process(WRITE_AND_WAIT, filled) as other:
        assert told(other) == "writing"
        with pytest.raises(ArchiveLocked):
            filled.add([])
        other.kill()
        other.wait()
        filled.add([Article(id="new", text="القطن")])
    assert (len(filled), filled.search("القطن").total) == (6, 1)


COMMIT_WHEN_TOLD = """
for number, line in enumerate(sys.stdin):
    with archive.writer() as writer:
        writer.put(Article(id=f"new {number}", text="القطن في السوق"))
        writer.remove("oil")
    archive.merge()
    print(len(archive), flush=True)
"""


def test_a_reader_keeps_its_snapshot(filled: Archive, articles: tuple[Article, ...]) -> None:
    """What is open stays whole while another process commits and removes the files; `refresh` turns to the new."""
    reader = Archive.open(filled.path)
    assert not reader.refresh()
    with another_process(COMMIT_WHEN_TOLD, filled) as other:
        assert [told(other, "go"), told(other, "go")] == ["5", "6"]
        assert not (filled.path / "s1.words").exists()
        assert ([reader.article(one.id) for one in articles], len(reader)) == (list(articles), 5)
        assert (reader.search("القطن").total, reader.search("النفط").total) == (0, 2)
        assert reader.refresh()
        assert (len(reader), reader.search("القطن").total, reader.search("النفط").total) == (6, 2, 1)
        assert not reader.refresh()
        assert told(other, "go") == "7"
        assert reader.damaged() == []
        filled.add([Article(id="ours", text="القطن")])  # a writer begins with what others have committed
    assert sorted(filled.known()) == ["cup", "dust", "market 5", "new 0", "new 1", "new 2", "ours", "visit"]


def test_opening_while_another_commits(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """When files go between reading the manifest and opening them, the manifest is read again."""
    writer = Archive.open(filled.path)

    def slowly(path: Path) -> Manifest:
        manifest = read_manifest(path)
        monkeypatch.setattr(module, "read_manifest", read_manifest)
        writer.add([Article(id=f"new {len(writer)}", text="القطن")])
        writer.merge()
        return manifest

    monkeypatch.setattr(module, "read_manifest", slowly)
    assert len(Archive.open(filled.path)) == 6
    monkeypatch.setattr(module, "read_manifest", slowly)
    assert filled.refresh()
    assert len(filled) == 7


def test_readers_in_threads_see_whole_commits(filled: Archive) -> None:
    """Whoever opens, refreshes and searches while articles are added finds all of a commit or none of it."""
    done, seen, failures = Event(), set(), []

    def read(reader: Archive, again: bool) -> None:
        try:
            while not done.is_set():
                reader = Archive.open(filled.path) if again else reader
                reader.refresh()
                seen.add((len(reader.search("القطن", passages=0).hits) % 3, len(reader) % 3))
                seen.add((len(reader.search("القط*", limit=99).hits) % 3, 2))
        except Exception as error:  # noqa: BLE001
            failures.append(error)

    readers = (filled, False), (filled, False), (Archive.open(filled.path), False), (filled, True)
    threads = [Thread(target=read, args=one) for one in readers]
    for thread in threads:
        thread.start()
    for start in range(0, 30, 3):
        filled.add([Article(id=f"new {start + number}", text="القطن") for number in range(3)])
    done.set()
    for thread in threads:
        thread.join()
    assert (failures, seen) == ([], {(0, 2), (1, 2)} & seen)
    assert (len(filled), filled.search("القطن", limit=99).total) == (35, 30)


def test_creating_never_undoes_another_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes create one archive: the second finds what the first has committed by then."""
    check = module._check_new

    def meanwhile(path: Path) -> None:
        monkeypatch.setattr(module, "_check_new", check)
        Archive.create(path).add([Article(id="1", text="نص")])

    monkeypatch.setattr(module, "_check_new", meanwhile)
    assert sorted(Archive.create(tmp_path / "archive").known()) == ["1"]


def names(archive: Archive) -> set[str]:
    return {path.name for path in archive.path.iterdir()}


def test_no_archive_is_begun_over_something_else(filled: Archive) -> None:
    """Where articles were committed, and where other files are, no archive is made; they stay."""
    (filled.path / MANIFEST).unlink()
    with pytest.raises(ArchiveDamaged, match=r"manifest\.json is gone"):
        Archive.create(filled.path)
    (filled.path / "s1.words").unlink()
    with pytest.raises(BadInput, match="holds other files"):
        Archive.create(filled.path)
    assert "s1.articles" in names(filled)


def test_an_archive_that_was_begun_is_begun_again(tmp_path: Path) -> None:
    """What is left of a `create` that was killed does not stand in the way."""
    (tmp_path / LOCK).write_bytes(b"")
    (tmp_path / f"{MANIFEST}.new").write_text("{", encoding="utf-8")
    archive = Archive.create(tmp_path)
    archive.add([Article(id="1", text="نص")])
    assert names(archive) == {LOCK, MANIFEST, *archive.manifest.files()}


def test_writers_remove_what_writers_left(filled: Archive) -> None:
    """Nothing else: a file that somebody put there stays."""
    for name in ("s7.articles", "s1.deleted-9", "notes.txt"):
        (filled.path / name).write_text("?", encoding="utf-8")
    filled.add([Article(id="new", text="نص")])
    assert names(filled) == {LOCK, MANIFEST, "notes.txt", *filled.manifest.files()}


def test_a_writer_that_does_nothing_commits_nothing(filled: Archive) -> None:
    """No article, or one that was never there, is no commit; everything but the lock is untouched."""
    before = {path.name: path.read_bytes() for path in filled.path.iterdir()}
    filled.add([])
    with filled.writer() as writer:
        writer.remove("never there")
    assert {path.name: path.read_bytes() for path in filled.path.iterdir()} == before


CHANGES = st.lists(st.tuples(st.integers(0, 6), st.none() | st.integers(0, 3)), max_size=8)
"""Ids with a new text, or none to remove them."""
TEXTS = ("النفط", "القطن في السوق", "سعر النفط والقطن", "")


@settings(max_examples=25)
@given(st.lists(CHANGES, max_size=6))
def test_many_small_commits_are_one(
    tmp_path_factory: pytest.TempPathFactory, commits: list[list[tuple[int, int | None]]]
) -> None:
    """Replacing and removing in any order gives the articles, counts and hits of one run over what is there."""
    folder = tmp_path_factory.mktemp("many")
    changed, clean = Archive.create(folder / "changed"), Archive.create(folder / "clean")
    there: dict[str, Article] = {}
    for changes in commits:
        with changed.writer() as writer:
            for number, text in changes:
                there.pop(str(number), None)
                if text is None:
                    writer.remove(str(number))
                else:
                    there[str(number)] = Article(id=str(number), text=TEXTS[text], path=f"/{text}", sha256=f"{text}")
                    writer.put(there[str(number)])
    clean.add(there.values())
    assert changed.known() == clean.known() == {one.id: Known(one.sha256, one.path) for one in there.values()}
    assert ([changed.article(one) for one in there], len(changed)) == (list(there.values()), len(there))
    for query in ("النفط", "القطن السوق", '"في السوق"', "NOT قطن", "*قطن", "*"):
        ours, theirs = changed.search(query, limit=99), clean.search(query, limit=99)
        assert ours.total == theirs.total
        assert {hit.article.id for hit in ours.hits} == {hit.article.id for hit in theirs.hits}


def scores(archive: Archive, query: str) -> dict[str, float]:
    return {hit.article.id: hit.score for hit in archive.search(query, limit=99).hits}


def test_segments_stay_few(empty: Archive) -> None:
    """However many small commits there are, a search reads few segments, and scores as if there were one."""
    most = 0
    texts = (f"قال الوزير {number} إن النفط {'نعم ' * (number % 3)}" for number in range(90))
    articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    for one in articles:
        empty.add([one])
        most = max(most, len(empty.manifest.segments))
    clean = Archive.create(empty.path.with_name("clean"))
    clean.add(articles)
    assert most <= 4
    for query in ("النفط", "الوزير 17", "نعم"):
        assert scores(empty, query) == pytest.approx(scores(clean, query), rel=0.1)


def test_what_was_replaced_before_the_commit_counts_for_nothing(empty: Archive) -> None:
    """An article that is put again and again weighs, and makes others weigh, as if it had been put once."""
    last = [Article(id="1", text="النفط"), Article(id="2", text="سعر النفط اليوم")]
    empty.add([*(Article(id="1", text="النفط " * 50) for _ in range(3_000)), *last])
    clean = Archive.create(empty.path.with_name("clean"))
    clean.add(last)
    assert (len(empty), empty.manifest.mean_length) == (2, clean.manifest.mean_length) == (2, 2.0)
    assert scores(empty, "النفط") == pytest.approx(scores(clean, "النفط"), rel=0.05)


def test_batches_of_any_process_and_articles_put_by_hand(empty: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers of processes may be large; what waits is written before a batch, and what is not kept is not there."""
    empty.add([Article(id="old", text="قال الوزير")])
    monkeypatch.setattr(writing, "DRIFT", 0.0)  # the older segment is written again
    batches = [[Article(id=f"{at}", text=f"النفط {at}"), Article(id="twice", text=f"القطن {at}")] for at in range(2)]
    with empty.writer() as writer:
        dictionary = writer.begin([])
        for at, articles in enumerate(batches):
            writer.put(Article(id=f"by hand {at}", text="الذهب"))
            writer.put_batch(Splitter(dictionary).batch(articles), (1 << 16) + at, [True, not at])
    assert len(empty.manifest.segments) == 1
    texts = {identifier: empty.article(identifier).text for identifier in empty.known()}
    by_hand = {"by hand 0": "الذهب", "by hand 1": "الذهب"}
    assert texts == {"old": "قال الوزير", "0": "النفط 0", "1": "النفط 1", "twice": "القطن 0", **by_hand}
    for query, found in (("النفط", {"0", "1"}), ("القطن", {"twice"}), ("الوزير", {"old"}), ("الذهب", set(by_hand))):
        assert set(scores(empty, query)) == found


def test_a_missing_article_says_where_ids_are(filled: Archive) -> None:
    """The message names the id and the command that lists ids."""
    with pytest.raises(ArticleMissing) as caught:
        filled.article("لا أحد")
    assert str(caught.value) == "no article 'لا أحد'; fihris search '*' --format jsonl prints the ids"


def test_a_fingerprint_is_that_of_the_state(tmp_path: Path, articles: tuple[Article, ...]) -> None:
    """The same articles written in the same steps have the same, wherever they lie; others have another."""
    here, there, elsewhere = (Archive.create(tmp_path / name) for name in ("here", "there", "elsewhere"))
    empty = here.fingerprint
    here.add(articles)
    there.add(articles)
    elsewhere.add((*articles[:-1], Article(id=articles[-1].id, text=f"{articles[-1].text}.")))
    assert here.fingerprint == there.fingerprint == Archive.open(here.path).fingerprint
    assert len({empty, here.fingerprint, elsewhere.fingerprint}) == 3


def test_what_is_deleted_is_part_of_the_fingerprint(filled: Archive, articles: tuple[Article, ...]) -> None:
    """Whatever is written, whoever has it open keeps the fingerprint of what they see."""
    reader, before = Archive.open(filled.path), filled.fingerprint
    with filled.writer() as writer:
        writer.remove(articles[0].id)
    assert reader.fingerprint == before != filled.fingerprint
    reader.refresh()
    assert reader.fingerprint == filled.fingerprint
