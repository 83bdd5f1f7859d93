"""Compressed and hostile files: whole, in several members, cut, damaged, too large, unreadable."""

from __future__ import annotations

import builtins
import gzip
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from config.settings import ReadSettings
from tests.tasks.read.making import FIELDS, SETTINGS, line, packed, read, zstd

CONTENT = b"".join(b"line %d of something that does not repeat %d\n" % (n, n * n % 9973) for n in range(5000))
PACKED = ["a.txt.gz", "a.txt.zst"]


def whole(path: Path, settings: ReadSettings = SETTINGS) -> bytes:
    """The one content that a file holds."""
    reading, deliveries = read(path, settings=settings)
    assert not reading.refused
    (found,) = deliveries
    content: bytes = found["content"]
    return content


def reason(path: Path, settings: ReadSettings = SETTINGS) -> str:
    """Why a file is refused, which must be the last thing told of it."""
    reading, _ = read(path, settings=settings)
    assert reading.refused and reading.refused[-1].uri.startswith(path.as_uri())
    return reading.refused[-1].reason


@pytest.mark.parametrize("name", ["a.txt", "a.TXT.GZ", *PACKED])
def test_contents_come_out_as_they_went_in(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(packed(name.lower(), CONTENT))
    assert whole(tmp_path / name) == CONTENT


@pytest.mark.parametrize(("name", "pack"), list(zip(PACKED, [gzip.compress, zstd], strict=True)))
def test_several_members_are_one_stream(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    (tmp_path / name).write_bytes(b"".join(pack(part) for part in (b"one\n", b"two\n", CONTENT)))
    assert whole(tmp_path / name) == b"one\ntwo\n" + CONTENT


@pytest.mark.parametrize("name", PACKED)
@pytest.mark.parametrize("keep", [0.5, 0.99])
def test_a_download_that_broke_off_is_truncated(tmp_path: Path, name: str, keep: float) -> None:
    content = packed(name, CONTENT)
    (tmp_path / name).write_bytes(content[: int(len(content) * keep)])
    assert reason(tmp_path / name) == "truncated"


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst"])
def test_records_before_a_break_are_kept(tmp_path: Path, name: str) -> None:
    content = packed(name, b"".join(line(text=f"{n} {n * n % 9973} {n * 31 % 997}") for n in range(60_000)))
    (tmp_path / name).write_bytes(content[: len(content) * 3 // 4])
    reading, deliveries = read(tmp_path / name)
    assert 0 < len(deliveries) < 60_000 and reading.refused[-1].reason == "truncated"


@pytest.mark.parametrize("name", PACKED)
def test_damage_is_told(tmp_path: Path, name: str) -> None:
    content = bytearray(packed(name, CONTENT))
    for place in (len(content) // 2, len(content) // 2 + 9):
        content[place] ^= 0xFF
    (tmp_path / name).write_bytes(content)
    assert reason(tmp_path / name) in {"damaged", "truncated"}


@pytest.mark.parametrize("name", PACKED)
def test_a_bomb_is_stopped(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(packed(name, bytes(40_000_000)))
    limits = ReadSettings(max_expansion=2, max_record_bytes=10**9, fields=FIELDS)
    assert reason(tmp_path / name, limits) == "too_large"


@pytest.mark.parametrize("code", [13, 2], ids=["not allowed", "gone"])
def test_a_file_that_cannot_be_opened_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    (tmp_path / "a.txt").write_bytes(b"text")
    real: dict[str, Any] = {"builtins": builtins.open, "path": Path.open}

    def refuse(name: Any, *arguments: Any, **more: Any) -> Any:
        if str(name).endswith("a.txt"):
            raise OSError(code, os.strerror(code), str(name))
        return real["builtins"](name, *arguments, **more)

    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    assert reason(tmp_path / "a.txt") == "unreadable"


def test_a_folder_under_the_name_of_a_file_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    assert reason(tmp_path / "a.txt") == "unreadable"


def test_lines_are_numbered_as_an_editor_does(tmp_path: Path) -> None:
    small = ReadSettings(max_record_bytes=1000, fields=FIELDS)
    lines = [line(text="one"), b"\n", line(text="x" * 2000), line(text="four")[:-1] + b"\r\n", b" \t\n", b"y" * 3000]
    (tmp_path / "a.jsonl").write_bytes(b"".join(lines))
    reading, deliveries = read(tmp_path / "a.jsonl", settings=small)
    assert [item["uri"].split("#")[1] for item in deliveries] == ["line=1", "line=4"]
    told = [(item.uri.split("#")[1], item.reason, item.byte_count) for item in reading.refused]
    assert told == [("line=3", "too_large", len(lines[2])), ("line=6", "too_large", 3000)]
