"""The table contract: names, keys, Arrow schemas and descriptions, derived from the record classes."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, islice
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from warehouse import records

_ARROW: dict[type, pa.DataType] = {
    str: pa.string(),
    bytes: pa.binary(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    dt.date: pa.date32(),
    dt.datetime: pa.timestamp("us", tz="UTC"),
}

STAMPS = {
    "config_fingerprint": "The config that produced the row",
    "run_id": "The run that produced the row",
}


_ROWS_AT_ONCE = 2048  # turned into columns together: more do not stay in the processor's cache meanwhile


@dataclass(frozen=True)
class Table:
    """One table of the lake.

    `key` names the columns that identify a row. A stamped table comes from documents: its rows carry the config
    and the run that made them, and are replaced when a document is reprocessed.
    """

    name: str
    record: type
    key: tuple[str, ...]
    stamped: bool = False

    @property
    def description(self) -> str:
        """One line on what a row is."""
        return (self.record.__doc__ or "").strip()

    @property
    def columns(self) -> dict[str, str]:
        """Column names and what each means, in table order."""
        own = {name: get_args(hint)[1] for name, hint in _hints(self.record).items()}
        return own | STAMPS if self.stamped else own

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema that files of this table have."""
        fields = [_field(name, hint) for name, hint in _hints(self.record).items()]
        if self.stamped:
            fields += [pa.field(name, pa.string(), nullable=False) for name in STAMPS]
        return pa.schema(fields)


TABLES: tuple[Table, ...] = (
    Table("raw", records.Raw, ("doc_id",)),
    Table("edge_lines", records.EdgeLine, ("doc_id",)),
    Table("sightings", records.Sighting, ("doc_id", "uri")),
    Table("documents", records.Document, ("doc_id",), stamped=True),
    Table("segments", records.Segment, ("doc_id", "segment_no"), stamped=True),
    Table("artifacts", records.Artifact, ("doc_id", "artifact_no"), stamped=True),
    Table("actors", records.Actor, ("actor_id",)),
    Table("mentions", records.Mention, ("doc_id", "mention_no"), stamped=True),
    Table("discoveries", records.Discovery, ("doc_id", "actor_id"), stamped=True),
    Table("actor_merges", records.ActorMerge, ("actor_id",)),
    Table("attributions", records.Attribution, ("doc_id", "attribution_no"), stamped=True),
    Table("sanctions_mentions", records.SanctionsMention, ("doc_id", "sanction_no"), stamped=True),
    Table("signatures", records.Signature, ("doc_id",), stamped=True),
    Table("statement_signatures", records.StatementSignature, ("doc_id", "attribution_no"), stamped=True),
    Table(
        "statement_links",
        records.StatementLink,
        ("doc_id", "attribution_no", "other_doc_id", "other_attribution_no"),
    ),
    Table("statement_members", records.StatementMember, ("doc_id", "attribution_no")),
    Table("story_links", records.StoryLink, ("doc_id", "other_doc_id")),
    Table("story_members", records.StoryMember, ("doc_id",)),
    Table("stories", records.Story, ("story_id",)),
    Table("rejects", records.Reject, ("uri", "run_id")),
    Table("inputs", records.Input, ("uri",)),
    Table("runs", records.Run, ("run_id",)),
)
DELIVERIES = Table("deliveries", records.Delivery, ("uri",))
BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}


def arrow_table(table: Table, rows: Iterable[Sequence[Any]], stamps: Sequence[str] = ()) -> pa.Table:
    """Turn records into an Arrow table of the table's schema.

    `rows` are tuples in column order; `stamps` are the values of the stamp columns, for a stamped table.
    Raises pyarrow.ArrowInvalid where a value does not fit its column.
    """
    schema = table.schema
    remaining = iter(rows)
    batches = []
    while some := list(islice(remaining, _ROWS_AT_ONCE)):
        own = [_array(column, schema.field(i).type) for i, column in enumerate(zip(*some, strict=True))]
        stamped = [pa.repeat(pa.scalar(stamp, pa.string()), len(some)) for stamp in stamps]
        batches.append(pa.RecordBatch.from_arrays([*own, *stamped], schema=schema))
    return pa.Table.from_batches(batches, schema)


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array[Any]:
    """One column; structs are put together from their fields, as pyarrow takes no named tuples."""
    if pa.types.is_struct(kind):
        return pa.StructArray.from_arrays(_fields(values, kind), fields=list(kind))
    if pa.types.is_list(kind) and pa.types.is_struct(kind.value_type):
        starts = [0, *accumulate(len(value or ()) for value in values)]
        items = _array([item for value in values for item in value or ()], kind.value_type)
        missing = pa.array([value is None for value in values], pa.bool_())
        return pa.ListArray.from_arrays(pa.array(starts, pa.int32()), items, type=kind, mask=missing)
    return pa.array(values, kind)


def _fields(values: Sequence[Any], kind: pa.DataType) -> list[pa.Array[Any]]:
    """One column for each field of named tuples."""
    columns = list(zip(*values, strict=True)) or [()] * kind.num_fields
    return [_array(column, field.type) for column, field in zip(columns, kind, strict=True)]


@cache
def _hints(record: type) -> dict[str, Any]:
    """Annotations of a record, resolved, in field order."""
    return get_type_hints(record, include_extras=True)


def _field(name: str, hint: Any) -> pa.Field[Any]:
    """Arrow field of one annotated record field."""
    arrow, nullable = _arrow_type(get_args(hint)[0] if get_origin(hint) is Annotated else hint)
    return pa.field(name, arrow, nullable=nullable)


def _arrow_type(hint: Any) -> tuple[pa.DataType, bool]:
    """Arrow type and nullability of a Python annotation."""
    if get_origin(hint) in (Union, types.UnionType):
        inner = next(arg for arg in get_args(hint) if arg is not type(None))
        return _arrow_type(inner)[0], True
    if get_origin(hint) is list:
        item = get_args(hint)[0]
        return pa.list_(pa.field("element", _arrow_type(item)[0])), False
    if isinstance(hint, type) and issubclass(hint, tuple):
        return pa.struct([_field(name, inner).with_nullable(True) for name, inner in _hints(hint).items()]), False
    return _ARROW[hint], False
