"""Finding files, naming articles, and surviving whatever a file holds."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fihris.index.article import Article
from fihris.index.errors import UnreadableFile
from fihris.index.readers import SUFFIXES, files, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

BODY = "افتتاح الجسر\n\nنص قصير هنا"


def tree(folder: Path, *names: str) -> None:
    """Write small files below a folder."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BODY, "utf-8")


def found(folder: Path, *named: str) -> list[str]:
    """Return what `files` yields, as paths below a folder or as messages."""
    yielded = files([folder / name for name in named])
    return [item.relative_to(folder).as_posix() if isinstance(item, Path) else item.reason for item in yielded]


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    """Hidden and unknown files are passed over, compressed ones are not, XML only if it is TREC."""
    tree(tmp_path, "b/2.txt", "b/1.jsonl.gz", "a.HTML", ".git/x.txt", ".x.txt", "c.pdf", "c.png.gz", "d.xml")
    (tmp_path / "e.xml").write_text("<DOC></DOC>")
    assert found(tmp_path, "") == ["a.HTML", "b/1.jsonl.gz", "b/2.txt", "e.xml"]


def test_what_is_named_and_cannot_be_read_is_reported(tmp_path: Path) -> None:
    """A missing path, an unknown kind and what is no file each say so; the rest is yielded."""
    tree(tmp_path, "a.txt", "c.pdf")
    os.mkfifo(tmp_path / "pipe.txt")
    missing, unknown, pipe, good = found(tmp_path, "none.txt", "c.pdf", "pipe.txt", "a.txt")
    assert (missing, pipe) == ("there is no such file or folder", "neither a file nor a folder")
    assert unknown.startswith("of an unknown kind; fihris reads .csv .htm .html")
    assert good == "a.txt"


def test_an_ignore_file_says_what_is_no_article(tmp_path: Path) -> None:
    """Its patterns count from its own folder downwards, and not for what is named by itself."""
    tree(tmp_path, "a.txt", "README.md", "b/README.md", "b/x.txt", "b/y.txt", "c/z.txt", "b/c/z.txt")
    (tmp_path / ".fihrisignore").write_text("# not articles\n\nREADME.md\nc/\n", "utf-8")
    (tmp_path / "b" / ".fihrisignore").write_text("x*\n", "utf-8")
    assert found(tmp_path, "") == ["a.txt", "b/README.md", "b/c/z.txt", "b/y.txt"]
    assert found(tmp_path, "README.md", "b/x.txt") == ["README.md", "b/x.txt"]


