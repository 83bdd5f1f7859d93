"""Which body or country a phrase stands for, and which it only tells of."""

from __future__ import annotations

from typing import Final

from tasks.attribution.lexicon import AttributionLexicon, Language
from tasks.attribution.subjects import head_end
from tasks.attribution.tokens import Sentence
from tasks.attribution.wordclass import CAPITAL, DETERMINER, SOURCE_NOUN, TITLE
from warehouse.records import Mention

_DISCOVERED: Final = "discovered_"
_OF_BODIES: Final = ("_body", "_legal_form", "_acronym")
_NAMES: Final = 2  # capitalised words that a name behind a body's has
_LINK_WIDTH: Final = 8  # characters of a preposition and an article, as in `a report by the League`


def kind_of(mention: Mention, lexicon: AttributionLexicon) -> str | None:
    """The kind of a known actor; of a discovered one the kind that the rule of its mention finds."""
    actor = lexicon.actor(mention.actor_id)
    if actor is not None:
        return actor.kind
    if not mention.method.startswith(_DISCOVERED):
        return None
    return "organization" if mention.method.endswith(_OF_BODIES) else "person"


def near(
    sentence: Sentence, mentions: list[Mention], head: int, kind: str, lexicon: AttributionLexicon
) -> list[Mention]:
    """The mentions that can be the body which speaks: of a document's phrase no country that is told of behind it."""
    if kind != "document":
        return mentions
    end = sentence.end_of(head)
    return [
        one
        for one in mentions
        if one.start < end
        or kind_of(one, lexicon) != "country"
        or (one.start <= end + _LINK_WIDTH and one.kind != "adjective")
    ]


def describes(sentence: Sentence, first: int, last: int, mention: Mention, language: Language) -> bool:
    """Whether a body only tells of what kind somebody is: `a Liberal operative`, `few Veltrans`, `the Liberal`."""
    if sentence.tokens[last].bits & (TITLE | CAPITAL | SOURCE_NOUN) == TITLE and mention.end < sentence.start_of(last):
        return True
    role = head_end(sentence, first, last)
    if sentence.tokens[role].bits & (TITLE | CAPITAL | SOURCE_NOUN) == TITLE and sentence.end_of(role) < mention.start:
        return True  # "the commander of the fleet"
    if mention.kind != "adjective" or _role_follows(sentence, last, mention):
        return False
    if mention.end == sentence.end_of(last) and sentence.tokens[first].low in language.quantifiers:
        return True  # "few Veltrans"
    if mention.end <= sentence.start_of(last):
        return not sentence.tokens[last].bits & CAPITAL
    single = language.plural_endings and not sentence.tokens[last].low.endswith(language.plural_endings)
    return bool(single) and first < last and bool(sentence.tokens[first].bits & DETERMINER)


def _role_follows(sentence: Sentence, last: int, mention: Mention) -> bool:
    """Whether a role and a name of one capitalised word follow a mention: `the Veltran attorney Joe diNova`."""
    name = last
    if not sentence.tokens[last].bits & CAPITAL:
        name -= 1  # "diNova"
    while name > 0 and sentence.tokens[name - 1].bits & CAPITAL and sentence.start_of(name - 1) >= mention.end:
        name -= 1
    role = sentence.tokens[name - 1].bits if name > 0 and sentence.start_of(name - 1) >= mention.end else 0
    return bool(role & (TITLE | SOURCE_NOUN)) and bool(sentence.tokens[name].bits & CAPITAL)


def body_of(mentions: list[Mention], lexicon: AttributionLexicon) -> str | None:
    """The body or country that a phrase stands for: an organization before a country, the last one named."""
    for kinds in (("organization", "outlet", "group"), ("country",)):
        for mention in reversed(mentions):
            if kind_of(mention, lexicon) in kinds:
                return mention.actor_id
    return None


def longer_name(sentence: Sentence, span: tuple[int, int], mentions: list[Mention]) -> bool:
    """Whether two or more capitalised words, or a role and one, follow the last mention: "US Senator Ann Lee"."""
    first, last = span
    end = mentions[-1].end
    after = [i for i in range(first, last + 1) if sentence.start_of(i) >= end and sentence.tokens[i].bits & CAPITAL]
    return len(after) >= _NAMES or _role_follows(sentence, last, mentions[-1])
