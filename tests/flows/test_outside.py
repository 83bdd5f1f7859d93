"""The lake from other programs: what `demarche duckdb` prints runs as it stands, and cannot write."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys

import duckdb
import pytest

from config.settings import LakeSettings
from flows.outside import Program, opening, snippet
from warehouse.lake import Lake, open_lake


@pytest.fixture(scope="module")
def lake(world: Lake, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake in a folder with signs in its name that every language has to escape, or must not."""
    directory = tmp_path_factory.mktemp("it's") / 'a "lake" of 😀'
    return open_lake(LakeSettings(), shutil.copytree(world.directory, directory))


def test_sql_of_the_shell_runs_and_cannot_write(lake: Lake) -> None:
    with duckdb.connect() as connection:
        for statement in duckdb.extract_statements(snippet(lake, Program.shell)):
            connection.execute(statement)
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (4,)
        with pytest.raises(duckdb.Error, match="read-only"):
            connection.execute("DELETE FROM documents")


def test_python_runs(lake: Lake) -> None:
    done = subprocess.run(
        [sys.executable, "-c", snippet(lake, Program.python)], capture_output=True, text=True, check=True
    )
    assert "European Union" in done.stdout and not done.stderr


def test_a_notebook_is_one_and_its_cells_run(lake: Lake) -> None:
    notebook = json.loads(snippet(lake, Program.notebook))
    assert (notebook["nbformat"], len({cell["id"] for cell in notebook["cells"]})) == (4, 3)
    code = "\n".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code")
    names: dict[str, object] = {}
    exec(code.replace(".df()", ".fetchall()"), names)
    assert "lake" in names


def test_r_says_statements_that_run(lake: Lake) -> None:
    """Without R: its calls are read as R reads them, whose escapes are a part of JSON's, and run one by one."""
    library, blank, connected, *calls = snippet(lake, Program.r).splitlines()
    assert (library, blank, connected) == ("library(duckdb)", "", "lake <- dbConnect(duckdb())")
    said = [re.fullmatch(r'db(Execute|GetQuery)\(lake, ("(?:[^"\\]|\\["\\])*")\)', call) for call in calls]
    statements = [json.loads(found[2]) for found in said if found]
    assert statements[:-1] == opening(lake) and len(statements) == len(calls)
    with duckdb.connect() as connection:
        for statement in statements[:-1]:
            connection.execute(statement)
        assert connection.execute(statements[-1]).fetchall()
