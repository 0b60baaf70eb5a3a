"""Reports in all versions. A stored version's text never changes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, func, select, update
from sqlalchemy.dialects.sqlite import insert

from communique.model import Report, Version
from communique.store import bodies, schema
from communique.store.bodies import encoded, sortable
from communique.store.connection import Connected
from communique.store.keeping import index_report

ASKED_AT_ONCE = 500  # parameters in one statement

Chosen = Select[*tuple[Any, ...]]
Rows = Sequence[Row[*tuple[Any, ...]]]

head, printing = schema.report, schema.report_version


def newest() -> Chosen:
    """Rows of (id, body, copy_of) with the newest version of each report, still to be narrowed and ordered."""
    joined = head.join(printing, (printing.c.report == head.c.id) & (printing.c.version == head.c.version))
    return select(head.c.id, printing.c.body, head.c.copy_of).select_from(joined)


def reports_from(connection: Connection, rows: Rows) -> list[Report]:
    """The reports of rows of (id, body, copy_of), each with the list of all its versions."""
    versions: dict[str, list[Version]] = {}
    ids = [row.id for row in rows]
    for i in range(0, len(ids), ASKED_AT_ONCE):
        some = select(printing.c.report, printing.c.version, printing.c.modified, printing.c.note, printing.c.seen)
        asked = some.where(printing.c.report.in_(ids[i : i + ASKED_AT_ONCE])).order_by(printing.c.version)
        for report, version, modified, note, seen in connection.execute(asked):
            said = Version(version=version, modified=modified, note=note, seen=seen)
            versions.setdefault(report, []).append(said)
    return [
        msgspec.structs.replace(
            bodies.REPORT.decode(row.body), versions=tuple(versions.get(row.id, ())), copy_of=row.copy_of
        )
        for row in rows
    ]


def row_of(report: Report) -> dict[str, object]:
    """A version as its row has it."""
    said = next((v for v in report.versions if v.version == report.version), Version(version=report.version))
    return {
        "report": report.id,
        "version": report.version,
        "modified": said.modified or report.modified,
        "note": said.note,
        "seen": said.seen,
        "body": encoded(msgspec.structs.replace(report, versions=(), copy_of=None)),
    }


class Reports(Connected):
    """The part of the store behind `ports.ReportStore`."""

    def put_report(self, report: Report) -> None:
        """Keep this version and make it searchable; its story, if it has one, is then due. A version that is stored
        already is left as it is. Its note and when it was seen are taken from its entry in `versions`."""
        with self.writing() as connection:
            known = connection.execute(select(head.c.version).where(head.c.id == report.id)).scalar()
            if known is None:
                row = {"id": report.id, "version": report.version, "published_at": sortable(report.published)}
                connection.execute(insert(head).values(copy_of=report.copy_of, source=report.source, **row))
            if not self._put_version(connection, report) or (known is not None and report.version < known):
                return
            if known is not None:
                columns = {"version": report.version, "published_at": sortable(report.published)}
                connection.execute(update(head).where(head.c.id == report.id).values(columns))
                self._story_due(connection, report.id)
            index_report(connection, report)

    def _put_version(self, connection: Connection, report: Report) -> bool:
        row = insert(printing).values(row_of(report))
        return bool(connection.execute(row.on_conflict_do_nothing()).rowcount)

    def _story_due(self, connection: Connection, report: str) -> None:
        story = select(schema.assignment.c.story).where(schema.assignment.c.report == report).scalar_subquery()
        marks = {"due_record": True, "due_brief": True, "due_links": True}
        connection.execute(update(schema.story).where(schema.story.c.id == story).values(marks))

    def report(self, report: str, version: int | None = None) -> Report | None:
        """The given version, or the newest; its `versions` list them all."""
        wanted: Chosen
        if version is None:
            wanted = newest().where(head.c.id == report)
        else:
            joined = head.join(printing, printing.c.report == head.c.id)
            wanted = select(head.c.id, printing.c.body, head.c.copy_of).select_from(joined)
            wanted = wanted.where(head.c.id == report, printing.c.version == version)
        with self.reading() as connection:
            found = reports_from(connection, connection.execute(wanted).all())
        return found[0] if found else None

    def reports(self, ids: Iterable[str]) -> Sequence[Report]:
        """The newest versions, in the order asked, unknown ids left out."""
        asked = list(ids)
        found: dict[str, Report] = {}
        with self.reading() as connection:
            for i in range(0, len(asked), ASKED_AT_ONCE):
                rows = connection.execute(newest().where(head.c.id.in_(asked[i : i + ASKED_AT_ONCE]))).all()
                found.update((report.id, report) for report in reports_from(connection, rows))
        return [found[report] for report in asked if report in found]

    def reports_by_source(self) -> Mapping[str, int]:
        """How many reports there are of each source that has any."""
        counted = select(head.c.source, func.count()).where(head.c.source.is_not(None)).group_by(head.c.source)
        with self.reading() as connection:
            return {str(source): int(count) for source, count in connection.execute(counted)}

    def reports_of_source(self, source: str) -> Sequence[str]:
        """The ids of all reports of a source."""
        wanted = select(head.c.id).where(head.c.source == source).order_by(head.c.id)
        with self.reading() as connection:
            return connection.execute(wanted).scalars().all()

    def first_reported(self) -> str | None:
        """The first day (UTC) on which a stored report was published, None without one."""
        with self.reading() as connection:
            first: str | None = connection.execute(select(func.min(head.c.published_at))).scalar()
        return first[:10] if first else None

    def unassigned(self) -> Sequence[Report]:
        """Reports without a story, by (published, id); those without a time come last."""
        placed = select(schema.assignment.c.report)
        wanted = newest().where(head.c.id.not_in(placed))
        with self.reading() as connection:
            ordered = wanted.order_by(head.c.published_at.is_(None), head.c.published_at, head.c.id)
            return reports_from(connection, connection.execute(ordered).all())

    def set_copy(self, report: str, original: str) -> None:
        """Say that the report is a copy of the other; its story, if it has one, is then due."""
        changed = update(head).where(head.c.id == report, head.c.copy_of.is_distinct_from(original))
        with self.writing() as connection:
            if connection.execute(changed.values(copy_of=original)).rowcount:
                self._story_due(connection, report)