def test_links_in_circles_end(tmp_path: Path) -> None:
    """No folder is entered twice; a link that leads nowhere is passed over."""
    tree(tmp_path, "a/x.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "y.txt").symlink_to(tmp_path / "nowhere")
    assert found(tmp_path, "") == ["a/x.txt"]


@pytest.mark.parametrize(
    ("root", "identifier"),
    [("", "b/a.txt"), ("b", "a.txt"), ("b/a.txt", "a.txt"), ("c", "a.txt"), (None, "a.txt")],
)
def test_an_article_without_id_is_named_by_its_path(tmp_path: Path, root: str | None, identifier: str) -> None:
    """The path counts from the folder that the user named; else the file's own name is enough."""
    tree(tmp_path, "b/a.txt")
    (article,) = read(tmp_path / "b" / "a.txt", None if root is None else tmp_path / root)
    assert isinstance(article, Article)
    assert (article.id, article.path) == (identifier, str(tmp_path / "b" / "a.txt"))


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("none.txt", None, "there is no such file"),
        ("a.pdf", b"", "of an unknown kind; "),
        ("a.txt", b"", "no text in it"),
        ("a.txt", b"\x7fELF\0\0", "not text in any encoding that fihris knows"),
        ("a.jsonl", b"{\0}", "not text in any encoding that fihris knows"),
        ("a.txt.gz", b"not gzip", "damaged or cut short"),
        ("a.jsonl.xz", b"not xz", "damaged or cut short"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_value(tmp_path: Path, name: str, raw: bytes | None, reason: str) -> None:
    """Its path and why, and never an exception."""
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    (error,) = read(tmp_path / name)
    assert isinstance(error, UnreadableFile)
    assert error.path == tmp_path / name
    assert error.reason.startswith(reason)


def test_a_page_too_large_is_reported(tmp_path: Path) -> None:
    """One article never has more than 64 MiB, however small it was packed."""
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate((64 << 20) + 1)
    (error,) = read(tmp_path / "a.txt")
    assert isinstance(error, UnreadableFile)
    assert error.reason == "larger than 64 MiB; one article never is"


PIECES = st.sampled_from(
    [b"<DOC>", b"</DOC>", b"<TEXT>", b"</TEXT>", b"text", b"\n", b"\r", b",", b"\t", b'"', b'{"text":"',
     b'"}', b"\\ud800", b"---\n", b"# ", b"<p>", b"<a>", b"<meta charset=", b"2021-07-25", b"\xff\xfe",
     b"\xef\xbb\xbf", b"\0", b"(", b")", b"&#xD800;", b"&#0;", b"\xd9", "نص ".encode(),
     "٢٥ تموز ٢٠٢١".encode(), "بغداد - ناس".encode("cp1256")]
)  # fmt: skip
ANY_BYTES = st.binary(max_size=120) | st.lists(PIECES | st.binary(max_size=3), max_size=25).map(b"".join)


@pytest.mark.parametrize("suffix", [*sorted(SUFFIXES), ".txt.gz", ".jsonl.xz"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=ANY_BYTES)
def test_any_bytes_at_all_are_articles_or_errors(tmp_path: Path, suffix: str, raw: bytes) -> None:
    """Nothing is ever raised; every text is whole, and its article has an id and words to search."""
    path = tmp_path / f"a{suffix}"
    path.write_bytes(raw)
    for item in read(path, tmp_path):
        if isinstance(item, UnreadableFile):
            assert item.path == path
            assert item.reason
            continue
        texts = [item.id, item.text, item.title, item.source, item.url, item.author, item.category, item.path]
        texts += [*item.extra.keys(), *item.extra.values()]
        assert (bool(item.id), bool((item.title + item.text).strip()), len(item.sha256)) == (True, True, 64)
        assert not any(one == "\0" or "\ud800" <= one <= "\udfff" for text in texts for one in text)


def test_the_seeds_of_the_project_are_read_without_an_error() -> None:
    """Every article that is judged is read under the id by which it is judged, with title and text."""
    folder = Path(__file__).parents[3] / "seeds"
    items = [item for path in files([folder]) if isinstance(path, Path) for item in read(path, folder)]
    articles = [item for item in items if isinstance(item, Article)]
    judged = {line.split("\t")[1] for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()}
    queries = {json.loads(line)["id"] for line in (folder / "queries.jsonl").read_text("utf-8").splitlines()}
    assert items == articles
    assert judged - {article.id for article in articles} == set()
    assert queries & {article.id for article in articles} == set()
    assert [article.id for article in articles if not article.title] == []


@pytest.mark.parametrize(
    ("name", "raw", "imported"),
    [
        (None, "", ""),
        ("a.jsonl", '{"text": "نص"}', "orjson"),
        ("a.csv", "text\nنص", "csv"),
        ("a.txt", BODY, ""),
        ("a.html", "<p>قالت الوزارة في بيان لها إن الأعمال بدأت في المحافظات كلها", "selectolax"),
    ],
)
def test_a_reader_is_imported_when_its_kind_is_met(tmp_path: Path, name: str | None, raw: str, imported: str) -> None:
    """Starting is quick: what parses one kind of file waits for the first of them."""
    code = "import sys; from pathlib import Path; from fihris.index.readers import read\n"
    if name:
        (tmp_path / name).write_text(raw, "utf-8")
        code += f"assert [one.text for one in read(Path({str(tmp_path / name)!r}))]\n"
    code += "print(*sorted({'charset_normalizer', 'csv', 'orjson', 'selectolax'} & {*sys.modules}))"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == imported
