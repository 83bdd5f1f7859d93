"""The sanctions room: every claim about sanctions, with its status, sender, target, measures, condition and speaker."""

from tasks.sanctions.compiling import SanctionsGrammar, compile_grammar
from tasks.sanctions.find import find_sanctions

__all__ = ["SanctionsGrammar", "compile_grammar", "find_sanctions"]
