"""Users who sign in, and their sessions."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert

from communique.errors import UsageError
from communique.model import Session, User
from communique.store import bodies, schema
from communique.store.bodies import encoded
from communique.store.connection import Connected

table, sessions = schema.editor, schema.session


class Editors(Connected):
    """The part of the store behind `editorial.UserStore`."""

    def put_user(self, user: User) -> None:
        """Keep a new user. Raises UsageError where there is one of this name already."""
        row = insert(table).values(name=user.name, body=encoded(user)).on_conflict_do_nothing()
        with self.writing() as connection:
            if not connection.execute(row).rowcount:
                raise UsageError("{name}: there is a user of this name already", name=user.name)

    def change_user(self, user: User, *, signed_in: bool = False) -> None:
        """Keep a user in place of the one of this name, and end the sessions unless they stay `signed_in`. Raises
        UsageError for an unknown one."""
        changed = update(table).where(table.c.name == user.name).values(body=encoded(user))
        with self.writing() as connection:
            if not connection.execute(changed).rowcount:
                raise UsageError("{name}: no such user", name=user.name)
            if not signed_in:
                connection.execute(delete(sessions).where(sessions.c.editor == user.name))

    def users(self) -> Sequence[User]:
        """All, by name."""
        with self.reading() as connection:
            rows = connection.execute(select(table.c.body).order_by(table.c.name)).scalars().all()
        return [bodies.USER.decode(body) for body in rows]

    def user(self, name: str) -> User | None:
        """The user of this name."""
        with self.reading() as connection:
            body = connection.execute(select(table.c.body).where(table.c.name == name)).scalar()
        return None if body is None else bodies.USER.decode(body)

    def remove_user(self, name: str) -> None:
        """Forget a user and end the sessions; what was decided stays. Raises UsageError for an unknown one."""
        with self.writing() as connection:
            if not connection.execute(delete(table).where(table.c.name == name)).rowcount:
                raise UsageError("{name}: no such user", name=name)
            connection.execute(delete(sessions).where(sessions.c.editor == name))

    def put_session(self, token: str, session: Session) -> None:
        """Keep a session under what its token is kept as, which is not the token itself."""
        row = insert(sessions).values(token=token, editor=session.editor, body=encoded(session))
        with self.writing() as connection:
            connection.execute(row)

    def session(self, token: str) -> Session | None:
        """The session kept so, over or not."""
        with self.reading() as connection:
            body = connection.execute(select(sessions.c.body).where(sessions.c.token == token)).scalar()
        return None if body is None else bodies.SESSION.decode(body)

    def sessions(self) -> Sequence[tuple[str, Session]]:
        """(what the token is kept as, session) of all, over or not."""
        with self.reading() as connection:
            rows = connection.execute(select(sessions.c.token, sessions.c.body).order_by(sessions.c.token)).all()
        return [(row.token, bodies.SESSION.decode(row.body)) for row in rows]

    def remove_session(self, token: str) -> None:
        """Forget a session, if there is one."""
        with self.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.token == token))
