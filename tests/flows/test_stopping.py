"""Ctrl-C is remembered where what it meets loses it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import duckdb
import pytest

from flows.stopping import remembering_interrupts, stop_if_interrupted


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """Ctrl-C works here even where the tests run in a shell's background, which has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


_SECONDS_LONG = "SELECT count(*) FROM range(100000) a, range(4000) b WHERE a.range * b.range % 7 = 3"


def test_an_interrupt_that_duckdb_loses_still_stops_the_run() -> None:
    with remembering_interrupts(), duckdb.connect() as connection:
        stop_if_interrupted()
        timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
        timer.start()
        with pytest.raises((RuntimeError, KeyboardInterrupt)):
            connection.execute(_SECONDS_LONG).fetchall()
        connection.interrupt()
        timer.join()
        with pytest.raises(KeyboardInterrupt):
            stop_if_interrupted()


def test_where_ctrl_c_is_ignored_it_stays_so() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with remembering_interrupts():
            signal.raise_signal(signal.SIGINT)
            stop_if_interrupted()
    finally:
        signal.signal(signal.SIGINT, before)


def test_the_next_run_begins_unstopped_and_the_handler_of_before_is_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), remembering_interrupts():
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
    with remembering_interrupts():
        stop_if_interrupted()


def test_what_was_stopped_does_not_stop_what_comes_after() -> None:
    with pytest.raises(KeyboardInterrupt), remembering_interrupts():
        signal.raise_signal(signal.SIGINT)
    stop_if_interrupted()
