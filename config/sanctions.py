"""The grammar of sanctions claims: words per language in lexicons/<language>/sanctions.toml, composition in rules.

A word of a phrase may begin or end with `*` and then matches any word with that ending or beginning. A trigger's form
may hold alternatives: `{waiver|licence} to` is two forms.
"""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from config.loading import ConfigError, Frozen, load
from config.sanctions_words import FalseFriends, Words

Status = Literal[
    "threatened", "planned", "urged", "imposed", "eased", "ease_intended", "ease_demanded", "ease_refused", "opposed",
    "evaded", "mentioned",
]  # fmt: skip
Measure = Literal[
    "economic", "financial", "asset_freeze", "trade", "export_control", "import_ban", "arms", "energy", "travel",
    "aviation_shipping", "aid", "diplomatic", "sports_culture", "designation",
]  # fmt: skip
Party = Literal["sender", "target", "none", "given", "outer"]
_ALTERNATIVES = re.compile(r"\{([^{}]*)\}")


def expanded(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Forms with every combination of their alternatives: "{a|b} to" is "a to" and "b to"."""
    pieces = ([part.split("|") for part in _ALTERNATIVES.split(form)] for form in forms)
    return tuple("".join(choice) for form in pieces for choice in product(*form))


def expanded_keys(words: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The same, of a table's keys."""
    return {form: meaning for key, meaning in words.items() for form in expanded((key,))}


class Trigger(Frozen):
    """Words that can make a sentence a sanctions claim.

    kind        noun ("sanctions"), verb ("blacklisted") or either ("sanctions", noun or present tense)
    measures    what the words themselves say about the measure
    weak        counts only where a known actor is the target and the frame says sanctions ("fines", "measures")
    requires    predicate ids, one of which must govern it ("assets" with freeze)
    possessor   what an actor in front of it is ("US sanctions": sender; "Gazprom's assets": target)
    of_target   "of X" names the target ("the assets of X")
    ease        a verb that eases ("delisted")
    object_follows  the target stands right behind it ("its airspace to X")
    between_states  a weak one that counts only where a state acts on a state or its people, not on a firm ("fines")
    on_people      a weak one that counts only on people, firms or groups, or beside a further trigger ("travel ban")
    sent           a weak one that counts only where a sender is named ("aid to", which a storm may cut off, too)
    names_party    counts only where a sender or a target is named or the article speaks of sanctions ("a sanction")
    aimed          does not count where it is "on" something that is neither a party nor a kind of goods a sanction hits
    described      it hits what an adjective describes, wherever that stands ("Russische Banken schloss die EU aus")
    not_about      words that make it something else where no actor is hit ("an embargo on the report")
    """

    id: str
    kind: Literal["noun", "verb", "either"] = "noun"
    forms: Annotated[tuple[str, ...], Field(min_length=1), AfterValidator(expanded)]
    measures: tuple[Measure, ...] = ()
    weak: bool = False
    requires: tuple[str, ...] = ()
    possessor: Party = "sender"
    of_target: bool = False
    ease: bool = False
    object_follows: bool = False
    between_states: bool = False
    on_people: bool = False
    sent: bool = False
    names_party: bool = False
    aimed: bool = False
    described: bool = False
    not_about: tuple[str, ...] = ()


class Predicate(Frozen):
    """A verb or nominal that governs a trigger or another predicate.

    does          its class, a key of the composition rules (impose, ease, threaten, demand, ...)
    forms         every form; `participles` those that can be passive (default: those with a participle ending)
    clause        can govern a finite clause ("warned that ...")
    intransitive  the trigger is its subject ("expired")
    needs         words, one of which must stand between it and a trigger on its right ("hit Iran with sanctions")
    """

    id: str
    does: str
    forms: tuple[str, ...] = Field(min_length=1)
    participles: tuple[str, ...] = ()
    clause: bool = False
    intransitive: bool = False
    needs: tuple[str, ...] = ()


class SanctionsLexicon(Frozen):
    """The words of one language (lexicons/<language>/sanctions.toml).

    stems        lower-case pieces of words; a text with none of them holds no claim (tested before anything else)
    free_order   the verb may follow the trigger without being passive (German, Russian, ...)
    owner_follows  an actor right behind the trigger is the sender (genitives, adjectives behind nouns)
    verb_first   the subject may stand between verb and trigger (Arabic)
    not_actors   first words, in lower case, of names that are a measure behind a preposition ("out of SWIFT")
    sender_adjectives  adjectives beside a trigger that name a sender ("European sanctions": those of the EU)
    anaphors     words (with alternatives, as forms) that stand for an actor: for one of those listed that the document
                 names ("the bloc": EU), for the only `country` or `company` of the sentence, the one before or the
                 title, for the one actor of those listed behind `nearest` that the nearest of them or the whole
                 document names ("the administration"), for the one behind `always` ("the Kim regime"), or, as the
                 first word of a sentence, for the `subject` of the one before (a state or body) or the `person` in it
    """

    language: str
    stems: tuple[str, ...] = Field(min_length=1)
    free_order: bool = False
    owner_follows: bool = False
    verb_first: bool = False
    not_actors: tuple[str, ...] = ()
    trigger: tuple[Trigger, ...] = Field(min_length=1)
    predicate: tuple[Predicate, ...] = ()
    words: Words = Words()
    false_friends: FalseFriends = FalseFriends()
    measures: dict[Measure, tuple[str, ...]] = Field(default_factory=dict)
    anaphors: Annotated[dict[str, tuple[str, ...]], Field(default_factory=dict), AfterValidator(expanded_keys)]
    sender_adjectives: dict[str, str] = Field(default_factory=dict)


class StatusRules(Frozen):
    """How predicates around a trigger make a status (rules/sanctions.toml).

    start        the state a governing class begins with
    transition   state, then operator (a class, or will, may, must, not, condition, inside), gives the next state
    subject      what the subject of a class is to the sanctions: sender, target or none; `given`: sender where an outer
                 predicate names it ("called on X to back"); `outer`: look to the next predicate ("warned X against")
    status       status and confidence a state is reported with
    past         states that a condition does not attach to
    own_discipline  bodies whose sanctions are of another field: they discipline their own (sport, regulators)
    wronged      countries that sanctions "related" to them are not aimed at ("Ukraine-related sanctions")
    usual_senders  actors read as sender where a bare name precedes the trigger ("US sanctions", but "Iran sanctions")
    """

    start: dict[str, str]
    transition: dict[str, dict[str, str]]
    subject: dict[str, Party]
    status: dict[str, Status]
    confidence: dict[str, float]
    past: tuple[str, ...] = ()
    own_discipline: tuple[str, ...] = ()
    usual_senders: tuple[str, ...] = ()
    wronged: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _states_are_known(self) -> StatusRules:
        """Every state that can be reached has a status."""
        reached = {*self.start.values(), *(end for row in self.transition.values() for end in row.values())}
        unknown = sorted(reached - set(self.status))
        if unknown:
            raise ValueError(f"states without a status: {', '.join(unknown)}")
        return self


class SanctionsGrammars(Frozen):
    """The composition rules and the lexicon of every language."""

    rules: StatusRules
    languages: tuple[SanctionsLexicon, ...]


def load_sanctions(directory: Path) -> SanctionsGrammars:
    """Read rules/sanctions.toml and every lexicons/<language>/sanctions.toml below a config directory.

    Raises ConfigError for a file that is not valid, a language that is not its folder's, and a predicate class that
    the rules do not know.
    """
    rules = load(StatusRules, directory / "rules" / "sanctions.toml")
    lexicons = []
    for path in sorted((directory / "lexicons").glob("*/sanctions.toml")):
        lexicon = load(SanctionsLexicon, path)
        if lexicon.language != path.parent.name:
            raise ConfigError(f"{path}: key 'language' is {lexicon.language!r}; its folder says {path.parent.name!r}")
        _check_classes(lexicon, rules, path)
        lexicons.append(lexicon)
    return SanctionsGrammars(rules=rules, languages=tuple(lexicons))


def _check_classes(lexicon: SanctionsLexicon, rules: StatusRules, path: Path) -> None:
    """Every predicate class is one that the composition rules start from."""
    for predicate in lexicon.predicate:
        if predicate.does not in rules.start:
            allowed = ", ".join(sorted(rules.start))
            raise ConfigError(f"{path}: predicate {predicate.id!r} does {predicate.does!r}; allowed: {allowed}")
