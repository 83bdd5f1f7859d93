"""One shard's walk through the rooms: the table of contents of what happens to an article."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from config.configuration import Config, load_imported
from config.imported import ImportedActors
from config.knowledge import ActorEntry
from config.statements import StatementSettings
from config.stories import StorySettings
from tasks.actors import FOUND, Discoverer, Gazetteer, compile_discoverer, compile_gazetteer, link_and_discover
from tasks.attribution import AttributionLexicon, attribute, compile_attribution
from tasks.language import SegmentRules, compile_segment_rules, detect_and_read, prepare_languages, segment
from tasks.normalize import (
    CompiledTranslationese,
    NormalizeRules,
    Translationese,
    compile_rules,
    count_words,
    normalize,
    score_all,
    with_damaged_names,
)
from tasks.sanctions import SanctionsGrammar, compile_grammar, find_sanctions
from tasks.statements import sign_statements
from tasks.stories import sign
from warehouse.records import Cleaned, Delivery, Document, Raw, Refused


@dataclass(frozen=True)
class Rooms:
    """Every room's rules, compiled once a process, and the actors they know."""

    actors: tuple[ActorEntry, ...]
    imported: ImportedActors | None
    text: NormalizeRules
    translationese: CompiledTranslationese
    segments: SegmentRules
    gazetteer: Gazetteer
    discoverer: Discoverer
    attribution: AttributionLexicon
    sanctions: SanctionsGrammar
    stories: StorySettings
    statements: StatementSettings


@dataclass
class Refined:
    """What one shard becomes: rows by table, refusals, and seconds by stage."""

    rows: dict[str, list[Any]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Count the time spent inside towards a stage."""
        started = time.perf_counter()
        yield
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - started

    def absorb(self, other: Refined) -> None:
        """Take in what another part of the same shard became."""
        for table, rows in other.rows.items():
            self.rows.setdefault(table, []).extend(rows)
        self.refused += other.refused
        for stage, seconds in other.seconds.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds


def compile_rooms(config: Config) -> Rooms:
    """Compile every room's rules from the config. Raises ConfigError where a file of imported actors is damaged."""
    prepare_languages()
    imported = load_imported(config)
    gazetteer = compile_gazetteer(config.actors, config.linking, imported)
    return Rooms(
        actors=config.actors,
        imported=imported,
        text=compile_rules(config.text, config.actors),
        translationese=CompiledTranslationese(config.translationese),
        segments=compile_segment_rules(config.segments),
        gazetteer=gazetteer,
        discoverer=compile_discoverer(config.discovery, config.settings.discovery, gazetteer),
        attribution=compile_attribution(config.attribution, config.actors, imported),
        sanctions=compile_grammar(config.sanctions, config.actors, imported),
        stories=config.stories,
        statements=config.statements,
    )


def process(deliveries: Sequence[Delivery], rooms: Rooms) -> Refined:
    """Take a shard through the rooms; every delivery ends as a document or a refusal.

    Lists between rooms are parallel by document.
    """
    done = Refined()
    with done.timed("normalize"):
        cleaned, done.refused = normalize(deliveries, rooms.text)
    with done.timed("language"):
        languages, trigrams = detect_and_read([item.text for item in cleaned])
    with done.timed("segments"):
        segments = segment(cleaned, languages, rooms.segments, trigrams)
        del trigrams
    with done.timed("metadata"):
        scores = score_all(cleaned, languages, rooms.translationese)
        words = count_words([item.text for item in cleaned])
        documents = [_document(*parts) for parts in zip(cleaned, languages, scores, words, strict=True)]
    with done.timed("actors"):
        mentions, discoveries = link_and_discover(documents, segments, rooms.gazetteer, rooms.discoverer)
        artifacts = [with_damaged_names(*pair) for pair in zip(cleaned, mentions, strict=True)]
    with done.timed("attribution"):
        attributions = attribute(documents, segments, mentions, rooms.attribution)
    with done.timed("sanctions"):
        claims = find_sanctions(documents, segments, mentions, attributions, rooms.sanctions, FOUND)
    with done.timed("stories"):
        signatures = sign(documents, segments, rooms.stories)
    with done.timed("statements"):
        statements = sign_statements(documents, attributions, rooms.statements)
    kept = {document.doc_id for document in documents}
    done.rows = {
        "raw": [Raw(*delivery[:4]) for delivery in deliveries if delivery.doc_id in kept],
        "documents": documents,
        "segments": _flat(segments),
        "artifacts": _flat(artifacts),
        "mentions": _flat(mentions),
        "discoveries": _flat(discoveries),
        "attributions": _flat(attributions),
        "sanctions_mentions": _flat(claims),
        "signatures": signatures,
        "statement_signatures": _flat(statements),
    }
    return done


def process_safely(
    deliveries: Sequence[Delivery], rooms: Rooms, step: Callable[[Sequence[Delivery], Rooms], Refined] = process
) -> Refined:
    """`process`, but a document on which a room fails becomes a refusal and the rest of the shard goes on.

    A failing shard is halved until the failing documents stand alone, so a fault costs a few passes, not the run.
    """
    try:
        return step(deliveries, rooms)
    except MemoryError:
        raise
    except Exception as error:
        if len(deliveries) == 1:
            return Refined(refused=[_fault(deliveries[0], error)])
        middle = len(deliveries) // 2
        done = process_safely(deliveries[:middle], rooms, step)
        done.absorb(process_safely(deliveries[middle:], rooms, step))
        return done


def _fault(delivery: Delivery, error: Exception) -> Refused:
    """The refusal of a document on which a rule failed, with where."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "?"
    detail = f"{type(error).__name__} in {where}: {error}"
    return Refused(delivery.doc_id, delivery.uri, "rule_failed", detail[:500], len(delivery.content))


def _document(item: Cleaned, language: tuple[str, float], translationese: Translationese, words: int) -> Document:
    """A cleaned delivery, its language, its score and its words as a row of documents."""
    return Document(
        doc_id=item.doc_id,
        title=item.title,
        text=item.text,
        byline=item.byline,
        outlet_id=item.outlet_id,
        origin_outlet_id=item.origin_outlet_id,
        published_on=item.published_on,
        published_precision=item.published_precision,
        published_evidence=item.published_evidence,
        language=language[0],
        language_confidence=language[1],
        characters=len(item.text),
        words=words,
        paragraphs=item.blocks[-1].paragraph_no + 1 if item.blocks else 0,
        encoding=item.encoding,
        raw_alignment=item.alignment,
        translationese=translationese.score,
        translationese_parts=translationese.parts or None,
        repeated_lines=item.repeated_lines,
    )


def _flat(nested: Sequence[Sequence[Any]]) -> list[Any]:
    """One list of all rows of all documents."""
    return [row for rows in nested for row in rows]
