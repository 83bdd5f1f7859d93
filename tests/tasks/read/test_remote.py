"""Inputs on file systems that fsspec knows: an object store on loopback, memory, file URLs."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.read import InputFile, find_inputs, read_files
from tests.tasks.read.making import SETTINGS, line


def deliveries(files: list[InputFile], target: Path) -> list[tuple[str, bytes]]:
    """Address and content of what is read."""
    reading = read_files(files, str(target), SETTINGS)
    assert not reading.refused
    return [(row["uri"], row["content"]) for row in pq.read_table(target).to_pylist()]


@pytest.fixture(scope="module")
def store() -> Iterator[Any]:
    """A bucket with a few objects, on a server of our own on loopback."""
    boto3 = pytest.importorskip("boto3")
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.setenv("AWS_ENDPOINT_URL", endpoint)
        client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
        client.create_bucket(Bucket="news")
        for key, content in {
            "in/a.txt": b"Text A",
            "in/b.jsonl.gz": gzip.compress(line(text="One") + line(text="Two")),
            "in/deep/c d.txt": b"Text C",
            "in/.hidden.txt": b"no",
            "other/e.txt": b"Text E",
        }.items():
            client.put_object(Bucket="news", Key=key, Body=content)
        sink = pa.BufferOutputStream()
        pq.write_table(pa.table({"text": ["Row"], "title": ["T"]}), sink)
        client.put_object(Bucket="news", Key="other/p.parquet", Body=sink.getvalue().to_pybytes())
        yield client
    server.stop()


@pytest.mark.usefixtures("store")
def test_a_prefix_is_read_like_a_folder(tmp_path: Path) -> None:
    files, missing = find_inputs(["s3://news/in/"])
    assert not missing
    assert [file.uri for file in files] == [
        "s3://news/in/a.txt",
        "s3://news/in/b.jsonl.gz",
        "s3://news/in/deep/c d.txt",
    ]
    assert files[0].byte_count == 6 and files[0].modified_ns > 10**18
    assert deliveries(files, tmp_path / "out") == [
        ("s3://news/in/a.txt", b"Text A"),
        ("s3://news/in/b.jsonl.gz#line=1", b"One"),
        ("s3://news/in/b.jsonl.gz#line=2", b"Two"),
        ("s3://news/in/deep/c d.txt", b"Text C"),
    ]


@pytest.mark.usefixtures("store")
def test_globs_single_objects_and_what_is_missing(tmp_path: Path) -> None:
    files, missing = find_inputs(["s3://news/*/*.txt", "s3://news/other/p.parquet", "s3://news/none", "s3://nowhere/x"])
    assert [file.uri for file in files] == [
        "s3://news/in/a.txt", "s3://news/other/e.txt", "s3://news/other/p.parquet",
    ]  # fmt: skip
    assert missing == ["s3://news/none", "s3://nowhere/x"]
    assert deliveries(files, tmp_path / "out")[-1] == ("s3://news/other/p.parquet#row=1", b"T\n\nRow")


def test_an_object_that_is_gone_is_unreadable(store: Any, tmp_path: Path) -> None:
    store.put_object(Bucket="news", Key="short/x.txt", Body=b"x")
    files, _ = find_inputs(["s3://news/short/x.txt"])
    store.delete_object(Bucket="news", Key="short/x.txt")
    reading = read_files(files, str(tmp_path / "out"), SETTINGS)
    assert [item.reason for item in reading.refused] == ["unreadable"]


def test_memory_and_file_urls(tmp_path: Path) -> None:
    import fsspec  # type: ignore[import-untyped]

    system = fsspec.filesystem("memory")
    system.pipe("/readers/a.txt", b"In memory")
    (tmp_path / "a b.txt").write_bytes(b"On disk")
    files, missing = find_inputs(["memory://readers", (tmp_path / "a b.txt").as_uri()])
    assert not missing
    assert [content for _, content in deliveries(files, tmp_path / "out")] == [b"On disk", b"In memory"]
    assert files[0].path == str(tmp_path / "a b.txt")
    system.rm("/readers", recursive=True)


def test_a_protocol_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(OSError, match="nonsense://x"):
        find_inputs(["nonsense://x"])
