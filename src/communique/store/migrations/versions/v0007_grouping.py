"""What grouping keeps of live reports, so that a restart need not read all reports again."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of reports assigned before there are no rows: the next start replays them and fills the tables."""
    op.create_table(
        "grouping_row",
        sa.Column("report", sa.Text, sa.ForeignKey("report.id"), primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "grouping_count",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
