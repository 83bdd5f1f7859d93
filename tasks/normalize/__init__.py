"""Room 2: bytes to clean text with metadata, every change noted with its place in the raw text."""

from tasks.normalize.batch import NormalizeRules, compile_rules, normalize, resolve_outlet
from tasks.normalize.repeats import EdgeLines, edge_lines

__all__ = [
    "EdgeLines",
    "NormalizeRules",
    "compile_rules",
    "edge_lines",
    "normalize",
    "resolve_outlet",
]
