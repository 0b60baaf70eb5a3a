"""The record: what was taken from each report version, and the events it was joined into."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from communique.model import Event, Holding, Recorded, Redo, Statement, slug
from communique.store import bodies, schema
from communique.store.bodies import encoded
from communique.store.connection import Connected
from communique.store.entries import pairs_between
from communique.store.keeping import index_events, index_statements, told_before
from communique.store.reports import Chosen, head

NOT_COUNTRIES = ("IGO", "NGO", "IMG", "ISM", "MNC")  # actor codes that stand for no state
BODIES = ("IGO", "NGO", "IMG")  # those of organisations

event_, of_country, of_pair, of_person = schema.event, schema.event_country, schema.event_pair, schema.event_person
of_body = schema.event_body


def in_order(ids: Chosen) -> Chosen:
    """The bodies of events, by date, newest first (undated last)."""
    wanted = select(event_.c.body).where(event_.c.id.in_(ids))
    return wanted.order_by(event_.c.day.is_(None), event_.c.day.desc(), event_.c.id)


def indexed(event: Event, position: int) -> Iterable[tuple[Any, list[dict[str, object]]]]:
    """(table, rows) that keep and index one event; one that is told no more is only kept."""
    sides = (*event.actor, *event.recipient)
    day = event.date.start if event.date else None
    row = {"id": event.id, "story": event.story, "position": position, "day": day, "body": encoded(event)}
    row |= {"last_day": event.date.end[:10] if event.date else None, "type": event.event, "status": event.status}
    row |= {"stands": event.stands}
    yield event_, [row]
    if not event.stands:
        return
    yield of_country, [{"code": c, "event": event.id} for c in sorted({a.code for a in sides if a.code})]
    yield of_pair, [{"a": a, "b": b, "event": event.id} for a, b in pairs_between(event)]
    people: dict[str, dict[str, object]] = {
        a.key: {"key": a.key, "event": event.id, "name": a.name, "code": a.code} for a in sides if a.person
    }
    yield of_person, list(people.values())
    organisations: dict[str, dict[str, object]] = {
        a.key: {"key": a.key, "event": event.id, "name": a.name, "code": a.code}
        for a in sides
        if a.code in BODIES and not a.person and a.name
    }
    yield of_body, list(organisations.values())


def forget(connection: Connection, events: Chosen) -> None:
    """Delete the selected events and what indexes them."""
    for table in (of_country, of_pair, of_person, of_body):
        connection.execute(delete(table).where(table.c.event.in_(events)))
    connection.execute(delete(event_).where(event_.c.id.in_(events)))


def taken(recorded: Recorded) -> Iterable[tuple[Any, list[dict[str, object]]]]:
    """(table, rows) by which what was taken from a report version is found."""
    where = {"report": recorded.report, "version": recorded.version}
    said = [
        where | {"position": i, "speaker": s.speaker.key, "body": encoded(s)} for i, s in enumerate(recorded.statements)
    ]
    held = [
        where | {"position": i, "id": h.id, "person": slug(h.person), "code": h.code, "day": h.day, "body": encoded(h)}
        for i, h in enumerate(recorded.holdings)
    ]
    about = [
        where | {"position": i, "speaker": s.speaker.code, "about": code}
        for i, s in enumerate(recorded.statements)
        for code in s.about
        if s.speaker.code
    ]
    yield schema.statement, said
    yield schema.holding, held
    yield schema.statement_about, about


class Record(Connected):
    """The part of the store behind `ports.RecordStore`."""

    def put_recorded(self, recorded: Recorded) -> None:
        """Keep what was taken from one report version, in place of what was taken from it before."""
        row = insert(schema.recorded).values(report=recorded.report, version=recorded.version, body=encoded(recorded))
        with self.writing() as connection:
            connection.execute(row.on_conflict_do_update(set_={"body": row.excluded.body}))
            for table, rows in taken(recorded):
                mine = (table.c.report == recorded.report) & (table.c.version == recorded.version)
                connection.execute(delete(table).where(mine))
                if rows:
                    connection.execute(insert(table), rows)
            index_statements(connection, recorded)

    def recorded(self, report: str, version: int) -> Recorded | None:
        """What was taken from this version, None if it was not recorded yet."""
        table = schema.recorded
        wanted = select(table.c.body).where(table.c.report == report, table.c.version == version)
        with self.reading() as connection:
            body = connection.execute(wanted).scalar()
        return None if body is None else bodies.RECORDED.decode(body)

    def put_events(self, story: str, events: Sequence[Event]) -> None:
        """Replace the story's events and clear its mark as due for the record; participants are indexed by key."""
        mine = select(event_.c.id).where(event_.c.story == story)
        with self.writing() as connection:
            before = told_before(connection, story)
            forget(connection, mine)
            for position, event in enumerate(events):
                for table, rows in indexed(event, position):
                    if rows:
                        connection.execute(insert(table), rows)
            index_events(connection, story, events, before)
            connection.execute(update(schema.story).where(schema.story.c.id == story).values(due_record=False))

    def event(self, event: str) -> Event | None:
        """The event of this id."""
        with self.reading() as connection:
            body = connection.execute(select(event_.c.body).where(event_.c.id == event)).scalar()
        return None if body is None else bodies.EVENT.decode(body)

    def events_of_story(self, story: str, *, every: bool = False) -> Sequence[Event]:
        """In the order they were put; with `every` also those that editors removed or joined to others."""
        wanted = select(event_.c.body).where(event_.c.story == story).order_by(event_.c.position)
        with self.reading() as connection:
            rows = connection.execute(wanted).scalars().all()
        found = [bodies.EVENT.decode(body) for body in rows]
        return found if every else [event for event in found if event.stands]

    def events_of_country(self, code: str) -> Sequence[Event]:
        """Events with the country on either side, by date, newest first (undated last)."""
        return self._events(select(of_country.c.event).where(of_country.c.code == code))

    def events_of_pair(self, a: str, b: str) -> Sequence[Event]:
        """Events between the two (either direction, or both on a reciprocal side), newest first."""
        pair = (of_pair.c.a == min(a, b)) & (of_pair.c.b == max(a, b))
        return self._events(select(of_pair.c.event).where(pair))

    def events_of_person(self, key: str) -> Sequence[Event]:
        """Events in which the person took part, newest first."""
        return self._events(select(of_person.c.event).where(of_person.c.key == key))

    def _events(self, ids: Chosen) -> list[Event]:
        with self.reading() as connection:
            rows = connection.execute(in_order(ids)).scalars().all()
        return [bodies.EVENT.decode(body) for body in rows]

    def statements_of_person(self, key: str) -> Sequence[Statement]:
        """What the person said, from newest report versions only, latest report first."""
        table = schema.statement
        joined = table.join(head, (head.c.id == table.c.report) & (head.c.version == table.c.version))
        wanted = select(table.c.body).select_from(joined).where(table.c.speaker == key)
        order = (head.c.published_at.is_(None), head.c.published_at.desc(), table.c.report, table.c.position)
        with self.reading() as connection:
            rows = connection.execute(wanted.order_by(*order)).scalars().all()
        return [bodies.STATEMENT.decode(body) for body in rows]

    def statements_between(self, a: str, b: str) -> Sequence[Statement]:
        """What speakers of one of two countries said that names the other, from newest report versions only, latest
        report first."""
        table, about = schema.statement, schema.statement_about
        same = (about.c.report == table.c.report) & (about.c.version == table.c.version)
        joined = table.join(about, same & (about.c.position == table.c.position))
        joined = joined.join(head, (head.c.id == table.c.report) & (head.c.version == table.c.version))
        pair = ((about.c.speaker == a) & (about.c.about == b)) | ((about.c.speaker == b) & (about.c.about == a))
        order = (head.c.published_at.is_(None), head.c.published_at.desc(), table.c.report, table.c.position)
        with self.reading() as connection:
            rows = connection.execute(select(table.c.body).select_from(joined).where(pair).order_by(*order)).scalars()
            return [bodies.STATEMENT.decode(body) for body in rows]

    def holdings(self, key: str | None = None, code: str | None = None) -> Sequence[Holding]:
        """Holdings of one person (by slug), of one country or of all, from newest report versions only, by (day,
        id)."""
        table = schema.holding
        joined = table.join(head, (head.c.id == table.c.report) & (head.c.version == table.c.version))
        wanted = select(table.c.body).select_from(joined)
        if key is not None:
            wanted = wanted.where(table.c.person == key)
        if code is not None:
            wanted = wanted.where(table.c.code == code)
        with self.reading() as connection:
            rows = connection.execute(wanted.order_by(table.c.day, table.c.id, table.c.report)).scalars().all()
        return [bodies.HOLDING.decode(body) for body in rows]

    def redo(self, room: str) -> Redo | None:
        """How far the room has been derived again, None where nothing is under way."""
        table = schema.redo
        with self.reading() as connection:
            body = connection.execute(select(table.c.body).where(table.c.room == room)).scalar()
        return None if body is None else bodies.REDO.decode(body)

    def put_redo(self, redo: Redo) -> None:
        """Keep how far it is, in place of what was kept."""
        row = insert(schema.redo).values(room=redo.room, body=encoded(redo))
        with self.writing() as connection:
            connection.execute(row.on_conflict_do_update(set_={"body": row.excluded.body}))

    def close_redo(self, room: str) -> None:
        """It is done; let go of what was kept."""
        with self.writing() as connection:
            connection.execute(delete(schema.redo).where(schema.redo.c.room == room))

    def people(self, limit: int | None = None) -> Sequence[tuple[str, str, str | None, int]]:
        """(key, name, country code, number of events) of everyone in an event, most events first, at most `limit`.
        Where spellings or codes differ, those of most events, then the first in alphabetical order."""
        total = schema.person_total
        number = func.sum(total.c.number).label("number")
        counted = select(total.c.key, number).group_by(total.c.key).order_by(number.desc(), total.c.key)
        most = counted.limit(limit).subquery()
        wanted = select(total.c.key, total.c.name, total.c.code, most.c.number).join(most, most.c.key == total.c.key)
        wanted = wanted.order_by(most.c.number.desc(), total.c.key, total.c.number.desc(), total.c.name, total.c.code)
        people: dict[str, tuple[str, str, str | None, int]] = {}
        with self.reading() as connection:
            for key, name, code, count in connection.execute(wanted):
                first = people.setdefault(key, (key, name, code or None, int(count)))
                if code and first[2] is None:
                    people[key] = (key, first[1], code, first[3])
        return list(people.values())

    def countries(self, limit: int | None = None) -> Sequence[tuple[str, int]]:
        """(code, number of events), most first, at most `limit`; codes of no state are left out."""
        total = schema.country_total.c
        wanted = select(total.code, total.number).where(total.code.not_in(NOT_COUNTRIES))
        return self._totals(wanted.order_by(total.number.desc(), total.code).limit(limit))

    def pairs(self, limit: int | None = None) -> Sequence[tuple[str, str, int]]:
        """(code, code, number of events) with codes in alphabetical order, most first, at most `limit`; codes of no
        state are left out."""
        total = schema.pair_total.c
        states = total.a.not_in(NOT_COUNTRIES) & total.b.not_in(NOT_COUNTRIES)
        wanted = select(total.a, total.b, total.number).where(states)
        return self._totals(wanted.order_by(total.number.desc(), total.a, total.b).limit(limit))

    def _totals(self, wanted: Select[Any]) -> list[Any]:
        with self.reading() as connection:
            return [tuple(row) for row in connection.execute(wanted)]
