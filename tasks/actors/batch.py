"""Link the documents of a batch to the knowledge base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.actors.context import Decision, decide
from tasks.actors.gazetteer import Choice, Gazetteer, Reading, Sense
from tasks.actors.names import Known, in_longer_name, is_language_or_food
from tasks.actors.passage import Passage
from tasks.actors.people import SurnameReader
from tasks.actors.places import CityReader
from tasks.actors.roles import OfficeReader
from tasks.actors.scan import Hit, scan
from warehouse.records import Document, Mention, Segment

NAME, SURE_ADJECTIVE, CONTEXT_METHOD = 0.95, 0.9, "context"
ADJECTIVE, CITY, SURNAME, AMBIGUOUS = Reading.ADJECTIVE, Reading.CITY, Reading.SURNAME, Reading.AMBIGUOUS
OWNER_KINDS = frozenset({"name", "adjective"})


class Link(NamedTuple):
    """A resolved span, before it is numbered."""

    start: int
    end: int
    segment: Segment
    actor_id: str
    kind: str
    method: str
    confidence: float
    candidates: tuple[str, ...] = ()


def link(
    documents: Sequence[Document], segments: Sequence[Sequence[Segment]], gazetteer: Gazetteer
) -> list[list[Mention]]:
    """Mentions of each document, in text order and numbered from 0; no two overlap.

    `segments[i]` belongs to `documents[i]`. Segments of kind boilerplate are not read. The result is parallel to
    `documents`.
    """
    return [
        _mentions(document, _Linker(Passage(document, own), gazetteer).links())
        for document, own in zip(documents, segments, strict=True)
    ]


def _mentions(document: Document, links: Sequence[Link]) -> list[Mention]:
    text = document.text
    return [
        Mention(
            document.doc_id, number, found.segment.segment_no, found.start, found.end, text[found.start : found.end],
            found.actor_id, found.kind, found.method, found.confidence, list(found.candidates),
        )
        for number, found in enumerate(links)
    ]  # fmt: skip


class _Linker:
    """Links one document: what stands by itself first, then surnames, then what needs the rest as evidence."""

    def __init__(self, passage: Passage, gazetteer: Gazetteer) -> None:
        self.passage = passage
        self.gazetteer = gazetteer
        self.hits, self.offices = scan(passage, gazetteer)
        firm = [hit for hit in self.hits if hit.choice.reading is not SURNAME]
        starts = frozenset(hit.start for hit in self.hits)
        self.known = Known(starts, frozenset(hit.end for hit in firm), gazetteer.all_first_names)
        self.cities = CityReader(passage, gazetteer)
        self._decisions: dict[tuple[str, bool], Decision | None] = {}

    def links(self) -> list[Link]:
        """All links of the document, in text order."""
        found: list[Link] = []
        later: list[Hit] = []
        for hit in self.hits:
            if hit.choice.waits or (hit.capitals and self._shouted_word(hit)):
                later.append(hit)
            elif link := self._direct(hit):
                found.append(link)
        if later:
            found += self._surnames(later, found)
            done = {link.end for link in found}
            found += self._unsure([hit for hit in later if hit.end not in done], {link.actor_id for link in found})
        found += self._roles(found)
        found.sort(key=lambda link: link.start)
        return found

    def _shouted_word(self, hit: Hit) -> bool:
        """In capitals an acronym may be a word: "TELL US"."""
        return hit.form.text in self.gazetteer.rules.acronyms_that_are_words

    def _in_longer_name(self, hit: Hit) -> bool:
        return in_longer_name(hit, self.passage, self.gazetteer.rules, self.known)

    def _in_person_name(self, hit: Hit) -> bool:
        """Whether an adjective is a given name here: "German Lopez"."""
        return hit.form.text in self.gazetteer.rules.given_like and self._in_longer_name(hit)

    def _direct(self, hit: Hit) -> Link | None:
        """What a form means by itself, unless the words beside it say that it is part of something else."""
        choice = hit.choice
        if choice.sure:
            return self._as(hit, choice.senses[0], "alias", NAME)
        if choice.reading is ADJECTIVE:
            if self._in_person_name(hit) or is_language_or_food(hit, self.passage, self.gazetteer.rules):
                return None
            return self._as(hit, choice.senses[0], "adjective", SURE_ADJECTIVE)
        if self._in_longer_name(hit):
            return None
        return self._city(hit) if choice.reading is CITY else self._as(hit, choice.senses[0], "alias", NAME)

    def _as(self, hit: Hit, sense: Sense, method: str, confidence: float, candidates: tuple[str, ...] = ()) -> Link:
        return Link(hit.start, hit.end, hit.segment, sense.actor_id, sense.kind, method, confidence, candidates)

    def _city(self, hit: Hit) -> Link | None:
        """A city as the place it is, or as the government that sits there."""
        places = [sense for sense in hit.choice.senses if sense.kind == "place"]
        governments = sorted(
            (sense for sense in hit.choice.senses if sense.kind == "metonym"),
            key=lambda sense: self.gazetteer.kinds[sense.actor_id] == "country",
        )
        acts, confidence = self.cities.stands_for_government(hit, bool(governments))
        if acts:
            rest = tuple(dict.fromkeys(sense.actor_id for sense in governments[1:]))
            return self._as(hit, governments[0], "metonym", confidence, rest)
        return self._as(hit, places[0], "place", confidence) if places else None

    def _surnames(self, later: Sequence[Hit], found: Sequence[Link]) -> Iterator[Link]:
        reader = SurnameReader(self.passage, self.gazetteer, found, self.known)
        for hit, person in reader.read([hit for hit in later if hit.choice.people]):
            yield Link(
                person.start, hit.end, hit.segment, person.actor_id, "surname", person.method,
                person.confidence, person.candidates,
            )  # fmt: skip

    def _unsure(self, later: Sequence[Hit], seen: set[str]) -> Iterator[Link]:
        """What could be something else, by what the document has named so far."""
        for hit in later:
            shouted = hit.capitals and self._shouted_word(hit)
            if hit.choice.reading is AMBIGUOUS or shouted:
                link = self._ambiguous(hit, seen)
            else:
                link = None if hit.choice.reading is SURNAME else self._direct(hit)
            if link is not None:
                yield link

    def _ambiguous(self, hit: Hit, seen: set[str]) -> Link | None:
        if self._in_longer_name(hit):
            return None
        shouted = hit.choice.reading is not AMBIGUOUS
        senses = [sense._replace(ambiguous=True) for sense in hit.choice.senses] if shouted else hit.choice.senses
        key = (hit.form.text, shouted)
        if key not in self._decisions:
            self._decisions[key] = decide(senses, self.passage, seen, self.gazetteer.rules)
        decision = self._decisions[key]
        if decision is None:
            return None
        if decision.sense.kind == "metonym":
            return self._city(hit._replace(choice=Choice(CITY, (decision.sense,))))
        return self._as(hit, decision.sense, CONTEXT_METHOD, decision.confidence, decision.candidates)

    def _roles(self, found: Sequence[Link]) -> list[Link]:
        """Holders of offices named beside their country or body, where no other link stands."""
        if not self.offices:
            return []
        gazetteer = self.gazetteer
        owners = [link for link in found if link.actor_id in gazetteer.owners and link.kind in OWNER_KINDS]
        reader = OfficeReader(self.passage, gazetteer, owners, {link.actor_id for link in found})
        holders: list[Link] = []
        for one in reader.read(self.offices):
            if not any(link.start < one.end and one.start < link.end for link in (*found, *holders)):
                kind = "role" if one.method == "role" else "name"
                holders.append(Link(one.start, one.end, one.segment, one.actor_id, kind, one.method, one.confidence))
        return holders
