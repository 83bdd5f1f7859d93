"""The crosswalk from statuses to codes of event schemes: config/rules/event_codes.toml."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from pydantic import model_validator

from config.loading import Frozen, load
from config.sanctions import Status

SHIPPED = Path(__file__).parent / "rules" / "event_codes.toml"


class EventCode(Frozen):
    """The codes of one status; None where a scheme has none. Sources of the codes: docs/codes.md."""

    status: Status
    cameo: str | None = None
    plover: str | None = None
    ties: str | None = None


class EventCodes(Frozen):
    """One row a status, every status once."""

    code: tuple[EventCode, ...]

    @model_validator(mode="after")
    def _every_status_once(self) -> EventCodes:
        coded = sorted(code.status for code in self.code)
        if coded != sorted(get_args(Status)):
            raise ValueError(f"every status needs one [[code]]; there are {', '.join(coded)}")
        return self


def load_event_codes(path: Path = SHIPPED) -> EventCodes:
    """Read a crosswalk. Raises ConfigError for a file that is not valid or leaves out a status."""
    return load(EventCodes, path)
