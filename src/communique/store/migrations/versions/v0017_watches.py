"""Watches, what is sent of them, and how far briefs were held against them."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was printed so far is nobody's news: no watch is older."""
    op.create_table(
        "watch",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "outbox",
        sa.Column("watch", sa.Text, primary_key=True, nullable=False),
        sa.Column("story", sa.Text, primary_key=True, nullable=False),
        sa.Column("version", sa.Integer, primary_key=True, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("queued", sa.Text, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("outbox_waiting", "outbox", ["watch", "state", "due"])
    op.create_table(
        "watch_matched",
        sa.Column("id", sa.Integer, primary_key=True, nullable=False),
        sa.Column("brief", sa.Integer, nullable=False),
    )
    op.execute("INSERT INTO watch_matched (id, brief) SELECT 1, coalesce(max(seq), 0) FROM brief")
