"""The .sql files that ship with the warehouse: bare SELECTs, described by the comment lines at their top."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class SqlFile(NamedTuple):
    """One file: its name without ending, the comment lines at its top as one text, and the whole SQL."""

    name: str
    description: str
    sql: str


@cache
def sql_files(folder: str) -> tuple[SqlFile, ...]:
    """All .sql files of a folder of the warehouse, by name."""
    found = sorted(files("warehouse").joinpath(folder).iterdir(), key=lambda file: file.name)
    return tuple(_parse(file.name, file.read_text(encoding="utf-8")) for file in found if file.name.endswith(".sql"))


def sql_file(folder: str, name: str) -> SqlFile:
    """One .sql file of a folder. Raises KeyError where there is none of that name."""
    return {file.name: file for file in sql_files(folder)}[name]


def _parse(file_name: str, text: str) -> SqlFile:
    """A file's parts."""
    lines = text.strip().splitlines()
    head = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
    return SqlFile(file_name.removesuffix(".sql"), " ".join(head), text.strip().rstrip(";"))
