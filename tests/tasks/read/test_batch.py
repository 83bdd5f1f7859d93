"""Whole plans of files: deliveries on disk, refusals at hand, and accounts that balance."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from io import BufferedReader
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.settings import ReadSettings
from tasks.read import batch, read_files, reading_ids
from tasks.read.opening import open_file
from tasks.read.records import doc_id_of
from tests.tasks.read.making import FIELDS, SETTINGS, described, line, packed, read

ROOT = Path(__file__).parents[3]


def reasons(found: object) -> list[tuple[str, str]]:
    return [(item.uri.rsplit("/", 1)[1], item.reason) for item in found.refused]  # type: ignore[attr-defined]


def test_many_files_of_every_kind(tmp_path: Path) -> None:
    records = line(text="One", title="T", source="Reuters") + b"\n" + line(text="Two") + b"broken\n"
    contents = {
        "a.txt": b"Text", "b.jsonl": records, "c.ndjson.gz": records, "d.text.zst": b"Packed", "e.png": b"\x89PNG\r\n",
        "g.txt": b"", "h.jsonl": b"\n \n\n",
    }  # fmt: skip
    for name, content in contents.items():
        (tmp_path / name).write_bytes(packed(name, content) if name[0] in "cd" else content)
    reading, deliveries = read(*(tmp_path / name for name in contents))
    assert [(item["uri"].rsplit("/", 1)[1], item["content"]) for item in deliveries][:6] == [
        ("a.txt", b"Text"), ("b.jsonl#line=1", b"T\n\nOne"), ("b.jsonl#line=3", b"Two"),
        ("c.ndjson.gz#line=1", b"T\n\nOne"), ("c.ndjson.gz#line=3", b"Two"), ("d.text.zst", b"Packed"),
    ]  # fmt: skip
    assert deliveries[1]["outlet_id"] == "reuters" and deliveries[0]["outlet_id"] is None
    told = dict(reasons(reading))
    assert told["b.jsonl#line=4"] == told["c.ndjson.gz#line=4"] == "bad_json"
    assert told["e.png"] in {"unsupported", "binary"} and told["g.txt"] == "empty"
    assert sum(reading.records.values()) == reading.deliveries + len(reading.refused)
    assert reading.deliveries == len(deliveries) == len(reading_ids(reading.path))


def test_a_file_that_is_gone_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"there")
    reading, deliveries = read(tmp_path / "a.txt", tmp_path / "b.txt")
    assert reasons(reading) == [("a.txt", "unreadable")] and len(deliveries) == 1


def test_a_target_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"there")
    with pytest.raises(OSError, match="not-there"):
        read_files([described(tmp_path / "a.txt")], str(tmp_path / "not-there" / "x"), SETTINGS)


def test_a_disk_that_fails_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(path: str) -> BufferedReader:
        if path.endswith("b.txt"):
            raise OSError(5, "Input/output error")
        return open_file(path)

    monkeypatch.setattr(batch, "open_file", failing)
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_bytes(b"there")
    with pytest.raises(OSError, match=r"/b\.txt: .*Input/output error"):
        read(*(tmp_path / name for name in ("a.txt", "b.txt", "c.txt")))


def test_row_groups_are_small(tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_bytes(b"".join(line(text=f"Text {number}") for number in range(600)))
    (tmp_path / "large.jsonl").write_bytes(b"".join(line(text=f"{number} " * 300_000) for number in range(5)))
    reading, _ = read(tmp_path / "many.jsonl", tmp_path / "large.jsonl")
    groups = pq.ParquetFile(reading.path)
    rows = [groups.metadata.row_group(index).num_rows for index in range(groups.num_row_groups)]
    assert sum(rows) == 605 and max(rows) <= 250 and len(rows) >= 4


def test_a_document_that_is_too_large_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    small = ReadSettings(max_record_bytes=1000, fields=FIELDS)
    (tmp_path / "a.jsonl").write_bytes(line(text="x" * 2000) + line(text="fits"))
    (tmp_path / "b.txt").write_bytes(b"x" * 1001)
    (tmp_path / "c.txt").write_bytes(b"x" * 1000)
    reading, deliveries = read(*(tmp_path / name for name in ("a.jsonl", "b.txt", "c.txt")), settings=small)
    assert reasons(reading) == [("a.jsonl#line=1", "too_large"), ("b.txt", "too_large")]
    assert [item["uri"].rsplit("/", 1)[1] for item in deliveries] == ["a.jsonl#line=2", "c.txt"]


_BOUNDED = """
import resource, sys
from pathlib import Path
from config.settings import ReadSettings
from tests.tasks.read.making import read
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
reading, deliveries = read(Path(sys.argv[1]), settings=ReadSettings(max_record_bytes=1_000_000))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(deliveries), [item.byte_count for item in reading.refused], after - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss is counted in other units elsewhere")
def test_one_endless_line_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "endless.jsonl"
    with path.open("wb") as file:
        file.write(line(text="first"))
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b"\n" + line(text="fits"))
    done = subprocess.run(
        [sys.executable, "-c", _BOUNDED, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    deliveries, sizes, grown = done.stdout.replace("[", "").replace("]", "").split()
    assert (int(deliveries), int(sizes)) == (2, 50_000_001)
    assert int(grown) < 25_000, "kilobytes; the line has 50,000"


@given(st.binary(max_size=300))
def test_an_id_is_a_pure_function_of_the_bytes(content: bytes) -> None:
    assert doc_id_of(content) == doc_id_of(bytes(bytearray(content)))
    assert len(doc_id_of(content)) == 16 and int(doc_id_of(content), 16) >= 0
    assert doc_id_of(content) != doc_id_of(content + b"\0")


RECORDS = st.one_of(
    st.binary(max_size=60),
    st.builds(lambda text, title: line(text=text, title=title), st.text(max_size=20), st.none() | st.text(max_size=9)),
    st.sampled_from(
        [b"\n", b"{}\n", b"[]\n", b'{"text": 1}\n', b'{"text": {"a": [1]}}\n', b'{"text": "\\ud800"}\n', b"null\n"]
    ),
)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(RECORDS, max_size=6).map(b"".join),
    st.sampled_from(["a.txt", "a.jsonl", "a.txt.gz", "a.jsonl.zst"]),
    st.booleans(),
)
def test_whatever_the_bytes_nothing_is_raised_or_lost(content: bytes, name: str, pack: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(packed(name, content) if pack else content)
        reading, deliveries = read(path)
        assert list(reading.records.values()) == [len(deliveries) + len(reading.refused)]
        assert reading.deliveries == len(deliveries)
        assert reading.refused or deliveries, "a file leaves something behind, whatever is in it"
        assert all(item["doc_id"] == doc_id_of(item["content"]) for item in deliveries)
