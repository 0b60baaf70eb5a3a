"""Briefs in all versions, and the views of them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from communique.model import Brief, Hand
from communique.store import bodies, schema
from communique.store.bodies import encoded, sortable
from communique.store.connection import Connected
from communique.store.search import index, unindex

table, views = schema.brief, schema.view_count
REDIRECTED = select(schema.story.c.id).where(schema.story.c.redirect.is_not(None))


def words_of(brief: Brief) -> str:
    """All words a reader sees, for search."""
    sentences = [*brief.standfirst, *(s for paragraph in brief.body for s in paragraph), *brief.background]
    said = [f"{s.speaker}: {s.words}" for s in brief.statements]
    present = [f"{p.name}, {p.office}" if p.office else p.name for p in brief.participants]
    return "\n".join([*(s.text for s in sentences), *said, *present])


class Briefs(Connected):
    """The part of the store behind `ports.BriefStore`."""

    def put_brief(self, brief: Brief) -> None:
        """Keep this version, make the newest searchable if it is released and its story redirects to no other, clear
        the story's mark as due for a brief. A version that is stored already is left as it is."""
        reported = sortable(brief.dates.reported[-1] if brief.dates.reported else None) or ""
        with self.writing() as connection:
            done = update(schema.story).where(schema.story.c.id == brief.story).values(due_brief=False)
            connection.execute(done)
            known = select(func.max(table.c.version)).where(table.c.story == brief.story)
            newest = brief.version > (connection.execute(known).scalar() or 0)
            row = insert(table).values(
                story=brief.story,
                version=brief.version,
                newest=newest,
                state=brief.state,
                reported_at=reported,
                body=encoded(brief),
            )
            if not connection.execute(row.on_conflict_do_nothing()).rowcount or not newest:
                return
            here = schema.story.c.id == brief.story
            older = (table.c.story == brief.story) & (table.c.version < brief.version)
            connection.execute(update(table).where(older).values(newest=False))
            if brief.state == "released" and not connection.execute(REDIRECTED.where(here)).scalar():
                index(connection, "brief", brief.story, brief.headline, words_of(brief), reported)
            else:
                unindex(connection, "brief", brief.story)

    def brief(self, story: str, version: int | None = None) -> Brief | None:
        """The given version, or the newest."""
        which = table.c.newest if version is None else table.c.version == version
        with self.reading() as connection:
            body = connection.execute(select(table.c.body).where(table.c.story == story, which)).scalar()
        return None if body is None else bodies.BRIEF.decode(body)

    def versions(self, story: str) -> Sequence[Brief]:
        """Oldest first."""
        wanted = select(table.c.body).where(table.c.story == story).order_by(table.c.version)
        with self.reading() as connection:
            rows = connection.execute(wanted).scalars().all()
        return [bodies.BRIEF.decode(body) for body in rows]

    def latest(self, limit: int = 30, before: str | None = None, story: str | None = None) -> Sequence[Brief]:
        """Newest versions that are released, of stories that redirect to no other, newest first: (reported[-1], story)
        descending. For paging, `before` is the `reported[-1]` of the last one seen; with its `story` too, others of the
        very same time are not lost."""
        wanted = select(table.c.body).where(table.c.newest, table.c.state == "released")
        wanted = wanted.where(table.c.story.not_in(REDIRECTED))
        if before is not None:
            at = sortable(before) or ""
            earlier = table.c.reported_at < at
            wanted = wanted.where(
                earlier if story is None else or_(earlier, and_(table.c.reported_at == at, table.c.story < story))
            )
        wanted = wanted.order_by(table.c.reported_at.desc(), table.c.story.desc()).limit(max(0, limit))
        with self.reading() as connection:
            rows = connection.execute(wanted).scalars().all()
        return [bodies.BRIEF.decode(body) for body in rows]

    def withdrawn(self, limit: int = 30) -> Sequence[Brief]:
        """Briefs that were printed and are withdrawn now, of stories that redirect to no other, by last report, newest
        first."""
        wanted = select(table.c.body).where(table.c.newest, table.c.state == "withdrawn", table.c.version > 1)
        wanted = wanted.where(table.c.story.not_in(REDIRECTED))
        wanted = wanted.order_by(table.c.reported_at.desc(), table.c.story.desc()).limit(max(0, limit))
        with self.reading() as connection:
            rows = connection.execute(wanted).scalars().all()
        return [bodies.BRIEF.decode(body) for body in rows]

    def put_hand(self, hand: Hand) -> None:
        """Keep how a brief stands in the hand of editors, in place of what was kept."""
        row = insert(schema.brief_hand).values(story=hand.story, body=encoded(hand))
        with self.writing() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["story"], set_={"body": row.excluded.body}))

    def hand(self, story: str) -> Hand | None:
        """How a story's brief stands in the hand of editors, None where none ever took it up."""
        table = schema.brief_hand
        with self.reading() as connection:
            body = connection.execute(select(table.c.body).where(table.c.story == story)).scalar()
        return None if body is None else bodies.HAND.decode(body)


class Views(Connected):
    """The part of the store behind `ports.ViewStore`."""

    def count_view(self, story: str, day: date, reader: str) -> None:
        """One reader (a salted hash) counts once a day per story."""
        seen = insert(schema.view).values(day=day.isoformat(), story=story, reader=reader).on_conflict_do_nothing()
        count = insert(views).values(day=day.isoformat(), story=story, views=1)
        with self.writing() as connection:
            if connection.execute(seen).rowcount:
                connection.execute(count.on_conflict_do_update(set_={"views": views.c.views + 1}))

    def most_viewed(self, since: date, limit: int = 10) -> Sequence[tuple[str, int]]:
        """(story, views) from that day on, most first, ties by story id."""
        total = func.sum(views.c.views)
        wanted = select(views.c.story, total).where(views.c.day >= since.isoformat()).group_by(views.c.story)
        with self.reading() as connection:
            rows = connection.execute(wanted.order_by(total.desc(), views.c.story).limit(max(0, limit))).all()
        return [(story, int(count)) for story, count in rows]
