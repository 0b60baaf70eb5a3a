"""Making the index again from what is stored, a piece at a time, on from where it stopped. Live code: the migration
only says that it is due."""

from collections.abc import Callable

from sqlalchemy import Connection, Engine, and_, delete, func, or_, select, update
from sqlalchemy.sql import ColumnElement

from communique.store import bodies, entries, keeping, schema
from communique.store.indexing import put

AT_ONCE = 1000
due, event_, brief_ = schema.reindexing, schema.event, schema.brief
head, printing = schema.report, schema.report_version
RELEASED = and_(
    brief_.c.newest,
    brief_.c.state == "released",
    brief_.c.story.not_in(select(schema.story.c.id).where(schema.story.c.redirect.is_not(None))),
)


def reindex(engine: Engine) -> None:
    """Make what is due. Several processes may do so at once; each takes the next piece."""
    while _piece(engine):
        pass


def is_due(connection: Connection) -> bool:
    """Whether a part of the index is still to be made."""
    return connection.execute(select(due.c.kind).limit(1)).first() is not None


def _piece(engine: Engine) -> bool:
    """One piece in one transaction; false when nothing is due."""
    with engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        with connection.begin():
            marked = {row.kind: row.after for row in connection.execute(select(due))}
            kind = next((kind for kind in PARTS if kind in marked), None)
            if kind is None:
                return False
            last = _indexed(connection, kind, marked[kind])
            mine = due.c.kind == kind
            connection.execute(delete(due).where(mine) if last is None else update(due).where(mine).values(after=last))
    return True


def _indexed(connection: Connection, kind: str, after: str | None) -> str | None:
    """Index the next of a kind by time, as the index grows fastest so; the last of them."""
    time, ref, which, make = PARTS[kind]
    at = func.coalesce(time, "")
    wanted = select(at.label("at"), ref.label("ref")).where(which).distinct().order_by(at, ref).limit(AT_ONCE)
    if after is not None:
        then, _, name = after.partition(" ")
        wanted = wanted.where(or_(at > then, and_(at == then, ref > name)))
    rows = connection.execute(wanted).all()
    for row in rows:
        make(connection, row.ref)
    return f"{rows[-1].at} {rows[-1].ref}" if rows else None


def _report(connection: Connection, ref: str) -> None:
    newest = (printing.c.report == head.c.id) & (printing.c.version == head.c.version)
    wanted = select(printing.c.body).select_from(head.join(printing, newest)).where(head.c.id == ref)
    report = bodies.REPORT.decode(connection.execute(wanted).scalar_one())
    if report.retracted == "demand":
        return
    put(connection, entries.of_report(report))
    table = schema.recorded
    taken = select(table.c.body).where(table.c.report == ref, table.c.version == report.version)
    if (body := connection.execute(taken).scalar()) is not None:
        keeping.index_statements(connection, bodies.RECORDED.decode(body))


def _event(connection: Connection, ref: str) -> None:
    event = bodies.EVENT.decode(connection.execute(select(event_.c.body).where(event_.c.id == ref)).scalar_one())
    if event.stands:
        put(connection, entries.of_event(event))


def _brief(connection: Connection, ref: str) -> None:
    wanted = select(brief_.c.body).where(brief_.c.story == ref, brief_.c.newest)
    keeping.index_brief(connection, bodies.BRIEF.decode(connection.execute(wanted).scalar_one()))


Part = tuple[ColumnElement[str], ColumnElement[str], ColumnElement[bool], Callable[[Connection, str], None]]
NO_TIME: ColumnElement[str] = func.trim("")
of_person, of_country, of_body = schema.event_person, schema.event_country, schema.event_body
PARTS: dict[str, Part] = {
    "report": (head.c.published_at, head.c.id, head.c.id.is_not(None), _report),
    "event": (event_.c.day, event_.c.id, event_.c.id.is_not(None), _event),
    "brief": (brief_.c.reported_at, brief_.c.story, RELEASED, _brief),
    "person": (NO_TIME, of_person.c.key, of_person.c.key.is_not(None), keeping.index_person),
    "country": (NO_TIME, of_country.c.code, of_country.c.code.is_not(None), keeping.index_country),
    "organisation": (NO_TIME, of_body.c.key, of_body.c.key.is_not(None), keeping.index_organisation),
}
