"""Start what a flow run from the command line needs, side by side: worker processes and the embedded server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial

from config.configuration import config_directory, fingerprint
from config.settings import Settings
from flows.pool import give_back, worker_pool
from flows.server import prefect_server
from flows.stopping import remembering_interrupts
from flows.terminal import fail
from flows.worker import rooms_for
from warehouse.extensions import checked_file
from warehouse.lake import Lake

EXIT_STOPPED = 130  # what a shell gives for a process that Ctrl-C ended


@contextmanager
def launched(settings: Settings, lake: Lake) -> Iterator[Callable[[], None]]:
    """Workers and server, starting. Enter it before anything imports Prefect, and before any thread is started.

    Gives a function that returns once the server answers; it raises ServerError. Ctrl-C ends the process in order.
    Raises ConfigError: the rooms are compiled here, once, while the server starts, and the workers forked with them.
    """
    directory = config_directory().absolute()
    prepare = partial(rooms_for, directory, fingerprint(directory))
    checked = partial(_check, lake.extensions())  # in each worker, while one waits for the server
    pool = worker_pool(settings.run.workers, checked, fork=True) if settings.run.executor == "pool" else nullcontext()
    try:
        with remembering_interrupts(), prefect_server(lake.directory / "prefect") as server:
            prepare()
            with pool:
                rooms_for.cache_clear()  # the workers have them
                give_back()
                yield server.wait if server else lambda: None
    except KeyboardInterrupt:
        fail("stopped; the lake holds all of this run or nothing of it", EXIT_STOPPED)


def _check(extensions: Sequence[str]) -> None:
    """Check the files of DuckDB's extensions, which a process does once. Raises MissingExtensionError."""
    for extension in extensions:
        checked_file(extension)
