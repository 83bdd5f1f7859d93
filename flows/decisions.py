"""What an analyst decides about discovered actors, kept in config/actors/decisions.toml and so in the fingerprint."""

from __future__ import annotations

from pathlib import Path

from config.discovery import DECISIONS, Decisions, Merge, load_discovery
from config.knowledge import load_actors
from config.loading import ConfigError, validate

FOUND, IMPORTED = "found-", "ftm:"
_HEAD = """# Written by `demarche actors merge` and `demarche actors split`; may be edited by hand.
# Counts from the next run on; `demarche reprocess` brings older documents up to it.
"""


def merge(directory: Path, actor: str, into: str) -> Decisions:
    """Let mentions of a discovered actor count as another's. Raises ConfigError where that makes no sense."""
    _refuse_unknown(directory, actor, into)
    old = load_discovery(directory).decisions
    if old.resolve(into) == actor:
        raise ConfigError(f"{into!r} counts as {actor!r} already; split it first: demarche actors split {into}")
    kept = tuple(one for one in old.merge if one.actor != actor)
    new = Merge(actor=actor, into=into)
    return _write(directory, Decisions(merge=(*kept, new), split=tuple(one for one in old.split if one != actor)))


def split(directory: Path, actor: str) -> Decisions:
    """Undo every merge from or into a discovered actor, and propose none for it. Raises ConfigError for another id."""
    if not actor.startswith(FOUND):
        raise ConfigError(f"{actor!r} is no discovered actor: their ids begin with {FOUND!r}")
    old = load_discovery(directory).decisions
    kept = tuple(one for one in old.merge if actor not in {one.actor, one.into})
    return _write(directory, Decisions(merge=kept, split=tuple(sorted({*old.split, actor}))))


def _refuse_unknown(directory: Path, actor: str, into: str) -> None:
    path = directory / "actors" / DECISIONS
    validate(Merge, {"actor": actor, "into": into}, path)
    if actor == into:
        raise ConfigError(f"{actor!r} is itself already")
    if into.startswith((FOUND, IMPORTED)):
        return
    if all(entry.id != into for entry in load_actors(directory / "actors")):
        raise ConfigError(f"no actor {into!r} to merge into: `demarche actors list TEXT` searches the knowledge base")


def _write(directory: Path, decisions: Decisions) -> Decisions:
    """Replace the file of decisions."""
    lines = [_HEAD]
    lines.append(f"split = [{', '.join(_quoted(one) for one in decisions.split)}]\n")
    for one in decisions.merge:
        lines.append(f"\n[[merge]]\nactor = {_quoted(one.actor)}\ninto = {_quoted(one.into)}\n")
    path = directory / "actors" / DECISIONS
    try:
        path.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror}") from error
    return decisions


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
