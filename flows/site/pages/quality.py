"""Text quality: damage and furniture by kind, outlet and rule, and a page of findings for each rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.site.asking import Snapshot
from flows.site.charts import NARROW, WIDE, Bar, Part, across, short
from flows.site.columns import counted, evidence, outlet_column, spread
from flows.site.links import Links
from flows.site.model import Column, Page, Picture, Row, Table

_PARTS = (Part("removed", "removed"), Part("repaired", "repaired"), Part("flagged", "flagged"))
_KINDS = """SELECT
    kind,
    action,
    sum(findings)::BIGINT AS findings
FROM report_artifacts
GROUP BY kind, action
ORDER BY sum(sum(findings)) OVER (PARTITION BY kind) DESC, kind, action"""
_SCORES = """SELECT
    translationese AS score,
    title,
    outlet_id,
    story_id,
    list_transform(translationese_parts, lambda sign: sign.part) AS signs,
    doc_id
FROM articles
WHERE score > 0
ORDER BY score DESC, doc_id"""
_SCORED = 50


def quality_page(snapshot: Snapshot, links: Links) -> Page:
    """The page quality.html."""

    def rule(row: Row) -> str | None:
        return links.to("rules", row["rule_id"])

    columns = [
        Column("outlet_id", "outlet", "outlet"),
        Column("kind", "kind", "code"),
        Column("rule_id", "rule", "id", rule),
        Column("action", "action", "code"),
        Column("findings", "findings", "number", rule),
        *spread(rule),
        Column("example", "example"),
    ]
    given = {
        "kinds": _kinds(snapshot),
        "by_outlet": snapshot.table(
            "by-outlet", "Findings by outlet and rule", "SELECT * FROM report_artifacts", columns, choose="kind"
        ),
        "scores": _scores(snapshot, links),
        "translated": _translated(snapshot, links),
    }
    return Page("quality.html", "quality.html", "Text quality", "quality", given)


def _kinds(snapshot: Snapshot) -> Picture | None:
    """Findings by kind and what was done about them."""
    columns = [
        Column("kind", "kind", "code"),
        Column("action", "action", "code"),
        Column("findings", "findings", "number", lambda _row: "#by-outlet"),
    ]
    table = snapshot.table("kinds", "Findings by kind, and what was done about them", _KINDS, columns)
    if not table.rows:
        return None
    places = list(dict.fromkeys(short(row["kind"].replace("_", " ")) for row in table.rows))
    bars = [Bar(short(row["kind"].replace("_", " ")), row["action"], row["findings"], None) for row in table.rows]
    wide, narrow = (across(bars, places, _PARTS, width) for width in (WIDE, NARROW))
    return Picture("kinds", table.caption, "Lying bars, one a kind of damage.", wide, narrow, table, _PARTS)


def _scores(snapshot: Snapshot, links: Links) -> Table:
    """Documents that sound most like translations."""
    columns = [
        Column("score", "score", "share"),
        Column("title", "article", "text", lambda row: links.article(row["doc_id"])),
        Column("signs", "signs", "list"),
        outlet_column(),
        Column("story_id", "story", "story"),
    ]
    return snapshot.table("scores", "Articles that sound most translated", _SCORES, columns, limit=_SCORED)


def _translated(snapshot: Snapshot, links: Links) -> Table:
    """Outlets by how translated their articles sound."""

    def documents(row: Row) -> str:
        return links.documents(row) or "#scores"

    columns = [
        Column("outlet_id", "outlet", "outlet"),
        Column("likely_translated", "likely translated", "number", documents),
        counted(documents, "independent sources / English documents"),
        Column("mean_score", "mean score", "share"),
        Column("highest_score", "highest", "share"),
        Column("sign", "strongest sign", "code"),
    ]
    return snapshot.table("translated", "Outlets that sound translated", "SELECT * FROM report_translationese", columns)


def rule_pages(snapshot: Snapshot, links: Links, rules: Sequence[str]) -> Iterator[Page]:
    """One page a rule: what it found."""
    snapshot.gather("rule_findings", rules)
    columns = [
        Column("kind", "kind", "code"),
        Column("action", "action", "code"),
        Column("text", "as it stood", "text", evidence(links, "a", "artifact_no")),
        Column("replacement", "replaced by"),
        outlet_column(),
        Column("title", "article"),
    ]
    for rule in rules:
        table = snapshot.keyed("rule_findings", rule, "Findings", columns)
        yield Page(links.to("rules", rule) or "", "rule.html", rule, "quality", {"rule": rule, "findings": table})
