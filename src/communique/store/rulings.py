"""What was decided about stories: the history, redirects, and what the look back is told by it."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import Connection, Row, Select, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from communique.errors import UsageError
from communique.model import Event, Ruling, spot_of
from communique.store import bodies, schema
from communique.store.bodies import encoded
from communique.store.connection import Connected
from communique.store.indexing import unindex

PAGE = 200  # rulings read at once
AT_ONCE = 500  # what one query names
THE_LOOK_BACK = 1  # one row

table, named, about = schema.ruling, schema.ruling_story, schema.ruling_event
story_, placed, view, counts = schema.story, schema.assignment, schema.view, schema.view_count
SETTLED = {"due_record": False, "due_brief": False, "due_links": False}
DUE = dict.fromkeys(SETTLED, True)
LAST = select(func.max(placed.c.seq))


class Rulings(Connected):
    """The part of the store behind `editorial.RulingStore`."""

    def put_ruling(self, ruling: Ruling) -> Ruling:
        """Enter a decision into the history; it comes back with its id. What was entered never changes."""
        with self.writing() as connection:
            body = encoded(msgspec.structs.replace(ruling, id=0))
            id = connection.execute(
                insert(table).values(kind=ruling.kind, body=body).returning(table.c.id)
            ).scalar_one()
            rows = [{"story": story, "ruling": id} for story in dict.fromkeys(ruling.stories)]
            if rows:
                connection.execute(insert(named), rows)
            refs = {ref for event in ruling.events for ref in (event.id, *map(spot_of, event.evidence))}
            if refs:
                connection.execute(insert(about), [{"ref": ref, "ruling": id} for ref in sorted(refs)])
        return msgspec.structs.replace(ruling, id=id)

    def rulings(
        self, limit: int = 50, before: int | None = None, story: str | None = None, event: str | None = None
    ) -> Sequence[Ruling]:
        """The newest first, with ids below `before`; those of one `story` are also those of the stories that redirect
        to it, those of one `event` are about the event of this id."""
        wanted = select(table.c.id, table.c.body)
        if before is not None:
            wanted = wanted.where(table.c.id < before)
        if story is not None:
            became = select(story_.c.id).where(story_.c.redirect == story)
            of = select(named.c.ruling).where(or_(named.c.story == story, named.c.story.in_(became)))
            wanted = wanted.where(table.c.id.in_(of))
        if event is not None:
            wanted = wanted.where(table.c.id.in_(select(about.c.ruling).where(about.c.ref == event)))
        with self.reading() as connection:
            return _read(connection, wanted.order_by(table.c.id.desc()).limit(max(0, limit)))

    def rulings_about(self, events: Iterable[Event]) -> Sequence[Ruling]:
        """Those about one of these events, or about one that rests on a sentence it rests on, the oldest first."""
        refs = sorted({ref for event in events for ref in (event.id, *map(spot_of, event.evidence))})
        found: set[int] = set()
        with self.reading() as connection:
            for begin in range(0, len(refs), AT_ONCE):
                of = select(about.c.ruling).where(about.c.ref.in_(refs[begin : begin + AT_ONCE]))
                found.update(connection.execute(of).scalars())
            if not found:
                return []
            wanted = select(table.c.id, table.c.body).where(table.c.id.in_(sorted(found)))
            return _read(connection, wanted.order_by(table.c.id))

    def rulings_after(self, ruling: int) -> Iterator[Ruling]:
        """Those with a higher id, the oldest first."""
        while True:
            wanted = select(table.c.id, table.c.body).where(table.c.id > ruling).order_by(table.c.id).limit(PAGE)
            with self.reading() as connection:
                some = _read(connection, wanted)
            yield from some
            if not some:
                return
            ruling = some[-1].id

    def last_ruling(self) -> int:
        """The id of the newest, 0 where there is none."""
        with self.reading() as connection:
            return connection.execute(select(func.max(table.c.id))).scalar() or 0

    def pinned(self) -> Ruling | None:
        """The newest pin, None where it was unpinned since. Whether it has ended is for the caller to say."""
        wanted = select(table.c.id, table.c.body).where(table.c.kind.in_(("pin", "unpin")))
        with self.reading() as connection:
            found = _read(connection, wanted.order_by(table.c.id.desc()).limit(1))
        return found[0] if found and found[0].kind == "pin" else None

    def redirect(self, story: str, to: str) -> None:
        """The story's address leads to another story from now on, and so do those that led to it; its views go there (a
        reader of both on one day counts once), its brief is listed and found no more, one that waits is let go, and
        that story is due for revision. Raises UsageError where one of them is unknown, or the story redirects already,
        has reports, or is itself what it would lead to."""
        with self.writing() as connection:
            to = _redirectable(connection, story, to)
            led = or_(story_.c.id == story, story_.c.redirect == story)
            connection.execute(update(story_).where(led).values(redirect=to, **SETTLED))
            connection.execute(update(story_).where(story_.c.id == to).values(DUE))
            connection.execute(delete(schema.link).where(schema.link.c.story == story))
            connection.execute(delete(schema.brief_waiting).where(schema.brief_waiting.c.story == story))
            unindex(connection, "brief", story)
            _hand_over_views(connection, story, to)

    def redirecting(self, story: str) -> Sequence[str]:
        """The stories that redirect to this one, by the order they opened."""
        wanted = select(story_.c.id).where(story_.c.redirect == story).order_by(story_.c.seq)
        with self.reading() as connection:
            return connection.execute(wanted).scalars().all()

    def fixed(self) -> frozenset[str]:
        """The reports that a person placed."""
        with self.reading() as connection:
            return frozenset(connection.execute(select(placed.c.report).where(placed.c.fixed)).scalars())

    def look_back_due(self) -> bool:
        """Whether reports were given to stories since the last look back."""
        with self.reading() as connection:
            looked = connection.execute(select(schema.look_back.c.assignment)).scalar() or 0
            return (connection.execute(LAST).scalar() or 0) > looked

    def close_look_back(self) -> None:
        """A look back over all reports that are in stories is done."""
        with self.writing() as connection:
            row = insert(schema.look_back).values(id=THE_LOOK_BACK, assignment=connection.execute(LAST).scalar() or 0)
            connection.execute(row.on_conflict_do_update(set_={"assignment": row.excluded.assignment}))


def _read(connection: Connection, wanted: Select[tuple[int, bytes]]) -> list[Ruling]:
    rows: Sequence[Row[tuple[int, bytes]]] = connection.execute(wanted).all()
    return [msgspec.structs.replace(bodies.RULING.decode(row.body), id=row.id) for row in rows]


def _redirectable(connection: Connection, story: str, to: str) -> str:
    """Where a redirect from one story to another ends."""
    both = select(story_.c.id, story_.c.redirect).where(story_.c.id.in_((story, to)))
    redirects = {row.id: row.redirect for row in connection.execute(both)}
    for id in (story, to):
        if id not in redirects:
            raise UsageError(f"{id}: no such story")
    to = redirects[to] or to
    if redirects[story] is not None or to == story:
        raise UsageError(f"{story} cannot redirect to {to}: it is {redirects[story] or story}")
    if connection.execute(select(placed.c.seq).where(placed.c.story == story).limit(1)).first():
        raise UsageError(f"{story} cannot redirect to {to}: it has reports")
    return to


def _hand_over_views(connection: Connection, story: str, to: str) -> None:
    """A reader who opened both on one day counts once, from the first time; of days that are counted together already
    nobody knows who read both."""
    for day, count in connection.execute(select(counts.c.day, counts.c.views).where(counts.c.story == story)).all():
        row = insert(counts).values(day=day, story=to, views=count)
        connection.execute(row.on_conflict_do_update(set_={"views": counts.c.views + count}))
    target = select(story_.c.id).where(story_.c.id == to).scalar_subquery()
    theirs = select(view.c.day, view.c.door, view.c.reader, target, view.c.minute).where(view.c.story == story)
    moved = insert(view).from_select(["day", "door", "reader", "story", "minute"], theirs)
    connection.execute(moved.on_conflict_do_update(set_={"minute": func.min(view.c.minute, moved.excluded.minute)}))
    for kept in (view, counts):
        connection.execute(delete(kept).where(kept.c.story == story))
