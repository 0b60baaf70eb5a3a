"""The SQLite store: the contract, and what is its own: migrations, files that are not ours, crashes."""

import ast
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from communique.errors import StoreError
from communique.lexicon.queries import parse
from communique.ports import Store
from communique.store import native, schema
from communique.store.opening import MIGRATIONS
from communique.store.reindexing import PARTS
from communique.store.sqlite import SqliteStore
from tests import stores
from tests.site import newsroom
from tests.store.nouns import a_report
from tests.store.store_contract import StoreContract


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = stores.empty(tmp_path / "desk.db")
    yield store
    store.close()


@pytest.fixture
def reopened(store: SqliteStore, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    opened: list[SqliteStore] = []

    def again() -> Store:
        store.close()
        opened.append(SqliteStore(tmp_path / "desk.db"))
        return opened[-1]

    yield again
    for each in opened:
        each.close()


OLD = datetime(2020, 1, 1, tzinfo=UTC)


class TestSqliteStore(StoreContract):
    pass


def shape(path: Path) -> dict[str, object]:
    """Columns, keys and indexes of every table of a file, the words of its virtual tables and of its triggers."""
    connection = sqlite3.connect(path)
    found: dict[str, object] = {}
    found["triggers"] = sorted(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall():
        if name.startswith(("sqlite_", "alembic_", "entry_text_")):
            continue
        columns = sorted(row[1:] for row in connection.execute(f"PRAGMA table_info({name})"))
        keys = sorted(row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({name})"))
        indexes = sorted(
            (unique, origin, tuple(row[2] for row in connection.execute(f"PRAGMA index_info({index})")))
            for _, index, unique, origin, _ in connection.execute(f"PRAGMA index_list({name})").fetchall()
        )
        named = sorted(row[1] for row in connection.execute(f"PRAGMA index_list({name})") if row[3] == "c")
        counts = "AUTOINCREMENT" in sql
        found[name] = sql if sql.startswith("CREATE VIRTUAL") else (columns, keys, indexes, named, counts)
    connection.close()
    return found


def test_the_migrated_schema_is_the_schema(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "migrated.db").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'made.db'}")
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        for statement in (native.ENTRY_CONTENT, native.ENTRY_TEXT, native.ENTRY_VOCABULARY, *native.totalled()):
            connection.exec_driver_sql(statement)
    engine.dispose()
    made = shape(tmp_path / "made.db")
    assert shape(tmp_path / "migrated.db") == made
    assert set(made) == set(schema.metadata.tables) | {"entry_text", "entry_vocabulary", "triggers"}


def test_the_schema_names_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.REVISION


def test_a_migration_imports_no_live_code() -> None:
    for path in MIGRATIONS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.startswith("communique")], path


def test_a_current_file_is_opened_without_alembic(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "desk.db").close()
    code = (
        "import sys; from communique.store.sqlite import SqliteStore;"
        " SqliteStore(sys.argv[1]).sources(); print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "desk.db"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_the_file_is_in_write_ahead_mode_and_marked_as_ours(store: SqliteStore, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "desk.db")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION,)
    connection.close()


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Not a database. " * 100, encoding="utf8")
    with pytest.raises(StoreError, match=r"notes\.txt"):
        SqliteStore(path)
    assert path.read_text(encoding="utf8") == "Not a database. " * 100


def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("CREATE TABLE cookies (x)")
    connection.close()
    before = (tmp_path / "other.db").read_bytes()
    with pytest.raises(StoreError, match="not one of Communique"):
        SqliteStore(tmp_path / "other.db")
    assert (tmp_path / "other.db").read_bytes() == before


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "desk.db").close()
    connection = sqlite3.connect(tmp_path / "desk.db")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="newer Communique"):
        SqliteStore(tmp_path / "desk.db")


@pytest.mark.parametrize("name", ["no/such/folder/desk.db", "."])
def test_a_path_that_cannot_be_a_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        SqliteStore(tmp_path / name)


def test_a_failure_of_the_database_is_ours_by_name(store: SqliteStore, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "desk.db")
    connection.execute("DROP TABLE source")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match=r"desk\.db: no such table"):
        store.sources()


WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from tests.store.store_contract import a_report
from communique.store.reindexing import PARTS
from communique.store.sqlite import SqliteStore
store = SqliteStore(sys.argv[1])
for i in range(10_000):
    with store.transaction():
        for half in "ab":
            store.put_report(a_report(f"r{i}{half}"))
            store.assign(f"r{i}{half}", f"s{i}")
            print(i, half, flush=True)
"""


@pytest.mark.parametrize("lines", [1, 2, 7])
def test_a_killed_writer_leaves_whole_transactions_only(tmp_path: Path, lines: int) -> None:
    path = tmp_path / "desk.db"
    command = [sys.executable, "-c", WRITER, path, Path(__file__).parent]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(lines):
            last = process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)
    told = int(last.split()[0])
    store = SqliteStore(path)
    stories = store.stories()
    assert len(stories) >= told
    assert all(len(story.reports) == 2 for story in stories)
    assert len(store.search("envoys", limit=10_000)) == 2 * len(stories)
    store.put_report(a_report("after"))
    assert store.report("after") is not None
    store.close()


def test_two_processes_may_open_a_new_file_at_once(tmp_path: Path) -> None:
    code = "import sys; from communique.store.sqlite import SqliteStore; SqliteStore(sys.argv[1]).sources()"
    command = [sys.executable, "-c", code, tmp_path / "desk.db"]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [(process.communicate()[1], process.returncode) for process in processes] == [("", 0)] * 3


def test_a_file_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION}")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql('INSERT INTO source VALUES (\'a\', CAST(\'{"id":"a","url":"u"}\' AS BLOB))')
        old = '{"story":"s1","headline":"h","dates":{"reported":["2024-03-21"],"updated":"2024-03-22T09:00:00+01:00"}}'
        connection.exec_driver_sql(
            "INSERT INTO brief (story, version, newest, state, reported_at, body)"
            f" VALUES ('s1', 1, 1, 'released', '2024-03-21T00:00:00.000000+00:00', CAST('{old}' AS BLOB))"
        )
        un = '{"text":"UN","name":"United Nations","code":"IGO"}'
        days = '{"start":"2024-03-21","end":"2024-03-22"}'
        told = f'{{"id":"e1","story":"s1","event":"CONSULT","actor":[{un}],"date":{days}}}'
        connection.exec_driver_sql(
            "INSERT INTO event (id, story, position, day, body)"
            f" VALUES ('e1', 's1', 0, '2024-03-21', CAST('{told}' AS BLOB))"
        )
        connection.exec_driver_sql("INSERT INTO event_country VALUES ('KEN', 'e1')")
    engine.dispose()
    store = SqliteStore(path)
    assert store.printed_around(OLD, OLD) == (None, "2024-03-22T08:00:00.000000+00:00")
    assert [event.id for event in store.meetings_within("2024-03-22", "2024-03-22")] == ["e1"]
    assert list(store.bodies()) == [("united-nations", "United Nations", "IGO", 1)]
    assert list(store.countries()) == [("KEN", 1)]
    assert [source.id for source in store.sources()] == ["a"] and not store.subscriptions()
    store.put_report(a_report("r1"))
    store.assign("r1", "s1")
    assert [(report.id, story) for report, story in store.assignments()] == [("r1", "s1")]
    store.close()


def test_an_index_that_is_due_is_made_again_from_what_is_stored(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    store = SqliteStore(path)
    newsroom.fill(store)
    before = {(hit.kind, hit.id) for hit in store.find(parse("-nothing").query, 500).hits}
    store.close()
    connection = sqlite3.connect(path)
    for table in ("entry", "entry_body"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO entry_text (entry_text) VALUES ('delete-all')")
    connection.executemany("INSERT INTO reindexing VALUES (?, NULL)", [(kind,) for kind in PARTS])
    connection.commit()
    connection.close()
    store = SqliteStore(path)
    assert {(hit.kind, hit.id) for hit in store.find(parse("-nothing").query, 500).hits} == before
    assert store.find(parse('"formed in blood"').query).total
    store.close()
