"""What links between stories are drawn from, so that a desk that begins need not read all reports again."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of stories there are there is none yet: they are drawn at the next round."""
    op.create_table(
        "story_facts",
        sa.Column("story", sa.Text, sa.ForeignKey("story.id"), primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
