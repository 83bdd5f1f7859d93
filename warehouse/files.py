"""Where data files live: a local folder or an object store, through pyarrow's file systems."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from config.settings import LakeSettings

_PREFIX = "run-"


class DataFiles:
    """The data files of a lake: `<data path>main/<table>/run-<run id>-<part>.parquet`.

    Only files that a commit has registered count; others are leftovers of a run that did not get that far.
    """

    def __init__(self, data_path: str, settings: LakeSettings) -> None:
        self._path = data_path
        self._system, self._root = _file_system(data_path, settings)

    def write(self, table: str, run_id: str, part: str, rows: pa.Table) -> str:
        """Write one table's rows as a Parquet file and return the path to register. Raises OSError."""
        name = f"main/{table}/{_PREFIX}{run_id}-{part}.parquet"
        self._system.create_dir(f"{self._root}main/{table}", recursive=True)
        with self._system.open_output_stream(self._root + name) as sink:
            pq.write_table(rows, sink, compression="zstd", compression_level=1)
        return self._path + name

    def remove_leftovers(self, committed: set[str]) -> int:
        """Delete files of runs that are not in `committed`; return how many. Call it only while holding the lock."""
        removed = 0
        for path in self._run_files():
            run_id = path.rsplit("/", 1)[1].removeprefix(_PREFIX).split("-", 1)[0]
            if run_id not in committed:
                self._system.delete_file(path)
                removed += 1
        return removed

    def _run_files(self) -> Iterator[str]:
        """Paths, in the file system's own form, of files that runs wrote."""
        selector = fs.FileSelector(self._root + "main", allow_not_found=True, recursive=True)
        for info in self._system.get_file_info(selector):
            if info.type == fs.FileType.File and info.base_name.startswith(_PREFIX):
                yield info.path


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
