"""Cluster linked documents into stories, without chaining together what merely touches.

Documents that are joined by exact and near copies form an *edition*. Editions are taken oldest first; each joins the
older story that it is closest to, or starts one. Through re-translations it may join a story when one of them reaches
the story's first edition, or when at least half of the story's editions have one; through a partial copy only when it
reaches the first edition. So a round-up that quotes two stories joins one of them and never makes them one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from tasks.stories.pairs import Pair, oriented
from warehouse.records import StoryLink, StoryMember

Rank = tuple[int, str]
_TIGHT = frozenset({"exact", "near_copy"})
_STRENGTH = {"exact": 3, "near_copy": 2, "retranslation": 1, "partial": 0}


@dataclass
class _Story:
    """A story while it is being built: its editions, named by their oldest document, first edition first."""

    editions: list[str] = field(default_factory=list)


def cluster(
    links: Iterable[StoryLink], members_before: Sequence[StoryMember], order: Mapping[str, int]
) -> list[StoryMember]:
    """Story of every document in `order`, sorted by story and document.

    `links` are the run's links; `members_before` the members, before the run, of every story that a link touches;
    `order` the first-seen rank of every document that occurs in either, and of those that are linked to nothing.
    Ties go by doc_id. A story's id is its oldest document. A member's relation and similarity are to that document;
    where the two were not linked, those of an exact copy of it that was, or else of its closest link in the story.
    Raises KeyError for a document without a rank.
    """
    everything = [*links, *_links_of(members_before)]
    editions = _groups(order, (link for link in everything if link.relation in _TIGHT))
    stories = _join(editions, everything, order)
    story_of = {doc_id: stories[edition] for doc_id, edition in editions.items()}
    return _members(story_of, everything)


def representative_pairs(
    links: Iterable[StoryLink], members_before: Sequence[StoryMember], order: Mapping[str, int]
) -> list[Pair]:
    """Pairs to verify before clustering: documents and the oldest of those they hang together with.

    In a big cluster candidates link neighbours only; this asks for the links to what will stand for them. Pairs
    already linked, and exact copies of a document that is asked for, are left out.
    """
    everything = [*links, *_links_of(members_before)]
    oldest = _groups(order, (link for link in everything if link.relation != "partial"))
    known = {(link.doc_id, link.other_doc_id) for link in everything}
    copies = {link.doc_id for link in everything if link.relation == "exact"}
    wanted = {Pair(doc_id, root) for doc_id, root in oldest.items() if doc_id not in copies and doc_id != root}
    wanted |= {
        Pair(link.doc_id, oldest[link.other_doc_id])
        for link in everything
        if link.relation == "partial" and link.doc_id != oldest[link.other_doc_id]
    }
    return [pair for pair in oriented(wanted, order) if pair[:2] not in known]


def _links_of(members: Iterable[StoryMember]) -> Iterator[StoryLink]:
    """Links as a run's clusters remember them: each member's relation to its representative."""
    for member in members:
        if member.doc_id != member.story_id:
            yield StoryLink(member.doc_id, member.story_id, member.relation, member.similarity, 0.0, [])


def _groups(order: Mapping[str, int], links: Iterable[StoryLink]) -> dict[str, str]:
    """Documents that hang together by links: each document's oldest fellow (union-find, path halving)."""
    parent = {doc_id: doc_id for doc_id in order}

    def root(doc_id: str) -> str:
        while parent[doc_id] != doc_id:
            parent[doc_id] = doc_id = parent[parent[doc_id]]
        return doc_id

    for link in links:
        one, two = sorted((root(link.doc_id), root(link.other_doc_id)), key=lambda doc_id: (order[doc_id], doc_id))
        parent[two] = one
    return {doc_id: root(doc_id) for doc_id in order}


def _join(editions: Mapping[str, str], links: Iterable[StoryLink], order: Mapping[str, int]) -> dict[str, str]:
    """Editions, oldest first, and the story each belongs to."""
    between = _between(editions, links)
    members: dict[str, list[str]] = {}
    story_of: dict[str, str] = {}
    for edition in sorted(set(editions.values()), key=lambda doc_id: (order[doc_id], doc_id)):
        older = {other: link for other, link in between[edition].items() if other in story_of}
        story = _closest(older, story_of, members, order) or edition
        story_of[edition] = story
        members.setdefault(story, []).append(edition)
    return story_of


def _between(editions: Mapping[str, str], links: Iterable[StoryLink]) -> dict[str, dict[str, StoryLink]]:
    """Strongest loose link between each two editions, from either side."""
    strongest: dict[str, dict[str, StoryLink]] = defaultdict(dict)
    for link in links:
        one, two = editions[link.doc_id], editions[link.other_doc_id]
        if one == two:
            continue
        for here, there in ((one, two), (two, one)):
            if there not in strongest[here] or _strength(link) > _strength(strongest[here][there]):
                strongest[here][there] = link
    return strongest


def _closest(
    older: Mapping[str, StoryLink],
    story_of: Mapping[str, str],
    members: Mapping[str, Sequence[str]],
    order: Mapping[str, int],
) -> str | None:
    """Story that an edition with links to `older` editions joins, or None."""
    reached: dict[str, list[StoryLink]] = defaultdict(list)
    for other, link in older.items():
        reached[story_of[other]].append(link)
    open_to = []
    for story, links in reached.items():
        retranslations = sum(link.relation == "retranslation" for link in links)
        if story in older or 2 * retranslations >= len(members[story]):
            best = max(_strength(link) for link in links)
            open_to.append((best, -order[story], story))
    return max(open_to)[-1] if open_to else None


def _strength(link: StoryLink) -> tuple[int, float]:
    """Which of two links says more: by relation, then by similarity."""
    return _STRENGTH[link.relation], link.similarity


def _members(story_of: Mapping[str, str], links: Iterable[StoryLink]) -> list[StoryMember]:
    """Members of the stories, each with its relation to the representative."""
    direct: dict[str, StoryLink] = {}
    closest: dict[str, StoryLink] = {}
    twins: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if story_of[link.doc_id] != story_of[link.other_doc_id]:
            continue
        if link.other_doc_id == story_of[link.doc_id]:
            _keep(direct, link.doc_id, link)
        for doc_id, other in ((link.doc_id, link.other_doc_id), (link.other_doc_id, link.doc_id)):
            _keep(closest, doc_id, link)
            if link.relation == "exact":
                twins[doc_id].append(other)
    return sorted(
        (_member(doc_id, story, direct, closest, twins[doc_id]) for doc_id, story in story_of.items()),
        key=lambda member: (member.story_id, member.doc_id),
    )


def _keep(kept: dict[str, StoryLink], doc_id: str, link: StoryLink) -> None:
    """Keep the stronger of a document's links."""
    if doc_id not in kept or _strength(link) > _strength(kept[doc_id]):
        kept[doc_id] = link


def _member(
    doc_id: str,
    story: str,
    direct: Mapping[str, StoryLink],
    closest: Mapping[str, StoryLink],
    twins: Sequence[str],
) -> StoryMember:
    """One document's membership."""
    if doc_id == story:
        return StoryMember(doc_id, story, "representative", 1.0)
    links = chain(
        (direct[doc_id] for _ in range(doc_id in direct)),
        (direct[twin] for twin in sorted(twins) if twin in direct),
    )
    link = next(links, None) or closest[doc_id]
    return StoryMember(doc_id, story, link.relation, link.similarity)
