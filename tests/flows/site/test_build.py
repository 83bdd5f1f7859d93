"""The demo's site: complete, deterministic, and true to the views."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from config.settings import LakeSettings, SiteSettings
from flows.site import SiteError, article_alone, build_site, write_alone
from tests.flows.site.conftest import SMALL
from tests.flows.site.pages import Html, broken_links, read_page
from tests.warehouse.native import NativeLake, native_copy
from warehouse.lake import Lake, open_lake
from warehouse.query import query_connection, run_query
from warehouse.schema import prepare

pytestmark = pytest.mark.xdist_group("prefect")


@pytest.fixture
def connection(native_demo: NativeLake) -> Iterator[duckdb.DuckDBPyConnection]:
    with query_connection(native_demo) as found:
        yield found


def sections(site: Path) -> Iterator[tuple[str, str]]:
    """Every table of the site with the SQL below it, as page and pair of HTML."""
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(
            r"<table data-table(?:(?!<table).)*?<details class=\"sql\".*?</details>", text, re.DOTALL
        ):
            yield str(path.relative_to(site)), match[0]


def sample(site: Path) -> Iterator[tuple[str, str]]:
    """Every fifth table of the site, and one of each make for each kind of page."""
    makes = set()
    for number, (page, html) in enumerate(sections(site)):
        make = page.split("/")[0], *re.findall(r'<th scope="col" data-key="(\w+)"', html)
        if number % 5 == 0 or make not in makes:
            yield page, html
        makes.add(make)


def test_all_links_of_the_demo_resolve(demo_site: Path) -> None:
    assert broken_links(demo_site) == []


def test_ids_are_unique_on_every_page(demo_site: Path) -> None:
    for path in demo_site.rglob("*.html"):
        ids = read_page(path).ids
        assert len(ids) == len(set(ids)), path.name


def test_same_rows_same_bytes(native_demo: NativeLake, small_site: Path, tmp_path: Path) -> None:
    other = NativeLake(native_demo.directory, LakeSettings(threads=2))
    build_site(other, tmp_path / "again", SMALL)
    first, again = (
        {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        for site in (small_site, tmp_path / "again")
    )
    assert first == again and len(first) > 40


def test_the_figures_of_the_first_page_are_those_of_sql(demo_site: Path, connection: duckdb.DuckDBPyConnection) -> None:
    text = (demo_site / "index.html").read_text(encoding="utf-8")
    shown = [int(figure.replace(",", "")) for figure in re.findall(r'class="figure">([\d,]+)<', text)]
    asked = connection.execute(
        """SELECT (SELECT count(*) FROM articles), (SELECT count(DISTINCT story_id) FROM articles),
        (SELECT count(DISTINCT outlet_id) FROM document_outlets), (SELECT count(*) FROM sanctions),
        (SELECT count(*) FROM attributions)"""
    ).fetchone()
    assert tuple(shown) == asked and min(shown) > 0


def test_every_table_shows_what_its_sql_says(demo_site: Path, connection: duckdb.DuckDBPyConnection) -> None:
    checked = 0
    for page, html in sample(demo_site):
        read = Html(html)
        result = run_query(connection, read.sql[0])
        names = [column[0] for column in result.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
        shown = [row for row in read.tables[0] if row]
        assert len(rows) >= len(shown), page
        heads = re.findall(r'<th scope="col" data-key="(\w+)"', html)
        for row, cells in zip(rows, shown, strict=False):
            for key, cell in zip(heads, cells, strict=True):
                if isinstance(row[key], int):
                    assert cell.startswith(f"{row[key]:,}"), (page, key, row[key], cell)
                    checked += 1
    assert checked > 300


_QUANTITIES = {  # numbers that count no rows of the lake, or rows that a run only passed
    "aligned_fraction", "anonymous_share", "byte_count", "highest_score", "known", "mean_score", "rows_in", "rows_out",
    "run_seconds", "score", "similarity", "stage_seconds", "translationese", "words",
}  # fmt: skip


def test_every_count_leads_to_its_rows(demo_site: Path) -> None:
    counts: dict[tuple[str, str], bool] = {}
    for page, html in sections(demo_site):
        heads = re.findall(r'<th scope="col" data-key="(\w+)"', html)
        for row in re.findall(r"<tr>\n(<td.*?)</tr>", html, re.DOTALL):
            for key, cell in zip(heads, re.findall(r"<td.*?</td>", row, re.DOTALL), strict=True):
                if re.search(r' data-n="(?!0?")', cell):
                    kind = page.split("/")[0]
                    counts[kind, key] = counts.get((kind, key), False) or "<a " in cell
    assert {key for (_, key), linked in counts.items() if linked} >= {"independent_sources", "outlets", "quoted"}
    assert {key for (_, key), linked in counts.items() if not linked} <= _QUANTITIES, counts


def test_a_number_of_the_first_page_is_three_clicks_from_its_characters(demo_site: Path) -> None:
    first = next(link for link in read_page(demo_site / "index.html").links if link.startswith("pairs/"))
    pair = read_page(demo_site / first.split("#")[0])
    evidence = next(link for link in pair.links if re.search(r"articles/\w+\.html#s\d+$", link))
    article = demo_site / "pairs" / evidence.split("#")[0]
    html = article.resolve().read_text(encoding="utf-8")
    assert re.search(
        rf'<span class="claim st-\w+" data-of="{evidence.split("#")[1]}" id="{evidence.split("#")[1]}"', html
    )


def test_evidence_is_the_characters_of_the_claim(demo_site: Path, connection: duckdb.DuckDBPyConnection) -> None:
    claims = connection.execute(
        """SELECT doc_id, sanction_no, substr(articles.text, start + 1, "end" - start) FROM sanctions_mentions
        JOIN articles USING (doc_id)"""
    ).fetchall()
    assert len(claims) > 100
    pages = {doc_id: read_page(demo_site / "articles" / f"{doc_id}.html") for doc_id, _, _ in claims}
    for doc_id, number, characters in claims:
        assert pages[doc_id].marked[f"s{number}"].split() == characters.split()


def test_a_small_budget_makes_a_small_site_without_broken_links(small_site: Path) -> None:
    assert len(list((small_site / "articles").iterdir())) == SMALL.articles
    assert len(list((small_site / "actors").iterdir())) == SMALL.pages
    assert broken_links(small_site) == []
    for page, html in sections(small_site):
        assert len(Html(html).tables[0]) <= 1 + SMALL.rows, page
    assert "The first 3 of " in (small_site / "actors.html").read_text(encoding="utf-8")
    assert any("demarche show" in path.read_text(encoding="utf-8") for path in (small_site / "pairs").iterdir())


@pytest.mark.parametrize("filled", [True, False])
def test_small_and_empty_lakes_have_sites(world: Lake, tmp_path: Path, filled: bool) -> None:
    lake = world if filled else open_lake(LakeSettings(), tmp_path / "lake")
    if not filled:
        with lake.connect(read_only=False) as connection:
            prepare(connection)
    build_site(native_copy(lake, tmp_path / "copy"), tmp_path / "site", SiteSettings())
    assert broken_links(tmp_path / "site") == []
    html = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert ("no documents yet" in html) is not filled


def test_one_article_stands_alone(demo_lake: Path, tmp_path: Path) -> None:
    lake = open_lake(LakeSettings(), demo_lake)
    with query_connection(lake) as connection:
        doc_id = str((connection.execute("SELECT min(doc_id) FROM sanctions").fetchone() or ("",))[0])
    target = tmp_path / "one.html"
    write_alone(article_alone(lake, doc_id), target)
    page = read_page(target)
    assert not page.sources and "script" not in page.tags and "style" in page.tags
    assert all(link.startswith("#") for link in page.links)
    assert [path.name for path in tmp_path.iterdir()] == ["one.html"]
    with pytest.raises(SiteError, match="cannot be written"):
        write_alone("", target / "below a file.html")
