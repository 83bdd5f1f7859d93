"""`demarche export`: tables, views and queries as files that other tools read."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import Annotated

import typer

from config.configuration import config_directory
from config.exchange import load_exchange
from flows.options import ConfigOption, Format, LakeOption, OutputOption, choose, chosen_lake
from flows.printing import opened, print_rows
from flows.terminal import EXIT_USAGE, err, fail
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


@commands.command()
def ftm(output: OutputOption = None, lake: LakeOption = None, config: ConfigOption = None) -> None:
    """As FollowTheMoney entities, JSON lines: who is named where, and claims about sanctions, with their sentences.

    A Sanction among them is what an article claims (its status says so), never a fact from an authority.
    """
    choose(lake, config)
    from flows.exporting import claims_left_out, export_entities  # noqa: PLC0415 (FollowTheMoney takes half a second to load)

    rules = load_exchange(config_directory())
    with (
        query_connection(chosen_lake()) as connection,
        opened(output, "w") if output else nullcontext(sys.stdout) as out,
    ):
        written = export_entities(connection, rules, out)
        left_out = claims_left_out(connection)
    listed = ", ".join(f"{count:,} {schema}" for schema, count in written.items())
    err.print(f"{written.total():,} entities: {listed}", highlight=False, soft_wrap=True)
    err.print(f"{left_out:,} claims are not among them: negated, or without a target", style="dim", highlight=False)


def _export(form: Format, name: str, output: OutputOption, lake: LakeOption) -> None:
    """Write the rows of a table, view or query. Raises QueryError and LakeError."""
    choose(lake)
    named = {table.name for table in TABLES} | {view.name for view in views()}
    if name not in named and name.isidentifier():
        fail(f"no table or view {name!r}; there are {', '.join(sorted(named))}", EXIT_USAGE)
    query = f"FROM {name}" if name in named else name
    with query_connection(chosen_lake()) as connection:
        print_rows(run_query(connection, query), form, output)
