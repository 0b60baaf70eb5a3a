"""What is removed on demand: reports, and the names of people wherever they stand."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Table, Text, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from communique.model import Report
from communique.publishing import Masks
from communique.store import schema
from communique.store.bodies import encoded
from communique.store.indexing import masked_entries, purge, unindex, unindex_all
from communique.store.outbox import outbox, watch
from communique.store.reports import Reports
from communique.store.sources import Sources

printing, placed = schema.report_version, schema.assignment
removal = Table(
    "removal", schema.metadata, Column("kind", Text, primary_key=True), Column("mark", Text, primary_key=True)
)
"""Tombstones of sources and people: a mark of each, and no name."""

TAKEN = (schema.recorded, schema.statement, schema.statement_about, schema.holding)
WHOLE: tuple[tuple[Table, str | None], ...] = (
    (printing, "report"), (schema.recorded, "report"), (schema.page_state, None), (schema.ruling, None),
    (schema.link, "story"), (schema.event, "story"), (schema.agreement, None), (schema.brief, "story"),
    (schema.brief_hand, "story"), (schema.brief_waiting, "story"), (watch, None), (schema.refusal, None),
)  # fmt: skip
"""Tables that hold words as JSON, each with the column that tells which report or story it is of."""


class Erasing(Reports, Sources):
    """The part of the store behind `publishing.ErasingStore`."""

    def erase_reports(self, stones: Iterable[Report]) -> None:
        """Keep nothing of reports but these tombstones, each as the newest version and in place of those before: text,
        notes, what the record took from it, search entries of it and of its story's brief, that brief where it waits
        for release, and what models wrote, which may hold its words."""
        with self.writing() as connection:
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
            for stone in stones:
                self._erase(connection, stone)
            connection.execute(delete(schema.draft))
            purge(connection)
            connection.exec_driver_sql("PRAGMA secure_delete = OFF")

    def _erase(self, connection: Connection, stone: Report) -> None:
        for version in range(1, stone.version):
            body = encoded(msgspec.structs.replace(stone, version=version, versions=(), copy_of=None))
            row = (printing.c.report == stone.id) & (printing.c.version == version)
            connection.execute(update(printing).where(row).values(body=body, note=None))
        for table in TAKEN:
            connection.execute(delete(table).where(table.c.report == stone.id))
        connection.execute(delete(schema.grouping_row).where(schema.grouping_row.c.report == stone.id))
        unindex_all(connection, "statement", stone.id)
        if found := connection.execute(select(placed.c.story).where(placed.c.report == stone.id)).scalar():
            unindex(connection, "brief", found)
            connection.execute(delete(schema.brief_waiting).where(schema.brief_waiting.c.story == found))
        self.put_report(stone)
        unindex(connection, "report", stone.id)

    def black_out(self, masks: Masks) -> Sequence[str]:
        """Put all words that are kept through the masks. What was taken from reports or drawn from their words goes,
        where they changed, and their stories are due; so are those whose events or briefs did: all of these, by id."""
        with self.writing() as connection:
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
            _let_go(connection, masks)
            changed: dict[str | None, set[str]] = {"report": set(), "story": set(), None: set()}
            for table, of in WHOLE:
                changed[of] |= _masked(connection, table, of, masks)
            for report in sorted(changed["report"]):
                for table in TAKEN:
                    connection.execute(delete(table).where(table.c.report == report))
                unindex_all(connection, "statement", report)
            within = select(placed.c.story).where(placed.c.report.in_(sorted(changed["report"])))
            stories = changed["story"] | set(connection.execute(within).scalars())
            if changed["report"]:
                for table in (schema.grouping_row, schema.grouping_count, schema.story_facts):
                    connection.execute(delete(table))
            due = {"due_record": True, "due_brief": True, "due_links": True}
            for story in sorted(stories):
                one = (schema.story.c.id == story) & schema.story.c.redirect.is_(None)
                connection.execute(update(schema.story).where(one).values(due))
            masked_entries(connection, masks)
            connection.execute(delete(schema.draft))
            purge(connection)
            connection.exec_driver_sql("PRAGMA secure_delete = OFF")
        return sorted(stories)

    def put_removal(self, kind: str, mark: str) -> None:
        """Keep the tombstone of a source or person: a mark by which it is known when it comes again."""
        with self.writing() as connection:
            connection.execute(insert(removal).values(kind=kind, mark=mark).on_conflict_do_nothing())

    def removals(self, kind: str) -> frozenset[str]:
        """The marks of what was removed of a kind."""
        wanted = select(removal.c.mark).where(removal.c.kind == kind)
        with self.reading() as connection:
            return frozenset(connection.execute(wanted).scalars())

    def drop_refusals(self, source: str) -> None:
        """Let go of what was refused of a source."""
        gone = [(r.name, r.why) for r in self.refusals(1_000_000, source)]
        table = schema.refusal
        with self.writing() as connection:
            for name, why in gone:
                connection.execute(delete(table).where(table.c.name == name, table.c.why == why))


def _masked(connection: Connection, table: Table, of: str | None, masks: Masks) -> set[str]:
    """Put the bodies of a table through the masks. Which reports or stories those are of that changed."""
    keys = list(table.primary_key.columns)
    changed: set[str] = set()
    for key in connection.execute(select(*keys)).all():
        row = [column == value for column, value in zip(keys, key, strict=True)]
        body = connection.execute(select(table.c.body).where(*row)).scalar_one()
        before = msgspec.json.decode(body)
        after = masks.value(before)
        if table is schema.page_state:
            after["url"] = before["url"]  # which its publisher chose, and by which it is asked
        values: dict[str, Any] = {"body": msgspec.json.encode(after)} if after != before else {}
        if "note" in table.c:
            note = connection.execute(select(table.c.note).where(*row)).scalar_one()
            values |= {"note": masks.text(note)} if note and masks.text(note) != note else {}
        if table is schema.refusal and any(masks.text(part) != part for part in key):
            connection.execute(delete(table).where(*row))
        elif values:
            connection.execute(update(table).where(*row).values(values))
            changed |= {str(connection.execute(select(table.c[of]).where(*row)).scalar_one())} if of else set()
    return changed


def _let_go(connection: Connection, masks: Masks) -> None:
    """The pages of people: what leads to them, what is said by and known of them, who watches them."""
    for column in (schema.event_person.c.key, schema.statement.c.speaker, schema.holding.c.person):
        for key in connection.execute(select(column).distinct()).scalars().all():
            if masks.removed(key):
                connection.execute(delete(column.table).where(column == key))
    for seq, id, body in connection.execute(select(watch.c.seq, watch.c.id, watch.c.body)).all():
        told = msgspec.json.decode(body)
        if told["kind"] == "person" and masks.removed(told["of"]):
            connection.execute(delete(watch).where(watch.c.seq == seq))
            connection.execute(delete(outbox).where(outbox.c.watch == id))
