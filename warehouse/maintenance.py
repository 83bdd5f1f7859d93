"""Keep a lake lean: merge small files, expire old snapshots, delete files that nothing refers to any more."""

from __future__ import annotations

from typing import NamedTuple

import duckdb

from warehouse.lake import NAME, Lake


class Maintained(NamedTuple):
    """What maintenance did."""

    files_before: int
    files_after: int
    snapshots_expired: int


def maintain(lake: Lake, keep_days: int) -> Maintained:
    """Maintain a lake; snapshots younger than `keep_days` days stay for time travel.

    Raises LakeError while a run is writing.
    """
    with lake.lock(), lake.connect(read_only=False) as connection:
        before = _count_files(connection)
        connection.execute(f"CALL ducklake_merge_adjacent_files('{NAME}')")
        expired = connection.execute(
            f"CALL ducklake_expire_snapshots('{NAME}', older_than => now() - INTERVAL {int(keep_days)} DAY)"
        ).fetchall()
        connection.execute(f"CALL ducklake_cleanup_old_files('{NAME}', older_than => now() - INTERVAL 1 DAY)")
        return Maintained(before, _count_files(connection), len(expired))


def remove_leftovers(connection: duckdb.DuckDBPyConnection) -> int:
    """Delete data files that no snapshot knows, left by runs that never committed; return how many.

    They are what workers had staged and what a commit had written when it was cut short. Call it only while holding
    the lake's lock: the files of a run that is alive are not known yet either.
    """
    return len(connection.execute(f"CALL ducklake_delete_orphaned_files('{NAME}', cleanup_all => true)").fetchall())


def _count_files(connection: duckdb.DuckDBPyConnection) -> int:
    """Data files of the newest snapshot."""
    row = connection.execute(f"SELECT sum(file_count) FROM ducklake_table_info('{NAME}')").fetchone()
    return int(row[0] or 0) if row else 0
