"""The tables of watches, beside those of `schema`: who is told of what, what is sent, and how far the desk is."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from communique.store.schema import metadata

watch = Table(
    "watch",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("watch", Text, primary_key=True),
    Column("story", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("state", Text, nullable=False),
    Column("queued", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("outbox_waiting", "watch", "state", "due"),
)

watch_matched = Table(
    "watch_matched", metadata, Column("id", Integer, primary_key=True), Column("brief", Integer, nullable=False)
)
