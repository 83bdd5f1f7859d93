"""Commands that show articles: `show`, `why`, `story`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from flows.options import DocArgument, JsonOption, LakeOption, choose, chosen_lake
from flows.pages import write_article
from flows.show import show_document, show_pair, show_story
from flows.terminal import EXIT_USAGE, fail, out
from warehouse.query import query_connection
from warehouse.reading import find_document, find_story, read_document, read_link, read_story
from warehouse.writers import json_value

commands = typer.Typer()


@commands.command()
def show(
    doc: DocArgument,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write the article's page there instead: one file, no script."),
    ] = None,
    lake: LakeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print an article with its artifacts coloured in the raw text, and every finding with its rule and place."""
    choose(lake)
    with query_connection(chosen_lake()) as connection:
        doc_id = find_document(connection, doc)
        if html:
            write_article(doc_id, html)
            return
        reading = read_document(connection, doc_id)
    if as_json:
        out.print_json(json.dumps(reading._asdict(), default=json_value))
    else:
        show_document(reading)


@commands.command()
def why(doc: DocArgument, other: DocArgument, lake: LakeOption = None) -> None:
    """Print whether two articles are copies, the evidence, and their passages side by side."""
    choose(lake)
    with query_connection(chosen_lake()) as connection:
        one, two = (find_document(connection, item) for item in (doc, other))
        if one == two:
            fail(f"both name document {one}: name two", EXIT_USAGE)
        link = read_link(connection, one, two)
        show_pair(read_document(connection, one).article, read_document(connection, two).article, link)


@commands.command()
def story(doc: DocArgument, lake: LakeOption = None) -> None:
    """Print the story an article belongs to as a tree: origin, copies, and what each changed."""
    choose(lake)
    with query_connection(chosen_lake()) as connection:
        show_story(read_story(connection, find_story(connection, doc)))
