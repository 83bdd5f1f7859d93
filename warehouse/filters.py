"""Filters on a report: the same view over fewer documents, and fewer of its rows.

Dates and outlets choose documents, so counts are of those documents alone. Actors and statuses choose rows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import duckdb

from warehouse.blank import view_columns
from warehouse.lake import NAME, quoted
from warehouse.query import QueryError
from warehouse.reports import Report
from warehouse.schema import overlay_views, views

_READS = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)", re.IGNORECASE)
# Which columns of a report each filter of rows looks at; a filter that finds none of them does not belong to it.
_COLUMNS = {
    "actor": ("actor_id", "speaker_actor_id", "sender_id", "sender_ids", "target_id", "target_ids"),
    "target": ("target_id", "target_ids"),
    "sender": ("sender_id", "sender_ids"),
    "status": ("status", "statuses"),
    "outlet": ("outlet_id",),
}
_ACTOR = """SELECT actor_id FROM actors
WHERE lower(actor_id) = lower($name) OR lower(name) = lower($name)
    OR list_contains(list_transform(aliases, lambda alias: lower(alias)), lower($name))
ORDER BY lower(actor_id) <> lower($name), lower(name) <> lower($name), actor_id LIMIT 1"""
_LIKE_ACTOR = """SELECT actor_id FROM actors
ORDER BY greatest(jaro_winkler_similarity(lower(actor_id), lower($name)),
    jaro_winkler_similarity(lower(name), lower($name))) DESC, actor_id LIMIT 3"""


class Filters(NamedTuple):
    """What a report is narrowed to; None does not narrow. Actors and outlets by id, name or alias."""

    since: dt.date | None = None
    until: dt.date | None = None
    actor: str | None = None
    target: str | None = None
    sender: str | None = None
    status: str | None = None
    outlet: str | None = None


def filters_of(report: Report) -> list[str]:
    """Names of the filters that a report has."""
    about_documents = "documents" in _tables_behind(report.view)
    columns = view_columns(report.view)
    return [
        name
        for name in Filters._fields
        if (about_documents and name in ("since", "until", "outlet"))
        or any(column in columns for column in _COLUMNS.get(name, ()))
    ]


def narrowed(connection: duckdb.DuckDBPyConnection, report: Report, filters: Filters) -> str:
    """The SELECT of a report under filters; temporary views of the connection stand for the chosen documents.

    Raises QueryError where the report does not have a filter, or nothing has the name that one gives.
    """
    given = {name: value for name, value in filters._asdict().items() if value is not None}
    had = filters_of(report)
    if missing := [name for name in given if name not in had]:
        flags = ", ".join(f"--{name}" for name in [*had, "limit", "format", "output"])
        raise QueryError(f"report {report.name} has no --{missing[0]}; it has {flags}")
    rows = [_row_condition(connection, report, name, str(value)) for name, value in given.items() if name in _COLUMNS]
    chosen = _document_conditions(connection, filters)
    if chosen:
        connection.execute(f"CREATE TEMP VIEW documents AS FROM {NAME}.documents WHERE {' AND '.join(chosen)}")
        overlay_views(connection, _tables_behind(report.view))
    where = [condition for condition in rows if condition]
    return f"SELECT * FROM {report.view}" + (f" WHERE {' AND '.join(where)}" if where else "")


def only_run(connection: duckdb.DuckDBPyConnection, run_id: str, narrow: Iterable[Report]) -> None:
    """Narrow reports of this connection to the documents that one run made: they cost what these do."""
    chosen = f"FROM {NAME}.documents WHERE run_id = '{quoted(run_id)}'"
    connection.execute(f"CREATE TEMP VIEW documents AS {chosen}")
    overlay_views(connection, frozenset[str]().union(*(_tables_behind(report.view) for report in narrow)))


@cache
def _tables_behind(view: str) -> frozenset[str]:
    """Names that a view reads, itself or through other views, and its own."""
    queries = {item.name: item.sql for item in views()}
    names = frozenset([view, *_READS.findall(queries[view])])
    return names.union(*(_tables_behind(name) for name in names if name in queries and name != view))


def _document_conditions(connection: duckdb.DuckDBPyConnection, filters: Filters) -> list[str]:
    """Conditions on documents; one without a date is in no span of dates."""
    conditions = []
    if filters.since:
        conditions.append(f"published_on >= DATE '{filters.since}'")
    if filters.until:
        conditions.append(f"published_on <= DATE '{filters.until}'")
    if filters.outlet:
        at_outlet = f"outlet_id = '{quoted(_outlet_id(connection, filters.outlet))}'"
        conditions.append(f"({at_outlet} OR doc_id IN (SELECT doc_id FROM {NAME}.sightings WHERE {at_outlet}))")
    return conditions


def _row_condition(connection: duckdb.DuckDBPyConnection, report: Report, name: str, value: str) -> str:
    """Condition on a report's rows; empty where the filter only chooses documents."""
    types = view_columns(report.view)
    if name == "status":
        wanted = _status(connection, value)
    else:
        wanted = _outlet_id(connection, value) if name == "outlet" else _actor_id(connection, value)
    tests = [
        f"list_contains({column}, '{quoted(wanted)}')"
        if types[column].endswith("[]")
        else f"{column} = '{quoted(wanted)}'"
        for column in _COLUMNS[name]
        if column in types
    ]
    return f"({' OR '.join(tests)})" if tests else ""


def _status(connection: duckdb.DuckDBPyConnection, value: str) -> str:
    """A status that there is."""
    known = [row[0] for row in connection.execute("SELECT status FROM event_codes").fetchall()]
    if value not in known:
        raise QueryError(f"no status {value!r}; there are {', '.join(known)}")
    return value


def _outlet_id(connection: duckdb.DuckDBPyConnection, value: str) -> str:
    """The id of an outlet: one that documents were seen at, known as an actor or not."""
    query = f"SELECT outlet_id FROM {NAME}.document_outlets WHERE outlet_id = $name LIMIT 1"
    found = connection.execute(query, {"name": value}).fetchone()
    return str(found[0]) if found else _actor_id(connection, value)


def _actor_id(connection: duckdb.DuckDBPyConnection, value: str) -> str:
    """The id of the actor that a user names by id, name or alias."""
    found = connection.execute(_ACTOR, {"name": value}).fetchone()
    if found:
        return str(found[0])
    alike = [row[0] for row in connection.execute(_LIKE_ACTOR, {"name": value}).fetchall()]
    raise QueryError(f"no actor {value!r}; nearest are {', '.join(alike)}; the table `actors` lists all")
