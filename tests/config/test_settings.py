"""config/pipeline.toml: every setting's limits, and what a wrong one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from config.configuration import DEFAULT_DIRECTORY, config_directory, load_settings
from config.loading import ConfigError
from config.settings import LakeSettings, Settings
from warehouse.lake import open_lake

GOOD: dict[str, list[Any]] = {
    "run.workers": [1, 256],
    "run.executor": ["pool", "dask"],
    "run.dask_address": ["", "tcp://scheduler.example:8786"],
    "run.shard_documents": [1, 100_000],
    "run.shard_bytes": [1_000, 10**12],
    "run.retries": [0, 20],
    "run.retry_delay_seconds": [0, 0.5],
    "run.memory_limit": ["256MB", "1 GiB"],
    "run.threads": [1, 16],
    "lake.directory": ["lake", "~/lakes/news"],
    "lake.catalog": ["", "postgres:dbname=lake host=db.example"],
    "lake.data_path": ["", "s3://bucket/prefix/"],
    "lake.s3_endpoint": ["", "store.example:9000"],
    "lake.s3_region": ["us-east-1"],
    "lake.s3_use_ssl": [True, False],
    "lake.memory_limit": ["1GB", "512 MiB", "1.5GB"],
    "lake.threads": [1, 64],
    "read.max_record_bytes": [1_000, 10**9],
    "read.max_expansion": [2, 10_000],
    "read.max_depth": [1, 10],
    "read.fields.text": [["text"], ["a", "b"]],
    "read.fields.title": [[], ["headline"]],
    "read.fields.outlet": [[], ["source"]],
    "read.fields.published": [[], ["date"]],
    "read.fields.authors": [[], ["by"]],
    "read.fields.url": [[], ["link"]],
    "actors.imported": ["actors/imported", "~/lists"],
    "site.rows": [1, 10_000],
    "site.pages": [1, 100_000],
    "site.articles": [0, 1_000_000],
    "site.url": ["", "https://reports.example/"],
    "discovery.tagger": ["cues", "none"],
    "discovery.model": ["", "some_pipeline"],
    "discovery.threshold": [0, 0.5, 1],
}
BAD: dict[str, list[Any]] = {
    "run.workers": [0, 257, -1, "two", 1.5],
    "run.executor": ["ray", "", "Pool"],
    "run.dask_address": [1],
    "run.shard_documents": [0, 100_001],
    "run.shard_bytes": [999, "16MB"],
    "run.retries": [-1, 21],
    "run.retry_delay_seconds": [-0.1],
    "run.memory_limit": ["little", "320"],
    "run.threads": [0],
    "lake.directory": [1],
    "lake.catalog": ["mysql:x", "sqlite:x", "postgres"],
    "lake.data_path": ["elsewhere/", "gs://bucket/", "https://bucket/"],
    "lake.s3_endpoint": [True],
    "lake.s3_region": [1],
    "lake.s3_use_ssl": ["perhaps"],
    "lake.memory_limit": ["lots", "1", "GB", "-1GB", "1 gigabyte"],
    "lake.threads": [0],
    "read.max_record_bytes": [999],
    "read.max_expansion": [1],
    "read.max_depth": [0, 11],
    "read.fields.text": [[], "text", [1]],
    "read.fields.title": ["title"],
    "read.fields.outlet": ["source"],
    "read.fields.published": [[2020]],
    "read.fields.authors": [{}],
    "read.fields.url": [False],
    "actors.imported": ["", 1],
    "site.rows": [0, 10_001],
    "site.pages": [0],
    "site.articles": [-1, 1_000_001],
    "site.url": [1],
    "discovery.tagger": ["ner", ""],
    "discovery.model": [["a"]],
    "discovery.threshold": [-0.1, 1.1],
}


def all_keys(model: type[BaseModel] = Settings, before: str = "") -> set[str]:
    """Every setting as a dotted key."""
    keys: set[str] = set()
    for name, field in model.model_fields.items():
        kind = field.annotation
        inner = isinstance(kind, type) and issubclass(kind, BaseModel)
        keys |= all_keys(kind, f"{before}{name}.") if inner else {before + name}  # type: ignore[arg-type]
    return keys


def content(key: str, value: Any) -> str:
    """A pipeline.toml that sets one key."""
    section, name = key.rsplit(".", 1)
    return f"[{section}]\n{name} = {_toml(value)}\n"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return "{}" if value == {} else f'"{value}"' if isinstance(value, str) else str(value)


def loaded(directory: Path, text: str) -> Settings:
    (directory / "pipeline.toml").write_text(text, encoding="utf-8")
    return load_settings(directory)


def test_every_setting_is_tried() -> None:
    assert set(GOOD) == set(BAD) == all_keys()


@pytest.mark.parametrize("key", GOOD)
def test_values_within_bounds_are_taken(tmp_path: Path, key: str) -> None:
    for value in GOOD[key]:
        found: Any = loaded(tmp_path, content(key, value))
        for part in key.split("."):
            found = getattr(found, part)
        expected: Any = value
        assert found == (tuple(expected) if isinstance(expected, list) else expected)


@pytest.mark.parametrize("key", BAD)
def test_values_out_of_bounds_are_refused_in_one_line(tmp_path: Path, key: str) -> None:
    for value in BAD[key]:
        with pytest.raises(ConfigError) as error:
            loaded(tmp_path, content(key, value))
        message = str(error.value)
        assert key in message and "pipeline.toml" in message and "\n" not in message, message


@pytest.mark.parametrize("section", ["", "run", "lake", "read", "read.fields"])
def test_an_unknown_key_is_told_what_is_allowed(tmp_path: Path, section: str) -> None:
    with pytest.raises(ConfigError) as error:
        loaded(tmp_path, f"[{section}]\nthread = 1\n" if section else "thread = 1\n")
    model: Any = Settings
    for part in filter(None, section.split(".")):
        model = model.model_fields[part].annotation
    assert "'" + ".".join(filter(None, [section, "thread"])) + "'" in str(error.value)
    assert ", ".join(sorted(model.model_fields)) in str(error.value)


def test_an_empty_file_means_the_usual_values(tmp_path: Path) -> None:
    assert loaded(tmp_path, "") == Settings()
    shipped = load_settings(DEFAULT_DIRECTORY)
    assert (shipped.run, shipped.lake) == (Settings().run, Settings().lake)


def test_a_data_path_ends_in_a_slash(tmp_path: Path) -> None:
    assert loaded(tmp_path, content("lake.data_path", "s3://bucket/prefix")).lake.data_path == "s3://bucket/prefix/"


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().run.workers = 3


def test_which_config_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEMARCHE_CONFIG", raising=False)
    assert config_directory() == DEFAULT_DIRECTORY
    monkeypatch.setenv("DEMARCHE_CONFIG", "theirs")
    assert (config_directory(), config_directory("chosen")) == (Path("theirs"), Path("chosen"))


def test_which_lake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DEMARCHE_LAKE", raising=False)
    monkeypatch.chdir(tmp_path)
    assert open_lake(LakeSettings(directory="own")).directory == tmp_path / "own"
    monkeypatch.setenv("DEMARCHE_LAKE", "theirs")
    assert open_lake(LakeSettings(directory="own")).directory == tmp_path / "theirs"
    assert open_lake(LakeSettings(directory="own"), "chosen").directory == tmp_path / "chosen"
