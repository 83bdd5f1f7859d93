"""Room 2: bytes to clean text with metadata, every change noted with its place in the raw text."""

from tasks.normalize.batch import NormalizeRules, compile_rules, normalize, resolve_outlet

__all__ = ["NormalizeRules", "compile_rules", "normalize", "resolve_outlet"]
