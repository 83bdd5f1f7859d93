"""The mentions of a document by place, and which surnames are somebody else's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

from mypy_extensions import mypyc_attr

from tasks.attribution.gate import any_between, first_from
from tasks.attribution.lexicon import AttributionLexicon, Language
from warehouse.records import Mention

_ROLE_WIDTH: Final = 20
_POSSESSIVE: Final = ("'s", "’s")


@mypyc_attr(acyclic=True)
@final
class MentionIndex:
    """A document's mentions by offset."""

    def __init__(self, mentions: Sequence[Mention], lexicon: AttributionLexicon) -> None:
        """Keep mentions, which are in text order."""
        self.mentions = list(mentions)
        self._starts = [mention.start for mention in self.mentions]
        self._namesakes: dict[tuple[str, str], bool] = {}
        self.outlets = [mention.start for mention in self.mentions if mention.actor_id in lexicon.outlets]

    def inside(self, start: int, end: int) -> list[Mention]:
        """Mentions that lie inside a span."""
        found: list[Mention] = []
        for number in range(first_from(self._starts, start), len(self._starts)):
            if self._starts[number] >= end:
                break
            mention = self.mentions[number]
            if mention.end <= end:
                found.append(mention)
        return found

    def has_outlet(self, start: int, end: int) -> bool:
        """Whether an outlet is named in a span."""
        return any_between(self.outlets, start, end)

    def is_namesake(self, text: str, mention: Mention, language: Language) -> bool:
        """Whether the text introduces somebody else of that surname (`Rosa Hale`) and never the actor by full name."""
        key = mention.actor_id, mention.surface
        if key not in self._namesakes:
            full = any(other.actor_id == mention.actor_id and other.kind == "name" for other in self.mentions)
            self._namesakes[key] = not full and self._introduced(text, mention.surface, language)
        return self._namesakes[key]

    def _introduced(self, text: str, surname: str, language: Language) -> bool:
        """Whether an unknown capitalised word, as a first name, stands before the surname and no mention holds it."""
        at = text.find(" " + surname)
        while at >= 0:
            first, after = text[max(0, at - _ROLE_WIDTH) : at].rpartition(" ")[2], at + 1 + len(surname)
            linked = any(mention.start <= at for mention in self.inside(at - len(first), after))
            if first.isalpha() and first[0].isupper() and first.lower() not in language.classes and not linked:
                return True
            at = text.find(" " + surname, after)
        return False

    def before(self, offset: int) -> list[Mention]:
        """Mentions that start before an offset, the nearest first."""
        found = self.mentions[: first_from(self._starts, offset)]
        found.reverse()
        return found


def possesses(text: str, mention: Mention) -> bool:
    """Whether a possessive ending belongs to the mention."""
    return text.startswith(_POSSESSIVE, mention.end) or mention.surface.endswith(_POSSESSIVE)
