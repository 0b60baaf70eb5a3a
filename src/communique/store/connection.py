"""Connections to one SQLite file: many readers, one writer at a time, transactions per thread."""

import re
import sqlite3
import threading
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, PoolProxiedConnection, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import StoreError

AT_ONCE = 500  # what one query names
WAIT_MS = 1000  # for readers of the write-ahead log to be done with it
BUSY_SECONDS = 30.0  # how long a writer waits for the writer of another process


def folded(text: str) -> str:
    """Words only, without case and accents, with single spaces around each: for the comparison of phrases."""
    plain = text
    if not text.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " " + " ".join(re.findall(r"[^\W_]+", plain.casefold())) + " "


def pieces(names: Collection[str]) -> Iterator[list[str]]:
    """Names in order, as many at a time as one query may name."""
    every = sorted(names)
    for begin in range(0, len(every), AT_ONCE):
        yield every[begin : begin + AT_ONCE]


def prepare(connection: Any, _record: object) -> None:
    """What every new connection needs. `isolation_level` None leaves BEGIN to us."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")


def begin(connection: Connection) -> None:
    """A writer takes the write lock at once, so that it never fails half way for want of it."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def engine_for(path: Path) -> Engine:
    """An engine on the file, with a pool that readers of a web server's threads can share."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        pool_size=8,
        max_overflow=64,
    )
    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


class Connected:
    """What the parts of the store share: a way to read, a way to write, and transactions that span both."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._writer = threading.Lock()
        self._mine = threading.local()
        self._looking = threading.Lock()
        self._look: PoolProxiedConnection | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with: this thread's transaction, or a snapshot of what is committed."""
        held: Connection | None = getattr(self._mine, "connection", None)
        with self._translating():
            if held is not None:
                yield held
                return
            with self._engine.connect() as connection:
                yield connection

    @contextmanager
    def writing(self, *, telling: bool = True) -> Iterator[Connection]:
        """A connection to write with. Outermost it commits at the end; within another it is a savepoint of it. What is
        written counts as a new state of the store, unless it is not `telling`."""
        held: Connection | None = getattr(self._mine, "connection", None)
        self._mine.telling = telling or (held is not None and self._mine.telling)
        with self._translating():
            if held is not None:
                with held.begin_nested():
                    yield held
                return
            with self._writer, self._engine.connect() as plain:
                connection = plain.execution_options(writes=True)
                self._mine.connection = connection
                try:
                    with connection.begin():
                        yield connection
                        if self._mine.telling:
                            count = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
                            connection.exec_driver_sql(f"PRAGMA user_version = {(count + 1) & 0x7FFFFFFF}")
                finally:
                    self._mine.connection = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All calls of this thread inside commit together or, on an exception, not at all. May be nested."""
        with self.writing(telling=False):
            yield

    def state(self, *, views: bool = False) -> tuple[int, ...]:
        """What stands for the present state of the store: the count of transactions that changed it, and with `views`
        what SQLite tells of changes by anybody else than one connection, which is kept for this."""
        with self._translating(), self._looking:
            if self._look is None:
                self._look = self._engine.raw_connection()
            cursor = self._look.cursor()
            try:
                asked = ("user_version", "data_version") if views else ("user_version",)
                return tuple(cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in asked)
            finally:
                cursor.close()

    @contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            cause = getattr(error, "orig", None) or error
            raise StoreError(f"{self._path}: {cause}") from error

    def empty_log(self) -> None:
        """What was erased is not left in the write-ahead log, unless somebody reads it for longer than we wait."""
        with self.reading() as connection:
            plain = connection.connection.cursor()
            (usual,) = plain.execute("PRAGMA busy_timeout").fetchone()
            plain.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
            connection.rollback()  # there is no checkpoint within a transaction
            with suppress(sqlite3.OperationalError):
                plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            plain.execute(f"PRAGMA busy_timeout = {usual}")

    def close(self) -> None:
        """Close all connections. The store cannot be used afterwards by anyone who still waits in a call."""
        with self._looking:
            if self._look is not None:
                self._look.close()
                self._look = None
        self._engine.dispose()
