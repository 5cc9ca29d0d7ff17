"""Encodings: a file is read as what it is, or not at all."""

import pytest
from fihris.index.readers.decoding import UnknownEncoding, decode, sniff
from hypothesis import given
from hypothesis import strategies as st

ARABIC = "أعلنت الوزارة، الأحد، بدء العام الدراسي في المدارس كافة."


@pytest.mark.parametrize(
    ("raw", "encoding", "text"),
    [
        (b"", "utf-8", ""),
        (ARABIC.encode(), "utf-8", ARABIC),
        (ARABIC.encode("utf-8-sig"), "utf-8", ARABIC),
        (b"\xff\xfe" + ARABIC.encode("utf-16-le"), "utf-16-le", ARABIC),
        (b"\xfe\xff" + ARABIC.encode("utf-16-be"), "utf-16-be", ARABIC),
        (b"\xff\xfe\0\0" + ARABIC.encode("utf-32-le"), "utf-32-le", ARABIC),
        (ARABIC.encode("cp1256"), "windows-1256", ARABIC),
        (b"plain English\r\n", "utf-8", "plain English\r\n"),
        (
            ("<div class='story'>" * 40 + ARABIC).encode("cp1256"),
            "windows-1256",
            "<div class='story'>" * 40 + ARABIC,
        ),
    ],
)
def test_bytes_are_decoded_by_mark_then_utf8_then_windows(raw: bytes, encoding: str, text: str) -> None:
    """A byte order mark wins and is dropped; markup does not hide that a page is Arabic."""
    assert decode(raw) == (text, encoding)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0", "not text in any encoding that fihris knows"),
        (ARABIC.encode("utf-16-le"), "not text in any encoding that fihris knows"),
        (
            ARABIC.encode()[:-1] + b"\xd9",
            f"its UTF-8 is damaged at byte {len(ARABIC.encode()) - 1}; save the file again",
        ),
        (b"\xff\xfe\x00\xd8", "its UTF-16-LE is damaged at byte 2; save the file again"),
    ],
)
def test_what_is_not_text_is_refused_with_the_reason(raw: bytes, reason: str) -> None:
    """UTF-8 that was cut or damaged is never taken for Windows-1256, which would read it as gibberish."""
    with pytest.raises(UnknownEncoding, match=f"^{reason}$"):
        decode(raw)


def test_other_languages_are_not_taken_for_arabic() -> None:
    """Russian and French of their own encodings are left to the general detector."""
    russian = "Министерство объявило о начале учебного года во всех школах страны и столицы. " * 5
    french = "Le ministère a annoncé la rentrée scolaire dans toutes les écoles à l'été prochain. " * 5
    assert decode(russian.encode("cp1251"))[0] == russian
    assert decode(french.encode("cp1252"))[1] != "windows-1256"


def test_the_beginning_of_a_file_may_end_inside_a_character() -> None:
    """What is read in pieces is recognised from its first piece."""
    assert sniff(ARABIC.encode()[:7], whole=False) == ("utf-8", 0)


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(raw: bytes) -> None:
    """Nothing but `UnknownEncoding` is ever raised, and the text has no lone surrogate."""
    try:
        text, _ = decode(raw)
    except UnknownEncoding:
        return
    assert not any("\ud800" <= one <= "\udfff" for one in text)
