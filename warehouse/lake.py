"""The lake: a DuckLake catalog over Parquet files, and how to attach it."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from config.settings import LakeSettings
from warehouse.extensions import connect, settle
from warehouse.files import DataFiles

NAME = "lake"
_FLUSHED = "16MB"  # that a run's DuckDB has freed go back to the system at once
_TAKE_LOCK = "SELECT pg_try_advisory_xact_lock(hashtext(current_database())) AS held"
_attached: dict[Lake, duckdb.DuckDBPyConnection | None] = {}  # lakes that are attached once; None: not yet


class LakeError(RuntimeError):
    """The lake cannot be used as asked. The message is one line and says how to mend it."""


@dataclass(frozen=True)
class Lake:
    """One lake: its directory (catalog, lock, scratch; data too unless a data path is set) and settings."""

    directory: Path
    settings: LakeSettings

    @property
    def catalog(self) -> str:
        """DuckLake's address of the catalog."""
        return self.settings.catalog or f"sqlite:{self.directory / 'catalog.sqlite'}"

    @property
    def data_path(self) -> str:
        """Where data files go, with a slash at the end."""
        return self.settings.data_path or f"{self.directory / 'data'}/"

    @property
    def scratch(self) -> Path:
        """Local folder for a run's intermediate files."""
        return self.directory / "scratch"

    @property
    def files(self) -> DataFiles:
        """The data files."""
        return DataFiles(self.data_path, self.settings)

    @property
    def exists(self) -> bool:
        """Whether a catalog is there; a server's catalog is taken to be."""
        return bool(self.settings.catalog) or (self.directory / "catalog.sqlite").exists()

    def attach_statement(self, read_only: bool) -> str:
        """The exact ATTACH statement for this lake."""
        options = f"DATA_PATH '{quoted(self.data_path)}', OVERRIDE_DATA_PATH true{', READ_ONLY' if read_only else ''}"
        return f"ATTACH 'ducklake:{quoted(self.catalog)}' AS {NAME} ({options})"

    def extensions(self) -> list[str]:
        """Extensions that this catalog and data path need."""
        catalog = "postgres_scanner" if self.catalog.startswith("postgres:") else "sqlite_scanner"
        return ["ducklake", catalog, *(["httpfs"] if self.data_path.startswith("s3://") else [])]

    def connect(self, read_only: bool = True) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection with the lake attached and in use.

        Raises LakeError where there is no lake to read, or its catalog cannot be reached.
        """
        if read_only and not self.exists:
            raise LakeError(f"no lake in {self.directory}: fill one with `demarche --lake {self.directory} run INPUT`")
        if self not in _attached:
            return self._attach(read_only)
        shared = _attached[self] or self._attach_for_run()
        _attached[self] = shared
        connection = shared.cursor()
        settle(connection)
        connection.execute(f"USE {NAME}")
        return connection

    @contextmanager
    def attached_once(self) -> Iterator[None]:
        """Let all connections that this process makes inside share one attached lake, and what is known of its catalog.

        A run makes seven: each would spend a quarter of a second on that. Temporary tables stay a connection's own.
        """
        _attached[self] = None
        try:
            yield
        finally:
            shared = _attached.pop(self)
            if shared is not None:
                shared.close()

    def _attach(self, read_only: bool) -> duckdb.DuckDBPyConnection:
        """A DuckDB of its own with the lake attached and in use. Raises LakeError."""
        self.directory.mkdir(parents=True, exist_ok=True)
        connection = connect(self.extensions(), self.settings.threads, self.settings.memory_limit)
        connection.execute(f"SET temp_directory = '{quoted(str(self.scratch / 'spill'))}'")
        self._set_secret(connection)
        self._mend_catalog()
        try:
            connection.execute(self.attach_statement(read_only))
        except duckdb.Error as error:
            raise LakeError(f"the catalog {self._shown_catalog()} cannot be attached: {first_line(error)}") from error
        connection.execute(f"USE {NAME}")
        return connection

    def _attach_for_run(self) -> duckdb.DuckDBPyConnection:
        """The same, without keeping in memory what it has read of data files or freed: a run's workers need it more."""
        connection = self._attach(read_only=False)
        connection.execute("SET enable_external_file_cache = false")
        connection.execute(f"SET allocator_flush_threshold = '{_FLUSHED}'")
        connection.execute(f"SET allocator_bulk_deallocation_flush_threshold = '{_FLUSHED}'")
        return connection

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the lake for one writing run: on this machine, and with a PostgreSQL catalog on all that share it.

        Raises LakeError while another run holds it.
        """
        self.directory.mkdir(parents=True, exist_ok=True)
        with (self.directory / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise LakeError(f"another run is writing to {self.directory}: wait for it, or use --lake") from error
            with self._shared_lock() if self.settings.catalog else nullcontext():
                yield

    @contextmanager
    def _shared_lock(self) -> Iterator[None]:
        """Hold an advisory lock in the catalog's database, as long as a transaction is open there."""
        with connect(["postgres_scanner"], threads=1) as connection:
            try:
                address = quoted(self.catalog.removeprefix("postgres:"))
                connection.execute(f"ATTACH '{address}' AS server (TYPE postgres, READ_ONLY)")
                connection.begin()
                held = connection.execute(f"FROM postgres_query('server', '{_TAKE_LOCK}')").fetchone()
            except duckdb.Error as error:
                raise LakeError(f"the catalog {self._shown_catalog()} cannot be locked: {first_line(error)}") from error
            if held != (True,):
                raise LakeError("another run, perhaps on another machine, is writing to this catalog: wait for it")
            yield

    def _mend_catalog(self) -> None:
        """Let SQLite undo a commit that was cut short; a read-only connection may not, and would refuse the catalog."""
        file = self.directory / "catalog.sqlite"
        if self.settings.catalog or not file.with_name(f"{file.name}-journal").exists():
            return
        with suppress(sqlite3.Error), closing(sqlite3.connect(file)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def _set_secret(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Give DuckDB the object store's address and the environment's keys."""
        if not self.data_path.startswith("s3://"):
            return
        options = [
            "TYPE s3",
            f"KEY_ID '{quoted(os.environ.get('AWS_ACCESS_KEY_ID', ''))}'",
            f"SECRET '{quoted(os.environ.get('AWS_SECRET_ACCESS_KEY', ''))}'",
            f"REGION '{quoted(self.settings.s3_region)}'",
            f"USE_SSL {str(self.settings.s3_use_ssl).lower()}",
        ]
        if self.settings.s3_endpoint:
            options += [f"ENDPOINT '{quoted(self.settings.s3_endpoint)}'", "URL_STYLE 'path'"]
        connection.execute(f"CREATE SECRET store ({', '.join(options)})")

    def _shown_catalog(self) -> str:
        """The catalog without what may be a password."""
        return "postgres" if self.catalog.startswith("postgres:") else self.catalog


def open_lake(settings: LakeSettings, directory: str | Path | None = None) -> Lake:
    """The lake in `directory`, else in DEMARCHE_LAKE, else where the settings say."""
    chosen = directory or os.environ.get("DEMARCHE_LAKE") or settings.directory
    return Lake(Path(os.path.abspath(Path(chosen).expanduser())), settings)  # noqa: PTH100 (links stay as they are)


def first_line(error: Exception) -> str:
    """The first line of an error's message."""
    return str(error).strip().split("\n", 1)[0]


def quoted(text: str) -> str:
    """Text for use between single quotes in SQL."""
    return text.replace("'", "''")
