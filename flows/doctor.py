"""`demarche doctor`: is everything here that Demarche needs, and if not, what to do."""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

import duckdb

from config.configuration import config_directory, fingerprint, load_config, load_imported, load_settings
from config.loading import ConfigError
from config.version import VERSION
from flows.compiled import StaleRoomsError, compiled_modules, refuse_stale_rooms
from warehouse.extensions import MissingExtensionError, extension_file
from warehouse.lake import LakeError, first_line, open_lake

_EXTENSIONS = ("ducklake", "sqlite_scanner", "postgres_scanner", "httpfs")
_PACKAGES = ("prefect", "fastapi", "duckdb", "pyarrow", "langdetect", "numpy")


class Finding(NamedTuple):
    """One thing looked at: whether it is in order, and what was found or how to mend it."""

    ok: bool
    what: str
    found: str


def examine() -> list[Finding]:
    """Look at everything; nothing is changed and nothing is raised."""
    return [
        Finding(sys.version_info >= (3, 11), "Python", sys.version.split()[0]),
        Finding(True, "Demarche", VERSION),
        *(_package(name) for name in _PACKAGES),
        _tried("rooms", _rooms),
        *(_tried(f"DuckDB extension {name}", partial(_extension, name)) for name in _EXTENSIONS),
        _tried("config", _config),
        _tried("imported actors", _imported),
        _tried("lake", _lake),
        _tried("Prefect server", _server),
    ]


def _package(name: str) -> Finding:
    """One installed package."""
    try:
        return Finding(True, name, version(name))
    except PackageNotFoundError:
        return Finding(False, name, "not installed: run `make` in the project, or install demarche again")


def _extension(name: str) -> str:
    """An extension's file. Raises MissingExtensionError."""
    return extension_file(name).name


def _tried(what: str, look: Callable[[], str]) -> Finding:
    """What a look finds, or what it raises."""
    try:
        return Finding(True, what, look())
    except (ConfigError, LakeError, MissingExtensionError, StaleRoomsError, duckdb.Error, OSError) as error:
        return Finding(False, what, first_line(error))


def _config() -> str:
    """The config in force, once it was read whole. Raises ConfigError."""
    config = load_config(config_directory())
    return f"{config.directory}, fingerprint {fingerprint(config.directory)}"


def _rooms() -> str:
    """How the rooms run. Raises StaleRoomsError."""
    refuse_stale_rooms()
    count = len(compiled_modules())
    return f"{count} modules compiled" if count else "interpreted, at half the speed (see `make compiled`)"


def _imported() -> str:
    """How many actors are imported. Raises ConfigError where a file of them is damaged."""
    config = load_config(config_directory())
    found = load_imported(config)
    if found is None:
        return "none; `demarche actors import FILE` reads a list of them"
    return f"{len(found.whole):,} from {', '.join(path.name for path in config.imported)}"


def _lake() -> str:
    """The lake in force and how much it holds."""
    lake = open_lake(load_settings(config_directory()).lake)
    if not lake.exists:
        return f"{lake.directory}: none yet; `demarche run INPUT` makes it"
    with lake.connect(read_only=True) as connection:
        row = connection.execute("SELECT count(*), max(run_id) FROM documents").fetchone()
    return f"{lake.directory}: {row[0]:,} documents, latest run {row[1]}" if row else str(lake.directory)


def _server() -> str:
    """The Prefect server in force."""
    url = os.environ.get("PREFECT_API_URL")
    if not url:
        return "embedded, started by each run; `make up` starts a lasting one"
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=5):
            return f"{url} answers"
    except urllib.error.URLError as error:
        raise OSError(f"{url} does not answer ({error.reason}): unset PREFECT_API_URL or run `make up`") from error
