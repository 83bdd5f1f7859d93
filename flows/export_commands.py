"""`demarche export`: tables, views and queries as files that other tools read."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.options import Format, LakeOption, OutputOption, choose, chosen_lake
from flows.printing import print_rows
from flows.terminal import EXIT_USAGE, fail
from warehouse.query import query_connection, run_query
from warehouse.schema import views
from warehouse.tables import TABLES

commands = typer.Typer(
    name="export",
    no_args_is_help=True,
    help="Write a table, a view or a query to a file, a batch of rows at a time.",
)

NameArgument = Annotated[
    str, typer.Argument(metavar="NAME-or-SQL", help="A table or view (`demarche tables` lists them), or one SELECT.")
]


@commands.command()
def csv(name: NameArgument, output: OutputOption = None, lake: LakeOption = None) -> None:
    """As CSV: lists and structs as JSON; text that a spreadsheet would run as a formula behind an apostrophe."""
    _export(Format.csv, name, output, lake)


@commands.command()
def parquet(name: NameArgument, output: OutputOption = None, lake: LakeOption = None) -> None:
    """As one Parquet file, types kept."""
    _export(Format.parquet, name, output, lake)


@commands.command()
def jsonl(name: NameArgument, output: OutputOption = None, lake: LakeOption = None) -> None:
    """As JSON lines: one object a row, dates in ISO 8601, bytes in hexadecimal."""
    _export(Format.jsonl, name, output, lake)


def _export(form: Format, name: str, output: OutputOption, lake: LakeOption) -> None:
    """Write the rows of a table, view or query. Raises QueryError and LakeError."""
    choose(lake)
    named = {table.name for table in TABLES} | {view.name for view in views()}
    if name not in named and name.isidentifier():
        fail(f"no table or view {name!r}; there are {', '.join(sorted(named))}", EXIT_USAGE)
    query = f"FROM {name}" if name in named else name
    with query_connection(chosen_lake()) as connection:
        print_rows(run_query(connection, query), form, output)
