"""Options and arguments that several commands share, and the lake and config they choose."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from config.configuration import config_directory, load_settings
from warehouse.lake import Lake, open_lake


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"
    parquet = "parquet"


LakeOption = Annotated[
    Path | None,
    typer.Option("--lake", metavar="DIR", help="The lake's directory. Default: DEMARCHE_LAKE, then ./lake."),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", metavar="DIR", help="A config directory. Default: DEMARCHE_CONFIG, then ours."),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print the rows.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the rows there instead of printing them.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
DocArgument = Annotated[str, typer.Argument(metavar="DOC", help="A doc_id, or enough of its beginning.")]


def choose(lake: Path | None = None, config: Path | None = None) -> None:
    """Put the lake and config that a call names in force; what is not named stays as it was."""
    if lake:
        os.environ["DEMARCHE_LAKE"] = str(lake)
    if config:
        os.environ["DEMARCHE_CONFIG"] = str(config)


def chosen_lake() -> Lake:
    """The lake in force. Raises ConfigError."""
    return open_lake(load_settings(config_directory()).lake)
