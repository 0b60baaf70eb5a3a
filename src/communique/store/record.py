"""The record: what was taken from each report version, and the events it was joined into."""

from collections.abc import Iterable, Sequence
from itertools import combinations, product
from typing import Any

from sqlalchemy import Connection, delete, distinct, func, select, update
from sqlalchemy.dialects.sqlite import insert

from communique.model import Event, Holding, Recorded, Redo, Statement, slug
from communique.store import bodies, schema
from communique.store.bodies import encoded
from communique.store.connection import Connected
from communique.store.reports import Chosen, head

NOT_COUNTRIES = ("IGO", "NGO", "IMG", "ISM", "MNC")  # actor codes that stand for no state

event_, of_country, of_pair, of_person = schema.event, schema.event_country, schema.event_pair, schema.event_person


def pairs_of(event: Event) -> set[tuple[str, str]]:
    """Countries between which the event passed, each pair in alphabetical order: one on either side, or, when the act
    was reciprocal, both on one side."""
    actors = {a.code for a in event.actor if a.code}
    recipients = {a.code for a in event.recipient if a.code}
    pairs = set(product(actors, recipients))
    if event.reciprocal:
        pairs |= set(combinations(actors, 2)) | set(combinations(recipients, 2))
    return {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}


def indexed(event: Event, position: int) -> Iterable[tuple[Any, list[dict[str, object]]]]:
    """(table, rows) that keep and index one event; one that is told no more is only kept."""
    sides = (*event.actor, *event.recipient)
    day = event.date.start if event.date else None
    row = {"id": event.id, "story": event.story, "position": position, "day": day, "body": encoded(event)}
    yield event_, [row]
    if not event.stands:
        return
    yield of_country, [{"code": c, "event": event.id} for c in sorted({a.code for a in sides if a.code})]
    yield of_pair, [{"a": a, "b": b, "event": event.id} for a, b in sorted(pairs_of(event))]
    people: dict[str, dict[str, object]] = {
        a.key: {"key": a.key, "event": event.id, "name": a.name, "code": a.code} for a in sides if a.person
    }
    yield of_person, list(people.values())


def forget(connection: Connection, events: Chosen) -> None:
    """Delete the selected events and what indexes them."""
    for table in (of_country, of_pair, of_person):
        connection.execute(delete(table).where(table.c.event.in_(events)))
    connection.execute(delete(event_).where(event_.c.id.in_(events)))


class Record(Connected):
    """The part of the store behind `ports.RecordStore`."""

    def put_recorded(self, recorded: Recorded) -> None:
        """Keep what was taken from one report version, in place of what was taken from it before."""
        where = {"report": recorded.report, "version": recorded.version}
        said = [
            where | {"position": i, "speaker": s.speaker.key, "body": encoded(s)}
            for i, s in enumerate(recorded.statements)
        ]
        held = [
            where
            | {"position": i, "id": h.id, "person": slug(h.person), "code": h.code, "day": h.day, "body": encoded(h)}
            for i, h in enumerate(recorded.holdings)
        ]
        about = [
            where | {"position": i, "speaker": s.speaker.code, "about": code}
            for i, s in enumerate(recorded.statements)
            for code in s.about
            if s.speaker.code
        ]
        row = insert(schema.recorded).values(body=encoded(recorded), **where)
        with self.writing() as connection:
            connection.execute(row.on_conflict_do_update(set_={"body": row.excluded.body}))
            for table, rows in (
                (schema.statement, said),
                (schema.holding, held),
                (schema.statement_about, about),
            ):
                mine = (table.c.report == recorded.report) & (table.c.version == recorded.version)
                connection.execute(delete(table).where(mine))
                if rows:
                    connection.execute(insert(table), rows)

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
            forget(connection, mine)
            for position, event in enumerate(events):
                for table, rows in indexed(event, position):
                    if rows:
                        connection.execute(insert(table), rows)
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
        wanted = select(event_.c.body).where(event_.c.id.in_(ids))
        ordered = wanted.order_by(event_.c.day.is_(None), event_.c.day.desc(), event_.c.id)
        with self.reading() as connection:
            rows = connection.execute(ordered).scalars().all()
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

    def people(self) -> Sequence[tuple[str, str, str | None, int]]:
        """(key, name, country code, number of events) of everyone in an event, most events first. Where spellings or
        codes differ, those of most events, then the first in alphabetical order."""
        wanted = select(of_person.c.key, of_person.c.name, of_person.c.code, func.count()).group_by(
            of_person.c.key, of_person.c.name, of_person.c.code
        )
        with self.reading() as connection:
            rows = connection.execute(wanted).all()
        spellings: dict[str, list[tuple[int, str, str | None]]] = {}
        for key, name, code, count in rows:
            spellings.setdefault(key, []).append((count, name, code))
        people = []
        for key, forms in spellings.items():
            forms.sort(key=lambda form: (-form[0], form[1], form[2] or ""))
            code = next((form[2] for form in forms if form[2]), None)
            people.append((key, forms[0][1], code, sum(form[0] for form in forms)))
        return sorted(people, key=lambda person: (-person[3], person[0]))

    def countries(self) -> Sequence[tuple[str, int]]:
        """(code, number of events), most first; codes of no state are left out."""
        number = func.count(distinct(of_country.c.event))
        wanted = select(of_country.c.code, number).where(of_country.c.code.not_in(NOT_COUNTRIES))
        with self.reading() as connection:
            rows = connection.execute(
                wanted.group_by(of_country.c.code).order_by(number.desc(), of_country.c.code)
            ).all()
        return [(code, int(count)) for code, count in rows]

    def pairs(self) -> Sequence[tuple[str, str, int]]:
        """(code, code, number of events) with codes in alphabetical order, most first; codes of no state are left
        out."""
        a, b, number = of_pair.c.a, of_pair.c.b, func.count()
        states = a.not_in(NOT_COUNTRIES) & b.not_in(NOT_COUNTRIES)
        wanted = select(a, b, number).where(states).group_by(a, b).order_by(number.desc(), a, b)
        with self.reading() as connection:
            rows = connection.execute(wanted).all()
        return [(first, second, int(count)) for first, second, count in rows]
