"""Resolve pronouns and definite descriptions to earlier speakers, by gender, number, role and recency."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, final

from mypy_extensions import mypyc_attr

from config.attribution import Pronoun
from tasks.attribution.lexicon import Actor, AttributionLexicon, Language
from tasks.attribution.mention_index import MentionIndex, possesses
from tasks.attribution.sources import Source
from tasks.attribution.speakers import Speaker, describe, head_noun
from tasks.attribution.tokens import Sentence
from tasks.attribution.wordclass import (
    CAPITAL,
    DETERMINER,
    PREPOSITION,
    SOURCE_NOUN,
    TITLE,
)
from warehouse.records import Mention, Segment

_REACH: Final = 2  # paragraphs that a pronoun looks back
_WORD_WIDTH: Final = 20
_HISTORY: Final = 25  # years after which somebody is a figure of the past


@mypyc_attr(acyclic=True)
@final
class Discourse:
    """The speakers of one document so far, and its mentions."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        segments: Sequence[Segment],
        starts: list[int],
        lexicon: AttributionLexicon,
        year: int | None,
    ) -> None:
        """Start with no speaker; mentions and segments of the whole document, where these begin, and its year."""
        self.index = MentionIndex(mentions, lexicon)
        self.lexicon = lexicon
        self.segments = segments
        self._begins = starts
        self.year = year
        self.history: list[Speaker] = []
        self.quoted: list[tuple[int, int]] = []  # the spans of the quotations so far, in order
        self.told: set[str] = set()  # who is addressed in the statement at hand, and so is no antecedent of its subject

    def speaker(
        self, sentence: Sentence, source: Source | None, language: Language, told: tuple[int, int] | None = None
    ) -> Speaker:
        """Who a source is, resolved, and remembered for what follows; `told` are the tokens of who is addressed."""
        if source is None:
            return Speaker(None, "unknown")
        named = self.index.inside(sentence.start_of(told[0]), sentence.end_of(told[1])) if told else ()
        self.told = {mention.actor_id for mention in named}
        speaker = self._resolve(sentence, source, language)
        speaker.at = sentence.start_of(source.first)
        speaker.paragraph_no = sentence.segment.paragraph_no
        speaker.context = sentence.tokens
        self.history.append(speaker)
        return speaker

    def _resolve(self, sentence: Sentence, source: Source, language: Language) -> Speaker:
        word = sentence.tokens[source.head_first].low
        pronoun = language.pronouns.get(language.possessive_pronouns.get(word, word))
        if pronoun and source.head_first == source.head_last:
            return self._pronoun(sentence, source, pronoun, language)
        described = describe(sentence, source, self.index, language, self.lexicon)
        if described.actor_id is None and (described.kind != "named" or _is_office(sentence, source)):
            return self._description(sentence, source, described, language)
        if described.actor_id is None:
            return self._named_again(described)
        return described

    def _named_again(self, described: Speaker) -> Speaker:
        """A name no actor has: the same words earlier tell its gender ("Ms. Lee ... Lee")."""
        for earlier in reversed(self.history):
            if earlier.kind != "named" or earlier.actor_id is not None:
                continue
            if all(_bare(word) in earlier.words for word in described.words):
                described.gender = described.gender or earlier.gender
                return described
        return described

    def _description(self, sentence: Sentence, source: Source, described: Speaker, language: Language) -> Speaker:
        """`the minister`, `the sources`: an earlier speaker whose words contain the head noun."""
        head = head_noun(sentence, (source.head_first, source.head_last), language)
        head = head if head >= 0 else source.head_last
        word = sentence.tokens[head].low
        definite = sentence.tokens[source.head_first].low in language.determiners
        if not definite or described.kind.startswith("anonymous"):
            return described
        for earlier in reversed(self.history):
            if earlier.plural == described.plural and (word in earlier.words or word in self._roles(earlier)):
                return earlier.again()
        if described.kind == "document":
            return self._owner(word, described)
        if described.kind == "unknown" and sentence.tokens[head].bits & CAPITAL:
            return self._any_speaker(sentence.segment.paragraph_no) or described  # "the Liberal"
        return self._by_office(sentence, source, word, described)

    def _owner(self, word: str, described: Speaker) -> Speaker:
        """`the declaration`: it speaks for whoever spoke where it was first mentioned ("approved a declaration")."""
        for earlier in reversed(self.history):
            if any(token.low == word for token in earlier.context) and earlier.actor_id:
                described.actor_id = earlier.actor_id
                break
        return described

    def _by_office(self, sentence: Sentence, source: Source, word: str, described: Speaker) -> Speaker:
        """`the president`, `the leaders`: the latest person with that office, or body named before that noun."""
        wanted = " " + word
        for mention in self.index.before(sentence.start_of(source.first)):
            if _stands_behind(sentence.text, mention, wanted):
                described.actor_id = mention.actor_id
                return described
            actor = self.lexicon.actor(mention.actor_id)
            if actor and actor.kind == "person" and word in actor.role_words:
                return Speaker(mention.actor_id, "named", actor.gender, words=described.words)
        return described

    def _roles(self, speaker: Speaker) -> frozenset[str]:
        actor = self.lexicon.actor(speaker.actor_id) if speaker.actor_id else None
        return actor.role_words if actor else frozenset()

    def _pronoun(self, sentence: Sentence, source: Source, pronoun: Pronoun, language: Language) -> Speaker:
        """The antecedent of a pronoun."""
        if pronoun.person != 3:
            return Speaker(None, "unknown", plural=pronoun.plural)
        at = sentence.start_of(source.first)
        recent = self._recent(sentence.segment.paragraph_no, pronoun)
        if not pronoun.animate or pronoun.plural:
            return recent.again() if recent else Speaker(None, "unknown", plural=pronoun.plural)
        named = self._named_before(sentence, at, pronoun, recent, language)
        if named:
            return named
        if recent and (recent.kind == "named" or recent.paragraph_no == sentence.segment.paragraph_no):
            return recent.again()
        return self._any_speaker(sentence.segment.paragraph_no) or (
            recent.again() if recent else Speaker(None, "unknown")
        )

    def _recent(self, paragraph_no: int, pronoun: Pronoun) -> Speaker | None:
        """The latest speaker that agrees with the pronoun."""
        for speaker in reversed(self.history):
            if paragraph_no - speaker.paragraph_no > _REACH:
                return None
            if _agrees(speaker, pronoun) and speaker.actor_id not in self.told:
                return speaker
        return None

    def _named_before(
        self, sentence: Sentence, at: int, pronoun: Pronoun, recent: Speaker | None, language: Language
    ) -> Speaker | None:
        """A person named since the latest speaker: the first of the nearest sentence that names a fitting one."""
        nearest: Mention | None = None
        segment = None
        for mention in self.index.before(at):
            if recent is not None and mention.start <= recent.at + 1:
                break
            actor = self.lexicon.actor(mention.actor_id)
            if actor is None or actor.kind != "person" or not _fits(actor.gender, pronoun):
                continue
            if mention.actor_id in self.told:
                continue
            if segment is not None and mention.segment_no != segment:
                break
            if not self._can_be_meant(sentence.text, mention, actor, language):
                continue
            nearest, segment = mention, mention.segment_no
        if nearest is None or self._keeps(nearest, recent):
            return None
        known = self.lexicon.actor(nearest.actor_id)
        return Speaker(
            nearest.actor_id, "named", known.gender if known else None, words=nearest.surface.lower().split()
        )

    def _can_be_meant(self, text: str, mention: Mention, actor: Actor, language: Language) -> bool:
        """Whether a pronoun can go back to a name: no possessor, not in a quotation, not behind a preposition.

        Somebody long out of office is meant only where the name opens its sentence.
        """
        if possesses(text, mention) or self._in_quotation(mention.start):
            return False
        before = text[max(0, mention.start - _WORD_WIDTH) : mention.start].lower().split()
        opens = self._segment_of(mention.start).start == mention.start
        if before and not opens and language.classes.get(before[-1], 0) & PREPOSITION:
            return False
        return opens or not (self.year and actor.last_year and self.year - actor.last_year > _HISTORY)

    def _keeps(self, mention: Mention, recent: Speaker | None) -> bool:
        """Whether the person stands in the latest speaker's own sentence, so that the speaker stays the subject."""
        if recent is None:
            return False
        inside = self._segment_of(recent.at)
        return inside.start <= recent.at < inside.end and inside.segment_no == mention.segment_no

    def _segment_of(self, offset: int) -> Segment:
        """The last segment that begins at an offset or before it; the first where none does."""
        return self.segments[max(0, bisect_right(self._begins, offset) - 1)]

    def _in_quotation(self, offset: int) -> bool:
        """Whether an offset lies in a quotation met so far."""
        before = bisect_left(self.quoted, (offset + 1, 0)) - 1
        return before >= 0 and offset < self.quoted[before][1]

    def _any_speaker(self, paragraph_no: int) -> Speaker | None:
        """Where gender fits nobody named (translation often loses it): the latest named speaker of this paragraph."""
        for speaker in reversed(self.history):
            if speaker.paragraph_no == paragraph_no and speaker.kind == "named" and not speaker.plural:
                return speaker.again()
        return None


