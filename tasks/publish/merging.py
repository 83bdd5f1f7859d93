"""Find which discovered actors are one, over all documents; the commit writes what is found here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from warehouse.lake import NAME, Lake, quoted
from warehouse.sqlfiles import sql_file


def find_merges(
    lake: Lake, discoveries: Sequence[str], replaced: Sequence[str], split: Sequence[str], target: Path
) -> Path:
    """Write rows of `actor_merges`, those of the lake's discoveries and a run's, to a Parquet file and give its path.

    `discoveries` are the run's staged files, `replaced` documents of which the lake's discoveries no longer count,
    `split` discovered actors that nothing merges. Raises LakeError and duckdb.Error.
    """
    with lake.connect(read_only=True) as connection:
        connection.execute("USE memory")
        connection.register("replaced", pa.table({"doc_id": pa.array(replaced, pa.string())}))
        connection.register("split_actors", pa.table({"actor_id": pa.array(split, pa.string())}))
        added = f"UNION ALL BY NAME FROM read_parquet({list(discoveries)!r})" if discoveries else ""
        connection.execute(f"""
            CREATE TEMP VIEW discoveries AS
            FROM {NAME}.discoveries WHERE doc_id NOT IN (SELECT doc_id FROM replaced) {added}""")
        connection.execute(f"COPY ({sql_file('sql', 'actor_merges').sql}) TO '{quoted(str(target))}' (FORMAT parquet)")
    return target
