"""The store on one SQLite file: what a self-hosted desk needs, and nothing to run beside it."""

from datetime import datetime
from os import PathLike
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from communique.store import schema
from communique.store.agreements import Agreements
from communique.store.briefs import Briefs
from communique.store.drafts import Drafts
from communique.store.editors import Editors
from communique.store.erasing import Erasing
from communique.store.grouping import Grouping
from communique.store.keys import Keys
from communique.store.opening import opened
from communique.store.record import Record
from communique.store.rulings import Rulings
from communique.store.search import Search
from communique.store.stories import Stories
from communique.store.streams import Streams
from communique.store.surveys import Surveys
from communique.store.views import Views
from communique.store.waiting import Waitings
from communique.store.watches import Watches

THE_ROUND = 1  # one row: rounds do not overlap


class SqliteStore(
    Erasing,
    Stories,
    Grouping,
    Rulings,
    Record,
    Agreements,
    Streams,
    Surveys,
    Briefs,
    Waitings,
    Drafts,
    Views,
    Editors,
    Keys,
    Watches,
    Search,
):
    """Implements `ports.Store` on the file at `path`, which is made if it is not there and brought to the newest schema
    if it is older. Safe to use from many threads, and from several processes that take turns in writing.

    Raises StoreError if the file cannot be opened, is no database of Communique or was written by a newer version;
    any call raises it when the database fails.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        super().__init__(opened(Path(path)), Path(path))

    def last_round(self) -> datetime | None:
        """When the last finished round was begun, by the desk's clock."""
        with self.reading() as connection:
            begun = connection.execute(select(schema.desk_round.c.begun)).scalar()
        return None if begun is None else datetime.fromisoformat(begun)

    def close_round(self, begun: datetime) -> None:
        """A round is finished; `begun` is aware."""
        row = insert(schema.desk_round).values(id=THE_ROUND, begun=begun.isoformat())
        with self.writing() as connection:
            connection.execute(row.on_conflict_do_update(set_={"begun": row.excluded.begun}))
