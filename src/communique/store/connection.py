"""Connections to one SQLite file: many readers, one writer at a time, transactions per thread."""

import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import StoreError

BUSY_SECONDS = 30.0  # how long a writer waits for the writer of another process


def folded(text: str) -> str:
    """Words only, without case and accents, with single spaces around each: for the comparison of phrases."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " " + " ".join(re.findall(r"[^\W_]+", plain.casefold())) + " "


def holds(text: str | None, phrase: str) -> bool:
    """Whether the folded phrase stands in the text. SQL calls it to make `"a phrase"` exact in spite of stemming."""
    return text is not None and phrase in folded(text)


def prepare(connection: Any, _record: object) -> None:
    """What every new connection needs. `isolation_level` None leaves BEGIN to us."""
    connection.isolation_level = None
    connection.create_function("holds", 2, holds, deterministic=True)
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
    def writing(self) -> Iterator[Connection]:
        """A connection to write with. Outermost it commits at the end; within another it is a savepoint of it."""
        held: Connection | None = getattr(self._mine, "connection", None)
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
                finally:
                    self._mine.connection = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All calls of this thread inside commit together or, on an exception, not at all. May be nested."""
        with self.writing():
            yield

    @contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            cause = getattr(error, "orig", None) or error
            raise StoreError(f"{self._path}: {cause}") from error

    def close(self) -> None:
        """Close all connections. The store cannot be used afterwards by anyone who still waits in a call."""
        self._engine.dispose()
