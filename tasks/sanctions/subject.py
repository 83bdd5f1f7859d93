"""The subject of a verb group: the actors that do what it says."""

from __future__ import annotations

from tasks.sanctions.cluster import cluster_left, cluster_right
from tasks.sanctions.sentence import DASHES, Sentence

SUBJECT_REACH = 30
_APPOSED_REACH = 8
_DESCRIBED = 3
_INSERTED = 16
_INSERTED_CLAUSE = 30


def subject_of(sentence: Sentence, group_start: int) -> list[int]:
    """The actors that are the subject of the verb group that begins at `group_start`; empty where none is found."""
    if (antecedent := _antecedent(sentence, group_start)) is not None:
        return [] if _is_dealt_with(sentence, antecedent) else cluster_left(sentence, antecedent)
    saying = _before_own_clause(sentence, group_start)
    subject = ([] if saying is None else _subject(sentence, saying)) or _subject(sentence, group_start)
    return _companions(sentence, subject) + subject if subject and sentence.starts["companions"] else subject


def _companions(sentence: Sentence, subject: list[int]) -> list[int]:
    """Who acts together with a subject: "Together with A and B, X announced", "X, along with A, announced"."""
    for hit in sentence.starts["companions"].values():
        named = next((k for k in range(hit.end, min(hit.end + 4, len(sentence.tokens))) if sentence.is_actor(k)), None)
        if named is None:
            continue
        cluster = cluster_right(sentence, named)
        before = before_noun(sentence, subject[0])
        behind = hit.start - subject[-1] in (1, 2)
        if behind or (before == cluster[-1] + 1 and sentence.tokens[before].word == ","):
            return [k for k in cluster if k not in subject]
    return []


def _subject(sentence: Sentence, group_start: int) -> list[int]:
    """The actors right before a verb group, over insertions and the phrases that describe them.

    For a pronoun it is the first actor of the sentence that is no object of a preposition.
    """
    fallback: list[int] = []
    first: list[int] = []
    crossed = False
    shares = group_start > 0 and sentence.is_a(group_start - 1, "coordinators", "contrasts")
    pronoun = _is_their_own(sentence, group_start)
    group_start -= 2 if pronoun else 0
    group_start -= _is_continued(sentence, group_start)
    skipped = group_start
    for position in range(group_start - 1, max(-1, group_start - SUBJECT_REACH), -1):
        if position >= skipped:
            continue
        skipped = _before_insertion(sentence, position, group_start)
        if sentence.is_a(position, "pronouns"):
            pronoun = True
        elif sentence.can_act(position) and not _owns_trigger(sentence, position, group_start):
            cluster = cluster_left(sentence, position)
            if (shares and _is_object(sentence, cluster[0])) or _is_answered(sentence, position, group_start):
                continue  # "X pulled Y out of Z's deal and imposed sanctions"
            if _in_phrase(sentence, cluster[0]):
                fallback = fallback or ([] if crossed or is_aimed(sentence, cluster[0]) else cluster)
            elif not pronoun:
                return cluster
            else:
                first = cluster
        elif _ends_subject(sentence, position, pronoun) or (
            not pronoun and _hides_subject(sentence, position, group_start)
        ):
            break
        crossed = crossed or (skipped == position and sentence.tokens[position].word == ",")
    return first or fallback or _of_main_clause(sentence, group_start)


def _before_own_clause(sentence: Sentence, group_start: int) -> int | None:
    """The verb of saying whose subject a pronoun stands for: "and X said that it would"."""
    if not sentence.is_a(group_start - 1, "pronouns"):
        return None
    verb = group_start - 2 - sentence.is_a(group_start - 2, "that")
    return verb if verb > 0 and sentence.is_a(verb, "reporting") else None


def _is_continued(sentence: Sentence, group_start: int) -> bool:
    """Whether the verb goes on with the subject before: "but has power to", "acted at once — freezing"."""
    before = group_start - 1
    if before < 1:
        return False
    endings = sentence.lexicon.source.words.gerund_endings or ("\0",)
    dashed = sentence.tokens[before].word in DASHES and sentence.ends_in(group_start, endings)
    infinitive = sentence.is_a(group_start + sentence.is_a(group_start, "negations"), "to")  # "but not to lift"
    return dashed or (not infinitive and sentence.is_a(before, "contrasts"))


