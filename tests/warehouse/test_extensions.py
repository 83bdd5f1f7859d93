"""Extensions come from packages, and only with DuckDB's own signature."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from warehouse import extensions


def test_a_missing_package_is_named() -> None:
    with pytest.raises(extensions.MissingExtensionError, match=r"install the package duckdb-extension-nothing=="):
        extensions.connect(["nothing"])


def test_a_changed_extension_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = extensions.extension_file("sqlite_scanner")
    content = bytearray(whole.read_bytes())
    content[len(content) // 2] ^= 1
    changed = tmp_path / whole.name
    changed.write_bytes(content)
    monkeypatch.setattr(extensions, "extension_file", lambda name: changed)
    extensions.checked_file.cache_clear()
    with pytest.raises(duckdb.IOException, match="signature"):
        extensions.connect(["sqlite_scanner"])
    extensions.checked_file.cache_clear()


def test_no_other_extension_is_loaded_by_itself() -> None:
    with extensions.connect(["sqlite_scanner"]) as connection, pytest.raises(duckdb.Error, match="extension"):
        connection.execute("SELECT * FROM 'https://example.invalid/rows.parquet'")
