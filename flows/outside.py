"""The lake from other programs: the exact statements for the DuckDB shell, Python, R and a notebook."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum

from warehouse.extensions import extension_file
from warehouse.lake import NAME, Lake

_EXAMPLE = "FROM report_matrix LIMIT 10"
_KEYS = "-- first: CREATE SECRET store (TYPE s3, KEY_ID '...', SECRET '...', REGION '...', ENDPOINT '...');\n"


class Program(StrEnum):
    """What the lake is opened from."""

    shell = "shell"
    python = "python"
    r = "r"
    notebook = "notebook"


def opening(lake: Lake) -> list[str]:
    """The SQL statements that open a lake read-only in a plain DuckDB of our version. Raises MissingExtensionError."""
    loads = [f"LOAD '{extension_file(name)}'" for name in lake.extensions()]
    return ["SET TimeZone = 'UTC'", *loads, lake.attach_statement(read_only=True), f"USE {NAME}"]


def snippet(lake: Lake, program: Program) -> str:
    """Text to paste (or, for a notebook, a whole .ipynb file) that opens the lake read-only and asks it something."""
    return _WRITERS[program](lake)


def _shell(lake: Lake) -> str:
    """For DuckDB's own shell."""
    keys = _KEYS if lake.data_path.startswith("s3://") else ""
    return keys + "".join(f"{statement};\n" for statement in [*opening(lake), _EXAMPLE])


def _literal(text: str) -> str:
    """A text in the double quotes of Python and R; characters stand as they are, as R knows no pairs of surrogates."""
    return json.dumps(text, ensure_ascii=False)


def _python(lake: Lake) -> str:
    """For Python with the package duckdb."""
    calls = [f"lake.execute({_literal(statement)})" for statement in opening(lake)]
    lines = ["import duckdb", "", "lake = duckdb.connect()", *calls, f"lake.sql({_literal(_EXAMPLE)}).show()"]
    return "\n".join(lines) + "\n"


def _r(lake: Lake) -> str:
    """For R with the package duckdb."""
    calls = [f"dbExecute(lake, {_literal(statement)})" for statement in opening(lake)]
    lines = ["library(duckdb)", "", "lake <- dbConnect(duckdb())", *calls, f"dbGetQuery(lake, {_literal(_EXAMPLE)})"]
    return "\n".join(lines) + "\n"


def _notebook(lake: Lake) -> str:
    """A Jupyter notebook (nbformat 4.5) with one cell to open the lake and one to ask it."""
    code = _python(lake).rstrip().rsplit("\n", 1)
    ask = f"lake.sql({_literal(_EXAMPLE)}).df()"
    cells = [
        _cell(
            "markdown", "title", "# The lake\n\nTables and views: `demarche tables`. Count `story_id`, not `doc_id`."
        ),
        _cell("code", "open", code[0]),
        _cell("code", "ask", ask),
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1) + "\n"


def _cell(kind: str, name: str, source: str) -> dict[str, object]:
    """One cell of a notebook."""
    code: dict[str, object] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "id": name, "metadata": {}, "source": source.splitlines(keepends=True), **code}


_WRITERS: dict[Program, Callable[[Lake], str]] = {
    Program.shell: _shell,
    Program.python: _python,
    Program.r: _r,
    Program.notebook: _notebook,
}
