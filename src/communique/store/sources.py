"""Sources, their health, what hubs push of them, the pages asked, and what was refused."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Text, cast, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from communique.errors import UsageError
from communique.model import PageState, Refusal, Source, SourceState, Subscription
from communique.store import bodies, schema
from communique.store.bodies import encoded, sortable
from communique.store.connection import Connected


class Sources(Connected):
    """The part of the store behind `ports.SourceStore`."""

    def put_source(self, source: Source) -> None:
        """Keep or replace the source of this id."""
        row = insert(schema.source).values(id=source.id, body=encoded(source))
        with self.writing() as connection:
            connection.execute(row.on_conflict_do_update(set_={"body": row.excluded.body}))

    def remove_source(self, source: str) -> None:
        """Forget the source and its state; its reports stay, and its subscriptions, which a hub has yet to end. Raises
        UsageError if it is unknown."""
        with self.writing() as connection:
            gone = connection.execute(delete(schema.source).where(schema.source.c.id == source)).rowcount
            if not gone:
                raise UsageError(f"no source is called {source}")
            for table in (schema.source_state, schema.page_state):
                connection.execute(delete(table).where(table.c.source == source))

    def sources(self) -> Sequence[Source]:
        """All sources, by id."""
        with self.reading() as connection:
            rows = connection.execute(select(schema.source.c.body).order_by(schema.source.c.id)).scalars().all()
        return [bodies.SOURCE.decode(body) for body in rows]

    def source(self, source: str) -> Source | None:
        """The source of this id."""
        with self.reading() as connection:
            body = connection.execute(select(schema.source.c.body).where(schema.source.c.id == source)).scalar()
        return None if body is None else bodies.SOURCE.decode(body)

    def source_state(self, source: str) -> SourceState:
        """The state, fresh and empty for a source never asked."""
        table = schema.source_state
        with self.reading() as connection:
            body = connection.execute(select(table.c.body).where(table.c.source == source)).scalar()
        return SourceState(source=source) if body is None else bodies.SOURCE_STATE.decode(body)

    def put_source_state(self, state: SourceState) -> None:
        """Keep or replace the state of its source."""
        row = insert(schema.source_state).values(source=state.source, body=encoded(state))
        with self.writing() as connection:
            connection.execute(row.on_conflict_do_update(set_={"body": row.excluded.body}))

    def subscription(self, id: str) -> Subscription | None:
        """The subscription of this id."""
        table = schema.subscription
        with self.reading() as connection:
            body = connection.execute(select(table.c.body).where(table.c.id == id)).scalar()
        return None if body is None else bodies.SUBSCRIPTION.decode(body)

    def subscriptions(self, source: str | None = None) -> Sequence[Subscription]:
        """Those of one source or all, by id."""
        table = schema.subscription
        chosen = select(table.c.body).order_by(table.c.id)
        if source is not None:
            chosen = chosen.where(table.c.source == source)
        with self.reading() as connection:
            rows = connection.execute(chosen).scalars().all()
        return [bodies.SUBSCRIPTION.decode(body) for body in rows]

    def put_subscription(self, subscription: Subscription) -> None:
        """Keep or replace the subscription of this id."""
        row = insert(schema.subscription).values(
            id=subscription.id, source=subscription.source, body=encoded(subscription)
        )
        with self.writing() as connection:
            connection.execute(row.on_conflict_do_update(set_={"body": row.excluded.body}))

    def remove_subscription(self, id: str) -> None:
        """Forget the subscription of this id, if there is one."""
        with self.writing() as connection:
            connection.execute(delete(schema.subscription).where(schema.subscription.c.id == id))

    def page_states(self, source: str) -> Mapping[str, PageState]:
        """All known pages of a source by address."""
        table = schema.page_state
        with self.reading() as connection:
            rows = connection.execute(select(table.c.url, table.c.body).where(table.c.source == source)).all()
        return {url: bodies.PAGE_STATE.decode(body) for url, body in rows}

    def put_page_state(self, state: PageState) -> None:
        """Keep or replace the state of this address of its source."""
        row = insert(schema.page_state).values(source=state.source, url=state.url, body=encoded(state))
        with self.writing() as connection:
            connection.execute(row.on_conflict_do_update(set_={"body": row.excluded.body}))

    def put_refusal(self, refusal: Refusal) -> None:
        """Keep a refusal; the same name and why again only moves its time."""
        at = sortable(refusal.at) or ""
        row = insert(schema.refusal).values(name=refusal.name, why=refusal.why, at=at, body=encoded(refusal))
        newer = {"at": row.excluded.at, "body": row.excluded.body}
        with self.writing() as connection:
            connection.execute(row.on_conflict_do_update(set_=newer, where=schema.refusal.c.at <= row.excluded.at))

    def refusals(self, limit: int = 100, source: str | None = None) -> Sequence[Refusal]:
        """The newest first, of one source or of all."""
        table = schema.refusal
        wanted = select(table.c.body).order_by(table.c.at.desc(), table.c.name, table.c.why).limit(max(0, limit))
        if source is not None:
            wanted = wanted.where(func.json_extract(cast(table.c.body, Text), "$.source") == source)
        with self.reading() as connection:
            rows = connection.execute(wanted).scalars().all()
        return [bodies.REFUSAL.decode(body) for body in rows]
