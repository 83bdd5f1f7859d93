"""Debian's Chromium, headless, for tests that must see what a browser makes of a page."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

_INSTALL = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser. Skips, saying why, where there is none and none can be installed."""
    program = _program()
    with sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=program, args=list(_QUIET))
        except Error as error:
            pytest.skip(f"SKIPPED FOR WANT OF A WORKING CHROMIUM, so no page is seen: {error.message.splitlines()[0]}")
        try:
            yield browser
        finally:
            browser.close()


def _program() -> str:
    """Where Chromium is; installs it where that is possible, skips the test where it is not."""
    found = _installed()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False, capture_output=True)
        subprocess.run(_INSTALL, check=False, capture_output=True)
        found = _installed()
    if found is None:
        pytest.skip(f"SKIPPED FOR WANT OF CHROMIUM, so no page is seen: `{' '.join(_INSTALL)}` as root")
    return found


def _installed() -> str | None:
    """The first browser on the path."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)
