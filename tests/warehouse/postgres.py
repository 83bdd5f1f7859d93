"""A PostgreSQL server of Debian's binaries on loopback, for tests, with a data directory of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_INSTALL = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql"]


@contextmanager
def postgres() -> Iterator[str]:
    """A server with an empty database; gives the catalog address. Skips, saying why, where there is no PostgreSQL."""
    binaries = _binaries()
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="demarche-pg-") as folder:
        data = Path(folder, "data")
        data.mkdir()
        _own(Path(folder))
        _own(data)
        _call(binaries / "initdb", "-D", data, "-U", "demarche", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        _call(binaries / "pg_ctl", "-D", data, "-o", options, "-l", Path(folder, "log"), "-w", "start")
        try:
            yield f"postgres:dbname=postgres host=127.0.0.1 port={port} user=demarche"
        finally:
            _call(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _binaries() -> Path:
    """Where initdb and pg_ctl are; installs them where that is possible, skips the test where it is not."""
    found = _installed()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False, capture_output=True)
        subprocess.run(_INSTALL, check=False, capture_output=True)
        found = _installed()
    if found is None:
        pytest.skip(f"SKIPPED FOR WANT OF POSTGRESQL, so the remote lake is untested: `{' '.join(_INSTALL)}` as root")
    return found


def _installed() -> Path | None:
    """The folder of the newest PostgreSQL server here."""
    on_path = shutil.which("initdb")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    chosen = Path(on_path).resolve() if on_path else versions[-1] if versions else None
    return chosen.parent if chosen and (chosen.parent / "pg_ctl").exists() else None


def _user() -> pwd.struct_passwd | None:
    """Whom to run the server as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _own(folder: Path) -> None:
    """Give a folder to the server's user."""
    if user := _user():
        os.chown(folder, user.pw_uid, user.pw_gid)


def _call(*command: str | Path) -> None:
    """Run one of PostgreSQL's programs as its user. Raises CalledProcessError."""
    user = _user()
    subprocess.run(
        list(map(str, command)),
        cwd="/",
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
    )


def _free_port() -> int:
    """A loopback port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
