"""Where a run says how far it is: nowhere in a deployment, a progress bar on a terminal."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Listens to a run."""

    def begin(self, stage: str, total: int, unit: str) -> None:
        """A stage of `total` units begins."""

    def advance(self, done: int) -> None:
        """`done` more units of the current stage are through."""

    def end(self) -> None:
        """The current stage is through."""


class Silent:
    """Listens and says nothing."""

    def begin(self, stage: str, total: int, unit: str) -> None:
        """Nothing to say."""

    def advance(self, done: int) -> None:
        """Nothing to say."""

    def end(self) -> None:
        """Nothing to say."""


_listener: Progress = Silent()


def listen(listener: Progress) -> None:
    """Make `listener` the one that this process's runs report to."""
    global _listener  # noqa: PLW0603 (a process has one terminal)
    _listener = listener


def progress() -> Progress:
    """The current listener."""
    return _listener
