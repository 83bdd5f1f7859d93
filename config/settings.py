"""Pipeline settings: config/pipeline.toml as one frozen object."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator, model_validator

from config.loading import Frozen

_MEMORY = r"^\d+(\.\d+)?\s?(KB|MB|GB|TB|KiB|MiB|GiB|TiB)$"


class RunSettings(Frozen):
    """How a run uses the machine. Changes no row."""

    workers: int = Field(default=2, ge=1, le=256)
    executor: Literal["pool", "dask"] = "pool"
    dask_address: str = ""
    shard_documents: int = Field(default=2000, ge=1, le=100_000)
    shard_bytes: int = Field(default=16_000_000, ge=1_000)
    retries: int = Field(default=2, ge=0, le=20)
    retry_delay_seconds: float = Field(default=2, ge=0)
    memory_limit: str = Field(default="320MB", pattern=_MEMORY)
    threads: int = Field(default=1, ge=1)


class LakeSettings(Frozen):
    """Where the lake is. Changes no row."""

    directory: str = "lake"
    catalog: str = ""
    data_path: str = ""
    s3_endpoint: str = ""
    s3_region: str = "us-east-1"
    s3_use_ssl: bool = True
    memory_limit: str = Field(default="512MB", pattern=_MEMORY)
    threads: int = Field(default=2, ge=1)

    @field_validator("catalog")
    @classmethod
    def _known_catalog(cls, value: str) -> str:
        if value and not value.startswith("postgres:"):
            raise ValueError('allowed: "" (SQLite in the lake directory) or "postgres:dbname=... host=..."')
        return value

    @field_validator("data_path")
    @classmethod
    def _known_data_path(cls, value: str) -> str:
        if value and not value.startswith("s3://"):
            raise ValueError('allowed: "" (data/ in the lake directory) or "s3://bucket/prefix/"')
        return value if not value or value.endswith("/") else value + "/"


class FieldNames(Frozen):
    """Names that a record (JSON, CSV, Parquet) may use for each thing; the first present one counts."""

    text: tuple[str, ...] = Field(default=("text",), min_length=1)
    title: tuple[str, ...] = ("title",)
    outlet: tuple[str, ...] = ("source",)
    published: tuple[str, ...] = ("date",)
    authors: tuple[str, ...] = ("authors",)
    url: tuple[str, ...] = ("url",)


class ReadSettings(Frozen):
    """What the readers accept."""

    max_record_bytes: int = Field(default=20_000_000, ge=1_000)
    max_expansion: int = Field(default=200, ge=2)
    max_depth: int = Field(default=3, ge=1, le=10)
    fields: FieldNames = FieldNames()


class ActorSettings(Frozen):
    """Where actors come from beside the curated files."""

    imported: str = Field(default="actors/imported", min_length=1)


class SiteSettings(Frozen):
    """How large a static site may grow. Changes no row."""

    rows: int = Field(default=200, ge=1, le=10_000)
    pages: int = Field(default=500, ge=1, le=100_000)
    articles: int = Field(default=5000, ge=0, le=1_000_000)
    url: str = ""


class DiscoverySettings(Frozen):
    """How names that no list has are found. `model` is a spaCy pipeline's name or directory, or a GLiNER directory."""

    tagger: Literal["cues", "spacy", "gliner", "none"] = "cues"
    model: str = ""
    threshold: float = Field(default=0.5, ge=0, le=1)

    @model_validator(mode="after")
    def _has_its_model(self) -> DiscoverySettings:
        if self.tagger in {"spacy", "gliner"} and not self.model:
            raise ValueError(f'tagger = "{self.tagger}" needs `model`: the name or directory of a model')
        return self


class Settings(Frozen):
    """All of config/pipeline.toml."""

    run: RunSettings = RunSettings()
    lake: LakeSettings = LakeSettings()
    read: ReadSettings = ReadSettings()
    actors: ActorSettings = ActorSettings()
    site: SiteSettings = SiteSettings()
    discovery: DiscoverySettings = DiscoverySettings()

    def lake_of_a_run(self) -> LakeSettings:
        """The lake as a run opens it: with the run's own share of the machine for DuckDB."""
        return self.lake.model_copy(update={"memory_limit": self.run.memory_limit, "threads": self.run.threads})
