"""run.executor = "dask": the same rows from a Dask cluster as from the pool of processes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from config.configuration import DEFAULT_DIRECTORY
from tests.articles import write_articles, write_records
from tests.flows.lakestate import state_of
from tests.flows.processes import family_ends, start

pytest.importorskip("prefect_dask", reason="NOT INSTALLED, so executor = dask is untested: pip install prefect-dask")
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_harness"), pytest.mark.xdist_group("prefect")]

_RUN_SECONDS = 240


def test_dask_gives_the_rows_of_the_pool(tmp_path: Path) -> None:
    from prefect.settings import get_current_settings

    from flows.ingest import ingest

    folder = write_articles(tmp_path / "in", range(60))
    write_records(folder / "wire.jsonl", range(50, 80))
    ingest([str(folder)], lake=str(tmp_path / "pool"))

    config = tmp_path / "config"
    shutil.copytree(DEFAULT_DIRECTORY, config, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    settings = (config / "pipeline.toml").read_text(encoding="utf-8")
    (config / "pipeline.toml").write_text(settings.replace('executor = "pool"', 'executor = "dask"'), encoding="utf-8")
    lake = tmp_path / "dask"
    url = str(get_current_settings().api.url)
    process = start(lake, ["run", str(folder)], PREFECT_API_URL=url, DEMARCHE_CONFIG=str(config))
    _, error = process.communicate(timeout=_RUN_SECONDS)
    assert process.returncode == 0, error
    assert error == ""
    assert family_ends(lake, 10)
    assert state_of(lake) == state_of(tmp_path / "pool")
