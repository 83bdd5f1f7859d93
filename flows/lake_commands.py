"""Commands about the installation and the lake as a whole: `maintain`, `doctor`, `duckdb`, `version`."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import Annotated

import typer

from config.version import VERSION
from flows import doctor as examination
from flows.options import ConfigOption, JsonOption, LakeOption, choose, chosen_lake
from flows.outside import Program, snippet
from flows.terminal import EXIT_FAILED, EXIT_USAGE, fail, out, show_table

commands = typer.Typer()


@commands.command()
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

    done = maintain_lake(chosen_lake(), keep_days)
    out.print_json(json.dumps(done._asdict())) if as_json else out.print(
        f"{done.files_before} files became {done.files_after}; {done.snapshots_expired} snapshots expired"
    )


@commands.command()
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


@commands.command()
def duckdb(
    program: Annotated[
        Program, typer.Option("--for", help="What opens the lake; for a notebook, a whole .ipynb is printed.")
    ] = Program.shell,
    run: Annotated[bool, typer.Option("--run", help="Open the program itself (shell or python) on the lake.")] = False,
    lake: LakeOption = None,
) -> None:
    """Print the exact statements that open the lake read-only in plain DuckDB, Python, R or a notebook."""
    choose(lake)
    found = chosen_lake()
    if not found.exists:
        fail(f"no lake in {found.directory}: fill one with `demarche --lake {found.directory} run INPUT`", EXIT_USAGE)
    text = snippet(found, program)
    if run:
        _open_program(program, text)
    else:
        sys.stdout.write(text)


def _open_program(program: Program, text: str) -> None:
    """Become DuckDB's shell or Python with the lake open."""
    name = {Program.shell: "duckdb", Program.python: sys.executable}.get(program)
    if name is None:
        fail(f"--run opens a shell or python; for {program} paste what is printed without it", EXIT_USAGE)
    path = shutil.which(name)
    if path is None:
        fail("no `duckdb` program on the PATH; `demarche sql` is a prompt too", EXIT_USAGE)
    os.execv(path, [path, *(["-cmd", text] if program is Program.shell else ["-i", "-c", text])])


@commands.command()
def version() -> None:
    """Print Demarche's version."""
    out.print(VERSION)
