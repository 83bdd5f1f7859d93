"""Last room: everything a run has staged becomes visible in one transaction, or not at all."""

from tasks.publish.commit import CheckFailedError, Publication, Statements, publish

__all__ = ["CheckFailedError", "Publication", "Statements", "publish"]
