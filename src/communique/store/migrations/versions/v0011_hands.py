"""Briefs in the hand of editors."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No brief was edited before."""
    op.create_table(
        "brief_hand",
        sa.Column("story", sa.Text, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
