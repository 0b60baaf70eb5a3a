"""Briefs that wait for an editor's release."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every brief was printed at once before."""
    op.create_table(
        "brief_waiting",
        sa.Column("story", sa.Text, primary_key=True),
        sa.Column("reported_at", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
