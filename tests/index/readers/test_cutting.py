"""Large files in pieces: several processes read what one would."""

import gzip
import json
import pickle
from itertools import chain
from pathlib import Path

import pytest
from fihris.index.article import Article
from fihris.index.errors import UnreadableFile
from fihris.index.readers import Piece, pieces, read, read_piece
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LINE = '{"text": "أعلنت الوزارة بدء العام الدراسي في المدارس"}\n'

GOOD = st.builds(
    lambda record: json.dumps(record, ensure_ascii=False).encode(),
    st.fixed_dictionaries({"text": st.text(max_size=20)}, optional={"id": st.integers(), "k": st.floats()}),
)
BROKEN = st.sampled_from(
    ['{"text": "نص"', "[]", "null", '{"text": 5}', '{"text": "\\ud800"}', "نص", "\ufeff", "\u2028", "\x1f"]
).map(str.encode) | st.sampled_from([b'{"text": "\xd9"}', b"\xff", LINE.encode("cp1256")])
END = st.sampled_from([b"\n", b"\n", b"\r\n", b"\r\r\n", b"\n\n", b" \n\t\r\n", b"\r"])
LINES = st.lists(st.tuples(GOOD | GOOD | BROKEN, END), max_size=12).map(lambda lines: b"".join(chain(*lines)))


def described(item: Article | UnreadableFile) -> Article | str:
    """Return what can be compared: an article as it is, an error as its message."""
    return item if isinstance(item, Article) else f"{type(item).__name__} {item}"


def whole(path: Path, root: Path | None = None) -> list[Article | str]:
    """Return all that is read of a file."""
    return [described(item) for item in read(path, root)]


def in_pieces(path: Path, size: int, root: Path | None = None) -> list[Article | str]:
    """Return all that is read of the pieces of a file, each handed over as to another process."""
    handed_over = [pickle.loads(pickle.dumps(piece)) for piece in pieces(path, root, size)]
    return [described(item) for piece in handed_over for item in read_piece(piece)]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=LINES,
    mark=st.sampled_from([b"", b"", b"\xef\xbb\xbf"]),
    final=st.sampled_from([b"", LINE.rstrip().encode(), b"{", b" "]),
    size=st.integers(1, 200),
)
def test_the_pieces_of_a_file_are_the_file(tmp_path: Path, lines: bytes, mark: bytes, final: bytes, size: int) -> None:
    """Item for item they hold what the whole holds, whatever its lines are and wherever it is cut."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(mark + lines + final)
    assert in_pieces(path, size, tmp_path) == whole(path, tmp_path)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_pieces_are_cut_after_line_ends(tmp_path: Path, mark: bytes) -> None:
    """Each begins with a line and knows its number; together they are all bytes but the byte order mark."""
    path, root = tmp_path / "a.ndjson", tmp_path
    path.write_bytes(mark + b"12345\n\n89\n\r\n\n567\n9")
    start = len(mark)
    assert pieces(path, root, 7) == [
        Piece(path, root, start, start + 7, 1),
        Piece(path, root, start + 7, start + 17, 3),
        Piece(path, root, start + 17, start + 18, 7),
    ]


def test_a_line_longer_than_a_piece_is_in_one(tmp_path: Path) -> None:
    """A piece ends with its last line, however long that is."""
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "{"نص " * 600_000}"}}\n{LINE}{LINE}', "utf-8")
    long = path.stat().st_size - 2 * len(LINE.encode())
    assert pieces(path, size=100) == [
        Piece(path, None, 0, long, 1),
        Piece(path, None, long, long + 2 * len(LINE.encode()), 2),
    ]
    assert in_pieces(path, 100) == whole(path)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.jsonl", b"\xff\xfe" + (LINE * 9).encode("utf-16-le")),
        ("a.jsonl", b"\xfe\xff\0\0" + LINE.encode("utf-16-be")),
        ("a.jsonl", (LINE * 9).encode("cp1256")),
        ("a.jsonl", b"\0\n" * 99),
        ("a.jsonl", b"\xef\xbb\xbf"),
        ("a.jsonl", b""),
        ("a.jsonl", LINE.encode()),
        ("a.jsonl.gz", gzip.compress((LINE * 9).encode(), 0)),
        ("a.csv", ("text\n" + "نص\n" * 99).encode()),
        ("a.txt", (LINE * 9).encode()),
        ("a.pdf", (LINE * 9).encode()),
        ("none.jsonl", None),
        ("a.jsonl/", None),
    ],
)
def test_what_cannot_be_cut_is_one_piece(tmp_path: Path, name: str, raw: bytes | None) -> None:
    """Another encoding or kind, a single line, and what cannot be read: reading the piece is reading the file."""
    path = tmp_path / name
    if raw is not None:
        path.write_bytes(raw)
    elif name.endswith("/"):
        path.mkdir()
    assert pieces(path, tmp_path, 2) == [Piece(path, tmp_path)]
    assert in_pieces(path, 2, tmp_path) == whole(path, tmp_path)


def test_a_small_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no larger than a piece is one, whatever it holds; nothing of it is read to know that."""
    path = tmp_path / "a.jsonl"
    path.write_text(LINE * 9, "utf-8")
    monkeypatch.setattr(Path, "open", None)
    assert pieces(path) == [Piece(path, None)]
    assert pieces(path, size=path.stat().st_size) == [Piece(path, None)]
