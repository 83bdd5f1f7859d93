"""A line is an entity, left out, or refused with a reason; never a crash."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.configuration import DEFAULT_DIRECTORY
from config.exchange import load_exchange
from tasks.exchange import Entity, LeftOut, Refusal, read_entity

RULES = load_exchange(DEFAULT_DIRECTORY)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def read(content: Any) -> Entity | LeftOut | Refusal:
    return read_entity(json.dumps(content).encode(), RULES)


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ("Person", "person"),
        ("Company", "organization"),
        ("PublicBody", "organization"),
        ("LegalEntity", "organization"),
        ("Vessel", "vessel"),
        ("Position", None),
    ],
)
def test_kinds(schema: str, kind: str | None) -> None:
    found = read({"id": "a", "schema": schema, "properties": {"name": "One"}})
    assert isinstance(found, Entity)
    assert (found.kind, found.texts("name", "alias")) == (kind, ["One"])


@pytest.mark.parametrize("schema", ["Address", "Sanction", "Airplane", "Document"])
def test_left_out(schema: str) -> None:
    assert read({"id": "a", "schema": schema, "properties": {}}) == LeftOut(schema)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "bad_json"),
        (b"\xff\xfe", "bad_json"),
        (b"[" * 100_000, "bad_json"),
        (b"[]", "no_entity"),
        (b"{}", "unknown_schema"),
        (b'{"schema": "Nothing", "id": "a", "properties": {}}', "unknown_schema"),
        (b'{"schema": ["Person"], "id": "a", "properties": {}}', "unknown_schema"),
        (b'{"schema": "Person", "properties": {}}', "no_id"),
        (b'{"schema": "Person", "id": 5, "properties": {}}', "no_id"),
        (b'{"schema": "Person", "id": "a", "properties": []}', "no_properties"),
    ],
)
def test_refused(line: bytes, reason: str) -> None:
    found = read_entity(line, RULES)
    assert isinstance(found, Refusal)
    assert found.reason == reason and found.detail


@given(JSON)
def test_properties_may_hold_anything(value: Any) -> None:
    found = read({"id": "a", "schema": "Person", "properties": {"name": value}})
    assert isinstance(found, Entity)
    assert all(isinstance(text, str) and text.strip() for text in found.texts("name"))
