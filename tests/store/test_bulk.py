"""The archive that the pages are measured over is put in by the thousand: it has to be what the store's own calls make
of the same stories."""

from pathlib import Path

from bench import archive

from communique.store import schema
from communique.store.sqlite import SqliteStore

TABLES = (*schema.metadata.tables, "entry_text", "entry_vocabulary")
COUNT = 60


def put_one_by_one(store: SqliteStore) -> None:
    for source in archive.sources():
        store.put_source(source)
    for report, recorded, event, brief in archive.stories(COUNT):
        store.put_report(report)
        store.assign(report.id, event.story)
        store.put_recorded(recorded)
        store.put_events(event.story, (event,))
        store.put_brief(brief)
    store.close_round(archive.NOW)


def test_an_archive_made_at_once_is_what_the_stores_calls_make(tmp_path: Path) -> None:
    made, put = SqliteStore(tmp_path / "made.db"), SqliteStore(tmp_path / "put.db")
    archive.fill(made, COUNT)
    put_one_by_one(put)
    for name in TABLES:
        with made.reading() as one, put.reading() as other:
            wanted = f"SELECT * FROM {name} ORDER BY 1, 2"
            assert one.exec_driver_sql(wanted).all() == other.exec_driver_sql(wanted).all(), name
    assert len(made.latest(100)) == COUNT
    made.close()
    put.close()
