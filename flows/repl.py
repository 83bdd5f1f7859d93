"""`demarche sql` without a query: a prompt with history and completion."""

from __future__ import annotations

from pathlib import Path

import duckdb
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.history import FileHistory

from flows.terminal import err, out, show_table
from warehouse.query import QueryError, column_names, rows, run_query
from warehouse.schema import views
from warehouse.tables import TABLES

_HISTORY = Path("~/.demarche_history")
_BYE = {".exit", ".quit", "exit", "quit"}


def prompt(connection: duckdb.DuckDBPyConnection) -> None:
    """Read queries, each ended by a semicolon or an empty line, and print what they find, until Ctrl-D."""
    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(_HISTORY.expanduser())), completer=_completer(), complete_while_typing=False
    )
    out.print("One SELECT, ended by a semicolon; .tables lists tables, .exit or Ctrl-D leaves.")
    while (query := _read(session)) is not None:
        if query in _BYE:
            return
        _answer(connection, query)


def _read(session: PromptSession[str]) -> str | None:
    """One query, over several lines until a semicolon or an empty line; None at the end of input."""
    lines: list[str] = []
    while True:
        try:
            line = session.prompt("   ... " if lines else "lake > ")
        except KeyboardInterrupt:
            lines.clear()
            continue
        except EOFError:
            return None
        lines.append(line)
        if line.strip().startswith(".") or line.strip() in _BYE or line.rstrip().endswith(";") or not line.strip():
            text = "\n".join(lines).strip()
            if text:
                return text
            lines.clear()


def _answer(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    """Print what a query finds, or why it does not."""
    if query == ".tables":
        show_table(["table or view", "a row is"], _described().items())
        return
    try:
        result = run_query(connection, query)
        show_table(column_names(result), rows(result))
    except QueryError as error:
        err.print(str(error), style="red", markup=False, soft_wrap=True)


def _described() -> dict[str, str]:
    """Tables and views, and what a row of each is."""
    return {table.name: table.description for table in TABLES} | {view.name: view.description for view in views()}


def _completer() -> WordCompleter:
    """Completes names of tables, views and columns."""
    words = {*_described()} | {column for table in TABLES for column in table.columns}
    return WordCompleter(sorted(words), ignore_case=True)
