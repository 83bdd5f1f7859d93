"""A cue with its speaker inside the marks of a quotation: `«..., — said Lee. — ...»`, `« ..., a dit Lee. ... »`."""

from __future__ import annotations

from tasks.attribution.cues import find_statements
from tasks.attribution.lexicon import Language
from tasks.attribution.scan import Found
from tasks.attribution.tokens import Sentence


def told_inside(sentence: Sentence, language: Language) -> Found | None:
    """The statement that a whole quotation is, `sentence` being what stands inside its marks; None without a cue."""
    for found in find_statements(sentence, language).found:
        told = found.cue is not None and found.source is not None and found.rule.endswith("inverted")
        if (
            told
            and found.cue
            and found.content[0] == 0
            and sentence.tokens[found.cue[0] - 1].low in language.told_inside
        ):
            found.content, found.rule = (0, len(sentence.tokens) - 1), "direct.inside"
            return found
    return None
