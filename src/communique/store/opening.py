"""Opening a file: new, current, older or not ours."""

import sqlite3
import time
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError, OperationalError

from communique.errors import StoreError
from communique.store.connection import engine_for
from communique.store.reindexing import is_due, reindex
from communique.store.schema import APPLICATION, REVISION

MIGRATIONS = Path(__file__).parent / "migrations"
TRIES, PAUSE = 100, 0.1
"""How often write-ahead logging is switched on where another process holds the file, and seconds between."""


def opened(path: Path) -> Engine:
    """An engine on the file with the newest schema. Raises StoreError if the file cannot be opened, is no database of
    Communique or was written by a newer version."""
    engine = engine_for(path)
    try:
        with engine.connect() as connection:
            revision = revision_of(connection, path)
        if revision != REVISION:
            migrate(engine, path)
        with engine.connect() as connection:
            due = is_due(connection)
        if due:
            reindex(engine)
    except DatabaseError as error:
        engine.dispose()
        raise StoreError(f"{path}: {explained(error)}") from error
    except BaseException:
        engine.dispose()
        raise
    return engine


def explained(error: DatabaseError) -> str:
    """The database's own words, with the common case in plainer ones."""
    if isinstance(error, OperationalError) and "unable to open" in str(error.orig):
        return "cannot be opened (no such folder, or no right to read and write it)"
    return str(error.orig)


def revision_of(connection: Connection, path: Path) -> str | None:
    """The schema's revision in the file, None for a new one."""
    tables = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return None
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if application != APPLICATION or "alembic_version" not in tables:
        raise StoreError(f"{path}: a database, but not one of Communique")
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if revision is None else str(revision)


def log_ahead(connection: Connection) -> None:
    """Switch on write-ahead logging, which cannot be done inside a transaction, and lasts. SQLite does not wait for
    another process that is at it as it does for other locks; so it is tried again."""
    for tries in range(TRIES, 0, -1):
        try:
            connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or tries == 1:
                raise
            time.sleep(PAUSE)
        else:
            return


def migrate(engine: Engine, path: Path) -> None:
    """Bring the file to the newest schema, all in one transaction. Alembic is imported only here: it costs more than
    opening a current file."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.connect() as plain:
        log_ahead(plain)
    with engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        with connection.begin():
            revision = revision_of(connection, path)  # again: another process may have been quicker
            if revision is not None:
                try:
                    ScriptDirectory.from_config(config).get_revision(revision)
                except CommandError as error:
                    raise StoreError(f"{path}: written by a newer Communique (schema {revision})") from error
            config.attributes["connection"] = connection
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
            command.upgrade(config, "head")
