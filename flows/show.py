"""Articles on the terminal: one with its findings marked, two copies side by side, a story as a tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Group
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from flows.terminal import cell, out, show_table, visible
from tasks.stories.reading import Changes, Passage, changes, side_by_side
from warehouse.reading import Reading, Row

_STYLE = {"removed": "red strike", "repaired": "yellow", "flagged": "black on yellow"}
_ALIKE = 0.3
_SHOWN_CHANGES = 8


def show_document(reading: Reading) -> None:
    """Print an article's raw text with its artifacts marked, and all its findings with rule and place."""
    article = reading.article
    facts = ("outlet", "origin_outlet_id", "published_on", "published_evidence", "byline", "language", "story_id")
    out.print(visible(article["title"] or "(no title)"), style="bold")
    out.print(visible(" · ".join(f"{name} {article[name]}" for name in facts if article[name] is not None)))
    out.print(
        visible(f"run {article['run_id']} · config {article['config_fingerprint']} · {article['uri']}"), style="dim"
    )
    if article["translationese"] is not None:
        signs = (f"{one['part']} +{one['points']}" for one in article["translationese_parts"] or ())
        out.print(visible(f"translationese {article['translationese']:.2f}: {', '.join(signs) or 'no signs'}"))
    out.print(Rule(), marked(reading.raw_text, reading.artifacts), Rule(), soft_wrap=True)
    columns = {
        "artifacts": (reading.artifacts, ("kind", "action", "text", "replacement", "rule_id", "raw_start", "raw_end")),
        "sanctions": (
            reading.sanctions,
            ("status", "sender_ids", "target_ids", "measures", "trigger", "rule_id", "start"),
        ),
        "attributions": (
            [_with_content(row, article["text"]) for row in reading.attributions],
            ("speaker", "mode", "modality", "content", "via_outlet_id", "channel", "rule_id", "content_start"),
        ),
        "mentions": (reading.mentions, ("surface", "actor_id", "kind", "method", "confidence", "start")),
    }
    for name, (rows, shown) in columns.items():
        show_table(shown, [[row[column] for column in shown] for row in rows], f"{name}: {len(rows)}")


def show_pair(one: Row, other: Row, link: Row | None) -> None:
    """Print whether two documents share a story, by what evidence, and their passages side by side."""
    out.print(visible(_verdict(one, other, link)), style="bold")
    if link:
        out.print(visible(f"shared: {', '.join(link['anchors'])}"))
    table = Table(expand=True, show_lines=True)
    for row in (one, other):
        table.add_column(visible(f"{row['doc_id']} {row['outlet'] or ''}"), ratio=1, overflow="fold")
    table.add_column("alike", justify="right", width=6)
    for passage in side_by_side(one["text"], other["text"], _ALIKE):
        table.add_row(visible(passage.text), visible(passage.other or "—"), _share(passage))
    out.print(table)
    _print_changes(changes(one["text"], other["text"]))


def show_story(members: Sequence[Row]) -> None:
    """Print a story as a tree: the representative, its copies, and what each changed."""
    origin = members[0]
    outlets = {member["outlet_id"] for member in members if member["outlet_id"]}
    counts = f"{len(members)} documents, {len(outlets)} outlets, 1 independent source"
    out.print(visible(f"story {origin['doc_id']}: {counts}, origin {_origin(members) or 'unknown'}"))
    tree = Tree(visible(_named(origin)))
    for member in members[1:]:
        found = changes(origin["text"], member["text"])
        label = Text.assemble(f"{member['relation']} {member['similarity']:.2f}  ", visible(_named(member)))
        tree.add(Group(label, *(Text(f"  {line}", style="dim") for line in _change_lines(found))))
    out.print(tree)


def marked(text: str, artifacts: Iterable[Row]) -> Text:
    """A raw text with artifacts coloured by what was done about them; characters that cannot be seen are shown."""
    shown = visible(text, keep_lines=True)
    for row in artifacts:
        shown.stylize(_STYLE.get(row["action"], ""), row["raw_start"], row["raw_end"])
    return shown


def _origin(members: Sequence[Row]) -> str | None:
    """The outlet that most of a story's articles credit, else the first article's own."""
    credited: Counter[str] = Counter(member["origin_outlet_id"] for member in members if member["origin_outlet_id"])
    own: str | None = members[0]["outlet_id"]
    return max(credited, key=lambda outlet: (credited[outlet], outlet)) if credited else own


def _with_content(row: Row, text: str) -> Row:
    """An attribution with its content's characters and its speaker, named or not."""
    speaker = row["speaker_actor_id"] or f"({row['speaker_kind'].replace('_', ' ')})"
    return row | {"content": text[row["content_start"] : row["content_end"]], "speaker": speaker}


def _verdict(one: Row, other: Row, link: Row | None) -> str:
    """One sentence on two documents."""
    if link and link["relation"] == "credit":
        share = f"{link['similarity']:.0%} of the statements of the one that has fewer"
        return f"One source by credit: both relay a report of {link['anchors'][0]} ({share})."
    if link:
        numbers = f"similarity {link['similarity']:.2f}, {link['aligned_fraction']:.0%} of the shorter in order"
        return f"Copies: {link['relation']} ({numbers}); one source."
    if one["story_id"] == other["story_id"]:
        return f"One source: both belong to story {one['story_id']} through other copies."
    return "Not copies: two independent sources."


def _print_changes(found: Changes) -> None:
    """Print what became of names and numbers."""
    for line in _change_lines(found):
        out.print(visible(line))


def _change_lines(found: Changes) -> list[str]:
    """Changes in words, the first few of each."""
    said: dict[str, list[Any]] = {
        "names only in the first": found.names_lost,
        "names only in the second": found.names_gained,
        "numbers only in the first": found.numbers_lost,
        "numbers only in the second": found.numbers_gained,
    }
    return [
        f"{name}: {', '.join(values[:_SHOWN_CHANGES])}{' …' if len(values) > _SHOWN_CHANGES else ''}"
        for name, values in said.items()
        if values
    ]


def _share(passage: Passage) -> Text:
    """How much of a passage both have."""
    return cell(f"{passage.overlap:.0%}" if passage.other else None)


def _named(row: Row) -> str:
    """A document in one line."""
    return (
        f"{row['doc_id']}  {row['title'] or '(no title)'}  {row['outlet'] or ''} {row['published_on'] or ''}".rstrip()
    )
