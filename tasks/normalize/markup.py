"""Left-over HTML: entities, tags, comments, scripts."""

from __future__ import annotations

import html
import re

from config.text import Markup
from tasks.normalize.alignment import AlignedText, Edit
from tasks.normalize.findings import REMOVED, Findings

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,20}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")


class MarkupRules:
    """Compiled names of elements."""

    def __init__(self, rules: Markup) -> None:
        dropped, every = "|".join(rules.dropped), "|".join((*rules.blocks, *rules.inline, *rules.dropped))
        self.blocks = frozenset(rules.blocks)
        one = rf"<!doctype[^<>]*>|</?({every})(?:\s[^<>]*)?/?>"
        self.tag = re.compile(one, re.IGNORECASE)
        self.element = re.compile(
            rf"<!--.*?-->|<(?:{dropped})\b[^<>]*>.*?</(?:{dropped})\s*>|{one}", re.IGNORECASE | re.DOTALL
        )


def clean_markup(text: AlignedText, rules: MarkupRules, findings: Findings) -> AlignedText:
    """Unescape entities and take out tags; an element that ends a paragraph leaves a blank line."""
    if "<" in text.text:
        text = _drop_tags(text, rules, findings)
    if "&" in text.text:
        text = _unescape(text, findings)
    return text


def _drop_tags(text: AlignedText, rules: MarkupRules, findings: Findings) -> AlignedText:
    """Take out tags of known elements; other angle brackets are text."""
    edits = []
    closed = "</" in text.text or "-->" in text.text
    for match in (rules.element if closed else rules.tag).finditer(text.text):
        block = (match.group(1) or "").lower() in rules.blocks
        edits.append(Edit(*match.span(), "\n\n" if block else ""))
        findings.note((text, *match.span()), "markup_residue", "tag", REMOVED)
    return text.edit(edits)


def _unescape(text: AlignedText, findings: Findings) -> AlignedText:
    """Put characters in the place of entities that HTML knows."""
    edits = []
    for match in _ENTITY.finditer(text.text):
        character = html.unescape(match.group())
        if character == match.group():
            continue
        edits.append(Edit(*match.span(), character))
        findings.note((text, *match.span()), "markup_residue", "entity", ("repaired", character))
    return text.edit(edits)
