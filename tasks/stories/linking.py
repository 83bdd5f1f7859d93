"""I/O shell of the room: find candidates with DuckDB, fetch their texts in batches, let the pure part judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, Protocol, TypeVar

import duckdb

from config.stories import DifferenceSettings, StorySettings
from tasks.stories.candidates import bind, candidate_pairs
from tasks.stories.clustering import cluster, representative_pairs
from tasks.stories.compared import Compared, job_size, rows_left
from tasks.stories.differences import Difference
from tasks.stories.findings import Findings, Known, known_of, pairs_to_read, read_pairs, rows_of
from tasks.stories.pairs import Pair, oriented, turned
from tasks.stories.relations import StagedFiles, show_relations
from tasks.stories.signatures import joined_body
from tasks.stories.verification import verify
from warehouse.lake import NAME, Lake
from warehouse.records import StoryLink, StoryMember
from warehouse.sqlfiles import sql_file

_AT_ONCE = 12_000  # new documents for which candidates are looked for at a time: this bounds memory

P = TypeVar("P")
T = TypeVar("T")


class RunJobs(Protocol):
    """Calls a function for each job, perhaps in other processes, and gives the results in order."""

    def __call__(self, function: Callable[..., T], jobs: Iterable[tuple[Any, ...]], /) -> Iterable[T]:
        """Results of `function(*job)`."""


class Linking(NamedTuple):
    """What linking found: new links, the memberships that are new or changed, and what copies tell of each other.

    Documents in no link are not listed: each is its own story.
    """

    links: list[StoryLink]
    members: list[StoryMember]
    candidates: int
    findings: Findings = Findings([], [])


def link_stories(
    lake: Lake,
    staged: StagedFiles,
    settings: StorySettings,
    run_jobs: RunJobs,
    credits_found: Callable[[], list[StoryLink]],
    with_links: Callable[[list[StoryLink]], object] = lambda _: None,
) -> Linking:
    """Link the staged documents with each other and with the lake's.

    `run_jobs(verify, jobs)` calls `verify(*job)` for each job, perhaps in other processes, and gives the results in
    order. `credits_found` waits for what `find_credits` gives. `with_links` is called with the new links before copies
    are read for what they tell of each other. Raises LakeError and duckdb.Error.
    """
    if not staged.signatures:
        return Linking([], [], 0)
    with lake.connect(read_only=True) as connection, TemporaryDirectory(dir=lake.scratch) as place:
        show_relations(connection, staged)
        compared = Compared(connection, staged.documents, settings.signature.kinds, Path(place))
        batches = [f"read_parquet({files!r})" for files in _batches(connection, staged.signatures)]
        candidates = candidate_pairs(connection, "known_signatures", "repeated", batches, settings)
        credits = credits_found()
        involved = {doc_id for found in (candidates, credits) for pair in found for doc_id in pair[:2]}
        before = _members_before(connection, involved)
        order = _order(connection, involved, before)
        links = _verified(compared, oriented(candidates, order), settings, run_jobs)
        links += _verified(compared, representative_pairs(links, before, order), settings, run_jobs)
        copied = {link[:2] for link in links}
        links += [link for link in turned(credits, order) if link[:2] not in copied]
        with_links(links)
        findings = _findings(compared, links, settings, run_jobs)
    unchanged = set(before)
    members = [member for member in cluster(links, before, order) if member not in unchanged]
    return Linking(links, members, len(candidates), findings)


def _members_before(connection: duckdb.DuckDBPyConnection, involved: Iterable[str]) -> list[StoryMember]:
    """Members, as the lake has them, of every story that one of these documents belongs to."""
    bind(connection, "wanted", involved)
    rows = connection.execute(f"""
        SELECT * FROM {NAME}.story_members
        WHERE story_id IN (SELECT story_id FROM {NAME}.story_members WHERE doc_id IN (SELECT doc_id FROM wanted))
        AND doc_id NOT IN (SELECT doc_id FROM replaced)
        ORDER BY doc_id""").fetchall()
    return [StoryMember(*row) for row in rows]


def _order(
    connection: duckdb.DuckDBPyConnection, involved: Iterable[str], before: Sequence[StoryMember]
) -> dict[str, int]:
    """First-seen rank of every document that takes part."""
    bind(connection, "wanted", {doc_id for member in before for doc_id in member[:2]}.union(involved))
    rows = connection.execute(f"SELECT doc_id, place FROM ({sql_file('sql', 'seen_order').sql})").fetchall()
    return dict(rows)


def _verified(compared: Compared, pairs: Sequence[Pair], settings: StorySettings, run_jobs: RunJobs) -> list[StoryLink]:
    """Links among the pairs."""
    jobs = _jobs(pairs)
    files = compared.leave("story_texts", list(map(_read, jobs))) if jobs else []
    inputs = ((*job, settings) for job in zip(jobs, files, strict=True))
    return [link for links in run_jobs(verify_file, inputs) for link in links]


def verify_file(pairs: Sequence[Pair], file: Path, settings: StorySettings) -> list[StoryLink]:
    """Links of pairs (see `verify`), given a file with rows of warehouse/sql/story_texts.sql."""
    return verify(pairs, {doc_id: joined_body(text, body) for doc_id, text, body in rows_left(file)}, settings)


def _findings(compared: Compared, links: Sequence[StoryLink], settings: StorySettings, run_jobs: RunJobs) -> Findings:
    """What copies tell of each other."""
    rules = settings.difference
    jobs = _jobs(pairs_to_read(links, rules))
    wanted = [{doc_id for pair in job for doc_id in pair} for job in jobs]
    files = compared.leave("story_copies", wanted) if jobs else []
    found = Findings([], [])
    for differences, known in run_jobs(read_file, ((*job, rules) for job in zip(jobs, files, strict=True))):
        rows_of(differences, known, rules, found)
    return found


def read_file(
    pairs: Sequence[tuple[str, str]], file: Path, rules: DifferenceSettings
) -> tuple[list[Difference], dict[str, Known]]:
    """Differences of pairs, given a file with rows of warehouse/sql/story_copies.sql; and of these what differs."""
    known = {row[0]: known_of(row) for row in rows_left(file)}
    found = read_pairs(pairs, {doc_id: one.copy for doc_id, one in known.items()}, rules)
    return found, {one.doc_id: known[one.doc_id] for one in found}


def _jobs(pairs: Sequence[P]) -> list[Sequence[P]]:
    """Pairs that one job reads."""
    size = job_size(len(pairs))
    return [pairs[start : start + size] for start in range(0, len(pairs), size)]


def _read(pairs: Sequence[Pair]) -> set[str]:
    """Documents of pairs whose texts are read; of those with equal bodies, the later one."""
    return {pair.doc_id for pair in pairs} | {pair.other_doc_id for pair in pairs if not pair.exact}


def _batches(connection: duckdb.DuckDBPyConnection, files: Sequence[str]) -> list[list[str]]:
    """Files of signatures in groups of at most `_AT_ONCE` documents, or one file."""
    query = "SELECT file_name, num_rows FROM parquet_file_metadata($files)"
    rows = dict(connection.execute(query, {"files": files}).fetchall())
    batches: list[list[str]] = [[]]
    count = 0
    for file in files:
        if batches[-1] and count + rows[file] > _AT_ONCE:
            batches.append([])
            count = 0
        batches[-1].append(file)
        count += rows[file]
    return batches
