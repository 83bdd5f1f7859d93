"""Rows of the lake as FollowTheMoney entities, each validated by FollowTheMoney itself.

A claim becomes a Sanction whose status says that it is claimed, with the sentence that says so: what a text says, not
what is so.
"""

from __future__ import annotations

import hashlib
from typing import Any

from followthemoney import model
from followthemoney.exc import InvalidData
from followthemoney.types import registry

from config.exchange import ExchangeRules
from config.imported import ID_PREFIX
from tasks.exchange.codes import country_code

OWN_PREFIX = "dm-"
HASH_LENGTH = 20
Row = dict[str, Any]
Entity = dict[str, Any]


class ExportError(ValueError):
    """A row cannot be an entity. The message names it and what FollowTheMoney says."""


def actor_entity(row: Row, rules: ExchangeRules) -> Entity:
    """An actor, with its names, offices and identifiers. Raises ExportError.

    A country goes by its name alone, as its written forms are adjectives for the most part.
    """
    external = {one["scheme"]: one["id"] for one in row["external_ids"] or []}
    others = [] if row["kind"] == "country" else [alias for alias in row["aliases"] if alias != row["name"]]

    def weak(alias: str) -> bool:
        return row["kind"] == "person" and " " not in alias

    values = {
        "name": row["name"],
        "alias": [alias for alias in others if not weak(alias)],
        "weakAlias": [alias for alias in others if weak(alias)],
        "country": country_code(row["country"] or ""),
        "topics": row["topics"] or [],
        "wikidataId": external.get("wikidata"),
        "position": [_office(role) for role in row["roles"] or []] if row["kind"] == "person" else [],
    }
    return _entity(rules.schemata[row["kind"]], actor_key(row["actor_id"]), values)


def article_entity(row: Row) -> Entity:
    """An article, without its text. Raises ExportError."""
    values = {
        "title": row["title"],
        "fileName": row["doc_id"],
        "publishedAt": row["published_on"],
        "language": row["language"],
        "author": row["byline"],
        "publisher": row["outlet"],
        "sourceUrl": row["url"],
    }
    return _entity("Article", document_key(row["doc_id"]), values)


def mention_entity(row: Row, rules: ExchangeRules) -> Entity:
    """A Mention: a document names an actor, by these surfaces. Raises ExportError."""
    schema = rules.schemata[row["kind"]]
    resolvable = model.get(schema) is not None and model.schemata[schema].is_a("LegalEntity")
    values = {
        "document": document_key(row["doc_id"]),
        "resolved": actor_key(row["actor_id"]) if resolvable else None,
        "name": row["surfaces"],
        "detectedSchema": schema,
        "contextCountry": country_code(row["country"] or ""),
    }
    return _entity("Mention", _hashed("m", row["doc_id"], row["actor_id"]), values)


def claim_entity(row: Row) -> Entity:
    """A claim about sanctions and one target as a Sanction. Raises ExportError."""
    said_by = f", said by {row['speaker']}" if row["speaker"] else ""
    source = row["outlet"] or row["url"] or f"document {row['doc_id']}"
    values = {
        "entity": actor_key(row["target_id"]),
        "authority": row["senders"],
        "country": [country_code(sender) for sender in row["sender_ids"]],
        "status": f"claimed: {row['status']}",
        "provisions": row["measures"],
        "reason": row["condition"],
        "date": row["published_on"],
        "summary": row["sentence"],
        "description": f"A claim that a news text makes, not a record of any authority: found in {source}{said_by}; "
        f"rule {row['rule_id']}, confidence {row['confidence']:.2f}.",
        "sourceUrl": row["url"],
        "publisher": row["outlet"],
        "recordId": f"{document_key(row['doc_id'])}.{row['sanction_no']}",
    }
    return _entity("Sanction", _hashed("s", row["doc_id"], str(row["sanction_no"]), row["target_id"]), values)


def actor_key(actor_id: str) -> str:
    """The entity id of an actor: an imported one's own where FollowTheMoney takes it, else one made of ours."""
    own = actor_id.removeprefix(ID_PREFIX)
    key = own if own != actor_id else f"{OWN_PREFIX}{actor_id}"
    return key if registry.entity.validate(key) else _hashed("a", actor_id)


def document_key(doc_id: str) -> str:
    """The entity id of an article."""
    return f"{OWN_PREFIX}{doc_id}"


def _office(role: Row) -> str:
    """An office in words: title, owner, years."""
    years = "-".join(str(day.year) if day else "" for day in (role["since"], role["until"])).strip("-")
    of = f" ({role['of']})" if role["of"] else ""
    return f"{role['title']}{of}{f', {years}' if years else ''}"


def _hashed(*parts: str) -> str:
    """An id of one kind that stays the same for the same parts."""
    return f"{OWN_PREFIX}{parts[0]}-{hashlib.sha256('|'.join(parts[1:]).encode()).hexdigest()[:HASH_LENGTH]}"


def _entity(schema: str, key: str, values: dict[str, Any]) -> Entity:
    """A validated entity; values that FollowTheMoney's types refuse (a broken address) are left away."""
    entity = model.make_entity(schema)
    entity.id = key
    for name, value in values.items():
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                entity.add(name, one.isoformat() if hasattr(one, "isoformat") else one)
    content: Entity = entity.to_dict()
    try:
        entity.schema.validate(content)
    except InvalidData as error:
        raise ExportError(f"{schema} {key} is no valid entity: {error.errors}") from error
    return content
