"""Stories from their members: how often, where and since when each was carried, and where it comes from."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from warehouse.records import Story, StoryMember

# outlet_id, origin_outlet_id, first_seen_at of a document
DocumentInfo = tuple[str | None, str | None, dt.datetime]


def stories_of(members: Iterable[StoryMember], documents_info: Mapping[str, DocumentInfo]) -> list[Story]:
    """One story for each distinct story_id, sorted by it.

    `members` are complete stories; `documents_info` has (outlet_id, origin_outlet_id, first_seen_at) of each member.
    Raises KeyError for a member that has none.
    """
    ordered = sorted(members, key=lambda member: member.story_id)
    return [
        _story(story_id, [documents_info[member.doc_id] for member in group], documents_info[story_id])
        for story_id, group in groupby(ordered, key=lambda member: member.story_id)
    ]


def _story(story_id: str, infos: Sequence[DocumentInfo], representative: DocumentInfo) -> Story:
    """One story, from what is known of its documents."""
    return Story(
        story_id=story_id,
        representative_doc_id=story_id,
        origin_outlet_id=_origin(infos, representative),
        copies=len(infos),
        outlets=len({outlet for outlet, _, _ in infos if outlet is not None}),
        first_seen_at=min(seen for _, _, seen in infos),
    )


def _origin(infos: Iterable[DocumentInfo], representative: DocumentInfo) -> str | None:
    """Outlet that most members credit, ties by its id; else the representative's own outlet."""
    credited = Counter(origin for _, origin, _ in infos if origin is not None)
    return min(credited, key=lambda origin: (-credited[origin], origin)) if credited else representative[0]
