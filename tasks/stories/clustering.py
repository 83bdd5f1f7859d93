"""Cluster linked documents into stories, without chaining together what merely touches.

Documents that are joined by exact copies, near copies and re-translations form an *edition*: these are alike over
most of both texts, so the relation carries over from one to the next. A partial copy does not, nor does a credit for
the same report. Editions are taken oldest first, and each joins the older story to whose first edition it has the
closest partial copy, else credit, or starts one. So a round-up that quotes two stories joins one of them and never
makes them one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tasks.stories.pairs import Pair, oriented
from warehouse.records import StoryLink, StoryMember

Relation = tuple[str, float]  # relation and similarity, as in StoryLink

_LOOSE = frozenset({"partial", "credit"})
_FIRST: Relation = ("representative", 1.0)
_CLOSENESS = {"exact": 4, "near_copy": 3, "retranslation": 2, "partial": 1, "credit": 0}


def cluster(
    links: Iterable[StoryLink], members_before: Sequence[StoryMember], order: Mapping[str, int]
) -> list[StoryMember]:
    """Story of every document in `order`, sorted by story and document.

    `links` are the run's links; `members_before` the members, before the run, of every story that a link touches;
    `order` the first-seen rank of every document that occurs in either, and of those that are linked to nothing.
    Ties go by doc_id. A story's id is its oldest document. A member's relation and similarity are to that document;
    where the two were not linked, those of an exact copy of it that was, else of its closest link in the edition, or
    of the partial copy or credit by which its edition joined the story.
    Raises KeyError for a document without a rank.
    """
    everything = [*links, *_links_of(members_before)]
    editions = _groups(order, (link for link in everything if link.relation not in _LOOSE))
    joined = _join(editions, everything, order)
    story_of = {doc_id: joined[edition][0] for doc_id, edition in editions.items()}
    direct = _direct(story_of, everything, order)
    inside = _closest(editions, everything)
    members = []
    for doc_id, edition in editions.items():
        story, by = joined[edition]
        fallback = inside[doc_id] if edition == story and doc_id != story else by
        relation = _FIRST if doc_id == story else direct.get(doc_id, fallback)
        members.append(StoryMember(doc_id, story, *relation))
    return sorted(members, key=lambda member: (member.story_id, member.doc_id))


def representative_pairs(
    links: Iterable[StoryLink], members_before: Sequence[StoryMember], order: Mapping[str, int]
) -> list[Pair]:
    """Pairs to verify before clustering: documents and the oldest of those they hang together with.

    In a big cluster candidates link neighbours only; this asks for the links to what will stand for them. Pairs
    already linked, and exact copies of a document that is asked for, are left out.
    """
    everything = [*links, *_links_of(members_before)]
    oldest = _groups(order, (link for link in everything if link.relation not in _LOOSE))
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


def _join(
    editions: Mapping[str, str], links: Iterable[StoryLink], order: Mapping[str, int]
) -> dict[str, tuple[str, Relation]]:
    """Story of every edition (named by its oldest document), and the relation by which it joined it."""
    between: dict[str, list[tuple[Relation, str]]] = defaultdict(list)
    for link in links:
        one, two = editions[link.doc_id], editions[link.other_doc_id]
        between[one].append(((link.relation, link.similarity), two))
        between[two].append(((link.relation, link.similarity), one))
    joined: dict[str, tuple[str, Relation]] = {}
    for edition in sorted(set(editions.values()), key=lambda doc_id: (order[doc_id], doc_id)):
        firsts = [(by, other) for by, other in between[edition] if joined.get(other) == (other, _FIRST)]
        closest = max(firsts, key=lambda found: (*_close(found[0]), -order[found[1]], found[1]), default=None)
        joined[edition] = (closest[1], closest[0]) if closest else (edition, _FIRST)
    return joined


def _direct(story_of: Mapping[str, str], links: Sequence[StoryLink], order: Mapping[str, int]) -> dict[str, Relation]:
    """Relation to its representative of every document that is linked to it, or is an exact copy of one that is."""
    linked: dict[str, Relation] = {}
    for link in links:
        if link.other_doc_id == story_of[link.doc_id]:
            _keep(linked, link.doc_id, (link.relation, link.similarity))
    twins = _groups(order, (link for link in links if link.relation == "exact"))
    by_twin: dict[str, Relation] = {}
    for doc_id, relation in linked.items():
        _keep(by_twin, twins[doc_id], relation)
    return {doc_id: by_twin[twin] for doc_id, twin in twins.items() if twin in by_twin} | linked


def _closest(editions: Mapping[str, str], links: Iterable[StoryLink]) -> dict[str, Relation]:
    """Closest relation of every document to a fellow of its edition."""
    closest: dict[str, Relation] = {}
    for link in links:
        if link.relation not in _LOOSE and editions[link.doc_id] == editions[link.other_doc_id]:
            for doc_id in link[:2]:
                _keep(closest, doc_id, (link.relation, link.similarity))
    return closest


def _keep(kept: dict[str, Relation], doc_id: str, relation: Relation) -> None:
    """Keep the closer of a document's relations: by kind, then by similarity."""
    if doc_id not in kept or _close(relation) > _close(kept[doc_id]):
        kept[doc_id] = relation


def _close(relation: Relation) -> tuple[int, float]:
    """How close a relation is: by kind, then by similarity."""
    return _CLOSENESS[relation[0]], relation[1]
