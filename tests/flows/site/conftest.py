"""Built sites, made once for all tests that look at them, and a browser to look with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config.settings import LakeSettings, SiteSettings
from flows.site import build_site
from tests.flows.site.chromium import chromium
from tests.flows.site.hostile import hostile_lake
from tests.warehouse.native import NativeLake, native_copy
from warehouse.lake import open_lake

SMALL = SiteSettings(rows=3, pages=4, articles=5)


@pytest.fixture(scope="session")
def demo_site(native_demo: NativeLake, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the demo's lake."""
    target = tmp_path_factory.mktemp("site") / "demo"
    build_site(native_demo, target, SiteSettings(pages=25))
    return target


@pytest.fixture(scope="session")
def small_site(demo_lake: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the demo's lake under a small budget, from the lake itself."""
    target = tmp_path_factory.mktemp("site") / "small"
    build_site(open_lake(LakeSettings(), demo_lake), target, SMALL)
    return target


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a lake whose every text is an attack."""
    folder = tmp_path_factory.mktemp("hostile")
    lake = native_copy(hostile_lake(folder / "lake"), folder / "native")
    build_site(lake, folder / "site", SiteSettings())
    return folder / "site"


@pytest.fixture(scope="module")  # its event loop must not outlive the tests that look at pages
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with chromium() as found:
        yield found
