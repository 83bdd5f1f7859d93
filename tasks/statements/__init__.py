"""One statement, many reports: which reported sentences of different documents are the same thing said.

`sign_statements` leaves behind, in each shard, the words that a statement is compared by. When a run's copies are
known, `tasks.statements.linking` compares statements of copies with each other, and one speaker's statements across
all texts, and groups what belongs together. Why so: docs/decisions.
"""

from tasks.statements.signing import sign_statements

__all__ = ["sign_statements"]
