"""Who a source is: actor, kind of speaker, gender and number, from its words and the mentions inside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

from mypy_extensions import mypyc_attr

from tasks.attribution.bodies import body_of, describes, kind_of, longer_name, near
from tasks.attribution.lexicon import AttributionLexicon, Language
from tasks.attribution.mention_index import MentionIndex, possesses
from tasks.attribution.pieces import Token
from tasks.attribution.sources import Source
from tasks.attribution.tokens import Sentence
from tasks.attribution.wordclass import (
    CAPITAL,
    COORDINATOR,
    LISTED,
    TIME,
)
from warehouse.records import Mention

_ROLE_WIDTH: Final = 20
_BODIES: Final = ("organization", "document")


@mypyc_attr(acyclic=True)
@final
class Speaker:
    """A speaker as far as the text tells. `words` describe it, for `the minister` to find it again."""

    def __init__(
        self,
        actor_id: str | None,
        kind: str,
        gender: str | None = None,
        plural: bool = False,
        animate: bool = True,
        words: list[str] | None = None,
    ) -> None:
        """Where it stands, and in what words, is set when it is known."""
        self.actor_id = actor_id
        self.kind = kind
        self.gender = gender
        self.plural = plural
        self.animate = animate
        self.words: list[str] = words or []
        self.context: list[Token] = []
        self.at = 0
        self.paragraph_no = 0

    def again(self) -> Speaker:
        """The same speaker, to be met at another place."""
        return Speaker(self.actor_id, self.kind, self.gender, self.plural, self.animate, self.words)


def describe(
    sentence: Sentence, source: Source, index: MentionIndex, language: Language, lexicon: AttributionLexicon
) -> Speaker:
    """The speaker that a noun phrase names, without looking elsewhere in the text."""
    first, last = source.head_first, source.head_last
    words = sentence.words(first, last + 1)
    mentions = _of_first(sentence, (first, last), index.inside(sentence.start_of(first), sentence.end_of(last)))
    person = _person(sentence, mentions, last, index, language, lexicon) or _apposed(sentence, source, index, lexicon)
    described = sentence.words(min(first, source.first), max(last, source.last) + 1)
    if person and not _contradicted(words, person, language, lexicon):
        known = lexicon.actor(person.actor_id)
        gender = (known.gender if known else None) or _gender(words, language)
        return Speaker(person.actor_id, "named", gender, words=described)
    return _unnamed(sentence, (first, last), mentions, described, language, lexicon)


def _of_first(sentence: Sentence, span: tuple[int, int], mentions: list[Mention]) -> list[Mention]:
    """The mentions that can be the speaker: no places; of coordinated sources (`Ann Lee and Bo Li`) the first's."""
    mentions = [mention for mention in mentions if mention.kind != "place"]
    if not mentions:
        return mentions
    for at in range(span[0], span[1] + 1):
        if sentence.tokens[at].bits & COORDINATOR:
            offset = sentence.start_of(at)
            if not any(mention.start < offset < mention.end for mention in mentions):
                return [mention for mention in mentions if mention.end <= offset] or mentions
    return mentions


def _person(
    sentence: Sentence,
    mentions: list[Mention],
    last: int,
    index: MentionIndex,
    language: Language,
    lexicon: AttributionLexicon,
) -> Mention | None:
    """The person who speaks: one right after a title or role ("spokeswoman Ann Lee"), else the last one named.

    A possessor does not speak ("Biden's adviser"), unless it is all the source ("in Biden's view").
    """
    if not mentions:
        return None
    people = [
        mention
        for mention in mentions
        if kind_of(mention, lexicon) == "person"
        and not (possesses(sentence.text, mention) and mention.end <= sentence.start_of(last))
        and not (mention.kind == "surname" and index.is_namesake(sentence.text, mention, language))
    ]
    chosen: Mention | None = None
    for mention in people:
        before = sentence.text[max(0, mention.start - _ROLE_WIDTH) : mention.start].lower().split()
        if _served(before, language):
            continue
        chosen = mention
        word = before[-1].rstrip(".") if before else ""
        if word in language.titles or word in language.source_nouns:
            break
    return chosen


def _served(before: list[str], language: Language) -> bool:
    """Whether a person is whom somebody else serves: `an aide to Ann Lee`, `a lawyer for Ann Lee`."""
    return len(before) > 1 and before[-1] in language.linking_prepositions and before[-2] in language.source_nouns


def _apposed(sentence: Sentence, source: Source, index: MentionIndex, lexicon: AttributionLexicon) -> Mention | None:
    """The person whose name follows a role as an apposition: `the foreign minister, Ann Lee, said`."""
    after = source.head_last + 2
    if after > source.last or sentence.tokens[after - 1].low != ",":
        return None
    named = index.inside(sentence.start_of(after), sentence.end_of(source.last))
    if not named or named[0].start != sentence.start_of(after) or possesses(sentence.text, named[0]):
        return None
    return named[0] if kind_of(named[0], lexicon) == "person" else None


