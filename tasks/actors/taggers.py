"""Which tagger finds names: Demarche's own cues, or a statistical model behind the same signature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import Any

from config.discovery import DiscoveryConfig
from config.loading import ConfigError
from config.settings import DiscoverySettings
from tasks.actors.cues import CueTagger
from tasks.actors.discoverer import Discoverer
from tasks.actors.gazetteer import Gazetteer
from tasks.actors.passage import Passage
from tasks.actors.spans import BODY, PERSON, Span, Tagger

BATCH = 64
SPACY_KINDS = {"PERSON": PERSON, "PER": PERSON, "ORG": BODY}
GLINER_LABELS = {"person": PERSON, "organization": BODY}
UNSURE = 0.7  # a pipeline that gives no score


def compile_discoverer(config: DiscoveryConfig, settings: DiscoverySettings, gazetteer: Gazetteer) -> Discoverer:
    """The discoverer that the settings ask for, once a process. Raises ConfigError where its backend is not there."""
    makers: dict[str, Callable[[], Tagger | None]] = {
        "none": lambda: None,
        "cues": lambda: CueTagger(config.languages, gazetteer.all_first_names, gazetteer.all_adjectives),
        "spacy": partial(spacy_tagger, settings.model),
        "gliner": partial(gliner_tagger, settings.model, settings.threshold),
    }
    decisions = config.decisions
    merged = {one.actor: decisions.resolve(one.actor) for one in decisions.merge}
    return Discoverer(makers[settings.tagger](), gazetteer.rules, merged)


def spacy_tagger(model: str) -> Tagger:
    """A tagger around a spaCy pipeline, installed or in a directory. Raises ConfigError where either is missing."""
    try:
        spacy = import_module("spacy")  # an extra that few install
    except ImportError as error:
        raise ConfigError(
            'pipeline.toml: discovery.tagger is "spacy", but spaCy is not installed; install the extra `spacy`, '
            'or set tagger = "cues"'
        ) from error
    try:
        pipeline = spacy.load(model)
    except OSError as error:
        raise ConfigError(
            f"pipeline.toml: discovery.model {model!r} is no spaCy pipeline that can be loaded; "
            "give the name of an installed one or the directory of a saved one"
        ) from error
    return partial(_spacy_spans, pipeline)


def _spacy_spans(pipeline: Any, passages: Sequence[Passage]) -> list[list[Span]]:
    read = pipeline.pipe((passage.text for passage in passages), batch_size=BATCH)
    return [
        [
            Span(entity.start_char, entity.end_char, kind, "spacy_body" if kind == BODY else "spacy", UNSURE)
            for entity in document.ents
            if (kind := SPACY_KINDS.get(entity.label_))
        ]
        for document in read
    ]


def gliner_tagger(model: str, threshold: float) -> Tagger:
    """A tagger around a GLiNER model at hand. Raises ConfigError where GLiNER or the model is missing."""
    try:
        gliner = import_module("gliner")  # installed by few
    except ImportError as error:
        raise ConfigError(
            'pipeline.toml: discovery.tagger is "gliner", but GLiNER is not installed; install the package `gliner`, '
            'or set tagger = "cues"'
        ) from error
    try:
        loaded = gliner.GLiNER.from_pretrained(model, local_files_only=True)
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"pipeline.toml: discovery.model {model!r} is no GLiNER model on this machine; give the directory of one"
        ) from error
    return partial(_gliner_spans, loaded, threshold)


def _gliner_spans(model: Any, threshold: float, passages: Sequence[Passage]) -> list[list[Span]]:
    return [list(_gliner_passage(model, threshold, passage)) for passage in passages]


def _gliner_passage(model: Any, threshold: float, passage: Passage) -> list[Span]:
    """One passage, a segment at a time: the model reads a few hundred words."""
    spans: list[Span] = []
    texts = [passage.text[segment.start : segment.end] for segment in passage.segments]
    labels = list(GLINER_LABELS)
    for at in range(0, len(texts), BATCH):
        found = model.batch_predict_entities(texts[at : at + BATCH], labels, threshold=threshold)
        for segment, entities in zip(passage.segments[at : at + BATCH], found, strict=True):
            spans += [
                Span(
                    segment.start + entity["start"],
                    segment.start + entity["end"],
                    GLINER_LABELS[entity["label"]],
                    "gliner_body" if GLINER_LABELS[entity["label"]] == BODY else "gliner",
                    round(float(entity["score"]), 4),
                )
                for entity in entities
            ]
    return spans
