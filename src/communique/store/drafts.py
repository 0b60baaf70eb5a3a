"""What language models have written, by what they were asked, and what was spent on it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from communique.drafting import Written
from communique.store import bodies, schema
from communique.store.bodies import encoded
from communique.store.connection import Connected

table, spending = schema.draft, schema.spending


class Drafts(Connected):
    """The part of the store behind `drafting.DraftStore`."""

    def keep_draft(self, key: str, written: Written) -> None:
        """Keep an answer; one that is kept under this key already gives way."""
        row = insert(table).values(key=key, body=encoded(written))
        with self.writing() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["key"], set_={"body": row.excluded.body}))

    def draft(self, key: str) -> Written | None:
        """The answer kept under this key."""
        with self.reading() as connection:
            body = connection.execute(select(table.c.body).where(table.c.key == key)).scalar()
        return None if body is None else bodies.WRITTEN.decode(body)

    def spend(self, day: date, amount: float) -> None:
        """Add to what was spent on this day, in the currency of the prices."""
        row = insert(spending).values(day=day.isoformat(), amount=amount)
        more = {"amount": spending.c.amount + row.excluded.amount}
        with self.writing() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["day"], set_=more))

    def spent(self, day: date) -> float:
        """What was spent on this day; 0 where nothing was."""
        with self.reading() as connection:
            amount = connection.execute(select(spending.c.amount).where(spending.c.day == day.isoformat())).scalar()
        return float(amount or 0.0)
