"""Links are made to pages that will be written, and to no others."""

from __future__ import annotations

from flows.site.links import Links, pair_key


def test_articles_are_taken_up_until_there_are_enough() -> None:
    links = Links(2)
    assert links.article("b", "s1") == "articles/b.html#s1"
    assert links.article("a") == "articles/a.html"
    assert links.article("c") is None
    assert links.article("b") == "articles/b.html"
    assert links.seal() == ["a", "b"]


def test_a_sealed_site_takes_up_no_article() -> None:
    links = Links(9)
    links.article("a")
    assert links.seal() == ["a"]
    assert (links.article("a"), links.article("b")) == ("articles/a.html", None)


def test_only_announced_pages_are_linked() -> None:
    links = Links(0)
    links.add("actors", ["RUS", "a/b"])
    assert links.to("actors", "RUS", "documents") == "actors/RUS.html#documents"
    assert links.to("actors", "USA") is None and links.to("actors", None) is None
    assert (links.to("actors", "a/b") or "").startswith("actors/x-")


def test_ids_that_differ_in_case_have_files_that_differ_in_more() -> None:
    links = Links(0)
    links.add("actors", ["EU", "eu"])
    paths = [links.to("actors", key) or "" for key in ("EU", "eu")]
    assert len({path.casefold() for path in paths}) == 2


def test_a_story_without_copies_is_its_article() -> None:
    links = Links(1)
    links.add("stories", ["s1"])
    assert links.story("s1") == "stories/s1.html"
    assert links.story("d1") == "articles/d1.html"


def test_a_pair_may_lack_a_side() -> None:
    links = Links(0)
    links.add("pairs", [pair_key(None, "RUS"), pair_key("EU", None)])
    assert links.pair(None, "RUS", "imposed") == f"pairs/{(links.pair(None, 'RUS') or '').split('/')[1]}#imposed"
    assert links.pair("EU", None) == "pairs/EU--.html"
    assert links.pair("EU", "RUS") is None
