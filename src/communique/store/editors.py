"""Editors who sign in, and their sessions."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from communique.errors import UsageError
from communique.model import Editor, Session
from communique.store import bodies, schema
from communique.store.bodies import encoded
from communique.store.connection import Connected

table, sessions = schema.editor, schema.session


class Editors(Connected):
    """The part of the store behind `editorial.EditorStore`."""

    def put_editor(self, editor: Editor) -> None:
        """Keep an editor. Raises UsageError where there is one of this name already."""
        row = insert(table).values(name=editor.name, body=encoded(editor)).on_conflict_do_nothing()
        with self.writing() as connection:
            if not connection.execute(row).rowcount:
                raise UsageError(f"{editor.name}: there is an editor of this name already")

    def editors(self) -> Sequence[Editor]:
        """All, by name."""
        with self.reading() as connection:
            rows = connection.execute(select(table.c.body).order_by(table.c.name)).scalars().all()
        return [bodies.EDITOR.decode(body) for body in rows]

    def editor(self, name: str) -> Editor | None:
        """The editor of this name."""
        with self.reading() as connection:
            body = connection.execute(select(table.c.body).where(table.c.name == name)).scalar()
        return None if body is None else bodies.EDITOR.decode(body)

    def remove_editor(self, name: str) -> None:
        """Forget an editor and end the sessions; what was decided stays. Raises UsageError for an unknown one."""
        with self.writing() as connection:
            if not connection.execute(delete(table).where(table.c.name == name)).rowcount:
                raise UsageError(f"{name}: no such editor")
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
