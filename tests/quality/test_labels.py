"""Every label quotes its sample: a label that names text which is not there could never be met."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from config.knowledge import load_actors
from tests.quality.fragments import locate
from tests.quality.labels import NOTHING, DocumentLabel, load_samples

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
DOCUMENTS, REJECTS = load_samples(ROOT / "tests" / "samples" / "labels")
KNOWN = {actor.id for actor in load_actors(ROOT / "config" / "actors")}
STATUSES = {
    "threatened",
    "planned",
    "urged",
    "imposed",
    "eased",
    "ease_intended",
    "ease_demanded",
    "ease_refused",
    "opposed",
    "evaded",
    "mentioned",
}
MEASURES = {
    "economic",
    "financial",
    "asset_freeze",
    "trade",
    "export_control",
    "import_ban",
    "arms",
    "energy",
    "travel",
    "aviation_shipping",
    "aid",
    "diplomatic",
    "sports_culture",
    "designation",
}


def content_of(path: Path) -> bytes:
    """A sample's bytes, unpacked."""
    packed = path.read_bytes()
    if path.suffix == ".gz":
        return gzip.decompress(packed)
    return pa.input_stream(path, compression="zstd").read() if path.suffix == ".zst" else packed


def decoded(content: bytes) -> str:
    """A sample's text; the ones that are not UTF-8 are windows-1251."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1251")


def records_of(path: Path) -> Iterator[tuple[str, str]]:
    """Name and text of every document in a sample file."""
    name = path.relative_to(SAMPLES).as_posix()
    if ".jsonl" not in path.name:
        yield name, decoded(content_of(path))
        return
    for number, line in enumerate(content_of(path).splitlines(), 1):
        record = json.loads(line)
        yield f"{name}#line={number}", f"{record['title']}\n\n{record['text']}"


# One story inside a page, a mail, a table and a crawl shows that formats do not matter; its labels would be HTML's.
CARRIERS = ("44-venezuela-renewal-2018.html", "alert.eml", "export.csv", "crawl.warc.gz")
FILES = sorted(path for path in SAMPLES.glob("*") if path.is_file() and path.name not in CARRIERS)
TEXTS = dict(pair for path in FILES for pair in records_of(path))
LABELLED = [label for label in DOCUMENTS if not label.name.startswith("broken/")]


def test_every_sample_is_labelled_and_every_label_has_its_sample() -> None:
    assert {label.name for label in LABELLED} == set(TEXTS)
    assert all((SAMPLES / label.name.partition("#")[0]).exists() for label in REJECTS)


@pytest.mark.parametrize("label", LABELLED, ids=lambda label: label.name)
def test_fragments_stand_in_the_text(label: DocumentLabel) -> None:
    text = TEXTS[label.name]
    own = [one.text for one in label.artifacts]
    own += [one.content for one in label.attributions if not one.inherited]
    own += [one.evidence for one in label.sanctions if not one.inherited]
    assert [fragment for fragment in own if not locate(text, fragment)] == []


@pytest.mark.parametrize("label", LABELLED, ids=lambda label: label.name)
def test_labels_use_the_known_names(label: DocumentLabel) -> None:
    for claim in label.sanctions:
        assert set(claim.statuses) <= STATUSES
        assert {name for group in claim.measures for name in group} <= MEASURES
    assert all(date.fromisoformat(day) for day in label.published_on or () if day != NOTHING)
    assert not set(label.forbidden) & {actor for group in label.required for actor in group}


@pytest.mark.parametrize("label", DOCUMENTS, ids=lambda label: label.name)
def test_wanted_actors_are_in_the_knowledge_base(label: DocumentLabel) -> None:
    wanted = [*label.required, *(group for claim in label.sanctions for group in (*claim.senders, *claim.targets))]
    assert [group for group in wanted if not set(group) & KNOWN] == []


def test_copies_keep_what_their_text_still_holds() -> None:
    by_name = {label.name: label for label in DOCUMENTS}
    original, cut = by_name["01-price-cap-wire.txt"], by_name["04-price-cap-cut-tail.txt"]
    assert cut.story == original.story
    assert [one.content for one in cut.attributions] == [one.content for one in original.attributions]
    assert all(one.inherited for one in cut.attributions)
    assert not locate(TEXTS[cut.name], original.attributions[-1].content)
