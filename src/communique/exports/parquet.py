"""Apache Parquet, by pyarrow where it is installed: one row group for every few thousand rows."""

from collections.abc import Iterable
from importlib import import_module
from itertools import islice
from types import ModuleType
from typing import Any, BinaryIO

from communique.errors import UsageError
from communique.exports.columns import Cell, Table

GROUP = 5_000  # rows in a group
MISSING = "Parquet needs pyarrow, which is not installed: pip install 'communique[parquet]', or --format csv"


def write(table: Table, told: Iterable[object], file: BinaryIO) -> None:
    """Write the table. Raises UsageError without pyarrow."""
    arrow = pyarrow()
    kinds = {"text": arrow.string(), "integer": arrow.int64(), "number": arrow.float64()}
    schema = arrow.schema([arrow.field(column.name, kinds[column.kind]) for column in table.columns])
    parquet = import_module("pyarrow.parquet")
    rows = (row for one in told for row in table.rows(one))
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(rows, GROUP)):
            columns: list[list[Any]] = [list(map(clean, cells)) for cells in zip(*group, strict=True)]
            arrays = [arrow.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
            writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))


def clean(cell: Cell) -> Cell:
    """Text without halves of characters, which UTF-8 has no way to write."""
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell


def pyarrow() -> ModuleType:
    """The library. Raises UsageError where it is not installed."""
    try:
        return import_module("pyarrow")
    except ImportError:
        raise UsageError(MISSING) from None
