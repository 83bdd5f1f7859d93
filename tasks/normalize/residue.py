"""Damage inside sentences: repaired where the repair is certain, flagged elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from config.knowledge import ActorEntry
from config.text import Lexicon, ResidueRule
from tasks.normalize.alignment import AlignedText, Edit, smallest_edit
from tasks.normalize.findings import FLAGGED, REMOVED, Findings
from tasks.normalize.scan import Gate, Gates

_SAMPLE = 3000  # bytes that tell the language well enough to open or close its rules
_BEFORE, _BEHIND = 3, 80  # what a pattern may look at beyond its paragraph


class _Compiled(NamedTuple):
    """A rule; `gone` is the group of its pattern that a removal takes out."""

    rule: ResidueRule
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    gone: str | int


class ResidueRules:
    """Compiled rules of one language, or those of every language, with the test that tells whether they apply."""

    def __init__(self, rules: Iterable[ResidueRule], actors: Sequence[ActorEntry], lexicon: Lexicon | None) -> None:
        words = {
            "{demonyms}": sorted({word for actor in actors for word in actor.adjectives}),
            "{countries}": sorted({actor.name for actor in actors if actor.kind == "country"}),
        }
        self.rules = [_compiled(rule, words) for rule in rules]
        self.numbers = {compiled.rule.id: number for number, compiled in enumerate(self.rules)}
        self.gates = [
            Gate(literal, compiled.rule.id, compiled.rule.begins)
            for compiled in self.rules
            for need in compiled.rule.needs
            for literal in _literals(need, words)
        ]
        self.markers = tuple(f" {word} ".encode() for word in lexicon.markers) if lexicon else ()
        self.per_kilo = lexicon.markers_per_kilo if lexicon else 0.0

    def apply_to(self, text: AlignedText) -> bool:
        """Whether the text is in the language of the rules, told by its most frequent words."""
        sample = text.text[:_SAMPLE].encode("utf-8", "replace")[:_SAMPLE]
        missing = self.per_kilo * len(sample) / 1000
        for marker in self.markers:
            missing -= sample.count(marker)
            if missing <= 0:
                return True
        return not self.markers


def _literals(need: str, words: Mapping[str, Sequence[str]]) -> list[str]:
    """A literal that opens a rule, once for each word of the knowledge base where it names them."""
    named = next((name for name in words if name in need), None)
    return [need.replace(named, word) for word in words[named]] if named else [need]


def _compiled(rule: ResidueRule, words: Mapping[str, Sequence[str]]) -> _Compiled:
    """A rule with the words of the knowledge base in the place of their names."""
    pattern = rule.pattern
    for name, alternatives in words.items():
        pattern = pattern.replace(name, _alternatives(alternatives))
    compiled = re.compile(pattern)
    gone = "gone" if "gone" in compiled.groupindex else 0
    return _Compiled(rule, compiled, re.compile(rule.unless) if rule.unless else None, gone)


def _alternatives(words: Iterable[str]) -> str:
    """A group of words for a pattern; one that never matches where there are none."""
    return "(?:" + ("|".join(sorted(map(re.escape, set(words)), key=lambda w: (-len(w), w))) or r"(?!)") + ")"


def mend(text: AlignedText, rules: ResidueRules, gates: Gates, findings: Findings) -> AlignedText:
    """Apply every rule whose gate is open, one after the other."""
    opened = rules.numbers.keys() & {*gates, *[rule_id for _, rule_id in text.marks]}
    for number in sorted(map(rules.numbers.__getitem__, opened)):
        compiled = rules.rules[number]
        if compiled.rule.begins is not None:
            matches = _matches_at_marks(compiled, text)
        else:
            literals = gates.get(compiled.rule.id)
            matches = list(_matches(compiled.pattern, text.text, literals)) if literals else []
        if compiled.unless:
            matches = [match for match in matches if not compiled.unless.search(match.group())]
        if matches:
            text = text.edit(_edits(text, compiled, matches, findings))
    return text


def _edits(
    text: AlignedText, compiled: _Compiled, matches: Iterable[re.Match[str]], findings: Findings
) -> Sequence[Edit]:
    """What one rule does where it matches."""
    edits: list[Edit] = []
    rule = compiled.rule
    for match in matches:
        if rule.remove:
            where = (text, *match.span(compiled.gone))
            edits.append(Edit(where[1], where[2], ""))
            findings.note(where, rule.kind, rule.id, REMOVED)
        elif rule.replacement is not None:
            written, new = match.group(), match.expand(rule.replacement)
            edit = smallest_edit(match.start(), written, new)
            edits.extend([edit] if edit else [])
            findings.note((text, *match.span()), rule.kind, rule.id, ("repaired", new))
        else:
            start, end = match.span()
            spaces = end - start - len(match.group().lstrip())
            findings.note((text, start + spaces, end), rule.kind, rule.id, FLAGGED)
    return edits


def _matches_at_marks(compiled: _Compiled, text: AlignedText) -> list[re.Match[str]]:
    """Matches of a rule's pattern that begin at its marks."""
    rule_id, content, match_at, reached = compiled.rule.id, text.text, compiled.pattern.match, 0
    matches = []
    for place, marked_by in text.marks:
        if marked_by == rule_id and place >= reached and (match := match_at(content, place)):
            reached = match.end()
            matches.append(match)
    return matches


def _matches(pattern: re.Pattern[str], content: str, literals: Iterable[str]) -> Iterator[re.Match[str]]:
    """Matches of a pattern in the paragraphs that hold a literal; a literal of one character tells no paragraph."""
    if any(len(literal) == 1 for literal in literals):
        yield from pattern.finditer(content)
        return
    reached = 0
    for start, end in sorted(_lines_with(content, literals)):
        for match in pattern.finditer(content, max(reached, start - _BEFORE), min(len(content), end + _BEHIND)):
            if match.start() >= end:
                break
            reached = match.end()
            yield match


def _lines_with(content: str, literals: Iterable[str]) -> set[tuple[int, int]]:
    """Where the lines stand that hold a literal."""
    lines: set[tuple[int, int]] = set()
    for literal in literals:
        at = content.find(literal)
        while at >= 0:
            end = content.find("\n", at + len(literal))
            end = len(content) if end < 0 else end
            lines.add((content.rfind("\n", 0, at + 1) + 1, end))
            at = content.find(literal, end)
    return lines
