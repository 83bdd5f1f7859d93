"""Which sentences are read as one: what a colon announces, and who spoke a quotation that ends a sentence."""

from __future__ import annotations

from typing import Final

from tasks.attribution.cues import find_statements
from tasks.attribution.gate import any_between
from tasks.attribution.lexicon import Language
from tasks.attribution.sentences import Part
from tasks.attribution.tokens import tokenize

_LONG: Final = 160  # characters that a sentence about who spoke has at most


def announces(held: Part, opening: Part, triggers: list[int]) -> bool:
    """Whether a sentence with a cue, which ends in a colon, announces the next paragraph: a quotation."""
    start, end, _, inside = opening
    quoted = bool(inside) and inside[0].start == start and inside[-1].end >= end
    return quoted and any_between(triggers, held[0], held[1])


def joined(text: str, held: Part | None, sentences: list[Part], triggers: list[int], language: Language) -> list[Part]:
    """The sentences of a paragraph; the first with the one that announces it, a quotation with the one behind it."""
    parts = sentences
    if held:
        _, stop, _, inside = parts[0]
        parts[0] = held[0], stop, held[2], [*held[3], *inside]
    for number in range(len(parts) - 1, 0, -1):
        start, end, segment, inside = parts[number - 1]
        if (
            inside
            and inside[-1].end >= end
            and _names_speaker(text, parts[number - 1], parts[number], triggers, language)
        ):
            parts[number - 1 : number + 1] = [(start, parts[number][1], segment, inside)]
    return parts


def _names_speaker(text: str, quoted: Part, behind: Part, triggers: list[int], language: Language) -> bool:
    """Whether a sentence only says who spoke the quotation before it, as `Lee asked` behind `"Who pays?"`."""
    start, end, segment, inside = behind
    if inside or end - start > _LONG or not any_between(triggers, start, end):
        return False
    if find_statements(tokenize(text, start, end, segment, [], language), language).found:
        return False
    last = quoted[3][-1]
    return bool(find_statements(tokenize(text, last.start, end, segment, [last], language), language).quoted)
