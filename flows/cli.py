"""The command line: `demarche`. The commands stand in `flows/*_commands.py`, each a few lines over the house.

A module of commands declares `commands = typer.Typer()` and is listed below. It imports Prefect, and whatever else
is slow to import, inside its commands: every call of the command line imports every module.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from config.loading import ConfigError
from config.version import VERSION
from flows import actors_commands, article_commands, export_commands, lake_commands, query_commands, run_commands
from flows.compiled import StaleRoomsError, refuse_stale_rooms
from flows.options import ConfigOption, LakeOption, choose
from flows.terminal import EXIT_USAGE, fail
from warehouse.extensions import MissingExtensionError
from warehouse.lake import LakeError
from warehouse.query import QueryError

app = typer.Typer(
    name="demarche",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="""Who said what about sanctions, against whom, and how many *independent* sources stand behind it.

    Start with `demarche run samples`, then `demarche report sanctions` and `demarche sql`.""",
    epilog="Exit codes: 0 done; 1 the run or a check failed, the lake is as before; 2 something to mend in the call.",
)
for module in (run_commands, query_commands, article_commands, actors_commands, export_commands, lake_commands):
    app.add_typer(module.commands)


def main() -> None:
    """Run the command line; a user's mistake ends in one line and exit code 2, never in a traceback."""
    try:
        refuse_stale_rooms()
        app()
    except (ConfigError, LakeError, QueryError, MissingExtensionError, StaleRoomsError) as error:
        fail(str(error), EXIT_USAGE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        typer.echo(f"demarche {VERSION}")
        raise typer.Exit


@app.callback()
def options(
    lake: LakeOption = None,
    config: ConfigOption = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Options before the command count for every command."""
    choose(lake, config)
