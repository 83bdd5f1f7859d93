"""Rows as FollowTheMoney entities: valid by FollowTheMoney's own rules, and what they say."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import pytest
from followthemoney import model
from followthemoney.types import registry
from hypothesis import given, settings
from hypothesis import strategies as st

from config.actor_entry import ActorKind
from config.configuration import DEFAULT_DIRECTORY
from config.exchange import load_exchange
from tasks.exchange.exporting import (
    ExportError,
    actor_entity,
    actor_key,
    article_entity,
    claim_entity,
    mention_entity,
)

RULES = load_exchange(DEFAULT_DIRECTORY)
ACTOR: dict[str, Any] = {
    "actor_id": "ada-vale",
    "name": "Ada Vale",
    "kind": "person",
    "country": "FRA",
    "aliases": ["Ada Vale", "A. Vale", "Vale"],
    "roles": [{"title": "minister", "of": "FRA", "since": dt.date(2012, 1, 1), "until": None}],
    "external_ids": [{"scheme": "wikidata", "id": "Q7"}],
    "topics": ["role.pep"],
}
CLAIM: dict[str, Any] = {
    "doc_id": "00ff",
    "sanction_no": 3,
    "target_id": "RUS",
    "status": "threatened",
    "measures": ["energy"],
    "sentence": "So.",
    "condition": "if so",
    "published_on": dt.date(2022, 2, 1),
    "confidence": 0.9,
    "rule_id": "r",
    "outlet": None,
    "speaker": "Ada Vale",
    "url": "https://news.example/1",
    "sender_ids": ["USA", "EU"],
    "senders": ["European Union", "United States"],
}
ARTICLE: dict[str, Any] = {
    "doc_id": "00ff",
    "title": "T",
    "published_on": None,
    "language": "und",
    "byline": None,
    "outlet": "X",
    "url": "no address",
}


def properties(entity: dict[str, Any]) -> dict[str, list[str]]:
    schema = model.get(entity["schema"])
    assert schema is not None and registry.entity.validate(entity["id"])
    schema.validate(entity)
    found: dict[str, list[str]] = entity["properties"]
    return found


def test_a_person() -> None:
    found = properties(actor_entity(ACTOR, RULES))
    assert found["alias"] == ["A. Vale"] and found["weakAlias"] == ["Vale"] and found["country"] == ["fr"]
    assert found["position"] == ["minister (FRA), 2012"] and found["wikidataId"] == ["Q7"]


@pytest.mark.parametrize("kind", get_args(ActorKind))
def test_every_kind_but_places_has_a_schema(kind: ActorKind) -> None:
    if kind == "place":
        assert kind not in RULES.schemata
    else:
        assert actor_entity(ACTOR | {"kind": kind}, RULES)["schema"] == RULES.schemata[kind]


def test_a_claim_says_that_it_is_one() -> None:
    found = properties(claim_entity(CLAIM))
    assert found["status"] == ["claimed: threatened"] and found["entity"] == ["dm-RUS"]
    assert found["country"] == ["us"] and sorted(found["authority"]) == ["European Union", "United States"]
    assert "not a record of any authority" in found["description"][0] and "said by Ada Vale" in found["description"][0]
    assert found["sourceUrl"] == ["https://news.example/1"] and found["date"] == ["2022-02-01"]


def test_what_a_type_refuses_is_left_away() -> None:
    assert "sourceUrl" not in properties(article_entity(ARTICLE))


def test_a_mention_resolves_to_whoever_can_be_named_in_one() -> None:
    row = {
        "doc_id": "00ff",
        "actor_id": "ada-vale",
        "kind": "person",
        "country": "FRA",
        "surfaces": ["Ada Vale", "Vale"],
    }
    assert properties(mention_entity(row, RULES))["resolved"] == ["dm-ada-vale"]
    assert "resolved" not in properties(mention_entity(row | {"kind": "vessel"}, RULES))


def test_nothing_named_is_refused() -> None:
    with pytest.raises(ExportError, match="Person dm-ada-vale"):
        actor_entity(ACTOR | {"name": "  "}, RULES)


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1))
def test_keys_are_valid_and_differ_with_their_actors(text: str) -> None:
    keys = {actor_key(text), actor_key(f"ftm:{text}"), actor_key("joe-biden")}
    assert all(registry.entity.validate(key) for key in keys)
    assert actor_key("ftm:NK-abc.1") == "NK-abc.1"
    assert len(keys) == 3 or text in ("joe-biden", "dm-joe-biden") or text.startswith("ftm:")


@settings(max_examples=100, deadline=None)
@given(name=st.text(), aliases=st.lists(st.text(), max_size=4), sentence=st.text())
def test_any_text_makes_a_valid_entity_or_none(name: str, aliases: list[str], sentence: str) -> None:
    try:
        properties(actor_entity(ACTOR | {"name": name, "aliases": aliases}, RULES))
    except ExportError:
        assert not registry.name.clean(name)
    properties(claim_entity(CLAIM | {"sentence": sentence, "condition": sentence}))
