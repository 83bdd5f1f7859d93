"""Discovery on sentences written for it: who is found, by which rule, under which id."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from config.discovery import Decisions, DiscoveryConfig, Merge, load_discovery
from config.settings import DiscoverySettings
from tasks.actors import FOUND, Discoverer, Gazetteer, compile_discoverer, link_and_discover
from tests.tasks.actors.conftest import ACTORS, article, sentences
from warehouse.records import Discovery, Mention

CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted((Path(__file__).parent / "discovered").glob("*.toml"))
    for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"])
]


@pytest.fixture(scope="session")
def config() -> DiscoveryConfig:
    return load_discovery(ACTORS.parent)


@pytest.fixture(scope="session")
def discoverer(config: DiscoveryConfig, gazetteer: Gazetteer) -> Discoverer:
    return compile_discoverer(config, DiscoverySettings(), gazetteer)


def found_in(
    text: str, gazetteer: Gazetteer, discoverer: Discoverer, language: str = "en"
) -> tuple[list[Mention], list[Discovery]]:
    document = article(text, language)
    linked = link_and_discover([document], [sentences(document)], gazetteer, discoverer)
    return linked.mentions[0], linked.discoveries[0]


@pytest.mark.parametrize("case", CASES)
def test_golden(case: dict[str, Any], gazetteer: Gazetteer, discoverer: Discoverer) -> None:
    mentions, discoveries = found_in(case["text"], gazetteer, discoverer, case.get("language", "en"))
    found = [one for one in mentions if one.actor_id.startswith(FOUND)]
    written = [f"{one.surface}={one.actor_id[len(FOUND) :]}:{one.method[len('discovered_') :]}" for one in found]
    assert len(written) == len(case["found"]), written
    assert all(want in (got, got.rsplit(":", 1)[0]) for got, want in zip(written, case["found"], strict=True)), written
    assert {one.actor_id for one in discoveries} == {one.actor_id for one in found}


def test_a_merge_renames_mentions_and_a_known_actor_takes_them(config: DiscoveryConfig, gazetteer: Gazetteer) -> None:
    decisions = Decisions(merge=(Merge(actor="found-iva-renn", into="joe-biden"),))
    merging = compile_discoverer(DiscoveryConfig(config.languages, decisions), DiscoverySettings(), gazetteer)
    mentions, discoveries = found_in("Spokeswoman Iva Renn spoke. Renn left.", gazetteer, merging)
    assert [one.actor_id for one in mentions] == ["joe-biden", "joe-biden"]
    assert discoveries == []


def test_merges_chain_and_never_loop() -> None:
    merges = [("found-a", "found-b"), ("found-b", "found-c"), ("found-c", "found-a")]
    decisions = Decisions(merge=tuple(Merge(actor=actor, into=into) for actor, into in merges))
    assert decisions.resolve("found-a") == "found-c"
    assert decisions.resolve("found-x") == "found-x"


def test_no_tagger_finds_nobody(config: DiscoveryConfig, gazetteer: Gazetteer) -> None:
    nobody = compile_discoverer(config, DiscoverySettings(tagger="none"), gazetteer)
    assert found_in("Mayor Tessa Quillfeather spoke.", gazetteer, nobody) == ([], [])


def test_companions_are_the_known_actors_of_the_document(gazetteer: Gazetteer, discoverer: Discoverer) -> None:
    _, discoveries = found_in("Mayor Tessa Quillfeather met Joe Biden in France.", gazetteer, discoverer)
    assert [(one.name, one.kind, one.rule_id, one.companions) for one in discoveries] == [
        ("Tessa Quillfeather", "person", "title", ["FRA", "joe-biden"])
    ]
