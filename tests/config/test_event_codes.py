"""The crosswalk of statuses to event codes."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from config.event_codes import load_event_codes
from config.loading import ConfigError
from config.sanctions import Status


def test_every_status_has_its_codes_once() -> None:
    assert {code.status for code in load_event_codes().code} == set(get_args(Status))


def test_a_crosswalk_that_leaves_out_a_status_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "event_codes.toml"
    path.write_text('[[code]]\nstatus = "imposed"\ncameo = "163"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="every status needs one"):
        load_event_codes(path)
