"""One long-lived pool of processes does the work of all shards; Prefect's threads only wait for it.

Make the pool before Prefect is imported: its processes are then forked from a small, single-threaded parent.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import Timer
from typing import Any, ParamSpec, TypeVar

import pyarrow as pa

from flows.lifeline import end_with_parent

P = ParamSpec("P")
T = TypeVar("T")

_IN_FLIGHT = 4
_REST_SECONDS = 0.3
_LARGE_RUN = 20_000  # documents, beyond which what follows their refining needs much memory of its own
# Of glibc alone; the numbers are those of its malloc.h and the limit its largest.
_trim, _set_limit = (getattr(ctypes.CDLL(None), name, None) for name in ("malloc_trim", "mallopt"))
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_MAPPED = 32 << 20


@dataclass
class _Pool:
    """The processes there are, and whether they serve more than one run."""

    executor: ProcessPoolExecutor
    workers: int
    lasting: bool


_pool: _Pool | None = None
_at_rest: Timer | None = None  # in a worker: what happens when its next job is long in coming


class WorkerDiedError(RuntimeError):
    """A worker process ended without an answer, as it does when memory runs out."""


@contextmanager
def worker_pool(
    workers: int, prepare: Callable[[], object], *, fork: bool = False, lasting: bool = False
) -> Iterator[None]:
    """Start the pool, and have each process call `prepare` at once. A pool that is there already is used as it is.

    What `prepare` raises is left to the first real job, which meets the same fault.

    `fork` is for a process that keeps already what its processes are to share with it, and that has
    not imported Prefect nor used DuckDB or Arrow yet: a fork copies their locks but not their threads. `lasting` is for
    a pool that serves several runs, one after the other.
    """
    global _pool  # noqa: PLW0603 (one pool a process is the point)
    if _pool is not None:
        yield
        return
    context = multiprocessing.get_context("fork" if fork and sys.platform == "linux" else "spawn")
    pool = _pool = _Pool(ProcessPoolExecutor(workers, mp_context=context, initializer=_begin), workers, lasting)
    warm = [pool.executor.submit(_get_ready, prepare) for _ in range(workers)]
    try:
        yield
    finally:
        for future in warm:
            future.cancel()
        pool.executor.shutdown(wait=True, cancel_futures=True)
        _pool = None


def end_prepared(documents: int) -> None:
    """End the processes of a large run's pool, and what they have ready with them; a later job starts new ones.

    `documents` are those of the run. A small run keeps its processes: there new ones would cost more than they spare.
    """
    if _pool is not None and not _pool.lasting and documents > _LARGE_RUN:
        _pool.executor.shutdown(wait=True)
        spawn = multiprocessing.get_context("spawn")
        _pool.executor = ProcessPoolExecutor(_pool.workers, mp_context=spawn, initializer=_begin)


def in_pool(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function in the pool and wait; without a pool (Dask workers, tests), call it here.

    Raises WorkerDiedError where the worker process was killed.
    """
    return start_in_pool(function, *args, **kwargs)()


def start_in_pool(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Callable[[], T]:
    """Begin a call in the pool and give what waits for its result; without a pool, what is given makes the call.

    Waiting raises WorkerDiedError where the worker process was killed.
    """
    if _pool is None:
        return partial(function, *args, **kwargs)
    return partial(_result, _pool.executor.submit(_work, function, args, kwargs))


def pool_map(function: Callable[..., T], jobs: Iterable[tuple[Any, ...]]) -> Iterator[T]:
    """Results of `function(*job)` in order, worked on in the pool with only a few jobs in memory at a time.

    Raises WorkerDiedError where a worker process was killed.
    """
    waiting: deque[Future[T]] = deque()
    for job in jobs:
        if _pool is None:
            yield function(*job)
            continue
        with _deaths_explained():
            waiting.append(_pool.executor.submit(_work, function, job, {}))
        if len(waiting) > _IN_FLIGHT:
            yield _result(waiting.popleft())
    while waiting:
        yield _result(waiting.popleft())


def _result(future: Future[T]) -> T:
    """What a job gave, once it has. Raises what it raised, or WorkerDiedError."""
    with _deaths_explained():
        return future.result()


@contextmanager
def _deaths_explained() -> Iterator[None]:
    """Turn the pool's error about a killed process into WorkerDiedError, which says what to do."""
    try:
        yield
    except BrokenProcessPool as error:
        raise WorkerDiedError(
            "a worker process was killed, most likely for lack of memory: lower run.workers or run.shard_bytes"
        ) from error


def _begin() -> None:
    """First thing a worker does: leave Ctrl-C to the parent, see to it that it ends with it, and use one core."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pa.set_cpu_count(1)
    pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own gives freed memory back within moments
    _keep_freed()
    end_with_parent()


def _work(function: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
    """Call a function. Should no other job follow at once, give the system what has been freed."""
    global _at_rest  # noqa: PLW0603 (one timer a process is the point)
    if _at_rest:
        _at_rest.cancel()
    try:
        return function(*args, **kwargs)
    finally:
        _at_rest = Timer(_REST_SECONDS, give_back)
        _at_rest.daemon = True
        _at_rest.start()


def _keep_freed() -> None:
    """Keep freed memory while there is work: getting it from the system again and again costs 4 % of a shard."""
    if _set_limit:
        _set_limit(_TRIM_THRESHOLD, 2**31 - 1)
        _set_limit(_MMAP_THRESHOLD, _MAPPED)


def give_back() -> None:
    """Give the system the memory that this process has freed."""
    pa.default_memory_pool().release_unused()
    if _trim:
        _trim(0)


def _get_ready(prepare: Callable[[], object]) -> None:
    """Call `prepare` and keep what it gives in this process."""
    prepare()
