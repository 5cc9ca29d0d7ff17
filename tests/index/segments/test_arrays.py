"""Files of arrays: what was written comes back, and whatever else a file holds is refused."""

import json
import pickle
import zlib
from pathlib import Path

import numpy as np
import pytest
from fihris.index.segments.arrays import ALIGNED, MAGIC, TYPES, ArrayFile, BadArrays, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
"""Every example writes its own file over that of the last."""
WHERE = st.floats(0, 1, exclude_max=True)


@st.composite
def arrays(draw: st.DrawFn) -> NDArray[np.generic]:
    kind = draw(st.sampled_from(TYPES))
    bits = 8 * np.dtype(kind).itemsize - kind.count("i")
    least = -(1 << bits) if "i" in kind else 0
    return np.array(draw(st.lists(st.integers(least, (1 << bits) - 1), max_size=20)), kind)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some.arrays"


@pytest.fixture
def good(path: Path) -> bytes:
    """Return the bytes of a file of two arrays, which stands at `path`."""
    with written(path) as writer:
        writer.write("numbers", np.arange(5, dtype=np.uint32))
        writer.write("bytes", np.arange(3, dtype=np.uint8))
    return path.read_bytes()


def read(path: Path) -> dict[str, list[int]]:
    """Return every array that a file has after all, of those that `good` has."""
    found = ArrayFile(path)
    return {name: found[name].tolist() for name in ("numbers", "bytes")} | {"view": list(found.bytes_of("bytes"))}


def file_of(contents: bytes, data: bytes = bytes(ALIGNED)) -> bytes:
    """Return a file with any contents, whole otherwise."""
    start = len(MAGIC) + len(data)
    return MAGIC + data + contents + start.to_bytes(8, "little") + len(contents).to_bytes(8, "little") + MAGIC


@SAME_FOLDER
@given(st.dictionaries(st.text(max_size=5), arrays(), max_size=4))
def test_arrays_come_back(path: Path, stored: dict[str, NDArray[np.generic]]) -> None:
    """Every array of every type has its values and its type, under any name, and size and checksum are the file's."""
    with written(path) as writer:
        for name, array in stored.items():
            writer.write(name, array)
    found = ArrayFile(path)
    assert {name: (found[name].dtype, found[name].tolist()) for name in stored} == {
        name: (array.dtype, array.tolist()) for name, array in stored.items()
    }
    data = path.read_bytes()
    assert (writer.size, writer.checksum) == (len(data), zlib.crc32(data))


@SAME_FOLDER
@given(st.lists(st.lists(st.integers(0, 255), max_size=5), max_size=5))
def test_parts_make_one_array(path: Path, parts: list[list[int]]) -> None:
    """An array written part by part is the parts one after the other, converted to its type."""
    with written(path) as writer:
        writer.write_parts("parts", "<u4", (np.array(part, np.uint8) for part in parts))
        writer.begin("by hand", "<u2")
        for part in parts:
            writer.extend(np.array(part, np.int64))
    whole = [value for part in parts for value in part]
    found = ArrayFile(path)
    assert (found["parts"].dtype.str, found["parts"].tolist()) == ("<u4", whole)
    assert (found["by hand"].dtype.str, found["by hand"].tolist()) == ("<u2", whole)


def test_arrays_are_aligned_and_cannot_be_changed(path: Path, good: bytes) -> None:
    """Every array begins where a processor reads it quickly, and is backed by the file, which is only read."""
    found = ArrayFile(path)
    assert [start % ALIGNED for _, start, _ in found._contents.values()] == [0, 0]
    with pytest.raises(ValueError, match="read-only"):
        found["numbers"][0] = 7
    assert path.read_bytes() == good


def test_only_some_of_an_array_need_be_contiguous(path: Path) -> None:
    """A slice with steps and an array in big-endian order are written as any other."""
    with written(path) as writer:
        writer.write("steps", np.arange(10, dtype=np.uint32)[::3])
        writer.write_parts("turned", "<u4", [np.arange(3, dtype=">u4")])
    assert (ArrayFile(path)["steps"].tolist(), ArrayFile(path)["turned"].tolist()) == ([0, 3, 6, 9], [0, 1, 2])


def test_a_missing_array_is_bad(path: Path, good: bytes) -> None:
    """Whoever asks for an array that is not there is told its name."""
    found = ArrayFile(path)
    for ask in (found.__getitem__, found.bytes_of, lambda name: found.offsets(name, 0)):
        with pytest.raises(BadArrays, match="the array other is missing"):
            ask("other")


