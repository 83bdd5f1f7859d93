"""Room 2: bytes to clean text with metadata, every change noted with its place in the raw text."""

from tasks.normalize.batch import NormalizeRules, compile_rules, normalize, resolve_outlet
from tasks.normalize.repeats import body_hash, line_counts, line_hashes, repeated

__all__ = [
    "NormalizeRules",
    "body_hash",
    "compile_rules",
    "line_counts",
    "line_hashes",
    "normalize",
    "repeated",
    "resolve_outlet",
]
