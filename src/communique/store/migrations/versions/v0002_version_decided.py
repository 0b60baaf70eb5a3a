"""By which version of a report its story was decided, so that a replay decides by the same words."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Reports assigned before are taken as decided by their first version."""
    op.add_column("assignment", sa.Column("version", sa.Integer, nullable=False, server_default="1"))
