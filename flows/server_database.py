"""The embedded server's database: Prefect's migrations run once a user and release, not once a lake.

They are most of what a server's first start costs, and give the same empty tables each time. So the first new lake
leaves a copy of its database in the user's cache, and later lakes begin with that.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing, suppress
from importlib.metadata import version
from pathlib import Path

NAME = "prefect.db"  # as Prefect calls it in its home


def ready_database(home: Path) -> None:
    """Give a new lake's server its tables; a known lake's are left to Prefect, which brings them up to date.

    A cache that is damaged, or cannot be written, costs the time of the migrations and nothing else.
    """
    database = home / NAME
    if database.exists():
        return
    with suppress(OSError, RuntimeError, sqlite3.Error):
        _copy(template_file(), database)
        return
    asyncio.run(_migrate())
    with suppress(OSError, RuntimeError, sqlite3.Error):
        template_file().parent.mkdir(parents=True, exist_ok=True)
        _copy(database, template_file())


def template_file() -> Path:
    """The empty database of this release, in $XDG_CACHE_HOME, else ~/.cache. Raises RuntimeError without a home."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache, "demarche", f"prefect-{version('prefect')}.db")


def _copy(source: Path, target: Path) -> None:
    """Copy a database as of one moment; the target is there whole or not at all. Raises OSError, sqlite3.Error."""
    if not source.exists():
        raise FileNotFoundError(source)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(unfinished)) as new:
            old.backup(new)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


async def _migrate() -> None:
    """Run Prefect's migrations on the database of its home."""
    from prefect.server.database import provide_database_interface  # noqa: PLC0415 (the server's process has it anyway)

    interface = provide_database_interface()
    await interface.create_db()
    await (await interface.engine()).dispose()
