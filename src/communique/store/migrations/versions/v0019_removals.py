"""Tombstones of sources and people that were removed on demand."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Only reports were removed before, and their tombstones are reports."""
    op.create_table(
        "removal",
        sa.Column("kind", sa.Text, primary_key=True, nullable=False),
        sa.Column("mark", sa.Text, primary_key=True, nullable=False),
    )
