"""Who said what: reported statements with source, cue, content, speaker and relay."""

from tasks.attribution.batch import attribute
from tasks.attribution.lexicon import AttributionLexicon, compile_attribution

__all__ = ["AttributionLexicon", "attribute", "compile_attribution"]
