"""Keys of the API."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from communique.errors import UsageError
from communique.model import Key
from communique.store import bodies, schema
from communique.store.bodies import encoded
from communique.store.connection import Connected

table = schema.api_key


class Keys(Connected):
    """The part of the store behind `editorial.KeyStore`."""

    def put_key(self, hashed: str, key: Key) -> None:
        """Keep a key. Raises UsageError where there is one of this name already."""
        row = insert(table).values(hashed=hashed, name=key.name, body=encoded(key)).on_conflict_do_nothing()
        with self.writing() as connection:
            if not connection.execute(row).rowcount:
                raise UsageError(f"{key.name}: there is a key of this name already")

    def known_keys(self) -> Sequence[Key]:
        """All, by name."""
        with self.reading() as connection:
            rows = connection.execute(select(table.c.body).order_by(table.c.name)).scalars().all()
        return [bodies.KEY.decode(body) for body in rows]

    def key(self, hashed: str) -> Key | None:
        """The key with this hash."""
        with self.reading() as connection:
            body = connection.execute(select(table.c.body).where(table.c.hashed == hashed)).scalar()
        return None if body is None else bodies.KEY.decode(body)

    def remove_key(self, name: str) -> None:
        """Forget a key. Raises UsageError for an unknown one."""
        with self.writing() as connection:
            if not connection.execute(delete(table).where(table.c.name == name)).rowcount:
                raise UsageError(f"{name}: no such key")
