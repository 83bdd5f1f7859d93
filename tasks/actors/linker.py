"""Link one document to the knowledge base: which reader decides about which form, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tasks.actors.bare_offices import BareOfficeReader
from tasks.actors.characters import SPACE, stands_at
from tasks.actors.context import Decision, decide
from tasks.actors.forms import Choice, Reading, Sense
from tasks.actors.gazetteer import Gazetteer
from tasks.actors.imported import ImportedReader, apart
from tasks.actors.imported_names import Span
from tasks.actors.links import Link, in_text_order, is_free, merged
from tasks.actors.names import Known, in_longer_name, in_unknown_body, is_language_or_food, is_town
from tasks.actors.neighbours import NeighbourReader
from tasks.actors.passage import Passage
from tasks.actors.people import SurnameReader
from tasks.actors.places import CityReader
from tasks.actors.roles import OfficeReader
from tasks.actors.scan import Hit, scan

NAME: Final = 0.95
SURE_ADJECTIVE: Final = 0.9
CONTEXT_METHOD: Final = "context"
PLAIN: Final = Reading.PLAIN
COUNTRY: Final = Reading.COUNTRY
ADJECTIVE: Final = Reading.ADJECTIVE
CITY: Final = Reading.CITY
SURNAME: Final = Reading.SURNAME
AMBIGUOUS: Final = Reading.AMBIGUOUS
STATES_OF: Final = "USA"  # whose states follow the names of towns


class Linker:
    """Links one document: what stands by itself first, then surnames, then what needs the rest as evidence."""

    def __init__(self, passage: Passage, gazetteer: Gazetteer, imported: Sequence[Span]) -> None:
        self.passage = passage
        self.gazetteer = gazetteer
        hits, self.offices = scan(passage, gazetteer)
        self.hits, self.imported = apart(hits, imported)
        self.known = Known(self.hits, self.imported, gazetteer.all_first_names)
        self.cities = CityReader(passage, gazetteer)
        self._decisions: dict[tuple[str, bool, bool], Decision | None] = {}

    def links(self) -> list[Link]:
        """All links of the document, in text order."""
        found: list[Link] = []
        people: list[Link] = []
        later: list[Hit] = []
        for hit in self.hits:
            choice = hit.choice
            if choice.waits or (hit.capitals and self._shouted_word(hit)):
                later.append(hit)
            elif choice.sure:
                found.append(self._as(hit, choice.senses[0], "alias", NAME))
            elif (link := self._direct(hit)) is not None:
                found.append(link)
                if choice.full:
                    people.append(link)
        if later:
            surnames = self._surnames(later, found, people)
            done = {link.end for link in surnames}
            rest = [hit for hit in later if not _is_surname(hit) and hit.end not in done]
            if rest:
                seen = {link.actor_id for link in found}
                seen.update([link.actor_id for link in surnames])
                surnames = merged(surnames, self._unsure(rest, seen))
            found = merged(found, surnames)
        found = merged(found, sorted(self._roles(found), key=in_text_order))
        found = merged(found, self._possessors(found))
        if self.imported:
            found = merged(found, sorted(self._imported(found), key=in_text_order))
        return found

    def _imported(self, found: list[Link]) -> list[Link]:
        """The imported actors that the document names, where no curated one stands."""
        reader = ImportedReader(self.passage, self.gazetteer.rules, self.imported)
        return reader.read([(link.start, link.end) for link in found], {link.actor_id for link in found})

    def _possessors(self, found: list[Link]) -> list[Link]:
        """The countries whose possessives open the names of organs."""
        owned = [(hit, owner) for hit in self.hits if (owner := hit.form.possessor)]
        ends = {link.end for link in found if link.kind == "name"} if owned else set()
        return [
            Link(hit.start, hit.start + owner.length, hit.segment, owner.actor_id, "name", "alias", NAME)
            for hit, owner in owned
            if hit.end in ends
        ]

    def _shouted_word(self, hit: Hit) -> bool:
        """In capitals an acronym may be a word: "TELL US"."""
        return hit.form.text in self.gazetteer.rules.acronyms_that_are_words

    def _in_longer_name(self, hit: Hit) -> bool:
        """Whether the words beside a form make it part of another name, or a town of another country."""
        rules, passage = self.gazetteer.rules, self.passage
        if in_longer_name(hit, passage, rules, self.known):
            return True
        if not is_town(hit.end, passage, rules):
            return False
        return all(self.gazetteer.countries.get(sense.actor_id) != STATES_OF for sense in hit.choice.senses)

    def _in_person_name(self, hit: Hit) -> bool:
        """Whether an adjective is a given name here: "German Lopez"."""
        return hit.form.text in self.gazetteer.rules.given_like and self._in_longer_name(hit)

    def _is_namesake(self, hit: Hit) -> bool:
        """Whether a person's full name is part of what is named after him: a school, an airport, a ship."""
        rules, passage = self.gazetteer.rules, self.passage
        if passage.capital_follows(hit.end):
            word = passage.next_word(hit.end).removesuffix("'s")
            if word in rules.named_after and not passage.title_case(hit.segment):
                return True
        return passage.previous_word(hit.start, hit.segment) in rules.ships

    def _direct(self, hit: Hit) -> Link | None:
        """What a form means by itself, unless the words beside it say that it is part of something else."""
        choice = hit.choice
        if choice.sure:
            return self._as(hit, choice.senses[0], "alias", NAME)
        if choice.reading is ADJECTIVE:
            if self._in_person_name(hit) or is_language_or_food(hit, self.passage, self.gazetteer.rules):
                return None
            return self._as(hit, choice.senses[0], "adjective", SURE_ADJECTIVE)
        if self._is_namesake(hit) if choice.reading is PLAIN and " " in hit.form.text else self._in_longer_name(hit):
            return None
        return self._city(hit) if choice.reading is CITY else self._as(hit, choice.senses[0], "alias", NAME)

    def _as(self, hit: Hit, sense: Sense, method: str, confidence: float, candidates: tuple[str, ...] = ()) -> Link:
        shown = "" if hit.capitals else hit.form.as_written
        return Link(hit.start, hit.end, hit.segment, sense.actor_id, sense.kind, method, confidence, candidates, shown)

    def _city(self, hit: Hit) -> Link | None:
        """A city as the place it is, or as the government that sits there."""
        places = [sense for sense in hit.choice.senses if sense.kind == "place"]
        governments = sorted(
            [sense for sense in hit.choice.senses if sense.kind == "metonym"],
            key=lambda sense: self.gazetteer.kinds[sense.actor_id] == "country",
        )
        acts, confidence = self.cities.stands_for_government(hit, bool(governments))
        if acts:
            rest = tuple(dict.fromkeys(sense.actor_id for sense in governments[1:]))
            return self._as(hit, governments[0], "metonym", confidence, rest)
        return self._as(hit, places[0], "place", confidence) if places else None

    def _surnames(self, later: list[Hit], found: list[Link], people: list[Link]) -> list[Link]:
        """Those who are named by their surnames; `people` are the links of full names."""
        surnames = [hit for hit in later if hit.choice.people]
        if not surnames:
            return []
        return SurnameReader(self.passage, self.gazetteer, found, people, self.known).read(surnames)

    def _unsure(self, later: list[Hit], seen: set[str]) -> list[Link]:
        """What could be something else, by what the document has named so far."""
        found: list[Link] = []
        for hit in later:
            shouted = hit.capitals and self._shouted_word(hit)
            if hit.choice.reading is AMBIGUOUS or shouted:
                link = self._ambiguous(hit, seen)
            else:
                link = None if hit.choice.reading is SURNAME else self._direct(hit)
            if link is not None:
                found.append(link)
        return found

    def _ambiguous(self, hit: Hit, seen: set[str]) -> Link | None:
        if self._in_longer_name(hit):
            return None
        if self._names_bodies(hit):
            if (owner := self._owner_before(hit)) is not None:
                return self._organ_of(owner, hit)
            if in_unknown_body(hit, self.passage, self.gazetteer.rules, self.known):
                return None
        shouted = hit.choice.reading is not AMBIGUOUS
        senses = [sense._replace(ambiguous=True) for sense in hit.choice.senses] if shouted else hit.choice.senses
        located = self._is_located(hit)
        key = (hit.form.text, shouted, located)
        if key not in self._decisions:
            self._decisions[key] = decide(senses, self.passage, seen, self.gazetteer.evidence, located)
        decision = self._decisions[key]
        if decision is None:
            return None
        if decision.sense.kind == "metonym":
            choice = Choice(CITY, (decision.sense,))
            return self._city(Hit(hit.start, hit.end, hit.form, choice, hit.segment, hit.capitals))
        return self._as(hit, decision.sense, CONTEXT_METHOD, decision.confidence, decision.candidates)

    def _is_located(self, hit: Hit) -> bool:
        """Whether the one country that a form can name is where something is: "in Chad", "had been to Jordan"."""
        senses = hit.choice.senses
        only = len(senses) == 1 and self.gazetteer.kinds[senses[0].actor_id] == "country"
        return only and not hit.capitals and self.cities.is_located(hit)

    def _names_bodies(self, hit: Hit) -> bool:
        kinds = self.gazetteer.kinds
        return all(sense.kind == "name" and kinds[sense.actor_id] == "organization" for sense in hit.choice.senses)

    def _owner_before(self, hit: Hit) -> str | None:
        """The country whose name or adjective stands right before a body's ambiguous name ("Arboria's Senate")."""
        if not stands_at(self.passage.text, hit.start - 1, SPACE):
            return None
        possessive = self.passage.text.startswith("'s ", hit.start - 3)
        owner = self.known.ending(hit.start - 3 if possessive else hit.start - 1)
        if owner is None or (owner.choice.reading is not COUNTRY and owner.choice.reading is not ADJECTIVE):
            return None
        actor_id = owner.choice.senses[0].actor_id
        return actor_id if self.gazetteer.kinds[actor_id] == "country" else None

    def _organ_of(self, country: str, hit: Hit) -> Link | None:
        """The one body of a country that an ambiguous name can mean."""
        own = [sense for sense in hit.choice.senses if self.gazetteer.countries.get(sense.actor_id) == country]
        return self._as(hit, own[0], CONTEXT_METHOD, SURE_ADJECTIVE) if len(own) == 1 else None

    def _roles(self, found: list[Link]) -> list[Link]:
        """Holders of offices where no other link stands: beside their country or body, or plain from the rest."""
        holders: list[Link] = []
        if not self.offices:
            return holders
        for read in (self._beside_owners, self._beside_neighbours, self._without_owner):
            for link in read(found, holders):
                if is_free(link.start, link.end, found) and is_free(link.start, link.end, holders):
                    holders.append(link)
        return holders

    def _beside_owners(self, found: list[Link], _: list[Link]) -> list[Link]:
        """Holders of offices beside the country or body that has them."""
        return OfficeReader(self.passage, self.gazetteer, found).read(self.offices)

    def _beside_neighbours(self, found: list[Link], holders: list[Link]) -> list[Link]:
        """Damaged names behind offices that the people named so far explain."""
        return NeighbourReader(self.passage, self.gazetteer, [*found, *holders]).read(self.offices)

    def _without_owner(self, found: list[Link], holders: list[Link]) -> list[Link]:
        """Offices that stand without an owner, whose holder is plain from what is named so far."""
        return BareOfficeReader(self.passage, self.gazetteer, [*found, *holders]).read(self.offices)


def _is_surname(hit: Hit) -> bool:
    """Whether a form is nothing but a surname; in capitals it may be a word."""
    return hit.choice.reading is SURNAME and not hit.capitals
