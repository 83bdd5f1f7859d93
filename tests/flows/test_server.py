"""A real `demarche run` with its own server: clean output, nothing left running, and Ctrl-C ends in order."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from tests.articles import write_articles, write_records
from tests.flows.lakestate import files_on_disk, known_files, state_of
from tests.flows.processes import family, family_ends, happens, start

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("server")]

_RUN_SECONDS = 240


def test_a_run_prints_one_json_object_and_ctrl_c_leaves_the_lake_as_it_was(tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    folder = write_articles(tmp_path / "in", range(30))
    write_records(folder / "wire.jsonl", range(25, 60))
    process = start(tmp_path / "elsewhere", ["--lake", str(lake), "run", str(folder / "*.*"), "--json"])
    out, error = process.communicate(timeout=_RUN_SECONDS)
    assert (process.returncode, error) == (0, "")
    summary = json.loads(out)
    assert (summary["documents"], summary["rejected"], summary["kind"]) == (60, 0, "ingest")
    assert not family(tmp_path / "elsewhere")
    assert "Traceback" not in (lake / "prefect" / "server.log").read_text(encoding="utf-8")

    before = state_of(lake)
    write_articles(folder, range(60, 200))
    process = start(lake, ["run", str(folder)])
    assert happens(lambda: list((lake / "scratch").glob("*/read-*")), _RUN_SECONDS)
    process.send_signal(signal.SIGINT)
    out, error = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert error.count("\n") == 1
    assert "stopped" in error
    assert family_ends(lake, 5)
    assert state_of(lake) == before
    assert not list((lake / "scratch").glob("20*"))
    assert known_files(lake) <= files_on_disk(lake)