def _contradicted(words: list[str], person: Mention, language: Language, lexicon: AttributionLexicon) -> bool:
    """Whether a title says that somebody else of that surname speaks: `Mr.` before a woman's."""
    actor = lexicon.actor(person.actor_id)
    known = actor.gender if actor else None
    titled = _title_gender(words, language)
    return known is not None and titled is not None and known != titled


def _unnamed(
    sentence: Sentence,
    span: tuple[int, int],
    mentions: list[Mention],
    described: list[str],
    language: Language,
    lexicon: AttributionLexicon,
) -> Speaker:
    """A speaker without a person's mention: an official, sources, a body, a document, or a name unknown here."""
    first, last = span
    head = head_noun(sentence, span, language)
    knows = next((at for at in range(first, last + 1) if sentence.tokens[at].low in language.insiders), last + 1)
    if head >= 0 and head < knows and not _name_after(sentence, head, last, language):
        group = language.source_nouns[sentence.tokens[head].low]
        plural = sentence.tokens[head].low.endswith("s") or sentence.tokens[first].low in ("all", "both")
        if group.kind == "unknown" and knows < last:
            return Speaker(None, "anonymous_sources", group.gender, plural, True, described)
        actor = body_of(near(sentence, mentions, head, group.kind, lexicon), lexicon) if group.kind in _BODIES else None
        animate = group.kind.startswith("anonymous") or plural
        inside = actor and mentions[-1].start <= sentence.start_of(head) < mentions[-1].end
        return Speaker(actor, "organization" if inside else group.kind, group.gender, plural, animate, described)
    if knows < last:
        return Speaker(None, "anonymous_sources", None, True, words=described)
    body = body_of(mentions, lexicon) if mentions else None
    told = body is not None and describes(sentence, first, last, mentions[-1], language)
    if body and not told and not longer_name(sentence, span, mentions):
        return Speaker(body, "organization", animate=False, words=described)
    own = _owned(sentence, span, language)
    many = sentence.tokens[first].low in language.quantifiers and first < last
    if not (told or many) and any(_is_name(sentence, i, language) for i in range(own, last + 1)):
        plural = any(sentence.tokens[i].low in language.coordinators for i in range(first, last + 1))
        return Speaker(None, "named", _gender(sentence.words(first, last + 1), language), plural, words=described)
    plural = sentence.tokens[last].low.endswith("s")
    return Speaker(None, "unknown", None, plural, words=described)


def _owned(sentence: Sentence, span: tuple[int, int], language: Language) -> int:
    """Where a phrase begins behind its possessor: `the city's sheriff`."""
    for at in range(span[1] - 1, span[0] - 1, -1):
        if sentence.tokens[at].low.endswith(language.possessive_endings):
            return at + 1
    return span[0]


def _is_name(sentence: Sentence, at: int, language: Language) -> bool:
    """Whether a token is written like a name; a known word or a plural that opens its sentence is none."""
    classes = sentence.tokens[at].bits
    if at or not classes & CAPITAL:
        return bool(classes & CAPITAL)
    lower = len(sentence.tokens) > 1 and not sentence.tokens[1].bits & CAPITAL
    plural = bool(language.plural_endings) and sentence.tokens[0].low.endswith(language.plural_endings)
    return not classes & LISTED and not (plural and lower)


def head_noun(sentence: Sentence, span: tuple[int, int], language: Language) -> int:
    """The source noun that heads a phrase: the last one before its first linking preposition; -1 where none.

    A document behind such a preposition heads none: `beneficiaries of the law`.
    """
    first, last = span
    found, linked = -1, False
    for at in range(first, last + 1):
        word = sentence.tokens[at].low
        if found >= 0 and (
            word in language.linking_prepositions or word in language.prepositions_plain or word in language.relatives
        ):
            break
        linked = linked or word in language.linking_prepositions
        noun = language.source_nouns.get(word)
        if noun and not (linked and noun.kind == "document"):
            found = at
    return found


def _name_after(sentence: Sentence, head: int, last: int, language: Language) -> bool:
    """Whether a name follows a role noun ("spokesman John Doe"), so that the person speaks."""
    after = head + 1
    if after < last and sentence.tokens[after].low in (",", "("):
        after += 1
    if after > last or sentence.tokens[after].bits & (CAPITAL | TIME) != CAPITAL:
        return False
    return not sentence.tokens[head].bits & CAPITAL or language.source_nouns[sentence.tokens[head].low].kind.startswith(
        "anonymous"
    )


def _gender(words: Sequence[str], language: Language) -> str | None:
    """Gender from a title or a gendered noun in the phrase."""
    titled = _title_gender(words, language)
    if titled:
        return titled
    for word in words:
        noun = language.source_nouns.get(word)
        if noun and noun.gender:
            return noun.gender
    return None


def _title_gender(words: Sequence[str], language: Language) -> str | None:
    """Gender from the first title that has one."""
    return next((found for word in words if (found := language.titles.get(word.rstrip(".")))), None)
