"""Input files for tests of the readers."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from config.settings import FieldNames, ReadSettings
from tasks.read import InputFile, Reading, read_files
from warehouse.records import Delivery

FIELDS = FieldNames(
    text=("text", "content"),
    title=("title",),
    outlet=("source",),
    published=("date",),
    authors=("authors",),
    url=("url",),
)
SETTINGS = ReadSettings(fields=FIELDS)


def line(**record: Any) -> bytes:
    """One JSON line."""
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def zstd(content: bytes) -> bytes:
    """One Zstandard frame."""
    return bytes(pa.Codec("zstd").compress(content, asbytes=True))


def packed(name: str, content: bytes) -> bytes:
    """Content as the ending of a file name says."""
    return gzip.compress(content) if name.endswith(".gz") else zstd(content) if name.endswith(".zst") else content


def described(path: Path) -> InputFile:
    """A file as discovery would describe it."""
    size = path.stat().st_size if path.exists() else 0
    return InputFile(str(path), path.absolute().as_uri(), size, 0)


def named(delivery: Delivery) -> Delivery:
    """Stands for what the next room can tell: the outlet's id."""
    return delivery._replace(outlet_id=delivery.given.outlet and delivery.given.outlet.lower())


def read(*paths: Path, settings: ReadSettings = SETTINGS) -> tuple[Reading, list[dict[str, Any]]]:
    """Read files; gives the account and the deliveries as dicts."""
    target = paths[0].parent / "deliveries.out"
    reading = read_files([described(path) for path in paths], str(target), settings, named)
    return reading, pq.read_table(target).to_pylist()