@pytest.mark.parametrize(
    ("values", "end", "fine"),
    [
        ([0, 2, 2, 5], 5, True),
        ([0], 0, True),
        ([], 0, False),
        ([1, 2], 2, False),
        ([0, 3], 5, False),
        ([0, 4, 3, 5], 5, False),
        ([0, 2**63, 5], 5, False),
    ],
)
def test_offsets_never_lead_astray(path: Path, values: list[int], end: int, fine: bool) -> None:
    """Offsets begin with 0, never fall, and end where they are said to end."""
    with written(path) as writer:
        writer.write("offsets", np.array(values, np.uint64))
    if fine:
        assert ArrayFile(path).offsets("offsets", end).tolist() == values
    else:
        with pytest.raises(BadArrays, match="the offsets offsets lead astray"):
            ArrayFile(path).offsets("offsets", end)


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param("[]", id="a-list"),
        pytest.param("7", id="a-number"),
        pytest.param("{", id="cut"),
        pytest.param('{"a": 5}', id="no-entry"),
        pytest.param('{"a": ["<u4", 0]}', id="no-length"),
        pytest.param('{"a": ["<u4", 0, 1, 2]}', id="too-much"),
        pytest.param('{"a": ["|O", 0, 1]}', id="objects"),
        pytest.param('{"a": ["<f8", 0, 1]}', id="floats"),
        pytest.param('{"a": [["<u4"], 0, 1]}', id="a-list-for-a-type"),
        pytest.param('{"a": [{}, 0, 1]}', id="an-object-for-a-type"),
        pytest.param('{"a": ["<u4", -4, 1]}', id="before"),
        pytest.param('{"a": ["<u4", 0, -1]}', id="fewer-than-none"),
        pytest.param('{"a": ["<u4", 64, 3]}', id="a-byte-too-far"),
        pytest.param('{"a": ["|u1", 0, 1000000000000000000000]}', id="huge"),
        pytest.param('{"a": ["|u1", 100000000000000000000, 0]}', id="far-away"),
        pytest.param('{"a": ["<u4", NaN, 1]}', id="not-a-number"),
        pytest.param('{"a": ["<u4", 0, Infinity]}', id="endless"),
        pytest.param('{"a": ["<u4", 8.0, 1]}', id="a-fraction"),
        pytest.param('{"a": ["<u4", "8", 1]}', id="a-text"),
        pytest.param('{"a": ["<u4", true, 1]}', id="a-truth-value"),
        pytest.param('{"a": ["<u4", null, 1]}', id="nothing"),
        pytest.param("[" * 100_000, id="too-deep"),
        pytest.param("9" * 5_000, id="too-many-digits"),
    ],
)
def test_contents_that_lie_are_refused(path: Path, contents: str) -> None:
    """Opening checks that the contents name arrays of numbers inside the file."""
    path.write_bytes(file_of(contents.encode()))
    with pytest.raises(BadArrays, match=r"^some\.arrays is cut short or overwritten \("):
        ArrayFile(path)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\0", id="a-byte"),
        pytest.param(bytes(64), id="zeros"),
        pytest.param(MAGIC, id="the-beginning-only"),
        pytest.param(b"PK\3\4" + bytes(100), id="foreign"),
        pytest.param(file_of(b"{}").replace(MAGIC, b"fihris\x01\n"), id="another-format"),
        pytest.param(file_of(b"{}")[: -len(MAGIC)] + b"fihris\x01\n", id="another-format-at-the-end"),
        pytest.param(MAGIC + b"\xff" * 16 + MAGIC, id="contents-far-away"),
        pytest.param(file_of(b'"\xff"'), id="not-UTF-8"),
        pytest.param(file_of(pickle.dumps({"a": ("<u4", 0, 1)})), id="a-pickle"),
    ],
)
def test_foreign_files_are_refused(path: Path, data: bytes) -> None:
    """What `ArrayWriter` did not write is no file of arrays."""
    path.write_bytes(data)
    with pytest.raises(BadArrays, match=r"^some\.arrays is "):
        ArrayFile(path)


class Trap:
    """Notes when it is made of a pickle."""

    sprung = False

    def __reduce__(self) -> tuple[object, ...]:
        return setattr, (Trap, "sprung", True)


def test_nothing_is_unpickled(path: Path) -> None:
    """A pickle may lie anywhere in a file: it is never run."""
    trap = pickle.dumps(Trap())
    contents = json.dumps({"trap": ["|u1", len(MAGIC), len(trap)]}).encode()
    path.write_bytes(file_of(contents, trap))
    assert bytes(ArrayFile(path).bytes_of("trap")) == trap
    path.write_bytes(file_of(trap))
    with pytest.raises(BadArrays):
        ArrayFile(path)
    assert not Trap.sprung
    pickle.loads(trap)
    assert Trap.sprung


@SAME_FOLDER
@given(WHERE)
def test_a_file_cut_short_is_refused(path: Path, good: bytes, where: float) -> None:
    """Wherever a file ends before its end, it is none."""
    path.write_bytes(good[: int(where * len(good))])
    with pytest.raises(BadArrays):
        ArrayFile(path)


@settings(SAME_FOLDER, max_examples=300)
@given(st.lists(st.tuples(WHERE, st.integers(1, 255)), min_size=1, max_size=4))
def test_overwritten_contents_are_refused_or_harmless(path: Path, good: bytes, flips: list[tuple[float, int]]) -> None:
    """Whatever bits of the contents are turned over, opening and reading raise nothing but `BadArrays`."""
    data = bytearray(good)
    begin = good.index(b'{"numbers"')
    for where, bits in flips:
        data[begin + int(where * (len(good) - begin))] ^= bits
    path.write_bytes(data)
    try:
        found = read(path)
    except BadArrays:
        return
    assert set(found) == {"numbers", "bytes", "view"}


def test_a_writer_that_fails_leaves_no_file_of_arrays(path: Path) -> None:
    """An error in the middle is passed on, and what was written until then is refused."""

    def fail() -> None:
        with written(path) as writer:
            writer.write("numbers", np.arange(5))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with pytest.raises(BadArrays):
        ArrayFile(path)


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    """Only what can be opened can be bad."""
    with pytest.raises(FileNotFoundError):
        ArrayFile(tmp_path / "none")
