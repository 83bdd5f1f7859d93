"""Offices: who held which, when, and by which words texts call them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from config.actor_entry import ActorEntry
from config.linking import LinkingRules

SMALL = frozenset({"of", "the", "for"})
FEW = 3


class Tenure(NamedTuple):
    """One person's time in one office."""

    since: dt.date | None
    until: dt.date | None
    actor_id: str

    def covers(self, day: dt.date) -> bool:
        """Whether the person was in office on that day; on a handover's day the successor is."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def tenures_of(entry: ActorEntry, roles: dict[str, str]) -> Iterator[tuple[str, Tenure]]:
    """An entry's time in each of its offices, by canonical role; `roles` gives that of a title."""
    for office in entry.offices:
        title = office.title.lower()
        yield roles.get(title, title), Tenure(office.since, office.until, entry.id)


def holders_of(actors: Sequence[ActorEntry], roles: dict[str, str]) -> dict[tuple[str, str], tuple[Tenure, ...]]:
    """Who held each office: by canonical role and the country or body it belongs to."""
    found: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for entry in actors:
        for office in entry.offices:
            title = office.title.lower()
            of = office.of or entry.country
            if of:
                found[roles.get(title, title), of].append(Tenure(office.since, office.until, entry.id))
    return {key: tuple(tenures) for key, tenures in found.items()}


def owners_by_country(
    actors: Sequence[ActorEntry], holders: dict[tuple[str, str], tuple[Tenure, ...]]
) -> dict[str, list[str]]:
    """The bodies with offices that each country has."""
    owners = {owner for _, owner in holders}
    found: dict[str, list[str]] = defaultdict(list)
    for entry in actors:
        if entry.country and entry.id in owners:
            found[entry.country].append(entry.id)
    return dict(found)


def rare_offices(actors: Sequence[ActorEntry]) -> dict[str, frozenset[str]]:
    """The few countries and bodies that have an office of a title of two words or more ("home secretary")."""
    owners: dict[str, set[str]] = defaultdict(set)
    for entry in actors:
        for office in entry.offices:
            if " " in office.title and (of := office.of or entry.country):
                owners[office.title.lower()].add(of)
    return {title: frozenset(of) for title, of in owners.items() if len(of) <= FEW}


def office_words(rules: LinkingRules) -> set[str]:
    """Words for offices as texts write them: in small letters, with capitals, in capitals."""
    words = {word for found in rules.roles.values() for word in found}
    titled = {" ".join(part if part in SMALL else part.title() for part in word.split(" ")) for word in words}
    mixed = {f"{head} {last.title()}" for head, _, last in (word.rpartition(" ") for word in words) if head}
    opening = {word[0].upper() + word[1:] for word in words}
    return words | titled | mixed | opening | {word.upper() for word in words}


def roles_by_word(rules: LinkingRules) -> dict[str, tuple[str, ...]]:
    """Which offices each phrase may mean: "top diplomat" is a foreign minister or the EU's policy chief."""
    found: dict[str, tuple[str, ...]] = {}
    for role, words in rules.roles.items():
        for word in words:
            found[word] = (*found.get(word, ()), role)
    return found