def _of_main_clause(sentence: Sentence, group_start: int) -> list[int]:
    """The subject of the clause behind a participle that opens the sentence: "Hit by sanctions, Huawei turned"."""
    opening = group_start + sentence.is_a(group_start, "auxiliaries", "adverbs")  # "Having frozen", "Already hit"
    if group_start > 1 or not _is_participial(sentence, opening):
        return []
    comma = next((k for k in range(opening, len(sentence.tokens)) if sentence.tokens[k].word == ","), None)
    if comma is None:
        return []
    for position in range(comma + 1, min(comma + 6, len(sentence.tokens))):
        if sentence.is_actor(position) and position not in sentence.absorbed:
            return [] if sentence.is_a(position + 1, "reporting") else [position]
        if not sentence.is_a(position, "determiners", "modifiers", "offices"):
            break
    return []


def _is_participial(sentence: Sentence, position: int) -> bool:
    words = sentence.lexicon.source.words
    word = sentence.tokens[position].word
    governor = sentence.governors.get(position)
    known = governor is not None and any(word in predicate.participles for predicate in governor.choices)
    by = any(sentence.is_a(k, "sender_prepositions") for k in (position, position + 1))  # "hit by"
    endings = (*words.participle_endings, *words.gerund_endings)
    return known or by or (bool(endings) and sentence.ends_in(position, endings))


def _is_their_own(sentence: Sentence, group_start: int) -> bool:
    """Whether what belongs to somebody acts for him: "and his administration has"."""
    return sentence.is_a(group_start - 1, "stands_for") and sentence.is_a(group_start - 2, "own_possessives")


def _antecedent(sentence: Sentence, group_start: int) -> int | None:
    """The actor right before ", which" or "who", which is then the subject whatever phrase it stands in."""
    position = group_start - 1
    while position > 0 and sentence.is_a(position, "adverbs"):
        position -= 1
    if position > 1 and sentence.is_a(position - 1, "relative_possessives"):  # "Kim, whose country is"
        position -= 1
    if position < 1 or not sentence.is_a(position, "relatives", "relative_possessives"):
        return None
    before = position - 2 if sentence.tokens[position - 1].word == "," else position - 1
    if before >= 0 and sentence.can_act(before):
        return before
    return _apposed(sentence, position)


def _apposed(sentence: Sentence, relative: int) -> int | None:
    """The actor that a noun before a relative pronoun describes: "Rosneft, a Russian producer that"."""
    for position in range(relative - 1, max(0, relative - _APPOSED_REACH), -1):
        if sentence.tokens[position].word == ",":
            opens = sentence.is_a(position + 1, "determiners") and position + 2 < relative
            return position - 1 if opens and sentence.can_act(position - 1) else None
        if sentence.is_a(position, "barriers", "auxiliaries", "linking_prepositions", "trigger"):
            break
    return None


def _is_dealt_with(sentence: Sentence, position: int) -> bool:
    """Whether an actor stands behind a draft, which then is what acts: "a deal with Tehran that lifts"."""
    holder = before_noun(sentence, position)
    return holder > 0 and sentence.is_a(holder, "with_prepositions") and sentence.is_a(holder - 1, "drafts")


def _before_insertion(sentence: Sentence, position: int, group_start: int) -> int:
    """Where a comma closes an insertion ("X, who met Y, announced", "X, Y's friend, was"), the one that opens it."""
    if sentence.tokens[position].word != ",":
        return position
    closing = all(sentence.is_a(k, "adverbs") for k in range(position + 1, group_start))
    for k in range(position - 1, max(0, position - _INSERTED_CLAUSE), -1):
        opens = sentence.is_a(k + 1, "relatives") or (closing and position - k < _INSERTED and _apposes(sentence, k))
        if sentence.tokens[k].word == "," and opens:
            return k
    return position


