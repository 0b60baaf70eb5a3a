"""Stores for tests, copied instead of made: the schema, and what fills a store, are made once in a process."""

import atexit
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from communique.store.sqlite import SqliteStore

Fill = Callable[[SqliteStore], None]


def empty(path: Path) -> SqliteStore:
    """A new store at a path where there is none."""
    path.write_bytes(_made(None).read_bytes())
    return SqliteStore(path)


def filled(store: SqliteStore, fill: Fill) -> None:
    """A store filled: a new one by a copy, one that holds something already by filling it."""
    with store.reading() as connection:
        path = connection.exec_driver_sql("PRAGMA database_list").all()[0][2]
    with closing(sqlite3.connect(path)) as here:
        if _rows(here) != _rows_at_first():
            fill(store)
            return
        with closing(sqlite3.connect(_made(fill))) as made:
            made.backup(here)


@cache
def _made(fill: Fill | None) -> Path:
    """The file of a store, empty or filled."""
    folder = mkdtemp(prefix="communique-store-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / "made.db"
    with closing(SqliteStore(path)) as store:
        if fill is not None:
            fill(store)
    return path


def _rows(connection: sqlite3.Connection) -> int:
    """How many rows the tables of a store hold, those of the full-text index apart."""
    listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    names = {name for (name,) in connection.execute(listed)}
    shadows = ("_data", "_idx", "_docsize", "_config", "_content")
    return sum(
        connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for name in names
        if not name.endswith(shadows)
    )


@cache
def _rows_at_first() -> int:
    with closing(sqlite3.connect(_made(None))) as made:
        return _rows(made)
