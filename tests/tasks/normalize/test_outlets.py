"""Outlet names and addresses to actor ids."""

from __future__ import annotations

import pytest

from tasks.normalize import resolve_outlet
from tests.tasks.normalize.driver import rules


@pytest.mark.parametrize(
    ("name", "url", "outlet"),
    [
        ("CNN", None, "cnn"),
        ("CNN (Web News)", None, "cnn"),
        ("Fox News", None, "fox-news"),
        ("Fox News - Opinion", None, "fox-news"),
        ("the associated press", None, "associated-press"),
        ("edition.cnn.com", None, "cnn"),
        (None, "https://www.reuters.com/world/x", "reuters"),
        ("", "https://uk.reuters.com/", "reuters"),
        ("The Washington Newsday", None, "washington-newsday"),
        ("Vell Valley Courier News", None, "vell-valley-courier"),
        (None, "https://www.vell-courier.example/a", "vell-courier-example"),
        (None, "file:///tmp/a", None),
        (None, "http://[bad", None),
        (None, None, None),
        ("  ", None, None),
        ("«»", None, None),
    ],
)
def test_resolve_outlet(name: str | None, url: str | None, outlet: str | None) -> None:
    assert resolve_outlet(name, url, rules()) == outlet
