"""What is indexed when the store's parts change: statements with their report, people, countries and organisations with
their events."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from communique.model import Brief, Event, Recorded, Report
from communique.store import bodies, entries, schema
from communique.store.indexing import Entry, put, unindex, unindex_all

MOST_OFFICES = 40  # holdings of a person that are looked through for offices, the latest

of_person, of_country, of_body = schema.event_person, schema.event_country, schema.event_body


def index_report(connection: Connection, report: Report) -> None:
    """The newest version of a report; what was said in the one before is found no more."""
    put(connection, entries.of_report(report))
    unindex_all(connection, "statement", report.id)


def index_statements(connection: Connection, recorded: Recorded) -> None:
    """What was said in a report, if this is its newest version."""
    head, printing = schema.report, schema.report_version
    joined = head.join(printing, (printing.c.report == head.c.id) & (printing.c.version == head.c.version))
    wanted = select(printing.c.body).select_from(joined)
    newest = (head.c.id == recorded.report) & (head.c.version == recorded.version)
    body = connection.execute(wanted.where(newest)).scalar()
    if body is None:
        return
    report = bodies.REPORT.decode(body)
    unindex_all(connection, "statement", report.id, but=[said.id for said in recorded.statements])
    for said in recorded.statements:
        put(connection, entries.of_statement(said, report))


def index_brief(connection: Connection, brief: Brief) -> None:
    """A brief, with the types of its story's events."""
    wanted = select(schema.entry.c.types).where(schema.entry.c.owner == brief.story, schema.entry.c.kind == "event")
    put(connection, entries.of_brief(brief, connection.execute(wanted).scalars().all()))


class Told(NamedTuple):
    """Whom events tell of: people and organisations by key, countries by code."""

    people: set[str]
    countries: set[str]
    organisations: set[str]


def index_events(connection: Connection, story: str, events: Iterable[Event], before: Told) -> None:
    """A story's events, and whom they and those `before` tell of."""
    standing = [event for event in events if event.stands]
    unindex_all(connection, "event", story, but=[event.id for event in standing])
    for event in standing:
        put(connection, entries.of_event(event))
    now = told_before(connection, story)
    for make, one, two in zip((index_person, index_country, index_organisation), before, now, strict=True):
        for ref in sorted(one | two):
            make(connection, ref)


def told_before(connection: Connection, story: str) -> Told:
    """Whom a story's events tell of as they are stored."""
    mine = select(schema.event.c.id).where(schema.event.c.story == story)
    columns = (of_person.c.key, of_country.c.code, of_body.c.key)
    return Told(
        *(set(connection.execute(select(c).where(c.table.c.event.in_(mine)).distinct()).scalars()) for c in columns)
    )


def index_person(connection: Connection, key: str) -> None:
    """A person, as long as an event tells of them: by the commonest name and country, with the latest offices."""
    number = func.count()
    names = select(of_person.c.name, of_person.c.code).where(of_person.c.key == key)
    names = names.group_by(of_person.c.name, of_person.c.code).order_by(number.desc(), of_person.c.name)
    known = connection.execute(names).all()
    if not known:
        unindex(connection, "person", key)
        return
    holding = schema.holding
    wanted = select(holding.c.body).where(holding.c.person == key).order_by(holding.c.day.desc()).limit(MOST_OFFICES)
    offices = [bodies.HOLDING.decode(body).office for body in connection.execute(wanted).scalars()]
    code = next((row.code for row in known if row.code), None)
    put(connection, entries.of_person(key, known[0].name, code, offices))


def index_country(connection: Connection, code: str) -> None:
    """A country, as long as an event tells of it."""
    if not entries.is_country(code):
        return
    if connection.execute(select(of_country.c.event).where(of_country.c.code == code).limit(1)).first() is None:
        unindex(connection, "country", code)
    else:
        put(connection, entries.of_country(code))


def index_organisation(connection: Connection, key: str) -> None:
    """An organisation, as long as an event tells of it: by its commonest name."""
    names = select(of_body.c.name).where(of_body.c.key == key).group_by(of_body.c.name)
    name = connection.execute(names.order_by(func.count().desc(), of_body.c.name).limit(1)).scalar()
    if name is None:
        unindex(connection, "organisation", key)
    else:
        put(connection, Entry(kind="organisation", ref=key, title=name))
