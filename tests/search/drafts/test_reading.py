"""Drafts from files: what is read of each kind, and what cannot be."""

from pathlib import Path

import pytest
from fihris.index.errors import BadInput
from fihris.search.drafts.reading import decoded, read_draft

BODY = "قال الوزير: «لن نوقع على هذا الاتفاق».\nوبعد ذلك غادر القاعة."
PAGE = f"""<html><head><title>عنوان</title><script>alert(1)</script></head>
<body><h1>عنوان المقال</h1><article><p>{BODY}</p></article></body></html>"""
KINDS = ".txt .text .md .markdown .html .htm"
UNKNOWN = f"of an unknown kind; check takes a draft in one of {KINDS}, or - for standard input"
ROWS = [
    ("a.txt", BODY.encode(), BODY),
    ("a", BODY.encode(), BODY),
    ("a.TXT", BODY.encode("utf-16"), BODY),
    ("a.txt", BODY.encode("cp1256"), BODY),
    ("a.txt", BODY.replace("\n", "\r\n").encode(), BODY),
    ("a.md", f"---\ntitle: عنوان\ndate: 2021-07-15\n---\n{BODY}".encode(), BODY),
    ("a.md", f"# عنوان\n\n> {BODY}".encode(), f"# عنوان\n\n> {BODY}"),
    (
        "a.html",
        PAGE.encode(),
        "عنوان المقال\n\n" + BODY.replace("\n", " "),
    ),
]


@pytest.mark.parametrize(("name", "raw", "wanted"), ROWS)
def test_what_is_read(tmp_path: Path, name: str, raw: bytes, wanted: str) -> None:
    """Plain text and Markdown as they stand, in any encoding; of a page the article."""
    (tmp_path / name).write_bytes(raw)
    assert read_draft(tmp_path / name) == wanted


BAD = [
    ("a.txt", b" \n\t", "no text in it; check takes a draft to look up"),
    ("a.md", b"---\na: b\n---\n", "no text in it; check takes a draft to look up"),
    ("a.html", b"<html></html>", "no text in it"),
    (
        "a.docx",
        b"PK",
        UNKNOWN,
    ),
    (
        "a.jsonl",
        b"{}",
        UNKNOWN,
    ),
]


@pytest.mark.parametrize(("name", "raw", "reason"), BAD)
def test_what_cannot_be_read(tmp_path: Path, name: str, raw: bytes, reason: str) -> None:
    """The error names the file, says why, and what to give."""
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(BadInput) as caught:
        read_draft(path)
    assert str(caught.value) == f"{path}: {reason}"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A folder is no draft either."""
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(BadInput, match=str(path)):
            read_draft(path)


def test_bytes() -> None:
    """From standard input, in any encoding; without text it is none."""
    assert decoded(BODY.encode("cp1256"), "standard input") == BODY
    with pytest.raises(BadInput, match="standard input: no text in it"):
        decoded(b"", "standard input")
