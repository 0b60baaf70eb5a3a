"""Which source a report is of, to count them by."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """It stands in the body of the newest version."""
    op.add_column("report", sa.Column("source", sa.Text))
    op.execute(
        "UPDATE report SET source = (SELECT json_extract(CAST(v.body AS TEXT), '$.source') FROM report_version AS v"
        " WHERE v.report = report.id AND v.version = report.version)"
    )
    op.create_index("report_source", "report", ["source"])
