"""DuckDB connections with the signed extensions that are installed as Python packages: nothing is downloaded."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import duckdb


class MissingExtensionError(RuntimeError):
    """An extension's package is not installed, or is not for this DuckDB."""


def connect(extensions: Iterable[str], threads: int = 2, memory_limit: str = "512MB") -> duckdb.DuckDBPyConnection:
    """An in-memory DuckDB with these extensions loaded, that never installs or loads another by itself.

    Raises MissingExtensionError naming the package to install, and duckdb.IOException for one without a good signature.
    """
    files = [checked_file(name) for name in extensions]
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_unsigned_extensions": "true",  # their signatures were read by checked_file, once for all connections
        "threads": str(threads),
        "memory_limit": memory_limit,
        "preserve_insertion_order": "false",
    }
    connection = duckdb.connect(config=settings)
    settle(connection)
    for file in files:
        connection.execute(f"LOAD '{file}'")
    return connection


def settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Set what each connection has of its own, even where it shares its database with others."""
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET enable_progress_bar = false")  # it would be written into what a machine reads


@cache
def checked_file(name: str) -> Path:
    """The extension's file, once DuckDB has found its signature good. That takes 0.2 s: once a process is enough.

    Raises MissingExtensionError, and duckdb.IOException where the signature is not DuckDB's.
    """
    file = extension_file(name)
    with duckdb.connect() as connection:
        connection.execute(f"LOAD '{file}'")
    return file


def extension_file(name: str) -> Path:
    """The extension's file inside its package, for the DuckDB in use. Raises MissingExtensionError."""
    package = f"duckdb_extension_{name}"
    spec = importlib.util.find_spec(package)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for folder in folders:
        path = Path(folder, "extensions", f"v{duckdb.__version__}", f"{name}.duckdb_extension")
        if path.exists():
            return path
    wanted = f"{package.replace('_', '-')}=={duckdb.__version__}"
    raise MissingExtensionError(f"DuckDB extension {name} is missing: install the package {wanted}")
