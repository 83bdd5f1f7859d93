"""Takes the README's pictures from the demo: `python -m tests.pictures docs/pictures` (or `make pictures`).

A Prefect server, a run of samples/ and the site are made in a temporary folder, and Chromium looks at them.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from config.settings import LakeSettings
from flows.server import QUIET
from tests.flows.processes import COMMAND
from tests.flows.site.chromium import chromium
from warehouse.lake import open_lake

ROOT = Path(__file__).parents[1]
_WIDTH, _HEIGHT = 1200, 760
_LARGEST = 200_000  # bytes of a picture in the repository
_START_SECONDS = 180
_SETTLE_MILLISECONDS = 4_000


def take(target: Path) -> list[Path]:
    """Take all pictures into `target`. Raises RuntimeError where one is too large or the server does not come up."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, _prefect_server(Path(name)) as address:
        lake, site = Path(name) / "lake", Path(name) / "site"
        environment = os.environ | QUIET | {"PREFECT_API_URL": f"{address}/api", "PREFECT_LOGGING_LEVEL": "INFO"}
        for arguments in (["run", "samples", "--json"], ["report", "--html", str(site)]):
            subprocess.run([*COMMAND, "--lake", str(lake), *arguments], cwd=ROOT, env=environment, check=True)
        with open_lake(LakeSettings(), lake).connect() as connection:
            (flow_run,) = connection.execute("SELECT flow_run_id FROM runs").fetchone() or ("",)
        shots = {
            "overview.png": (site / "index.html").as_uri(),
            "sanctions.png": (site / "sanctions.html").as_uri(),
            "run.png": f"{address}/runs/flow-run/{flow_run}",
            "summary.png": f"{address}/artifacts/artifact/{_artifact_id(address)}",
        }
        with chromium() as browser:
            return [_shoot(browser, url, target / file) for file, url in shots.items()]


def _artifact_id(address: str) -> str:
    """The id of a run's summary on a server that has seen one run."""
    filters = json.dumps({"artifacts": {"key": {"any_": ["summary"]}}}).encode()
    asked = urllib.request.Request(
        f"{address}/api/artifacts/filter", data=filters, headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(asked, timeout=10) as answer:
        return str(json.load(answer)[0]["id"])


def _shoot(browser: Browser, url: str, file: Path) -> Path:
    """One picture of what a desk sees first."""
    page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT})
    page.goto(url)
    page.wait_for_timeout(_SETTLE_MILLISECONDS)
    page.screenshot(path=str(file))
    page.close()
    if file.stat().st_size > _LARGEST:
        raise RuntimeError(f"{file} has {file.stat().st_size:,} bytes; {_LARGEST:,} are allowed")
    return file


@contextmanager
def _prefect_server(folder: Path) -> Iterator[str]:
    """A Prefect server with its UI on a free loopback port; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = os.environ | QUIET | {"PREFECT_HOME": str(folder / "prefect"), "PREFECT_UI_API_URL": f"{address}/api"}
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"{address}/api/health")
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    """Return once a server answers."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                json.load(answer)
                return
        except (OSError, ValueError):
            time.sleep(0.5)
    raise RuntimeError(f"nothing answers at {address}")


if __name__ == "__main__":
    for taken in take(Path(sys.argv[1])):
        print(f"{taken} {taken.stat().st_size:,} bytes")
