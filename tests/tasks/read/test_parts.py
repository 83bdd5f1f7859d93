"""A large file of JSON lines read in parts gives what it gives when read at once."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.read import in_parts, read_files
from tests.tasks.read.making import SETTINGS, described, line, packed

LINES = st.one_of(
    st.text(max_size=60).map(lambda text: line(text=text)),
    st.sampled_from([b"\n", b"  \r\n", b"broken\n", b'{"title": "no text"}\n', '{"text": "häß\u2028lich"}\n'.encode()]),
)


def everything(path: Path, size: int) -> tuple[list[tuple[str, bytes]], list[tuple[str, str]], int, int]:
    """Deliveries, refusals, records and parts of a file."""
    files = in_parts(described(path), size, SETTINGS)
    delivered, refused, records = [], [], 0
    for number, file in enumerate(files):
        target = path.parent / f"deliveries-{number}.out"
        reading = read_files([file], str(target), SETTINGS)
        delivered += [(row["uri"], row["content"]) for row in pq.read_table(target).to_pylist()]
        refused += [(item.uri, item.reason) for item in reading.refused]
        records += sum(reading.records.values())
    return delivered, refused, records, len(files)


@given(st.lists(LINES, max_size=40), st.integers(1, 600), st.booleans())
def test_parts_hold_what_the_whole_holds(lines: list[bytes], size: int, ended: bool) -> None:
    content = line(text="The first") + b"".join(lines)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.jsonl")
        path.write_bytes(content if ended else content.rstrip(b"\n"))
        *whole, _ = everything(path, 1 << 30)
        *parted, parts = everything(path, size)
    assert parted == whole
    assert parts <= max(1, len(content) // size + 1)


def test_parts_are_alike_and_meet_at_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"".join(line(text="x" * 90) for _ in range(100)))
    parts = [file.part for file in in_parts(described(path), 2_600, SETTINGS)]
    assert [(part.end - part.start, part.lines) for part in parts if part] == [
        (2_678, 0), (2_678, 26), (2_678, 52), (2_266, 78)
    ]  # fmt: skip
    assert [file.read_bytes for file in in_parts(described(path), 2_600, SETTINGS)] == [2_678, 2_678, 2_678, 2_266]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl.gz", packed("a.jsonl.gz", line(text="packed") * 900)),
        ("a.csv", b"title,text\n" + b"a,b\n" * 900),
        ("a.json", b"[" + line(text="one") + b"," * 1 + line(text="two") * 1 + b" " * 900 + b"]"),
        ("a.jsonl", "\ufeff".encode("utf-16-le") + (line(text="wide") * 900).decode().encode("utf-16-le")),
        ("a.txt", b"Text. " * 900),
    ],
)
def test_other_files_stay_whole(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert in_parts(described(path), 100, SETTINGS) == [described(path)]


def test_a_file_that_is_gone_is_refused_once_a_part(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(line(text="x" * 90) * 10)
    files = in_parts(described(path), 600, SETTINGS)
    path.unlink()
    assert in_parts(files[0]._replace(part=None), 600, SETTINGS) == [files[0]._replace(part=None)]
    refused = [read_files([file], str(tmp_path / "out"), SETTINGS).refused[0] for file in files]
    assert [(item.uri.rpartition("/")[2], item.reason) for item in refused] == [
        ("a.jsonl", "unreadable"), ("a.jsonl#line=7", "unreadable")
    ]  # fmt: skip
