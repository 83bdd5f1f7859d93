"""Score actors on 60 labelled articles of the shared corpus (labels/corpus_actors.toml, no text).

Document by document; countries, bodies and people apart, on ids that the knowledge base has; `discovered` scores the
people whom it lacks. A mention of kind place is no actor.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.quality.tally import Tallies, Tally
from warehouse.records import Delivery, Given, Mention

LABELS = Path(__file__).parent / "labels" / "corpus_actors.toml"
PARTS = ("development", "final")
CLASSES = {"country": "countries", "organization": "bodies", "group": "bodies", "outlet": "bodies", "person": "people"}
FOUND = "found-"


def evaluate_actors(corpus: Path) -> Tallies:
    """A tally for each class and part ("people_final"), from a corpus of articles, a JSON a line.

    Raises FileNotFoundError where the corpus is absent, KeyError where it lacks a labelled article.
    """
    labels = tomllib.loads(LABELS.read_text(encoding="utf-8"))["article"]
    kinds, mentions = _linked(corpus, {label["text"] for label in labels})
    tallies: Tallies = {}
    for label in labels:
        for name, tally in score_article(label, mentions[label["text"]], kinds).items():
            tallies.setdefault(f"{name}_{label['part']}", Tally()).add(tally)
    return dict(sorted(tallies.items()))


def score_article(label: Mapping[str, Any], mentions: Iterable[Mention], kinds: Mapping[str, str]) -> Tallies:
    """One article's tallies by class."""
    surfaces: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.kind != "place":
            surfaces.setdefault(mention.actor_id, set()).add(mention.surface)
    may = set(label.get("may", ()))
    wanted = {one for name in set(CLASSES.values()) for one in label.get(name, ())}
    tallies = {
        name: _tally(
            label["text"],
            {one for one in label.get(name, ()) if CLASSES.get(kinds.get(one, "")) == name},
            {
                one: found
                for one, found in surfaces.items()
                if CLASSES.get(kinds.get(one, "")) == name and one not in may
            },
        )
        for name in ("bodies", "countries", "people")
    }
    strangers = {one for one in label.get("people", ()) if one not in kinds}
    met = {one for one in strangers if FOUND + one in surfaces}
    notes = [f"{label['text']}: {one} not discovered" for one in sorted(strangers - met)]
    spare = sorted(one for one in surfaces if one.startswith(FOUND) and one.removeprefix(FOUND) not in wanted | may)
    notes += [f"{label['text']}: discovered beside the labels: {one} {sorted(surfaces[one])}" for one in spare]
    tallies["discovered"] = Tally(len(met), len(strangers), len(met), len(met), notes)
    return tallies


def _tally(article: str, wanted: set[str], found: Mapping[str, set[str]]) -> Tally:
    notes = [f"{article}: {one} not linked" for one in sorted(wanted - set(found))]
    notes += [f"{article}: {one} wrongly linked from {sorted(found[one])}" for one in sorted(set(found) - wanted)]
    right = len(wanted & set(found))
    return Tally(right, len(wanted), right, len(found), notes)


def _linked(corpus: Path, keys: set[str]) -> tuple[dict[str, str], dict[str, list[Mention]]]:
    """Kinds of the knowledge base's actors, and the mentions of every labelled article by its key."""
    from flows.shard import process
    from tests.quality.pipeline import rooms

    articles = _articles(corpus, keys)
    rows = process([_delivery(key, articles[key]) for key in sorted(keys)], rooms()[1]).rows
    mentions: dict[str, list[Mention]] = {key: [] for key in keys}
    for mention in rows["mentions"]:
        mentions[mention.doc_id].append(mention)
    return rooms()[1].gazetteer.kinds, mentions


def _articles(corpus: Path, keys: set[str]) -> dict[str, Mapping[str, Any]]:
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        articles: Sequence[Mapping[str, Any]] = [json.loads(line) for line in file]
    hashed = ((hashlib.sha256(article["text"].encode()).hexdigest()[:16], article) for article in articles)
    return {key: article for key, article in hashed if key in keys}


def _delivery(key: str, article: Mapping[str, Any]) -> Delivery:
    content = f"{article['title']}\n\n{article['text']}".encode()
    given = Given(article["title"], article["source"], article["date"], None, article["url"])
    return Delivery(key, content, "text/plain;record", None, f"corpus:{key}", given)
