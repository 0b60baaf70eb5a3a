"""Briefs in all versions."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, and_, func, literal, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from communique.model import Brief, Hand, Printed
from communique.store import bodies, schema
from communique.store.bodies import encoded, sortable
from communique.store.connection import Connected, pieces
from communique.store.indexing import unindex
from communique.store.keeping import index_brief

table = schema.brief
NEXT = select(func.coalesce(func.max(table.c.seq), 0) + 1)
RELEASED = literal("released", literal_execute=True)  # in plain words, as an index has it
REDIRECTED = select(schema.story.c.id).where(schema.story.c.redirect.is_not(None))


def written(moment: datetime) -> str:
    """A moment as it stands in columns."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def shown(wanted: "Select[Any]") -> "Select[Any]":
    """Released versions of briefs whose stories redirect to no other and are not withdrawn today."""
    last = table.alias()
    withdrawn = select(last.c.story).where(last.c.newest, last.c.state != RELEASED)
    return wanted.where(table.c.state == "released", table.c.story.not_in(REDIRECTED), table.c.story.not_in(withdrawn))


def row_of(brief: Brief) -> dict[str, Any]:
    """A version as its row has it, without its place among the others."""
    reported = sortable(brief.dates.reported[-1] if brief.dates.reported else None) or ""
    return {
        "story": brief.story,
        "version": brief.version,
        "state": brief.state,
        "reported_at": reported,
        "printed_at": sortable(brief.dates.updated) or reported,
        "body": encoded(brief),
    }


class Briefs(Connected):
    """The part of the store behind `ports.BriefStore`."""

    def put_brief(self, brief: Brief) -> None:
        """Keep this version, make the newest searchable if it is released and its story redirects to no other, clear
        the story's mark as due for a brief. A version that is stored already is left as it is."""
        with self.writing() as connection:
            done = update(schema.story).where(schema.story.c.id == brief.story).values(due_brief=False)
            connection.execute(done)
            known = select(func.max(table.c.version)).where(table.c.story == brief.story)
            newest = brief.version > (connection.execute(known).scalar() or 0)
            row = insert(table).values(**row_of(brief), newest=newest, seq=NEXT.scalar_subquery())
            if not connection.execute(row.on_conflict_do_nothing()).rowcount or not newest:
                return
            here = schema.story.c.id == brief.story
            older = (table.c.story == brief.story) & (table.c.version < brief.version)
            connection.execute(update(table).where(older).values(newest=False))
            if brief.state == "released" and not connection.execute(REDIRECTED.where(here)).scalar():
                index_brief(connection, brief)
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

    def latest_of(self, stories: Collection[str], limit: int = 30) -> Sequence[Brief]:
        """As `latest`, of these stories alone, or of those that they redirect to."""
        story, reported = schema.story, dict[str, str]()
        with self.reading() as connection:
            for some in pieces(stories):
                led = select(story.c.id, story.c.redirect).where(story.c.id.in_(some), story.c.redirect.is_not(None))
                becomes = {row.id: row.redirect for row in connection.execute(led)}
                settled = {becomes.get(one, one) for one in some}
                mine = table.c.story.in_(settled) & table.c.newest & (table.c.state == "released")
                rows = connection.execute(select(table.c.story, table.c.reported_at).where(mine)).all()
                reported |= {row.story: row.reported_at for row in rows}
            chosen = sorted(reported, key=lambda one: (reported[one], one), reverse=True)[: max(0, limit)]
            wanted = select(table.c.body).where(table.c.story.in_(chosen), table.c.newest)
            ordered = wanted.order_by(table.c.reported_at.desc(), table.c.story.desc())
            return [bodies.BRIEF.decode(body) for body in connection.execute(ordered).scalars()]

    def withdrawn(self, limit: int = 30) -> Sequence[Brief]:
        """Briefs that were printed and are withdrawn now, of stories that redirect to no other, by last report, newest
        first."""
        wanted = select(table.c.body).where(table.c.newest, table.c.state != RELEASED, table.c.version > 1)
        wanted = wanted.where(table.c.state == "withdrawn")
        wanted = wanted.where(table.c.story.not_in(REDIRECTED))
        wanted = wanted.order_by(table.c.reported_at.desc(), table.c.story.desc()).limit(max(0, limit))
        with self.reading() as connection:
            rows = connection.execute(wanted).scalars().all()
        return [bodies.BRIEF.decode(body) for body in rows]

    def standing(self, until: datetime, since: datetime | None = None, limit: int = 40) -> Sequence[Brief]:
        """Briefs as they stood at a moment: of each story that redirects to no other and is not withdrawn today, the
        newest version printed (`updated`, else reported) before it, if that is released; only those printed from
        `since` on. Printed last first, then by story."""
        moment, later = written(until), table.alias()
        replaced = (later.c.story == table.c.story) & (later.c.version > table.c.version)
        wanted = shown(select(table.c.body)).where(table.c.printed_at < moment)
        wanted = wanted.where(~select(later.c.story).where(replaced, later.c.printed_at < moment).exists())
        if since is not None:
            wanted = wanted.where(table.c.printed_at >= written(since))
        ordered = wanted.order_by(table.c.printed_at.desc(), table.c.story).limit(max(0, limit))
        with self.reading() as connection:
            rows = connection.execute(ordered).scalars().all()
        return [bodies.BRIEF.decode(body) for body in rows]

    def printed_around(self, since: datetime, until: datetime) -> tuple[str | None, str | None]:
        """When something that `standing` gives was last printed before `since`, and when first from `until` on, as
        times in UTC."""
        at = table.c.printed_at
        before = shown(select(at)).where(at < written(since), at != "").order_by(at.desc()).limit(1)
        after = shown(select(at)).where(at >= written(until)).order_by(at).limit(1)
        with self.reading() as connection:
            return connection.execute(before).scalar(), connection.execute(after).scalar()

    def last_opened(self) -> int:
        """The number of the story that opened last, 0 without one."""
        with self.reading() as connection:
            return int(connection.execute(select(func.max(schema.story.c.seq))).scalar() or 0)

    def opened(self, after: int, until: int) -> Sequence[Brief]:
        """Newest versions that are released, of the stories with these numbers that redirect to no other, in order."""
        story = schema.story
        within = story.c.seq.between(after + 1, until) & story.c.redirect.is_(None)
        wanted = select(table.c.body).join(story, story.c.id == table.c.story).where(within).order_by(story.c.seq)
        with self.reading() as connection:
            rows = connection.execute(wanted.where(table.c.newest, table.c.state == "released")).scalars().all()
        return [bodies.BRIEF.decode(body) for body in rows]

    def last_printed(self) -> int:
        """The highest `seq` there is, 0 where no brief is kept."""
        with self.reading() as connection:
            return connection.execute(select(func.max(table.c.seq))).scalar() or 0

    def printed_since(self, seq: int, limit: int) -> Sequence[Printed]:
        """Newest versions with a higher `seq` that are released, of stories that redirect to no other: the last
        `limit` of them, by `seq`."""
        before = table.alias()
        first = select(func.min(before.c.seq)).where(before.c.story == table.c.story, before.c.state == "released")
        wanted = select(table.c.seq, table.c.story, first.scalar_subquery()).where(
            table.c.seq > seq, table.c.newest, table.c.state == "released", table.c.story.not_in(REDIRECTED)
        )
        with self.reading() as connection:
            rows = connection.execute(wanted.order_by(table.c.seq.desc()).limit(max(0, limit))).all()
        return [Printed(seq=number, story=story, first=of) for number, story, of in reversed(rows)]

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
