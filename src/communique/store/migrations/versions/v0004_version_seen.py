"""When the desk first saw a version of a report."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of versions kept before it is not known."""
    op.add_column("report_version", sa.Column("seen", sa.Text))
