"""What ties a run's documents to each other and to the lake's: copies, repeated statements, discovered actors."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from config.discovery import load_discovery
from config.statements import load_statements
from config.stories import load_stories
from flows.context import RunContext
from flows.pool import pool_map, start_in_pool
from tasks.publish import find_merges
from tasks.statements.linking import LinkedStatements, NewStatements, find_repeats, link_statements
from tasks.stories.linking import LINKED_TABLES, Linking, StagedFiles, link_stories

READ_BY_LINKING = frozenset({*LINKED_TABLES, "discoveries"})


class Linked(NamedTuple):
    """What was found across documents: copies, repeated statements, a file of merged actors; and the seconds taken."""

    stories: Linking
    statements: LinkedStatements
    merges: Path
    seconds: float


def link_documents(
    run: RunContext, files: Mapping[str, list[str]], deliveries: list[str], replaced: Sequence[str]
) -> Linked:
    """Find what ties the documents in a run's staged `files`, by table, to each other and to the lake's.

    `deliveries` are the files that they were read into, `replaced` documents of the lake that they replace. Repeated
    statements and merged actors are looked for by the workers, beside the search for copies. Raises LakeError,
    duckdb.Error and WorkerDiedError.
    """
    started = time.perf_counter()
    rules = run.config_directory / "rules"
    rules_of_statements = load_statements(rules / "statements.toml")
    split = load_discovery(run.config_directory).decisions.split
    said = NewStatements(files["documents"], files["statement_signatures"], list(replaced))
    repeats = start_in_pool(find_repeats, run.lake, said, rules_of_statements, run.scratch)
    target = run.scratch / "actor_merges.parquet"
    merges = start_in_pool(find_merges, run.lake, files["discoveries"], replaced, split, target)
    staged = StagedFiles(
        **{name: files[name] for name in LINKED_TABLES},
        deliveries=deliveries,
        seen_at=run.started,
        replaced=list(replaced),
    )
    stories = link_stories(run.lake, staged, load_stories(rules / "stories.toml"), pool_map)
    statements = link_statements(run.lake, said, stories.links, repeats(), rules_of_statements, run.scratch)
    return Linked(stories, statements, merges(), time.perf_counter() - started)
