"""`demarche sql` without a query: a prompt with history, completion, paging and help."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
from prompt_toolkit import PromptSession
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import FileHistory

from flows.completion import NameCompleter, described
from flows.terminal import err, out, show_table
from warehouse.blank import view_columns
from warehouse.query import QueryError, column_names, rows, run_query
from warehouse.tables import BY_NAME

_HISTORY = Path("~/.demarche_history")
_BYE = {".exit", ".quit", "exit", "quit", r"\q"}
_LISTS = {".tables", r"\d", r"\dt", r"\dv"}
_MOST_ROWS = 1_000  # of a result that a terminal shows; `demarche export` writes all
_HELP = {
    "SELECT ... ;": "a query, over as many lines as you like, ended by a semicolon or an empty line",
    r"\d": "tables and views, and what a row of each is (.tables says the same)",
    r"\d NAME": "columns of a table or view, and what each means",
    r"\?": "this help",
    r"\q": "leave (so do exit, quit and Ctrl-D)",
    "Tab": "completes names: tables after FROM and JOIN, columns after a table's name and a dot",
    "Up, Ctrl-R": "earlier queries; search in them",
    "Ctrl-C": "forgets what is typed, or stops a query that runs",
}


def prompt(connection: duckdb.DuckDBPyConnection) -> None:
    """Read queries and print what they find, until Ctrl-D."""
    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(_HISTORY.expanduser())),
        completer=NameCompleter(),
        complete_while_typing=False,
        multiline=Condition(lambda: not is_complete(session.default_buffer.text)),
        prompt_continuation="   ... ",
    )
    out.print(r"One SELECT, ended by a semicolon; \d lists tables, \? helps, Ctrl-D leaves.", highlight=False)
    while (text := _read(session)) is not None:
        if text in _BYE:
            return
        if text:
            _answer(connection, text)


def is_complete(text: str) -> bool:
    """Whether Enter ends the input: after a semicolon, an empty line, a command, or nothing at all."""
    stripped = text.strip()
    return not stripped or stripped in _BYE or stripped[0] in ".\\" or stripped.endswith(";") or text.endswith("\n")


def _read(session: PromptSession[str]) -> str | None:
    """What is typed next; empty after Ctrl-C, None at the end of input."""
    try:
        return session.prompt("lake > ").strip()
    except KeyboardInterrupt:
        return ""
    except EOFError:
        return None


def _answer(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    """Print what a query finds or a command tells, or why it does not."""
    try:
        if text[0] in ".\\":
            _tell(text)
        else:
            _show(*_found(connection, text))
    except QueryError as error:
        err.print(str(error), style="red", markup=False, soft_wrap=True)
    except KeyboardInterrupt:
        err.print("stopped", style="red")


def _found(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Names and first rows of a query. Raises QueryError, and KeyboardInterrupt when the query has stopped for it.

    The query runs in another thread, as DuckDB looks at signals too seldom in its own.
    """

    def fetched() -> tuple[list[str], list[tuple[Any, ...]]]:
        result = run_query(connection, query)
        return column_names(result), list(islice(rows(result), _MOST_ROWS + 1))

    with ThreadPoolExecutor(1) as thread:
        task = thread.submit(fetched)
        try:
            return task.result()
        except KeyboardInterrupt:
            connection.interrupt()
            raise


def _tell(command: str) -> None:
    """What a command of the prompt tells. Raises QueryError for one that there is not."""
    word, _, name = command.rstrip(";").partition(" ")
    name = name.strip()
    if word in _LISTS and not name:
        show_table(["table or view", "a row is"], list(described().items()), whole=True)
    elif word in _LISTS and name in BY_NAME:
        show_table(["column", "what it is"], list(BY_NAME[name].columns.items()), BY_NAME[name].description, whole=True)
    elif word in _LISTS and name in described():
        show_table(["column", "type"], list(view_columns(name).items()), described()[name], whole=True)
    elif word in _LISTS:
        raise QueryError(rf"no table or view {name!r}; \d lists them")
    elif word in {r"\?", r"\h", ".help"}:
        show_table(["type", "for"], list(_HELP.items()), whole=True)
    else:
        raise QueryError(rf"no command {word!r}; \? lists them")


def _show(names: Sequence[str], found: Sequence[tuple[object, ...]]) -> None:
    """Show rows; through a pager where they are more than the terminal has lines."""
    if out.is_terminal and len(found) > out.height - 5:
        with out.pager(styles=True):
            _print(names, found)
    else:
        _print(names, found)


def _print(names: Sequence[str], found: Sequence[tuple[object, ...]]) -> None:
    """Print rows, and say so where there are more."""
    show_table(names, found[:_MOST_ROWS])
    more = "more than " if len(found) > _MOST_ROWS else ""
    count = min(len(found), _MOST_ROWS)
    out.print(f"{more}{count:,} row{'' if count == 1 else 's'}", style="dim", highlight=False)
