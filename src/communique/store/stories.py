"""Stories, the reports in them, and the links between them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Text, cast, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from communique.errors import UsageError
from communique.model import Link, Report, Story
from communique.store import bodies, schema
from communique.store.bodies import encoded
from communique.store.connection import Connected
from communique.store.reports import Chosen, Rows, head, newest, printing, reports_from

PAGE = 200  # assignments read at once while they are replayed

story_, placed = schema.story, schema.assignment
DECIDED = (
    select(head.c.id, printing.c.body, head.c.copy_of, placed.c.seq, placed.c.story)
    .join(placed, placed.c.report == head.c.id)
    .join(printing, (printing.c.report == head.c.id) & (printing.c.version == placed.c.version))
)
DUE = {"due_record": True, "due_brief": True, "due_links": True}


def stories_from(connection: Connection, rows: Rows, narrowed: Chosen | None) -> list[Story]:
    """The stories of rows of (id, opened, redirect); `narrowed` selects their ids, None means all."""
    members: dict[str, list[str]] = {}
    wanted = select(placed.c.story, placed.c.report).order_by(placed.c.seq)
    if narrowed is not None:
        wanted = wanted.where(placed.c.story.in_(narrowed))
    for story, report in connection.execute(wanted):
        members.setdefault(story, []).append(report)
    return [
        Story(id=row.id, opened=row.opened, redirect=row.redirect, reports=tuple(members.get(row.id, ())))
        for row in rows
    ]


class Stories(Connected):
    """The part of the store behind `ports.StoryStore`."""

    def assign(self, report: str, story: str, *, fixed: bool = False) -> None:
        """Put a report into a story, opening it if it is new; the story is then due for revision. A report that moves
        makes both stories due. Where a person placed it, it is `fixed` from then on. Idempotent. Raises UsageError for
        a report that is not stored and for a story that redirects to another."""
        with self.writing() as connection:
            before = connection.execute(select(placed.c.story).where(placed.c.report == report)).scalar()
            if fixed:
                connection.execute(update(placed).where(placed.c.report == report).values(fixed=True))
            if before == story:
                return
            to = connection.execute(select(story_.c.redirect).where(story_.c.id == story)).scalar()
            if to is not None:
                raise UsageError(f"{story} redirects to {to}")
            known = connection.execute(newest().where(head.c.id == report)).first()
            if known is None:
                raise UsageError(f"no report has the id {report}")
            first = bodies.REPORT.decode(known.body)
            row = insert(story_).values(id=story, opened=first.published, **DUE)
            connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=DUE))
            row = insert(placed).values(report=report, story=story, version=first.version, fixed=fixed)
            connection.execute(row.on_conflict_do_update(index_elements=["report"], set_={"story": story}))
            if before is not None:
                connection.execute(update(story_).where(story_.c.id == before).values(DUE))

    def story(self, story: str) -> Story | None:
        """The story of this id, also when it redirects to another."""
        found = self._stories(story_.c.id == story)
        return found[0] if found else None

    def stories(self, ids: Collection[str] | None = None) -> Sequence[Story]:
        """All stories, or those of these ids, by the order they opened."""
        return self._stories(None if ids is None else story_.c.id.in_(ids))

    def due(self) -> Sequence[Story]:
        """Stories whose record, brief or links are older than their reports, by the order they opened; none that
        redirects to another."""
        marked = or_(story_.c.due_record, story_.c.due_brief, story_.c.due_links)
        return self._stories(story_.c.redirect.is_(None) & marked)

    def stories_after(self, story: str | None, limit: int) -> Sequence[Story]:
        """Up to `limit` of those that redirect to no other, by the order they opened, after this one or from the
        first."""
        after = select(story_.c.seq).where(story_.c.id == story).scalar_subquery()
        standing = select(story_.c.id).where(story_.c.redirect.is_(None)).order_by(story_.c.seq).limit(limit)
        return self._stories(story_.c.id.in_(standing if story is None else standing.where(story_.c.seq > after)))

    def _stories(self, condition: Any) -> list[Story]:
        wanted = select(story_.c.id, story_.c.opened, story_.c.redirect).order_by(story_.c.seq)
        ids = None
        if condition is not None:
            wanted, ids = wanted.where(condition), select(story_.c.id).where(condition)
        with self.reading() as connection:
            return stories_from(connection, connection.execute(wanted).all(), ids)

    def assignments(self) -> Iterator[tuple[Report, str]]:
        """(report, story) in the order they were assigned, each report in the version by which it was assigned: what a
        grouper replays after a restart."""
        last = 0
        while True:
            with self.reading() as connection:
                rows = connection.execute(DECIDED.where(placed.c.seq > last).order_by(placed.c.seq).limit(PAGE)).all()
                some = reports_from(connection, rows)
            yield from ((report, row.story) for report, row in zip(some, rows, strict=True))
            if not rows:
                return
            last = rows[-1].seq

    def story_of(self, report: str) -> str | None:
        """The story a report is in."""
        with self.reading() as connection:
            return connection.execute(select(placed.c.story).where(placed.c.report == report)).scalar()

    def mark_due(self, story: str) -> None:
        """The story is to be recorded, written and linked again."""
        with self.writing() as connection:
            connection.execute(update(story_).where(story_.c.id == story).values(DUE))

    def put_links(self, story: str, links: Sequence[Link]) -> None:
        """Replace the story's links, best first, and clear its mark as due for links."""
        rows = [{"story": story, "position": i, "body": encoded(link)} for i, link in enumerate(links)]
        with self.writing() as connection:
            connection.execute(delete(schema.link).where(schema.link.c.story == story))
            if rows:
                connection.execute(insert(schema.link), rows)
            connection.execute(update(story_).where(story_.c.id == story).values(due_links=False))

    def links(self, story: str) -> Sequence[Link]:
        """Best first."""
        table = schema.link
        with self.reading() as connection:
            wanted = select(table.c.body).where(table.c.story == story).order_by(table.c.position)
            rows = connection.execute(wanted).scalars().all()
        return [bodies.LINK.decode(body) for body in rows]

    def linked_to(self, story: str) -> Sequence[str]:
        """The stories of which a link leads to this one, by id."""
        table = schema.link
        leads = func.json_extract(cast(table.c.body, Text), "$.story") == story
        with self.reading() as connection:
            wanted = select(table.c.story).where(leads).distinct().order_by(table.c.story)
            return list(connection.execute(wanted).scalars())

    def put_facts(self, story: str, body: bytes | None) -> None:
        """Keep what the story's links are drawn from, in place of what was kept; None lets go of it."""
        table = schema.story_facts
        with self.writing() as connection:
            if body is None:
                connection.execute(delete(table).where(table.c.story == story))
                return
            row = insert(table).values(story=story, body=body)
            connection.execute(row.on_conflict_do_update(index_elements=["story"], set_={"body": row.excluded.body}))

    def facts(self) -> Mapping[str, bytes]:
        """What is kept so, by story."""
        table = schema.story_facts
        with self.reading() as connection:
            return {row.story: row.body for row in connection.execute(select(table.c.story, table.c.body))}