def _apposes(sentence: Sentence, comma: int) -> bool:
    """Whether what a comma opens can describe who stands before it, and is no other party or member of a list."""
    if sentence.is_a(comma + 1, "coordinators"):
        return False
    friend = sentence.is_a(comma + 2, "possessive") and sentence.can_act(comma - 1)  # "X, Y's friend, was"
    return friend or not sentence.is_actor(comma + 1)


def _ends_subject(sentence: Sentence, position: int, crossing: bool) -> bool:
    word = sentence.tokens[position].word
    if word in ";:—":
        return True
    if word == "，" and sentence.is_a(position - 1, "reporting"):
        return False  # "X宣布，对Y实施制裁"
    if crossing or sentence.is_a(position, "relatives", "coordinators"):
        return False
    return sentence.is_a(position, "barriers") and word not in '(),"“”–'


def _hides_subject(sentence: Sentence, position: int, group_start: int) -> bool:
    """Whether the subject is a noun that is no actor: "said that any attack would ...", "a deal that lifts ..."."""
    if position == group_start - 1 and sentence.is_a(position, "relatives"):
        return position > 0 and sentence.tokens[position - 1].word != "," and not sentence.is_actor(position - 1)
    if sentence.is_a(position, "coordinators") and position > 0 and sentence.tokens[position - 1].word == ",":
        return position + 1 < group_start  # ", and lawmakers have threatened"
    return sentence.is_a(position, "that") and any(
        not sentence.is_a(k, "adverbs", "determiners") for k in range(position + 1, group_start)
    )


def _in_phrase(sentence: Sentence, position: int) -> bool:
    """Whether an actor stands inside a prepositional phrase, so that it is not itself the subject."""
    before = before_noun(sentence, position)
    return (
        before >= 0
        and not sentence.is_a(before, "of")
        and sentence.is_a(
            before, "target_prepositions", "linking_prepositions", "sender_prepositions", "with_prepositions"
        )
        and not sentence.is_a(before, "coordinators")
    )


def _is_answered(sentence: Sentence, position: int, group_start: int) -> bool:
    """Whether what somebody did is answered by an act of another: "responded to X's reforms by easing"."""
    return sentence.is_a(position + 1, "possessive") and sentence.is_a(group_start - 1, "agents")


def _is_object(sentence: Sentence, position: int) -> bool:
    """Whether an actor stands behind "of" or right behind a verb, so that a further verb has another subject."""
    before = before_noun(sentence, position)
    endings = sentence.lexicon.source.words.participle_endings
    if before < 0 or not endings:
        return False
    before = _before_article(sentence, before)
    verb = before in sentence.governors_by_end or sentence.ends_in(before, endings)
    return verb or sentence.is_a(before, "of", "passive_auxiliaries")


def _before_article(sentence: Sentence, position: int) -> int:
    """The token before the article of a noun whose adjective is unknown ("labelled the leftist Mr Maduro")."""
    for k in range(position, max(0, position - _DESCRIBED), -1):
        if sentence.is_a(k, "determiners") and not sentence.is_a(k, "that"):
            return k - 1
        if not sentence.tokens[k].word.isalpha() or sentence.is_a(k, "with_prepositions", "linking_prepositions"):
            break
    return position


def _owns_trigger(sentence: Sentence, position: int, group_start: int) -> bool:
    """Whether an actor only stands in front of a trigger ("Gazprom's assets", "US sanctions")."""
    following = position + 1
    while following < len(sentence.tokens) and sentence.is_a(following, "possessive", "modifiers"):
        following += 1
    return following < group_start and sentence.is_a(following, "trigger")


def is_aimed(sentence: Sentence, position: int, start: int = 0) -> bool:
    """Whether a target preposition at or behind token `start` stands in front of an actor."""
    before = before_noun(sentence, position)
    return before >= start and sentence.is_a(before, "target_prepositions")


def before_noun(sentence: Sentence, position: int) -> int:
    """The token before a noun with its articles, adjectives and titles."""
    before = position - 1
    while before >= 0 and (before in sentence.absorbed or sentence.is_a(before, "determiners", "modifiers", "offices")):
        before -= 1
    return before