def _is_office(sentence: Sentence, source: Source) -> bool:
    """Whether a phrase is an office in capitals and no name: `the Foreign Secretary`."""
    office = DETERMINER | TITLE | SOURCE_NOUN
    return all(sentence.tokens[at].bits & office for at in range(source.head_first, source.head_last + 1))


def _stands_behind(text: str, mention: Mention, wanted: str) -> bool:
    """Whether the words `wanted`, which begin with a blank, stand right behind a mention, in either case."""
    end = mention.end
    if end + 1 >= len(text) or text[end + 1].lower() != wanted[1]:  # as behind most mentions
        return False
    return text[end : end + len(wanted)].lower() == wanted


def _bare(word: str) -> str:
    """A word without a possessive ending."""
    return word[:-2] if word.endswith(("'s", "’s")) else word


def _fits(gender: str | None, pronoun: Pronoun) -> bool:
    return gender is None or pronoun.gender is None or gender == pronoun.gender


def _agrees(speaker: Speaker, pronoun: Pronoun) -> bool:
    """Whether a speaker can be the pronoun's antecedent."""
    if pronoun.plural:
        return speaker.plural or speaker.kind == "organization"
    if not pronoun.animate:
        return not speaker.animate and not speaker.plural
    return speaker.animate and not speaker.plural and _fits(speaker.gender, pronoun)
