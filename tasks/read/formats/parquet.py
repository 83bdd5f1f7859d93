"""Parquet files: a document a row."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from config.settings import FieldNames
from tasks.read.records import delivery_of_record
from tasks.read.source import Context, Item, Source
from tasks.read.streams import BadStreamError, seekable

_BATCH_ROWS = 256


def read_parquet(stream: BufferedReader, source: Source, context: Context) -> Iterator[Item]:
    """A delivery or a refusal a row, counted from 1 through all row groups.

    Raises BadStreamError where the file is damaged, no column holds the text, or it unpacks to too much.
    """
    number = 0
    for record in _records(stream, context.settings.fields):
        number += 1
        values = {name: _plain(value, context) for name, value in record.items()}
        item = delivery_of_record(values, source.part(f"row={number}"), context.settings.fields, 0)
        context.budget.spend(len(getattr(item, "content", b"")))
        yield item
    if not number:
        yield source.refused("empty", "the table has no rows")


def _records(stream: BufferedReader, fields: FieldNames) -> Iterator[dict[str, Any]]:
    """Rows with the columns that the fields name."""
    try:
        with seekable(stream) as file:
            table, columns = _open(file, fields)
            for batch in table.iter_batches(_BATCH_ROWS, columns=columns, use_threads=False):
                yield from _rows(batch)
    except BadStreamError:
        raise
    except (pa.ArrowException, OSError, ValueError, MemoryError, OverflowError) as error:
        if isinstance(error, OSError) and error.errno:  # the disk's or network's, not the data's
            raise
        raise BadStreamError("damaged", f"the Parquet file cannot be read: {str(error).splitlines()[0]}") from error


def _open(file: Any, fields: FieldNames) -> tuple[pq.ParquetFile, list[str]]:
    """The file, and the columns to read.

    Text columns stay dictionaries, so that a value which is repeated a million times is held once.
    """
    first = pq.ParquetFile(file)
    schema = first.schema_arrow
    columns = _columns(schema, fields)
    texts = [name for name in columns if pa.types.is_string(schema.field(name).type)]
    return pq.ParquetFile(file, metadata=first.metadata, read_dictionary=texts), columns


def _columns(schema: pa.Schema, fields: FieldNames) -> list[str]:
    """Columns to read. Raises BadStreamError (no_text) where none is for text."""
    if not set(schema.names).intersection(fields.text):
        detail = f"none of the columns is named {', '.join(fields.text)}; they are {', '.join(schema.names)}"
        raise BadStreamError("no_text", detail[:500])
    return [name for group in fields for name in group[1] if name in schema.names]


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """Rows made one at a time."""
    for row in range(batch.num_rows):
        yield {name: _value(batch.column(name)[row]) for name in batch.schema.names}


def _value(scalar: Any) -> Any:
    """A cell; its bytes where the file calls it text and it is not UTF-8."""
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        text = scalar.value if isinstance(scalar, pa.DictionaryScalar) else scalar
        return text.as_buffer().to_pybytes() if isinstance(text, pa.StringScalar) else None


def _plain(value: Any, context: Context) -> Any:
    """A value as records have it: bytes of a column that is not marked as text are decoded."""
    if not isinstance(value, bytes):
        return value
    decoded = context.decode(value, None)
    return decoded[0] if decoded else None
