"""The frozen file: what it holds, and that anything but the whole file is an error."""

import shutil
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from fihris.index.errors import LexiconUnusable
from fihris.index.text.lexicon.frozen import DEFAULT_PATH, Lexicon
from fihris.index.text.lexicon.layout import HEADER, MAGIC, VERSION


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def _later(content: bytes) -> bytes:
    rest = content[HEADER.size :]
    return HEADER.pack(MAGIC, VERSION + 1, zlib.crc32(rest)) + rest


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        pytest.param(_cut, "damaged", id="cut-short"),
        pytest.param(_flipped, "damaged", id="one-bit-flipped"),
        pytest.param(_later, f"of format {VERSION + 1}, not {VERSION}", id="another-version"),
        pytest.param(lambda content: b"PK" + content, "not a lexicon", id="foreign"),
        pytest.param(lambda content: content[:7], "not a lexicon", id="a-few-bytes"),
        pytest.param(lambda content: b"", "unreadable", id="empty"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(tmp_path: Path, damage: Callable[[bytes], bytes], reason: str) -> None:
    """There is no fallback: the error says what is wrong and what to do."""
    path = tmp_path / "lexicon.bin"
    path.write_bytes(damage(DEFAULT_PATH.read_bytes()))
    with pytest.raises(LexiconUnusable, match=reason) as error:
        Lexicon(path)
    assert "make lexicon" in str(error.value)


@pytest.mark.parametrize("name", ["nothing", "lexicon.bin/below"])
def test_a_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    """A path that holds nothing is a missing lexicon."""
    shutil.copy(DEFAULT_PATH, tmp_path / "lexicon.bin")
    with pytest.raises(LexiconUnusable, match="missing"):
        Lexicon(tmp_path / name)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder is no lexicon."""
    with pytest.raises(LexiconUnusable, match="unreadable"):
        Lexicon(tmp_path)


def test_the_file_is_small() -> None:
    """The lexicon is at most six megabytes."""
    assert DEFAULT_PATH.stat().st_size <= 6_000_000


def test_nothing_is_loaded_at_the_start() -> None:
    """Opening reads the file in place; it is over before a person could notice."""
    Lexicon()
    start = time.process_time()
    Lexicon()
    assert time.process_time() - start < 0.05


def test_every_lemma_can_be_read() -> None:
    """Each record has letters, a part of speech and a clean root or none."""
    lexicon = Lexicon()
    for number in range(lexicon.lemma_count):
        record = lexicon.lemma(number)
        assert record.letters
        assert len(record.root) in {0, 3, 4}
        assert not set(record.root) & set("أإآءؤئةى")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_build_gives_the_same_bytes(tmp_path: Path) -> None:
    """The committed file is what its sources give, byte for byte."""
    pytest.importorskip("arramooz")
    pytest.importorskip("libqutrub")
    from fihris.index.text.lexicon.build import build

    build(tmp_path / "again.bin")
    assert (tmp_path / "again.bin").read_bytes() == DEFAULT_PATH.read_bytes()
