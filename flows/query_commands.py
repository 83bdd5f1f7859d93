"""Commands that ask the lake: `sql`, `report`, `tables`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from duckdb import DuckDBPyConnection

from flows.options import Format, FormatOption, JsonOption, LakeOption, OutputOption, choose, chosen_lake
from flows.printing import print_rows, show_pairs
from flows.terminal import EXIT_USAGE, err, fail, show_table
from warehouse.blank import view_columns
from warehouse.query import column_names, query_connection, rows, run_query
from warehouse.reports import Report, reports
from warehouse.schema import views
from warehouse.tables import TABLES

commands = typer.Typer()

_TABLE_ROWS = 20  # rows of a report that a terminal shows unasked


@commands.command()
def sql(
    query: Annotated[str | None, typer.Argument(metavar="QUERY", help="One SELECT. Without it: a prompt.")] = None,
    form: FormatOption = Format.table,
    output: OutputOption = None,
    lake: LakeOption = None,
) -> None:
    """Ask the lake in SQL, read-only. Tables and views: `demarche tables`; ideas: the README's ten questions."""
    choose(lake)
    with query_connection(chosen_lake()) as connection:
        if query is None and sys.stdin.isatty():
            from flows.repl import prompt  # noqa: PLC0415

            prompt(connection)
            return
        print_rows(run_query(connection, query if query is not None else sys.stdin.read()), form, output)


@commands.command()
def report(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Which report. Without it: the list.")] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            metavar="ROWS",
            min=0,
            help="Give this many rows; 0 is all. Default: 20 as a table, else all.",
        ),
    ] = None,
    form: FormatOption = Format.table,
    output: OutputOption = None,
    lake: LakeOption = None,
) -> None:
    """Print a report: a view of the lake, so `demarche sql "FROM report_NAME"` says the same."""
    choose(lake)
    known = {item.name: item for item in reports()}
    if name is None:
        show_pairs(["report", "what it shows"], {item.name: item.description for item in known.values()})
        return
    if name not in known:
        fail(f"no report {name!r}; there are {', '.join(known)}", EXIT_USAGE)
    with query_connection(chosen_lake()) as connection:
        if form is Format.table and output is None:
            _show_report(connection, known[name], _TABLE_ROWS if limit is None else limit)
        else:
            bound = f" LIMIT {limit}" if limit else ""
            print_rows(run_query(connection, f"SELECT * FROM {known[name].view}{bound}"), form, output)


@commands.command()
def tables(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="One table or view: show its columns.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List tables and views, or the columns of one: what each means in a table, its type in a view."""
    listed = {table.name: table.description for table in TABLES} | {view.name: view.description for view in views()}
    if name is None:
        show_pairs(["table or view", "a row is"], listed, as_json)
        return
    if name not in listed:
        fail(f"no table or view {name!r}; there are {', '.join(listed)}", EXIT_USAGE)
    columns = {table.name: table.columns for table in TABLES}.get(name)
    if columns is None:
        show_pairs(["column", "type"], view_columns(name), as_json)
    else:
        show_pairs(["column", "what it is"], columns, as_json)


def _show_report(connection: DuckDBPyConnection, report: Report, limit: int) -> None:
    """Show the first rows of a report as a table, and say so where there are more."""
    result = run_query(connection, f"SELECT * FROM {report.view}" + (f" LIMIT {limit + 1}" if limit else ""))
    found = list(rows(result))
    show_table(column_names(result), found[: limit or None], report.description)
    if limit and len(found) > limit:
        err.print(f"These are the first {limit} rows; --limit 0 shows all.", style="dim", highlight=False)
