"""Commands about actors: `demarche actors import`, `list`, `show`, `merge`, `split`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from config.configuration import config_directory
from flows.options import ConfigOption, JsonOption, LakeOption, choose, chosen_lake
from flows.terminal import EXIT_USAGE, Bars, err, fail, out, show_table
from warehouse.query import query_connection

commands = typer.Typer(
    name="actors", no_args_is_help=True, help="The knowledge base of actors: curated in TOML, and imported."
)

_MOST_SHOWN = 50
_EXAMPLES = 10


@commands.command("import")
def import_actors(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="FollowTheMoney entities as JSON lines, also .gz; - is standard input."),
    ],
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="What to call the import. Default: the first file's name."),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", metavar="FILE", help="Write every refused line there: file, line, reason."),
    ] = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read actors from an OpenSanctions or Aleph export. An import of the same name is replaced.

    They stand in the config's folder of imported actors (setting `actors.imported`) and count from the next run on;
    `demarche reprocess` brings older documents up to them. To undo an import, remove its file.
    """
    choose(None, config)
    from flows.importing import import_files  # noqa: PLC0415 (FollowTheMoney takes half a second to load)

    with Bars() as bars:
        done = import_files(files, name, rejects, bars)
    if as_json:
        out.print_json(json.dumps(done._asdict(), default=str))
        return
    out.print(
        f"[bold]{done.actors:,}[/] actors with {done.names:,} names (and {done.short_names:,} that link after a name), "
        f"{done.merged:,} of them curated already; in {done.path}.",
        highlight=False,
        soft_wrap=True,
    )
    _show_counts("left out, of a schema that no actor is made of", done.left_out)
    _show_counts("names that do not link", done.refused_names)
    _show_counts("lines refused", done.refused_lines)
    for example in done.examples[:_EXAMPLES]:
        err.print(f"[yellow]refused:[/] {example}", soft_wrap=True, highlight=False)


@commands.command("list")
def list_actors(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Part of a name or alias, or an id; any case.")] = "",
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Only actors of this kind.")] = None,
    discovered: Annotated[
        bool,
        typer.Option("--discovered", help="Those that no list has, from the lake, and who they may be."),
    ] = False,
    limit: Annotated[
        int, typer.Option("--limit", "-n", metavar="ROWS", min=0, help="Give this many rows; 0 is all.")
    ] = _MOST_SHOWN,
    lake: LakeOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Search the knowledge base: id, name, kind, country, the alias that fits, and the file each comes from."""
    choose(lake, config)
    found = _discovered(text, kind, limit) if discovered else _known(text, kind, limit)
    shown = found[: limit or None]
    if as_json:
        out.print_json(json.dumps([item._asdict() for item in shown]))
    elif discovered:
        show_table(
            ["id", "name", "kind", "documents", "confidence", "rules", "may be", "merged"],
            [_cells(one) for one in shown],
        )
    else:
        show_table(["id", "name", "kind", "country", "alias", "file"], shown)
    if len(found) > len(shown):
        err.print(f"These are the first {limit}; --limit 0 gives all.", style="dim", highlight=False)


@commands.command("merge")
def merge_actors(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="A discovered actor's id: found-...")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="Who it is: a known actor's id, or a discovered one's.")],
    config: ConfigOption = None,
) -> None:
    """Let a discovered actor count as another from the next run on. `demarche actors split` undoes it."""
    choose(None, config)
    from flows.decisions import merge  # noqa: PLC0415

    merge(config_directory(), actor, into)
    out.print(f"{actor} counts as {into} from the next run on; `demarche reprocess` brings older documents up to it.")


@commands.command("split")
def split_actor(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="A discovered actor's id: found-...")],
    config: ConfigOption = None,
) -> None:
    """Undo all merges of a discovered actor, and propose none for it any more."""
    choose(None, config)
    from flows.decisions import split  # noqa: PLC0415

    split(config_directory(), actor)
    out.print(f"{actor} stands by itself from the next run on; `demarche reprocess` brings older documents up to it.")


@commands.command("show")
def show_actor(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="An actor's id, or its exact name.")],
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print all that the knowledge base says of an actor, and which imported ones were merged into it, and why."""
    choose(None, config)
    from flows.knowledge import describe  # noqa: PLC0415

    found = describe(config_directory(), actor)
    if not found:
        fail(f"no actor {actor!r}: `demarche actors list TEXT` searches names and aliases", EXIT_USAGE)
    if as_json:
        out.print_json(json.dumps(found, default=str))
        return
    for one in found:
        show_table(["", str(one["id"])], [(key, _shown(value)) for key, value in one.items() if value], whole=True)


def _known(text: str, kind: str | None, limit: int) -> list[Any]:
    """What fits in the knowledge base, one more than asked for where there is more."""
    from flows.knowledge import search  # noqa: PLC0415

    return list(search(config_directory(), text, kind, limit + 1 if limit else None))


def _discovered(text: str, kind: str | None, limit: int) -> list[Any]:
    """The same among the lake's discovered actors."""
    from flows.discovered import search  # noqa: PLC0415

    with query_connection(chosen_lake()) as connection:
        return list(search(connection, config_directory(), text, kind, limit + 1 if limit else None))


def _cells(one: Any) -> list[str]:
    """A discovered actor as a table's row."""
    return [_shown(value) for value in one]


def _show_counts(what: str, counts: dict[str, int]) -> None:
    """Print counts by reason in one line."""
    if counts:
        listed = ", ".join(f"{reason} {count:,}" for reason, count in counts.items())
        err.print(f"{what}: {listed}", style="dim", highlight=False, soft_wrap=True)


def _shown(value: Any) -> str:
    """A value as text: a list item by item."""
    if isinstance(value, list | tuple):
        return ", ".join(_shown(item) for item in value)
    return ", ".join(f"{key} {item}" for key, item in value.items() if item) if isinstance(value, dict) else str(value)
