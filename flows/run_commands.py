"""Commands that write to the lake by a flow: `run` and `reprocess`."""

from __future__ import annotations

import glob
import json
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from config.configuration import config_directory, load_settings
from config.loading import ConfigError
from flows.collector import collector_paused
from flows.options import ConfigOption, JsonOption, LakeOption, choose, chosen_lake
from flows.progress import listen
from flows.stopping import stop_if_interrupted
from flows.terminal import EXIT_FAILED, EXIT_USAGE, Bars, err, fail, out
from warehouse.extensions import MissingExtensionError, checked_file
from warehouse.lake import Lake, LakeError, first_line

commands = typer.Typer()
Flow = Callable[[], Any]  # a flow with its arguments, ready to be run


@commands.command()
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

    def load() -> Flow:
        from flows.ingest import ingest  # noqa: PLC0415 (Prefect is imported only once the workers are there)

        return partial(ingest, inputs)

    _finish(_run_flow(load), as_json)


@commands.command()
def reprocess(lake: LakeOption = None, config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Bring documents that an older config made up to the current one, from the lake alone."""
    choose(lake, config)

    def load() -> Flow:
        from flows.reprocess import reprocess as flow  # noqa: PLC0415 (as above)

        return flow

    _finish(_run_flow(load), as_json)


def _is_there(name: str) -> bool:
    """Whether a path or glob names anything: said before workers and server are started for nothing."""
    from tasks.read.opening import is_url, local_path  # noqa: PLC0415 (Arrow comes with the room)

    if is_url(name):
        return True  # asking a remote file system takes as long as listing it
    path = Path(local_path(name)).expanduser()
    return path.exists() or any(True for _ in glob.iglob(str(path), recursive=True))  # noqa: PTH207 (may be absolute)


def _run_flow(load: Callable[[], Flow]) -> Any:
    """Run a flow with workers, server and progress bars, in the order that keeps the parent small while it forks.

    `load` imports the flow, and Prefect with it, while the server starts.
    """
    from flows.launch import launched  # noqa: PLC0415

    settings = load_settings(config_directory())
    lake = chosen_lake()
    with launched(settings, lake) as wait, Bars() as bars:
        bars.begin("starting", 0, "")
        with collector_paused(keep=True):
            flow = load()
        for extension in lake.extensions():
            checked_file(extension)  # which takes a while: here it is the server that one waits for
        wait()
        listen(bars)
        with plain_failures(lake):
            return flow()


@contextmanager
def plain_failures(lake: Lake) -> Iterator[None]:
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
        stop_if_interrupted()
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
