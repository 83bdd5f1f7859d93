"""Builds a site from a lake: decides which pages there are, renders them one by one, writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from config.settings import SiteSettings
from flows.site.article import article_page
from flows.site.asking import Snapshot
from flows.site.folder import SiteError, site_folder
from flows.site.links import Links
from flows.site.model import Page, Row
from flows.site.pages.actors import actor_pages, actors_page, speaker_pages
from flows.site.pages.articles import article_pages, read_documents
from flows.site.pages.claims import measure_pages, pair_pages, sanctions_page
from flows.site.pages.company import together_keys, together_pages
from flows.site.pages.overview import TOTALS, overview, period_sql
from flows.site.pages.periods import period_pages
from flows.site.pages.quality import quality_page, rule_pages
from flows.site.pages.runs import run_pages, runs_page
from flows.site.pages.sources import outlet_pages, sources_page
from flows.site.pages.stories import stories_page, story_pages
from flows.site.periods import Unit, unit_for
from flows.site.render import ASSETS, Renderer, asset
from warehouse.checks import run_checks
from warehouse.lake import Lake
from warehouse.query import QueryError, plain_errors, query_connection
from warehouse.schema import views_current

_RUNS = 20
_KEPT = (  # views that several pages ask, none of them with texts; those that build on others after them
    "document_outlets",
    "named_actors",
    "sanctions_carried",
    "report_sanctions",
    "report_actors",
    "report_cooccurrence",
    "report_relays",
)
Begin = Callable[[str, int], None]
Advance = Callable[[int], None]
_NAMES = """SELECT actor_id, name FROM actors WHERE actor_id IN (
    SELECT actor_id FROM mentions UNION SELECT outlet_id FROM document_outlets
    UNION SELECT origin_outlet_id FROM documents UNION SELECT speaker_actor_id FROM attributions
    UNION SELECT sender_id FROM sanctions_pairs UNION SELECT target_id FROM sanctions_pairs)"""
_LAST_RUN = "SELECT run_id, finished, config_fingerprint, version FROM runs ORDER BY started DESC LIMIT 1"


class Built(NamedTuple):
    """What a build wrote."""

    folder: Path
    pages: int
    articles: int


class _Plan(NamedTuple):
    """What pages a site has, beside its articles: the keys of each kind, and how time is cut."""

    totals: Row
    unit: Unit
    pairs: list[tuple[str | None, str | None]]
    keys: dict[str, list[str]]


def build_site(
    lake: Lake,
    target: Path,
    settings: SiteSettings,
    begin: Begin = lambda _what, _pages: None,
    advance: Advance = lambda _pages: None,
) -> Built:
    """Write the site of a lake to the folder `target`, replacing the site there.

    `begin` is told what is written next and how many pages that is (0 where it is not known), `advance` each page.
    Raises SiteError, LakeError and QueryError.
    """
    with site_folder(target) as folder, query_connection(lake) as connection, _of_this_version(connection):
        snapshot = Snapshot(connection, settings.rows)
        snapshot.keep(_KEPT)
        links = Links(settings.articles)
        plan = _plan(snapshot, links, settings)
        renderer = Renderer(links, _names(snapshot), _facts(snapshot))
        pages = 0
        for page in chain(_reports(snapshot, links, plan, begin), _articles(snapshot, links, begin)):
            _write(folder / page.path, renderer.page(page))
            advance(1)
            pages += 1
        for name in ASSETS:
            _write(folder / "assets" / name, asset(name))
        snapshot.close()
    return Built(target, pages, len(links.seal()))


@contextmanager
def _of_this_version(connection: DuckDBPyConnection) -> Iterator[None]:
    """Say how to mend a lake that lacks what this version's pages are made from. Raises SiteError."""
    current = views_current(connection)
    try:
        yield
    except QueryError as error:
        if current or "Out of Memory" in str(error):
            raise
        raise SiteError(f"the lake is of another version, any `demarche run INPUT` mends that: {error}") from error


def article_alone(lake: Lake, doc_id: str) -> str:
    """The page of one document, to stand by itself. Raises LakeError and QueryError."""
    with query_connection(lake) as connection:
        snapshot = Snapshot(connection, 1)
        reading = next(read_documents(snapshot, [doc_id]))
        html = Renderer(Links(0), _names(snapshot), _facts(snapshot)).alone(article_page(reading))
        snapshot.close()
    return html


def write_alone(html: str, target: Path) -> None:
    """Write one page, whole or not at all. Raises SiteError."""
    aside = target.with_name(f".{target.name}.building")
    try:
        aside.write_text(html, encoding="utf-8", errors="replace", newline="\n")
        aside.replace(target)
    except OSError as error:
        raise SiteError(f"{target} cannot be written: {error.strerror or error}") from error


