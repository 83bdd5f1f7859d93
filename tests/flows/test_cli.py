"""The command line: what it prints where, and how it ends. Runs of whole flows are in other files."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq
import pytest
import typer.main

from config.configuration import DEFAULT_DIRECTORY
from config.settings import LakeSettings
from config.version import VERSION
from flows import cli
from flows.documents import all_commands
from flows.run_commands import plain_failures
from tests.flows.processes import COMMAND, clean_environment
from tests.warehouse.handmade import TEXTS
from warehouse.lake import Lake, open_lake
from warehouse.query import query_connection
from warehouse.reports import reports
from warehouse.schema import views
from warehouse.tables import TABLES
from warehouse.writers import json_value

ROOT = Path(__file__).parents[2]
NAMES = [table.name for table in TABLES] + [view.name for view in views()]
GROUP: Any = typer.main.get_command(cli.app)
COMMANDS = dict(all_commands())


class Ended(NamedTuple):
    """How a call ended."""

    code: int
    out: str
    err: str


Call = Callable[..., Ended]


@pytest.fixture
def call(world: Lake, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Call:
    """Call the command line in this process, on the hand-made world unless --lake says otherwise."""
    monkeypatch.setenv("DEMARCHE_LAKE", str(world.directory))
    monkeypatch.setenv("DEMARCHE_CONFIG", "")
    monkeypatch.delenv("PREFECT_API_URL", raising=False)

    def called(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["demarche", *arguments])
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
        return Ended(code, *capfd.readouterr())

    return called


def is_one_line(ended: Ended) -> bool:
    """A mistake: exit code 2, nothing on standard output, one plain line on standard error."""
    lines = ended.err.splitlines()
    return ended.code == 2 and not ended.out and len(lines) == 1 and lines[0].startswith("demarche: ")


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help(call: Call, name: str) -> None:
    ended = call(*name.split(), "--help")
    assert ended.code == 0 and not ended.err
    shown = COMMANDS[name].params if name else GROUP.params
    assert all(flag in ended.out for parameter in shown for flag in parameter.opts if flag.startswith("--"))
    if not name:
        assert all(command in ended.out for command in GROUP.commands)


def test_version(call: Call) -> None:
    assert call("version") == (0, f"{VERSION}\n", "")


def test_no_command_shows_help(call: Call) -> None:
    assert "Commands" in "".join(call()[1:])


QUERY = "SELECT doc_id, published_on FROM documents ORDER BY doc_id"


def test_json_is_one_array_and_nothing_else(call: Call) -> None:
    ended = call("sql", QUERY, "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    found = json.loads(ended.out)
    assert [row["doc_id"] for row in found] == list(TEXTS)
    assert found[0]["published_on"] == "2021-03-01" and found[2]["published_on"] is None
    assert len(ended.out.splitlines()) == len(found)


def test_json_of_nothing_is_an_empty_array(call: Call) -> None:
    assert call("sql", "SELECT * FROM raw WHERE false", "-f", "json") == (0, "[]\n", "")


ODD = """SELECT DATE '2020-01-02' AS day, TIMESTAMPTZ '2020-01-02 03:04:05+00' AS moment, TIME '10:11:12' AS hour,
    [1, 2] AS list, {'a': DATE '2020-01-02', 'b': [NULL, 'x']} AS struct, '\\x00\\xFF'::BLOB AS bytes,
    MAP {DATE '2020-01-02': 1} AS map, 'nan'::DOUBLE AS nan, 1.25::DECIMAL(5, 2) AS decimal, 2::HUGEINT ** 1 AS big,
    true AS yes, NULL AS nothing, 'ünï "q"' || chr(10) AS text, 1 AS twice, 2 AS twice"""


def test_json_of_odd_values(call: Call) -> None:
    ended = call("sql", ODD, "-f", "json")
    assert json.loads(ended.out, parse_constant=pytest.fail) == [
        {
            "day": "2020-01-02",
            "moment": "2020-01-02T03:04:05+00:00",
            "hour": "10:11:12",
            "list": [1, 2],
            "struct": {"a": "2020-01-02", "b": [None, "x"]},
            "bytes": "00ff",
            "map": {"2020-01-02": 1},
            "nan": None,
            "decimal": 1.25,
            "big": 2,
            "yes": True,
            "nothing": None,
            "text": 'ünï "q"\n',
            "twice": 1,
            "twice_2": 2,
        }
    ]


def test_csv_of_odd_values(call: Call) -> None:
    (row,) = csv.DictReader(io.StringIO(call("sql", ODD, "-f", "csv").out))
    assert row["day"] == "2020-01-02" and row["moment"] == "2020-01-02T03:04:05+00:00"
    assert json.loads(row["struct"]) == {"a": "2020-01-02", "b": [None, "x"]}
    assert (row["bytes"], row["nothing"], row["text"], row["twice_2"]) == ("00ff", "", 'ünï "q"\n', "2")


def test_table_shows_odd_values_on_one_line_each(call: Call) -> None:
    ended = call("sql", "SELECT 'a' || chr(10) || chr(27) || '[31m[bold]x' AS text")
    assert "�[31m[bold]x" in ended.out and "\x1b" not in ended.out
    assert len([line for line in ended.out.splitlines() if line.strip()]) == 3


def test_parquet_goes_through_a_pipe(world: Lake) -> None:
    done = subprocess.run(
        [*COMMAND, "--lake", str(world.directory), "sql", QUERY, "-f", "parquet"],
        cwd=ROOT, env=clean_environment(), capture_output=True, check=True,
    )  # fmt: skip
    found = pq.read_table(io.BytesIO(done.stdout))
    assert found.column("doc_id").to_pylist() == list(TEXTS)
    assert found.column("published_on").to_pylist()[0] == dt.date(2021, 3, 1)
    assert done.stderr == b""


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "parquet"])
def test_output_to_a_file(call: Call, tmp_path: Path, form: str) -> None:
    target = tmp_path / "rows"
    assert call("sql", QUERY, "-f", form, "-o", str(target)) == (0, "", "")
    if form == "parquet":
        assert pq.read_table(target).num_rows == len(TEXTS)
    else:
        assert target.read_text(encoding="utf-8") == call("sql", QUERY, "-f", form).out


def test_query_from_standard_input(world: Lake) -> None:
    done = subprocess.run(
        [*COMMAND, "sql", "-f", "csv"], cwd=ROOT, env=clean_environment() | {"DEMARCHE_LAKE": str(world.directory)},
        input="SELECT 1 AS one;", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "one\n1\n"


def test_a_closed_pipe_is_no_error(world: Lake) -> None:
    command = " ".join(
        f"'{part}'" for part in [*COMMAND, "--lake", str(world.directory), "sql", "FROM range(200000)", "-f", "csv"]
    )
    done = subprocess.run(
        ["sh", "-c", f"{command} | head -n 1"],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("range\n", "")


@pytest.mark.parametrize("before", [True, False], ids=["before the command", "after it"])
def test_lake_may_be_named_before_and_after_the_command(
    call: Call, world: Lake, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    monkeypatch.setenv("DEMARCHE_LAKE", "nowhere")
    lake, command = ["--lake", str(world.directory)], ["sql", "SELECT count(*) AS n FROM documents", "-f", "csv"]
    assert call(*(lake + command if before else command + lake)).out == "n\n4\n"
    assert os.environ["DEMARCHE_LAKE"] == str(world.directory)


MISTAKES = {
    "unknown report": (["report", "nope"], "sources, actors, sanctions"),
    "unknown table": (["tables", "nope"], "sanctions_mentions"),
    "no lake": (["--lake", "not-there", "report", "sources"], "not-there run INPUT"),
    "bad SQL": (["sql", "SELEC 1"], "SELEC"),
    "unknown table in SQL": (["sql", "FROM documets"], "documents"),
    "unknown column": (["sql", "SELECT titel FROM documents"], "title"),
    "nothing asked": (["sql", " "], "one statement"),
    "two statements": (["sql", "SELECT 1; SELECT 2"], "2 were given"),
    "DROP": (["sql", "DROP TABLE documents"], "read-only"),
    "INSERT": (["sql", "INSERT INTO raw SELECT * FROM raw"], "read-only"),
    "COPY": (["sql", "COPY (SELECT 1) TO 'x.csv'"], "read-only"),
    "ATTACH": (["sql", "ATTACH 'x.db'"], "read-only"),
    "another file": (["sql", "FROM read_text('/etc/hostname')"], "Permission"),
    "late error": (["sql", "SELECT CASE WHEN range = 99999 THEN error('late') END FROM range(100000)"], "late"),
    "filter a report lacks": (["report", "runs", "--since", "2021"], "has no --since; it has --limit, --format"),
    "a filter without a report": (["report", "--since", "2021"], "needs its NAME"),
    "no such target": (["report", "sanctions", "--target", "Rusia"], "nearest are RUS"),
    "no such status": (["report", "sanctions", "--status", "imposd"], "imposed"),
    "no such day": (["report", "sanctions", "--since", "2021-02-30"], "write 2022, 2022-02 or 2022-02-24"),
    "nothing to export": (["export", "csv", "nope"], "no table or view 'nope'"),
    "no lake to open": (["--lake", "not-there", "duckdb"], "not-there run INPUT"),
    "no program to open": (["duckdb", "--for", "r", "--run"], "paste what is printed"),
    "missing input": (["run", "samples", "not-there.txt", "no*match"], "not-there.txt, no*match"),
    "table to a file": (["sql", "SELECT 1", "-o", "x"], "--format"),
    "report as a table to a file": (["report", "sources", "-o", "x"], "--format"),
    "folder that is not there": (["sql", "SELECT 1", "-f", "csv", "-o", "not-there/x.csv"], "cannot be written"),
    "a site of one report": (["report", "actors", "--html", "site"], "leave NAME away"),
    "a page nowhere": (["show", "a1", "--html", "not-there/a1.html"], "cannot be written"),
    "no config": (["--config", "not-there", "report", "sources"], "pipeline.toml: no such config file"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_ends_in_one_line(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mistake: str) -> None:
    arguments, hint = MISTAKES[mistake]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "samples").mkdir()
    ended = call(*arguments)
    assert is_one_line(ended), ended
    assert hint in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["samples"], "a mistake leaves nothing behind"


def test_pages_are_written_where_they_are_asked_for(call: Call, tmp_path: Path) -> None:
    ended = call("report", "--html", str(tmp_path / "site"))
    assert ended.code == 0 and "4 of them articles" in ended.out
    assert "Who said what" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    ended = call("show", "a1", "--html", str(tmp_path / "one.html"))
    assert ended.code == 0 and "imposed sanctions" in (tmp_path / "one.html").read_text(encoding="utf-8")
    ended = call("report", "--html", str(tmp_path))
    assert is_one_line(ended) and "holds other files" in ended.err


@pytest.mark.parametrize("arguments", [["nope"], ["report", "--nope"], ["sql", "SELECT 1", "-f", "xml"], ["run"]])
def test_unknown_commands_and_flags_are_refused(call: Call, arguments: list[str]) -> None:
    ended = call(*arguments)
    assert ended.code == 2 and "Traceback" not in ended.err and ended.err


CONFIG_MISTAKES = {
    "unknown key": ("[run]\nworker = 2\n", ["'run.worker'", "workers", "shard_documents"]),
    "unknown section": ("[runs]\n", ["'runs'", "lake", "read"]),
    "value out of bounds": ("[run]\nworkers = 0\n", ["'run.workers'", "greater than or equal to 1"]),
    "value of another type": ('[lake]\nthreads = "two"\n', ["'lake.threads'", "integer"]),
    "choice that is none": ('[run]\nexecutor = "ray"\n', ["'run.executor'", "'pool' or 'dask'"]),
    "another catalog": ('[lake]\ncatalog = "mysql:x"\n', ["'lake.catalog'", "postgres:"]),
    "broken TOML": ("[run\n", ["not valid TOML", "line 1"]),
}


@pytest.mark.parametrize("mistake", CONFIG_MISTAKES)
@pytest.mark.parametrize("command", [["report", "sources"], ["run", "."]], ids=["report", "run"])
def test_a_wrong_setting_is_named_with_what_is_allowed(
    call: Call, tmp_path: Path, mistake: str, command: list[str]
) -> None:
    content, hints = CONFIG_MISTAKES[mistake]
    (tmp_path / "pipeline.toml").write_text(content, encoding="utf-8")
    ended = call("--config", str(tmp_path), *command)
    assert is_one_line(ended), ended
    assert str(tmp_path / "pipeline.toml") in ended.err
    assert all(hint in ended.err for hint in hints), ended.err


def test_a_wrong_rule_stops_a_run_before_it_starts(call: Call, tmp_path: Path) -> None:
    directory = tmp_path / "config"
    shutil.copytree(DEFAULT_DIRECTORY, directory, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (directory / "actors" / "own.toml").write_text(
        '[[actor]]\nid = "x"\nname = "X"\nkind = "planet"\n', encoding="utf-8"
    )
    ended = call("--config", str(directory), "run", str(directory))
    assert is_one_line(ended), ended
    assert "own.toml" in ended.err and "planet" in ended.err and "person" in ended.err


EMPTY = {"contradictions"}  # nothing in this world contradicts anything


@pytest.mark.parametrize("report", [item.name for item in reports()])
def test_a_report_says_what_its_view_says(call: Call, world: Lake, report: str) -> None:
    with query_connection(world) as connection:
        cursor = connection.execute(f"FROM report_{report}")
        names, rows = [column[0] for column in cursor.description or ()], cursor.fetchall()
    assert bool(rows) != (report in EMPTY)
    as_csv = list(csv.reader(io.StringIO(call("report", report, "-f", "csv").out)))
    assert as_csv[0] == names and len(as_csv) == len(rows) + 1
    shown = call("report", report)
    assert all(name in shown.out for name in names)
    assert next(item.description for item in reports() if item.name == report) in shown.out


def test_a_report_as_json_has_the_values_of_its_view(call: Call, world: Lake) -> None:
    with query_connection(world) as connection:
        cursor = connection.execute("FROM report_stories")
        names, rows = [column[0] for column in cursor.description or ()], cursor.fetchall()
    expected = [dict(zip(names, map(json_value, row), strict=True)) for row in rows]
    assert expected and json.loads(call("report", "stories", "-f", "json").out) == expected


FILTERED = {
    "since": (["sources", "--since", "2021-03-02"], ["cnn", "bbc"]),
    "until a month": (["sources", "--until", "2021-03"], ["cnn", "reuters", "bbc"]),
    "until a day": (["sources", "--until", "2021-03-01"], ["reuters"]),
    "no such year": (["sources", "--since", "2022"], []),
    "target by name": (["sanctions", "--target", "russia"], ["European Union", "(not named)"]),
    "sender by id": (["sanctions", "--sender", "usa"], ["United States"]),
    "status": (["sanctions", "--status", "urged"], ["(not named)", "(not named)"]),
    "status of several": (["matrix", "--status", "imposed"], ["European Union"]),
    "speaker": (["speakers", "--actor", "Joe Biden"], ["Joe Biden"]),
    "outlet as a row": (["sources", "--outlet", "Reuters"], ["reuters"]),
    "outlet as the place": (["actors", "--outlet", "bbc", "--actor", "EU"], ["EU"]),
    "two at once": (["sanctions", "--since", "2021-03-02", "--status", "imposed"], ["European Union"]),
}


@pytest.mark.parametrize("case", FILTERED)
def test_a_report_is_narrowed(call: Call, case: str) -> None:
    arguments, first_cells = FILTERED[case]
    ended = call("report", *arguments, "-f", "csv")
    assert [row[0] for row in csv.reader(io.StringIO(ended.out))][1:] == first_cells, ended


def test_a_span_of_dates_counts_only_its_articles(call: Call) -> None:
    (row,) = csv.DictReader(io.StringIO(call("report", "matrix", "--until", "2021-03-01", "-f", "csv").out))
    assert (row["documents"], row["independent_sources"]) == ("1", "1")


def test_a_story_is_listed_at_every_outlet_that_carried_it(call: Call) -> None:
    (row,) = csv.DictReader(
        io.StringIO(call("report", "stories", "--outlet", "bbc", "--since", "2021", "-f", "csv").out)
    )
    assert (row["story_id"], row["copies"]) == ("a1", "2")


def test_the_list_of_reports_says_what_narrows_each(call: Call) -> None:
    lines = {line.split()[0]: line for line in call("report").out.splitlines() if line.strip()}
    assert "--sender" in lines["sanctions"] and "--since" in lines["stories"] and "--" not in lines["runs"]


RISKY = """SELECT '=1+1' AS a, '+49 30' AS b, '-1' AS c, '@sum' AS d, chr(9) || 'x' AS e, -5 AS f, '＝x' AS g,
    ['=x'] AS h, '-' AS i, 1.5 AS "=j" """


def test_csv_runs_no_formula_in_a_spreadsheet(call: Call) -> None:
    for arguments in (["sql", RISKY, "-f", "csv"], ["export", "csv", RISKY]):
        head, row = csv.reader(io.StringIO(call(*arguments).out))
        assert row == ["'=1+1", "'+49 30", "-1", "'@sum", "'\tx", "-5", "'＝x", '["=x"]', "'-", "1.5"]
        assert head[-1] == "'=j"


def test_exports_of_a_table_a_view_and_a_query(call: Call, tmp_path: Path) -> None:
    documents = call("export", "jsonl", "documents").out.splitlines()
    assert [json.loads(line)["doc_id"] for line in documents] == list(TEXTS)
    assert call("export", "csv", "report_sources").out == call("report", "sources", "-f", "csv").out
    target = tmp_path / "rows.parquet"
    assert call("export", "parquet", QUERY, "-o", str(target)) == (0, "", "")
    assert pq.read_table(target).num_rows == len(TEXTS)


def test_limit_cuts_and_says_so(call: Call) -> None:
    assert len(call("report", "sources", "-f", "csv", "-n", "2").out.splitlines()) == 3
    cut = call("report", "sources", "-n", "2")
    assert "first 2 rows" in cut.err and "Reuters" not in cut.out
    whole = call("report", "sources", "-n", "0")
    assert "Reuters" in whole.out and not whole.err


def test_lists_of_reports_and_tables(call: Call) -> None:
    listed = call("report").out
    assert all(report.name in listed and report.description in listed for report in reports())
    listed = call("tables").out
    assert all(name in listed for name in NAMES)
    assert list(json.loads(call("tables", "--json").out)) == NAMES
    documents = call("tables", "documents").out
    table = next(table for table in TABLES if table.name == "documents")
    assert all(name in documents and text in documents for name, text in table.columns.items())
    assert json.loads(call("tables", "documents", "--json").out) == table.columns
    assert json.loads(call("tables", "articles", "--json").out)["published_on"] == "DATE"


def test_doctor_as_json(call: Call, world: Lake) -> None:
    ended = call("doctor", "--json")
    found = {item["what"]: item for item in json.loads(ended.out)}
    assert ended.code == 0 and all(item["ok"] for item in found.values()), found
    assert found["lake"]["found"].startswith(f"{world.directory}: 4 documents")
    assert {"Python", "config", "DuckDB extension ducklake", "prefect"} <= set(found)


def test_doctor_names_what_is_wrong(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pipeline.toml").write_text("[run]\nworkers = 0\n", encoding="utf-8")
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    ended = call("--config", str(tmp_path), "doctor")
    assert ended.code == 1 and "WRONG" in ended.out and "run.workers" in ended.out and "make up" in ended.out


def test_maintain_says_what_it_did(call: Call, world: Lake, tmp_path: Path) -> None:
    copy = shutil.copytree(world.directory, tmp_path / "lake")
    ended = call("--lake", str(copy), "maintain", "--keep-days", "0", "--json")
    done = json.loads(ended.out)
    assert ended.code == 0 and set(done) == {"files_before", "files_after", "snapshots_expired"}
    assert call("sql", "SELECT count(*) AS n FROM documents", "-f", "csv", "--lake", str(copy)).out == "n\n4\n"


def test_no_colours_where_there_is_no_terminal(call: Call) -> None:
    for ended in (call("report", "sanctions"), call("sql", "SELEC"), call("tables")):
        assert "\x1b" not in ended.out + ended.err


def test_a_failed_run_is_one_line_and_leaves_its_traceback(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    lake = open_lake(LakeSettings(), tmp_path)
    with pytest.raises(SystemExit) as end, plain_failures(lake):
        raise ZeroDivisionError("by\nnought")
    said = capfd.readouterr().err
    assert end.value.code == 1 and len(said.splitlines()) == 1
    assert "nothing was committed: ZeroDivisionError: by" in said and "failure.log" in said
    assert "by\nnought" in (tmp_path / "failure.log").read_text(encoding="utf-8")


def test_a_failed_check_and_missing_inputs_are_told_apart(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from flows.steps import InputError
    from tasks.publish import CheckFailedError

    lake = open_lake(LakeSettings(), tmp_path)
    for error, code in ((CheckFailedError("ids are twice"), 1), (InputError("empty folder"), 2)):
        with pytest.raises(SystemExit) as end, plain_failures(lake):
            raise error
        assert end.value.code == code and str(error) in capfd.readouterr().err
    assert not (tmp_path / "failure.log").exists()
