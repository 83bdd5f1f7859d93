"""The weekly maintenance of the lake."""

from __future__ import annotations

from prefect import flow

from config.configuration import config_directory, load_settings
from warehouse.lake import open_lake
from warehouse.maintenance import Maintained
from warehouse.maintenance import maintain as maintain_lake


@flow(name="maintain", flow_run_name="maintain")
def maintain(lake: str | None = None, config: str | None = None, keep_days: int = 30) -> Maintained:
    """Merge small files and expire snapshots older than `keep_days` days. Raises LakeError while a run is writing."""
    return maintain_lake(open_lake(load_settings(config_directory(config)).lake, lake), keep_days)
