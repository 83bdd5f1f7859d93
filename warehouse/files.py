"""Where data files live: a local folder or an object store, through pyarrow's file systems."""

from __future__ import annotations

import os
import re

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from config.settings import LakeSettings

_PATTERN_LETTERS = re.compile(r"[\[*?]")  # that a path may have, and that mean something in a glob


class DataFiles:
    """The data files of a lake: `<data path>main/<table>/run-<run id>-<part>.parquet`.

    Only files that a commit has registered count; others are leftovers of a run that did not get that far.
    """

    def __init__(self, data_path: str, settings: LakeSettings) -> None:
        self._path = data_path
        self._system, self._root = _file_system(data_path, settings)

    def write(self, table: str, run_id: str, part: str, rows: pa.Table) -> str:
        """Write one table's rows as a Parquet file and return the path to register. Raises OSError."""
        name = f"main/{table}/run-{run_id}-{part}.parquet"
        if isinstance(self._system, fs.LocalFileSystem):  # an object store has no folders to make
            self._system.create_dir(f"{self._root}main/{table}", recursive=True)
        with self._system.open_output_stream(self._root + name) as sink:
            pq.write_table(rows, sink, compression="zstd", compression_level=1)
        return self._path + name

    def pattern(self, table: str, run_id: str) -> str:
        """What DuckDB's `glob` finds one table's files of a run by, whatever letters the path has."""
        start = f"{self._path}main/{table}/run-{run_id}-"
        return _PATTERN_LETTERS.sub(lambda letter: f"[{letter[0]}]", start) + "*.parquet"


def _file_system(data_path: str, settings: LakeSettings) -> tuple[fs.FileSystem, str]:
    """The file system of a data path, and the path inside it with a slash at its end."""
    if not data_path.startswith("s3://"):
        return fs.LocalFileSystem(), data_path
    system = fs.S3FileSystem(
        access_key=os.environ.get("AWS_ACCESS_KEY_ID"),
        secret_key=os.environ.get("AWS_SECRET_ACCESS_KEY"),
        region=settings.s3_region,
        endpoint_override=settings.s3_endpoint or None,
        scheme="https" if settings.s3_use_ssl else "http",
    )
    return system, data_path.removeprefix("s3://")
