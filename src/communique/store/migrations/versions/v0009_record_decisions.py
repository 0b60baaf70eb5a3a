"""Decisions about events, found again by what they are about; offices by country; how far the record is derived
again."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """There are no decisions about events yet; of the offices there are, the country stands in the body."""
    op.add_column("holding", sa.Column("code", sa.Text))
    op.create_index("holding_code", "holding", ["code"])
    op.execute("UPDATE holding SET code = json_extract(CAST(body AS TEXT), '$.code')")
    op.create_table(
        "ruling_event",
        sa.Column("ref", sa.Text, primary_key=True),
        sa.Column("ruling", sa.Integer, primary_key=True),
    )
    op.create_table(
        "redo",
        sa.Column("room", sa.Text, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
