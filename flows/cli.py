"""The command line: `demarche`. Each command is a few lines over the flows and the warehouse."""

from __future__ import annotations

import glob
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated, Any

import typer
from duckdb import DuckDBPyConnection

from config.configuration import config_directory, load_config, load_settings
from config.loading import ConfigError
from config.version import VERSION
from flows import doctor as examination
from flows.progress import listen
from flows.show import show_document, show_pair, show_story
from flows.terminal import EXIT_FAILED, EXIT_USAGE, Bars, err, fail, out, show_table
from warehouse.blank import view_columns
from warehouse.extensions import MissingExtensionError
from warehouse.lake import Lake, LakeError, first_line, open_lake
from warehouse.query import WRITERS, QueryError, column_names, json_value, query_connection, rows, run_query
from warehouse.reading import find_document, find_story, read_document, read_link, read_story
from warehouse.reports import Report, reports
from warehouse.schema import views
from warehouse.tables import TABLES

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


_TABLE_ROWS = 20  # rows of a report that a terminal shows unasked


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


LakeOption = Annotated[
    Path | None,
    typer.Option("--lake", metavar="DIR", help="The lake's directory. Default: DEMARCHE_LAKE, then ./lake."),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", metavar="DIR", help="A config directory. Default: DEMARCHE_CONFIG, then ours."),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print the rows.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the rows there instead of printing them.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


def main() -> None:
    """Run the command line; a user's mistake ends in one line and exit code 2, never in a traceback."""
    try:
        app()
    except (ConfigError, LakeError, QueryError, MissingExtensionError) as error:
        fail(str(error), EXIT_USAGE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@app.callback()
def choose(lake: LakeOption = None, config: ConfigOption = None) -> None:
    """Options before the command count for every command."""
    if lake:
        os.environ["DEMARCHE_LAKE"] = str(lake)
    if config:
        os.environ["DEMARCHE_CONFIG"] = str(config)


@app.command()
def run(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders, globs or URLs (s3://...); formats: docs/formats.md."),
    ],
    lake: LakeOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring articles into the lake. What is there already is left alone; what is refused leaves a row in `rejects`."""
    choose(lake, config)
    missing = [name for name in inputs if not _is_there(name)]
    if missing:
        fail(f"no such file, folder or match: {', '.join(missing)}", EXIT_USAGE)

    def flow() -> Any:
        from flows.ingest import ingest  # noqa: PLC0415 (Prefect is imported only once the workers are there)

        return ingest(inputs)

    _finish(_run_flow(flow), as_json)


@app.command()
def reprocess(lake: LakeOption = None, config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Bring documents that an older config made up to the current one, from the lake alone."""
    choose(lake, config)

    def flow() -> Any:
        from flows.reprocess import reprocess as flow  # noqa: PLC0415 (as above)

        return flow()

    _finish(_run_flow(flow), as_json)


@app.command()
def maintain(
    keep_days: Annotated[
        int, typer.Option(metavar="DAYS", min=0, help="Keep snapshots of this many days for time travel.")
    ] = 30,
    lake: LakeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Merge small files, and drop snapshots that are older than you keep, with the files only they use."""
    choose(lake)
    from warehouse.maintenance import maintain as maintain_lake  # noqa: PLC0415

    done = maintain_lake(_lake(), keep_days)
    out.print_json(json.dumps(done._asdict())) if as_json else out.print(
        f"{done.files_before} files became {done.files_after}; {done.snapshots_expired} snapshots expired"
    )


@app.command()
def sql(
    query: Annotated[str | None, typer.Argument(metavar="QUERY", help="One SELECT. Without it: a prompt.")] = None,
    form: FormatOption = Format.table,
    output: OutputOption = None,
    lake: LakeOption = None,
) -> None:
    """Ask the lake in SQL, read-only. Tables and views: `demarche tables`; ideas: the README's ten questions."""
    choose(lake)
    with query_connection(_lake()) as connection:
        if query is None and sys.stdin.isatty():
            from flows.repl import prompt  # noqa: PLC0415

            prompt(connection)
            return
        _print(run_query(connection, query if query is not None else sys.stdin.read()), form, output)


@app.command()
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
        _show_pairs(["report", "what it shows"], {item.name: item.description for item in known.values()})
        return
    if name not in known:
        fail(f"no report {name!r}; there are {', '.join(known)}", EXIT_USAGE)
    with query_connection(_lake()) as connection:
        if form is Format.table and output is None:
            _show_report(connection, known[name], _TABLE_ROWS if limit is None else limit)
        else:
            bound = f" LIMIT {limit}" if limit else ""
            _print(run_query(connection, f"SELECT * FROM {known[name].view}{bound}"), form, output)


DocArgument = Annotated[str, typer.Argument(metavar="DOC", help="A doc_id, or enough of its beginning.")]


@app.command()
def show(doc: DocArgument, lake: LakeOption = None, as_json: JsonOption = False) -> None:
    """Print an article with its artifacts coloured in the raw text, and every finding with its rule and place."""
    choose(lake)
    with query_connection(_lake()) as connection:
        reading = read_document(connection, find_document(connection, doc))
    if as_json:
        out.print_json(json.dumps(reading._asdict(), default=json_value))
    else:
        show_document(reading)


@app.command()
def why(doc: DocArgument, other: DocArgument, lake: LakeOption = None) -> None:
    """Print whether two articles are copies, the evidence, and their passages side by side."""
    choose(lake)
    with query_connection(_lake()) as connection:
        one, two = (find_document(connection, item) for item in (doc, other))
        link = read_link(connection, one, two)
        show_pair(read_document(connection, one).article, read_document(connection, two).article, link)


@app.command()
def story(doc: DocArgument, lake: LakeOption = None) -> None:
    """Print the story an article belongs to as a tree: origin, copies, and what each changed."""
    choose(lake)
    with query_connection(_lake()) as connection:
        show_story(read_story(connection, find_story(connection, doc)))


@app.command()
def tables(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="One table or view: show its columns.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List tables and views, or the columns of one: what each means in a table, its type in a view."""
    listed = {table.name: table.description for table in TABLES} | {view.name: view.description for view in views()}
    if name is None:
        _show_pairs(["table or view", "a row is"], listed, as_json)
        return
    if name not in listed:
        fail(f"no table or view {name!r}; there are {', '.join(listed)}", EXIT_USAGE)
    columns = {table.name: table.columns for table in TABLES}.get(name)
    if columns is None:
        _show_pairs(["column", "type"], view_columns(name), as_json)
    else:
        _show_pairs(["column", "what it is"], columns, as_json)


@app.command()
def doctor(lake: LakeOption = None, config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Check versions, extensions, config, catalog and server; say how to mend what is wrong."""
    choose(lake, config)
    findings = examination.examine()
    if as_json:
        out.print_json(json.dumps([finding._asdict() for finding in findings]))
    else:
        seen = [("ok" if item.ok else "WRONG", item.what, item.found) for item in findings]
        show_table(["", "what", "found"], seen, whole=True)
    if not all(finding.ok for finding in findings):
        sys.exit(EXIT_FAILED)


@app.command()
def version() -> None:
    """Print Demarche's version."""
    out.print(VERSION)


def _is_there(name: str) -> bool:
    """Whether a path or glob names anything: said before workers and server are started for nothing."""
    from tasks.read.opening import is_url, local_path  # noqa: PLC0415 (Arrow comes with the room)

    if is_url(name):
        return True  # asking a remote file system takes as long as listing it
    path = Path(local_path(name)).expanduser()
    return path.exists() or any(True for _ in glob.iglob(str(path), recursive=True))  # noqa: PTH207 (may be absolute)


def _lake() -> Lake:
    """The lake in force. Raises ConfigError."""
    return open_lake(load_settings(config_directory()).lake)


def _run_flow(flow: Callable[[], Any]) -> Any:
    """Run a flow with workers, server and progress bars, in the order that keeps the parent small while it forks."""
    from flows.launch import launched  # noqa: PLC0415

    settings = load_settings(config_directory())
    load_config(config_directory())
    lake = _lake()
    with launched(settings, lake) as wait, Bars() as bars:
        bars.begin("starting", 0, "")
        wait()
        listen(bars)
        with _plain_failures(lake):
            return flow()


@contextmanager
def _plain_failures(lake: Lake) -> Iterator[None]:
    """Turn what a run raises into one line: its own errors as they are, others with kind and traceback's file."""
    from flows.steps import InputError  # noqa: PLC0415
    from tasks.publish import CheckFailedError  # noqa: PLC0415

    try:
        yield
    except InputError as error:
        fail(str(error), EXIT_USAGE)
    except (ConfigError, LakeError, MissingExtensionError):
        raise
    except CheckFailedError as error:
        fail(f"nothing was committed: {error}", EXIT_FAILED)
    except Exception as error:
        log = lake.directory / "failure.log"
        log.write_text(traceback.format_exc(), encoding="utf-8")
        said = f"{type(error).__name__}: {first_line(error)}"
        fail(f"the run failed and nothing was committed: {said} (the traceback is in {log})", EXIT_FAILED)


def _finish(summary: Any, as_json: bool) -> None:
    """Say what a run came to."""
    if as_json:
        out.print_json(json.dumps(summary._asdict()))
        return
    rate = summary.documents / summary.seconds if summary.seconds else 0
    out.print(
        f"[bold]{summary.documents:,}[/] documents, {summary.known:,} known already, {summary.rejected:,} rejected, "
        f"{summary.files_known:,} files read before; {summary.seconds:.1f} s, {rate:,.0f} documents/s. "
        f"Run {summary.run_id}.",
        highlight=False,
        soft_wrap=True,
    )
    for warning in summary.warnings:
        err.print(f"[yellow]warning:[/] {warning}", soft_wrap=True)


def _print(result: Any, form: Format, output: Path | None) -> None:
    """Print an open result, or write it to a file."""
    if form is Format.table:
        if output:
            fail("--output needs --format csv, json or parquet", EXIT_USAGE)
        show_table(column_names(result), rows(result))
    elif form is Format.parquet:
        if output is None and sys.stdout.isatty():
            fail("a Parquet file does not belong on a terminal: add --output FILE", EXIT_USAGE)
        with _opened(output, "wb") if output else os.fdopen(os.dup(sys.stdout.fileno()), "wb") as binary:
            WRITERS[form](result, binary)
    elif output:
        with _opened(output, "w") as text:
            WRITERS[form](result, text)
    else:
        WRITERS[form](result, sys.stdout)


def _opened(path: Path, mode: str) -> IO[Any]:
    """A file to write rows to; where it cannot be had, the call ends."""
    text = None if "b" in mode else ""
    try:
        return path.open(mode, encoding="utf-8" if text is not None else None, newline=text)
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}", EXIT_USAGE)


def _show_report(connection: DuckDBPyConnection, report: Report, limit: int) -> None:
    """Show the first rows of a report as a table, and say so where there are more."""
    result = run_query(connection, f"SELECT * FROM {report.view}" + (f" LIMIT {limit + 1}" if limit else ""))
    found = list(rows(result))
    show_table(column_names(result), found[: limit or None], report.description)
    if limit and len(found) > limit:
        err.print(f"These are the first {limit} rows; --limit 0 shows all.", style="dim", highlight=False)


def _show_pairs(names: list[str], pairs: dict[str, str], as_json: bool = False) -> None:
    """Print names with their descriptions."""
    if as_json:
        out.print_json(json.dumps(pairs))
    else:
        show_table(names, list(pairs.items()), whole=True)
