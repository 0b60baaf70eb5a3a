"""Tables: their columns, and what stands in a cell."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple

Cell = str | int | float | None
Row = tuple[Cell, ...]
Kind = Literal["text", "integer", "number"]


class Column(NamedTuple):
    """A column by name; `kind` is what its cells hold besides null."""

    name: str
    kind: Kind = "text"


class Table(NamedTuple):
    """A table of facts: its columns, and the rows that one fact gives, none for one that does not belong into it."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Any], Iterable[Row]]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def laid_out(columns: Sequence[Column], cells: dict[str, Cell]) -> Row:
    """Cells by name in the order of the columns; a column without a cell is null."""
    return tuple(cells.get(column.name) for column in columns)


def columns(text: str, **kinds: Kind) -> tuple[Column, ...]:
    """Columns of names parted by commas, text unless said otherwise (a blank of the name being `_`)."""
    names = [name.strip() for name in text.split(",")]
    return tuple(Column(name, kinds.get(name.replace(" ", "_"), "text")) for name in names)


def joined(values: Iterable[str | None]) -> str | None:
    """Several values in one cell, each once, parted by `; `; null for none."""
    return "; ".join(dict.fromkeys(value for value in values if value)) or None
