"""A whole config directory as one frozen, fingerprinted object."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from config.attribution import AttributionLexicons, load_attribution
from config.discovery import DiscoveryConfig, load_discovery
from config.imported import ImportedActors, imported_files, read_imported
from config.imported import digest as file_digest
from config.knowledge import ActorEntry, load_actors
from config.linking import LinkingRules, load_linking
from config.loading import load, read_toml
from config.sanctions import SanctionsGrammars, load_sanctions
from config.segments import SegmentConfig, load_segment_config
from config.settings import Settings
from config.statements import StatementSettings, load_statements
from config.stories import StorySettings, load_stories
from config.text import TextRules, load_text_rules
from config.translationese import TranslationeseRules, load_translationese
from config.version import VERSION

DEFAULT_DIRECTORY = Path(__file__).resolve().parent
_PIPELINE = "pipeline.toml"
_CHANGE_NO_ROW = ("run", "lake", "site")


@dataclass(frozen=True)
class Config:
    """Everything a run is told: settings, rules, lexicons, actors."""

    directory: Path
    settings: Settings
    text: TextRules
    translationese: TranslationeseRules
    segments: SegmentConfig
    actors: tuple[ActorEntry, ...]
    imported: tuple[Path, ...]
    linking: LinkingRules
    discovery: DiscoveryConfig
    attribution: AttributionLexicons
    sanctions: SanctionsGrammars
    stories: StorySettings
    statements: StatementSettings


def config_directory(chosen: str | Path | None = None) -> Path:
    """The config directory: the chosen one, else DEMARCHE_CONFIG, else the one that ships with Demarche."""
    return Path(chosen or os.environ.get("DEMARCHE_CONFIG") or DEFAULT_DIRECTORY)


def load_settings(directory: Path) -> Settings:
    """Read pipeline.toml alone. Raises ConfigError."""
    return load(Settings, directory / _PIPELINE)


def imported_directory(directory: Path) -> Path:
    """Where the imported actors of a config are. Raises ConfigError."""
    return directory / Path(load_settings(directory).actors.imported).expanduser()


def load_config(directory: Path) -> Config:
    """Read and validate a whole config directory. Raises ConfigError for the first thing that is wrong."""
    return Config(
        directory=directory,
        settings=load_settings(directory),
        text=load_text_rules(directory),
        translationese=load_translationese(directory),
        segments=load_segment_config(directory / "lexicons"),
        actors=load_actors(directory / "actors"),
        imported=imported_files(imported_directory(directory)),
        linking=load_linking(directory / "actors" / "linking.toml"),
        discovery=load_discovery(directory),
        attribution=load_attribution(directory / "lexicons"),
        sanctions=load_sanctions(directory),
        stories=load_stories(directory / "rules" / "stories.toml"),
        statements=load_statements(directory / "rules" / "statements.toml"),
    )


def load_imported(config: Config) -> ImportedActors | None:
    """The actors that the config's imported files hold; None without any. Raises ConfigError where one is damaged."""
    if not config.imported:
        return None
    return ImportedActors(read_imported(config.imported), [actor.id for actor in config.actors])


def fingerprint(directory: Path) -> str:
    """16 hex digits over the meaning of every config file that shapes rows, imported actors and the software's version.

    Comments and layout do not count, nor do the settings that only say where and how fast a run works.
    """
    imported = imported_files(imported_directory(directory))
    files = [*sorted(directory.rglob("*.toml")), *imported]
    return _digest(directory, imported, tuple((path, path.stat().st_size, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=4)
def _digest(directory: Path, imported: tuple[Path, ...], files: tuple[tuple[Path, int, int], ...]) -> str:
    """The fingerprint of files as they stand, with size and time of change: computed once a process."""
    digest = hashlib.sha256(VERSION.encode())
    for path, _, _ in files[: len(files) - len(imported)]:
        content = read_toml(path)
        if path == directory / _PIPELINE:
            content = {key: value for key, value in content.items() if key not in _CHANGE_NO_ROW}
        name = path.relative_to(directory).as_posix()
        digest.update(json.dumps([name, content], sort_keys=True, default=str).encode())
    for path in imported:
        digest.update(json.dumps([path.name, file_digest(path)]).encode())
    return digest.hexdigest()[:16]
