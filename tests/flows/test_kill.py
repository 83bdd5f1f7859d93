"""`kill -9` at any moment of a run: the lake is as before or as after, and the next run makes it whole.

DEMARCHE_KILLS sets how many kills there are (`make soak`: 200); DEMARCHE_KILL_SEED chooses other moments.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.articles import article, write_articles, write_records
from tests.flows.lakestate import State, files_on_disk, known_files, state_of
from tests.flows.processes import family_ends, happens, kill, start

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_harness"), pytest.mark.xdist_group("prefect")]

_KILLS = int(os.environ.get("DEMARCHE_KILLS", "5"))
_SEED = int(os.environ.get("DEMARCHE_KILL_SEED", "20210301"))
_AIMS = ("any moment", "staging", "publishing")
_RUN_SECONDS = 240
_COMMIT_SECONDS = 0.6  # about what the transaction takes


@dataclass(frozen=True)
class Scene:
    """A lake with batch A, batch B to ingest, what the lake holds before and after, and how long a run of B takes."""

    lake: Path
    batch: Path
    before: State
    after: State
    seconds: float


@pytest.fixture(scope="module")
def scene(prefect_harness: None, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Batch A is in the lake; one undisturbed run of B on a copy shows the state after it and the time it takes."""
    from flows.ingest import ingest

    folder = tmp_path_factory.mktemp("kill")
    batch = write_batch(folder / "b")
    lake = folder / "lake"
    ingest([str(write_articles(folder / "a", range(40)))], lake=str(lake))
    whole = folder / "whole"
    shutil.copytree(lake, whole)
    started = time.monotonic()
    process = start(whole, ["run", str(batch)], PREFECT_API_URL=server_url())
    _, error = process.communicate(timeout=_RUN_SECONDS)
    assert process.returncode == 0, error
    return Scene(lake, batch, state_of(lake), state_of(whole), time.monotonic() - started)


def write_batch(folder: Path) -> Path:
    """Batch B: new articles, A's again, near copies of A's, records of what files hold too, and a refused file."""
    write_articles(folder, range(35, 70))
    write_records(folder / "wire.jsonl", range(60, 90))
    for number in range(5):
        text = article(number) + "\nThis agency has corrected its earlier report.\n"
        (folder / f"corrected-{number}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def server_url() -> str:
    """The API of the test session."""
    from prefect.settings import get_current_settings

    return str(get_current_settings().api.url)


@pytest.mark.parametrize("number", range(_KILLS))
def test_killed_anywhere_the_lake_is_whole(scene: Scene, number: int, tmp_path: Path) -> None:
    from flows.ingest import ingest

    lake = tmp_path / "lake"
    shutil.copytree(scene.lake, lake)
    moment = strike(scene, lake, number)
    found = state_of(lake)
    assert found in (scene.before, scene.after)
    print(f"kill {number}: {moment}; the lake is as {'before' if found == scene.before else 'after'}", flush=True)

    ingest([str(scene.batch)], lake=str(lake))
    assert {**state_of(lake), "runs": []} == {**scene.after, "runs": []}
    assert files_on_disk(lake) == known_files(lake)
    assert not list((lake / "scratch").iterdir())
    assert family_ends(lake, 5)


def strike(scene: Scene, lake: Path, number: int) -> str:
    """Start a run on batch B and kill it; says when. Two kills in three aim at staging or at the commit."""
    chance = random.Random(_SEED + number)
    aim = _AIMS[number % 3]
    old = files_on_disk(lake)
    started = time.monotonic()
    process = start(lake, ["run", str(scene.batch)], PREFECT_API_URL=server_url())
    if aim != "any moment":
        happens(lambda: reached(lake, old, aim) or process.poll() is not None, _RUN_SECONDS)
    time.sleep(chance.uniform(0.3, scene.seconds) if aim == "any moment" else chance.uniform(0, _COMMIT_SECONDS))
    alive = kill(process)
    return f"{aim}, {time.monotonic() - started:.2f} s after the start, {'alive' if alive else 'had ended'}"


def reached(lake: Path, old: set[str], aim: str) -> bool:
    """Whether a run has come to its aim: its first staged file, or the first that the commit itself writes."""
    new = (path.rsplit("/", 1)[1] for path in files_on_disk(lake) - old)
    return any(name.startswith("run-" if aim == "staging" else "ducklake-") for name in new)
