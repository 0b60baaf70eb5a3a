"""Views: by reader and minute while windows reach them, counted by day after that."""

import secrets
from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from communique.model import View
from communique.store import schema
from communique.store.connection import Connected, pieces

view, counts, left_out, salts = schema.view, schema.view_count, schema.view_left_out, schema.view_salt
brief, story_ = schema.brief, schema.story


class Views(Connected):
    """The part of the store behind `ports.ViewStore`."""

    def day_salt(self, day: date) -> bytes:
        """The secret of a day, random, the same for all who ask while the day is on."""
        wanted = select(salts.c.salt).where(salts.c.day == day.isoformat())
        with self.reading() as connection:
            found = connection.execute(wanted).scalar()
        if found is not None:
            return bytes(found)
        with self.writing(telling=False) as connection:
            made = insert(salts).values(day=day.isoformat(), salt=secrets.token_bytes(32))
            connection.execute(made.on_conflict_do_nothing())
            return bytes(connection.execute(wanted).scalar_one())

    def close_days(self, day: date, folded: date) -> None:
        """The days before `day` are over: their salts, and who was left out on them, are erased, from the file too.
        Views of days before `folded` are counted together by day, and who read what on them is erased."""
        with self.writing(telling=False) as connection:
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
            gone = [delete(t).where(t.c.day < day.isoformat()) for t in (salts, left_out)]
            erased = sum(connection.execute(statement).rowcount for statement in gone)
            old = view.c.day < folded.isoformat()
            by_day = select(view.c.day, view.c.story, func.count()).where(old).group_by(view.c.day, view.c.story)
            row = insert(counts).from_select(["day", "story", "views"], by_day)
            connection.execute(row.on_conflict_do_update(set_={"views": counts.c.views + row.excluded.views}))
            erased += connection.execute(delete(view).where(old)).rowcount
            connection.exec_driver_sql("PRAGMA secure_delete = OFF")
        if erased:
            self.empty_log()

    def count_views(self, views: Sequence[View]) -> None:
        """A reader counts once a day per story, from the first minute; for the story that one redirects to; never for
        one without a released brief, and not at all where left out on that day."""
        with self.writing(telling=False) as connection:
            becomes = _becomes(connection, {v.story for v in views})
            closed = _left_out(connection, views)
            rows = [
                {
                    "day": v.day.isoformat(),
                    "door": v.door,
                    "reader": v.reader,
                    "story": becomes[v.story],
                    "minute": v.minute,
                }
                for v in views
                if v.story in becomes and closed.isdisjoint(((v.day, v.door, v.reader), (v.day, v.door, "")))
            ]
            if rows:
                row = insert(view)
                first = func.min(view.c.minute, row.excluded.minute)
                connection.execute(row.on_conflict_do_update(set_={"minute": first}), rows)

    def views_behind(self, day: date, doors: Collection[str]) -> Sequence[View]:
        """What is counted of these doors on a day, by minute."""
        columns = view.c.story, view.c.minute, view.c.door, view.c.reader
        found: list[View] = []
        with self.reading() as connection:
            for some in pieces(doors):
                wanted = select(*columns).where(view.c.day == day.isoformat(), view.c.door.in_(some))
                rows = connection.execute(wanted).all()
                found += [View(story=s, day=day, minute=m, door=d, reader=r) for s, m, d, r in rows]
        return sorted(found, key=lambda v: (v.minute, v.reader, v.story))

    def leave_out(self, day: date, door: str, reader: str = "") -> None:
        """What was counted on that day of a reader, or of all behind a door, is taken back, and they are not counted
        again on it."""
        theirs = (view.c.day == day.isoformat()) & (view.c.door == door)
        with self.writing(telling=False) as connection:
            row = insert(left_out).values(day=day.isoformat(), door=door, reader=reader)
            connection.execute(row.on_conflict_do_nothing())
            connection.execute(delete(view).where(theirs & (view.c.reader == reader) if reader else theirs))

    def take_back(self, views: Sequence[View]) -> None:
        """These count no longer."""
        with self.writing(telling=False) as connection:
            for v in views:
                this = (view.c.day == v.day.isoformat()) & (view.c.door == v.door)
                connection.execute(delete(view).where(this, view.c.reader == v.reader, view.c.story == v.story))

    def most_viewed(self, since: datetime, limit: int = 10) -> Sequence[tuple[str, int]]:
        """(story, views) in the minutes after that of `since`, most first, ties by story id; of stories whose brief is
        released. What is folded is not in it."""
        counted = select(view.c.story, func.count().label("views")).where(view.c.minute > int(since.timestamp() // 60))
        found = counted.group_by(view.c.story).subquery()
        released = select(brief.c.story).where(brief.c.story == found.c.story, brief.c.newest)
        wanted = select(found).where(released.where(brief.c.state == "released").exists())
        wanted = wanted.order_by(found.c.views.desc(), found.c.story).limit(max(0, limit))
        with self.reading() as connection:
            return [(story, int(count)) for story, count in connection.execute(wanted)]

    def views_by_day(self, story: str) -> Sequence[tuple[date, int]]:
        """All views ever counted of a story, by day."""
        kept = select(view.c.day, func.count()).where(view.c.story == story).group_by(view.c.day)
        folded = select(counts.c.day, counts.c.views).where(counts.c.story == story)
        found: dict[str, int] = {}
        with self.reading() as connection:
            for day, count in (*connection.execute(folded), *connection.execute(kept)):
                found[day] = found.get(day, 0) + int(count)
        return [(date.fromisoformat(day), count) for day, count in sorted(found.items())]


def _becomes(connection: Connection, stories: Collection[str]) -> dict[str, str]:
    """Of these stories those that have a released brief, themselves or where they redirect to, with that story."""
    becomes = {story: story for story in stories}
    for some in pieces(stories):
        led = select(story_.c.id, story_.c.redirect).where(story_.c.id.in_(some), story_.c.redirect.is_not(None))
        becomes |= {row.id: row.redirect for row in connection.execute(led)}
    released: set[str] = set()
    for some in pieces(set(becomes.values())):
        wanted = select(brief.c.story).where(brief.c.story.in_(some), brief.c.newest, brief.c.state == "released")
        released.update(connection.execute(wanted).scalars())
    return {story: to for story, to in becomes.items() if to in released}


def _left_out(connection: Connection, views: Sequence[View]) -> set[tuple[date, str, str]]:
    """Who of these is left out: (day, door, reader or empty for all)."""
    found: set[tuple[date, str, str]] = set()
    for day in {v.day for v in views}:
        for some in pieces({v.door for v in views if v.day == day}):
            wanted = select(left_out.c.door, left_out.c.reader).where(left_out.c.day == day.isoformat())
            rows = connection.execute(wanted.where(left_out.c.door.in_(some))).all()
            found.update((day, door, reader) for door, reader in rows)
    return found
