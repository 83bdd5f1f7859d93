"""What Chromium makes of the pages: nothing runs, nothing is fetched, everything can be read and reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page

from config.settings import LakeSettings
from flows.site import article_alone
from tests.flows.site.hostile import STEERING
from warehouse.lake import open_lake

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("prefect")]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


class Watched:
    """A tab, and everything its pages did that they should not. Opening a page in it costs a tenth of a new tab."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("dialog", self._asked)
        page.on("console", lambda message: self.wrong.append(f"console {message.text}"))
        page.on("pageerror", lambda error: self.wrong.append(f"error {error}"))
        page.on("request", lambda request: self._requested(request.url))

    def open(self, path: Path, anchor: str = "") -> None:
        """Open a page from its file."""
        self.page.goto(f"{path.as_uri()}{anchor}")

    def _asked(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _requested(self, url: str) -> None:
        if not url.startswith("file:"):
            self.wrong.append(f"request {url}")


@contextmanager
def tab(browser: Browser, **context: Any) -> Iterator[Watched]:
    """A tab for one page after another."""
    opened = browser.new_context(**({"viewport": DESK} | context))
    try:
        yield Watched(opened.new_page())
    finally:
        opened.close()


@contextmanager
def watched(browser: Browser, path: Path, anchor: str = "", **context: Any) -> Iterator[Watched]:
    """A page opened from its file, in a tab of its own."""
    with tab(browser, **context) as seen:
        seen.open(path, anchor)
        yield seen


def one_of_each(site: Path) -> list[Path]:
    """Every page of the root, and the largest of every kind below it."""
    folders = sorted(path for path in site.iterdir() if path.is_dir() and path.name != "assets")
    largest = [max(folder.glob("*.html"), key=lambda path: (path.stat().st_size, path.name)) for folder in folders]
    return [*sorted(site.glob("*.html")), *largest]


def test_hostile_text_is_text(browser: Browser, hostile_site: Path) -> None:
    pages = sorted(hostile_site.rglob("*.html"))
    assert len(pages) > 15
    with tab(browser) as seen:
        for path in pages:
            seen.open(path)
            assert seen.wrong == [], path.name
            found = seen.page.evaluate(_LOOK)
            assert found["scripts"] == ["site.js"], path.name
            assert not (found["handlers"] or found["addresses"] or found["foreign"]), (path.name, found)
            assert not set(found["text"]) & set(STEERING.replace(" ", "")) & set("\u202e\u2066\u2069\u200b\x00\x1b\x85")


def test_hostile_text_is_shown_as_it_is(browser: Browser, hostile_site: Path) -> None:
    with watched(browser, hostile_site / "articles" / "d1.html") as seen:
        text = seen.page.inner_text("main")
        title = seen.page.title()
    for part in (
        "<script>alert('x')</script>",
        "javascript:alert(3)",
        "{{ 7 * 7 }}",
        "⟨U+202E⟩",
        "⟨U+0000⟩",
        "</title>",
    ):
        assert part in text and part in title


_LOOK = """() => ({
    scripts: [...document.scripts].map((script) => script.src.split("/").pop()),
    handlers: [...document.querySelectorAll("*")].flatMap((each) => [...each.attributes])
        .filter((each) => each.name.startsWith("on")).length,
    addresses: [...document.querySelectorAll("[href], [src]")]
        .map((each) => each.href?.baseVal ?? each.href ?? each.src)
        .filter((address) => !address.startsWith("file:") && !address.startsWith("#")
            && !/^[\\w./-]+\\.html(#[\\w-]*)?$/.test(address)),
    foreign: document.querySelectorAll("img, iframe, base, object, embed, form, b").length,
    text: document.documentElement.textContent,
})"""


def test_no_page_of_the_demo_does_anything_wrong(browser: Browser, demo_site: Path) -> None:
    for viewport in (DESK, PHONE):
        with tab(browser, viewport=viewport) as seen:
            for path in one_of_each(demo_site):
                seen.open(path)
                width = seen.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
                assert seen.wrong == [], path.name
                assert width[0] <= width[1], f"{path.name} is wider than {viewport['width']}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_pass_axe(browser: Browser, small_site: Path, scheme: str) -> None:
    with tab(browser, color_scheme=scheme, viewport=DESK if scheme == "light" else PHONE) as seen:
        for path in one_of_each(small_site):  # a page of few rows has all that one of many has, and axe is slow
            seen.open(path)
            found = Axe().run(seen.page).response["violations"]
            said = [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found]
            assert said == [], f"{path.name}, {scheme}"


def test_a_fragment_lights_every_piece_of_its_finding(browser: Browser, hostile_site: Path) -> None:
    with watched(browser, hostile_site / "articles" / "d1.html", "#q0") as seen:
        pieces = seen.page.locator('[data-of="q0"]')
        assert pieces.count() > 1
        colours = {piece.evaluate("each => getComputedStyle(each).backgroundColor") for piece in pieces.all()}
        assert len(colours) == 1 and seen.page.locator('[data-note="q0"].lit').count() == 1


def test_tables_sort_search_and_choose(browser: Browser, demo_site: Path) -> None:
    with watched(browser, demo_site / "actors.html") as seen:
        league = seen.page.locator("#league")
        mentions = "td[data-label=mentions]"
        league.get_by_role("button", name="mentions").click()
        counts = [int(text.replace(",", "")) for text in league.locator(mentions).all_inner_texts() if text]
        assert counts == sorted(counts, reverse=True)
        league.get_by_role("searchbox").fill("united")
        shown = league.locator("tbody tr:not([hidden])")
        assert 0 < shown.count() == shown.filter(has_text=re.compile("united", re.IGNORECASE)).count()
        league.get_by_role("searchbox").fill("")
        league.get_by_role("combobox").select_option("person")
        assert set(league.locator("tbody tr:not([hidden]) td[data-label=kind]").all_inner_texts()) == {"person"}


def test_pages_read_well_without_script(browser: Browser, demo_site: Path) -> None:
    with watched(browser, demo_site / "actors.html", java_script_enabled=False) as seen:
        assert seen.page.locator("#league tbody tr:visible").count() > 50
        assert seen.page.locator("button:visible").count() == 0


def test_an_article_alone_has_its_style_and_runs_nothing(browser: Browser, demo_lake: Path, tmp_path: Path) -> None:
    lake = open_lake(LakeSettings(), demo_lake)
    with lake.connect() as connection:
        doc_id = str((connection.execute("SELECT min(doc_id) FROM sanctions").fetchone() or ("",))[0])
    (tmp_path / "one.html").write_text(article_alone(lake, doc_id), encoding="utf-8")
    with watched(browser, tmp_path / "one.html") as seen:
        assert seen.wrong == []
        assert seen.page.locator("main").evaluate("each => getComputedStyle(each).maxWidth") == "1152px"