def _plan(snapshot: Snapshot, links: Links, settings: SiteSettings) -> _Plan:
    """Choose the pages and announce them, so that every page knows what it may link to."""
    totals = snapshot.ask(TOTALS)[0]
    unit = unit_for(totals["first_on"], totals["last_on"])
    most = settings.pages
    found = snapshot.ask(
        f"""SELECT sender_id, target_id, max(independent_sources) AS n FROM report_sanctions
        GROUP BY ALL ORDER BY n DESC, sender_id, target_id LIMIT {most}"""
    )
    pairs = [(row["sender_id"], row["target_id"]) for row in found]
    links.add("pairs", [f"{sender or ''}--{target or ''}" for sender, target in pairs])
    chosen = {
        "actors": _actors(most),
        "outlets": f"SELECT outlet_id AS key FROM report_sources LIMIT {most}",
        "measures": "SELECT DISTINCT measure AS key FROM report_measures ORDER BY key",
        "periods": f"SELECT period AS key FROM ({period_sql(unit)}) ORDER BY documents DESC, key LIMIT {most}",
        "stories": f"SELECT story_id AS key FROM report_stories WHERE copies > 1 LIMIT {most}",
        "rules": "SELECT DISTINCT rule_id AS key FROM report_artifacts ORDER BY key",
        "speakers": "SELECT speaker_kind AS key FROM report_speakers WHERE speaker_actor_id IS NULL ORDER BY key",
        "runs": f"SELECT run_id AS key FROM runs ORDER BY started DESC LIMIT {_RUNS}",
    }
    keys = {kind: links.add(kind, [row["key"] for row in snapshot.ask(sql)]) for kind, sql in chosen.items()}
    keys["together"] = links.add("together", together_keys(snapshot, most))
    links.alias("actors", {row["actor_id"]: row["into_id"] for row in snapshot.ask("FROM actor_merges")})
    return _Plan(totals, unit, pairs, keys)


def _actors(most: int) -> str:
    """The actors that have pages: those in sanctions first, then the most named."""
    return f"""SELECT actor_id AS key FROM (
        SELECT actor_id, max(in_sanctions) AS in_sanctions, max(sources) AS sources FROM (
            SELECT sender_id AS actor_id, 1 AS in_sanctions, 0 AS sources FROM sanctions_pairs
            UNION ALL SELECT target_id, 1, 0 FROM sanctions_pairs
            UNION ALL SELECT actor_id, 0, independent_sources FROM report_actors
        ) WHERE actor_id IS NOT NULL GROUP BY actor_id
    ) ORDER BY in_sanctions DESC, sources DESC, actor_id LIMIT {most}"""


def _reports(snapshot: Snapshot, links: Links, plan: _Plan, begin: Begin) -> Iterator[Page]:
    """All pages but the articles', the ones that people open first first: they choose which articles are taken up."""
    begin("reports", 0)
    with plain_errors():
        checks = run_checks(snapshot.connection)
    yield overview(snapshot, links, plan.totals, plan.unit, checks)
    yield sanctions_page(snapshot, links, plan.totals, plan.unit)
    yield actors_page(snapshot, links)
    yield sources_page(snapshot, links)
    yield stories_page(snapshot, links)
    yield quality_page(snapshot, links)
    yield runs_page(snapshot, links, checks)
    begin("pages of rows", 0)
    yield from pair_pages(snapshot, links, plan.pairs)
    yield from story_pages(snapshot, links, plan.keys["stories"])
    yield from measure_pages(snapshot, links, plan.keys["measures"])
    yield from actor_pages(snapshot, links, plan.keys["actors"])
    yield from speaker_pages(snapshot, links, plan.keys["speakers"])
    yield from together_pages(snapshot, links, plan.keys["together"])
    yield from outlet_pages(snapshot, links, plan.keys["outlets"])
    yield from period_pages(snapshot, links, plan.keys["periods"], plan.unit)
    yield from rule_pages(snapshot, links, plan.keys["rules"])
    yield from run_pages(snapshot, links, plan.keys["runs"])


def _articles(snapshot: Snapshot, links: Links, begin: Begin) -> Iterator[Page]:
    """The pages of the articles that the others link to."""
    documents = links.seal()
    begin("articles", len(documents))
    yield from article_pages(snapshot, documents)


def _names(snapshot: Snapshot) -> Callable[[str], str]:
    """Gives the name of an actor that the lake speaks of, or its id."""
    names = {row["actor_id"]: row["name"] for row in snapshot.ask(_NAMES)}
    return lambda actor_id: str(names.get(actor_id, actor_id))


def _facts(snapshot: Snapshot) -> Row:
    """What stands at the foot of every page: the last run, its config and version; no clock: same lake, same bytes."""
    return next(iter(snapshot.ask(_LAST_RUN)), {})


def _write(path: Path, text: str) -> None:
    """Write one file; what UTF-8 cannot hold becomes a question mark."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
