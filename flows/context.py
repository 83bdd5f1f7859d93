"""What every step of one run is told: which lake, which config, which run."""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from config.configuration import config_directory, fingerprint, load_settings
from config.settings import Settings
from warehouse.lake import Lake, open_lake

Kind = Literal["ingest", "reprocess"]


@dataclass(frozen=True)
class RunContext:
    """One run. Small and picklable: steps in other processes rebuild from it what they need."""

    run_id: str
    kind: Kind
    started: dt.datetime
    lake: Lake
    config_directory: Path
    config_fingerprint: str

    @cached_property
    def settings(self) -> Settings:
        """The pipeline settings."""
        return load_settings(self.config_directory)

    @property
    def scratch(self) -> Path:
        """Path of the run's folder of intermediate files."""
        return self.lake.scratch / self.run_id

    @contextmanager
    def scratch_folder(self) -> Iterator[Path]:
        """Folder of intermediate files, there while the run goes on."""
        self.scratch.mkdir(parents=True, exist_ok=True)
        try:
            yield self.scratch
        finally:
            shutil.rmtree(self.scratch, ignore_errors=True)


def new_run(kind: Kind, lake: str | None, config: str | None) -> RunContext:
    """Begin a run: name it, and resolve lake and config. Raises ConfigError and LakeError."""
    directory = config_directory(config)
    started = dt.datetime.now(dt.UTC)
    return RunContext(
        run_id=f"{started:%Y%m%dT%H%M%S}{secrets.token_hex(2)}",
        kind=kind,
        started=started,
        lake=open_lake(load_settings(directory).lake_of_a_run(), lake),
        config_directory=directory.absolute(),
        config_fingerprint=fingerprint(directory),
    )
