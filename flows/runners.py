"""Which Prefect task runner carries the shards: threads that wait for the process pool, or a Dask cluster."""

from __future__ import annotations

from typing import Any

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from config.configuration import config_directory, load_settings
from config.settings import RunSettings


class MissingExtraError(RuntimeError):
    """A setting asks for an optional package that is not installed."""


def configured_task_runner() -> TaskRunner[Any]:
    """The task runner that the config in force asks for. Raises ConfigError and MissingExtraError."""
    return task_runner(load_settings(config_directory()).run)


def task_runner(settings: RunSettings) -> TaskRunner[Any]:
    """The task runner that run.executor asks for. Raises MissingExtraError where Dask is asked for and not there."""
    if settings.executor == "pool":
        return ThreadPoolTaskRunner(max_workers=settings.workers + 1)
    try:
        from prefect_dask import DaskTaskRunner  # noqa: PLC0415 (an optional extra)
    except ImportError as error:
        raise MissingExtraError('run.executor = "dask" needs the extra: install demarche[dask]') from error
    if settings.dask_address:
        return DaskTaskRunner(address=settings.dask_address)
    return DaskTaskRunner(cluster_kwargs={"n_workers": settings.workers, "threads_per_worker": 1})
