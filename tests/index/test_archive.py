"""The archive on disk: what it keeps, and what it says when it cannot."""

import gc
import json
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest
from fihris import Archive, Article
from fihris.index.archive import MANIFEST, Known
from fihris.index.errors import (
    ArchiveDamaged,
    ArchiveLocked,
    ArchiveMissing,
    ArchiveOutdated,
    ArticleMissing,
    FihrisError,
)
from fihris.index.schema import ANALYZER, FORMAT
from hypothesis import given, settings
from hypothesis import strategies as st

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


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


def test_articles_that_fail_while_they_are_read_leave_nothing(filled: Archive) -> None:
    """`add` takes all or none: here the iterable breaks in the middle."""

    def broken() -> object:
        yield Article(id="new", text="القطن")
        raise OSError("unplugged")

    with pytest.raises(OSError, match="unplugged"):
        filled.add(broken())  # type: ignore[arg-type]
    assert len(Archive.open(filled.path)) == 5


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


def engine_files(archive: Archive) -> list[Path]:
    named = sorted(path for path in archive.path.iterdir() if path.name != MANIFEST)
    return [path for path in named if path.stat().st_size]


def assert_damage_is_reported(archive: Archive) -> None:
    with pytest.raises(FihrisError) as caught:
        Archive.open(archive.path).search("النفط")
    assert isinstance(caught.value, ArchiveDamaged)
    assert "\n" not in str(caught.value)
    del caught
    gc.collect()  # while the warning about the file that Whoosh left open is still awaited


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize("content", [b"", b"\0", b"\xff" * 64, None], ids=["empty", "zero", "noise", "gone"])
@pytest.mark.parametrize("place", range(2))
def test_damaged_files_are_reported(filled: Archive, place: int, content: bytes | None) -> None:
    """A file of the engine that is cut, overwritten or gone is one of our errors when it is met."""
    path = engine_files(filled)[place]
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    assert_damage_is_reported(filled)


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize("cut", [10, 100, 1000])
def test_files_cut_short_are_reported(filled: Archive, cut: int) -> None:
    """The same for files that lost their end."""
    for path in engine_files(filled):
        path.write_bytes(path.read_bytes()[:-cut])
    assert_damage_is_reported(filled)


def test_one_writer_at_a_time(filled: Archive) -> None:
    """A second writer is told so at once and does no harm; readers go on."""
    with filled.writer() as writer:
        writer.put(Article(id="new", text="القطن"))
        with pytest.raises(ArchiveLocked, match="another process is writing"):
            Archive.open(filled.path).add([Article(id="other", text="نص")])
        assert Archive.open(filled.path).search("النفط").total == 2
    assert len(filled) == 6


WRITE_AND_WAIT = """
import sys
from pathlib import Path
from fihris import Archive
with Archive.open(Path(sys.argv[1])).writer():
    print("writing", flush=True)
    sys.stdin.read()
"""


def test_a_writer_in_another_process_holds_the_lock(filled: Archive) -> None:
    """The lock is seen across processes, and dies with its process."""
    command = [sys.executable, "-c", WRITE_AND_WAIT, str(filled.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"writing\n"
        with pytest.raises(ArchiveLocked):
            filled.add([])
        other.kill()
    filled.add([Article(id="new", text="القطن")])
    assert (len(filled), filled.search("القطن").total) == (6, 1)


def test_readers_in_threads_see_whole_commits(filled: Archive) -> None:
    """Whoever searches while articles are added finds all of a commit or none of it."""
    done, seen = Event(), set()

    def read() -> None:
        reader = Archive.open(filled.path)
        while not done.is_set():
            seen.add(reader.search("القطن", passages=0).total)

    thread = Thread(target=read)
    thread.start()
    for start in (0, 10):
        filled.add([Article(id=f"new {start + number}", text="القطن") for number in range(10)])
    done.set()
    thread.join()
    assert seen <= {0, 10, 20}


def test_a_missing_article_says_where_ids_are(filled: Archive) -> None:
    """The message names the id and the command that lists ids."""
    with pytest.raises(ArticleMissing) as caught:
        filled.article("لا أحد")
    assert str(caught.value) == "no article 'لا أحد'; fihris search '*' --format jsonl prints the ids"
