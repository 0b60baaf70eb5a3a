"""Agreements over all stories, found by story and by the countries that are parties."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from communique.model import Agreement
from communique.store import bodies, schema
from communique.store.bodies import encoded
from communique.store.connection import Connected
from communique.store.reports import Chosen

agreement_, of_country, of_story = schema.agreement, schema.agreement_country, schema.agreement_story


def _forget(connection: Connection, agreement: str) -> None:
    for table in (of_country, of_story):
        connection.execute(delete(table).where(table.c.agreement == agreement))
    connection.execute(delete(agreement_).where(agreement_.c.id == agreement))


class Agreements(Connected):
    """The part of the store behind `ports.AgreementStore`."""

    def put_agreements(self, agreements: Sequence[Agreement]) -> None:
        """Keep each in place of what was kept under its id; one without a history is let go."""
        with self.writing() as connection:
            for one in agreements:
                _forget(connection, one.id)
                if not one.history:
                    continue
                connection.execute(insert(agreement_).values(id=one.id, day=one.day, body=encoded(one)))
                codes = sorted({a.code for a in one.parties if a.code})
                stories = sorted({s.story for s in one.history})
                for table, key, values in ((of_country, "code", codes), (of_story, "story", stories)):
                    if values:
                        connection.execute(insert(table), [{key: v, "agreement": one.id} for v in values])

    def agreements_of_story(self, story: str) -> Sequence[Agreement]:
        """Those the story tells of."""
        return self._agreements(select(of_story.c.agreement).where(of_story.c.story == story))

    def agreements_of_country(self, code: str) -> Sequence[Agreement]:
        """Those the country is party to, newest first (undated last)."""
        return self._agreements(select(of_country.c.agreement).where(of_country.c.code == code))

    def agreements_of_pair(self, a: str, b: str) -> Sequence[Agreement]:
        """Those both are parties to, newest first (undated last)."""
        first, second = (select(of_country.c.agreement).where(of_country.c.code == code) for code in (a, b))
        return self._agreements(first.where(of_country.c.agreement.in_(second)))

    def _agreements(self, ids: Chosen) -> list[Agreement]:
        wanted = select(agreement_.c.body).where(agreement_.c.id.in_(ids))
        ordered = wanted.order_by(agreement_.c.day.is_(None), agreement_.c.day.desc(), agreement_.c.id)
        with self.reading() as connection:
            return [bodies.AGREEMENT.decode(body) for body in connection.execute(ordered).scalars()]
