"""The embedded Prefect server: a child process with its own log, started early and stopped in order.

Prefect's own temporary server runs background services that write to its database while flows start and stop, and
logs to the terminal of the flow; both are behind the tracebacks it prints. This one has telemetry off, logs to a file
beside its database, is told to stop only after the flow's last event is in, and ends with its parent.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.collector import collector_paused
from flows.lifeline import end_with_parent
from flows.server_database import ready_database

_START_SECONDS = 120
_STOP_SECONDS = 15
_COURTESY = 10  # steps that its priority is below that of the run's own processes
QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    "PREFECT_CLI_PROMPT": "false",
    "DO_NOT_TRACK": "1",
}
_EMBEDDED = {"PREFECT_SERVER_UI_ENABLED": "false", "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false"}  # no one to see
_ON_TERMINAL = {"PREFECT_LOGGING_LEVEL": "INFO", "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL"}


class ServerError(RuntimeError):
    """The embedded server did not start. The message names its log."""


class EmbeddedServer:
    """A Prefect API on a free loopback port."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self.log = home / "server.log"
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}/api"
        environment = os.environ | QUIET | _EMBEDDED | {"PREFECT_HOME": str(home)}
        environment.pop("PREFECT_API_URL", None)
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "flows.server", str(self.port), str(os.getpid())],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=environment,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Return once the API answers. Raises ServerError where it ends or takes too long."""
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise ServerError(f"the embedded Prefect server ended while starting; see {self.log}")
            if _answers(f"{self.url}/health"):
                return
            time.sleep(0.1)
        raise ServerError(f"the embedded Prefect server did not answer in {_START_SECONDS} s; see {self.log}")

    def stop(self) -> None:
        """End the server and wait until it has."""
        self._process.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextmanager
def prefect_server(home: Path) -> Iterator[EmbeddedServer | None]:
    """A server for this process's flows: the one PREFECT_API_URL names (None is given), else an embedded one.

    Enter it before Prefect is imported; call `wait` on what it gives before the first flow. A run's log goes to the
    server, not to the terminal, which has the progress bar and one line for an error.
    """
    os.environ.update({name: os.environ.get(name, value) for name, value in (QUIET | _ON_TERMINAL).items()})
    if os.environ.get("PREFECT_API_URL"):
        yield None
        return
    with embedded(home) as server:
        os.environ["PREFECT_API_URL"] = server.url
        os.environ["PREFECT_HOME"] = str(home)
        try:
            yield server
        finally:
            send_what_waits()
            del os.environ["PREFECT_API_URL"]


@contextmanager
def embedded(home: Path) -> Iterator[EmbeddedServer]:
    """An embedded server, starting; it is stopped at the end."""
    server = EmbeddedServer(home)
    try:
        yield server
    finally:
        server.stop()


def send_what_waits() -> None:
    """Send logs and events that Prefect still holds, so that nothing of it is left to fail after the server's end."""
    if "prefect" in sys.modules:
        from prefect.events.worker import EventsWorker  # noqa: PLC0415 (only where a flow has imported it)
        from prefect.logging.handlers import APILogWorker  # noqa: PLC0415

        APILogWorker.drain_all(timeout=5)
        EventsWorker.drain_all(timeout=5)


def serve(port: int, parent: int) -> None:
    """Run the API on a port until terminated or orphaned: what `python -m flows.server PORT PARENT` does."""
    end_with_parent(parent)
    with collector_paused(keep=True):
        import uvicorn  # noqa: PLC0415 (the parent, which imports this module, must stay small)
        from prefect.server.api.server import create_app  # noqa: PLC0415

        ready_database(Path(os.environ["PREFECT_HOME"]))
        app = create_app(ephemeral=True)
    os.nice(_COURTESY)  # what it notes of a run may wait until the workers rest
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=3)


def _free_port() -> int:
    """A loopback port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(url: str) -> bool:
    """Whether an address answers a GET with success."""
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]))
