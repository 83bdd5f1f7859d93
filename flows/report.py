"""The daily report: every report of the lake as an artifact in the Prefect UI."""

from __future__ import annotations

from prefect import flow

from config.configuration import config_directory, load_settings
from flows.artifacts import publish_checks, publish_reports
from warehouse.checks import run_checks
from warehouse.lake import open_lake


@flow(name="report", flow_run_name="report")
def report(lake: str | None = None, config: str | None = None) -> list[str]:
    """Leave all reports and data checks as artifacts; gives the artifacts' keys. Raises LakeError."""
    found = open_lake(load_settings(config_directory(config)).lake, lake)
    with found.connect(read_only=True) as connection:
        publish_checks(run_checks(connection))
        return ["checks", *publish_reports(connection)]
