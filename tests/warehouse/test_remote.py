"""A team's lake: the catalog in a real PostgreSQL, the data files in an S3 store, all on loopback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.configuration import DEFAULT_DIRECTORY, load_settings
from tests.articles import write_articles
from tests.warehouse.postgres import postgres
from tests.warehouse.publishing import publish_run
from warehouse.lake import Lake, LakeError, open_lake
from warehouse.query import QueryError, query_connection, run_query
from warehouse.tables import BY_NAME, arrow_table

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_harness"), pytest.mark.xdist_group("prefect")]

_BUCKET = "news"


@pytest.fixture(scope="module")
def store(prefect_harness: None) -> Iterator[str]:
    """An S3 store with a bucket; gives its address."""
    boto3 = pytest.importorskip("boto3")
    moto = pytest.importorskip("moto.server")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    client = boto3.client("s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1")
    client.create_bucket(Bucket=_BUCKET)
    yield f"{host}:{port}"
    server.stop()


@pytest.fixture
def config(store: str, tmp_path: Path) -> Iterator[Path]:
    """Our config with a remote lake."""
    folder = tmp_path / "config"
    shutil.copytree(DEFAULT_DIRECTORY, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    with postgres() as catalog:
        settings = (folder / "pipeline.toml").read_text(encoding="utf-8")
        for key, value in {
            "catalog": f'"{catalog}"',
            "data_path": f'"s3://{_BUCKET}/{tmp_path.name}/"',
            "s3_endpoint": f'"{store}"',
            "s3_use_ssl": "false",
        }.items():
            start = settings.index(f"\n{key} = ") + 1
            settings = settings[:start] + f"{key} = {value}" + settings[settings.index("\n", start) :]
        (folder / "pipeline.toml").write_text(settings, encoding="utf-8")
        yield folder


def remote(config: Path, directory: Path) -> Lake:
    """The remote lake as one machine sees it, which has `directory` for scratch."""
    return open_lake(load_settings(config).lake, directory)


def count(lake: Lake, relation: str) -> int:
    """Rows of a relation, asked through the guard of ad-hoc queries."""
    with query_connection(lake) as connection:
        row = run_query(connection, f"SELECT count(*) FROM {relation}").fetchone()
        return int(row[0]) if row else -1


def test_a_whole_life_of_a_remote_lake(config: Path, tmp_path: Path) -> None:
    from flows.ingest import ingest
    from flows.maintain import maintain
    from flows.reprocess import reprocess

    directory = tmp_path / "here"
    lake = remote(config, directory)
    first = ingest([str(write_articles(tmp_path / "a", range(6)))], lake=str(directory), config=str(config))
    assert first.documents == 6
    with lake.connect() as connection:
        row = connection.execute("SELECT max(snapshot_id) FROM ducklake_snapshots('lake')").fetchone()
    assert row

    lake.files.write("raw", "dead", "000000", arrow_table(BY_NAME["raw"], []))
    second = ingest([str(write_articles(tmp_path / "b", range(4, 9)))], lake=str(directory), config=str(config))
    assert (second.documents, second.known) == (3, 2)
    assert count(lake, "documents") == count(lake, "story_members") == 9
    assert count(lake, f"documents AT (VERSION => {row[0]})") == 6
    assert not (directory / "data").exists()
    assert not [name for name in stored(config) if "run-dead" in name]

    (config / "actors" / "more.toml").write_text(
        '[[actor]]\nid = "annex-office"\nname = "Annex Office"\nkind = "organization"\naliases = ["Traders in"]\n',
        encoding="utf-8",
    )
    assert reprocess(lake=str(directory), config=str(config)).documents == 9
    assert count(lake, "mentions WHERE actor_id = 'annex-office'") == 9

    done = maintain(lake=str(directory), config=str(config), keep_days=0)
    assert done.files_after < done.files_before
    assert count(lake, "documents") == 9


def stored(config: Path) -> list[str]:
    """Keys of the objects in the bucket."""
    import boto3

    settings = load_settings(config).lake
    client = boto3.client("s3", endpoint_url=f"http://{settings.s3_endpoint}", region_name=settings.s3_region)
    return [item["Key"] for item in client.list_objects_v2(Bucket=_BUCKET)["Contents"]]


def test_queries_reach_neither_files_nor_servers(config: Path, tmp_path: Path) -> None:
    lake = remote(config, tmp_path / "here")
    publish_run(lake, 0)
    address = lake.catalog.removeprefix("postgres:")
    for query in (
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_parquet('s3://other/x.parquet')",
        "SELECT * FROM read_text('http://127.0.0.1:9/')",
        "SELECT * FROM postgres_query('__ducklake_metadata_lake', 'SELECT pg_read_file(''/etc/passwd'')')",
        f"SELECT * FROM postgres_scan('{address}', 'public', 'ducklake_snapshot')",
        "DELETE FROM documents",
    ):
        with query_connection(lake) as connection, pytest.raises(QueryError):
            run_query(connection, query).fetchall()
    assert count(lake, "documents") == 5


_HOLD = """
import sys
from pathlib import Path
from config.configuration import load_settings
from warehouse.lake import open_lake
with open_lake(load_settings(Path(sys.argv[1])).lake, sys.argv[2]).lock():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_one_run_at_a_time_on_all_machines_and_none_is_locked_out_by_a_killed_one(config: Path, tmp_path: Path) -> None:
    here, there = remote(config, tmp_path / "here"), remote(config, tmp_path / "there")
    for lake in (here, there, here):
        with lake.lock():
            pass
    command = [sys.executable, "-c", _HOLD, str(config), str(there.directory)]
    root = str(DEFAULT_DIRECTORY.parent)
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(LakeError, match="another machine"), here.lock():
            pass
        other.kill()
    with here.lock():
        pass
