"""All there is of a kind, a piece at a time, for exports. Bodies are fetched by id, so what SQLite sorts is small."""

from collections.abc import Generator, Iterator
from typing import Any

from sqlalchemy import Column, Connection, Table, func, select

from communique.model import Agreement, Event, Holding, Report, Statement
from communique.store import bodies, schema
from communique.store.connection import Connected
from communique.store.reports import Chosen, head, newest, reports_from

AT_ONCE = 200  # bodies read at once

event_, agreement_ = schema.event, schema.agreement


class Streams(Connected):
    """The part of the store behind `ports.StreamStore`."""

    def each_event(
        self, *, country: str | None = None, pair: tuple[str, str] | None = None, person: str | None = None
    ) -> Generator[Event]:
        """Events that are told, or those of one country, pair or person, by (date, id), newest first (undated last)."""
        wanted = select(event_.c.id).order_by(event_.c.day.is_(None), event_.c.day.desc(), event_.c.id)
        for code, table, key in ((country, schema.event_country, "code"), (person, schema.event_person, "key")):
            if code is not None:
                wanted = wanted.where(event_.c.id.in_(select(table.c.event).where(table.c[key] == code)))
        if pair is not None:
            of = schema.event_pair
            mine = (of.c.a == min(pair)) & (of.c.b == max(pair))
            wanted = wanted.where(event_.c.id.in_(select(of.c.event).where(mine)))
        with self.reading() as connection:
            for body in by_id(connection, wanted, event_):
                if (event := bodies.EVENT.decode(body)).stands:
                    yield event

    def each_agreement(self, country: str | None = None) -> Generator[Agreement]:
        """Agreements, or those of one country, by (day, id), newest first (undated last)."""
        day = agreement_.c.day
        wanted = select(agreement_.c.id).order_by(day.is_(None), day.desc(), agreement_.c.id)
        if country is not None:
            of = schema.agreement_country
            wanted = wanted.where(agreement_.c.id.in_(select(of.c.agreement).where(of.c.code == country)))
        with self.reading() as connection:
            for body in by_id(connection, wanted, agreement_):
                yield bodies.AGREEMENT.decode(body)

    def each_statement(
        self, person: str | None = None, since: str | None = None, until: str | None = None
    ) -> Generator[Statement]:
        """Statements of newest report versions, or those of one person (by slug), by report and place in it; of reports
        published within days (UTC, both included; those without a time only where both are open)."""
        table = schema.statement
        wanted = published(of_newest(table), since, until).order_by(table.c.report, table.c.position)
        if person is not None:
            wanted = wanted.where(table.c.speaker == person)
        with self.reading() as connection:
            for row in streamed(connection, wanted):
                yield bodies.STATEMENT.decode(row[0])

    def each_holding(self, person: str | None = None) -> Generator[Holding]:
        """Holdings of newest report versions, or those of one person (by slug), by (day, id)."""
        table = schema.holding
        wanted = of_newest(table).order_by(table.c.day, table.c.id, table.c.report)
        if person is not None:
            wanted = wanted.where(table.c.person == person)
        with self.reading() as connection:
            for row in streamed(connection, wanted):
                yield bodies.HOLDING.decode(row[0])

    def each_report(self, since: str | None = None, until: str | None = None) -> Generator[Report]:
        """Newest versions, by id; those published within days, as with statements."""
        wanted = published(select(head.c.id), since, until).order_by(head.c.id)
        with self.reading() as connection:
            for some in streamed(connection, wanted).partitions():
                rows = connection.execute(newest().where(head.c.id.in_([row.id for row in some])).order_by(head.c.id))
                yield from reports_from(connection, rows.all())


def of_newest(table: Table) -> Chosen:
    """Bodies of what was taken from the newest version of each report."""
    joined = table.join(head, (head.c.id == table.c.report) & (head.c.version == table.c.version))
    return select(table.c.body).select_from(joined)


def published(wanted: Chosen, since: str | None, until: str | None) -> Chosen:
    """What is of reports published within days."""
    day = func.substr(head.c.published_at, 1, 10)
    if since is not None:
        wanted = wanted.where(day >= since)
    return wanted if until is None else wanted.where(day <= until)


def streamed(connection: Connection, wanted: Chosen) -> Any:
    """The rows, of which no more are in memory than are read at once."""
    return connection.execute(wanted.execution_options(yield_per=AT_ONCE))


def by_id(connection: Connection, wanted: Chosen, table: Table) -> Iterator[bytes]:
    """The bodies of ids, in their order."""
    key: Column[Any] = table.c.id
    for some in streamed(connection, wanted).partitions():
        ids = [row.id for row in some]
        rows = connection.execute(select(key, table.c.body).where(key.in_(ids)))
        found = {row.id: row.body for row in rows}
        yield from (found[one] for one in ids)
