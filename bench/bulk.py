"""Stories put into an empty store by the thousand: the same rows as by the store's own calls, many in a statement.

`tests/store/test_bulk.py` holds both ways against each other, table by table.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert

from communique.model import Brief, Event, Recorded, Report
from communique.store import briefs, entries, indexing, record, reports, schema
from communique.store.bodies import encoded, sortable
from communique.store.sqlite import SqliteStore


class Told(NamedTuple):
    """A story of one report: the report, what was taken from it, the event, and the brief."""

    report: Report
    recorded: Recorded
    event: Event
    brief: Brief


class Bulk:
    """Fills one empty store."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self._free: dict[int, int] = {}
        self._known: set[tuple[str, str]] = set()
        self._printed = 0

    def put(self, stories: Iterable[Told]) -> None:
        """Some stories, in one transaction."""
        rows: dict[Any, list[dict[str, Any]]] = {}
        found: list[dict[str, Any]] = []
        for told in stories:
            for table, some in self._rows(told):
                rows.setdefault(table, []).extend(some)
            found += self._placed(told)
        with self._store.writing() as connection:
            for table, some in rows.items():
                if some:
                    connection.execute(insert(table), some)
            index(connection, found)

    def _rows(self, told: Told) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
        report, recorded, event, brief = told
        self._printed += 1
        row = {"id": report.id, "version": 1, "published_at": sortable(report.published), "copy_of": None}
        yield schema.report, [row | {"source": report.source}]
        yield schema.report_version, [reports.row_of(report)]
        done = {"due_record": False, "due_brief": False, "due_links": True}
        yield schema.story, [{"id": event.story, "opened": report.published, **done}]
        yield schema.assignment, [{"report": report.id, "story": event.story, "version": 1, "fixed": False}]
        yield schema.recorded, [{"report": recorded.report, "version": 1, "body": encoded(recorded)}]
        yield from record.taken(recorded)
        yield from record.indexed(event, 0)
        yield schema.brief, [briefs.row_of(brief) | {"newest": True, "seq": self._printed}]

    def _placed(self, told: Told) -> Iterator[dict[str, Any]]:
        """The rows of what can be found, each at its place among the others."""
        for entry in self._entries(told):
            first = indexing.minute_of(entry.at)
            seq = self._free.setdefault(first, first)
            self._free[first] = seq + 1
            row = indexing.row_of(entry)
            yield row | {"seq": seq, "exact": indexing.exact_of(row)}

    def _entries(self, told: Told) -> Iterator[indexing.Entry]:
        report, recorded, event, brief = told
        yield entries.of_report(report)
        yield from (entries.of_statement(said, report) for said in recorded.statements)
        yield entries.of_event(event)
        offices = {held.person: held.office for held in recorded.holdings}
        for one in sorted((*event.actor, *event.recipient), key=lambda a: a.key):
            if self._new("person", one.key):
                yield entries.of_person(one.key, one.name, one.code, [offices[one.name]])
        for code in sorted({a.code or "" for a in (*event.actor, *event.recipient)}):
            if entries.is_country(code) and self._new("country", code):
                yield entries.of_country(code)
        yield entries.of_brief(brief, [event.event])

    def _new(self, kind: str, ref: str) -> bool:
        known = (kind, ref) in self._known
        self._known.add((kind, ref))
        return not known


def index(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Make rows findable."""
    for statement in indexing.ADDED:
        connection.exec_driver_sql(statement, rows)
