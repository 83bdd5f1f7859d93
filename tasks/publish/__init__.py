"""Last room: everything a run has staged becomes visible in one transaction, or not at all."""

from tasks.publish.commit import CheckFailedError, Publication, Statements, publish
from tasks.publish.merging import find_merges

__all__ = ["CheckFailedError", "Publication", "Statements", "find_merges", "publish"]
