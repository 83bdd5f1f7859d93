"""Room 2: bytes to clean text with metadata, every change noted with its place in the raw text."""

from tasks.normalize.batch import NormalizeRules, compile_rules, normalize, resolve_outlet
from tasks.normalize.names import with_damaged_names
from tasks.normalize.repeats import EdgeLines, edge_lines
from tasks.normalize.translationese import CompiledTranslationese, Translationese, score_all
from tasks.normalize.words import count_words

__all__ = [
    "CompiledTranslationese",
    "EdgeLines",
    "NormalizeRules",
    "Translationese",
    "compile_rules",
    "count_words",
    "edge_lines",
    "normalize",
    "resolve_outlet",
    "score_all",
    "with_damaged_names",
]
