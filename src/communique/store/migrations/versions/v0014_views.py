"""Views by the minute, behind salts that end with the day; briefs numbered as they come in."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def key(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, primary_key=True, nullable=False)


def upgrade() -> None:
    """Of views so far only the day is known: they count at its noon (UTC), and no reader shares a door with another.
    What was counted of their days beside them is counted from them."""
    op.rename_table("view", "view_before")
    op.create_table(
        "view",
        *map(key, ("day", "door", "reader", "story")),
        sa.Column("minute", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO view (day, door, reader, story, minute) SELECT day, reader, reader, story,"
        " CAST(strftime('%s', day || ' 12:00') AS INTEGER) / 60 FROM view_before"
    )
    op.execute("DELETE FROM view_count WHERE day IN (SELECT day FROM view_before)")
    op.drop_table("view_before")
    op.create_index("view_minute", "view", ["minute", "story"])
    op.create_table("view_left_out", *map(key, ("day", "door", "reader")))
    op.create_table("view_salt", key("day"), sa.Column("salt", sa.LargeBinary, nullable=False))
    op.add_column("brief", sa.Column("seq", sa.Integer))
    op.execute("UPDATE brief SET seq = rowid")
    op.create_index("brief_seq", "brief", ["seq"])
