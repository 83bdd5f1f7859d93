"""Commands that ask the lake: `sql`, `report`, `tables`."""

from __future__ import annotations

import calendar
import datetime as dt
import sys
from pathlib import Path
from typing import Annotated

import typer
from duckdb import DuckDBPyConnection

from flows.options import Format, FormatOption, JsonOption, LakeOption, OutputOption, choose, chosen_lake
from flows.pages import write_site
from flows.printing import print_rows, show_pairs
from flows.terminal import EXIT_USAGE, err, fail, show_table
from warehouse.blank import view_columns
from warehouse.filters import Filters, filters_of, narrowed
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
def report(  # noqa: PLR0913, PLR0917 (a flag each)
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Which report. Without it: the list.")] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Only articles published then or later: 2022, 2022-02, 2022-02-24."),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Only articles published then or earlier, that day, month or year included."),
    ] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="Only rows about this actor: id, name or alias.")
    ] = None,
    target: Annotated[str | None, typer.Option(metavar="ACTOR", help="Only rows with this target.")] = None,
    sender: Annotated[str | None, typer.Option(metavar="ACTOR", help="Only rows with this sender.")] = None,
    status: Annotated[
        str | None, typer.Option(metavar="STATUS", help="Only rows of this status: threatened, imposed, ...")
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="OUTLET", help="Only articles that this outlet carried.")
    ] = None,
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
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="DIR", help="Write all reports as a static site there (docs/site.md)."),
    ] = None,
    lake: LakeOption = None,
) -> None:
    """Print a report: a view of the lake, so `demarche sql "FROM report_NAME"` says the same."""
    choose(lake)
    filters = Filters(_day(since, first=True), _day(until, first=False), actor, target, sender, status, outlet)
    if html and name is not None:
        fail("--html writes all reports: leave NAME away", EXIT_USAGE)
    if name is None and any(filters):
        fail("what narrows a report needs its NAME before it: `demarche report` lists them", EXIT_USAGE)
    if html:
        write_site(html)
    elif name is None:
        _list_reports()
    else:
        _print_report(name, filters, limit, form, output)


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


def _list_reports() -> None:
    """Print all reports, and the filters that each has."""
    listed = [(item.name, item.description, " ".join(f"--{flag}" for flag in filters_of(item))) for item in reports()]
    show_table(["report", "what it shows", "what narrows it"], listed, whole=True)


def _print_report(name: str, filters: Filters, limit: int | None, form: Format, output: Path | None) -> None:
    """Print a report's rows under filters, or write them to a file. Raises QueryError and LakeError."""
    known = {item.name: item for item in reports()}
    if name not in known:
        fail(f"no report {name!r}; there are {', '.join(known)}", EXIT_USAGE)
    with query_connection(chosen_lake()) as connection:
        query = narrowed(connection, known[name], filters)
        if form is Format.table and output is None:
            _show_report(connection, known[name], query, _TABLE_ROWS if limit is None else limit)
        else:
            print_rows(run_query(connection, query + (f" LIMIT {limit}" if limit else "")), form, output)


def _day(text: str | None, first: bool) -> dt.date | None:
    """The first or the last day of a day, month or year; what is none of them ends the call."""
    if text is None:
        return None
    try:
        year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
        start = dt.date(year, month or 1, day or 1)
    except ValueError:
        fail(f"{text!r} is no date: write 2022, 2022-02 or 2022-02-24", EXIT_USAGE)
    if first or day:
        return start
    return start.replace(month=month or 12, day=calendar.monthrange(year, month or 12)[1])


def _show_report(connection: DuckDBPyConnection, report: Report, query: str, limit: int) -> None:
    """Show the first rows of a report as a table, and say so where there are more."""
    result = run_query(connection, query + (f" LIMIT {limit + 1}" if limit else ""))
    found = list(rows(result))
    show_table(column_names(result), found[: limit or None], report.description)
    if limit and len(found) > limit:
        err.print(f"These are the first {limit} rows; --limit 0 shows all.", style="dim", highlight=False)
