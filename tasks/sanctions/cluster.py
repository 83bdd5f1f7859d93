"""Noun phrases and lists of actors: where a phrase ends, and who is coordinated with whom."""

from __future__ import annotations

from collections.abc import Iterable

from tasks.sanctions.sentence import Sentence

_PHRASE_REACH = 7
_QUOTES = "«»„“”"


def noun_phrase(sentence: Sentence, start: int) -> range:
    """Positions from `start` to the end of the noun phrase around it, before any preposition, verb or comma."""
    end = start
    while end < min(len(sentence.tokens), start + _PHRASE_REACH) and not _ends_phrase(sentence, end):
        end += 1
    return range(start, end)


def _ends_phrase(sentence: Sentence, position: int) -> bool:
    if sentence.is_a(position, "possessive", "quantities") or joins_office(sentence, position):
        return False
    if sentence.is_a(position, "determiners") and not sentence.is_a(position, "relatives"):
        return False
    if sentence.tokens[position].word in ",.;:?!" or position in sentence.governors:
        return True
    return sentence.is_a(
        position, "auxiliaries", "will", "may", "must", "to", "relatives", "trigger", "barriers", "conditions",
        "linking_prepositions", "target_prepositions", "sender_prepositions", "blocking_prepositions",
    )  # fmt: skip


def joins_office(sentence: Sentence, position: int) -> bool:
    """Whether "of" stands inside the name of an office: "Secretary of State X", not "the leader of Mali"."""
    following = position + 2
    named = following < len(sentence.tokens) and sentence.is_actor(following) and following in sentence.persons
    return named and sentence.is_a(position, "of") and sentence.is_a(position - 1, "offices")


def cluster_right(sentence: Sentence, position: int) -> list[int]:
    """An actor and those coordinated with it to the right ("Russian banks and Belarusian officials")."""
    found = [position]
    while (following := _next_in_list(sentence, found[-1])) is not None:
        found.append(following)
    return found


def _next_in_list(sentence: Sentence, position: int) -> int | None:
    """The actor that a comma or conjunction joins to the one at `position`; a comma alone only inside a longer list."""
    comma = joined = False
    for k in range(position + 1, min(position + 7, len(sentence.tokens))):
        if sentence.is_a(k, "coordinators"):
            joined = True
        elif sentence.tokens[k].word == ",":
            comma = True
        elif sentence.tokens[k].word in _QUOTES:  # "«X» and «Y»"
            continue
        elif sentence.is_actor(k):
            listed = joined or (comma and _goes_on(sentence, k))
            return k if listed and not _is_other_noun(sentence, position, k) else None
        elif k in sentence.governors or sentence.is_a(
            k, "auxiliaries", "barriers", "trigger", "to", "target_prepositions"
        ):
            if not sentence.is_a(k, "possessive"):
                return None
        elif (joined or comma) and not sentence.is_a(k, "determiners", "modifiers"):
            return None
    return None


def _goes_on(sentence: Sentence, position: int) -> bool:
    """Whether a list goes on behind an actor: "A, B and C", not "A, B said"."""
    for k in range(position + 1, min(position + 5, len(sentence.tokens))):
        if sentence.tokens[k].word == "," or sentence.is_a(k, "coordinators"):
            return True
        if k in sentence.governors or sentence.is_a(k, "auxiliaries", "will", "may", "must", "barriers"):
            return False
    return False


def _is_other_noun(sentence: Sentence, first: int, position: int) -> bool:
    """Whether an actor behind another begins a clause, an apposition or a noun of its own ("and a UN resolution")."""
    if _starts_clause(sentence, position) or _is_apposition(sentence, first, position):
        return True
    token = sentence.tokens[position]
    of_noun = any(sentence.is_a(k, "instruments") for k in noun_phrase(sentence, position + 1)[:2])
    return of_noun and token.kind != "adjective"


def _is_apposition(sentence: Sentence, position: int, following: int) -> bool:
    """As in "on Belarus, the Polish minister said": a comma and an article, and no conjunction behind."""
    between = range(position + 1, following)
    if any(sentence.is_a(k, "coordinators") for k in between) or not any(
        sentence.is_a(k, "determiners") for k in between
    ):
        return False
    behind = range(following + 1, min(following + 5, len(sentence.tokens)))
    return any(sentence.is_a(k, "reporting", "offices") for k in behind)


def _starts_clause(sentence: Sentence, position: int) -> bool:
    following = position + 1
    while sentence.is_a(following, "stands_for"):
        following += 1
    if following >= len(sentence.tokens):
        return False
    return (
        following in sentence.governors
        or sentence.ends_in(following, sentence.lexicon.source.words.participle_endings)
        or sentence.is_a(following, "will", "may", "must", "reporting")
        or (sentence.is_a(following, "auxiliaries") and not sentence.is_a(following, "possessive"))
    )


def cluster_left(sentence: Sentence, position: int) -> list[int]:
    """An actor and those coordinated with it to the left ("Britain, France and Germany")."""
    found = [position]
    joined = False
    k = position - 1
    while k >= 0:
        if sentence.is_a(k, "coordinators"):
            joined = True
        elif sentence.is_actor(k) and joined and k == found[0] - 1 - _gap(sentence, k, found[0]):
            found.insert(0, k)
        elif not _may_stand_between(sentence, k):
            break
        k -= 1
    return found


def _may_stand_between(sentence: Sentence, position: int) -> bool:
    """Whether a token may stand between the actors of a list: "X and the Canadian minister Y"."""
    if sentence.tokens[position].word == "," or position in sentence.absorbed:
        return True
    return sentence.is_a(position, "determiners", "possessive", "modifiers", "offices")


def _gap(sentence: Sentence, left: int, right: int) -> int:
    """Tokens between two positions that may stand inside a list; every one of them, or too many to be one."""
    between = range(left + 1, right)
    fits = any(sentence.is_a(k, "coordinators") or sentence.tokens[k].word == "," for k in between)
    return len(between) if fits else -1


def actors_between(sentence: Sentence, start: int, end: int) -> list[int]:
    """Positions of the actors in tokens [start, end)."""
    return [k for k in range(start, end) if sentence.is_actor(k)]


def ids(sentence: Sentence, positions: Iterable[int]) -> list[str]:
    """Actor ids at the positions, each once, in order."""
    found = [sentence.tokens[k].actor_id for k in positions]
    return list(dict.fromkeys(actor for actor in found if actor is not None))
