"""Hand labels: what each sample and each seed article holds. Read from TOML (samples) and YAML (seeds).

Keys of a `[[document]]` in tests/samples/labels/*.toml:

name          the file below samples/, with #line=N for a record
like          another document whose labels this one starts from; a label that quotes text which this document
              does not hold falls away, `artifacts` are never taken over, every other key given here replaces
language, published_on, outlet, origin
              the right value; A|B where either will do, `none` for no value; a key left out is not scored
required      actors that must be linked, A|B where either will do; allowed ones cost nothing; forbidden ones stand
              only in page furniture
artifacts     kind, text: the characters (in the raw text) that a finding must touch; alternatives: other kinds
attributions  content: a fragment that must lie inside what was said; speaker: an actor id, anonymous_official,
              anonymous_sources or unknown; mode; via
sanctions     evidence: a fragment of the claim's sentence; status: any of these; senders, targets, measures: all of
              them must be found (A|B: either); *_allowed cost nothing; conditional; a label that is `optional` earns
              no penalty when missed
story         documents with the same story are copies of one original
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Options = tuple[str, ...]
NOTHING = "none"


@dataclass(frozen=True)
class ArtifactLabel:
    """One piece of damage or furniture."""

    kinds: Options
    text: str
    optional: bool


@dataclass(frozen=True)
class AttributionLabel:
    """One reported statement. An inherited label falls away where the text does not hold its fragment."""

    content: str
    speakers: Options
    modes: Options
    via: str | None
    optional: bool
    inherited: bool


@dataclass(frozen=True)
class SanctionLabel:
    """One claim about sanctions. Groups are of alternatives; every group must be met."""

    evidence: str
    statuses: Options
    senders: tuple[Options, ...]
    senders_allowed: Options
    targets: tuple[Options, ...]
    targets_allowed: Options
    measures: tuple[Options, ...]
    conditional: bool
    optional: bool
    inherited: bool


@dataclass(frozen=True)
class DocumentLabel:
    """Everything labelled about one document; None where a value is not scored."""

    name: str
    language: Options | None
    published_on: Options | None
    outlet: Options | None
    origin: Options | None
    story: str | None
    required: tuple[Options, ...]
    allowed: Options
    forbidden: Options
    artifacts: tuple[ArtifactLabel, ...]
    attributions: tuple[AttributionLabel, ...]
    sanctions: tuple[SanctionLabel, ...]


@dataclass(frozen=True)
class RejectLabel:
    """An input that must be refused, for one of these reasons."""

    name: str
    reasons: Options


def load_samples(directory: Path) -> tuple[list[DocumentLabel], list[RejectLabel]]:
    """Labels of all samples, by file and then position. Raises KeyError where `like` names no document before it."""
    documents: dict[str, dict[str, Any]] = {}
    rejects: list[RejectLabel] = []
    for path in sorted(directory.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for entry in content.get("document", []):
            documents[entry["name"]] = _inherited(entry, documents)
        rejects += [RejectLabel(entry["name"], tuple(entry["reasons"])) for entry in content.get("reject", [])]
    return [_document(entry) for entry in documents.values()], rejects


def load_seeds(path: Path) -> list[DocumentLabel]:
    """Labels of the seed articles, from the YAML file beside them. `name` is the file name."""
    import yaml

    return [_document(_seed_entry(entry)) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]


def _inherited(entry: dict[str, Any], known: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """An entry on top of the one that it is `like`; `extra_*` lists are added to the ones taken over."""
    if "like" not in entry:
        return entry
    base = {key: value for key, value in known[entry["like"]].items() if key != "artifacts"}
    merged = {**base, **entry}
    for key in ("attributions", "sanctions"):
        taken_over = [] if key in entry else [{**label, "inherited": True} for label in base.get(key, [])]
        merged[key] = [*taken_over, *entry.get(key, []), *entry.get(f"extra_{key}", [])]
    return merged


def _seed_entry(entry: dict[str, Any]) -> dict[str, Any]:
    """A seed's YAML entry in the shape of a sample's."""
    published = entry["published_on"]
    return {
        **entry,
        **entry["actors"],
        "name": f"{entry['doc']}.txt",
        "published_on": str(published) if published else NOTHING,
        "outlet": entry["outlet"] or NOTHING,
        "sanctions": [{**claim, "status": claim["stage"]} for claim in entry["sanctions"]],
    }


def _document(entry: Mapping[str, Any]) -> DocumentLabel:
    """A label from a merged entry."""
    return DocumentLabel(
        name=entry["name"],
        language=_options(entry.get("language")),
        published_on=_options(entry.get("published_on")),
        outlet=_options(entry.get("outlet")),
        origin=_options(entry.get("origin")),
        story=entry.get("story"),
        required=_groups(entry.get("required", ())),
        allowed=tuple(entry.get("allowed", ())),
        forbidden=tuple(entry.get("forbidden", ())),
        artifacts=tuple(_artifact(label) for label in entry.get("artifacts", ())),
        attributions=tuple(_attribution(label) for label in entry.get("attributions", ())),
        sanctions=tuple(_sanction(label) for label in entry.get("sanctions", ())),
    )


def _artifact(entry: Mapping[str, Any]) -> ArtifactLabel:
    kinds = (entry["kind"], *entry.get("alternatives", ()))
    return ArtifactLabel(kinds, entry["text"], entry.get("optional", False))


def _attribution(entry: Mapping[str, Any]) -> AttributionLabel:
    return AttributionLabel(
        content=entry["content"],
        speakers=tuple(entry["speaker"].split("|")),
        modes=tuple(entry["mode"].split("|")),
        via=entry.get("via"),
        optional=entry.get("optional", False),
        inherited=entry.get("inherited", False),
    )


def _sanction(entry: Mapping[str, Any]) -> SanctionLabel:
    return SanctionLabel(
        evidence=entry["evidence"],
        statuses=tuple(entry["status"]),
        senders=_groups(entry["senders"]),
        senders_allowed=tuple(entry.get("senders_allowed", ())),
        targets=_groups(entry["targets"]),
        targets_allowed=tuple(entry.get("targets_allowed", ())),
        measures=_groups(entry["measures"]),
        conditional=entry.get("conditional", False),
        optional=entry.get("optional", False),
        inherited=entry.get("inherited", False),
    )


def _options(value: str | None) -> Options | None:
    return tuple(value.split("|")) if value else None


def _groups(values: Iterable[str]) -> tuple[Options, ...]:
    return tuple(tuple(value.split("|")) for value in values)
