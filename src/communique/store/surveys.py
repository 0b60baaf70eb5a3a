"""The record by days, countries and bodies."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select, true

from communique.model import Event
from communique.store import bodies, schema
from communique.store.connection import Connected
from communique.store.record import NOT_COUNTRIES, in_order

HAPPENED = ("done", "ongoing")
STATELESS = ", ".join(f"'{code}'" for code in NOT_COUNTRIES)
event_, of_country, of_pair, of_body = schema.event, schema.event_country, schema.event_pair, schema.event_body


def within(since: str | None, until: str | None) -> ColumnElement[bool]:
    """What has a day within these; undated events have none in either column."""
    found = true() if since is None else event_.c.last_day >= since
    return found if until is None else found & (event_.c.day <= until)


def happened(since: str | None, until: str | None) -> list[str]:
    """The same in plain SQL, of what happened or is under way."""
    days = [("e.last_day >= :since", since), ("e.day <= :until", until)]
    return [f"e.status IN {HAPPENED}", *(said for said, day in days if day is not None)]


class Surveys(Connected):
    """The part of the store behind `surveys.SurveyStore`."""

    def meetings_within(
        self, since: str, until: str, *, country: str | None = None, pair: tuple[str, str] | None = None
    ) -> Sequence[Event]:
        """Meetings (CONSULT), however they stand, of all, of one country or of a pair in alphabetical order, by (day,
        id)."""
        wanted = select(event_.c.body).where(within(since, until), event_.c.type == "CONSULT", event_.c.stands)
        if country is not None:
            wanted = wanted.where(event_.c.id.in_(select(of_country.c.event).where(of_country.c.code == country)))
        if pair is not None:
            both = (of_pair.c.a == pair[0]) & (of_pair.c.b == pair[1])
            wanted = wanted.where(event_.c.id.in_(select(of_pair.c.event).where(both)))
        with self.reading() as connection:
            rows = connection.execute(wanted.order_by(event_.c.day, event_.c.id)).scalars().all()
        return [bodies.EVENT.decode(body) for body in rows]

    def pairs_within(self, since: str | None = None, until: str | None = None) -> Sequence[tuple[str, str, str, int]]:
        """(code, code, event type, number) of what happened or is under way between two countries, codes in
        alphabetical order, by (code, code, type)."""
        return self._counted("event_pair", ("a", "b"), since, until)

    def countries_within(self, since: str | None = None, until: str | None = None) -> Sequence[tuple[str, str, int]]:
        """(code, event type, number) of what happened or is under way with a country on either side, by (code,
        type)."""
        return self._counted("event_country", ("code",), since, until)

    def _counted(self, table: str, by: tuple[str, ...], since: str | None, until: str | None) -> list[Any]:
        """From the events to who took part, not the other way round: a period has few of all events, and the index by
        days has all that is asked of them."""
        named = ", ".join(f"t.{code}" for code in by)
        chosen = [*happened(since, until), *(f"t.{code} NOT IN ({STATELESS})" for code in by)]
        wanted = (
            f"SELECT {named}, e.type, count(*) FROM event AS e CROSS JOIN {table} AS t ON t.event = e.id"
            f" WHERE {' AND '.join(chosen)} GROUP BY {named}, e.type ORDER BY {named}, e.type"
        )
        with self.reading() as connection:
            rows = connection.exec_driver_sql(wanted, {"since": since, "until": until}).all()
        return [(*row[:-1], int(row[-1])) for row in rows]

    def dealings_within(
        self, code: str, since: str | None = None, until: str | None = None
    ) -> Sequence[tuple[str, str]]:
        """(other country, event id) of what happened or is under way between a country and any other, the latest first
        (undated last), on a day by id backwards."""
        halves = (
            f"SELECT t.{other}, e.id, substr(e.day, 1, 10) AS day FROM event_pair AS t"
            f" CROSS JOIN event AS e ON e.id = t.event WHERE t.{mine} = :code AND t.{other} NOT IN ({STATELESS})"
            f" AND {' AND '.join(happened(since, until))}"
            for mine, other in (("a", "b"), ("b", "a"))
        )
        wanted = " UNION ALL ".join(halves) + " ORDER BY day DESC, id DESC"
        with self.reading() as connection:
            rows = connection.exec_driver_sql(wanted, {"code": code, "since": since, "until": until}).all()
        return [(other, event) for other, event, _ in rows]

    def bodies(self) -> Sequence[tuple[str, str, str, int]]:
        """(key, name, code, number of events) of every organisation that acts for itself or is acted on (code IGO, IMG
        or NGO), most events first; where spellings differ, the one of most events, then the first by name."""
        key, name, code = of_body.c.key, of_body.c.name, of_body.c.code
        wanted = select(key, name, code, func.count()).group_by(key, name, code)
        with self.reading() as connection:
            rows = connection.execute(wanted.order_by(func.count().desc(), name, code)).all()
        found: dict[str, tuple[str, str, str, int]] = {}
        for slug, spelt, kind, count in rows:
            first = found.get(slug, (slug, spelt, kind, 0))
            found[slug] = (*first[:3], first[3] + int(count))
        return sorted(found.values(), key=lambda body: (-body[3], body[0]))

    def events_of_body(self, key: str) -> Sequence[Event]:
        """Events with the organisation on either side, by date, newest first (undated last)."""
        ids = select(of_body.c.event).where(of_body.c.key == key)
        with self.reading() as connection:
            rows = connection.execute(in_order(ids)).scalars().all()
        return [bodies.EVENT.decode(body) for body in rows]
