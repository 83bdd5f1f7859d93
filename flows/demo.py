"""What `make demo` prints after the run: three small reports, and what to try next."""

from __future__ import annotations

import sys
from pathlib import Path

from config.settings import LakeSettings
from flows.terminal import out, show_table
from warehouse.lake import open_lake
from warehouse.query import column_names, query_connection, rows, run_query

_REPORTS = {
    "Sources: articles carried, and in how many independent stories": """
        SELECT outlet, country, documents, independent_sources AS independent, copies
        FROM report_sources LIMIT 8""",
    "Actors: who the articles speak of": """
        SELECT actor, kind, mentions, documents, outlets, independent_sources AS independent
        FROM report_actors LIMIT 8""",
    "Sanctions: who does what to whom; documents are not independent sources": """
        SELECT sender, target, status, documents, outlets, independent_sources AS independent
        FROM report_sanctions WHERE target_id IS NOT NULL LIMIT 12""",
}


def show(directory: str) -> None:
    """Print the demo's reports and the next commands."""
    lake = open_lake(LakeSettings(), Path(directory))
    with query_connection(lake) as connection:
        for title, query in _REPORTS.items():
            result = run_query(connection, query)
            out.print()
            show_table(column_names(result), rows(result), title)
        total = run_query(connection, "SELECT count(*), count(DISTINCT story_id) FROM articles").fetchone() or (0, 0)
    out.print(f"\n[bold]{total[0]} documents, {total[1]} independent sources.[/] Next:\n", highlight=False)
    for command in (
        f"demarche --lake {directory} report stories",
        f"demarche --lake {directory} report rejects",
        f'demarche --lake {directory} sql "SELECT published_on, status, sentence FROM sanctions ORDER BY 1 LIMIT 5"',
        f"demarche --lake {directory} sql",
        "make run INPUT=path/to/articles",
        "make up",
    ):
        prefix = "" if command.startswith("make") else ".venv/bin/"
        out.print(f"  {prefix}{command}", highlight=False, markup=False, soft_wrap=True)


if __name__ == "__main__":
    show(sys.argv[1])
