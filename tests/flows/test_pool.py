"""The pool of worker processes, beyond what runs show of it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.pool import end_prepared, in_pool, pool_map, start_in_pool, worker_pool

_STRINGS = 400_000


@pytest.fixture(autouse=True)
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A pool of one process, also where the session has one already."""
    monkeypatch.setattr("flows.pool._pool", None)
    with worker_pool(1, int):
        yield


def resident_mb(process: int | str = "self") -> int:
    """Memory of a process that is in use, in megabytes."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1000 for line in lines if line.startswith("VmRSS"))


def fill_and_free() -> int:
    """Memory while many small strings live, which are gone on return, with some that stay between them."""
    strings = [f"{number:0600}" for number in range(_STRINGS)]
    kept.append(strings[:: _STRINGS // 20])
    return resident_mb()


kept: list[list[str]] = []


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads Linux's /proc")
def test_a_worker_at_rest_gives_back_what_it_has_freed() -> None:
    worker = in_pool(os.getpid)
    before = resident_mb(worker)
    full = in_pool(fill_and_free)
    assert full - before > 200
    for _ in range(100):
        if resident_mb(worker) - before < (full - before) / 4:
            return
        time.sleep(0.1)
    pytest.fail(f"{resident_mb(worker)} MB of {full} are still in use")


def test_a_started_job_goes_on_meanwhile() -> None:
    result = start_in_pool(pow, 2, 5)
    assert in_pool(pow, 2, 4) == 16
    assert result() == 32


def test_a_started_job_without_a_pool_is_done_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.pool._pool", None)
    done: list[int] = []
    result = start_in_pool(done.append, 1)
    assert not done
    result()
    assert done == [1]


def test_results_come_in_the_order_of_their_jobs() -> None:
    assert list(pool_map(pow, [(2, number) for number in range(9)])) == [2**number for number in range(9)]


@pytest.mark.parametrize(("documents", "ends"), [(100, False), (1_000_000, True)])
def test_what_a_large_run_has_ready_ends_with_its_processes(documents: int, ends: bool) -> None:
    before = in_pool(os.getpid)
    end_prepared(documents)
    assert (in_pool(os.getpid) != before) == ends


def test_a_pool_for_several_runs_keeps_its_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.pool._pool", None)
    with worker_pool(1, int, lasting=True):
        before = in_pool(os.getpid)
        end_prepared(1_000_000)
        assert in_pool(os.getpid) == before
