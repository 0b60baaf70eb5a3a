"""Watches and their outbox."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert

from communique.errors import UsageError
from communique.model import Brief, Delivery, Watch
from communique.store import bodies, schema
from communique.store.bodies import encoded
from communique.store.briefs import REDIRECTED
from communique.store.connection import Connected
from communique.store.outbox import outbox, watch_matched
from communique.store.outbox import watch as table

brief = schema.brief
THE_DESK = 1  # one row: how far the desk is


class Watches(Connected):
    """The part of the store behind `watching.WatchStore`."""

    def put_watch(self, watch: Watch) -> None:
        """Keep a watch, in place of what was kept under its id."""
        row = insert(table).values(id=watch.id, body=encoded(watch))
        with self.writing() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["id"], set_={"body": row.excluded.body}))

    def watches(self) -> Sequence[Watch]:
        """All, in the order they were first put."""
        with self.reading() as connection:
            rows = connection.execute(select(table.c.body).order_by(table.c.seq)).scalars().all()
        return [bodies.WATCH.decode(body) for body in rows]

    def watch(self, id: str) -> Watch | None:
        """The watch of this id."""
        with self.reading() as connection:
            body = connection.execute(select(table.c.body).where(table.c.id == id)).scalar()
        return None if body is None else bodies.WATCH.decode(body)

    def remove_watch(self, id: str) -> None:
        """Forget a watch and all its deliveries. Raises UsageError for an unknown one."""
        with self.writing() as connection:
            if not connection.execute(delete(table).where(table.c.id == id)).rowcount:
                raise UsageError(f"{id}: no such watch; see communique watch list")
            connection.execute(delete(outbox).where(outbox.c.watch == id))

    def matched(self) -> int:
        """The `seq` up to which briefs were held against the watches, 0 at first."""
        with self.reading() as connection:
            return connection.execute(select(watch_matched.c.brief)).scalar() or 0

    def put_matched(self, seq: int) -> None:
        row = insert(watch_matched).values(id=THE_DESK, brief=seq)
        with self.writing() as connection:
            connection.execute(row.on_conflict_do_update(set_={"brief": row.excluded.brief}))

    def printed_anew(self, seq: int, limit: int) -> Sequence[tuple[int, str]]:
        """(seq, story) of newest versions with a higher `seq`, released or withdrawn, of stories that redirect to no
        other: the first `limit` of them, by `seq`."""
        out = brief.c.state.in_(("released", "withdrawn")) & brief.c.story.not_in(REDIRECTED)
        wanted = select(brief.c.seq, brief.c.story).where(brief.c.seq > seq, brief.c.newest, out)
        with self.reading() as connection:
            rows = connection.execute(wanted.order_by(brief.c.seq).limit(max(0, limit))).all()
        return [(number, story) for number, story in rows]

    def printed_until(self, story: str, seq: int) -> Brief | None:
        """The newest version of a brief whose `seq` is not higher."""
        last = select(func.max(brief.c.version)).where(brief.c.story == story, brief.c.seq <= seq)
        wanted = select(brief.c.body).where(brief.c.story == story, brief.c.version == last.scalar_subquery())
        with self.reading() as connection:
            body = connection.execute(wanted).scalar()
        return None if body is None else bodies.BRIEF.decode(body)

    def put_delivery(self, delivery: Delivery) -> None:
        """Keep it, in place of what was kept for the same watch, story and version."""
        row = insert(outbox).values(
            watch=delivery.watch,
            story=delivery.story,
            version=delivery.version,
            state=delivery.state,
            queued=delivery.queued,
            due=delivery.due,
            body=encoded(delivery),
        )
        kept = {name: row.excluded[name] for name in ("state", "queued", "due", "body")}
        with self.writing() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["watch", "story", "version"], set_=kept))

    def remove_delivery(self, delivery: Delivery) -> None:
        """Forget it, if it is there."""
        this = (outbox.c.watch == delivery.watch) & (outbox.c.story == delivery.story)
        with self.writing() as connection:
            connection.execute(delete(outbox).where(this, outbox.c.version == delivery.version))

    def deliveries(self, watch: str, story: str | None = None, limit: int | None = None) -> Sequence[Delivery]:
        """Those of a watch, or of one of its stories, the last queued first, of a story the highest version first."""
        wanted = select(outbox.c.body).where(outbox.c.watch == watch)
        if story is not None:
            wanted = wanted.where(outbox.c.story == story)
            wanted = wanted.order_by(outbox.c.version.desc())
        wanted = wanted.order_by(outbox.c.queued.desc(), outbox.c.story, outbox.c.version.desc())
        with self.reading() as connection:
            rows = connection.execute(wanted.limit(limit)).scalars().all()
        return [bodies.DELIVERY.decode(body) for body in rows]

    def undelivered(self, watch: str, until: str | None = None) -> Sequence[Delivery]:
        """Those that wait, or those of them due by `until`, by (queued, story)."""
        wanted = select(outbox.c.body).where(outbox.c.watch == watch, outbox.c.state == "waiting")
        if until is not None:
            wanted = wanted.where(outbox.c.due <= until)
        with self.reading() as connection:
            rows = connection.execute(wanted.order_by(outbox.c.queued, outbox.c.story)).scalars().all()
        return [bodies.DELIVERY.decode(body) for body in rows]
