"""Statistical taggers behind the same signature: a spaCy pipeline made here, and a stand-in for GLiNER."""

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from config.discovery import Decisions, DiscoveryConfig
from config.loading import ConfigError
from config.settings import DiscoverySettings
from tasks.actors import Gazetteer, compile_discoverer, link_and_discover
from tests.tasks.actors.conftest import article, sentences

TEXT = "Iva Renn runs Tarn Works. Renn met Joe Biden in Lisbon."
FOUND = [("Iva Renn", "found-iva-renn"), ("Tarn Works", "found-tarn-works"), ("Renn", "found-iva-renn")]


def found_by(settings: DiscoverySettings, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    discoverer = compile_discoverer(DiscoveryConfig({}, Decisions()), settings, gazetteer)
    document = article(TEXT)
    mentions = link_and_discover([document], [sentences(document)], gazetteer, discoverer).mentions[0]
    return [(one.surface, one.actor_id) for one in mentions if one.actor_id.startswith("found-")]


def test_a_saved_spacy_pipeline_finds_names(tmp_path: Path, gazetteer: Gazetteer) -> None:
    spacy = pytest.importorskip("spacy", reason="the extra `spacy` is not installed")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([
        {"label": "PERSON", "pattern": "Iva Renn"},
        {"label": "PERSON", "pattern": "Joe Biden"},
        {"label": "ORG", "pattern": "Tarn Works"},
        {"label": "GPE", "pattern": "Lisbon"},
    ])  # fmt: skip
    pipeline.to_disk(tmp_path / "tiny")
    assert found_by(DiscoverySettings(tagger="spacy", model=str(tmp_path / "tiny")), gazetteer) == FOUND


def test_a_missing_pipeline_or_library_is_said_with_its_mend(
    gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("spacy", reason="the extra `spacy` is not installed")
    with pytest.raises(ConfigError, match="no spaCy pipeline that can be loaded"):
        found_by(DiscoverySettings(tagger="spacy", model="no_such_pipeline"), gazetteer)
    for library in ("spacy", "gliner"):
        monkeypatch.setitem(sys.modules, library, None)
        with pytest.raises(ConfigError, match=f"install the .* `{library}`"):
            found_by(DiscoverySettings(tagger=library, model="any"), gazetteer)


class StandIn:
    """GLiNER's interface as far as it is used."""

    @classmethod
    def from_pretrained(cls, model: str, local_files_only: bool) -> "StandIn":
        if model != "tiny" or not local_files_only:
            raise OSError(model)
        return cls()

    def batch_predict_entities(
        self, texts: list[str], labels: list[str], threshold: float
    ) -> list[list[dict[str, Any]]]:
        known = {"Iva Renn": "person", "Joe Biden": "person", "Tarn Works": "organization"}
        assert set(known.values()) <= set(labels)
        assert threshold == 0.5
        return [
            [
                {"start": text.index(name), "end": text.index(name) + len(name), "label": label, "score": 0.8}
                for name, label in known.items()
                if name in text
            ]
            for text in texts
        ]


def test_gliner_reads_segment_by_segment(gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("gliner")
    module.GLiNER = StandIn  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "gliner", module)
    assert found_by(DiscoverySettings(tagger="gliner", model="tiny"), gazetteer) == FOUND
    with pytest.raises(ConfigError, match="no GLiNER model on this machine"):
        found_by(DiscoverySettings(tagger="gliner", model="other"), gazetteer)


def test_a_tagger_without_its_model_is_refused() -> None:
    with pytest.raises(ValueError, match="needs `model`"):
        DiscoverySettings(tagger="spacy")
