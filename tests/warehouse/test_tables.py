"""The table contract."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from warehouse.records import Alignment, Delivery, Document, Given, Mention, Role
from warehouse.tables import BY_NAME, DELIVERIES, STAMPS, TABLES, arrow_table

# The design names these; a user's query relies on every one of them.
CONTRACT = {
    "raw": {"doc_id", "bytes", "media_type", "declared_encoding"},
    "sightings": {"doc_id", "uri", "outlet_id", "first_seen_at", "run_id"},
    "documents": {
        "doc_id", "title", "text", "byline", "outlet_id", "origin_outlet_id", "published_on", "published_precision",
        "published_evidence", "language", "language_confidence", "raw_alignment", "config_fingerprint", "run_id",
    },
    "segments": {"doc_id", "segment_no", "paragraph_no", "kind", "start", "end", "language", "language_confidence"},
    "artifacts": {
        "doc_id", "artifact_no", "kind", "raw_start", "raw_end", "text", "replacement", "action", "rule_id",
    },
    "actors": {"actor_id", "name", "kind", "country", "roles", "external_ids", "origin"},
    "mentions": {"doc_id", "segment_no", "start", "end", "surface", "actor_id", "kind", "method", "confidence"},
    "attributions": {
        "doc_id", "segment_no", "source_start", "source_end", "cue_start", "cue_end", "content_start", "content_end",
        "speaker_actor_id", "speaker_kind", "mode", "via_outlet_id", "channel", "modality",
    },
    "sanctions_mentions": {
        "doc_id", "segment_no", "start", "end", "trigger", "status", "sender_ids", "target_ids", "measures",
        "condition_start", "condition_end", "negated", "speaker_actor_id", "attribution_no", "rule_id", "confidence",
    },
    "story_links": {"doc_id", "other_doc_id", "relation", "similarity", "aligned_fraction", "anchors"},
    "story_members": {"doc_id", "story_id", "relation", "similarity"},
    "stories": {"story_id", "representative_doc_id", "origin_outlet_id", "copies", "outlets", "first_seen_at"},
    "rejects": {"uri", "reason", "detail", "byte_count", "run_id"},
    "runs": {"run_id", "flow_run_id", "started", "finished", "config_fingerprint", "version", "stages"},
}  # fmt: skip


@pytest.mark.parametrize("name", CONTRACT)
def test_tables_have_the_columns_of_the_design(name: str) -> None:
    assert CONTRACT[name] <= set(BY_NAME[name].schema.names)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_described_and_keys_are_columns(table: object) -> None:
    found = next(item for item in TABLES if item is table)
    assert list(found.columns) == found.schema.names
    assert all(len(text) > 3 for text in found.columns.values())
    assert set(found.key) <= set(found.schema.names)
    assert found.description


def test_records_become_arrow_with_lists_of_structs_and_stamps() -> None:
    row = Document(
        "d", None, "text", None, None, None, dt.date(2021, 1, 2), "day", "given", "en", 0.9, 4, 1, 1, "utf-8",
        [Alignment(0, 3, 4)],
    )  # fmt: skip
    found = arrow_table(BY_NAME["documents"], [row], ("print", "run"))
    assert found.schema == BY_NAME["documents"].schema
    assert found.column("raw_alignment").to_pylist() == [[{"clean_start": 0, "raw_start": 3, "length": 4}]]
    assert [found.column(name).to_pylist() for name in STAMPS] == [["print"], ["run"]]


def test_no_rows_become_an_empty_table_of_the_schema() -> None:
    assert arrow_table(BY_NAME["mentions"], [], ("a", "b")).schema == BY_NAME["mentions"].schema
    assert arrow_table(BY_NAME["mentions"], [], ("a", "b")).num_rows == 0


def test_a_delivery_goes_through_parquet_types() -> None:
    found = arrow_table(DELIVERIES, [Delivery("d", b"x", "text/plain", None, "u", Given(title="t"))])
    assert [given and given["title"] for given in found.column("given").to_pylist()] == ["t"]


def test_a_value_of_the_wrong_type_is_refused() -> None:
    with pytest.raises((pa.ArrowInvalid, pa.ArrowTypeError)):
        arrow_table(BY_NAME["mentions"], [Mention(1, "x", 0, 0, 1, "s", "a", "name", "m", 1.0, [])], ("a", "b"))  # type: ignore[arg-type]


def test_roles_keep_open_ends() -> None:
    assert Role("president", "USA", dt.date(2021, 1, 20), None).until is None
