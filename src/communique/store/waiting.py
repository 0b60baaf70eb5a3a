"""Briefs that wait for an editor's release: beside those that are printed, so that no list of these can show one."""

from collections.abc import Sequence

from msgspec.structs import replace
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert

from communique.model import Waiting
from communique.store import bodies, schema
from communique.store.bodies import encoded, sortable
from communique.store.connection import Connected

table = schema.brief_waiting


class Waitings(Connected):
    """The part of the store behind `publishing.WaitingStore`."""

    def put_waiting(self, waiting: Waiting) -> None:
        """Keep a brief that waits, in place of the story's that waited before; clear the story's mark as due."""
        story, reported = waiting.brief.story, waiting.brief.dates.reported
        at = sortable(reported[-1] if reported else None) or ""
        row = insert(table).values(story=story, reported_at=at, body=encoded(waiting))
        new = {name: row.excluded[name] for name in ("reported_at", "body")}
        with self.writing() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["story"], set_=new))
            connection.execute(update(schema.story).where(schema.story.c.id == story).values(due_brief=False))

    def hold_waiting(self, story: str, held: bool) -> None:
        """Mark the story's brief that waits, if there is one, as held back or not."""
        with self.writing() as connection:
            found = self.waiting(story)
            if found is not None:
                body = encoded(replace(found, held=held))
                connection.execute(update(table).where(table.c.story == story).values(body=body))

    def waiting(self, story: str) -> Waiting | None:
        """The story's brief that waits."""
        with self.reading() as connection:
            body = connection.execute(select(table.c.body).where(table.c.story == story)).scalar()
        return None if body is None else bodies.WAITING.decode(body)

    def all_waiting(self, limit: int = 100) -> Sequence[Waiting]:
        """By last report, newest first."""
        wanted = select(table.c.body).order_by(table.c.reported_at.desc(), table.c.story.desc()).limit(max(0, limit))
        with self.reading() as connection:
            rows = connection.execute(wanted).scalars().all()
        return [bodies.WAITING.decode(body) for body in rows]

    def drop_waiting(self, story: str) -> None:
        """Let go of the story's brief that waits, if there is one."""
        with self.writing() as connection:
            connection.execute(delete(table).where(table.c.story == story))
