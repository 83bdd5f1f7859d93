"""What ties a run's documents to each other and to the lake's: copies, repeated statements, discovered actors."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from config.discovery import load_discovery
from config.statements import load_statements
from config.stories import load_stories
from flows.context import RunContext
from flows.pool import pool_map, start_in_pool
from tasks.publish import find_merges
from tasks.statements.linking import LinkedStatements, NewStatements, find_repeats, link_statements
from tasks.stories.credits import find_credits
from tasks.stories.linking import Linking, link_stories
from tasks.stories.relations import LINKED_TABLES, StagedFiles
from warehouse.records import StoryLink

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

    `deliveries` are the files that they were read into, `replaced` documents of the lake that they replace. Beside the
    search for copies, the workers look for repeated statements, credited reports and merged actors; and beside the
    reading of copies they link statements along them. Raises LakeError, duckdb.Error and WorkerDiedError.
    """
    started = time.perf_counter()
    rules = run.config_directory / "rules"
    stories, statements = load_stories(rules / "stories.toml"), load_statements(rules / "statements.toml")
    split = load_discovery(run.config_directory).decisions.split
    staged = StagedFiles(
        **{name: files[name] for name in LINKED_TABLES},
        deliveries=deliveries,
        seen_at=run.started,
        replaced=list(replaced),
    )
    said = NewStatements(files["documents"], files["statement_signatures"], list(replaced))
    target = run.scratch / "actor_merges.parquet"
    repeats = start_in_pool(find_repeats, run.lake, said, statements, run.scratch)
    credits = start_in_pool(find_credits, run.lake, staged, stories.credit)
    merges = start_in_pool(find_merges, run.lake, files["discoveries"], replaced, split, target)
    told: list[Callable[[], LinkedStatements]] = []

    def tell(links: list[StoryLink]) -> None:
        told.append(start_in_pool(link_statements, run.lake, said, links, repeats(), statements, run.scratch))

    linking = link_stories(run.lake, staged, stories, pool_map, credits, tell)
    linked = told[0]() if told else LinkedStatements()
    return Linked(linking, linked, merges(), time.perf_counter() - started)
